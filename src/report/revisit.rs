//! When to look at the decision again: after some time, and as soon as an answer changes that flips it.

use schemars::JsonSchema;
use serde::Serialize;

use super::verdict::FlipView;
use crate::answers::{Answers, Reply};
use crate::engine::{Problem, Status};
use crate::rulebook::{Rulebook, counted};

/// When to look at the decision again.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RevisitView {
    /// After how many months at the latest.
    pub months: u8,
    /// The changes of answers that flip the decision and are plausible: none of them is unusual, each takes
    /// another answer than the one given, and none undoes a fact of history. Positions in `flips`.
    pub flips: Vec<usize>,
    /// The same in a sentence, to stand before the changes.
    pub sentence: String,
}

/// Says when to look again, by the status of the verdict and by what would flip it.
pub(super) fn revisit(
    problem: &Problem<'_>,
    answers: &Answers,
    status: Status,
    flips: &[FlipView],
) -> RevisitView {
    let rulebook = problem.rulebook;
    let plausible = |flip: &FlipView| {
        flip.unusual.is_empty() && flip.answers.keys().all(|id| is_answered(rulebook, answers, id))
    };
    let named = flips.iter().enumerate().filter(|(_, flip)| plausible(flip)).map(|(index, _)| index);
    let flips: Vec<usize> = named.collect();
    let months = match status {
        Status::Decided | Status::Close | Status::Likely => rulebook.review_months.firm,
        Status::Open | Status::None => rulebook.review_months.open,
    };
    let within = format!("In {} at the latest", counted(u32::from(months), "month"));
    let sentence = match flips.is_empty() {
        true => format!("{within}. No plausible change of what was answered was found that flips it."),
        false => format!("{within}, and as soon as one of these comes true:"),
    };
    RevisitView { months, flips, sentence }
}

/// Returns whether something is known of a question. What is open is to be found out, not to be watched.
fn is_answered(rulebook: &Rulebook, answers: &Answers, id: &str) -> bool {
    rulebook.question(id).is_some_and(|question| {
        answers.of(rulebook, question) != Reply::unknown(&rulebook.questions[question]).sets
    })
}
