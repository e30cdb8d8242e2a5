//! What a way to settle disputes comes to: the architecture that the verdict would name, and the side that
//! would lead on each axis.
//!
//! By the rules that hold, [`State`] says who leads, on the whole or below a point of a search. The verdict
//! names the first that can still win, though: where more is open than what is disputed, that is looked for
//! as well. What once let an architecture win is kept, since it mostly does so in other ways, too.

use typed_index_collections::{TiSlice, TiVec, ti_vec};

use crate::engine::completions::find_winner;
use crate::engine::problem::{Effort, Problem};
use crate::engine::search::branch_and_bound::SearchResult;
use crate::engine::search::state::State;
use crate::engine::weight_range::{WeightRange, surely_wins};
use crate::options::OptionSet;
use crate::rulebook::{ArchitectureId, ArchitectureSet, Axis, OptionSets, Side, VariableId};

/// What the verdict would name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Outcome {
    /// Who leads; `None` if every candidate is ruled out.
    pub leader: Option<ArchitectureId>,
    /// For each axis of the rulebook the side that leads; `None` if every candidate of both is ruled out.
    pub sides: Vec<Option<Side>>,
}

/// So many ways to let one architecture win are kept.
const KEPT: usize = 4;

/// Says what a point of a search comes to.
pub(super) struct Oracle<'r> {
    pub problem: &'r Problem<'r>,
    disputed: &'r TiSlice<VariableId, bool>,
    /// Whether more is open than what is disputed.
    pub more_is_open: bool,
    /// The candidates of the whole, then those of each axis on which not all of them stand.
    contests: Vec<ArchitectureSet>,
    /// For each axis its place among the contests.
    contest_of_axis: Vec<usize>,
    /// For each contest and architecture what the rest may be so that it wins.
    witnesses: Vec<TiVec<ArchitectureId, Vec<OptionSets>>>,
    weights: WeightRange,
    /// What the verdict is given.
    effort: &'r Effort,
}

impl<'r> Oracle<'r> {
    pub(super) fn new(
        problem: &'r Problem<'r>,
        disputed: &'r TiSlice<VariableId, bool>,
        effort: &'r Effort,
    ) -> Self {
        let rulebook = problem.rulebook;
        let placed = |axis: &Axis| problem.among.intersection(axis.high.union(axis.low));
        let mut contests = vec![problem.among];
        let mut contest_of_axis = Vec::new();
        for among in rulebook.axes.iter().map(placed) {
            let known = contests.iter().position(|contest| *contest == among);
            contest_of_axis.push(known.unwrap_or(contests.len()));
            if known.is_none() {
                contests.push(among);
            }
        }
        let is_open = |(set, disputed): (&OptionSet, &bool)| !disputed && set.single().is_none();
        Self {
            problem,
            disputed,
            more_is_open: problem.sets.iter().zip(disputed).any(is_open),
            witnesses: vec![ti_vec![Vec::new(); rulebook.architectures.len()]; contests.len()],
            contests,
            contest_of_axis,
            weights: WeightRange::of(problem),
            effort,
        }
    }

    /// Returns what every way below a point comes to, if that is one and the same and can be told.
    pub(super) fn outcome(&mut self, state: &State<'_>) -> Option<Outcome> {
        let is_whole = state.values().iter().all(Option::is_some);
        let mut leaders = Vec::with_capacity(self.contests.len());
        for contest in 0..self.contests.len() {
            leaders.push(if is_whole { self.named(state, contest) } else { self.constant(state, contest)? });
        }
        let axes = self.problem.rulebook.axes.iter().zip(&self.contest_of_axis);
        let side = |(axis, contest): (&Axis, &usize)| axis.side_of(leaders[*contest]?);
        Some(Outcome { leader: leaders[0], sides: axes.map(side).collect() })
    }

    /// Returns whom the verdict names where everything is settled: the first of those that can win.
    fn named(&mut self, state: &State<'_>, contest: usize) -> Option<ArchitectureId> {
        let mut standing = state.standing();
        standing.candidates = standing.candidates.intersection(self.contests[contest]);
        standing.first_that(|first| {
            !self.more_is_open
                || self.is_witnessed(state, contest, first)
                || self.can_win(state, contest, first)
        })
    }

    /// Returns whom it names in every way below a point, if bounds are enough to say so.
    fn constant(&mut self, state: &State<'_>, contest: usize) -> Option<Option<ArchitectureId>> {
        let leader = state.winner_among(state.contenders_among(self.contests[contest]))?;
        let Some(first) = leader.filter(|_| self.more_is_open) else { return Some(leader) };
        let can = self.is_witnessed(state, contest, first)
            || self.witnesses[contest][first].len() < KEPT
                && self.can_win(state, contest, first)
                && self.is_witnessed(state, contest, first);
        can.then_some(leader)
    }

    /// Returns whether something that is kept lets an architecture win, whatever below the point comes about.
    fn is_witnessed(&self, state: &State<'_>, contest: usize, first: ArchitectureId) -> bool {
        let among = self.contests[contest];
        self.witnesses[contest][first].iter().any(|witness| {
            let of_both = state.sets.iter().zip(witness).zip(self.disputed);
            let sets = of_both.map(|((settled, rest), disputed)| if *disputed { *settled } else { *rest });
            surely_wins(self.problem, &sets.collect(), &self.weights, among, first)
        })
    }

    /// Returns whether an architecture wins in some completion of what is open at a point, or that is not
    /// excluded; keeps the completion.
    fn can_win(&mut self, state: &State<'_>, contest: usize, first: ArchitectureId) -> bool {
        let among = self.contests[contest];
        let problem = Problem { among, ..self.problem.with_sets(state.sets.clone()) };
        match find_winner(&problem, first, self.effort) {
            SearchResult::Found(sets) => {
                let kept = &mut self.witnesses[contest][first];
                // The newest is the likeliest to help at the next point.
                kept.insert(0, sets);
                kept.truncate(KEPT);
                true
            }
            SearchResult::Absent => false,
            SearchResult::NotProven => true,
        }
    }
}
