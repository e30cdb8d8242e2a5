//! How much hangs on the points, which are judgement: on all of them a little, and on each rule as a whole.

use typed_index_collections::TiVec;

use super::evaluate::Evaluation;
use super::points_noise;
use super::problem::Problem;
use crate::options::Truth;
use crate::rulebook::{ArchitectureId, ClauseId, Effect, RuleId};

/// How much the first place hangs on the points of the rules that hold.
#[derive(Debug, Clone, PartialEq)]
pub struct PointsRobustness {
    /// The share of all moves with which each architecture is first, where every point of every rule is moved
    /// by −1, 0 or +1, each as likely.
    pub first: TiVec<ArchitectureId, f64>,
    /// How far all points may be off at once, in points, before another can lead; `None` without a rival.
    pub tolerance: Option<f64>,
    /// The rules without which another one leads, each with that one; `None` if every candidate is then ruled
    /// out.
    pub needed: Vec<(RuleId, Option<ArchitectureId>)>,
}

impl PointsRobustness {
    /// Looks at the rules that hold, and at who leads by them.
    pub(super) fn of(problem: &Problem<'_>, evaluation: &Evaluation) -> Self {
        Self {
            first: first(problem, evaluation),
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

fn first(problem: &Problem<'_>, evaluation: &Evaluation) -> TiVec<ArchitectureId, f64> {
    let standing = problem.among.iter().filter(|&a| !evaluation.scores[a].is_out());
    let standing: Vec<(ArchitectureId, i32)> = standing.map(|a| (a, evaluation.scores[a].net)).collect();
    points_noise::first(evaluation.scores.len(), &standing, &weights(problem, evaluation))
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
