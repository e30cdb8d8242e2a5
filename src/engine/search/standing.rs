//! Who is ahead by some clauses that hold.

use crate::rulebook::{ArchitectureId, ArchitectureSet, MAX_ARCHITECTURES};

/// The nets and candidates by the clauses that hold.
#[derive(Debug, Clone)]
pub(in crate::engine) struct Standing {
    pub nets: [i32; MAX_ARCHITECTURES],
    /// Those that are not ruled out.
    pub candidates: ArchitectureSet,
}

impl Standing {
    pub(in crate::engine) fn net(&self, architecture: ArchitectureId) -> i32 {
        self.nets[usize::from(architecture)]
    }

    /// Returns the first, unless every candidate is ruled out; a tie goes to the lower index.
    pub(in crate::engine) fn leader(&self) -> Option<ArchitectureId> {
        self.candidates.iter().max_by_key(|&a| (self.net(a), std::cmp::Reverse(a)))
    }

    /// Returns the first, from the leader on, of which something is true.
    pub(in crate::engine) fn first_that(
        &self,
        mut is_so: impl FnMut(ArchitectureId) -> bool,
    ) -> Option<ArchitectureId> {
        let mut left = self.clone();
        while let Some(first) = left.leader() {
            if is_so(first) {
                return Some(first);
            }
            left.candidates = left.candidates.difference(ArchitectureSet::only(first));
        }
        None
    }

    /// Returns the lead of an architecture over the best other; `None` without another.
    pub(in crate::engine) fn margin(&self, architecture: ArchitectureId) -> Option<i32> {
        let others = self.candidates.iter().filter(|&a| a != architecture);
        Some(self.net(architecture) - others.map(|a| self.net(a)).max()?)
    }
}
