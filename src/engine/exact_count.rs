//! Counts who wins how many completions, as long as they fall into few different cases.
//!
//! Every completion counts as much as its options are usual, as the product of their weights.
//!
//! Depth first, in a fixed order of the variables. No completion is counted twice or left out: the values of
//! a variable split the completions, alike values are counted once and multiplied, a part in which bounds
//! name the winner is counted as a whole, and a variable on which nothing hangs is skipped and multiplied in.
//! The last variable takes no search: the clauses that it decides are added up for all of its values at once.

use typed_index_collections::{TiVec, ti_vec};

use super::search::indices::{ValueIndex, ValueSet, VariableIndex};
use super::search::residual::{Cuboid, Residual};
use super::search::state::State;
use super::tally::{Outcomes, Tally};
use crate::options::OptionSet;
use crate::rulebook::{ArchitectureId, ArchitectureSet};

/// Counts all completions; `None` if that takes more than so many cases.
pub(super) fn count(residual: &Residual<'_>, cases: u64) -> Option<Tally> {
    let mut count = Count::new(residual, cases);
    count.visit(&mut State::new(residual), Position { depth: 0, next: 0 }, 1.0).ok()?;
    Some(count.tally())
}

/// More cases than were allowed, or than will be.
struct TooMany;

/// How many cases there were, and how far they came.
struct Cases {
    allowed: u64,
    counted: u64,
    /// The completions in them, by weight, and all that there are.
    done: f64,
    all: f64,
}

impl Cases {
    /// From this part of the cases on it is seen how far they came.
    const EARLY: u64 = 8;
    /// A count is given up that is so many times behind what it takes to come to an end: the parts that are
    /// left may be easier.
    const BEHIND: f64 = 2.0;

    fn spend(&mut self, cases: usize) -> Result<(), TooMany> {
        self.counted += cases as u64;
        let spent = self.counted as f64 / self.allowed as f64;
        let is_behind = self.done / self.all * Self::BEHIND < spent;
        let is_early = self.counted <= self.allowed / Self::EARLY;
        if self.counted > self.allowed || is_behind && !is_early { Err(TooMany) } else { Ok(()) }
    }
}

/// Where a count is.
#[derive(Clone, Copy)]
struct Position {
    /// How many variables have a value.
    depth: usize,
    /// The first variable in the order that was neither given a value nor skipped.
    next: usize,
}

struct Count<'r> {
    residual: &'r Residual<'r>,
    tally: Tally,
    cases: Cases,
    /// The variables, the weightiest first.
    order: Vec<VariableIndex>,
    /// For each position in the order the completions of the variables from there on, by weight.
    below: Vec<f64>,
    /// For each depth the outcomes so far, kept to save their allocation.
    outcomes: Vec<Outcomes>,
    /// For each variable the outcomes of all completions in which its values were told apart.
    told_apart: TiVec<VariableIndex, Outcomes>,
    last: LastVariable,
}

impl<'r> Count<'r> {
    fn new(residual: &'r Residual<'r>, allowed: u64) -> Self {
        let tally = Tally::empty(residual);
        let order = order(residual);
        let mut below = vec![1.0; order.len() + 1];
        for (at, &variable) in order.iter().enumerate().rev() {
            below[at] = below[at + 1] * tally.weights.options(variable, residual.options(variable));
        }
        Self {
            residual,
            tally,
            cases: Cases { allowed, counted: 0, done: 0.0, all: below[0] },
            below,
            outcomes: vec![ti_vec![0.0; residual.sides]; order.len() + 1],
            told_apart: ti_vec![ti_vec![0.0; residual.sides]; order.len()],
            order,
            last: LastVariable::default(),
        }
    }

    fn tally(self) -> Tally {
        let (residual, mut tally) = (self.residual, self.tally);
        tally.outcomes.clone_from(&self.outcomes[0]);
        // Where a variable's values were not told apart, its options share the outcomes by their weights.
        for (variable, told_apart) in self.told_apart.iter_enumerated() {
            let options = residual.options(variable);
            let all_options = tally.weights.options(variable, options);
            for (outcome, all) in self.outcomes[0].iter_enumerated() {
                let each = (all - told_apart[outcome]) / all_options;
                tally.add_each(variable, options, outcome, each);
            }
        }
        let sets = residual.problem.sets.iter();
        tally.completions = sets.fold(1, |all: u64, set| all.saturating_mul(set.len() as u64));
        tally.exact = true;
        tally
    }

    /// Counts the outcomes over the variables that are left, and books each `times` so often.
    fn visit(&mut self, state: &mut State<'r>, at: Position, times: f64) -> Result<(), TooMany> {
        self.cases.spend(1)?;
        self.outcomes[at.depth].fill(0.0);
        if let Some(winner) = state.winner() {
            let outcome = winner.unwrap_or(self.residual.zero());
            let count = self.below[at.next];
            self.outcomes[at.depth][outcome] = count;
            self.cases.done += times * count;
            self.tally.give_example(outcome, times * count, || state.sets.clone());
            return Ok(());
        }
        let Some(skipped) = self.order[at.next..].iter().position(|&variable| state.is_live(variable)) else {
            // Nothing is undecided, so there was a winner.
            return Ok(());
        };
        let branch = Position { next: at.next + skipped, ..at };
        let completions_skipped = self.below[at.next] / self.below[branch.next];
        let times = times * completions_skipped;
        if branch.next + 1 == self.order.len() {
            self.count_last(state, branch, times)?;
        } else {
            self.branch(state, branch, times)?;
        }
        let told_apart = &mut self.told_apart[self.order[branch.next]];
        for (told_apart, outcome) in told_apart.iter_mut().zip(&mut self.outcomes[at.depth]) {
            *told_apart += times * *outcome;
            *outcome *= completions_skipped;
        }
        Ok(())
    }

    /// Counts each group of alike values of the next variable.
    fn branch(&mut self, state: &mut State<'r>, at: Position, times: f64) -> Result<(), TooMany> {
        let variable = self.order[at.next];
        let below = Position { depth: at.depth + 1, next: at.next + 1 };
        for group in state.groups(variable) {
            let Some(value) = group.first() else { continue };
            let options = options(self.residual, variable, group);
            let size = self.tally.weights.options(variable, options);
            state.with(variable, value, |state| self.visit(state, below, times * size))?;
            for outcome in self.tally.outcomes.keys() {
                let count = self.outcomes[below.depth][outcome];
                self.outcomes[at.depth][outcome] += size * count;
                self.tally.add_each(variable, options, outcome, times * count);
            }
        }
        Ok(())
    }

    /// Counts the values of the only variable left.
    fn count_last(&mut self, state: &State<'_>, at: Position, times: f64) -> Result<(), TooMany> {
        let variable = self.order[at.next];
        let values = &self.residual.values[variable];
        self.cases.spend(values.len())?;
        self.last.add_up(state, variable);
        for (value, &options) in values.iter_enumerated() {
            let outcome = self.last.winner(self.residual, value).unwrap_or(self.residual.zero());
            let count = self.tally.weights.options(variable, options);
            self.outcomes[at.depth][outcome] += count;
            self.cases.done += times * count;
            self.tally.add_each(variable, options, outcome, times);
            self.tally.give_example(outcome, times * count, || {
                let mut sets = state.sets.clone();
                sets[self.residual.variables[variable]] = options;
                sets
            });
        }
        Ok(())
    }
}

/// Returns the options in some values of a variable.
fn options(residual: &Residual<'_>, variable: VariableIndex, values: ValueSet) -> OptionSet {
    let sets = values.iter().map(|value| residual.values[variable][value]);
    sets.fold(OptionSet::EMPTY, OptionSet::union)
}

/// Orders the variables by how much their boxes can add to a lead, the most first: what decides most is
/// decided early, and bounds name a winner soon.
fn order(residual: &Residual<'_>) -> Vec<VariableIndex> {
    let mut weights: TiVec<VariableIndex, i64> = ti_vec![0; residual.variables.len()];
    for (cuboid, Cuboid { clause, .. }) in residual.boxes.iter_enumerated() {
        let widest = residual.leads(*clause).iter().max().copied().unwrap_or(0);
        for test in residual.tests(cuboid) {
            weights[test.variable] += i64::from(widest);
        }
    }
    let mut order: Vec<VariableIndex> = residual.variables.keys().collect();
    order.sort_by_key(|&variable| (-weights[variable], variable));
    order
}

/// The winner for each value of the only variable left.
#[derive(Default)]
struct LastVariable {
    /// For each value the net of each side, value after value.
    nets: Vec<i32>,
    ruled_out: TiVec<ValueIndex, ArchitectureSet>,
}

impl LastVariable {
    fn add_up(&mut self, state: &State<'_>, variable: VariableIndex) {
        let residual = state.residual;
        let values = residual.values[variable].len();
        self.nets.clear();
        (0..values).for_each(|_| self.nets.extend(state.nets()));
        self.ruled_out.clear();
        self.ruled_out.resize(values, state.vetoed());
        let mut before = None;
        for clause in residual.clauses_of(variable) {
            if before == Some(clause) || !state.is_undecided(clause) {
                continue;
            }
            before = Some(clause);
            // With no other variable left, a clause holds where it can.
            for value in state.effect(clause, variable).possible.iter() {
                let nets = &mut self.nets[usize::from(value) * residual.sides..];
                let nets = nets.iter_mut().zip(residual.nets(clause));
                nets.for_each(|(net, points)| *net = net.wrapping_add(*points));
                self.ruled_out[value] = self.ruled_out[value].union(residual.clauses[clause].rules_out);
            }
        }
    }

    /// Returns who wins with a value; a tie goes to the lower index.
    fn winner(&self, residual: &Residual<'_>, value: ValueIndex) -> Option<ArchitectureId> {
        let nets = &self.nets[usize::from(value) * residual.sides..];
        let standing = residual.problem.among.difference(self.ruled_out[value]);
        standing.iter().max_by_key(|&a| (nets[usize::from(a)], std::cmp::Reverse(a)))
    }
}
