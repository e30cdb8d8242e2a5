//! The weights: where people give different ones, and what stands for all of those between.

use super::Person;
use super::common::Common;
use super::view::{WeightRow, WeightsView};
use crate::engine::{Effort, Problem, Settlement};
use crate::rulebook::QualityId;

/// Returns how the qualities are weighed.
pub(super) fn weights(
    problem: &Problem<'_>,
    people: &[Person],
    common: &Common,
    settlement: &Settlement,
    effort: &Effort,
) -> WeightsView {
    let rulebook = problem.rulebook;
    let row = |quality: QualityId| WeightRow {
        quality: rulebook.qualities[quality].id.clone(),
        name: rulebook.qualities[quality].name.clone(),
        weights: people.iter().map(|person| person.file.all_weights(rulebook)[quality]).collect(),
        least: common.weights.least[quality],
        most: common.weights.most[quality],
        used: problem.weights[quality],
    };
    WeightsView {
        differing: common.weights.differing().map(row).collect(),
        stands: settlement.keeps_its_leader(problem, &common.weights, effort),
    }
}
