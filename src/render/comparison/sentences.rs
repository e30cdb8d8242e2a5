//! What a comparison comes to, in sentences.

use super::architecture_names::ArchitectureNames;
use crate::report::{Comparison, LeadChange, SideView, points};

/// Returns what changed, a sentence each: who leads, by how much, and whether one difference is enough.
pub(super) fn summary(comparison: &Comparison, names: &ArchitectureNames<'_>) -> Vec<String> {
    let leader = |side: &SideView| side.verdict.architecture.clone();
    let (was, is) = (leader(&comparison.before), leader(&comparison.after));
    if comparison.answers.is_empty() && comparison.weights.is_empty() && was == is {
        return Vec::new();
    }
    let mut sentences = vec![match (&was, &is) {
        (Some(was), Some(is)) if was == is => format!("{} comes first before and after.", names.name(was)),
        (Some(was), Some(is)) => {
            format!("{} came first before; {} comes first after.", names.name(was), names.name(is))
        }
        (Some(was), None) => {
            format!("{} came first before; after, every candidate is ruled out.", names.name(was))
        }
        (None, Some(is)) => {
            format!("Before, every candidate was ruled out; {} comes first after.", names.name(is))
        }
        (None, None) => "Every candidate is ruled out before and after.".to_owned(),
    }];
    if let Some(lead) = &comparison.lead {
        sentences.extend(lead_sentences(comparison, lead, names, was == is));
    }
    if was != is {
        sentences.extend(what_is_enough(comparison));
    }
    sentences
}

/// Returns how the lead goes from before to after, and what of it vetoes make void.
fn lead_sentences(
    comparison: &Comparison,
    lead: &LeadChange,
    names: &ArchitectureNames<'_>,
    is_still_first: bool,
) -> Vec<String> {
    let (of, over) = (names.name(&lead.of), names.name(&lead.over));
    let subject = if is_still_first { "It" } else { &of };
    let mut sentences = vec![match lead.before == lead.after {
        true => {
            let subject = if is_still_first { "it" } else { &of };
            format!("Both times {subject} is {}.", before_name(lead.after, &over))
        }
        false => {
            let after = match lead.after {
                0 => "is level with it".to_owned(),
                after => format!("is now {}", apart(after)),
            };
            format!("{subject} was {}, and {after}.", before_name(lead.before, &over))
        }
    }];
    if lead.before < 0 && is_out(&comparison.before, &lead.over) {
        sentences.push(format!("{over} had more points before, but was ruled out."));
    }
    if lead.after > 0 && is_out(&comparison.after, &lead.of) {
        sentences.push(format!("{of} has more points after, but is ruled out."));
    }
    sentences
}

fn is_out(side: &SideView, id: &str) -> bool {
    side.ranking.iter().any(|ranked| ranked.architecture == id && ranked.is_ruled_out())
}

/// Returns a lead: `6 points ahead`.
fn apart(lead: i32) -> String {
    format!("{} {}", points(lead.abs()), if lead < 0 { "behind" } else { "ahead" })
}

/// Returns a lead and over whom: `6 points ahead of Hybrid`.
fn before_name(lead: i32, over: &str) -> String {
    match lead {
        0 => format!("level with {over}"),
        1.. => format!("{} of {over}", apart(lead)),
        _ => format!("{} {over}", apart(lead)),
    }
}

/// Returns whether one difference is enough for another leader.
fn what_is_enough(comparison: &Comparison) -> Option<String> {
    let differences = comparison.answers.len();
    let enough = comparison.answers.iter().filter(|difference| difference.enough).count();
    Some(match (differences, enough) {
        (0, _) => "The weights alone do that.".to_owned(),
        (1, 1) => return None,
        (_, 0) if !comparison.weights.is_empty() => {
            "No answer that differs is enough by itself; together with the weights they are.".to_owned()
        }
        (_, 0) => "No answer that differs is enough by itself; together they are.".to_owned(),
        (_, 1) => "One answer that differs is enough by itself.".to_owned(),
        (_, some) => format!("Each of {some} answers that differ is enough by itself."),
    })
}
