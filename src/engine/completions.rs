//! All completions of a problem: who wins some of them, which is searched, and how many, which is counted.

use std::cell::OnceCell;

use typed_index_collections::{TiVec, ti_vec};

use super::findings::Findings;
use super::plausibility::OptionWeights;
use super::problem::{Effort, Problem};
use super::sampler::Sampler;
use super::search::branch_and_bound::SearchResult;
use super::search::budget::Budget;
use super::search::can_win::{find_win, find_win_soon};
use super::search::no_winner::find_no_winner;
use super::search::residual::Residual;
use super::tally::Tally;
use super::win_shares::tally;
use super::witnesses::{Witnesses, first_of};
use crate::rulebook::{ArchitectureId, ArchitectureSet, Axis, OptionSets};

/// Sets of options with which an outcome comes about in every completion.
pub(super) type Win = SearchResult<OptionSets>;

/// So many random completions are looked at before anything is searched for: most of who can win does so in
/// one of them.
const PROBES: u32 = 64;

/// Up to so many combinations of values all are counted at once.
const FEW: u64 = 1_000;

/// So many random completions are looked at before all are counted, or more are drawn.
const DRAWN: u32 = 256;
/// So many standard errors a share must be from a limit to be beyond it without doubt: by chance one in two
/// million is.
const NO_DOUBT: f64 = 5.0;

/// Who wins in some completion, as far as the searches came, and how often each wins.
pub(super) struct Completions<'r> {
    pub residual: &'r Residual<'r>,
    pub effort: &'r Effort,
    pub budget: &'r Budget,
    /// For each candidate.
    pub wins: Vec<(ArchitectureId, Win)>,
    /// Where every candidate is ruled out.
    pub nobody: Win,
    /// Whether the completions are so few that to count them all takes less than to draw some.
    are_few: bool,
    witnesses: OnceCell<Witnesses>,
    tally: OnceCell<Tally>,
    few: OnceCell<TiVec<ArchitectureId, u32>>,
}

impl<'r> Completions<'r> {
    pub(super) fn of(residual: &'r Residual<'r>, effort: &'r Effort, budget: &'r Budget) -> Self {
        Self::given(residual, effort, budget, None)
    }

    /// Finds the same with the help of what is known of a problem with other answers.
    pub(super) fn given(
        residual: &'r Residual<'r>,
        effort: &'r Effort,
        budget: &'r Budget,
        known: Option<&Findings>,
    ) -> Self {
        let mut completions = Self::unsearched(residual, effort, budget);
        completions.wins =
            residual.problem.among.iter().map(|a| (a, completions.find(Some(a), known))).collect();
        completions.nobody = completions.find(None, known);
        completions
    }

    fn unsearched(residual: &'r Residual<'r>, effort: &'r Effort, budget: &'r Budget) -> Self {
        let is_allowed = effort.enumerate >= FEW && effort.nodes > 0;
        let values = residual.values.iter().map(|values| values.len() as u64);
        Self {
            residual,
            effort,
            budget,
            wins: Vec::new(),
            nobody: SearchResult::NotProven,
            are_few: is_allowed && values.fold(1, u64::saturating_mul) <= FEW,
            witnesses: OnceCell::new(),
            tally: OnceCell::new(),
            few: OnceCell::new(),
        }
    }

    /// Returns a few completions by who wins them: of all if they are few, else of some that are drawn when
    /// this is first called.
    pub(super) fn witnesses(&self) -> &Witnesses {
        self.witnesses.get_or_init(|| match self.are_few {
            true => Witnesses::of(self.residual, self.tally()),
            false => probe(self.residual, self.effort, self.budget),
        })
    }

    /// Returns what is of use for other problems.
    pub(super) fn findings(&self) -> Findings {
        let mut witnesses = self.witnesses().clone();
        let nobody = (self.residual.zero(), &self.nobody);
        for (outcome, win) in self.wins.iter().map(|(a, win)| (*a, win)).chain([nobody]) {
            if let SearchResult::Found(sets) = win {
                witnesses.keep(outcome, || first_of(sets));
            }
        }
        Findings {
            sets: self.problem().sets.clone(),
            witnesses,
            never: self.problem().among.difference(self.possible()),
            never_nobody: self.nobody == SearchResult::Absent,
        }
    }

    /// Finds completions with an outcome: by what is known, among a few, by a short search, among all that
    /// are counted, and at last by a long search.
    fn find(&self, winner: Option<ArchitectureId>, known: Option<&Findings>) -> Win {
        let proven = known.map_or(SearchResult::NotProven, |known| known.prove(self.problem(), winner));
        if proven != SearchResult::NotProven {
            return proven;
        }
        if let Some(sets) = self.witnesses().first(winner) {
            return SearchResult::Found(sets.clone());
        }
        if self.are_few && self.tally().exact {
            return SearchResult::Absent;
        }
        let most = Budget::of(self.problem(), self.effort).left() / PARTS;
        let soon = self.budget.at_most(most, |part| match winner {
            Some(winner) => find_win_soon(self.residual, winner, part),
            None => find_no_winner(self.residual, part),
        });
        if soon != SearchResult::NotProven || self.budget.left() == 0 {
            return soon;
        }
        // A change is not worth counting all completions for this alone.
        let counted = known.is_none().then(|| self.tally());
        match (counted.and_then(|tally| tally.example(winner)), winner) {
            (Some(sets), _) => SearchResult::Found(sets.clone()),
            (None, _) if counted.is_some_and(|tally| tally.exact) => SearchResult::Absent,
            (None, Some(winner)) => self.budget.at_most(most, |part| find_win(self.residual, winner, part)),
            (None, None) => SearchResult::NotProven,
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

    /// Returns whether one of some architectures wins at least a share of the plausible completions, if a few
    /// random ones leave no doubt; `None` if they do.
    pub(super) fn reaches_for_sure(&self, side: ArchitectureSet, share: f64) -> Option<bool> {
        if self.are_few || self.effort.completions < DRAWN {
            return None;
        }
        let wins = self.few.get_or_init(|| self.draw_few());
        let found = side.iter().map(|a| f64::from(wins[a])).sum::<f64>() / f64::from(DRAWN);
        let error = (share * (1.0 - share) / f64::from(DRAWN)).sqrt();
        ((found - share).abs() > NO_DOUBT * error).then_some(found > share)
    }

    /// Returns how many of a few random completions each architecture wins.
    fn draw_few(&self) -> TiVec<ArchitectureId, u32> {
        let weights = OptionWeights::of(self.residual);
        let mut sampler = Sampler::new(self.residual, &weights, self.effort.seed);
        let mut wins = ti_vec![0; self.residual.sides];
        (0..DRAWN).for_each(|_| wins[sampler.draw()] += 1);
        wins
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
        work(&Completions::of(&Residual::of(&problem), self.effort, self.budget))
    }
}

/// Each search for a win may cost as much as the whole budget, divided by this, whatever was searched for
/// before: so it comes to the same for one architecture as for all.
const PARTS: u64 = 16;

/// Finds sets of options with which an architecture is first, as the verdict does.
pub(super) fn find_winner(problem: &Problem<'_>, winner: ArchitectureId, effort: &Effort) -> Win {
    let (residual, budget) = (Residual::of(problem), Budget::of(problem, effort));
    Completions::unsearched(&residual, effort, &budget).find(Some(winner), None)
}

fn probe(residual: &Residual<'_>, effort: &Effort, budget: &Budget) -> Witnesses {
    let mut witnesses = Witnesses::none(residual);
    let mut sampler = Sampler::new(residual, &OptionWeights::of(residual), effort.seed);
    // Who asks for fewer wants none.
    let probes = if effort.completions < PROBES { 0 } else { PROBES };
    for _ in 0..probes {
        if !budget.pay(sampler.cost()) {
            break;
        }
        let outcome = sampler.draw();
        witnesses.keep(outcome, || sampler.sets());
    }
    witnesses
}

fn found(win: &Win) -> Option<bool> {
    match win {
        SearchResult::Found(_) => Some(true),
        SearchResult::Absent => Some(false),
        SearchResult::NotProven => None,
    }
}
