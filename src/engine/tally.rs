//! Who wins how often, altogether and for each option of each variable.

use super::search::residual::Residual;
use crate::options::OptionSet;
use crate::rulebook::MAX_ARCHITECTURES;

/// A number of completions for each architecture of the rulebook, and after the last for nobody.
pub(super) type Outcomes = [f64; MAX_ARCHITECTURES + 1];

/// Numbers of completions, of the variables on which something hangs.
#[derive(Debug, Clone)]
pub(super) struct Tally {
    /// For each architecture, and last for nobody.
    pub outcomes: Vec<f64>,
    /// The same for each option of each variable, in one row.
    by_option: Vec<f64>,
    /// Where the options of each variable begin in that row.
    starts: Vec<usize>,
    /// Whether all completions were counted; else they were sampled.
    pub exact: bool,
    /// How many completions of all variables were counted, saturating, or sampled.
    pub completions: u64,
}

impl Tally {
    pub(super) fn empty(residual: &Residual<'_>) -> Self {
        let outcomes = vec![0.0; residual.sides];
        let mut starts = vec![0];
        for &variable in &residual.variables {
            let options = residual.problem.rulebook.size(variable);
            starts.push(starts[starts.len() - 1] + options * outcomes.len());
        }
        let by_option = vec![0.0; starts[residual.variables.len()]];
        Self { outcomes, by_option, starts, exact: false, completions: 0 }
    }

    /// Returns where the outcomes of an option stand in the row, for [`Self::add`].
    pub(super) fn row(&self, variable: usize, option: usize) -> usize {
        self.starts[variable] + option * self.outcomes.len()
    }

    /// Adds completions with an option, which [`Self::row`] gives, and a certain outcome.
    pub(super) fn add(&mut self, row: usize, outcome: usize, count: f64) {
        self.by_option[row + outcome] += count;
    }

    /// Adds completions for each of some options.
    pub(super) fn add_each(&mut self, variable: usize, options: OptionSet, outcome: usize, count: f64) {
        if count > 0.0 {
            options.iter().for_each(|option| self.add(self.row(variable, option), outcome, count));
        }
    }

    /// Returns the number of completions, at least 1.
    pub(super) fn total(&self) -> f64 {
        self.outcomes.iter().sum::<f64>().max(1.0)
    }

    /// Returns for each option of a variable the outcomes of the completions with it.
    fn options(&self, variable: usize) -> impl Iterator<Item = &[f64]> {
        self.by_option[self.starts[variable]..self.starts[variable + 1]].chunks(self.outcomes.len())
    }

    /// Returns the expected distance (total variation) of the winner's distribution from what it is now, once
    /// the variable is known.
    pub(super) fn expected_change(&self, variable: usize) -> f64 {
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
    pub(super) fn tells_apart(&self, variable: usize) -> bool {
        /// 2^53: up to here a floating-point number counts without rounding.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        let mut options = self.options(variable).filter(|outcomes| outcomes.iter().any(|count| *count > 0.0));
        let first = options.next();
        self.exact && self.total() < EXACT && options.any(|outcomes| Some(outcomes) != first)
    }
}
