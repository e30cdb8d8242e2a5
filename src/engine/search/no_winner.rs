//! Whether every candidate is ruled out in some completion, exactly.

use super::branch_and_bound::{BranchAndBound, SearchResult, Step, search};
use super::budget::Budget;
use super::indices::ClauseIndex;
use super::residual::Residual;
use super::state::State;
use super::weights::VariableWeights;
use crate::options::Truth;
use crate::rulebook::{ArchitectureSet, OptionSets};

/// Finds sets of options with which every candidate is ruled out in every completion.
pub(in crate::engine) fn find_no_winner(
    residual: &Residual<'_>,
    budget: &Budget,
) -> SearchResult<OptionSets> {
    let mut no_winner = NoWinner { residual, weights: VariableWeights::new(residual) };
    search(&mut no_winner, &mut State::new(residual), budget)
}

struct NoWinner<'r> {
    residual: &'r Residual<'r>,
    weights: VariableWeights,
}

impl<'r> BranchAndBound<'r> for NoWinner<'r> {
    type Found = OptionSets;
    /// The candidates that are not ruled out.
    type Context = ArchitectureSet;

    fn step(&mut self, state: &mut State<'r>) -> Step<OptionSets, ArchitectureSet> {
        let among = self.residual.problem.among;
        let standing: ArchitectureSet =
            among.iter().filter(|&a| state.ruled_out(a) != Truth::Holds).collect();
        if standing.is_empty() {
            return Step::Done(state.sets.clone());
        }
        if standing.iter().any(|a| state.ruled_out(a) == Truth::Fails) {
            return Step::Prune;
        }
        let vetoes =
            |clause: ClauseIndex| self.residual.clauses[clause].rules_out.intersection(standing).len() as i32;
        self.weights.weigh(state, state.undecided().map(|clause| (clause, vetoes(clause))));
        // A veto that threatens a candidate is undecided, so there is a variable.
        self.weights.heaviest_of_all().map_or(Step::Prune, |variable| Step::Branch(variable, standing))
    }

    /// Visits first where most are ruled out.
    fn priority(&self, state: &State<'r>, standing: &ArchitectureSet) -> i32 {
        -(standing.iter().filter(|&a| state.ruled_out(a) == Truth::Holds).count() as i32)
    }
}
