//! Why the first is ahead of the second: only differences decide.

use schemars::JsonSchema;
use serde::Serialize;

use super::rules::Rules;
use crate::engine::Problem;
use crate::options::Truth;
use crate::rulebook::ArchitectureId;

/// Why the first is ahead of the second.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DifferenceView {
    /// The second.
    pub runner_up: String,
    /// The lead, in weighted points.
    pub margin: i32,
    /// By falling contribution to the lead.
    pub qualities: Vec<QualityDifference>,
}

/// What one quality contributes to the lead.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct QualityDifference {
    /// The quality.
    pub quality: String,
    /// Weighted points of the first less those of the second.
    pub points: i32,
    /// The rules that hold and make the difference, the largest first.
    pub rules: Vec<RuleDifference>,
}

/// What one rule contributes to the lead.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RuleDifference {
    /// The rule.
    pub rule: String,
    /// The position in `arguments` of the report, from 0.
    pub argument: usize,
    /// Weighted points of the first less those of the second.
    pub points: i32,
}

/// Takes the difference of two architectures apart by quality and rule, the largest contribution first.
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
