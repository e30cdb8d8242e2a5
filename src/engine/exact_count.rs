//! Counts who wins how many completions, as long as they fall into few different cases.
//!
//! Depth first, in a fixed order of the variables. No completion is counted twice or left out: a variable's
//! values split the completions, alike values are counted once and multiplied, a part in which bounds name
//! the winner is counted as a whole, and a variable on which nothing hangs is skipped and multiplied in. The
//! last variable takes no search: the clauses that it decides are added up for all of its values at once.

use super::search::residual::Residual;
use super::search::state::{State, lowest, values_in};
use super::tally::{Outcomes, Tally};
use crate::options::OptionSet;
use crate::rulebook::{ArchitectureId, ArchitectureSet, MAX_ARCHITECTURES};

/// Counts all completions; `None` if that takes more than so many cases.
pub(super) fn count(residual: &Residual<'_>, cases: u64) -> Option<Tally> {
    let mut count = Count::new(residual, cases);
    let outcomes = count.visit(&mut State::new(residual), 0, 1.0).ok()?;
    Some(count.tally(&outcomes))
}

/// More cases than were allowed.
struct TooMany;

struct Count<'r> {
    residual: &'r Residual<'r>,
    tally: Tally,
    /// How many more may be counted.
    cases: u64,
    /// The variables, the weightiest first.
    order: Vec<usize>,
    /// For each position in the order the number of completions of the variables from there on.
    below: Vec<f64>,
    /// For each variable the outcomes of all completions in which its values were told apart.
    told_apart: Vec<Outcomes>,
    last: LastVariable,
}

impl<'r> Count<'r> {
    fn new(residual: &'r Residual<'r>, cases: u64) -> Self {
        let order = order(residual);
        let mut below = vec![1.0; order.len() + 1];
        for (at, &variable) in order.iter().enumerate().rev() {
            below[at] = below[at + 1] * residual.options(variable).len() as f64;
        }
        Self {
            residual,
            tally: Tally::empty(residual),
            cases,
            order,
            below,
            told_apart: vec![NONE; residual.variables.len()],
            last: LastVariable::default(),
        }
    }

    fn tally(self, outcomes: &Outcomes) -> Tally {
        let (residual, mut tally) = (self.residual, self.tally);
        // Where a variable's values were not told apart, its options share the outcomes evenly.
        for (variable, told_apart) in self.told_apart.iter().enumerate() {
            let options = residual.options(variable);
            for outcome in 0..residual.sides {
                let even = (outcomes[outcome] - told_apart[outcome]) / options.len() as f64;
                options.iter().for_each(|option| tally.add(tally.row(variable, option), outcome, even));
            }
        }
        let sets = residual.problem.sets.iter();
        let completions = sets.fold(1_u64, |all, set| all.saturating_mul(set.len() as u64));
        tally.outcomes.copy_from_slice(&outcomes[..residual.sides]);
        (tally.exact, tally.completions) = (true, completions);
        tally
    }

    fn spend(&mut self, cases: usize) -> Result<(), TooMany> {
        self.cases = self.cases.checked_sub(cases as u64).ok_or(TooMany)?;
        Ok(())
    }

    /// Counts the outcomes over the variables from `at` on, and books each for `times` so many completions.
    fn visit(&mut self, state: &mut State<'r>, at: usize, times: f64) -> Result<Outcomes, TooMany> {
        self.spend(1)?;
        let mut outcomes = NONE;
        if let Some(winner) = state.winner() {
            outcomes[usize::from(winner.unwrap_or(self.residual.zero()))] = self.below[at];
            return Ok(outcomes);
        }
        let Some(skipped) = self.order[at..].iter().position(|&variable| state.is_live(variable)) else {
            // Nothing is undecided, so there was a winner.
            return Ok(outcomes);
        };
        let next = at + skipped;
        let variable = self.order[next];
        let completions_skipped = self.below[at] / self.below[next];
        let times = times * completions_skipped;
        if next + 1 == self.order.len() {
            self.count_last(state, variable, times, &mut outcomes)?;
        } else {
            for group in state.groups(variable) {
                let options = options(self.residual, variable, group);
                let size = options.len() as f64;
                let visit = |state: &mut State<'r>| self.visit(state, next + 1, times * size);
                let below = state.with(variable, lowest(group), visit)?;
                for outcome in 0..self.residual.sides {
                    outcomes[outcome] += size * below[outcome];
                    self.tally.add_each(variable, options, outcome, times * below[outcome]);
                }
            }
        }
        let outcomes_here = &mut outcomes[..self.residual.sides];
        for (told_apart, outcome) in self.told_apart[variable].iter_mut().zip(outcomes_here) {
            *told_apart += times * *outcome;
            *outcome *= completions_skipped;
        }
        Ok(outcomes)
    }

    /// Counts the values of the only variable left.
    fn count_last(
        &mut self,
        state: &State<'_>,
        variable: usize,
        times: f64,
        outcomes: &mut Outcomes,
    ) -> Result<(), TooMany> {
        let values = &self.residual.values[variable];
        self.spend(values.len())?;
        self.last.add_up(state, variable);
        for (value, options) in values.iter().enumerate() {
            let winner = self.last.winner(self.residual, value);
            let outcome = usize::from(winner.unwrap_or(self.residual.zero()));
            outcomes[outcome] += options.len() as f64;
            self.tally.add_each(variable, *options, outcome, times);
        }
        Ok(())
    }
}

const NONE: Outcomes = [0.0; MAX_ARCHITECTURES + 1];

/// Returns the options in some values of a variable.
fn options(residual: &Residual<'_>, variable: usize, values: u64) -> OptionSet {
    let values = values_in(values).map(|value| residual.values[variable][value]);
    values.fold(OptionSet::EMPTY, OptionSet::union)
}

/// Orders the variables by how much their boxes can add to a lead, the most first: what decides most is
/// decided early, and bounds name a winner soon.
fn order(residual: &Residual<'_>) -> Vec<usize> {
    let mut weights = vec![0_i64; residual.variables.len()];
    for cuboid in &residual.boxes {
        let widest = residual.leads(cuboid.clause).iter().max().copied().unwrap_or(0);
        for test in residual.tests(cuboid) {
            weights[test.variable] += i64::from(widest);
        }
    }
    let mut order: Vec<usize> = (0..residual.variables.len()).collect();
    order.sort_by_key(|&variable| (-weights[variable], variable));
    order
}

/// The winner for each value of the only variable left.
#[derive(Default)]
struct LastVariable {
    /// For each value the net of each side.
    nets: Vec<i32>,
    /// For each value the architectures that are ruled out.
    ruled_out: Vec<ArchitectureSet>,
}

impl LastVariable {
    fn add_up(&mut self, state: &State<'_>, variable: usize) {
        let residual = state.residual;
        let values = residual.values[variable].len();
        self.nets.clear();
        (0..values).for_each(|_| self.nets.extend(state.nets()));
        self.ruled_out.clear();
        self.ruled_out.resize(values, state.vetoed());
        let mut before = None;
        for occurrence in &residual.occurrences[variable] {
            let clause = residual.boxes[occurrence.cuboid].clause;
            // The boxes of a clause are neighbours.
            if before == Some(clause) || !state.is_undecided(clause) {
                continue;
            }
            before = Some(clause);
            // With no other variable left, a clause holds where it can.
            let (possible, _) = state.effect(clause, variable);
            for value in values_in(possible).take_while(|&value| value < values) {
                let nets = self.nets[value * residual.sides..].iter_mut().zip(residual.nets(clause));
                nets.for_each(|(net, points)| *net = net.wrapping_add(*points));
                self.ruled_out[value] = self.ruled_out[value].union(residual.clauses[clause].rules_out);
            }
        }
    }

    /// Returns who wins with a value; a tie goes to the lower index.
    fn winner(&self, residual: &Residual<'_>, value: usize) -> Option<ArchitectureId> {
        let nets = &self.nets[value * residual.sides..];
        let standing = residual.problem.among.difference(self.ruled_out[value]);
        standing.iter().max_by_key(|&a| (nets[usize::from(a)], std::cmp::Reverse(a)))
    }
}
