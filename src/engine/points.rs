//! How much hangs on the points, which are judgement: on all of them a little, and on each rule as a whole.

use typed_index_collections::TiVec;

use super::evaluate::Evaluation;
use super::problem::{Effort, Problem};
use super::search::random::Random;
use crate::options::Truth;
use crate::rulebook::{ArchitectureId, ClauseId, Effect, RuleId};

/// How much the first place hangs on the points of the rules that hold.
#[derive(Debug, Clone, PartialEq)]
pub struct PointsRobustness {
    /// How often the points were moved.
    pub samples: u32,
    /// The share of these in which each architecture is first, with every point of every rule moved by −1, 0
    /// or +1, each as likely.
    pub first: TiVec<ArchitectureId, f64>,
    /// How far all points may be off at once, in points, before another can lead; `None` without a rival.
    pub tolerance: Option<f64>,
    /// The rules without which another one leads, each with that one; `None` if every candidate is then ruled
    /// out.
    pub needed: Vec<(RuleId, Option<ArchitectureId>)>,
}

/// How often the points are moved: the standard error of a share is 1.1 % at most.
const SAMPLES: u32 = 2_000;

impl PointsRobustness {
    /// Looks at the rules that hold, and at who leads by them.
    pub(super) fn of(problem: &Problem<'_>, evaluation: &Evaluation, effort: &Effort) -> Self {
        Self {
            samples: SAMPLES,
            first: first(problem, evaluation, effort),
            tolerance: tolerance(problem, evaluation),
            needed: needed(problem, evaluation),
        }
    }
}

/// Yields the clauses that hold.
fn holding<'a>(
    problem: &'a Problem<'_>,
    evaluation: &'a Evaluation,
) -> impl Iterator<Item = (ClauseId, &'a Effect)> {
    let clauses = problem.rulebook.clauses.iter_enumerated().zip(&evaluation.truths);
    let holding = clauses.filter(|(_, truth)| **truth == Truth::Holds);
    holding.map(|((id, clause), _)| (id, &clause.effect))
}

/// Returns the weight of each clause that gives points, where it holds and the weight is not 0.
fn weights(problem: &Problem<'_>, evaluation: &Evaluation) -> Vec<i32> {
    let points = holding(problem, evaluation).filter_map(|(_, effect)| effect.points());
    points.map(|(quality, _)| i32::from(problem.weights[quality])).filter(|weight| *weight > 0).collect()
}

fn first(problem: &Problem<'_>, evaluation: &Evaluation, effort: &Effort) -> TiVec<ArchitectureId, f64> {
    let weights = weights(problem, evaluation);
    let standing: Vec<ArchitectureId> =
        problem.among.iter().filter(|&a| !evaluation.scores[a].is_out()).collect();
    let mut moves = Moves { random: Random::new(effort.seed), left: 0, digits: 0 };
    let mut first: TiVec<ArchitectureId, u32> = evaluation.scores.iter().map(|_| 0).collect();
    for _ in 0..SAMPLES {
        let moved = standing.iter().map(|&a| {
            let moved: i32 = weights.iter().map(|weight| weight * moves.next()).sum();
            (evaluation.scores[a].net + moved, std::cmp::Reverse(a))
        });
        if let Some((_, std::cmp::Reverse(a))) = moved.max() {
            first[a] += 1;
        }
    }
    first.iter().map(|count| f64::from(*count) / f64::from(SAMPLES)).collect()
}

/// Moves of a point, each as likely: −1, 0 or +1.
struct Moves {
    random: Random,
    /// How many digits to the base of 3 are left.
    left: u32,
    digits: u64,
}

impl Moves {
    /// As many digits to the base of 3 as a random number holds with a bias under one in a million.
    const DIGITS: u32 = 27;

    fn next(&mut self) -> i32 {
        if self.left == 0 {
            self.digits = self.random.next();
            self.left = Self::DIGITS;
        }
        let digit = self.digits % 3;
        self.digits /= 3;
        self.left -= 1;
        digit as i32 - 1
    }
}

/// Returns how far all points may be off: a lead over a rival can then fall by twice as much for each unit of
/// weight of a clause that holds, once for each of the two.
fn tolerance(problem: &Problem<'_>, evaluation: &Evaluation) -> Option<f64> {
    let weights: i32 = weights(problem, evaluation).iter().sum();
    (weights > 0).then_some(f64::from(evaluation.margin()?) / f64::from(2 * weights))
}

/// Returns the rules that hold without which another one leads.
fn needed(problem: &Problem<'_>, evaluation: &Evaluation) -> Vec<(RuleId, Option<ArchitectureId>)> {
    let before = evaluation.leader();
    let without = |(id, effect): (ClauseId, &Effect)| {
        let after = leader_without(problem, evaluation, id, effect)?;
        (after != before).then_some((problem.rulebook.clauses[id].rule, after))
    };
    holding(problem, evaluation).filter_map(without).collect()
}

/// Returns who leads without a clause that holds; `None` if it neither scores nor rules out.
fn leader_without(
    problem: &Problem<'_>,
    evaluation: &Evaluation,
    clause: ClauseId,
    effect: &Effect,
) -> Option<Option<ArchitectureId>> {
    let net = |a: ArchitectureId| evaluation.scores[a].net;
    let is_out = |a: ArchitectureId| evaluation.scores[a].is_out();
    match effect {
        Effect::Points { quality, points } => {
            let left = |a: ArchitectureId| net(a) - problem.weigh(*quality, points[a]);
            Some(best(problem, left, is_out))
        }
        Effect::RulesOut(_) => {
            let others = || holding(problem, evaluation).filter(|(other, _)| *other != clause);
            let vetoed =
                |a| others().any(|(_, effect)| effect.rules_out().is_some_and(|out| out.contains(a)));
            Some(best(problem, net, vetoed))
        }
        Effect::Warn(_) => None,
    }
}

fn best(
    problem: &Problem<'_>,
    net: impl Fn(ArchitectureId) -> i32,
    out: impl Fn(ArchitectureId) -> bool,
) -> Option<ArchitectureId> {
    let standing = problem.among.iter().filter(|&a| !out(a));
    standing.max_by_key(|&a| (net(a), std::cmp::Reverse(a)))
}
