//! All completions at once: counted where they fall into few different cases, else sampled.

use typed_index_collections::TiVec;

use super::search::completion_scorer::CompletionScorer;
use super::search::random::Random;
use super::search::residual::Residual;
use super::tally::Tally;
use super::{Effort, Problem, exact_count};
use crate::rulebook::ArchitectureId;

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
        Self::over(&tally(&Residual::of(problem), effort))
    }

    pub(super) fn over(tally: &Tally) -> Self {
        let total = tally.total();
        let shares: Vec<f64> = tally.outcomes.iter().map(|outcome| outcome / total).collect();
        let (nobody, first) = shares.split_last().map_or((0.0, &[][..]), |(last, first)| (*last, first));
        let variance = |share: &f64| share * (1.0 - share) / tally.completions.max(1) as f64;
        let largest = shares.iter().map(variance).fold(0.0, f64::max);
        Self {
            first: first.to_vec().into(),
            nobody,
            exact: tally.exact,
            completions: tally.completions,
            standard_error: if tally.exact { 0.0 } else { largest.sqrt() },
        }
    }
}

/// Up to so many times as many combinations of values as cases are allowed a count is tried: bounds and alike
/// values rarely spare more.
const MOST_SPARED: u64 = 100;

/// Counts the completions if that takes no more than `effort.enumerate` cases, and else samples them.
pub(super) fn tally(residual: &Residual<'_>, effort: &Effort) -> Tally {
    let values = residual.values.iter().map(|values| values.len() as u64);
    let combinations = values.fold(1, u64::saturating_mul);
    let worth_counting = combinations <= effort.enumerate.saturating_mul(MOST_SPARED);
    let counted = worth_counting.then(|| exact_count::count(residual, effort.enumerate)).flatten();
    counted.unwrap_or_else(|| sample(residual, effort))
}

/// Draws completions with replacement, every option of a variable as likely as the others.
fn sample(residual: &Residual<'_>, effort: &Effort) -> Tally {
    let mut tally = Tally::empty(residual);
    let mut random = Random::new(effort.seed);
    let mut scorer = CompletionScorer::new(residual);
    // For each variable its possible options, each with the value in which it lies.
    let options: Vec<Vec<(usize, usize)>> = residual
        .values
        .iter()
        .map(|values| {
            let values = values.iter().enumerate();
            values.flat_map(|(at, value)| value.iter().map(move |option| (option, at))).collect()
        })
        .collect();
    let mut values = vec![0; options.len()];
    let mut rows = vec![0; options.len()];
    for _ in 0..effort.completions {
        for (variable, options) in options.iter().enumerate() {
            let (option, value) = options[random.below(options.len())];
            (values[variable], rows[variable]) = (value, tally.row(variable, option));
        }
        let outcome = scorer.winner(&values).unwrap_or(residual.zero()).into();
        tally.outcomes[outcome] += 1.0;
        rows.iter().for_each(|&row| tally.add(row, outcome, 1.0));
    }
    tally.completions = u64::from(effort.completions);
    tally
}
