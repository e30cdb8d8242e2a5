//! Depth-first branch and bound (Land and Doig, Econometrica 28(3), 1960): the recursion that
//! the exact searches share.

use super::indices::{ValueIndex, VariableIndex};
use super::state::State;

/// What a search makes of a point.
pub(in crate::engine) enum Step<T, C> {
    /// Nothing below the point is of interest.
    Prune,
    /// The whole search ends with this.
    Done(T),
    /// The values of this variable are to be visited, ordered by what is known of the point.
    Branch(VariableIndex, C),
}

/// What a search came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SearchResult<T> {
    /// What was looked for exists: this is one.
    Found(T),
    /// All points were visited or pruned: there is none.
    Absent,
    /// The budget of nodes ran out first.
    NotProven,
}

/// A search over the completions of a residual.
pub(in crate::engine) trait BranchAndBound<'r> {
    /// What ends the search.
    type Found;
    /// What is known of a point when its values are ordered.
    type Context;

    /// Bounds what lies below a point. Leaves the state as it was.
    fn step(&mut self, state: &mut State<'r>) -> Step<Self::Found, Self::Context>;

    /// Returns the place of a point among its siblings: the lowest is visited first, of equal ones the one
    /// with the lower value. `context` is that of their parent.
    fn priority(&self, state: &State<'r>, context: &Self::Context) -> i32;

    /// Returns whether a point of this priority, and so every sibling after it, need not be visited.
    fn is_futile(&self, _priority: i32) -> bool {
        false
    }

    /// Takes note of a point that is left unexplored for want of nodes.
    fn leave_unexplored(&mut self, _context: Self::Context) {}
}

/// Searches below `state`, branching at most `nodes` times.
///
/// When the nodes have run out, the siblings of the points on the way are still bounded, so that one of them
/// may yet end the search.
pub(in crate::engine) fn search<'r, S: BranchAndBound<'r>>(
    search: &mut S,
    state: &mut State<'r>,
    nodes: u64,
) -> SearchResult<S::Found> {
    let mut budget = Budget { nodes, exhausted: false };
    match visit(search, state, &mut budget) {
        Some(found) => SearchResult::Found(found),
        None if budget.exhausted => SearchResult::NotProven,
        None => SearchResult::Absent,
    }
}

struct Budget {
    nodes: u64,
    exhausted: bool,
}

fn visit<'r, S: BranchAndBound<'r>>(
    search: &mut S,
    state: &mut State<'r>,
    budget: &mut Budget,
) -> Option<S::Found> {
    let (variable, context) = match search.step(state) {
        Step::Prune => return None,
        Step::Done(found) => return Some(found),
        Step::Branch(variable, context) => (variable, context),
    };
    if budget.nodes == 0 {
        budget.exhausted = true;
        search.leave_unexplored(context);
        return None;
    }
    budget.nodes -= 1;
    let mut values: Vec<(i32, ValueIndex)> = Vec::new();
    for value in state.distinct_values(variable) {
        let priority = state.with(variable, value, |state| search.priority(state, &context));
        values.push((priority, value));
    }
    values.sort_unstable();
    for (priority, value) in values {
        if search.is_futile(priority) {
            return None;
        }
        let found = state.with(variable, value, |state| visit(search, state, budget));
        if found.is_some() {
            return found;
        }
    }
    None
}
