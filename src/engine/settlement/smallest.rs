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

/// So many choices of the smallest size are looked for.
const MOST: usize = 64;

/// What some disputes are settled on.
pub(super) type Choice = Vec<(VariableIndex, ValueIndex)>;

/// Searches for the smallest choice.
pub(super) struct Smallest<'w, 'r> {
    ways: &'w mut Ways<'r>,
    leader: ArchitectureId,
    /// Ways to settle after which it does not lead.
    refutations: Vec<Settled>,
    chosen: Choice,
    /// The choices that are enough.
    enough: Vec<Choice>,
    /// The choices of the size in hand that were looked at, whatever the order in which they were made.
    seen: BTreeSet<Choice>,
}

impl<'w, 'r> Smallest<'w, 'r> {
    pub(super) fn new(ways: &'w mut Ways<'r>, leader: ArchitectureId) -> Self {
        Self {
            ways,
            leader,
            refutations: Vec::new(),
            chosen: Vec::new(),
            enough: Vec::new(),
            seen: BTreeSet::new(),
        }
    }

    /// Returns the smallest choices, up to [`MOST`]; none if the nodes run out before the first is found, or
    /// if it leads in no way.
    pub(super) fn find(mut self) -> Vec<Choice> {
        let mut state = State::new(self.ways.residual);
        for size in 0..=self.ways.residual.variables.len() {
            self.seen.clear();
            if self.search(&mut state, size).is_err() || !self.enough.is_empty() {
                break;
            }
        }
        self.enough
    }

    /// Looks for what is enough beside what is chosen, by choosing so many more.
    fn search(&mut self, state: &mut State<'r>, more: usize) -> Result<(), ()> {
        // What is refuted by a way that is known costs no search, but there may be very many choices.
        if self.ways.spend().is_break() {
            return Err(());
        }
        let Some(refutation) = self.refutation(state)? else {
            let mut chosen = self.chosen.clone();
            chosen.sort_unstable();
            self.enough.push(chosen);
            return Ok(());
        };
        if more == 0 {
            return Ok(());
        }
        for (variable, refuted) in refutation.iter_enumerated() {
            let Some(refuted) = *refuted else { continue };
            if state.has_value(variable) {
                continue;
            }
            for value in self.ways.residual.values[variable].keys().filter(|value| *value != refuted) {
                if self.enough.len() >= MOST {
                    return Ok(());
                }
                self.chosen.push((variable, value));
                let mut sorted = self.chosen.clone();
                sorted.sort_unstable();
                if self.seen.insert(sorted) {
                    state.with(variable, value, |state| self.search(state, more - 1))?;
                }
                self.chosen.pop();
            }
        }
        Ok(())
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
