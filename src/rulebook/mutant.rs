//! Rulebooks with rules changed, to see whether anything notices.

use super::condition::TruthRegions;
use super::model::{Effect, Rulebook};
use crate::rulebook::ids::{ClauseId, RuleId, SeamId};

impl Rulebook {
    /// Returns the same rulebook with one clause that never holds.
    pub fn without_clause(&self, clause: ClauseId) -> Self {
        let mut changed = self.clone();
        changed.clauses[clause].decided = TruthRegions::never();
        changed.reindexed()
    }

    /// Returns the same rulebook with some rules that never hold.
    pub fn without_rules(&self, rules: &[RuleId]) -> Self {
        let mut changed = self.clone();
        for rule in rules {
            let clauses = &mut changed.clauses[self.rules[*rule].clauses.clone()];
            clauses.iter_mut().for_each(|clause| clause.decided = TruthRegions::never());
        }
        changed.reindexed()
    }

    /// Returns the same rulebook with one clause that gives the opposite points.
    pub fn with_points_reversed(&self, clause: ClauseId) -> Self {
        let mut changed = self.clone();
        if let Effect::Points { points, .. } = &mut changed.clauses[clause].effect {
            points.iter_mut().for_each(|points| *points = -*points);
        }
        changed.reindexed()
    }

    /// Returns the same rulebook with one rule about seams that never holds.
    pub fn without_seam(&self, seam: SeamId) -> Self {
        let mut changed = self.clone();
        changed.seams[seam].across.near = TruthRegions::never();
        changed
    }
}
