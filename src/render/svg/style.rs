//! The style of a picture that stands alone: the rules that it has in a page, with the colours written into
//! them.
//!
//! Not every program that shows SVG knows variables; those that do not know the dark colours show the light
//! ones.

use std::collections::BTreeMap;

use crate::render::web;

/// Returns the style by day, and by night where the reader prefers that.
pub(super) fn style(rules: &str) -> String {
    let (day, night) = palettes(web::STYLE);
    let night: BTreeMap<&str, &str> =
        day.iter().chain(&night).map(|(name, colour)| (*name, *colour)).collect();
    let text = "text { font-family: system-ui, sans-serif; } .paper { fill: var(--paper); }";
    let rules = format!("{text}\n{}", rules.trim());
    format!(
        "{}\n@media (prefers-color-scheme: dark) {{\n{}\n}}",
        filled_in(&rules, &day),
        filled_in(&rules, &night)
    )
}

type Palette<'s> = BTreeMap<&'s str, &'s str>;

/// Reads the variables of a style sheet, those of the first block and those by night.
fn palettes(sheet: &str) -> (Palette<'_>, Palette<'_>) {
    let (day, night) = sheet.split_once("@media (prefers-color-scheme: dark)").unwrap_or((sheet, ""));
    let block = |text: &'_ str| text.find('}').unwrap_or(text.len());
    (variables(&day[..block(day)]), variables(&night[..block(night)]))
}

fn variables(block: &str) -> Palette<'_> {
    let variable = |line: &'_ str| -> Option<(usize, usize)> { line.find("--").zip(line.find(':')) };
    let lines = block.lines();
    lines
        .filter_map(|line| {
            let (start, colon) = variable(line)?;
            Some((line.get(start..colon)?.trim(), line[colon + 1..].trim().trim_end_matches(';')))
        })
        .collect()
}

/// Writes the colours into the rules.
fn filled_in(rules: &str, palette: &Palette<'_>) -> String {
    let mut parts = rules.split("var(");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once(')').unwrap_or((part, ""));
        out.push_str(palette.get(name).copied().unwrap_or("currentColor"));
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_is_written_out_by_day_and_by_night() {
        let style = style(crate::render::svg::parts::RULES);
        assert!(!style.contains("var(") && !style.contains("currentColor"), "{style}");
        let (day, night) = style.split_once("prefers-color-scheme: dark").unwrap();
        assert!(day.contains("#1d2329") && !day.contains("#e7eaed"), "{day}");
        assert!(night.contains("#e7eaed") && !night.contains("#1d2329"), "{night}");
    }
}
