//! Which question comes next.

use crate::answers::Answers;
use crate::engine::OpenQuestion;
use crate::options::Truth;
use crate::rulebook::Rulebook;

/// The order of the questions after the opening ones. It never affects the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Order {
    /// The question whose answer can change most.
    Next,
    /// The next one in the rulebook.
    Rulebook,
}

/// The questions that nobody answered yet and that may apply, in the order of the rulebook.
pub fn waiting(rulebook: &Rulebook, answers: &Answers) -> Vec<usize> {
    let waits = |&q: &usize| answers.given(q).is_none() && answers.asked(rulebook, q) != Truth::Fails;
    (0..rulebook.questions.len()).filter(waits).collect()
}

/// The next question; `open` says how much each can change.
///
/// Questions that apply for sure come before those that may apply: what they hang on is asked first.
pub(super) fn next(
    rulebook: &Rulebook,
    answers: &Answers,
    order: Order,
    open: &[OpenQuestion],
) -> Option<usize> {
    let waiting = waiting(rulebook, answers);
    let sure = waiting.iter().copied().filter(|&q| answers.asked(rulebook, q) == Truth::Holds);
    let sure: Vec<usize> = sure.collect();
    let ready = if sure.is_empty() { waiting } else { sure };
    if let Some(&opening) = ready.iter().find(|&&q| rulebook.questions[q].opening) {
        return Some(opening);
    }
    let first = ready.first().copied()?;
    if order == Order::Rulebook {
        return Some(first);
    }
    let change = |q: usize| open.iter().find(|o| o.question == q).map_or(0.0, |o| o.can_change);
    // Only more replaces what stands earlier in the rulebook.
    let more = |best: usize, q: usize| if change(q) > change(best) { q } else { best };
    Some(ready.iter().copied().fold(first, more))
}
