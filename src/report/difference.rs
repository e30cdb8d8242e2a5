//! Why the first is ahead of the second: only differences decide.

use super::arguments::Rules;
use super::{DifferenceView, QualityDifference, RuleDifference};
use crate::engine::Problem;
use crate::options::Truth;
use crate::rulebook::ArchitectureId;

/// The difference of two architectures by quality and rule, each by falling weight of what it says.
pub(super) fn difference(
    problem: &Problem<'_>,
    rules: &Rules,
    first: ArchitectureId,
    second: ArchitectureId,
) -> DifferenceView {
    let rulebook = problem.rulebook;
    let mut qualities: Vec<QualityDifference> = Vec::new();
    for (index, (argument, &clause)) in rules.arguments.iter().zip(&rules.clauses).enumerate() {
        let clause = &rulebook.clauses[clause];
        let points = problem.weighted(clause, first) - problem.weighted(clause, second);
        if argument.state != Truth::Holds || points == 0 {
            continue;
        }
        let rule = RuleDifference { rule: argument.rule.clone(), argument: index, points };
        match qualities.iter_mut().find(|known| known.quality == argument.quality) {
            Some(known) => {
                known.points += points;
                known.rules.push(rule);
            }
            None => qualities.push(QualityDifference {
                quality: argument.quality.clone(),
                points,
                rules: vec![rule],
            }),
        }
    }
    for quality in &mut qualities {
        quality.rules.sort_by_key(|rule| (-rule.points, rule.argument));
    }
    qualities.sort_by_key(|quality| -quality.points);
    DifferenceView {
        runner_up: rulebook.architectures[second].id.clone(),
        margin: qualities.iter().map(|quality| quality.points).sum(),
        qualities,
    }
}
