//! Completions drawn at random, each option of a variable as likely as it is usual, with who wins them.

use typed_index_collections::{TiVec, ti_vec};

use super::plausibility::OptionWeights;
use super::search::completion_scorer::CompletionScorer;
use super::search::indices::{ValueIndex, VariableIndex};
use super::search::random::Random;
use super::search::residual::{Completion, Residual};
use super::witnesses::first_of;
use crate::options::OptionSet;
use crate::rulebook::{ArchitectureId, OptionSets};

pub(super) struct Sampler<'r> {
    residual: &'r Residual<'r>,
    scorer: CompletionScorer<'r>,
    random: Random,
    /// For each variable each possible option as often as it weighs, with the value in which it lies.
    lots: TiVec<VariableIndex, Vec<(usize, ValueIndex)>>,
    /// What was drawn last.
    pub options: TiVec<VariableIndex, usize>,
    values: Completion,
}

impl<'r> Sampler<'r> {
    /// Draws the same completions for the same seed.
    pub(super) fn new(residual: &'r Residual<'r>, weights: &OptionWeights, seed: u64) -> Self {
        Self {
            residual,
            scorer: CompletionScorer::new(residual),
            random: Random::new(seed),
            lots: residual.variables.keys().map(|variable| lots(residual, weights, variable)).collect(),
            options: ti_vec![0; residual.variables.len()],
            values: ti_vec![ValueIndex::from(0); residual.variables.len()],
        }
    }

    /// Draws the next completion with replacement, and returns who wins it; [`Residual::zero`] stands for
    /// nobody.
    pub(super) fn draw(&mut self) -> ArchitectureId {
        let drawn = self.lots.iter().map(|lots| lots[self.random.below(lots.len())]);
        for ((option, value), (lot, of)) in self.options.iter_mut().zip(&mut self.values).zip(drawn) {
            (*option, *value) = (lot, of);
        }
        self.scorer.winner(&self.values).unwrap_or(self.residual.zero())
    }

    /// Returns what it costs to draw a completion, in the steps of a
    /// [`Budget`](super::search::budget::Budget).
    pub(super) fn cost(&self) -> u64 {
        self.scorer.cost()
    }

    /// Returns the completion that was drawn last; variables on which nothing hangs have their first option.
    pub(super) fn sets(&self) -> OptionSets {
        let mut sets = first_of(&self.residual.problem.sets);
        for (variable, option) in self.residual.variables.iter().zip(&self.options) {
            sets[*variable] = OptionSet::only(*option);
        }
        sets
    }
}

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
