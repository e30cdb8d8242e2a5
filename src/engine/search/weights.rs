//! How much hangs on each variable: what a search branches on.

use super::residual::Residual;
use super::state::State;

/// What a veto weighs where leads are weighed in points: as much as the most points that a rule gives or
/// takes. A rule can make a lead wider by twice as much, but a veto takes out one architecture only.
pub(in crate::engine) const VETO_WEIGHT: i32 = 25;

/// For each variable the weights of the undecided clauses that it can decide, added up.
pub(in crate::engine) struct VariableWeights(Vec<i32>);

impl VariableWeights {
    pub(in crate::engine) fn new(residual: &Residual<'_>) -> Self {
        Self(vec![0; residual.variables.len()])
    }

    /// Weighs the variables by some undecided clauses. A clause counts once for each of its boxes.
    pub(in crate::engine) fn weigh(
        &mut self,
        state: &State<'_>,
        clauses: impl Iterator<Item = (usize, i32)>,
    ) {
        self.0.fill(0);
        for (clause, weight) in clauses {
            if weight > 0 {
                state.live_variables(clause).for_each(|variable| self.0[variable] += weight);
            }
        }
    }

    /// Returns the heaviest of some variables, of equal ones the first; `None` if none weighs anything.
    pub(in crate::engine) fn heaviest(&self, variables: impl Iterator<Item = usize>) -> Option<usize> {
        let weighing = variables.filter(|&variable| self.0[variable] > 0);
        weighing.max_by_key(|&variable| (self.0[variable], std::cmp::Reverse(variable)))
    }

    /// Returns the heaviest of all variables.
    pub(in crate::engine) fn heaviest_of_all(&self) -> Option<usize> {
        self.heaviest(0..self.0.len())
    }
}
