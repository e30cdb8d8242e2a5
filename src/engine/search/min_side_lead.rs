//! The minimum of the lead of the best of some architectures over a rival, exact while the budget lasts.

use std::convert::Infallible;

use super::branch_and_bound::{BranchAndBound, Step, search};
use super::budget::Budget;
use super::indices::ClauseIndex;
use super::lead_bound::{LeadBound, Term};
use super::min_lead::Minimum;
use super::residual::Residual;
use super::state::State;
use super::weights::{VETO_WEIGHT, VariableWeights};
use crate::options::Truth;
use crate::rulebook::{ArchitectureId, ArchitectureSet};

/// Returns the smallest lead of the best of a side over a rival, over the completions in which no veto rules
/// the rival out; `None` if there is none. In each of these completions one of the side must stand.
pub(in crate::engine) fn min_side_lead(
    residual: &Residual<'_>,
    side: ArchitectureSet,
    rival: ArchitectureId,
    budget: &Budget,
) -> Option<Minimum> {
    let mut minimum = MinSideLead {
        residual,
        side,
        rival,
        best: None,
        unexplored: None,
        weights: VariableWeights::new(residual),
        lead_bound: LeadBound::new(residual),
    };
    search(&mut minimum, &mut State::new(residual), budget);
    Minimum::of(minimum.best, minimum.unexplored)
}

struct MinSideLead<'r> {
    residual: &'r Residual<'r>,
    side: ArchitectureSet,
    rival: ArchitectureId,
    /// The least lead of the completions that were visited.
    best: Option<i32>,
    /// The least bound of the points that were left when the budget ran out.
    unexplored: Option<i32>,
    weights: VariableWeights,
    lead_bound: LeadBound,
}

impl MinSideLead<'_> {
    /// Returns the one of the side with the best bound among those that no veto threatens.
    fn safest(&self, state: &State<'_>) -> Option<ArchitectureId> {
        let safe = self.side.iter().filter(|&a| state.ruled_out(a) == Truth::Fails);
        safe.max_by_key(|&a| (state.lower_bound(a, self.rival), std::cmp::Reverse(a)))
    }

    /// Returns a bound under which the lead of the best does not fall. If a veto threatens each of the side,
    /// one of them stands all the same, but it may be the worst.
    fn bound(&self, state: &State<'_>) -> i32 {
        let lead = |a| state.lower_bound(a, self.rival);
        let threatened = || self.side.iter().filter(|&a| state.ruled_out(a) == Truth::Open);
        self.safest(state).map(lead).or_else(|| threatened().map(lead).min()).unwrap_or(i32::MIN)
    }

    /// Returns the same, tightened by what the values of single variables exclude.
    fn tightened(&mut self, state: &State<'_>, loose: i32) -> i32 {
        let Some(safest) = self.safest(state) else { return loose };
        let term = |clause| Term { clause, lead: self.residual.lead(clause, safest, self.rival) };
        let terms: Vec<Term> = state.undecided().map(term).filter(|term| term.lead != 0).collect();
        loose + self.lead_bound.tighten(state, &terms).by
    }

    /// Returns what hangs on a clause: leads over the rival, and who stands.
    fn weight(&self, state: &State<'_>, clause: ClauseIndex) -> i32 {
        let contested = self.side.union(ArchitectureSet::only(self.rival));
        let vetoes = self.residual.clauses[clause].rules_out.intersection(contested);
        let standing = self.side.iter().filter(|&a| state.ruled_out(a) != Truth::Holds);
        let leads = standing.map(|a| self.residual.lead(clause, a, self.rival).abs());
        leads.sum::<i32>() + VETO_WEIGHT * vetoes.len() as i32
    }
}

impl<'r> BranchAndBound<'r> for MinSideLead<'r> {
    type Found = Infallible;
    /// A bound on the lead below the point.
    type Context = i32;

    fn step(&mut self, state: &mut State<'r>) -> Step<Infallible, i32> {
        if state.ruled_out(self.rival) == Truth::Holds {
            return Step::Prune;
        }
        let loose = self.bound(state);
        if self.is_futile(loose) {
            return Step::Prune;
        }
        let bound = self.tightened(state, loose);
        if self.is_futile(bound) {
            return Step::Prune;
        }
        let weighed: Vec<_> = state.undecided().map(|clause| (clause, self.weight(state, clause))).collect();
        self.weights.weigh(state, weighed.into_iter());
        match self.weights.heaviest_of_all() {
            Some(variable) => Step::Branch(variable, bound),
            None => {
                // Nothing undecided changes a lead or who stands, so the bound is the lead of the best.
                self.best = Some(bound);
                Step::Prune
            }
        }
    }

    fn priority(&self, state: &State<'r>, _: &i32) -> i32 {
        self.bound(state)
    }

    fn is_futile(&self, bound: i32) -> bool {
        self.best.is_some_and(|best| bound >= best)
    }

    fn leave_unexplored(&mut self, bound: i32) {
        self.unexplored = Some(self.unexplored.map_or(bound, |least| least.min(bound)));
    }
}
