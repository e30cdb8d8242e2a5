//! All completions at once: counted where they fall into few different cases, else sampled.

use typed_index_collections::TiVec;

use super::search::completion_scorer::Lookup;
use super::search::random::Random;
use super::search::residual::Residual;
use super::search::state::{State, each, lowest};
use super::{Effort, Problem};
use crate::options::OptionSet;
use crate::rulebook::{ArchitectureId, ArchitectureSet};

/// The share of completions in which each architecture wins, every option of a question taken as likely as
/// the others. It says how open the matter is, not how likely anything is.
#[derive(Debug, Clone, PartialEq)]
pub struct Shares {
    /// For each architecture of the rulebook.
    pub first: TiVec<ArchitectureId, f64>,
    /// Every candidate is ruled out.
    pub nobody: f64,
    /// Whether all completions were counted; else they were sampled.
    pub exact: bool,
    /// How many there are if exact (saturating), else how many were sampled.
    pub completions: u64,
    /// The largest of the standard errors of the shares; 0 if exact.
    pub standard_error: f64,
}

impl Shares {
    /// Who wins how often. Counted if that takes no more than `effort.enumerate` cases.
    pub fn of(problem: &Problem<'_>, effort: &Effort) -> Self {
        Tally::of(&Residual::of(problem), effort).shares()
    }
}

/// Who wins how often, altogether and for each option of each variable.
#[derive(Debug, Clone)]
pub(super) struct Tally {
    /// For each architecture, and last for nobody: the number of completions, of the variables on which
    /// something hangs.
    outcomes: Vec<f64>,
    /// For each option of each of these variables the same, in one row.
    by_option: Vec<f64>,
    /// Where the options of each variable begin in that row.
    starts: Vec<usize>,
    exact: bool,
    completions: u64,
}

impl Tally {
    pub(super) fn of(open: &Residual<'_>, effort: &Effort) -> Self {
        let groups = open.values.iter().fold(1_u64, |all, values| all.saturating_mul(values.len() as u64));
        if groups <= effort.enumerate.saturating_mul(PRUNED)
            && let Some(tally) = Count::new(open, effort.enumerate).run()
        {
            return tally;
        }
        Self::sampled(open, effort)
    }

    fn empty(open: &Residual<'_>) -> Self {
        let outcomes = vec![0.0; open.sides];
        let mut starts = vec![0];
        for &variable in &open.variables {
            starts.push(starts[starts.len() - 1] + open.problem.rulebook.size(variable) * outcomes.len());
        }
        let by_option = vec![0.0; starts[open.variables.len()]];
        Self { by_option, starts, outcomes, exact: false, completions: 0 }
    }

    fn sampled(open: &Residual<'_>, effort: &Effort) -> Self {
        let mut tally = Self::empty(open);
        let mut random = Random::new(effort.seed);
        let mut lookup = Lookup::new(open);
        let draws: Vec<Draw> = (0..open.variables.len()).map(|variable| Draw::new(open, variable)).collect();
        let mut values = vec![0; draws.len()];
        let mut rows = vec![0; draws.len()];
        for _ in 0..effort.completions {
            for (at, draw) in draws.iter().enumerate() {
                let (option, value) = draw.options[random.below(draw.options.len())];
                (values[at], rows[at]) = (value, tally.starts[at] + option * open.sides);
            }
            let outcome = usize::from(lookup.winner(&values).unwrap_or(open.zero()));
            tally.outcomes[outcome] += 1.0;
            rows.iter().for_each(|row| tally.by_option[row + outcome] += 1.0);
        }
        tally.completions = u64::from(effort.completions);
        tally
    }

    fn total(&self) -> f64 {
        self.outcomes.iter().sum::<f64>().max(1.0)
    }

    pub(super) fn shares(&self) -> Shares {
        let total = self.total();
        let shares: Vec<f64> = self.outcomes.iter().map(|outcome| outcome / total).collect();
        let (nobody, first) = shares.split_last().map_or((0.0, &[][..]), |(last, first)| (*last, first));
        let variance = |share: &f64| share * (1.0 - share) / self.completions.max(1) as f64;
        let largest = shares.iter().map(variance).fold(0.0, f64::max);
        Shares {
            first: first.to_vec().into(),
            nobody,
            exact: self.exact,
            completions: self.completions,
            standard_error: if self.exact { 0.0 } else { largest.sqrt() },
        }
    }

    /// For each option of a variable the outcomes of the completions with it.
    fn options(&self, variable: usize) -> impl Iterator<Item = &[f64]> {
        self.by_option[self.starts[variable]..self.starts[variable + 1]].chunks(self.outcomes.len())
    }

    /// The expected distance (total variation) of the winner's distribution from what it is now, once the
    /// variable is known.
    pub(super) fn expected_change(&self, variable: usize) -> f64 {
        let total = self.total();
        let distance = |given: &[f64]| {
            let share = given.iter().sum::<f64>() / total;
            let differences =
                given.iter().zip(&self.outcomes).map(|(joint, all)| (joint - share * all).abs() / total);
            differences.sum::<f64>() / 2.0
        };
        self.options(variable).map(distance).sum()
    }

    /// Whether the count alone proves that the variable decides: two of its options do not win as often.
    pub(super) fn tells_apart(&self, variable: usize) -> bool {
        /// Up to here a floating-point number counts without rounding.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        let mut options = self.options(variable).filter(|outcomes| outcomes.iter().any(|count| *count > 0.0));
        let first = options.next();
        self.exact && self.total() < EXACT && options.any(|outcomes| Some(outcomes) != first)
    }
}

/// The possible options of a variable, each with the value in which it lies.
struct Draw {
    options: Vec<(usize, usize)>,
}

impl Draw {
    fn new(open: &Residual<'_>, variable: usize) -> Self {
        let values = open.values[variable].iter().enumerate();
        Self { options: values.flat_map(|(at, value)| value.iter().map(move |o| (o, at))).collect() }
    }
}

/// Counting rarely leaves out more than this share of the cases; with more there is no use to begin.
const PRUNED: u64 = 100;

/// The number of completions.
fn all(problem: &Problem<'_>) -> u64 {
    problem.sets.iter().fold(1_u64, |all, set| all.saturating_mul(set.len() as u64))
}

/// More cases than were allowed.
struct TooMany;

/// Depth first, in a fixed order of the variables. A part that bounds decide is counted as a whole, a variable
/// on which nothing hangs is not multiplied out, and the last variable takes no search: its clauses are added
/// up for all of its values at once.
struct Count<'o> {
    state: State<'o>,
    tally: Tally,
    cases: u64,
    /// The variables, the weightiest first.
    order: Vec<usize>,
    /// For each position in the order the number of completions of the variables from there on.
    below: Vec<f64>,
    /// For each depth the outcomes so far, as a stack of rows.
    rows: Vec<f64>,
    /// For each variable the outcomes of all completions in which it was tried.
    tried: Vec<f64>,
    /// For each value of the last variable the nets.
    nets: Vec<i32>,
    out: Vec<ArchitectureSet>,
}

impl<'o> Count<'o> {
    fn new(open: &'o Residual<'o>, cases: u64) -> Self {
        let mut stakes = vec![0_i64; open.variables.len()];
        for cuboid in &open.boxes {
            let widest = open.leads(cuboid.clause).iter().max().copied().unwrap_or(0);
            for test in &open.tests[cuboid.first..cuboid.end] {
                stakes[test.variable] += i64::from(widest);
            }
        }
        let mut order: Vec<usize> = (0..open.variables.len()).collect();
        order.sort_by_key(|&variable| (-stakes[variable], variable));
        let mut below = vec![1.0; order.len() + 1];
        for (at, &variable) in order.iter().enumerate().rev() {
            below[at] = below[at + 1] * size(open, variable);
        }
        Self {
            state: State::new(open),
            tally: Tally::empty(open),
            cases,
            rows: vec![0.0; (order.len() + 1) * open.sides],
            order,
            below,
            tried: vec![0.0; open.variables.len() * open.sides],
            nets: Vec::new(),
            out: Vec::new(),
        }
    }

    fn run(mut self) -> Option<Tally> {
        self.visit(0, 0, 1.0).ok()?;
        let open = self.state.open;
        let mut tally = self.tally;
        tally.outcomes.copy_from_slice(&self.rows[..open.sides]);
        // Where a variable was not tried, its options share the outcomes evenly.
        for (variable, &start) in tally.starts[..open.variables.len()].iter().enumerate() {
            for option in open.problem.sets[open.variables[variable]].iter() {
                for (outcome, all) in tally.outcomes.iter().enumerate() {
                    let even = (all - self.tried[variable * open.sides + outcome]) / size(open, variable);
                    tally.by_option[start + option * open.sides + outcome] += even;
                }
            }
        }
        Some(Tally { exact: true, completions: all(open.problem), ..tally })
    }

    /// Counts the outcomes over the variables from `at` on into row `depth`; each stands for `times` so many.
    fn visit(&mut self, depth: usize, at: usize, times: f64) -> Result<(), TooMany> {
        self.cases = self.cases.checked_sub(1).ok_or(TooMany)?;
        let open = self.state.open;
        let row = depth * open.sides;
        self.rows[row..row + open.sides].fill(0.0);
        if let Some(winner) = self.state.winner() {
            self.rows[row + usize::from(winner.unwrap_or(open.zero()))] = self.below[at];
            return Ok(());
        }
        let Some(skipped) = self.order[at..].iter().position(|&variable| self.state.is_live(variable)) else {
            // Nothing is undecided, so there was a winner.
            return Ok(());
        };
        let next = at + skipped;
        let idle = self.below[at] / self.below[next];
        let times = times * idle;
        if next + 1 == self.order.len() {
            self.last(row, self.order[next], times)?;
        } else {
            for group in self.state.groups(self.order[next]) {
                self.descend(depth, next, group, times)?;
            }
        }
        let variable = self.order[next];
        for outcome in 0..open.sides {
            self.tried[variable * open.sides + outcome] += times * self.rows[row + outcome];
            self.rows[row + outcome] *= idle;
        }
        Ok(())
    }

    /// Counts the part of some alike values of a variable.
    fn descend(&mut self, depth: usize, next: usize, group: u64, times: f64) -> Result<(), TooMany> {
        let open = self.state.open;
        let variable = self.order[next];
        let options =
            each(group).fold(OptionSet::EMPTY, |all, value| all.union(open.values[variable][value]));
        let many = options.len() as f64;
        self.state.give(variable, lowest(group));
        let counted = self.visit(depth + 1, next + 1, times * many);
        self.state.take(variable, lowest(group));
        counted?;
        let row = (depth + 1) * open.sides;
        for outcome in 0..open.sides {
            let count = self.rows[row + outcome];
            self.rows[row - open.sides + outcome] += many * count;
            self.book(variable, options, outcome, times * count);
        }
        Ok(())
    }

    fn book(&mut self, variable: usize, options: OptionSet, outcome: usize, count: f64) {
        if count > 0.0 {
            let start = self.tally.starts[variable] + outcome;
            let sides = self.state.open.sides;
            options.iter().for_each(|option| self.tally.by_option[start + option * sides] += count);
        }
    }

    /// Counts the values of the only variable left.
    fn last(&mut self, row: usize, variable: usize, times: f64) -> Result<(), TooMany> {
        let open = self.state.open;
        let values = open.values[variable].len();
        self.cases = self.cases.checked_sub(values as u64).ok_or(TooMany)?;
        self.nets.clear();
        (0..values).for_each(|_| self.nets.extend(self.state.nets()));
        self.out.clear();
        self.out.resize(values, self.state.vetoed());
        let mut before = None;
        for read in &open.reads[variable] {
            let clause = open.boxes[read.cuboid].clause;
            if before == Some(clause) || !self.state.is_undecided(clause) {
                continue;
            }
            before = Some(clause);
            let (possible, _) = self.state.effect(clause, variable);
            for value in (0..values).filter(|value| possible >> value & 1 == 1) {
                let nets = self.nets[value * open.sides..][..open.sides].iter_mut().zip(open.nets(clause));
                nets.for_each(|(net, points)| *net = net.wrapping_add(*points));
                self.out[value] = self.out[value].union(open.clauses[clause].rules_out);
            }
        }
        for value in 0..values {
            let nets = &self.nets[value * open.sides..];
            let standing = open.problem.among.difference(self.out[value]);
            let winner = standing.iter().max_by_key(|&a| (nets[usize::from(a)], std::cmp::Reverse(a)));
            let outcome = usize::from(winner.unwrap_or(open.zero()));
            let options = open.values[variable][value];
            self.rows[row + outcome] += options.len() as f64;
            self.book(variable, options, outcome, times);
        }
        Ok(())
    }
}

/// The number of options of a variable that are possible.
fn size(open: &Residual<'_>, variable: usize) -> f64 {
    open.problem.sets[open.variables[variable]].len() as f64
}
