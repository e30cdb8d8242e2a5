//! What an interview needs after each answer: who leads, how firm that is, and what to ask next.

use super::completions::Completions;
use super::evaluate::Evaluation;
use super::problem::{Effort, Problem};
use super::question_ranking::{OpenQuestion, rank};
use super::search::budget::Budget;
use super::search::residual::Residual;
use super::verdict::Verdict;

/// The part of an analysis that decides how an interview goes on.
#[derive(Debug, Clone, PartialEq)]
pub struct Inquiry {
    /// What holds now.
    pub evaluation: Evaluation,
    /// Who wins, and how sure that is.
    pub verdict: Verdict,
    /// The questions that are asked, or may be, and not fully answered; the one that can change most first.
    pub open_questions: Vec<OpenQuestion>,
}

impl Inquiry {
    /// Finds what [`Analysis`](super::Analysis) says of these, within the same budget, and nothing else.
    pub fn of(problem: &Problem<'_>, effort: &Effort) -> Self {
        let evaluation = Evaluation::of(problem);
        let (residual, budget) = (Residual::of(problem), Budget::of(problem, effort));
        let completions = Completions::of(&residual, effort, &budget);
        let verdict = Verdict::over(&completions, &evaluation);
        let open_questions = rank(&completions, verdict.settled);
        Self { evaluation, verdict, open_questions }
    }
}
