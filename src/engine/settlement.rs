//! What people disagree on, and whether it matters: over all ways to settle it, who would lead, which dispute
//! decides that, and which few are enough for each to lead. What nobody knows stays open throughout.

mod outcome;
mod smallest;
mod ways;

pub use outcome::Outcome;

use std::collections::BTreeMap;

use typed_index_collections::{TiVec, ti_vec};

use super::problem::{Change, Effort, Problem};
use super::search::indices::{ValueIndex, VariableIndex};
use super::search::random::Random;
use super::search::residual::Residual;
use super::search::state::State;
use super::weight_range::{MOST_WEIGHTINGS, WeightRange, surely_wins};
use crate::rulebook::{ArchitectureId, VariableId};
use outcome::Oracle;
use smallest::{Choice, Smallest};
use ways::{Outcomes, Ways};

/// So many ways are drawn where they are too many to go through.
const DRAWN: u32 = 500;
/// The search for each dispute has this part of the nodes.
const PART: u64 = 4;

/// A number of ways out of all that there are; where these are not counted, out of some that were drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Portion {
    /// How many of them.
    pub count: u128,
    /// Out of how many; saturating.
    pub of: u128,
    /// Whether all ways were counted.
    pub exact: bool,
}

/// How often each architecture leads, the most frequent first; `None` for nobody.
pub type Leads = Vec<(Option<ArchitectureId>, Portion)>;

/// All that is known of the ways to settle some disputes.
#[derive(Debug, Clone, PartialEq)]
pub struct Settlement {
    /// In how many ways they can be settled; saturating.
    pub ways: u128,
    /// How often each architecture leads.
    pub leads: Leads,
    /// Whether every way comes to the same: one leader, and on each axis one side. `None` if not proven.
    pub decided: Option<bool>,
    /// What every way comes to, where that is proven to be the same.
    pub outcome: Option<Outcome>,
    /// The disputes, in the order of the variables.
    pub disputes: Vec<Dispute>,
    /// For each architecture that leads in some way the fewest disputes that let it.
    pub winners: Vec<Winner>,
}

/// A variable on which people disagree.
#[derive(Debug, Clone, PartialEq)]
pub struct Dispute {
    /// Which one.
    pub variable: VariableId,
    /// Whether two ways that differ only in it come to something else; `None` if not proven.
    pub matters: Option<bool>,
    /// In how many ways to settle the others it decides what comes out.
    pub decides: Portion,
    /// For each option of its own how often each architecture then leads.
    pub choices: Vec<(usize, Leads)>,
}

/// An architecture that leads in some way to settle.
#[derive(Debug, Clone, PartialEq)]
pub struct Winner {
    /// Which one.
    pub architecture: ArchitectureId,
    /// The fewest disputes with which it leads however the others are settled, and on what: each way that was
    /// found to choose so few. None if the search ended before the first.
    pub needs: Vec<Vec<Change>>,
}

impl Settlement {
    /// Goes through the ways to settle each disputed variable on one of its options.
    pub fn of(problem: &Problem<'_>, disputed: &[VariableId], effort: &Effort) -> Self {
        let mut marked: TiVec<VariableId, bool> = ti_vec![false; problem.sets.len()];
        disputed.iter().for_each(|&variable| marked[variable] = problem.sets[variable].single().is_none());
        let Some(residual) = Residual::settling(problem, &marked, effort.nodes) else {
            return Self::unknown(problem, &marked);
        };
        let oracle = Oracle::new(problem, &marked, effort);
        let mut study =
            Study { ways: Ways::new(&residual, oracle, effort.nodes), effort, problem, drawn: Vec::new() };
        study.run(&marked)
    }

    /// Returns what can be said where not even the rules could be laid out.
    fn unknown(problem: &Problem<'_>, marked: &TiVec<VariableId, bool>) -> Self {
        let nothing = Portion { count: 0, of: 0, exact: false };
        let dispute = |variable| Dispute { variable, matters: None, decides: nothing, choices: Vec::new() };
        Self {
            ways: all_ways(problem, marked, None),
            leads: Vec::new(),
            decided: None,
            outcome: None,
            disputes: marked.keys().filter(|&v| marked[v]).map(dispute).collect(),
            winners: Vec::new(),
        }
    }

    /// Returns whether the leader of every way leads for every weighting in a range as well. `None` if that
    /// is not proven.
    pub fn keeps_its_leader(
        &self,
        problem: &Problem<'_>,
        range: &WeightRange,
        effort: &Effort,
    ) -> Option<bool> {
        let leader = self.outcome.as_ref()?.leader;
        let Some(first) = leader else { return Some(true) };
        let mut marked: TiVec<VariableId, bool> = ti_vec![false; problem.sets.len()];
        self.disputes.iter().for_each(|dispute| marked[dispute.variable] = true);
        if surely_wins(problem, &problem.sets, range, problem.among, first) {
            return Some(true);
        }
        // Where nothing more is open, who is ahead is named: then the ends of the range say it all.
        let more_is_open = Oracle::new(problem, &marked, effort).more_is_open;
        let corners = || range.corners(MOST_WEIGHTINGS).filter(|_| !more_is_open);
        for weights in corners().or_else(|| range.whole(MOST_WEIGHTINGS))? {
            let there = Problem { weights, ..problem.clone() };
            let residual = Residual::settling(&there, &marked, effort.nodes)?;
            let oracle = Oracle::new(&there, &marked, effort);
            let mut ways = Ways::new(&residual, oracle, effort.nodes);
            if ways.without(&mut State::new(&residual), leader).ok()?.is_some() {
                return Some(false);
            }
        }
        Some(true)
    }
}

/// Returns in how many ways the marked variables can be settled, but for one.
fn all_ways(problem: &Problem<'_>, marked: &TiVec<VariableId, bool>, but: Option<VariableId>) -> u128 {
    let disputed = marked.keys().filter(|&variable| marked[variable] && Some(variable) != but);
    disputed.map(|variable| problem.sets[variable].len() as u128).fold(1, u128::saturating_mul)
}

/// A way that was drawn.
struct Drawn {
    values: Vec<ValueIndex>,
    outcome: Option<Outcome>,
}

/// The search for all of it.
struct Study<'r> {
    ways: Ways<'r>,
    effort: &'r Effort,
    problem: &'r Problem<'r>,
    /// Ways that were drawn, if they are too many to count.
    drawn: Vec<Drawn>,
}

impl Study<'_> {
    fn run(&mut self, marked: &TiVec<VariableId, bool>) -> Settlement {
        let residual = self.ways.residual;
        let all = all_ways(self.problem, marked, None);
        let outcomes = self.ways.count(&mut State::new(residual));
        if outcomes.is_none() {
            self.draw();
        }
        let met: Vec<Outcome> = match &outcomes {
            Some(outcomes) => outcomes.keys().cloned().collect(),
            None => self.drawn.iter().filter_map(|drawn| drawn.outcome.clone()).collect(),
        };
        let is_one = met.windows(2).all(|pair| pair[0] == pair[1]);
        let decided = if is_one { outcomes.is_some().then_some(true) } else { Some(false) };
        let leads = match &outcomes {
            Some(outcomes) => exact_leads(outcomes, all),
            None => self.drawn_leads(|_| true),
        };
        let disputes = marked.keys().filter(|&variable| marked[variable]);
        let disputes = disputes.map(|variable| self.dispute(variable, marked, outcomes.as_ref())).collect();
        let winners = leads.iter().filter_map(|(leader, _)| Some(self.winner((*leader)?))).collect();
        Settlement {
            ways: all,
            decided,
            outcome: met.into_iter().next().filter(|_| decided == Some(true)),
            leads,
            disputes,
            winners,
        }
    }

    fn dispute(
        &mut self,
        variable: VariableId,
        marked: &TiVec<VariableId, bool>,
        outcomes: Option<&Outcomes>,
    ) -> Dispute {
        let residual = self.ways.residual;
        let others = all_ways(self.problem, marked, Some(variable));
        let options = self.problem.sets[variable].iter();
        let Some(index) = residual.index(variable) else {
            // Nothing hangs on it.
            let leads =
                || outcomes.map_or_else(|| self.drawn_leads(|_| true), |all| exact_leads(all, others));
            let decides = Portion { count: 0, of: others, exact: true };
            return Dispute {
                variable,
                matters: Some(false),
                decides,
                choices: options.map(|option| (option, leads())).collect(),
            };
        };
        let choices =
            options.map(|option| (option, self.leads_with(index, option, others, outcomes.is_some())));
        let choices = choices.collect();
        let (matters, decides) = self.decides(index, others);
        Dispute { variable, matters, decides, choices }
    }

    /// Returns whether a variable matters, and in how many ways to settle the others it decides.
    fn decides(&mut self, variable: VariableIndex, others: u128) -> (Option<bool>, Portion) {
        self.ways.nodes = self.effort.nodes / PART;
        let mut count = 0;
        let mut state = State::new(self.ways.residual);
        let idle = self.idle(others, Some(variable));
        let ended = self.ways.count_where_it_decides(&mut state, variable, idle, &mut count);
        if ended.is_continue() {
            return (Some(count > 0), Portion { count, of: others, exact: true });
        }
        if self.drawn.is_empty() {
            self.draw();
        }
        let mut decides = 0;
        for at in 0..self.drawn.len() {
            let mut state = State::new(self.ways.residual);
            let values = self.ways.residual.variables.keys().zip(&self.drawn[at].values);
            values
                .filter(|(other, _)| *other != variable)
                .for_each(|(other, value)| state.fix(other, *value));
            decides += u128::from(self.ways.tells_apart(&mut state, variable));
        }
        let is_met = count > 0 || decides > 0;
        (is_met.then_some(true), Portion { count: decides, of: self.drawn.len() as u128, exact: false })
    }

    /// Returns how often each leads where a variable is settled on an option.
    fn leads_with(&mut self, variable: VariableIndex, option: usize, others: u128, exact: bool) -> Leads {
        let values = &self.ways.residual.values[variable];
        let holds = |value: &ValueIndex| values[*value].contains(option);
        let Some(value) = values.keys().find(holds) else { return Leads::new() };
        if exact {
            self.ways.nodes = self.effort.nodes;
            let mut state = State::new(self.ways.residual);
            state.fix(variable, value);
            if let Some(outcomes) = self.ways.count(&mut state) {
                return exact_leads(&outcomes, others);
            }
            if self.drawn.is_empty() {
                self.draw();
            }
        }
        self.drawn_leads(|drawn| drawn.values[usize::from(variable)] == value)
    }

    fn winner(&mut self, architecture: ArchitectureId) -> Winner {
        self.ways.nodes = self.effort.nodes;
        let choices = Smallest::new(&mut self.ways, architecture).find();
        let residual = self.ways.residual;
        // Any option of a value does.
        let change = |&(variable, value): &(VariableIndex, ValueIndex)| Change {
            variable: residual.variables[variable],
            option: residual.values[variable][value].first().unwrap_or(0),
        };
        let changes = |choice: &Choice| choice.iter().map(change).collect();
        Winner { architecture, needs: choices.iter().map(changes).collect() }
    }

    /// Draws ways to settle, if that was not done yet.
    fn draw(&mut self) {
        let mut random = Random::new(self.effort.seed);
        for _ in 0..DRAWN {
            let mut state = State::new(self.ways.residual);
            self.ways.draw(&mut state, &mut random);
            let outcome = self.ways.oracle.outcome(&state);
            let values = state.values().iter().copied().flatten().collect();
            self.drawn.push(Drawn { values, outcome });
        }
    }

    fn drawn_leads(&self, counts: impl Fn(&Drawn) -> bool) -> Leads {
        let mut tally: BTreeMap<Option<ArchitectureId>, u128> = BTreeMap::new();
        for drawn in self.drawn.iter().filter(|drawn| counts(drawn)) {
            *tally.entry(drawn.outcome.as_ref().and_then(|outcome| outcome.leader)).or_insert(0) += 1;
        }
        let of = tally.values().sum();
        in_order(tally.into_iter().map(|(leader, count)| (leader, Portion { count, of, exact: false })))
    }

    /// Returns in how many ways the disputes on which nothing hangs can be settled.
    fn idle(&self, others: u128, but: Option<VariableIndex>) -> u128 {
        let residual = self.ways.residual;
        let counting = residual.variables.keys().filter(|&variable| Some(variable) != but);
        others / counting.map(|v| residual.options(v).len() as u128).fold(1, u128::saturating_mul).max(1)
    }
}

/// Returns how often each leads, out of `all` ways, of which the outcomes count those on which something
/// hangs.
fn exact_leads(outcomes: &Outcomes, all: u128) -> Leads {
    let counted: u128 = outcomes.values().fold(0, |sum, count| sum.saturating_add(*count));
    let times = all / counted.max(1);
    let mut tally: BTreeMap<Option<ArchitectureId>, u128> = BTreeMap::new();
    for (outcome, count) in outcomes {
        *tally.entry(outcome.leader).or_insert(0) += count.saturating_mul(times);
    }
    in_order(tally.into_iter().map(|(leader, count)| (leader, Portion { count, of: all, exact: true })))
}

/// Sorts by falling count; of equals first the one that the rulebook lists first, nobody last.
fn in_order(leads: impl Iterator<Item = (Option<ArchitectureId>, Portion)>) -> Leads {
    let mut leads: Leads = leads.collect();
    leads.sort_by_key(|(leader, portion)| (std::cmp::Reverse(portion.count), leader.is_none(), *leader));
    leads
}
