//! Which question to answer next: the one whose answer is expected to change most.
//!
//! A question is worth as much as its answer is expected to move the distribution of the winner, measured as
//! total variation: an expected value of information (Howard, IEEE Transactions on Systems Science and
//! Cybernetics 2(1), 1966) with the distance of distributions in the place of utility. That a question
//! cannot matter is not estimated but proven, by a search for a completion in which it does.

use super::completions::Completions;
use super::problem::Effort;
use super::search::budget::Budget;
use super::search::completion_scorer::CompletionScorer;
use super::search::decides::decides;
use super::search::indices::VariableIndex;
use super::search::random::Random;
use super::search::residual::Residual;
use super::tally::Tally;
use crate::rulebook::{ArchitectureSet, Question, QuestionId};

/// An open question and what its answer can do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OpenQuestion {
    /// The question.
    pub question: QuestionId,
    /// The expected change of the distribution of the winner: 0 none, 1 all of it.
    pub can_change: f64,
    /// Whether some answer can change the winner, given some answers to the others; `None` if not proven.
    pub matters: Option<bool>,
}

impl OpenQuestion {
    fn is_idle(&self) -> bool {
        self.matters == Some(false)
    }
}

/// The search for each variable may cost as much as the budget that is left, divided by this.
const PARTS: u64 = 25;
/// Random completions that are tried before a search: most variables that decide do so in one of them.
const TRIES: u32 = 40;

/// Returns the questions that are asked, or may be, and not fully answered; the one that can change most
/// first. `settled` says whether the winner is.
pub(super) fn rank(completions: &Completions<'_>, settled: Option<bool>) -> Vec<OpenQuestion> {
    let Completions { residual, effort, budget, .. } = completions;
    let problem = residual.problem;
    let mut ranking = Ranking {
        residual,
        tally: completions.tally(),
        effort,
        budget,
        scorer: CompletionScorer::new(residual),
    };
    let questions =
        problem.rulebook.questions.iter_enumerated().filter(|(_, question)| problem.is_open(question));
    let mut ranked: Vec<OpenQuestion> = questions
        .map(|(id, question)| {
            // Nothing changes a winner that is settled.
            let matters = if settled == Some(true) { Some(false) } else { ranking.matters(question) };
            let can_change = if matters == Some(false) { 0.0 } else { ranking.expected_change(question) };
            OpenQuestion { question: id, can_change, matters }
        })
        .collect();
    ranked.sort_by(|a, b| {
        a.is_idle()
            .cmp(&b.is_idle())
            .then(b.can_change.total_cmp(&a.can_change))
            .then(a.question.cmp(&b.question))
    });
    ranked
}

/// Returns those of some open questions whose answers can change which of some sides wins, what can change it
/// most first, each with how much it is expected to.
pub(super) fn rank_for(
    completions: &Completions<'_>,
    sides: &[ArchitectureSet],
    open: &[OpenQuestion],
) -> Vec<(QuestionId, f64)> {
    let (residual, tally) = (completions.residual, completions.tally());
    let expected = |open: &OpenQuestion| {
        let variables = residual.problem.rulebook.questions[open.question].variable_ids();
        let changes = variables
            .filter_map(|variable| residual.index(variable))
            .map(|variable| tally.expected_change_between(variable, sides));
        (open.question, changes.fold(0.0, f64::max))
    };
    let mut ranked: Vec<(QuestionId, f64)> =
        open.iter().filter(|open| !open.is_idle()).map(expected).collect();
    ranked.retain(|(_, change)| *change > 0.0);
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked
}

/// What the questions are ranked by.
struct Ranking<'r> {
    residual: &'r Residual<'r>,
    tally: &'r Tally,
    effort: &'r Effort,
    budget: &'r Budget,
    scorer: CompletionScorer<'r>,
}

impl Ranking<'_> {
    /// Returns the variables of a question on which something hangs.
    fn variables(&self, question: &Question) -> Vec<VariableIndex> {
        question.variable_ids().filter_map(|variable| self.residual.index(variable)).collect()
    }

    /// Returns the most that one variable of a question is expected to change.
    fn expected_change(&self, question: &Question) -> f64 {
        let variables = self.variables(question).into_iter();
        variables.map(|variable| self.tally.expected_change(variable)).fold(0.0, f64::max)
    }

    /// Returns whether any variable of a question decides between two winners; `None` if not proven.
    fn matters(&mut self, question: &Question) -> Option<bool> {
        let mut proven = true;
        for variable in self.variables(question) {
            match self.decides(variable) {
                Some(true) => return Some(true),
                Some(false) => {}
                None => proven = false,
            }
        }
        proven.then_some(false)
    }

    fn decides(&mut self, variable: VariableIndex) -> Option<bool> {
        if self.tally.tells_apart(variable) || self.decides_by_chance(variable) {
            return Some(true);
        }
        self.budget.part(PARTS, |part| decides(self.residual, variable, part))
    }

    /// Returns whether one of a few random completions shows that the variable decides. Saves most searches.
    fn decides_by_chance(&mut self, variable: VariableIndex) -> bool {
        let id = usize::from(self.residual.variables[variable]) as u64;
        let mut random = Random::new(self.effort.seed ^ id);
        (0..TRIES).any(|_| {
            let mut completion = self.residual.random_completion(&mut random);
            let mut winners = self.residual.values[variable].keys().map(|value| {
                completion[variable] = value;
                self.scorer.winner(&completion)
            });
            let first = winners.next();
            winners.any(|winner| Some(winner) != first)
        })
    }
}
