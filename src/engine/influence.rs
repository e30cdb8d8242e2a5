//! Which question to answer next: the one whose answer is expected to change most.
//!
//! A question is worth as much as its answer is expected to move the distribution of the winner, measured as
//! total variation: an expected value of information (Howard, IEEE Transactions on Systems Science and
//! Cybernetics 2(1), 1966) with the distance of distributions in the place of utility. That a question
//! cannot matter is not estimated but proven, by a search for a completion in which it does.

use std::ops::Range;

use super::completions::{OpenQuestion, Tally};
use super::evaluate::winner;
use super::objective::{classes, live, truth};
use super::random::Random;
use super::{Effort, Evaluation, Problem, Verdict};
use crate::options::{OptionSet, Truth};
use crate::rulebook::Effect;

/// Nodes for each variable in the search whether it matters, as a part of those for a whole search.
const PART: u64 = 50;
/// Random completions that are tried before the search.
const CHANCES: u32 = 40;

/// The questions that are asked, or may be, and not fully answered; the one that can change most first.
pub fn open_questions(problem: &Problem<'_>, verdict: &Verdict, effort: &Effort) -> Vec<OpenQuestion> {
    rank(problem, verdict, &Tally::of(problem, effort), effort)
}

pub(super) fn rank(
    problem: &Problem<'_>,
    verdict: &Verdict,
    tally: &Tally,
    effort: &Effort,
) -> Vec<OpenQuestion> {
    let questions = problem.rulebook.questions.iter().enumerate();
    let open = questions.filter(|(_, question)| {
        let complete = problem.sets[question.variables.clone()].iter().all(|set| set.single().is_some());
        !complete && question.asked.truth(&problem.sets) != Truth::Fails
    });
    let mut ranked: Vec<OpenQuestion> = open
        .map(|(index, question)| {
            let matters = question_matters(problem, question.variables.clone(), verdict, effort);
            let change = question.variables.clone().map(|variable| tally.expected_change(variable));
            let can_change = if matters == Some(false) { 0.0 } else { change.fold(0.0, f64::max) };
            OpenQuestion { question: index, can_change, matters }
        })
        .collect();
    ranked.sort_by(|a, b| {
        let idle = |open: &OpenQuestion| open.matters == Some(false);
        idle(a).cmp(&idle(b)).then(b.can_change.total_cmp(&a.can_change)).then(a.question.cmp(&b.question))
    });
    ranked
}

/// Whether any variable of a question matters.
fn question_matters(
    problem: &Problem<'_>,
    variables: Range<usize>,
    verdict: &Verdict,
    effort: &Effort,
) -> Option<bool> {
    let mut proven = true;
    for variable in variables {
        match matters(problem, variable, verdict, effort) {
            Some(true) => return Some(true),
            Some(false) => {}
            None => proven = false,
        }
    }
    proven.then_some(false)
}

/// Whether two options of a variable lead to different winners, for some answers to everything else.
fn matters(problem: &Problem<'_>, variable: usize, verdict: &Verdict, effort: &Effort) -> Option<bool> {
    if problem.sets[variable].single().is_some() || verdict.settled == Some(true) {
        return Some(false);
    }
    if chance_witness(problem, variable, effort.seed) {
        return Some(true);
    }
    let clauses: Vec<usize> = (0..problem.rulebook.clauses.len())
        .filter(|&clause| !matches!(problem.rulebook.clauses[clause].effect, Effect::Warn(_)))
        .collect();
    let mut search = Search { problem, variable, nodes: effort.nodes / PART, exhausted: false };
    let mut sets = problem.sets.clone();
    match (search.visit(&mut sets, &clauses), search.exhausted) {
        (true, _) => Some(true),
        (false, true) => None,
        (false, false) => Some(false),
    }
}

/// Whether some of a few random completions shows that the variable decides. Saves most searches.
fn chance_witness(problem: &Problem<'_>, variable: usize, seed: u64) -> bool {
    let mut random = Random::new(seed ^ variable as u64);
    let mut completion = problem.sets.clone();
    (0..CHANCES).any(|_| {
        for (set, possible) in completion.iter_mut().zip(&problem.sets) {
            if possible.single().is_none() {
                let option = possible.iter().nth(random.below(possible.len())).unwrap_or(0);
                *set = OptionSet::only(option);
            }
        }
        let mut winners = problem.sets[variable].iter().map(|option| {
            completion[variable] = OptionSet::only(option);
            winner(problem, &completion)
        });
        let first = winners.next();
        winners.any(|winner| Some(winner) != first)
    })
}

struct Search<'p> {
    problem: &'p Problem<'p>,
    variable: usize,
    nodes: u64,
    exhausted: bool,
}

impl Search<'_> {
    /// True if a completion was found in which the variable decides.
    fn visit(&mut self, sets: &mut [OptionSet], clauses: &[usize]) -> bool {
        let is_open = |clause: &&usize| truth(self.problem, **clause, sets) == Truth::Open;
        let open: Vec<usize> = clauses.iter().filter(is_open).copied().collect();
        let reads = |clause: &usize| live(self.problem, *clause, sets).any(|live| live == self.variable);
        if !open.iter().any(reads) || self.decided(sets) {
            return false;
        }
        let others = open.iter().flat_map(|&clause| live(self.problem, clause, sets));
        let Some(branch) = others.filter(|&live| live != self.variable).min() else {
            return self.differs(sets, &open);
        };
        if self.nodes == 0 {
            self.exhausted = true;
            return false;
        }
        self.nodes -= 1;
        let whole = sets[branch];
        for part in classes(self.problem, branch, whole, open.iter().copied()) {
            sets[branch] = part;
            if self.visit(sets, &open) {
                return true;
            }
        }
        sets[branch] = whole;
        false
    }

    /// Only the variable is left: whether its options have different winners.
    fn differs(&self, sets: &mut [OptionSet], open: &[usize]) -> bool {
        let whole = sets[self.variable];
        let mut winners =
            classes(self.problem, self.variable, whole, open.iter().copied()).into_iter().map(|part| {
                sets[self.variable] = part;
                Evaluation::of(&self.problem.with_sets(sets.to_vec())).leader()
            });
        let first = winners.next();
        let differs = winners.any(|winner| Some(winner) != first);
        sets[self.variable] = whole;
        differs
    }

    /// Whether plain intervals prove that one architecture wins all of this part.
    fn decided(&self, sets: &[OptionSet]) -> bool {
        let part = self.problem.with_sets(sets.to_vec());
        let evaluation = Evaluation::of(&part);
        let Some(leader) = evaluation.leader() else { return true };
        if evaluation.scores[leader].ruled_out != Truth::Fails {
            return false;
        }
        let rivals =
            self.problem.among.iter().filter(|&rival| rival != leader && !evaluation.scores[rival].is_out());
        rivals.into_iter().all(|rival| {
            let least = least_lead(&part, &evaluation, leader, rival);
            least > 0 || (least == 0 && leader < rival)
        })
    }
}

/// The lead with each open rule taken at its worst.
fn least_lead(problem: &Problem<'_>, evaluation: &Evaluation, leader: usize, rival: usize) -> i32 {
    let held = evaluation.scores[leader].net - evaluation.scores[rival].net;
    let open =
        problem.rulebook.clauses.iter().zip(&evaluation.truths).filter(|(_, truth)| **truth == Truth::Open);
    let worst = open.map(|(clause, _)| match &clause.effect {
        Effect::Points { quality, points } => {
            let difference = i32::from(points[leader]) - i32::from(points[rival]);
            (difference * i32::from(problem.weights[*quality])).min(0)
        }
        Effect::RulesOut(_) | Effect::Warn(_) => 0,
    });
    held + worst.sum::<i32>()
}
