//! A way to another winner: the changes that it takes, be they what may turn out or what would have to
//! be otherwise.

use crate::engine::{Change, Flip, Refutation};
use crate::rulebook::ArchitectureId;

/// A way to another winner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Way {
    pub changes: Vec<Change>,
    pub winner: Option<ArchitectureId>,
    pub margin: Option<i32>,
}

impl From<&Flip> for Way {
    fn from(flip: &Flip) -> Self {
        Self { changes: flip.changes.clone(), winner: flip.winner, margin: flip.margin }
    }
}

impl From<&Refutation> for Way {
    fn from(found: &Refutation) -> Self {
        Self { changes: found.changes.clone(), winner: found.winner, margin: found.margin }
    }
}

impl Way {
    /// Returns whether two ways change the same, in whatever order, and lead to the same.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.winner == other.winner
            && self.changes.len() == other.changes.len()
            && self.changes.iter().all(|change| other.changes.contains(change))
    }
}
