//! What of a rulebook is its author's own: all of it, or what stands above the built-in one.

use super::builtin_files;
use super::ids::ClauseId;
use super::layer::RuleChange;
use super::model::Rulebook;
use crate::document::Whereabouts;

impl Rulebook {
    /// Returns whether the rulebook builds on the built-in one.
    pub fn extends_builtin(&self) -> bool {
        self.architectures.iter().any(|architecture| !self.is_own(&architecture.at))
    }

    /// Returns whether an entry is its author's own: where the built-in rulebook stands alone, all are.
    pub fn is_own(&self, at: &Whereabouts) -> bool {
        self.layers.len() == 1 || !builtin_files::hold(at)
    }

    /// Returns whether a clause is its author's own, or changed by them.
    pub fn is_own_clause(&self, clause: ClauseId) -> bool {
        let clause = &self.clauses[clause];
        let id = &self.rules[clause.rule].id;
        let changes = |change: &RuleChange| change.rule == *id && change.branch == clause.branch;
        self.is_own(&clause.at) || self.changes.iter().any(changes)
    }
}
