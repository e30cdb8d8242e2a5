//! From sets of options to scores and a verdict: indices and integers, no I/O, no clock, no hidden chance.

mod evaluate;
mod stub;
mod verdict;
pub use stub::*;

pub use evaluate::{Evaluation, Score};
pub use verdict::{Status, Verdict};

use crate::options::OptionSet;
use crate::rulebook::Rulebook;

/// What is asked of the engine.
#[derive(Debug, Clone)]
pub struct Problem<'a> {
    pub rulebook: &'a Rulebook,
    /// For each variable the options still possible; never empty.
    pub sets: Vec<OptionSet>,
    /// For each quality 0 to 5.
    pub weights: Vec<u8>,
    /// The architectures to choose from.
    pub among: OptionSet,
}

impl<'a> Problem<'a> {
    /// Nothing is known yet, every architecture is a candidate, and the rulebook sets the weights.
    pub fn open(rulebook: &'a Rulebook) -> Self {
        Self {
            rulebook,
            sets: rulebook.all_open(),
            weights: rulebook.weights(),
            among: OptionSet::full(rulebook.architectures.len()),
        }
    }

    /// The same problem with other sets.
    pub fn with_sets(&self, sets: Vec<OptionSet>) -> Self {
        Self { sets, ..self.clone() }
    }
}
