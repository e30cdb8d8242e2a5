//! Which question comes next, in an interview or in what imitates one.

use crate::answers::Answers;
use crate::engine::OpenQuestion;
use crate::options::Truth;
use crate::rulebook::{QuestionId, Rulebook};

/// The order of the questions after the opening ones. It never affects the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum QuestionOrder {
    /// The question whose answer can change most.
    Next,
    /// The next one in the rulebook.
    Rulebook,
}

/// Returns the questions that nobody answered yet and that may apply, in the order of the rulebook.
pub fn unanswered(rulebook: &Rulebook, answers: &Answers) -> Vec<QuestionId> {
    let is_open = |&q: &QuestionId| !answers.was_asked(q) && answers.asked(rulebook, q) != Truth::Fails;
    rulebook.questions.keys().filter(is_open).collect()
}

/// Returns the next question, `None` if all are answered; `open` says how much each can change.
///
/// Questions that apply for sure come before those that may apply: what decides that is asked first.
pub fn next_question(
    rulebook: &Rulebook,
    answers: &Answers,
    order: QuestionOrder,
    open: &[OpenQuestion],
) -> Option<QuestionId> {
    let unanswered = unanswered(rulebook, answers);
    let applies = |&q: &QuestionId| answers.asked(rulebook, q) == Truth::Holds;
    let sure: Vec<QuestionId> = unanswered.iter().copied().filter(applies).collect();
    let candidates = if sure.is_empty() { unanswered } else { sure };
    if let Some(&opening) = candidates.iter().find(|&&q| rulebook.questions[q].opening) {
        return Some(opening);
    }
    let first = candidates.first().copied()?;
    if order == QuestionOrder::Rulebook {
        return Some(first);
    }
    let change = |q: QuestionId| open.iter().find(|o| o.question == q).map_or(0.0, |o| o.can_change);
    // Of equals the one that stands earlier in the rulebook wins.
    let larger = |best: QuestionId, q: QuestionId| if change(q) > change(best) { q } else { best };
    Some(candidates.iter().copied().fold(first, larger))
}
