//! A lower bound on a lead, at least as high as [`State::lower_bound`], which takes every undecided clause at
//! its worst by itself.
//!
//! Each undecided clause is assigned to one of the variables that decide it. A value of that variable with
//! which the clause cannot be at its worst raises the bound by what the clause adds to the lead. Whatever the
//! completion, a variable has one value, so the rise of the bound is at least the least rise over its values;
//! and as no clause is assigned twice, these add up over the variables. So the bound never exceeds the lead
//! of a completion, whichever variable a clause is assigned to. The heaviest is chosen because the more
//! clauses share a variable, the fewer of its values leave all of them at their worst.

use typed_index_collections::{TiVec, ti_vec};

use super::indices::{ClauseIndex, ValueIndex, VariableIndex};
use super::residual::Residual;
use super::state::State;
use super::weights::VariableWeights;

/// A clause that changes a lead.
#[derive(Debug, Clone, Copy)]
pub(in crate::engine) struct Term {
    pub clause: ClauseIndex,
    /// What it adds to the lead if it holds.
    pub lead: i32,
}

/// Computes the bound, and keeps its buffers from point to point.
pub(in crate::engine) struct LeadBound {
    weights: VariableWeights,
    /// For each value of each variable by how much it raises the bound.
    rises: TiVec<VariableIndex, TiVec<ValueIndex, i32>>,
}

/// By how much the bound rises, and the variable on which most hangs.
pub(in crate::engine) struct Tightened {
    /// To be added to [`State::lower_bound`].
    pub by: i32,
    /// The variable on which most of the lead depends; `None` if nothing undecided changes the lead.
    pub heaviest: Option<VariableIndex>,
}

/// Adds to each value of a variable by how much it raises the bound on a lead that a clause changes.
pub(in crate::engine) fn add_rises(
    rises: &mut TiVec<ValueIndex, i32>,
    state: &State<'_>,
    Term { clause, lead }: Term,
    variable: VariableIndex,
) {
    let effect = state.effect(clause, variable);
    // At its worst a clause that adds to the lead fails, and one that takes from it holds.
    let excludes_worst = match lead > 0 {
        true => effect.sure,
        false => state.residual.all_values(variable).difference(effect.possible),
    };
    excludes_worst.iter().for_each(|value| rises[value] += lead.abs());
}

impl LeadBound {
    pub(in crate::engine) fn new(residual: &Residual<'_>) -> Self {
        Self {
            weights: VariableWeights::new(residual),
            rises: residual.values.iter().map(|values| ti_vec![0; values.len()]).collect(),
        }
    }

    /// Tightens the bound on a lead by the undecided clauses that change it.
    pub(in crate::engine) fn tighten(&mut self, state: &State<'_>, undecided: &[Term]) -> Tightened {
        self.weights.weigh(state, undecided.iter().map(|term| (term.clause, term.lead.abs())));
        self.rises.iter_mut().for_each(|rises| rises.fill(0));
        for &Term { clause, lead } in undecided {
            // No single value makes such a clause hold, and that is what would exclude its worst.
            if lead > 0 && state.waits_for_several(clause) {
                continue;
            }
            let Some(variable) = self.weights.heaviest_of(state, clause) else { continue };
            add_rises(&mut self.rises[variable], state, Term { clause, lead }, variable);
        }
        Tightened {
            by: self.rises.iter().filter_map(|rises| rises.iter().min()).sum(),
            heaviest: self.weights.heaviest_of_all(),
        }
    }
}
