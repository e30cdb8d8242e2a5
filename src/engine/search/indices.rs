//! The positions in a residual. It counts variables, clauses and boxes anew, so none of these is one of the
//! rulebook's, and the types keep them apart.

use crate::options::{IdSet, id_types};

id_types! {
    /// The position of a box among those of all clauses of a residual.
    BoxIndex,
    /// The position of a clause in a residual.
    ClauseIndex,
    /// The position of a value among those of its variable.
    ValueIndex,
    /// The position of a variable in a residual.
    VariableIndex,
}

/// A set of values of one variable.
pub(in crate::engine) type ValueSet = IdSet<ValueIndex>;

impl ValueIndex {
    /// The value that leaves a variable as it is, where values are changes.
    pub(in crate::engine) const AS_IT_IS: Self = Self(0);
}

/// Splits each of some sets into the part inside another set and the part outside.
pub(in crate::engine) fn split<I: Copy>(sets: &mut Vec<IdSet<I>>, by: IdSet<I>) {
    if sets.iter().any(|set| set.intersects(by) && !set.is_subset(by)) {
        *sets = sets.iter().flat_map(|set| [set.intersection(by), set.difference(by)]).collect();
        sets.retain(|set| !set.is_empty());
    }
}
