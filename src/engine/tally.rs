//! Who wins how often, altogether and for each option of each variable.

use typed_index_collections::{TiVec, ti_vec};

use super::search::indices::VariableIndex;
use super::search::residual::Residual;
use crate::options::OptionSet;
use crate::rulebook::ArchitectureId;

/// Numbers of completions by their outcome: the winner, or for nobody [`Residual::zero`].
pub(super) type Outcomes = TiVec<ArchitectureId, f64>;

/// Numbers of completions, of the variables on which something hangs.
#[derive(Debug, Clone)]
pub(super) struct Tally {
    pub outcomes: Outcomes,
    /// For each variable the outcomes of the completions with each of its options, option after option.
    by_option: TiVec<VariableIndex, Vec<f64>>,
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
            by_option: residual.variables.iter().map(row).collect(),
            exact: false,
            completions: 0,
        }
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

    /// Adds completions for each of some options.
    pub(super) fn add_each(
        &mut self,
        variable: VariableIndex,
        options: OptionSet,
        outcome: ArchitectureId,
        count: f64,
    ) {
        if count > 0.0 {
            options.iter().for_each(|option| self.add(variable, option, outcome, count));
        }
    }

    /// Returns the number of completions, at least 1.
    pub(super) fn total(&self) -> f64 {
        self.outcomes.iter().sum::<f64>().max(1.0)
    }

    /// Returns for each option of a variable the outcomes of the completions with it.
    fn options(&self, variable: VariableIndex) -> impl Iterator<Item = &[f64]> {
        self.by_option[variable].chunks(self.outcomes.len())
    }

    /// Returns the expected distance (total variation) of the winner's distribution from what it is now, once
    /// the variable is known.
    pub(super) fn expected_change(&self, variable: VariableIndex) -> f64 {
        let total = self.total();
        let distance = |given: &[f64]| {
            let share = given.iter().sum::<f64>() / total;
            let differences =
                given.iter().zip(&self.outcomes).map(|(joint, all)| (joint - share * all).abs() / total);
            differences.sum::<f64>() / 2.0
        };
        self.options(variable).map(distance).sum()
    }

    /// Returns whether the count alone proves that the variable decides: two of its options do not win as
    /// often.
    pub(super) fn tells_apart(&self, variable: VariableIndex) -> bool {
        /// 2^53: up to here a floating-point number counts without rounding.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        let mut options = self.options(variable).filter(|outcomes| outcomes.iter().any(|count| *count > 0.0));
        let first = options.next();
        self.exact && self.total() < EXACT && options.any(|outcomes| Some(outcomes) != first)
    }
}
