//! How plausible answers are, by what the rulebook says is usual: it weighs completions and orders what is
//! shown first. No point, no state of a rule and no proof rests on it.

use std::cmp::Ordering;

use typed_index_collections::TiVec;

use super::problem::{Change, Problem};
use super::search::indices::VariableIndex;
use super::search::residual::Residual;
use crate::options::OptionSet;
use crate::rulebook::{OptionSets, Rarity, Rulebook};

/// The weights of the options of each variable on which something hangs: whole numbers, so that counts of
/// completions stay exact. Alike where the rulebook says nothing.
#[derive(Debug, Clone)]
pub(super) struct OptionWeights(TiVec<VariableIndex, Vec<f64>>);

impl OptionWeights {
    pub(super) fn of(residual: &Residual<'_>) -> Self {
        let problem = residual.problem;
        let weights =
            residual.variables.iter().zip(residual.variables.keys()).map(|(&variable, index)| match problem
                .rulebook
                .option_weights(variable, &problem.sets)
            {
                Some(weights) => reduced(&weights, residual.options(index)),
                None => vec![1.0; problem.rulebook.size(variable)],
            });
        Self(weights.collect())
    }

    /// Returns the weight of one option.
    pub(super) fn option(&self, variable: VariableIndex, option: usize) -> f64 {
        self.0[variable][option]
    }

    /// Returns the weight of some options together.
    pub(super) fn options(&self, variable: VariableIndex, options: OptionSet) -> f64 {
        options.iter().map(|option| self.option(variable, option)).sum()
    }
}

/// Divides the weights of the possible options by what they have in common: the smaller the counts, the
/// longer they stay exact.
fn reduced(weights: &[u32], possible: OptionSet) -> Vec<f64> {
    let common = possible.iter().fold(0, |common, option| greatest_common_divisor(common, weights[option]));
    weights.iter().map(|weight| f64::from(*weight) / f64::from(common.max(1))).collect()
}

fn greatest_common_divisor(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { greatest_common_divisor(b, a % b) }
}

/// How plausible some answers are together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plausibility {
    /// The rarities of the answers added up: 0 for each that is usual, 1 for an unusual, 2 for a rare one.
    pub surprise: u32,
    /// The product of their shares: about what part of the plausible systems gives all of these answers. Of
    /// an answer of which the rulebook says nothing the share counts as 1.
    pub share: f64,
}

impl Plausibility {
    /// How plausible it is to answer nothing.
    pub(super) const OF_NOTHING: Self = Self { surprise: 0, share: 1.0 };

    /// Returns how plausible these answers and others are together.
    pub(super) fn and(self, other: Self) -> Self {
        Self { surprise: self.surprise + other.surprise, share: self.share * other.share }
    }

    /// Orders the most plausible first: what takes the fewest unusual answers, then what is most frequent.
    pub(super) fn compare(&self, other: &Self) -> Ordering {
        self.surprise.cmp(&other.surprise).then(other.share.total_cmp(&self.share))
    }

    /// Returns how plausible some answers are, given what is known of the questions that they do not answer.
    pub fn of(rulebook: &Rulebook, known: &OptionSets, changes: &[Change]) -> Self {
        let mut known = known.clone();
        for change in changes {
            known[change.variable] = OptionSet::full(rulebook.size(change.variable));
        }
        let shares = changes.iter().filter_map(|change| share(rulebook, &known, *change));
        let each = shares.map(|share| Self { surprise: Rarity::of(share) as u32, share });
        each.fold(Self::OF_NOTHING, Self::and)
    }
}

/// Returns how unusual one answer is, given what is known of the other questions.
pub fn rarity(rulebook: &Rulebook, known: &OptionSets, change: Change) -> Rarity {
    share(rulebook, known, change).map_or(Rarity::Usual, Rarity::of)
}

/// Returns the share of systems that give an answer; `None` if the rulebook says nothing of it.
fn share(rulebook: &Rulebook, known: &OptionSets, change: Change) -> Option<f64> {
    let weights = rulebook.option_weights(change.variable, known)?;
    let all: u32 = weights.iter().sum();
    Some(f64::from(weights[change.option]) / f64::from(all))
}

/// Orders ways to another winner: those that take the fewest unusual answers first. Others keep their order.
pub(super) fn sort_by_surprise<T>(problem: &Problem<'_>, ways: &mut [T], changes: impl Fn(&T) -> &[Change]) {
    ways.sort_by_cached_key(|way| Plausibility::of(problem.rulebook, &problem.sets, changes(way)).surprise);
}
