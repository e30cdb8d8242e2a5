//! All completions of a problem: who wins some of them, which is searched, and how many, which is counted.

use std::cell::OnceCell;

use super::problem::{Effort, Problem};
use super::search::branch_and_bound::SearchResult;
use super::search::can_win::find_win;
use super::search::no_winner::find_no_winner;
use super::search::residual::Residual;
use super::tally::Tally;
use super::win_shares::tally;
use crate::rulebook::{ArchitectureId, ArchitectureSet, Axis, OptionSets};

/// Sets of options with which an outcome comes about in every completion.
pub(super) type Win = SearchResult<OptionSets>;

/// Who wins in some completion, as far as the searches came, and how often each wins.
pub(super) struct Completions<'r> {
    pub residual: &'r Residual<'r>,
    pub effort: &'r Effort,
    /// For each candidate.
    pub wins: Vec<(ArchitectureId, Win)>,
    /// Where every candidate is ruled out.
    pub nobody: Win,
    tally: OnceCell<Tally>,
}

impl<'r> Completions<'r> {
    pub(super) fn of(residual: &'r Residual<'r>, effort: &'r Effort) -> Self {
        let win = |a| (a, find_win(residual, a, effort.nodes));
        Self {
            residual,
            effort,
            wins: residual.problem.among.iter().map(win).collect(),
            nobody: find_no_winner(residual, effort.nodes),
            tally: OnceCell::new(),
        }
    }

    pub(super) fn problem(&self) -> &'r Problem<'r> {
        self.residual.problem
    }

    /// Returns the candidates that were not proven to win nowhere.
    pub(super) fn possible(&self) -> ArchitectureSet {
        self.wins.iter().filter(|(_, win)| *win != SearchResult::Absent).map(|(a, _)| *a).collect()
    }

    /// Returns whether one and the same of some sides wins every completion, or nobody does; `None` if that
    /// is not proven.
    pub(super) fn settled(&self, sides: impl Iterator<Item = ArchitectureSet>) -> Option<bool> {
        let mut outcomes: Vec<Option<bool>> = sides.map(|side| self.comes_about(side)).collect();
        outcomes.push(found(&self.nobody));
        match outcomes.iter().filter(|outcome| **outcome == Some(true)).count() {
            2.. => Some(false),
            _ if outcomes.contains(&None) => None,
            _ => Some(true),
        }
    }

    /// Returns whether one of some architectures wins some completion; `None` if that is not proven.
    fn comes_about(&self, side: ArchitectureSet) -> Option<bool> {
        let of_side = self.wins.iter().filter(|(a, _)| side.contains(*a));
        let found: Vec<Option<bool>> = of_side.map(|(_, win)| found(win)).collect();
        if found.contains(&Some(true)) {
            return Some(true);
        }
        if found.contains(&None) { None } else { Some(false) }
    }

    /// Returns who wins how many completions. They are counted when this is first called.
    pub(super) fn tally(&self) -> &Tally {
        self.tally.get_or_init(|| tally(self.residual, self.effort))
    }

    /// Calls `work` with the completions among the architectures of an axis: these, unless some candidate
    /// stands on neither of its sides.
    pub(super) fn on_axis<T>(&self, axis: &Axis, work: impl FnOnce(&Completions<'_>) -> T) -> T {
        let problem = self.problem();
        let among = problem.among.intersection(axis.high.union(axis.low));
        if among == problem.among {
            return work(self);
        }
        let problem = Problem { among, ..problem.clone() };
        work(&Completions::of(&Residual::of(&problem), self.effort))
    }
}

fn found(win: &Win) -> Option<bool> {
    match win {
        SearchResult::Found(_) => Some(true),
        SearchResult::Absent => Some(false),
        SearchResult::NotProven => None,
    }
}
