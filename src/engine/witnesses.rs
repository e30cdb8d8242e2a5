//! Completions that were found, by who wins them: each proves that somebody can win, and most still do so
//! once an answer is changed, which spares a search.

use typed_index_collections::{TiVec, ti_vec};

use super::evaluate::Evaluation;
use super::problem::{Change, Problem};
use super::search::residual::Residual;
use super::tally::Tally;
use crate::options::OptionSet;
use crate::rulebook::{ArchitectureId, OptionSets};

/// How many are kept of each winner.
const KEPT: usize = 4;

/// Completions by who wins them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Witnesses {
    /// By the winner, or [`Residual::zero`] for nobody.
    found: TiVec<ArchitectureId, Vec<OptionSets>>,
    nobody: ArchitectureId,
}

impl Witnesses {
    pub(super) fn none(residual: &Residual<'_>) -> Self {
        Self { found: ti_vec![Vec::new(); residual.sides], nobody: residual.zero() }
    }

    /// Keeps an example of each outcome.
    pub(super) fn of(residual: &Residual<'_>, tally: &Tally) -> Self {
        let mut witnesses = Self::none(residual);
        let outcomes = residual.problem.among.iter().map(Some).chain([None]);
        for (outcome, winner) in outcomes.map(|winner| (winner.unwrap_or(residual.zero()), winner)) {
            if let Some(sets) = tally.example(winner) {
                witnesses.keep(outcome, || first_of(sets));
            }
        }
        witnesses
    }

    /// Keeps a completion, unless there are enough of its winner.
    pub(super) fn keep(&mut self, outcome: ArchitectureId, sets: impl FnOnce() -> OptionSets) {
        if self.found[outcome].len() < KEPT {
            self.found[outcome].push(sets());
        }
    }

    /// Returns the first that was found of an outcome; `None` is nobody.
    pub(super) fn first(&self, winner: Option<ArchitectureId>) -> Option<&OptionSets> {
        self.found[winner.unwrap_or(self.nobody)].first()
    }

    /// Returns the first that still has its outcome once it is brought into other sets.
    pub(super) fn moved_into(
        &self,
        problem: &Problem<'_>,
        winner: Option<ArchitectureId>,
    ) -> Option<OptionSets> {
        let moved = self.found[winner.unwrap_or(self.nobody)].iter().map(|sets| moved(sets, &problem.sets));
        moved.into_iter().find(|sets| Evaluation::of(&problem.with_sets(sets.clone())).leader() == winner)
    }

    /// Returns whether one of them shows that an architecture wins some completion of a problem, which is the
    /// one that they were found for after some changes.
    pub(super) fn show(
        &self,
        problem: &Problem<'_>,
        architecture: ArchitectureId,
        changes: &[Change],
    ) -> bool {
        let shows = |sets: &OptionSets| {
            let completed = problem.with_sets(sets.clone()).with_changes(changes);
            Evaluation::of(&completed).leader() == Some(architecture)
        };
        self.found[architecture].iter().any(shows)
    }
}

/// Returns the completion of the first options.
pub(super) fn first_of(sets: &OptionSets) -> OptionSets {
    sets.iter().map(|set| set.first().map_or(*set, OptionSet::only)).collect()
}

/// Returns a completion with the first option of those sets in which its own does not lie.
fn moved(completion: &OptionSets, into: &OptionSets) -> OptionSets {
    let option = |(own, set): (&OptionSet, &OptionSet)| match own.is_subset(*set) {
        true => *own,
        false => set.first().map_or(*set, OptionSet::only),
    };
    completion.iter().zip(into).map(option).collect()
}
