//! Who wins how often, altogether and for each option of each variable.

use typed_index_collections::{TiVec, ti_vec};

use super::plausibility::OptionWeights;
use super::search::indices::VariableIndex;
use super::search::residual::Residual;
use crate::options::OptionSet;
use crate::rulebook::{ArchitectureId, ArchitectureSet, OptionSets};

/// Completions by their outcome: the winner, or for nobody [`Residual::zero`]. Each counts as much as its
/// options are usual.
pub(super) type Outcomes = TiVec<ArchitectureId, f64>;

/// Counted or sampled completions, of the variables on which something hangs.
#[derive(Debug, Clone)]
pub(super) struct Tally {
    pub outcomes: Outcomes,
    pub weights: OptionWeights,
    /// For each variable the outcomes of the completions with each of its options, option after option.
    by_option: TiVec<VariableIndex, Vec<f64>>,
    /// For each outcome sets of options with which it comes about, and how many completions lie in them.
    examples: TiVec<ArchitectureId, Option<(f64, OptionSets)>>,
    /// Whether all completions were counted; else they were sampled.
    pub exact: bool,
    /// How many completions of all variables were counted, saturating, or sampled.
    pub completions: u64,
}

impl Tally {
    pub(super) fn empty(residual: &Residual<'_>) -> Self {
        let options = |&variable| residual.problem.rulebook.size(variable);
        let row = |variable| vec![0.0; options(variable) * residual.sides];
        Self {
            outcomes: ti_vec![0.0; residual.sides],
            weights: OptionWeights::of(residual),
            by_option: residual.variables.iter().map(row).collect(),
            examples: ti_vec![None; residual.sides],
            exact: false,
            completions: 0,
        }
    }

    /// Keeps sets of options with which an outcome comes about, if more completions lie in them than in those
    /// that are kept: what is usual rather than what is odd.
    pub(super) fn give_example(
        &mut self,
        outcome: ArchitectureId,
        count: f64,
        sets: impl FnOnce() -> OptionSets,
    ) {
        let kept = &mut self.examples[outcome];
        if kept.as_ref().is_none_or(|(most, _)| count > *most) {
            *kept = Some((count, sets()));
        }
    }

    /// Returns sets of options with which an outcome comes about, if there are any among the completions; the
    /// outcome `None` is nobody.
    pub(super) fn example(&self, winner: Option<ArchitectureId>) -> Option<&OptionSets> {
        let nobody = ArchitectureId::from(self.outcomes.len() - 1);
        self.examples[winner.unwrap_or(nobody)].as_ref().map(|(_, sets)| sets)
    }

    /// Adds completions with a certain option and outcome.
    pub(super) fn add(
        &mut self,
        variable: VariableIndex,
        option: usize,
        outcome: ArchitectureId,
        count: f64,
    ) {
        let sides = self.outcomes.len();
        self.by_option[variable][option * sides + usize::from(outcome)] += count;
    }

    /// Adds completions for each of some options, as often as the option is usual.
    pub(super) fn add_each(
        &mut self,
        variable: VariableIndex,
        options: OptionSet,
        outcome: ArchitectureId,
        count: f64,
    ) {
        if count > 0.0 {
            for option in options.iter() {
                self.add(variable, option, outcome, count * self.weights.option(variable, option));
            }
        }
    }

    /// Returns the number of completions, at least 1.
    pub(super) fn total(&self) -> f64 {
        self.outcomes.iter().sum::<f64>().max(1.0)
    }

    /// Returns the share of the completions that one of some architectures wins.
    pub(super) fn share(&self, side: ArchitectureSet) -> f64 {
        side.iter().map(|a| self.outcomes[a]).sum::<f64>() / self.total()
    }

    /// Returns for each option of a variable the outcomes of the completions with it.
    fn options(&self, variable: VariableIndex) -> impl Iterator<Item = &[f64]> {
        self.by_option[variable].chunks(self.outcomes.len())
    }

    /// Returns the expected distance (total variation) of the winner's distribution from what it is now, once
    /// the variable is known.
    pub(super) fn expected_change(&self, variable: VariableIndex) -> f64 {
        self.expected_distance(variable, |outcomes| outcomes.to_vec())
    }

    /// Returns the same of which side the winner is on; nobody, and those on no side, are one more.
    pub(super) fn expected_change_between(&self, variable: VariableIndex, sides: &[ArchitectureSet]) -> f64 {
        self.expected_distance(variable, |outcomes| {
            let wins = |side: &ArchitectureSet| side.iter().map(|a| outcomes[usize::from(a)]).sum::<f64>();
            let mut by_side: Vec<f64> = sides.iter().map(wins).collect();
            by_side.push(outcomes.iter().sum::<f64>() - by_side.iter().sum::<f64>());
            by_side
        })
    }

    fn expected_distance(&self, variable: VariableIndex, grouped: impl Fn(&[f64]) -> Vec<f64>) -> f64 {
        let total = self.total();
        let all_outcomes = grouped(&self.outcomes.raw);
        let distance = |given: &[f64]| {
            let share = given.iter().sum::<f64>() / total;
            let given = grouped(given);
            let differences =
                given.iter().zip(&all_outcomes).map(|(joint, all)| (joint - share * all).abs() / total);
            differences.sum::<f64>() / 2.0
        };
        self.options(variable).map(distance).sum()
    }

    /// Returns whether the count alone proves that the variable decides: of two of its options, both counted
    /// alike, the outcomes differ.
    pub(super) fn tells_apart(&self, variable: VariableIndex) -> bool {
        /// 2^53: up to here a floating-point number counts without rounding.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        // A count is a multiple of the weight of its option, so that it can be divided without rounding.
        let per_weight = |(option, outcomes): (usize, &[f64])| -> Vec<f64> {
            outcomes.iter().map(|count| count / self.weights.option(variable, option)).collect()
        };
        let counted = self.options(variable).enumerate();
        let counted = counted.filter(|(_, outcomes)| outcomes.iter().any(|count| *count > 0.0));
        let mut options = counted.map(per_weight);
        let first = options.next();
        self.exact && self.total() < EXACT && options.any(|outcomes| Some(outcomes) != first)
    }
}
