//! All completions at once: counted where they fall into few different cases, else sampled.

use super::evaluate::winner;
use super::objective::{classes, live, truth};
use super::random::Random;
use super::{Effort, Problem};
use crate::options::{OptionSet, Truth};
use crate::rulebook::Effect;

/// The share of completions in which each architecture wins, every option of a question taken as likely as
/// the others. It says how open the matter is, not how likely anything is.
#[derive(Debug, Clone, PartialEq)]
pub struct Shares {
    /// For each architecture of the rulebook.
    pub first: Vec<f64>,
    /// Every candidate is ruled out.
    pub nobody: f64,
    pub exact: bool,
    /// How many there are if exact (saturating), else how many were sampled.
    pub completions: u64,
    /// The largest of the standard errors of the shares; 0 if exact.
    pub standard_error: f64,
}

/// An open question and what its answer can do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OpenQuestion {
    pub question: usize,
    /// The expected change of the distribution of the winner: 0 none, 1 all of it.
    pub can_change: f64,
    /// Whether some answer can change the winner, given some answers to the others; `None` if not proven.
    pub matters: Option<bool>,
}

/// Who wins how often, altogether and for each option of each variable.
#[derive(Debug, Clone)]
pub(super) struct Tally {
    /// For each architecture, and last for nobody.
    outcomes: Vec<f64>,
    /// For each option of each variable the same, in one row.
    by_option: Vec<f64>,
    /// Where the options of each variable begin in that row.
    starts: Vec<usize>,
    exact: bool,
    completions: u64,
}

impl Tally {
    pub(super) fn of(problem: &Problem<'_>, effort: &Effort) -> Self {
        let mut count = Count { problem, tally: Self::empty(problem), cases: effort.enumerate };
        let relevant: Vec<usize> = (0..problem.rulebook.clauses.len())
            .filter(|&clause| !matches!(problem.rulebook.clauses[clause].effect, Effect::Warn(_)))
            .collect();
        if cases(problem, &relevant) > effort.enumerate.saturating_mul(PRUNED) {
            return Self::sampled(problem, effort);
        }
        let mut sets = problem.sets.clone();
        match count.visit(&mut sets, &relevant, 1.0) {
            Ok(()) => Self { exact: true, completions: all(problem), ..count.tally },
            Err(TooMany) => Self::sampled(problem, effort),
        }
    }

    fn empty(problem: &Problem<'_>) -> Self {
        let outcomes = vec![0.0; problem.rulebook.architectures.len() + 1];
        let mut starts = vec![0];
        for variable in 0..problem.sets.len() {
            starts.push(starts[variable] + problem.rulebook.size(variable) * outcomes.len());
        }
        let by_option = vec![0.0; starts[problem.sets.len()]];
        Self { by_option, starts, outcomes, exact: false, completions: 0 }
    }

    fn sampled(problem: &Problem<'_>, effort: &Effort) -> Self {
        let mut tally = Self::empty(problem);
        let mut random = Random::new(effort.seed);
        let options: Vec<Vec<usize>> = problem.sets.iter().map(|set| set.iter().collect()).collect();
        let mut completion = problem.sets.clone();
        let weight = 1.0 / f64::from(effort.completions.max(1));
        for _ in 0..effort.completions {
            for (set, options) in completion.iter_mut().zip(&options) {
                if options.len() > 1 {
                    *set = OptionSet::only(options[random.below(options.len())]);
                }
            }
            let winner = winner(problem, &completion);
            tally.add(&completion, winner, weight);
        }
        Self { completions: u64::from(effort.completions), ..tally }
    }

    /// Adds a case that covers all of `sets`.
    fn add(&mut self, sets: &[OptionSet], winner: Option<usize>, weight: f64) {
        let outcome = winner.unwrap_or(self.outcomes.len() - 1);
        self.outcomes[outcome] += weight;
        let width = self.outcomes.len();
        for (set, start) in sets.iter().zip(&self.starts) {
            let each = weight / set.len() as f64;
            set.iter().for_each(|option| self.by_option[start + option * width + outcome] += each);
        }
    }

    pub(super) fn shares(&self) -> Shares {
        let (nobody, first) =
            self.outcomes.split_last().map_or((0.0, &[][..]), |(last, first)| (*last, first));
        let variance = |share: &f64| share * (1.0 - share) / self.completions.max(1) as f64;
        let largest = self.outcomes.iter().map(variance).fold(0.0, f64::max);
        Shares {
            first: first.to_vec(),
            nobody,
            exact: self.exact,
            completions: self.completions,
            standard_error: if self.exact { 0.0 } else { largest.sqrt() },
        }
    }

    /// The expected distance (total variation) of the winner's distribution from what it is now, once the
    /// variable is known.
    pub(super) fn expected_change(&self, variable: usize) -> f64 {
        let distance = |given: &[f64]| {
            let probability: f64 = given.iter().sum();
            let differences =
                given.iter().zip(&self.outcomes).map(|(joint, all)| (joint - probability * all).abs());
            differences.sum::<f64>() / 2.0
        };
        let options = &self.by_option[self.starts[variable]..self.starts[variable + 1]];
        options.chunks(self.outcomes.len()).map(distance).sum()
    }
}

/// Counting rarely leaves out more than this share of the cases; with more there is no use to begin.
const PRUNED: u64 = 100;

/// How many cases the open clauses can tell apart at most.
fn cases(problem: &Problem<'_>, clauses: &[usize]) -> u64 {
    let is_open = |clause: &&usize| truth(problem, **clause, &problem.sets) == Truth::Open;
    let open: Vec<usize> = clauses.iter().filter(is_open).copied().collect();
    let mut variables: Vec<usize> =
        open.iter().flat_map(|&clause| live(problem, clause, &problem.sets)).collect();
    variables.sort_unstable();
    variables.dedup();
    let apart = |variable: usize| {
        classes(problem, variable, problem.sets[variable], open.iter().copied()).len() as u64
    };
    variables.into_iter().map(apart).fold(1, u64::saturating_mul)
}

/// The number of completions.
fn all(problem: &Problem<'_>) -> u64 {
    problem.sets.iter().fold(1_u64, |all, set| all.saturating_mul(set.len() as u64))
}

/// More cases than were allowed.
struct TooMany;

/// Depth first; a variable that no open rule reads is never multiplied out.
struct Count<'p> {
    problem: &'p Problem<'p>,
    tally: Tally,
    cases: u64,
}

impl Count<'_> {
    fn visit(&mut self, sets: &mut [OptionSet], clauses: &[usize], weight: f64) -> Result<(), TooMany> {
        let is_open = |clause: &&usize| truth(self.problem, **clause, sets) == Truth::Open;
        let open: Vec<usize> = clauses.iter().filter(is_open).copied().collect();
        let Some(variable) = open.iter().flat_map(|&clause| live(self.problem, clause, sets)).min() else {
            self.cases = self.cases.checked_sub(1).ok_or(TooMany)?;
            // No clause that scores is open, so any completion of this case has its winner.
            let winner = winner(self.problem, sets);
            self.tally.add(sets, winner, weight);
            return Ok(());
        };
        let whole = sets[variable];
        for part in classes(self.problem, variable, whole, open.iter().copied()) {
            sets[variable] = part;
            self.visit(sets, &open, weight * part.len() as f64 / whole.len() as f64)?;
        }
        sets[variable] = whole;
        Ok(())
    }
}
