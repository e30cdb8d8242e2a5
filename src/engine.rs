//! From sets of options to scores and a verdict: indices and integers, no I/O, no clock, no hidden chance.
//!
//! The variables of a rulebook are independent: a *completion* is one option for each, and every question
//! about open answers is a question about all completions. `search` lays out what they leave undecided and
//! looks for those that decide: the least lead of one architecture over another, a completion in which one
//! wins. `win_shares` counts completions, or samples them where they are too many.

mod analysis;
mod composition;
mod evaluate;
mod exact_count;
mod flips;
mod question_ranking;
mod robustness;
mod search;
mod tally;
mod verdict;
mod win_shares;

pub use analysis::{Analysis, Effort, Range};
pub use composition::Composition;
pub use evaluate::{Evaluation, Score};
pub use flips::{Change, Flip};
pub use question_ranking::OpenQuestion;
pub use robustness::{Robustness, Stable};
pub use search::can_win;
pub use verdict::{Refutation, Status, Verdict};
pub use win_shares::Shares;

use typed_index_collections::TiVec;

use crate::rulebook::{ArchitectureId, ArchitectureSet, Clause, OptionSets, QualityId, Rulebook};

/// What is asked of the engine.
#[derive(Debug, Clone)]
pub struct Problem<'a> {
    /// By which questions, rules and architectures.
    pub rulebook: &'a Rulebook,
    /// For each variable the options still possible; never empty.
    pub sets: OptionSets,
    /// For each quality 0 to 5.
    pub weights: TiVec<QualityId, u8>,
    /// The architectures to choose from.
    pub among: ArchitectureSet,
}

impl<'a> Problem<'a> {
    /// Nothing is known yet, every architecture is a candidate, and the rulebook sets the weights.
    pub fn open(rulebook: &'a Rulebook) -> Self {
        Self {
            rulebook,
            sets: rulebook.all_open(),
            weights: rulebook.weights(),
            among: ArchitectureSet::full(rulebook.architectures.len()),
        }
    }

    /// The same problem with other sets.
    pub fn with_sets(&self, sets: OptionSets) -> Self {
        Self { sets, ..self.clone() }
    }

    /// Returns points under a quality, times its weight.
    pub fn weigh(&self, quality: QualityId, points: i8) -> i32 {
        i32::from(self.weights[quality]) * i32::from(points)
    }

    /// Returns the weighted points that a clause gives an architecture where it holds; 0 if it scores
    /// nothing.
    pub fn weighted(&self, clause: &Clause, architecture: ArchitectureId) -> i32 {
        clause.effect.points().map_or(0, |(quality, points)| self.weigh(quality, points[architecture]))
    }
}
