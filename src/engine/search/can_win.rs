//! Whether an architecture wins in some completion, exactly: a search that keeps the completion it finds.

use super::branch_and_bound::{BranchAndBound, SearchResult, Step, search};
use super::budget::{Budget, node_cost};
use super::hill_climb::climb;
use super::indices::{ClauseIndex, VariableIndex};
use super::lead_bound::{LeadBound, Term};
use super::residual::Residual;
use super::state::State;
use super::weights::{VETO_WEIGHT, VariableWeights};
use crate::engine::problem::Problem;
use crate::options::Truth;
use crate::rulebook::{ArchitectureId, ArchitectureSet, OptionSets};

/// The nodes of a search before hill climbing is tried, which costs about as much. Most searches need fewer,
/// and most that need more are for a completion that exists.
const SHORT: u64 = 60;
/// What laying out a problem costs, in nodes that look at every clause.
const LAYING_OUT: u64 = 4;

/// Returns whether an architecture wins in some completion; `None` if the nodes ran out first.
pub fn can_win(problem: &Problem<'_>, architecture: ArchitectureId, nodes: u64) -> Option<bool> {
    let residual = Residual::of(problem);
    match find_win(&residual, architecture, &Budget::nodes(nodes, residual.node_cost())) {
        SearchResult::Found(_) => Some(true),
        SearchResult::Absent => Some(false),
        SearchResult::NotProven => None,
    }
}

/// Finds sets of options with which `architecture` is first in every completion; a tie goes to the lower
/// index.
pub(in crate::engine) fn find_win(
    residual: &Residual<'_>,
    architecture: ArchitectureId,
    budget: &Budget,
) -> SearchResult<OptionSets> {
    match find_win_soon(residual, architecture, budget) {
        SearchResult::NotProven => match climb(residual, architecture, budget) {
            Some(values) => SearchResult::Found(residual.completion(&values)),
            None => search_win(residual, architecture, budget),
        },
        result => result,
    }
}

/// Returns what [`find_win`] does, of a problem that is yet to be laid out, which the budget pays for as
/// well.
pub(in crate::engine) fn find_win_by(
    problem: &Problem<'_>,
    architecture: ArchitectureId,
    budget: &Budget,
) -> SearchResult<OptionSets> {
    // Each box is looked at a few times.
    if !budget.pay(LAYING_OUT * node_cost(problem.rulebook.clauses.len())) {
        return SearchResult::NotProven;
    }
    find_win(&Residual::of(problem), architecture, budget)
}

/// Returns what [`find_win`] does, as far as a short search comes.
pub(in crate::engine) fn find_win_soon(
    residual: &Residual<'_>,
    architecture: ArchitectureId,
    budget: &Budget,
) -> SearchResult<OptionSets> {
    budget.at_most(SHORT * residual.node_cost(), |few| search_win(residual, architecture, few))
}

fn search_win(
    residual: &Residual<'_>,
    architecture: ArchitectureId,
    budget: &Budget,
) -> SearchResult<OptionSets> {
    search(&mut Win::new(residual, architecture), &mut State::new(residual), budget)
}

/// Looks for a completion in which an architecture is first.
struct Win<'r> {
    residual: &'r Residual<'r>,
    first: ArchitectureId,
    weights: VariableWeights,
    lead_bound: LeadBound,
    /// Kept to save its allocation.
    terms: Vec<Term>,
}

impl<'r> Win<'r> {
    fn new(residual: &'r Residual<'r>, first: ArchitectureId) -> Self {
        Self {
            residual,
            first,
            weights: VariableWeights::new(residual),
            lead_bound: LeadBound::new(residual),
            terms: Vec::new(),
        }
    }

    /// The lead over a rival that is enough: a tie goes to the lower index.
    fn needed(&self, rival: ArchitectureId) -> i32 {
        i32::from(rival < self.first)
    }

    /// Returns the rivals that are not beaten for sure, and the architecture itself while a veto threatens
    /// it;
    /// `None` if it is ruled out, or a rival that no veto threatens is ahead for sure.
    fn contested(&self, state: &State<'_>) -> Option<ArchitectureSet> {
        let mut contested = match state.ruled_out(self.first) {
            Truth::Holds => return None,
            Truth::Open => ArchitectureSet::only(self.first),
            Truth::Fails => ArchitectureSet::EMPTY,
        };
        for rival in self.residual.problem.among.iter().filter(|&rival| rival != self.first) {
            let ruled_out = state.ruled_out(rival);
            if ruled_out == Truth::Holds || state.lower_bound(self.first, rival) >= self.needed(rival) {
                continue;
            }
            if ruled_out == Truth::Fails && state.upper_bound(self.first, rival) < self.needed(rival) {
                return None;
            }
            contested = contested.union(ArchitectureSet::only(rival));
        }
        Some(contested)
    }

    /// Returns whether one of the rivals that no veto threatens is ahead by the tighter bound on its own
    /// lead.
    fn is_beaten(&mut self, state: &State<'_>, contested: ArchitectureSet) -> bool {
        let mut rivals = contested.difference(ArchitectureSet::only(self.first)).iter();
        rivals.any(|rival| state.ruled_out(rival) == Truth::Fails && self.is_beaten_by(state, rival))
    }

    fn is_beaten_by(&mut self, state: &State<'_>, rival: ArchitectureId) -> bool {
        let term = |clause| Term { clause, lead: self.residual.lead(clause, rival, self.first) };
        self.terms.clear();
        self.terms.extend(state.undecided().map(term).filter(|term| term.lead != 0));
        let lead = state.lower_bound(rival, self.first) + self.lead_bound.tighten(state, &self.terms).by;
        -lead < self.needed(rival)
    }

    /// Returns the variable on which most depends between the contested architectures and the first.
    fn heaviest_variable(&mut self, state: &State<'_>, contested: ArchitectureSet) -> Option<VariableIndex> {
        let (residual, first) = (self.residual, self.first);
        let weight = |clause: ClauseIndex| {
            let vetoes = residual.clauses[clause].rules_out.intersection(contested).len() as i32;
            let leads = contested.iter().map(|a| residual.lead(clause, first, a).abs());
            leads.sum::<i32>() + VETO_WEIGHT * vetoes
        };
        self.weights.weigh(state, state.undecided().map(|clause| (clause, weight(clause))));
        self.weights.heaviest_of_all()
    }
}

impl<'r> BranchAndBound<'r> for Win<'r> {
    type Found = OptionSets;
    /// The contested architectures.
    type Context = ArchitectureSet;

    fn step(&mut self, state: &mut State<'r>) -> Step<OptionSets, ArchitectureSet> {
        let Some(contested) = self.contested(state) else { return Step::Prune };
        if contested.is_empty() {
            return Step::Done(state.sets.clone());
        }
        if self.is_beaten(state, contested) {
            return Step::Prune;
        }
        // What is contested hangs on some undecided clause, so there is a variable.
        self.heaviest_variable(state, contested)
            .map_or(Step::Prune, |variable| Step::Branch(variable, contested))
    }

    /// Visits first where the narrowest lead, halfway between its bounds, is widest.
    fn priority(&self, state: &State<'r>, contested: &ArchitectureSet) -> i32 {
        let rivals = contested.difference(ArchitectureSet::only(self.first)).iter();
        let lead = |rival| state.lower_bound(self.first, rival) + state.upper_bound(self.first, rival);
        -rivals.map(lead).min().unwrap_or(0)
    }
}
