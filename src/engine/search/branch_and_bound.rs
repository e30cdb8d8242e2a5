//! Depth-first branch and bound (Land and Doig, Econometrica 28(3), 1960): the recursion that
//! the exact searches share.

use super::budget::Budget;
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
    /// The budget ran out first.
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

    /// Returns the values of a variable that are to be visited, one of each group that is alike, with the
    /// priority of the point below each.
    fn priorities(
        &mut self,
        state: &mut State<'r>,
        variable: VariableIndex,
        context: &Self::Context,
    ) -> Vec<(i32, ValueIndex)> {
        let values = state.distinct_values(variable);
        let of = |value| (state.with(variable, value, |state| self.priority(state, context)), value);
        values.map(of).collect()
    }

    /// Returns whether a point of this priority, and so every sibling after it, need not be visited.
    fn is_futile(&self, _priority: i32) -> bool {
        false
    }

    /// Takes note of a point that is left unexplored, since the budget has run out.
    fn leave_unexplored(&mut self, _context: Self::Context) {}
}

/// Searches below `state`, paying from `budget` for each node at which it branches.
///
/// When the budget has run out, the siblings of the points on the way are still bounded, so that one of them
/// may yet end the search.
pub(in crate::engine) fn search<'r, S: BranchAndBound<'r>>(
    search: &mut S,
    state: &mut State<'r>,
    budget: &Budget,
) -> SearchResult<S::Found> {
    let mut visits = Visits { budget, exhausted: false };
    match visit(search, state, &mut visits) {
        Some(found) => SearchResult::Found(found),
        None if visits.exhausted => SearchResult::NotProven,
        None => SearchResult::Absent,
    }
}

struct Visits<'b> {
    budget: &'b Budget,
    exhausted: bool,
}

fn visit<'r, S: BranchAndBound<'r>>(
    search: &mut S,
    state: &mut State<'r>,
    visits: &mut Visits<'_>,
) -> Option<S::Found> {
    let (variable, context) = match search.step(state) {
        Step::Prune => return None,
        Step::Done(found) => return Some(found),
        Step::Branch(variable, context) => (variable, context),
    };
    if !visits.budget.pay(state.residual.node_cost()) {
        visits.exhausted = true;
        search.leave_unexplored(context);
        return None;
    }
    let mut values = search.priorities(state, variable, &context);
    values.sort_unstable();
    for (priority, value) in values {
        if search.is_futile(priority) {
            return None;
        }
        let found = state.with(variable, value, |state| visit(search, state, visits));
        if found.is_some() {
            return found;
        }
    }
    None
}
