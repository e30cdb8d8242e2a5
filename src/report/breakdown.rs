//! How many open answers it takes before another one leads, and how unusual they are.

use schemars::JsonSchema;
use serde::Serialize;

use super::sentences::number;
use super::verdict::{FlipView, flip_view};
use crate::answers::Answers;
use crate::engine::{Breakdown, Problem};
use crate::rulebook::Rarity;

/// How many open questions must be answered before another one leads: the breakdown point.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BreakdownView {
    /// The fewest open questions whose answers are enough; if it is not exact, fewer are not.
    pub questions: usize,
    /// Whether so many are enough.
    pub exact: bool,
    /// Answers that are enough, and who then leads; `null` if the search ended before it found any.
    pub way: Option<FlipView>,
    /// The same in a sentence.
    pub sentence: String,
}

pub(super) fn breakdown(problem: &Problem<'_>, answers: &Answers, found: &Breakdown) -> BreakdownView {
    let rulebook = problem.rulebook;
    let way =
        found.way.as_ref().map(|way| flip_view(rulebook, answers, &way.changes, way.winner, way.margin));
    let then = match found.way.as_ref().and_then(|way| Some((way.winner?, way.margin))) {
        Some((winner, Some(0))) => format!("{} ties for first place", rulebook.architectures[winner].name),
        Some((winner, _)) => format!("{} leads", rulebook.architectures[winner].name),
        None => "every candidate is ruled out".to_owned(),
    };
    let sentence = match &way {
        None => format!("It takes {} open answers at least to change it.", number(found.questions)),
        Some(way) => {
            format!("{}: for instance, {then} if {}.", it_takes(found.questions, way), way.clause)
        }
    };
    BreakdownView { questions: found.questions, exact: found.exact, way, sentence }
}

/// Returns `A single open answer can change it`, `It takes two open answers to change it, both unusual`.
fn it_takes(questions: usize, way: &FlipView) -> String {
    let head = match questions {
        1 => "A single open answer can change it".to_owned(),
        n => format!("It takes {} open answers to change it", number(n)),
    };
    let unusual = match (way.unusual.len(), questions) {
        (0, _) => return head,
        (1, 1) => match way.unusual.values().next() {
            Some(Rarity::Rare) => "a rare one",
            _ => "an unusual one",
        }
        .to_owned(),
        (2, 2) => "both unusual".to_owned(),
        (some, all) if some == all => "all of them unusual".to_owned(),
        (1, _) => "one of them unusual".to_owned(),
        (some, _) => format!("{} of them unusual", number(some)),
    };
    let together = if questions > 1 { "together " } else { "" };
    format!("{head}, though {unusual} ({together}{})", one_in(way.share))
}

/// Returns a share as `about 1 in 400`, to two digits.
fn one_in(share: f64) -> String {
    let many = 1.0 / share;
    let unit = 10_f64.powf((many.log10().floor() - 1.0).max(0.0));
    format!("about 1 in {}", (many / unit).round() * unit)
}
