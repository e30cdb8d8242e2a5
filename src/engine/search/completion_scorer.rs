//! The winner of a completion, looked up in bit maps: for many completions, one after the other.

use typed_index_collections::{TiSlice, TiVec};

use super::indices::{BoxIndex, ClauseIndex, VariableIndex};
use super::residual::{Completion, Occurrence, Residual};
use crate::options::OptionSet;
use crate::rulebook::{ArchitectureId, Column, WORD};

pub(in crate::engine) struct CompletionScorer<'r> {
    residual: &'r Residual<'r>,
    /// For each variable the boxes that admit each of its values.
    columns: TiVec<VariableIndex, Column>,
    /// The boxes that admit the values that were looked at last; kept to save the allocation.
    reached: Vec<u64>,
    /// What the clauses of these boxes add up to for each side.
    nets: TiVec<ArchitectureId, i32>,
}

impl<'r> CompletionScorer<'r> {
    pub(in crate::engine) fn new(residual: &'r Residual<'r>) -> Self {
        let columns = residual.occurrences.iter().zip(&residual.values).map(|(occurrences, values)| {
            let admitted = |test: &Occurrence| test.passing.possible.iter().map(usize::from).collect();
            let tests: Vec<(usize, OptionSet)> =
                occurrences.iter().map(|test| (usize::from(test.cuboid), admitted(test))).collect();
            Column::new(&tests, values.len())
        });
        let reached = vec![0; residual.boxes.len().div_ceil(WORD)];
        Self { residual, columns: columns.collect(), reached, nets: TiVec::new() }
    }

    /// Returns what it costs to score a completion, in the steps of a [`Budget`](super::budget::Budget): bit
    /// maps make it about an eighth of looking at each clause.
    pub(in crate::engine) fn cost(&self) -> u64 {
        self.residual.node_cost() / 8 + 1
    }

    /// Who wins with these values of the variables; `None` if every candidate is ruled out.
    pub(in crate::engine) fn winner(&mut self, values: &Completion) -> Option<ArchitectureId> {
        let residual = self.residual;
        let mut standing = residual.standing;
        self.holding(values, |_, clause| {
            standing = standing.difference(residual.clauses[clause].rules_out);
        });
        standing.iter().max_by_key(|&a| (self.nets[a], std::cmp::Reverse(a)))
    }

    /// How far an architecture is ahead of the best other if each veto were so many points off.
    pub(in crate::engine) fn lead(
        &mut self,
        values: &Completion,
        architecture: ArchitectureId,
        veto: i32,
    ) -> i32 {
        let residual = self.residual;
        self.holding(values, |nets, clause| {
            residual.clauses[clause].rules_out.iter().for_each(|a| nets[a] -= veto);
        });
        let others = residual.standing.iter().filter(|&a| a != architecture).map(|a| self.nets[a]);
        self.nets[architecture] - others.max().unwrap_or(0)
    }

    /// Adds up the nets with these values; calls `visit` with them after each undecided clause that holds.
    fn holding(
        &mut self,
        values: &Completion,
        mut visit: impl FnMut(&mut TiSlice<ArchitectureId, i32>, ClauseIndex),
    ) {
        let residual = self.residual;
        self.nets.clone_from(&residual.decided);
        self.reached.fill(u64::MAX);
        for (column, value) in self.columns.iter().zip(values) {
            column.choose(usize::from(*value), &mut self.reached);
        }
        let mut last = None;
        for (word, reached) in self.reached.iter().enumerate() {
            let mut left = *reached;
            while left != 0 {
                let bit = left.trailing_zeros() as usize;
                left &= left - 1;
                // The last word may be filled in part.
                let Some(cuboid) = residual.boxes.get(BoxIndex::from(word * WORD + bit)) else { return };
                if last != Some(cuboid.clause) {
                    last = Some(cuboid.clause);
                    let nets = self.nets.iter_mut().zip(residual.nets(cuboid.clause));
                    nets.for_each(|(net, points)| *net = net.wrapping_add(*points));
                    visit(&mut self.nets, cuboid.clause);
                }
            }
        }
    }
}
