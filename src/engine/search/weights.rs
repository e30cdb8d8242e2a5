//! How much hangs on each variable: what a search branches on.

use typed_index_collections::{TiVec, ti_vec};

use super::indices::{ClauseIndex, VariableIndex};
use super::residual::Residual;
use super::state::State;
use crate::rulebook::{MAX_POINTS, MAX_WEIGHT};

/// What a veto weighs where it is held against points: as much as the most weighted points that a rule gives
/// one architecture. A lead can change by twice that, but no figure is right: a veto outweighs all points if
/// it holds, and none if it does not. It guides where a search looks first, and so which completion it finds,
/// but never whether there is one.
pub(in crate::engine) const VETO_WEIGHT: i32 = MAX_POINTS as i32 * MAX_WEIGHT as i32;

/// For each variable the weights of the undecided clauses that it can decide, added up.
pub(in crate::engine) struct VariableWeights(TiVec<VariableIndex, i32>);

impl VariableWeights {
    pub(in crate::engine) fn new(residual: &Residual<'_>) -> Self {
        Self(ti_vec![0; residual.variables.len()])
    }

    /// Weighs the variables by some undecided clauses. A clause counts once for each of its boxes.
    pub(in crate::engine) fn weigh(
        &mut self,
        state: &State<'_>,
        clauses: impl Iterator<Item = (ClauseIndex, i32)>,
    ) {
        self.0.fill(0);
        for (clause, weight) in clauses {
            if weight > 0 {
                state.each_live_test(clause, |test| self.0[test.variable] += weight);
            }
        }
    }

    /// Returns the heaviest of some variables, of equal ones the first; `None` if none weighs anything.
    pub(in crate::engine) fn heaviest(
        &self,
        variables: impl Iterator<Item = VariableIndex>,
    ) -> Option<VariableIndex> {
        let weighing = variables.filter(|&variable| self.0[variable] > 0);
        weighing.max_by_key(|&variable| (self.0[variable], std::cmp::Reverse(variable)))
    }

    /// Returns the heaviest of the variables that may decide an undecided clause.
    pub(in crate::engine) fn heaviest_of(
        &self,
        state: &State<'_>,
        clause: ClauseIndex,
    ) -> Option<VariableIndex> {
        let mut heaviest = None;
        let mut most = 0;
        state.each_live_test(clause, |test| {
            let weight = self.0[test.variable];
            if weight > most || weight == most && heaviest.is_some_and(|other| test.variable < other) {
                (most, heaviest) = (weight, Some(test.variable));
            }
        });
        heaviest
    }

    /// Returns the heaviest of all variables.
    pub(in crate::engine) fn heaviest_of_all(&self) -> Option<VariableIndex> {
        self.heaviest(self.0.keys())
    }
}
