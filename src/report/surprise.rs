//! Why a change to less than was asked for leads to an architecture that does more.

use super::way::Way;
use crate::engine::{Change, Evaluation, Problem};
use crate::options::Truth;
use crate::rulebook::{ArchitectureId, Clause, Kind};

/// Explains a way by the rule that does most for it, where a reader would expect the opposite: an answer
/// sinks on its scale, and the winner stands on the side of an axis that takes more, as the leader does not.
pub(super) fn surprise(problem: &Problem<'_>, leader: Option<ArchitectureId>, way: &Way) -> Option<String> {
    let (leader, winner) = leader.zip(way.winner)?;
    if !asks_for_less(problem, way) || !takes_more(problem, leader, winner) {
        return None;
    }
    let [before, after] = [problem.clone(), way.taken(problem)].map(|problem| Evaluation::of(&problem));
    let clauses = problem.rulebook.clauses.iter_enumerated();
    let moved = clauses.filter_map(|(id, clause)| {
        let [was, is] = [&before, &after].map(|evaluation| evaluation.truths[id] == Truth::Holds);
        let lead = problem.weighted(clause, winner) - problem.weighted(clause, leader);
        (was != is).then_some((if is { lead } else { -lead }, is, clause))
    });
    let (_, is, clause): (i32, bool, &Clause) =
        moved.filter(|(lead, ..)| *lead > 0).max_by_key(|(lead, ..)| *lead)?;
    Some(match is {
        true => format!("Then this counts: {}", clause.because),
        false => format!("Then this no longer counts: {}", clause.because),
    })
}

/// Returns whether an answer sinks on its scale and none rises.
fn asks_for_less(problem: &Problem<'_>, way: &Way) -> bool {
    let rulebook = problem.rulebook;
    let step = |change: &Change| {
        let asked = &rulebook.questions[rulebook.variables[change.variable].question];
        let now = problem.sets[change.variable].single()?;
        matches!(asked.kind, Kind::Ordinal | Kind::Number).then(|| change.option.cmp(&now))
    };
    let steps: Vec<_> = way.changes.iter().map(step).collect();
    !steps.is_empty() && steps.iter().all(|step| *step == Some(std::cmp::Ordering::Less))
}

/// Returns whether the winner stands on the side of an axis that answers with yes, and the leader on the
/// other; without axes, whether the leader is the baseline.
fn takes_more(problem: &Problem<'_>, leader: ArchitectureId, winner: ArchitectureId) -> bool {
    let rulebook = problem.rulebook;
    if rulebook.axes.is_empty() {
        return rulebook.architectures[leader].baseline;
    }
    rulebook.axes.iter().any(|axis| axis.high.contains(winner) && axis.low.contains(leader))
}
