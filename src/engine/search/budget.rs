//! How much searching is left: counted and not timed, so that the same problem costs the same on every
//! machine.
//!
//! A search looks at every clause that is open at each of its nodes, so a node costs as many steps as there
//! are such clauses. One budget serves a whole report: each search gets a part of what is left, and gives
//! back what it does not need.

use std::cell::Cell;

use crate::engine::problem::{Effort, Problem};

/// How many steps of searching are left.
#[derive(Debug)]
pub(in crate::engine) struct Budget(Cell<u64>);

impl Budget {
    /// Allows what a report may cost: so many nodes that look at every clause of the rulebook.
    pub(in crate::engine) fn of(problem: &Problem<'_>, effort: &Effort) -> Self {
        Self::steps(effort.nodes.saturating_mul(node_cost(problem.rulebook.clauses.len())))
    }

    /// Allows so many nodes that cost so much each.
    pub(in crate::engine) fn nodes(nodes: u64, cost: u64) -> Self {
        Self::steps(nodes.saturating_mul(cost))
    }

    fn steps(steps: u64) -> Self {
        Self(Cell::new(steps))
    }

    /// Pays for a number of steps, and returns whether so many were left. If not, nothing is paid.
    pub(in crate::engine) fn pay(&self, steps: u64) -> bool {
        let left = self.0.get().checked_sub(steps);
        left.inspect(|left| self.0.set(*left)).is_some()
    }

    /// Does something that may cost at most what is left, divided by `parts`.
    pub(in crate::engine) fn part<T>(&self, parts: u64, work: impl FnOnce(&Self) -> T) -> T {
        self.at_most(self.0.get() / parts.max(1), work)
    }

    /// Does something for each of some things, in turn: each may cost an even part of what is then left.
    pub(in crate::engine) fn each<I, T>(
        &self,
        things: impl ExactSizeIterator<Item = I>,
        mut work: impl FnMut(I, &Self) -> T,
    ) -> Vec<T> {
        let all = things.len();
        things.enumerate().map(|(at, thing)| self.part((all - at) as u64, |part| work(thing, part))).collect()
    }

    /// Returns how many steps are left.
    pub(in crate::engine) fn left(&self) -> u64 {
        self.0.get()
    }

    /// Does something that may cost at most so many steps.
    pub(in crate::engine) fn at_most<T>(&self, steps: u64, work: impl FnOnce(&Self) -> T) -> T {
        let allowed = steps.min(self.0.get());
        let part = Self::steps(allowed);
        let result = work(&part);
        self.0.set(self.0.get() - (allowed - part.0.get()));
        result
    }
}

/// Returns what a node costs that looks at so many clauses: at least one step.
pub(super) fn node_cost(clauses: usize) -> u64 {
    clauses as u64 + 1
}
