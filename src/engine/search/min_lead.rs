//! The minimum of a lead over completions: exact while the nodes last, else a bound.

use std::convert::Infallible;

use super::branch_and_bound::{BranchAndBound, Step, search};
use super::indices::{ClauseIndex, VariableIndex};
use super::lead_bound::{LeadBound, Term};
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

/// Returns the smallest lead of one side over another, or a bound if the nodes run out.
pub(in crate::engine) fn min_lead(
    residual: &Residual<'_>,
    first: ArchitectureId,
    second: ArchitectureId,
    nodes: u64,
) -> Minimum {
    // There always is a completion.
    MinLead::new(residual, first, second, None).run(nodes).unwrap_or(Minimum { value: 0, exact: false })
}

/// Returns the smallest lead of one architecture over another, over the completions in which no veto rules
/// the other out; `None` if there is none.
pub(in crate::engine) fn min_lead_while_standing(
    residual: &Residual<'_>,
    first: ArchitectureId,
    second: ArchitectureId,
    nodes: u64,
) -> Option<Minimum> {
    MinLead::new(residual, first, second, Some(second)).run(nodes)
}

struct MinLead<'r> {
    residual: &'r Residual<'r>,
    first: ArchitectureId,
    second: ArchitectureId,
    /// The clauses that change the lead.
    terms: Vec<Term>,
    /// Completions in which a veto rules this one out do not count.
    must_stand: Option<ArchitectureId>,
    /// The least lead of the completions that were visited.
    best: Option<i32>,
    /// The least bound of the points that were left when the nodes ran out.
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
            must_stand,
            best: None,
            unexplored: None,
            lead_bound: LeadBound::new(residual),
        }
    }

    fn run(mut self, nodes: u64) -> Option<Minimum> {
        let mut state = State::new(self.residual);
        search(&mut self, &mut state, nodes);
        Minimum::of(self.best, self.unexplored)
    }

    fn undecided(&self, state: &State<'_>) -> Vec<Term> {
        self.terms.iter().copied().filter(|term| state.is_undecided(term.clause)).collect()
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
        let tightened = self.lead_bound.tighten(state, &self.undecided(state));
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

    fn is_futile(&self, bound: i32) -> bool {
        self.best.is_some_and(|best| bound >= best)
    }

    fn leave_unexplored(&mut self, bound: i32) {
        self.unexplored = Some(self.unexplored.map_or(bound, |least| least.min(bound)));
    }
}
