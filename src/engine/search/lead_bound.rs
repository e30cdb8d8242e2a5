//! A bound on a lead that is tighter than every clause at its worst by itself: each undecided clause is charged
//! to one of the variables that decide it, and each variable takes its cheapest value.

use super::residual::Residual;
use super::state::State;

/// An undecided clause and what it adds to the lead.
pub(in crate::engine) type Term = (usize, i32);

/// Room to work in, kept to save its allocation.
pub(in crate::engine) struct Charge {
    /// For each variable the points that hang on it.
    stakes: Vec<i32>,
    /// For each value of each variable by how much it raises the bound.
    gains: Vec<Vec<i32>>,
}

impl Charge {
    pub(in crate::engine) fn new(open: &Residual<'_>) -> Self {
        Self {
            stakes: vec![0; open.variables.len()],
            gains: open.values.iter().map(|values| vec![0; values.len()]).collect(),
        }
    }

    /// Adds up what hangs on each variable, and returns the one with the most.
    pub(in crate::engine) fn weigh(&mut self, state: &State<'_>, undecided: &[Term]) -> Option<usize> {
        self.stakes.fill(0);
        for &(clause, lead) in undecided {
            state.live(clause).for_each(|variable| self.stakes[variable] += lead.abs());
        }
        let most = self.most(0..self.stakes.len());
        most.filter(|&variable| self.stakes[variable] > 0)
    }

    fn most(&self, variables: impl Iterator<Item = usize>) -> Option<usize> {
        variables.max_by_key(|&variable| (self.stakes[variable], std::cmp::Reverse(variable)))
    }

    /// By how much the bound rises if every clause is charged to the weightiest of its variables, as the last
    /// call of `weigh` found them.
    pub(in crate::engine) fn rise(&mut self, state: &State<'_>, undecided: &[Term]) -> i32 {
        self.gains.iter_mut().for_each(|gains| gains.fill(0));
        for &(clause, lead) in undecided {
            let Some(variable) = self.most(state.live(clause)) else { continue };
            let (possible, sure) = state.effect(clause, variable);
            let dearer = if lead > 0 { sure } else { !possible };
            let gains = self.gains[variable].iter_mut().enumerate();
            gains.filter(|(value, _)| dearer >> value & 1 == 1).for_each(|(_, gain)| *gain += lead.abs());
        }
        self.gains.iter().filter_map(|gains| gains.iter().min()).sum()
    }
}
