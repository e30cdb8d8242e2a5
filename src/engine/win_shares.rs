//! All completions at once: counted where they fall into few different cases, else sampled.

use typed_index_collections::TiVec;

use super::exact_count;
use super::problem::{Effort, Problem};
use super::sampler::Sampler;
use super::search::residual::Residual;
use super::tally::Tally;
use crate::rulebook::ArchitectureId;

/// The share of completions in which each architecture wins. A completion counts as much as its options are
/// usual by the rulebook; where it does not say, every option of a variable counts alike. It says how open
/// the matter is, not how likely the verdict is to be right.
#[derive(Debug, Clone, PartialEq)]
pub struct Shares {
    /// For each architecture of the rulebook the share in which it wins.
    pub first: TiVec<ArchitectureId, f64>,
    /// The share in which every candidate is ruled out.
    pub nobody: f64,
    /// Whether all completions were counted; else they were sampled.
    pub exact: bool,
    /// How many there are if exact (saturating), else how many were sampled.
    pub completions: u64,
    /// The largest of the standard errors of the shares; 0 if exact.
    pub standard_error: f64,
}

impl Shares {
    /// Counts all completions if that takes no more than `effort.enumerate` cases, and else samples them.
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

/// How many combinations of values bounds and alike values spare for each case that is counted: rarely more.
/// With more combinations for each case that is allowed a count is not even tried.
const MOST_SPARED: u64 = 100;
/// Of more clauses than this fewer cases are counted: each costs in proportion to them.
const CLAUSES: u64 = 200;

/// Returns what [`Shares::of`] reports, and the same for each option.
pub(super) fn tally(residual: &Residual<'_>, effort: &Effort) -> Tally {
    let values = residual.values.iter().map(|values| values.len() as u64);
    let combinations = values.fold(1, u64::saturating_mul);
    let clauses = (residual.clauses.len() as u64).max(CLAUSES);
    let cases = effort.enumerate.saturating_mul(CLAUSES) / clauses;
    let worth_counting = combinations <= cases.saturating_mul(MOST_SPARED);
    let counted = worth_counting.then(|| exact_count::count(residual, cases)).flatten();
    counted.unwrap_or_else(|| sample(residual, effort))
}

/// Draws completions, and adds up who wins them.
fn sample(residual: &Residual<'_>, effort: &Effort) -> Tally {
    let mut tally = Tally::empty(residual);
    let mut sampler = Sampler::new(residual, &tally.weights, effort.seed);
    for _ in 0..effort.completions {
        let outcome = sampler.draw();
        tally.outcomes[outcome] += 1.0;
        for (variable, option) in sampler.options.iter_enumerated() {
            tally.add(variable, *option, outcome, 1.0);
        }
        tally.give_example(outcome, 1.0, || sampler.sets());
    }
    tally.completions = u64::from(effort.completions);
    tally
}
