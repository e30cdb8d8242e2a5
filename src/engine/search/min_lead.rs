//! The minimum of a lead over completions: exact while the budget lasts, else a bound.

use std::convert::Infallible;

use typed_index_collections::{TiVec, ti_vec};

use super::branch_and_bound::{BranchAndBound, Step, search};
use super::budget::Budget;
use super::indices::{ClauseIndex, ValueIndex, VariableIndex};
use super::lead_bound::{LeadBound, Term, add_rises};
use super::residual::Residual;
use super::state::State;
use crate::options::Truth;
use crate::rulebook::ArchitectureId;

/// The least value of a lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::engine) struct Minimum {
    /// The minimum if exact, else a bound that it does not fall below.
    pub value: i32,
    pub exact: bool,
}

impl Minimum {
    /// Returns what a search came to, given the least value that it visited and the least bound of what it
    /// left unexplored; `None` if there was nothing to visit.
    pub(super) fn of(best: Option<i32>, unexplored: Option<i32>) -> Option<Self> {
        match (best, unexplored) {
            (None, None) => None,
            (Some(value), None) => Some(Self { value, exact: true }),
            (best, Some(bound)) => {
                let found = best.unwrap_or(i32::MAX);
                Some(Self { value: found.min(bound), exact: found <= bound })
            }
        }
    }
}

/// Returns the smallest lead of one side over another, or a bound if the budget runs out.
pub(in crate::engine) fn min_lead(
    residual: &Residual<'_>,
    first: ArchitectureId,
    second: ArchitectureId,
    budget: &Budget,
) -> Minimum {
    // There always is a completion.
    MinLead::new(residual, first, second, None).run(budget).unwrap_or(Minimum { value: 0, exact: false })
}

/// Returns the smallest lead of one architecture over another, over the completions in which no veto rules
/// the other out; `None` if there is none.
pub(in crate::engine) fn min_lead_while_standing(
    residual: &Residual<'_>,
    first: ArchitectureId,
    second: ArchitectureId,
    budget: &Budget,
) -> Option<Minimum> {
    MinLead::new(residual, first, second, Some(second)).run(budget)
}

struct MinLead<'r> {
    residual: &'r Residual<'r>,
    first: ArchitectureId,
    second: ArchitectureId,
    /// The clauses that change the lead.
    terms: Vec<Term>,
    /// Those of them that are undecided at the point; kept to save the allocation.
    undecided: Vec<Term>,
    /// Completions in which a veto rules this one out do not count.
    must_stand: Option<ArchitectureId>,
    /// The least lead of the completions that were visited.
    best: Option<i32>,
    /// The least bound of the points that were left when the budget ran out.
    unexplored: Option<i32>,
    lead_bound: LeadBound,
}

impl<'r> MinLead<'r> {
    fn new(
        residual: &'r Residual<'r>,
        first: ArchitectureId,
        second: ArchitectureId,
        must_stand: Option<ArchitectureId>,
    ) -> Self {
        let term = |clause| Term { clause, lead: residual.lead(clause, first, second) };
        Self {
            residual,
            first,
            second,
            terms: residual.clauses.keys().map(term).filter(|term| term.lead != 0).collect(),
            undecided: Vec::new(),
            must_stand,
            best: None,
            unexplored: None,
            lead_bound: LeadBound::new(residual),
        }
    }

    fn run(mut self, budget: &Budget) -> Option<Minimum> {
        let mut state = State::new(self.residual);
        search(&mut self, &mut state, budget);
        Minimum::of(self.best, self.unexplored)
    }

    /// Adds up for each value of a variable by how much it raises the bound on the lead: what
    /// [`State::lower_bound`] would say with it, without going there.
    fn rises(&self, state: &State<'_>, variable: VariableIndex) -> TiVec<ValueIndex, i32> {
        let mut rises = ti_vec![0; self.residual.values[variable].len()];
        let mut last = None;
        for clause in self.residual.clauses_of(variable) {
            let lead = self.residual.lead(clause, self.first, self.second);
            if last != Some(clause) && lead != 0 && state.is_undecided(clause) {
                add_rises(&mut rises, state, Term { clause, lead }, variable);
            }
            last = Some(clause);
        }
        rises
    }

    /// Returns a variable that can decide whether a veto rules out the one that must stand.
    fn variable_of_an_open_veto(&self, state: &State<'_>) -> Option<VariableIndex> {
        let must_stand = self.must_stand?;
        let rules_out = |clause: &ClauseIndex| self.residual.clauses[*clause].rules_out.contains(must_stand);
        state.undecided().filter(rules_out).find_map(|clause| state.live_variables(clause).next())
    }
}

impl<'r> BranchAndBound<'r> for MinLead<'r> {
    type Found = Infallible;
    /// A bound on the lead below the point.
    type Context = i32;

    fn step(&mut self, state: &mut State<'r>) -> Step<Infallible, i32> {
        if self.must_stand.is_some_and(|must_stand| state.ruled_out(must_stand) == Truth::Holds) {
            return Step::Prune;
        }
        let loose = state.lower_bound(self.first, self.second);
        if self.is_futile(loose) {
            return Step::Prune;
        }
        self.undecided.clear();
        self.undecided.extend(self.terms.iter().filter(|term| state.is_undecided(term.clause)));
        let tightened = self.lead_bound.tighten(state, &self.undecided);
        let bound = loose + tightened.by;
        if self.is_futile(bound) {
            return Step::Prune;
        }
        match tightened.heaviest.or_else(|| self.variable_of_an_open_veto(state)) {
            Some(variable) => Step::Branch(variable, bound),
            None => {
                // Nothing undecided changes the lead, so the bound is the lead.
                self.best = Some(bound);
                Step::Prune
            }
        }
    }

    fn priority(&self, state: &State<'r>, _: &i32) -> i32 {
        state.lower_bound(self.first, self.second)
    }

    fn priorities(
        &mut self,
        state: &mut State<'r>,
        variable: VariableIndex,
        _: &i32,
    ) -> Vec<(i32, ValueIndex)> {
        let rises = self.rises(state, variable);
        let bound = state.lower_bound(self.first, self.second);
        state.distinct_values(variable).map(|value| (bound + rises[value], value)).collect()
    }

    fn is_futile(&self, bound: i32) -> bool {
        self.best.is_some_and(|best| bound >= best)
    }

    fn leave_unexplored(&mut self, bound: i32) {
        self.unexplored = Some(self.unexplored.map_or(bound, |least| least.min(bound)));
    }
}
