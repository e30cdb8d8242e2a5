//! What the engine is asked, and how hard it tries.

use typed_index_collections::TiVec;

use crate::options::{OptionSet, Truth};
use crate::rulebook::{
    ArchitectureId, ArchitectureSet, Clause, OptionSets, QualityId, Question, QuestionId, Rulebook,
    VariableId,
};

/// A decision to be made: who wins by a rulebook, given what is known and what counts how much.
#[derive(Debug, Clone)]
pub struct Problem<'a> {
    /// The questions, rules and architectures.
    pub rulebook: &'a Rulebook,
    /// For each variable the options still possible; never empty.
    pub sets: OptionSets,
    /// For each quality its weight, at most [`MAX_WEIGHT`](crate::rulebook::MAX_WEIGHT).
    pub weights: TiVec<QualityId, u8>,
    /// The architectures to choose from.
    pub among: ArchitectureSet,
}

impl<'a> Problem<'a> {
    /// Returns the problem where nothing is known, every architecture is a candidate, and the rulebook sets
    /// the weights.
    pub fn open(rulebook: &'a Rulebook) -> Self {
        Self {
            rulebook,
            sets: rulebook.all_open(),
            weights: rulebook.weights(),
            among: ArchitectureSet::full(rulebook.architectures.len()),
        }
    }

    /// Returns the same problem with other sets.
    pub fn with_sets(&self, sets: OptionSets) -> Self {
        Self { sets, ..self.clone() }
    }

    /// Returns the problem after some changes.
    pub fn with_changes(mut self, changes: &[Change]) -> Self {
        changes.iter().for_each(|change| self.sets[change.variable] = OptionSet::only(change.option));
        self
    }

    /// Returns whether a question is asked, or may be, and not fully answered.
    pub fn is_open(&self, question: &Question) -> bool {
        let is_complete = self.sets[question.variables.clone()].iter().all(|set| set.single().is_some());
        !is_complete && question.asked.truth(&self.sets) != Truth::Fails
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

/// One variable set to one option.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Change {
    /// The variable.
    pub variable: VariableId,
    /// Its new value, an index into its options.
    pub option: usize,
}

/// How hard to try, and the seed of what is sampled. The same effort gives the same results.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effort {
    /// Nodes for all searches of a report together, each counted as a look at every clause of the rulebook;
    /// past them bounds are given, and said to be no proof.
    pub nodes: u64,
    /// How many weightings are drawn.
    pub samples: u32,
    /// How many completions are drawn where they are too many to count.
    pub completions: u32,
    /// Up to so many different cases completions are counted.
    pub enumerate: u64,
    /// The seed of everything that is drawn: the same seed gives the same samples.
    pub seed: u64,
    /// Questions whose answers cannot change.
    pub fixed: Vec<QuestionId>,
}

impl Default for Effort {
    /// Returns what keeps an analysis of the built-in rulebook within some milliseconds.
    fn default() -> Self {
        Self {
            // In all benchmarked situations over up to 10,000 rules it is proven with these who can win, the
            // worst in 0.3 s, and a report mostly costs less than three times the reading of its rulebook.
            nodes: 10_000,
            // The standard error of a share is 0.5 % at most.
            samples: 10_000,
            // The standard error of a share is 1.1 % at most.
            completions: 2_000,
            enumerate: 20_000,
            seed: 1,
            fixed: Vec::new(),
        }
    }
}
