//! What was found of a problem that is of use for others, which differ from it in some answers.

use super::problem::Problem;
use super::search::branch_and_bound::SearchResult;
use super::witnesses::Witnesses;
use crate::rulebook::{ArchitectureId, ArchitectureSet, OptionSets};

/// Who wins some completion of a problem, and who none: it spares searches where an answer changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Findings {
    pub(super) sets: OptionSets,
    pub(super) witnesses: Witnesses,
    /// Who was proven to win nowhere.
    pub(super) never: ArchitectureSet,
    /// Whether it was proven that somebody always wins.
    pub(super) never_nobody: bool,
}

impl Findings {
    /// Returns what they prove of an outcome of another problem, by the same weights and among the same
    /// candidates; the outcome `None` is nobody.
    pub(super) fn prove(
        &self,
        problem: &Problem<'_>,
        winner: Option<ArchitectureId>,
    ) -> SearchResult<OptionSets> {
        let never = winner.map_or(self.never_nobody, |winner| self.never.contains(winner));
        // What no completion does, none of a part of them does.
        if never && problem.sets.iter().zip(&self.sets).all(|(set, known)| set.is_subset(*known)) {
            return SearchResult::Absent;
        }
        self.witnesses.moved_into(problem, winner).map_or(SearchResult::NotProven, SearchResult::Found)
    }
}
