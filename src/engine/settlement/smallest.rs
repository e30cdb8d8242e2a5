//! The fewest disputes whose settling lets an architecture lead, however the others are settled.
//!
//! A way to settle after which it does not lead must be excluded: by settling one of its disputes otherwise.
//! So each such way says what can be added to a set that is not enough yet, and all sets that are enough are
//! found; by growing size, the first is the smallest.

use std::collections::BTreeSet;

use super::ways::{Settled, Ways};
use crate::engine::search::indices::{ValueIndex, VariableIndex};
use crate::engine::search::state::State;
use crate::rulebook::ArchitectureId;

/// What some disputes are settled on.
type Choice = Vec<(VariableIndex, ValueIndex)>;

/// Searches for the smallest choice.
pub(super) struct Smallest<'w, 'r> {
    ways: &'w mut Ways<'r>,
    leader: ArchitectureId,
    /// Ways to settle after which it does not lead.
    refutations: Vec<Settled>,
    chosen: Choice,
    /// The choices of the size in hand that were looked at, whatever the order in which they were made.
    seen: BTreeSet<Choice>,
}

impl<'w, 'r> Smallest<'w, 'r> {
    pub(super) fn new(ways: &'w mut Ways<'r>, leader: ArchitectureId) -> Self {
        Self { ways, leader, refutations: Vec::new(), chosen: Vec::new(), seen: BTreeSet::new() }
    }

    /// Returns a smallest choice; `None` if the nodes run out first, or if it leads in no way.
    pub(super) fn find(mut self) -> Option<Choice> {
        let mut state = State::new(self.ways.residual);
        for size in 0..=self.ways.residual.variables.len() {
            self.seen.clear();
            if self.is_enough(&mut state, size).ok()? {
                self.chosen.sort_unstable();
                return Some(self.chosen);
            }
        }
        None
    }

    /// Returns whether what is chosen is enough together with so many more, which are then chosen.
    fn is_enough(&mut self, state: &mut State<'r>, more: usize) -> Result<bool, ()> {
        let Some(refutation) = self.refutation(state)? else { return Ok(true) };
        if more == 0 {
            return Ok(false);
        }
        for (variable, refuted) in refutation.iter_enumerated() {
            let Some(refuted) = *refuted else { continue };
            if state.has_value(variable) {
                continue;
            }
            for value in self.ways.residual.values[variable].keys().filter(|value| *value != refuted) {
                self.chosen.push((variable, value));
                let mut sorted = self.chosen.clone();
                sorted.sort_unstable();
                if self.seen.insert(sorted)
                    && state.with(variable, value, |state| self.is_enough(state, more - 1))?
                {
                    return Ok(true);
                }
                self.chosen.pop();
            }
        }
        Ok(false)
    }

    /// Returns a way to settle the rest after which the architecture does not lead.
    fn refutation(&mut self, state: &mut State<'r>) -> Result<Option<Settled>, ()> {
        let agrees = |known: &&Settled| {
            let mut pairs = known.iter().zip(state.values());
            pairs.all(|(refuted, chosen)| refuted.is_none() || chosen.is_none() || refuted == chosen)
        };
        if let Some(known) = self.refutations.iter().find(agrees) {
            return Ok(Some(known.clone()));
        }
        let found = self.ways.without(state, Some(self.leader))?;
        self.refutations.extend(found.clone());
        Ok(found)
    }
}
