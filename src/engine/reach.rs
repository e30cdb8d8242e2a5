//! What a single change can do at most, whatever is changed besides.

use typed_index_collections::{TiVec, ti_vec};

use super::search::indices::{ClauseIndex, ValueIndex, VariableIndex};
use super::search::residual::Residual;
use super::search::state::State;
use crate::rulebook::{ArchitectureId, ArchitectureSet, RuleId};

/// A variable given a value other than the one it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Move {
    pub variable: VariableIndex,
    pub value: ValueIndex,
}

/// What one move can do at most.
#[derive(Debug, Clone)]
pub(super) struct Reach {
    /// For each architecture how many points it can gain on the leader.
    pub gains: TiVec<ArchitectureId, i32>,
    /// The architectures that a veto may come to rule out.
    pub barred: ArchitectureSet,
    /// The architectures that a veto may cease to rule out.
    pub lifted: ArchitectureSet,
}

impl Reach {
    /// Bounds what a move can do. In `state` no move is made.
    pub(super) fn of(state: &State<'_>, step: Move, leader: ArchitectureId) -> Self {
        let residual = state.residual;
        let mut reach = Self {
            gains: ti_vec![0; residual.sides],
            barred: ArchitectureSet::EMPTY,
            lifted: ArchitectureSet::EMPTY,
        };
        let mut last_rule = None;
        for clause in residual.clauses_of(step.variable) {
            reach.count_vetoes(state, step, clause);
            let rule = Some(rule(residual, clause));
            if last_rule != rule {
                reach.count_points(state, step, clause, leader);
            }
            last_rule = rule;
        }
        reach
    }

    fn count_vetoes(&mut self, state: &State<'_>, step: Move, clause: ClauseIndex) {
        let rules_out = state.residual.clauses[clause].rules_out;
        if state.holds(clause) {
            self.lifted = self.lifted.union(rules_out);
        } else if state.residual.can_hold(clause, step.variable, step.value) {
            self.barred = self.barred.union(rules_out);
        }
    }

    /// Counts the points of all branches of a clause's rule. At most one of them holds before the move, and
    /// at most one after it, so the best that can hold counts once, and not each that can.
    fn count_points(&mut self, state: &State<'_>, step: Move, clause: ClauseIndex, leader: ArchitectureId) {
        let residual = state.residual;
        let branches = branches(residual, clause);
        let now = branches.iter().copied().find(|&branch| state.holds(branch));
        let can_hold = |branch: &ClauseIndex| residual.can_hold(*branch, step.variable, step.value);
        let then: Vec<ClauseIndex> = branches.iter().copied().filter(can_hold).collect();
        for (rival, gained) in self.gains.iter_mut_enumerated() {
            let gain = |branch| residual.lead(branch, rival, leader);
            let best = then.iter().copied().map(gain).max().unwrap_or(0).max(0);
            // A loss is not counted: another move may lose the same points, and they are lost only once.
            *gained += (best - now.map_or(0, gain)).max(0);
        }
    }
}

/// Returns the branches of the rule that a clause belongs to; they are neighbours.
fn branches(residual: &Residual<'_>, clause: ClauseIndex) -> Vec<ClauseIndex> {
    let alike = |other: &ClauseIndex| rule(residual, *other) == rule(residual, clause);
    let at = usize::from(clause);
    let before = (0..at).rev().map(ClauseIndex::from).take_while(alike).count();
    (at - before..residual.clauses.len()).map(ClauseIndex::from).take_while(alike).collect()
}

fn rule(residual: &Residual<'_>, clause: ClauseIndex) -> RuleId {
    residual.problem.rulebook.clauses[residual.clauses[clause].id].rule
}
