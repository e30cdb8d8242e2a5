//! All completions at once: counted where they fall into few different cases, else sampled.

use typed_index_collections::TiVec;

use super::exact_count;
use super::plausibility::OptionWeights;
use super::problem::{Effort, Problem};
use super::search::completion_scorer::CompletionScorer;
use super::search::indices::{ValueIndex, VariableIndex};
use super::search::random::Random;
use super::search::residual::{Completion, Residual};
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

/// Returns what [`Shares::of`] reports, and the same for each option.
pub(super) fn tally(residual: &Residual<'_>, effort: &Effort) -> Tally {
    let values = residual.values.iter().map(|values| values.len() as u64);
    let combinations = values.fold(1, u64::saturating_mul);
    let worth_counting = combinations <= effort.enumerate.saturating_mul(MOST_SPARED);
    let counted = worth_counting.then(|| exact_count::count(residual, effort.enumerate)).flatten();
    counted.unwrap_or_else(|| sample(residual, effort))
}

/// Draws completions with replacement, every option of a variable as likely as it is usual.
fn sample(residual: &Residual<'_>, effort: &Effort) -> Tally {
    let mut tally = Tally::empty(residual);
    let mut random = Random::new(effort.seed);
    let mut scorer = CompletionScorer::new(residual);
    let lots: TiVec<VariableIndex, Vec<(usize, ValueIndex)>> =
        residual.variables.keys().map(|variable| lots(residual, &tally.weights, variable)).collect();
    for _ in 0..effort.completions {
        let drawn: TiVec<VariableIndex, (usize, ValueIndex)> =
            lots.iter().map(|lots| lots[random.below(lots.len())]).collect();
        let values: Completion = drawn.iter().map(|(_, value)| *value).collect();
        let outcome = scorer.winner(&values).unwrap_or(residual.zero());
        tally.outcomes[outcome] += 1.0;
        drawn
            .iter_enumerated()
            .for_each(|(variable, (option, _))| tally.add(variable, *option, outcome, 1.0));
    }
    tally.completions = u64::from(effort.completions);
    tally
}

/// Returns the lots that are drawn for a variable: each possible option as often as it weighs, with the value
/// in which it lies.
fn lots(
    residual: &Residual<'_>,
    weights: &OptionWeights,
    variable: VariableIndex,
) -> Vec<(usize, ValueIndex)> {
    let mut lots = Vec::new();
    for (value, options) in residual.values[variable].iter_enumerated() {
        for option in options.iter() {
            let weight = weights.option(variable, option) as usize;
            lots.extend(std::iter::repeat_n((option, value), weight));
        }
    }
    lots
}
