//! Facts for a terminal and as data, and which facts there are.

use super::facts::{Fact, Facts};
use crate::fact::FactKind;
use crate::render::page::{BOLD, Page, QUIET, styled};
use crate::rulebook::Rulebook;

/// Returns the `archwise-facts/1` object, indented, with a line end.
///
/// # Errors
/// None that facts can cause; serde's own.
pub fn json(facts: &Facts) -> Result<String, serde_json::Error> {
    Ok(serde_json::to_string_pretty(facts)? + "\n")
}

/// Returns the facts with their evidence for a terminal of a width in columns.
pub fn text(facts: &Facts, width: usize) -> String {
    let mut page = Page::new(width);
    for one in &facts.repositories {
        let short = &one.commit[..one.commit.len().min(12)];
        page.heading(&format!("{} at {short}, as of {}", one.name, one.as_of));
        if one.shallow {
            page.paragraph("", "", &format!("A shallow clone: {} of 364 days of history.", one.days));
        }
        if !one.submodules.is_empty() {
            let submodules = one.submodules.join(", ");
            page.paragraph("", "", &format!("Not looked into, other repositories: {submodules}."));
        }
    }
    page.line("");
    for fact in &facts.facts {
        one_fact(&mut page, fact);
    }
    page.finish()
}

fn one_fact(page: &mut Page, fact: &Fact) {
    let value = match (fact.level, fact.count) {
        (Some(level), _) => level.to_owned(),
        (None, Some(count)) => count.to_string(),
        (None, None) => "–".to_owned(),
    };
    let name = styled(BOLD, fact.fact.id());
    page.paragraph("", "  ", &format!("{name}: {value}"));
    page.paragraph("  ", "  ", &fact.evidence);
    let shown: Vec<&str> = fact
        .witnesses
        .iter()
        .map(String::as_str)
        .filter(|witness| !fact.evidence.contains(witness))
        .collect();
    if !shown.is_empty() {
        page.paragraph("  ", "  ", &styled(QUIET, &format!("see {}", shown.join(", "))));
    }
}

/// Says which facts there are, by which levels, and which questions of a rulebook they narrow.
pub fn catalogue(rulebook: &Rulebook, width: usize) -> String {
    let mut page = Page::new(width);
    for kind in FactKind::ALL {
        page.heading(kind.id());
        page.paragraph("  ", "  ", &capital(kind.about()));
        for level in kind.levels() {
            page.paragraph("  - ", "    ", &format!("{}: {}", styled(BOLD, level.id), level.when));
        }
        for question in &rulebook.questions {
            for observed in question.observed.iter().filter(|observed| observed.fact == kind) {
                let does = if observed.hint { "is shown beside" } else { "narrows" };
                let levels = kind.levels().iter().zip(&observed.by_level);
                let left: Vec<String> = levels
                    .filter_map(|(level, sets)| {
                        Some(format!("{} leaves {}", level.id, question.left_by(sets.as_ref()?)))
                    })
                    .collect();
                let left = if left.is_empty() { String::new() } else { format!(": {}", left.join("; ")) };
                page.paragraph("  ", "    ", &styled(QUIET, &format!("{does} {}{left}", question.id)));
            }
        }
    }
    page.finish()
}

/// Returns a phrase as a sentence.
fn capital(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().map_or(String::new(), |first| first.to_uppercase().collect());
    format!("{first}{}.", rest.as_str())
}
