//! Which question to answer next: the one whose answer is expected to change most.
//!
//! A question is worth as much as its answer is expected to move the distribution of the winner, measured as
//! total variation: an expected value of information (Howard, IEEE Transactions on Systems Science and
//! Cybernetics 2(1), 1966) with the distance of distributions in the place of utility. That a question
//! cannot matter is not estimated but proven, by a search for a completion in which it does.

use super::search::completion_scorer::CompletionScorer;
use super::search::decides::decides;
use super::search::random::Random;
use super::search::residual::Residual;
use super::tally::Tally;
use super::win_shares::tally;
use super::{Effort, Evaluation, Problem, Verdict};
use crate::options::Truth;
use crate::rulebook::{Question, QuestionId};

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
    /// The questions that are asked, or may be, and not fully answered; the one that can change most first.
    pub fn ranked(problem: &Problem<'_>, effort: &Effort) -> Vec<Self> {
        let open = Residual::of(problem);
        let verdict = Verdict::over(&open, &Evaluation::of(problem), effort);
        rank(&open, &verdict, &tally(&open, effort), effort)
    }
}

/// Nodes for each variable in the search whether it matters, as a part of those for a whole search.
const PART: u64 = 50;
/// Random completions that are tried before the search.
const CHANCES: u32 = 40;

/// The same with what is known of the problem already.
pub(super) fn rank(
    open: &Residual<'_>,
    verdict: &Verdict,
    tally: &Tally,
    effort: &Effort,
) -> Vec<OpenQuestion> {
    let problem = open.problem;
    let questions = problem.rulebook.questions.iter_enumerated();
    let waiting = questions.filter(|(_, question)| {
        let complete = problem.sets[question.variables.clone()].iter().all(|set| set.single().is_some());
        !complete && question.asked.truth(&problem.sets) != Truth::Fails
    });
    let mut asked = Asked { open, tally, effort, scorer: CompletionScorer::new(open) };
    let mut ranked: Vec<OpenQuestion> = waiting
        .map(|(index, question)| {
            // Nothing changes a winner that is settled.
            let settled = verdict.settled == Some(true);
            let matters = if settled { Some(false) } else { asked.matters(question) };
            let changes = question.variable_ids().filter_map(|variable| open.place(variable));
            let change = changes.map(|variable| tally.expected_change(variable)).fold(0.0, f64::max);
            OpenQuestion {
                question: index,
                can_change: if matters == Some(false) { 0.0 } else { change },
                matters,
            }
        })
        .collect();
    ranked.sort_by(|a, b| {
        let idle = |open: &OpenQuestion| open.matters == Some(false);
        idle(a).cmp(&idle(b)).then(b.can_change.total_cmp(&a.can_change)).then(a.question.cmp(&b.question))
    });
    ranked
}

/// What is known while questions are gone through.
struct Asked<'a> {
    open: &'a Residual<'a>,
    tally: &'a Tally,
    effort: &'a Effort,
    scorer: CompletionScorer<'a>,
}

impl Asked<'_> {
    /// Whether any variable of a question matters.
    fn matters(&mut self, question: &Question) -> Option<bool> {
        let mut proven = true;
        for variable in question.variable_ids().filter_map(|variable| self.open.place(variable)) {
            match self.decides(variable) {
                Some(true) => return Some(true),
                Some(false) => {}
                None => proven = false,
            }
        }
        proven.then_some(false)
    }

    /// Whether two values of a variable lead to different winners, for some answers to everything else.
    fn decides(&mut self, variable: usize) -> Option<bool> {
        if self.tally.tells_apart(variable) || self.chance_witness(variable) {
            return Some(true);
        }
        decides(self.open, variable, self.effort.nodes / PART)
    }

    /// Whether some of a few random completions shows that the variable decides. Saves most searches.
    fn chance_witness(&mut self, variable: usize) -> bool {
        let values = &self.open.values;
        let mut random = Random::new(self.effort.seed ^ usize::from(self.open.variables[variable]) as u64);
        (0..CHANCES).any(|_| {
            let mut completion: Vec<usize> = values.iter().map(|values| random.below(values.len())).collect();
            let mut winners = (0..values[variable].len()).map(|value| {
                completion[variable] = value;
                self.scorer.winner(&completion)
            });
            let first = winners.next();
            winners.any(|winner| Some(winner) != first)
        })
    }
}
