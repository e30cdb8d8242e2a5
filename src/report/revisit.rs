//! When to look at the decision again: after some time, and as soon as an answer changes that flips it.

use schemars::JsonSchema;
use serde::Serialize;

use super::verdict::FlipView;
use crate::engine::{Flip, Problem, Status};
use crate::rulebook::counted;

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

/// Says when to look again, by the status of the verdict and by what would flip it; `views` are the flips in
/// words.
pub(super) fn revisit(
    problem: &Problem<'_>,
    status: Status,
    flips: &[Flip],
    views: &[FlipView],
) -> RevisitView {
    // What is open is to be found out, not to be watched.
    let changes_answers = |flip: &Flip| {
        !flip.changes.iter().any(|change| problem.sets[change.variable].contains(change.option))
    };
    let named = flips.iter().zip(views).enumerate();
    let named = named.filter(|(_, (flip, view))| view.unusual.is_empty() && changes_answers(flip));
    let flips: Vec<usize> = named.map(|(index, _)| index).collect();
    let months = match status {
        Status::Decided | Status::Close | Status::Likely => problem.rulebook.review_months.firm,
        Status::Open | Status::None => problem.rulebook.review_months.open,
    };
    let within = format!("In {} at the latest", counted(u32::from(months), "month"));
    let is_open = problem.rulebook.questions.iter().any(|question| problem.is_open(question));
    let sentence = match (flips.is_empty(), views.is_empty()) {
        (true, true) => format!("{within}. No small change of answers was found that would change it."),
        (true, false) if is_open => {
            format!("{within}. Only unusual changes, or what is still open, would change it.")
        }
        (true, false) => format!("{within}. Only unusual changes would change it."),
        (false, _) => format!("{within}, and as soon as one of these comes true:"),
    };
    RevisitView { months, flips, sentence }
}
