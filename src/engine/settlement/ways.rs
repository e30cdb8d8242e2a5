//! All ways to settle disputes, in pieces that come to the same: depth first, cut short where bounds say what
//! everything below comes to.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use typed_index_collections::TiVec;

use super::outcome::{Oracle, Outcome};
use crate::engine::search::decides::telling;
use crate::engine::search::indices::{ValueIndex, VariableIndex};
use crate::engine::search::random::Random;
use crate::engine::search::residual::Residual;
use crate::engine::search::state::State;
use crate::engine::search::weights::VariableWeights;
use crate::rulebook::ArchitectureId;

/// Why a search ended early.
pub(super) enum End {
    /// It found what it looked for.
    Found,
    /// The nodes ran out.
    Exhausted,
}

/// In how many ways each outcome comes about.
pub(super) type Outcomes = BTreeMap<Outcome, u128>;

/// What each disputed variable is settled on; `None` where that does not count.
pub(super) type Settled = TiVec<VariableIndex, Option<ValueIndex>>;

/// Searches the ways to settle.
pub(super) struct Ways<'r> {
    pub residual: &'r Residual<'r>,
    pub oracle: Oracle<'r>,
    weights: VariableWeights,
    /// How many more points may be branched at.
    pub nodes: u64,
}

impl<'r> Ways<'r> {
    pub(super) fn new(residual: &'r Residual<'r>, oracle: Oracle<'r>, nodes: u64) -> Self {
        Self { residual, oracle, weights: VariableWeights::new(residual), nodes }
    }

    /// Counts the outcomes below a point; `None` if the nodes run out.
    pub(super) fn count(&mut self, state: &mut State<'r>) -> Option<Outcomes> {
        let mut outcomes = Outcomes::new();
        let mut add = |_: &State<'_>, outcome: Outcome, ways| {
            let known = outcomes.entry(outcome).or_insert(0);
            *known = known.saturating_add(ways);
            ControlFlow::Continue(())
        };
        self.visit(state, 1, &mut add).is_continue().then_some(outcomes)
    }

    /// Looks below a point for a way to settle after which an architecture does not lead. `Err` if the nodes
    /// run out.
    pub(super) fn without(
        &mut self,
        state: &mut State<'r>,
        leader: Option<ArchitectureId>,
    ) -> Result<Option<Settled>, ()> {
        let mut found = None;
        let mut look = |state: &State<'_>, outcome: Outcome, _| {
            if outcome.leader == leader {
                return ControlFlow::Continue(());
            }
            found = Some(state.values().to_owned());
            ControlFlow::Break(End::Found)
        };
        match self.visit(state, 1, &mut look) {
            ControlFlow::Break(End::Exhausted) => Err(()),
            ControlFlow::Break(End::Found) | ControlFlow::Continue(()) => Ok(found),
        }
    }

    /// Calls `see` with pieces of the ways below a point, each with its outcome and how many ways it is.
    fn visit(
        &mut self,
        state: &mut State<'r>,
        ways: u128,
        see: &mut dyn FnMut(&State<'_>, Outcome, u128) -> ControlFlow<End>,
    ) -> ControlFlow<End> {
        if let Some(outcome) = self.oracle.outcome(state) {
            return see(state, outcome, ways.saturating_mul(self.left(state, None)));
        }
        let Some(variable) = self.heaviest(state, None) else { return ControlFlow::Break(End::Exhausted) };
        self.spend()?;
        for (value, size) in self.branches(state, variable) {
            state.with(variable, value, |state| self.visit(state, ways.saturating_mul(size), see))?;
        }
        ControlFlow::Continue(())
    }

    /// Adds to `found` in how many ways the others can be settled so that a variable decides what comes out.
    pub(super) fn count_where_it_decides(
        &mut self,
        state: &mut State<'r>,
        variable: VariableIndex,
        ways: u128,
        found: &mut u128,
    ) -> ControlFlow<End> {
        let is_idle = !self.oracle.more_is_open && !state.is_live(variable);
        if is_idle || self.oracle.outcome(state).is_some() {
            return ControlFlow::Continue(());
        }
        let Some(other) = self.heaviest(state, Some(variable)) else {
            if self.tells_apart(state, variable) {
                *found = found.saturating_add(ways.saturating_mul(self.left(state, Some(variable))));
            }
            return ControlFlow::Continue(());
        };
        self.spend()?;
        for (value, size) in self.branches(state, other) {
            let ways = ways.saturating_mul(size);
            state.with(other, value, |state| self.count_where_it_decides(state, variable, ways, found))?;
        }
        ControlFlow::Continue(())
    }

    /// Returns whether the outcomes of the values of a variable differ where nothing else counts.
    pub(super) fn tells_apart(&mut self, state: &mut State<'r>, variable: VariableIndex) -> bool {
        let mut values = self.branches(state, variable).into_iter();
        let mut outcome = |(value, _)| state.with(variable, value, |state| self.oracle.outcome(state));
        let first = values.next().map(&mut outcome);
        values.any(|value| Some(outcome(value)) != first)
    }

    /// Settles every variable by chance, each of its options as likely as the others.
    pub(super) fn draw(&self, state: &mut State<'r>, random: &mut Random) {
        for (variable, values) in self.residual.values.iter_enumerated() {
            let mut option = random.below(self.residual.options(variable).len());
            for (value, options) in values.iter_enumerated() {
                if option < options.len() {
                    state.fix(variable, value);
                    break;
                }
                option -= options.len();
            }
        }
    }

    /// Takes one of the nodes that are left.
    pub(super) fn spend(&mut self) -> ControlFlow<End> {
        match self.nodes.checked_sub(1) {
            Some(left) => {
                self.nodes = left;
                ControlFlow::Continue(())
            }
            None => ControlFlow::Break(End::Exhausted),
        }
    }

    /// Returns the variable without a value on which most hangs; where more is open than what is disputed,
    /// who can win may hang on one on which nothing else does.
    fn heaviest(&mut self, state: &State<'r>, except: Option<VariableIndex>) -> Option<VariableIndex> {
        let contenders = self.residual.problem.among;
        let weighed = state.undecided().map(|clause| (clause, telling(self.residual, clause, contenders)));
        self.weights.weigh(state, weighed);
        let mut others = self.residual.variables.keys().filter(|&v| Some(v) != except);
        let heaviest = self.weights.heaviest(others.clone());
        heaviest.or_else(|| others.find(|&v| self.oracle.more_is_open && !state.has_value(v)))
    }

    /// Returns the values of a variable that may come to different outcomes, and for how many options each
    /// stands.
    fn branches(&self, state: &State<'r>, variable: VariableIndex) -> Vec<(ValueIndex, u128)> {
        let values = &self.residual.values[variable];
        if self.oracle.more_is_open {
            return values.iter_enumerated().map(|(value, options)| (value, options.len() as u128)).collect();
        }
        let groups = state.groups(variable).into_iter();
        let size = |group: &_| -> u128 {
            let group: &crate::engine::search::indices::ValueSet = group;
            group.iter().map(|value| values[value].len() as u128).sum()
        };
        groups.filter_map(|group| Some((group.first()?, size(&group)))).collect()
    }

    /// Returns in how many ways the variables without a value can be settled.
    fn left(&self, state: &State<'r>, except: Option<VariableIndex>) -> u128 {
        let variables = self.residual.variables.keys();
        let open = variables.filter(|&v| Some(v) != except && !state.has_value(v));
        open.map(|v| self.residual.options(v).len() as u128).fold(1, u128::saturating_mul)
    }
}
