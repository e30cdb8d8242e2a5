//! The regions of all clauses in one row of memory, so that a large rulebook is read as fast as a small one.
//!
//! Twice: box after box, to look at one clause; and turned round, for each option of each variable a bit map
//! of the boxes that admit it, to look at all of them. There a box can be reached if every variable has a
//! possible option that admits it, and is certain if all of its possible options do.

use std::ops::Range;

use typed_index_collections::{TiSlice, TiVec, ti_vec};

use super::box_bitmaps::{Column, WORD};
use super::condition::TruthRegions;
use super::region::Region;
use crate::options::{OptionSet, Truth};
use crate::rulebook::ids::{ClauseId, OptionSets, VariableId};

/// The regions of all clauses, for fast evaluation.
#[derive(Debug, Clone, Default)]
pub struct Index {
    tests: Vec<(VariableId, OptionSet)>,
    /// Where the tests of each box end.
    box_ends: Vec<u32>,
    /// For each clause the boxes where it holds, followed by those where it fails.
    clauses: TiVec<ClauseId, ClauseBoxes>,
    /// For each bit of the bit maps its clause. The boxes of one clause are neighbours.
    owners: Vec<u32>,
    /// For each variable the bit maps of the boxes that test it.
    columns: TiVec<VariableId, Column>,
}

#[derive(Debug, Clone, Copy)]
struct ClauseBoxes {
    first: u32,
    fails_from: u32,
    end: u32,
}

impl Index {
    /// Makes the index of clauses that hold in these regions, over variables with this many values.
    pub(super) fn new<'c>(
        clauses: impl Iterator<Item = &'c TruthRegions>,
        sizes: &TiSlice<VariableId, usize>,
    ) -> Self {
        let mut index = Self::default();
        for (position, decided) in clauses.enumerate() {
            let first = index.add(&decided.holds);
            let fails_from = index.add(&decided.fails);
            let end = index.box_ends.len() as u32;
            index.clauses.push(ClauseBoxes { first, fails_from, end });
            index.owners.extend((first..fails_from).map(|_| position as u32));
        }
        index.turn_round(sizes);
        index
    }

    /// Adds the boxes of a region and returns the position of the first.
    fn add(&mut self, region: &Region) -> u32 {
        let first = self.box_ends.len() as u32;
        for cuboid in &region.boxes {
            self.tests.extend(&cuboid.tests);
            self.box_ends.push(self.tests.len() as u32);
        }
        first
    }

    fn turn_round(&mut self, sizes: &TiSlice<VariableId, usize>) {
        let mut tests: TiVec<VariableId, Vec<(usize, OptionSet)>> = ti_vec![Vec::new(); sizes.len()];
        let mut bit = 0;
        for clause in self.clauses.keys() {
            for cuboid in self.holding(clause) {
                cuboid.iter().for_each(|(variable, options)| tests[*variable].push((bit, *options)));
                bit += 1;
            }
        }
        self.columns = tests.iter().zip(sizes).map(|(tests, size)| Column::new(tests, *size)).collect();
    }

    /// Calls `visit`, in the order of the rulebook, with every clause that does not fail, and whether it
    /// holds or is open while only `sets` are known. Exact, and much faster than asking one by one.
    pub fn scan(&self, sets: &OptionSets, mut visit: impl FnMut(ClauseId, Truth)) {
        let words = self.owners.len().div_ceil(WORD);
        let (mut reached, mut unsure) = (vec![u64::MAX; words], vec![0; words]);
        for (column, set) in self.columns.iter().zip(sets) {
            column.narrow(*set, &mut reached, &mut unsure);
        }
        let mut last = None;
        for (word, (reached, unsure)) in reached.iter().zip(&unsure).enumerate() {
            let mut left = *reached;
            while left != 0 {
                let bit = left.trailing_zeros() as usize;
                left &= left - 1;
                // The last word may be filled in part.
                let Some(&owner) = self.owners.get(word * WORD + bit) else { return };
                if last == Some(owner) {
                    continue;
                }
                last = Some(owner);
                let clause = ClauseId::from(owner as usize);
                let ClauseBoxes { first, fails_from, .. } = self.clauses[clause];
                visit(
                    clause,
                    match (unsure >> bit & 1, fails_from - first) {
                        (0, _) => Truth::Holds,
                        (_, 1) => Truth::Open,
                        // Several boxes may cover together what none covers alone.
                        _ => self.truth(clause, sets),
                    },
                );
            }
        }
    }

    /// Returns what can be said of a clause while only `sets` are known. Exact.
    pub fn truth(&self, clause: ClauseId, sets: &OptionSets) -> Truth {
        let ClauseBoxes { first, fails_from, end } = self.clauses[clause];
        if !self.meets(first..fails_from, sets) {
            Truth::Fails
        } else if self.meets(fails_from..end, sets) {
            Truth::Open
        } else {
            Truth::Holds
        }
    }

    fn meets(&self, boxes: Range<u32>, sets: &OptionSets) -> bool {
        let mut boxes = boxes;
        boxes.any(|cuboid| {
            self.tests(cuboid as usize).iter().all(|(variable, options)| options.intersects(sets[*variable]))
        })
    }

    fn tests(&self, cuboid: usize) -> &[(VariableId, OptionSet)] {
        let start = if cuboid == 0 { 0 } else { self.box_ends[cuboid - 1] as usize };
        &self.tests[start..self.box_ends[cuboid] as usize]
    }

    /// Yields the boxes in which a clause holds, each as its tests.
    pub fn holding(&self, clause: ClauseId) -> impl Iterator<Item = &[(VariableId, OptionSet)]> {
        let ClauseBoxes { first, fails_from, .. } = self.clauses[clause];
        (first..fails_from).map(|cuboid| self.tests(cuboid as usize))
    }
}
