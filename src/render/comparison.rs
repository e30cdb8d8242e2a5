//! A comparison of two situations, in every format.

use comfy_table::{Cell, CellAlignment, Color};

use super::page::{BOLD, GOOD, Page, QUIET, styled};
use super::{Format, signed};
use crate::report::{Comparison, Moved, Ranked, Report, SideView};
use crate::rulebook::Rulebook;

/// Returns a comparison in a format.
///
/// # Errors
/// None that a comparison can cause; serde's own.
pub fn comparison(
    comparison: &Comparison,
    rulebook: &Rulebook,
    format: Format,
    width: usize,
) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
    let name = |id: &str| {
        rulebook.architecture(id).map_or(id.to_owned(), |a| rulebook.architectures[a].name.clone())
    };
    Ok(match format {
        Format::Json => serde_json::to_string_pretty(comparison)? + "\n",
        Format::Yaml => serde_yaml::to_string(comparison)?,
        Format::Text => {
            let mut page = Page::new(width);
            show(&mut page, comparison, &name);
            page.finish()
        }
        Format::Markdown => {
            let mut page = Page::new(width);
            show(&mut page, comparison, &name);
            let plain = anstream::adapter::strip_str(&page.finish()).to_string();
            format!("```text\n{}```\n", plain.replace("```", "'''"))
        }
    })
}

/// Writes what a report compares itself with, if with anything.
pub(super) fn what_if(page: &mut Page, report: &Report) {
    if let Some(what_if) = &report.what_if {
        page.heading("What if");
        show(page, what_if, &|id| report.name(id).to_owned());
    }
}

/// Writes the comparison into a text.
fn show(page: &mut Page, comparison: &Comparison, name: &dyn Fn(&str) -> String) {
    side(page, "Before", &comparison.before);
    side(page, "After", &comparison.after);
    axes(page, comparison);
    answers(page, comparison, name);
    parts(page, comparison, name);
    standings(page, comparison, name);
    moved(page, "Rules that hold after, and did not before", &comparison.started, name);
    moved(page, "Rules that held before, and do not after", &comparison.stopped, name);
}

fn side(page: &mut Page, label: &str, side: &SideView) {
    let title = side.title.as_deref().map(|title| format!(" ({title})")).unwrap_or_default();
    page.paragraph(
        "",
        "  ",
        &format!("{label}{title}: {}", styled(BOLD, &side.verdict.headline.to_string())),
    );
}

/// Writes what each axis came to before and after.
fn axes(page: &mut Page, comparison: &Comparison) {
    for (before, after) in comparison.before.verdict.axes.iter().zip(&comparison.after.verdict.axes) {
        let ask = before.ask.trim_end_matches('?');
        page.paragraph("  ", "    ", &format!("{ask}: {} → {}", before.outcome, after.outcome));
    }
}

fn answers(page: &mut Page, comparison: &Comparison, name: &dyn Fn(&str) -> String) {
    page.heading("What differs");
    if comparison.answers.is_empty() && comparison.weights.is_empty() {
        page.paragraph("  ", "  ", "Nothing.");
    }
    for difference in &comparison.answers {
        let enough = match (&difference.alone, difference.enough) {
            (_, false) => String::new(),
            (Some(alone), true) => styled(GOOD, &format!("Enough by itself: {} leads.", name(alone))),
            (None, true) => styled(GOOD, "Enough by itself: every candidate is ruled out."),
        };
        let id = styled(QUIET, &format!("({})", difference.question));
        page.paragraph("  ", "    ", &format!("{} {id} {enough}", difference.ask));
        page.paragraph("    ", "      ", &format!("before: {}", difference.before_label));
        page.paragraph("    ", "      ", &format!("after: {}", difference.after_label));
    }
    let leads = |side: &SideView| side.ranking.first().map(|ranked| ranked.architecture.clone());
    let moved = leads(&comparison.before) != leads(&comparison.after);
    if moved
        && !comparison.answers.is_empty()
        && !comparison.answers.iter().any(|difference| difference.enough)
    {
        page.paragraph("  ", "  ", "No single one of them is enough; together they are.");
    }
    for weight in &comparison.weights {
        let text = format!("Weight of {}: {} → {}", weight.quality, weight.before, weight.after);
        page.paragraph("  ", "    ", &text);
    }
}

fn parts(page: &mut Page, comparison: &Comparison, name: &dyn Fn(&str) -> String) {
    if comparison.parts.is_empty() {
        return;
    }
    page.heading("Parts that move");
    for moved in &comparison.parts {
        let lead = |has: bool, id: &Option<String>| match (has, id) {
            (false, _) => "no such part".to_owned(),
            (true, None) => "no candidate left".to_owned(),
            (true, Some(id)) => name(id),
        };
        let (before, after) = (lead(moved.had, &moved.before), lead(moved.has, &moved.after));
        let part = moved.title.as_deref().unwrap_or(&moved.part);
        page.paragraph("  ", "    ", &format!("{part}: {before} → {after}"));
    }
}

fn standings(page: &mut Page, comparison: &Comparison, name: &dyn Fn(&str) -> String) {
    page.heading("Net points before and after");
    let mut table = page.table();
    for after in &comparison.after.ranking {
        let of_it = |ranked: &&Ranked| ranked.architecture == after.architecture;
        let before = comparison.before.ranking.iter().find(of_it);
        let change = before.map_or(0, |before| after.net - before.net);
        let color = if change < 0 { Color::Red } else { Color::Green };
        table.add_row(vec![
            Cell::new(name(&after.architecture)),
            right(before.map(net).unwrap_or_default()),
            Cell::new("→"),
            right(net(after)),
            match change {
                0 => Cell::new(""),
                _ => right(format!("({})", signed(change))).fg(color),
            },
        ]);
    }
    page.add_table(&table);
}

fn net(ranked: &Ranked) -> String {
    match ranked.ruled_out_by.is_empty() {
        true => signed(ranked.net),
        false => format!("{}, ruled out", signed(ranked.net)),
    }
}

fn right(text: String) -> Cell {
    Cell::new(text).set_alignment(CellAlignment::Right)
}

fn moved(page: &mut Page, title: &str, moved: &[Moved], name: &dyn Fn(&str) -> String) {
    if moved.is_empty() {
        return;
    }
    page.heading(title);
    for rule in moved {
        let given = rule.points.iter().filter(|(_, points)| **points != 0);
        let points: Vec<String> =
            given.map(|(id, points)| format!("{} {}", name(id), signed(*points))).collect();
        let points = if points.is_empty() { String::new() } else { format!(" ({})", points.join(", ")) };
        page.paragraph("  ", "    ", &format!("{}{points}: {}", styled(BOLD, &rule.rule), rule.because));
    }
}
