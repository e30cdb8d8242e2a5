//! Whether two values of a variable lead to different winners in some completion of the others, exactly.

use super::branch_and_bound::{BranchAndBound, SearchResult, Step, search};
use super::budget::Budget;
use super::indices::{ClauseIndex, VariableIndex};
use super::residual::Residual;
use super::state::State;
use super::weights::{VETO_WEIGHT, VariableWeights};
use crate::rulebook::ArchitectureSet;

/// Returns whether a variable decides between two winners; `None` if the budget ran out first.
pub(in crate::engine) fn decides(
    residual: &Residual<'_>,
    variable: VariableIndex,
    budget: &Budget,
) -> Option<bool> {
    let mut decides = Decides { residual, variable, weights: VariableWeights::new(residual) };
    match search(&mut decides, &mut State::new(residual), budget) {
        SearchResult::Found(()) => Some(true),
        SearchResult::Absent => Some(false),
        SearchResult::NotProven => None,
    }
}

struct Decides<'r> {
    residual: &'r Residual<'r>,
    variable: VariableIndex,
    weights: VariableWeights,
}

impl Decides<'_> {
    /// Returns whether the variable decides an undecided clause that tells the contenders apart.
    fn can_decide(&self, state: &State<'_>, contenders: ArchitectureSet) -> bool {
        self.residual.clauses_of(self.variable).any(|clause| {
            telling(self.residual, clause, contenders) > 0
                && state.is_undecided(clause)
                && state.live_variables(clause).any(|variable| variable == self.variable)
        })
    }

    /// Returns whether the values of the variable have different winners where nothing else is undecided.
    fn tells_winners_apart(&self, state: &mut State<'_>) -> bool {
        let mut values = state.distinct_values(self.variable);
        let mut winner = |value| state.with(self.variable, value, |state| state.winner());
        let first = values.next().map(&mut winner);
        values.any(|value| Some(winner(value)) != first)
    }
}

impl<'r> BranchAndBound<'r> for Decides<'r> {
    type Found = ();
    type Context = ();

    fn step(&mut self, state: &mut State<'r>) -> Step<(), ()> {
        let contenders = state.contenders();
        if state.winner_among(contenders).is_some() || !self.can_decide(state, contenders) {
            return Step::Prune;
        }
        let weight = |clause| (clause, telling(self.residual, clause, contenders));
        self.weights.weigh(state, state.undecided().map(weight));
        let others = self.residual.variables.keys().filter(|&variable| variable != self.variable);
        match self.weights.heaviest(others) {
            Some(other) => Step::Branch(other, ()),
            None if self.tells_winners_apart(state) => Step::Done(()),
            None => Step::Prune,
        }
    }

    /// Visits first where the second contender is nearest to the first, both halfway between their bounds:
    /// one clause more or less is likeliest to change the winner there.
    fn priority(&self, state: &State<'r>, (): &()) -> i32 {
        let zero = self.residual.zero();
        let net = |a| state.lower_bound(a, zero) + state.upper_bound(a, zero);
        let mut nets: Vec<i32> = state.contenders().iter().map(net).collect();
        nets.sort_unstable();
        match nets.as_slice() {
            [.., second, first] => first - second,
            _ => i32::MAX,
        }
    }
}

/// Returns what a clause decides between some architectures: the widest lead that it gives, or a veto.
pub(in crate::engine) fn telling(
    residual: &Residual<'_>,
    clause: ClauseIndex,
    contenders: ArchitectureSet,
) -> i32 {
    if residual.clauses[clause].rules_out.intersects(contenders) {
        return VETO_WEIGHT;
    }
    let nets = residual.nets(clause);
    let most = contenders.iter().map(|a| nets[a]).max();
    let least = contenders.iter().map(|a| nets[a]).min();
    most.zip(least).map_or(0, |(most, least)| most - least)
}
