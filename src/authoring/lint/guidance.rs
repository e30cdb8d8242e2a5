//! Advice that is never given: conditions that nothing fulfils, and entries that an earlier one hides.

use super::conditions::{lies_in, why_never};
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::guidance::When;
use crate::rulebook::{Architecture, Rulebook};

pub(super) fn check(rulebook: &Rulebook, found: &mut Vec<Diagnostic>) {
    for architecture in &rulebook.architectures {
        let guidance = &architecture.guidance;
        for entry in guidance.entries() {
            for when in entry.conditions.into_iter().flatten() {
                never_or_always(rulebook, architecture, entry.text, when, found);
            }
        }
        let variants = guidance.variants.iter().map(|variant| (variant.name.as_str(), variant.when.as_ref()));
        unreachable(architecture, variants, found);
        let ways = guidance.first_steps.iter();
        let ways = ways.map(|way| (way.steps.first().map_or("", String::as_str), way.when.as_ref()));
        unreachable(architecture, ways, found);
    }
}

fn never_or_always(
    rulebook: &Rulebook,
    architecture: &Architecture,
    text: &str,
    when: &When,
    found: &mut Vec<Diagnostic>,
) {
    let whose = format!("the condition of \"{text}\" of `{}`", architecture.id);
    let place = architecture.at.place(None);
    if when.decided.holds.boxes.is_empty() {
        let (code, message) = why_never(rulebook, &when.condition, &whose);
        found.push(Diagnostic::error(code, message).at(place));
    } else if when.decided.fails.boxes.is_empty() {
        found.push(Diagnostic::warning(Code::AlwaysHolds, format!("{whose} always holds")).at(place));
    }
}

/// Finds entries of a list, of which the first that holds counts, that an earlier one leaves nothing.
fn unreachable<'g>(
    architecture: &Architecture,
    list: impl Iterator<Item = (&'g str, Option<&'g When>)>,
    found: &mut Vec<Diagnostic>,
) {
    let list: Vec<(&str, &When)> = list.filter_map(|(text, when)| Some((text, when?))).collect();
    for (index, (text, when)) in list.iter().enumerate() {
        let covers = |(_, earlier): &&(&str, &When)| lies_in(&when.decided, &earlier.decided);
        if let Some((earlier, _)) = list[..index].iter().find(covers) {
            let message = format!(
                "\"{text}\" of `{}` is never reached: \"{earlier}\" holds whenever it does",
                architecture.id
            );
            let place = architecture.at.place(None);
            found.push(
                Diagnostic::error(Code::NeverHolds, message).at(place).help("put the narrower one first"),
            );
        }
    }
}
