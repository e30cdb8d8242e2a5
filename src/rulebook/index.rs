//! The regions of all clauses in one row of memory, so that a large rulebook is read as fast as a small one.

use std::ops::Range;

use super::model::{Clause, Effect};
use super::region::Region;
use crate::options::{OptionSet, Truth};

/// Every test of every clause, box after box.
#[derive(Debug, Clone, Default)]
pub struct Index {
    tests: Vec<(u32, OptionSet)>,
    /// Where the tests of each box end.
    box_ends: Vec<u32>,
    /// For each clause the boxes where it holds, followed by those where it fails.
    clauses: Vec<Boxes>,
    /// For each clause that gives points its quality.
    qualities: Vec<Option<u16>>,
    /// For each clause the points of each architecture, zero if it gives none.
    points: Vec<i8>,
    architectures: usize,
}

#[derive(Debug, Clone, Copy)]
struct Boxes {
    first: u32,
    fails_from: u32,
    end: u32,
}

impl Index {
    pub(super) fn new(clauses: &[Clause], architectures: usize) -> Self {
        let mut index = Self { architectures, ..Self::default() };
        for clause in clauses {
            let first = index.add(&clause.decided.holds);
            let fails_from = index.add(&clause.decided.fails);
            let end = index.box_ends.len() as u32;
            index.clauses.push(Boxes { first, fails_from, end });
            let (quality, points) = match &clause.effect {
                Effect::Points { quality, points } => (Some(*quality as u16), points.clone()),
                Effect::RulesOut(_) | Effect::Warn(_) => (None, vec![0; architectures]),
            };
            index.qualities.push(quality);
            index.points.extend(points);
        }
        index
    }

    /// The quality under which a clause gives points, and the points of each architecture.
    pub fn points(&self, clause: usize) -> Option<(usize, &[i8])> {
        let quality = self.qualities[clause]?;
        let row = clause * self.architectures;
        Some((usize::from(quality), &self.points[row..row + self.architectures]))
    }

    /// Adds the boxes of a region and returns the position of the first.
    fn add(&mut self, region: &Region) -> u32 {
        let first = self.box_ends.len() as u32;
        for cuboid in &region.boxes {
            self.tests.extend(cuboid.tests.iter().map(|(variable, options)| (*variable as u32, *options)));
            self.box_ends.push(self.tests.len() as u32);
        }
        first
    }

    /// What can be said of a clause while only `sets` are known. Exact.
    pub fn truth(&self, clause: usize, sets: &[OptionSet]) -> Truth {
        let Boxes { first, fails_from, end } = self.clauses[clause];
        if !self.meets(first..fails_from, sets) {
            Truth::Fails
        } else if self.meets(fails_from..end, sets) {
            Truth::Open
        } else {
            Truth::Holds
        }
    }

    /// Whether a clause holds in some completion of `sets`; with one completion left: whether it holds.
    pub fn possible(&self, clause: usize, sets: &[OptionSet]) -> bool {
        let Boxes { first, fails_from, .. } = self.clauses[clause];
        self.meets(first..fails_from, sets)
    }

    fn meets(&self, boxes: Range<u32>, sets: &[OptionSet]) -> bool {
        let mut boxes = boxes;
        boxes.any(|cuboid| {
            self.tests(cuboid as usize)
                .iter()
                .all(|(variable, options)| options.meets(sets[*variable as usize]))
        })
    }

    fn tests(&self, cuboid: usize) -> &[(u32, OptionSet)] {
        let start = if cuboid == 0 { 0 } else { self.box_ends[cuboid - 1] as usize };
        &self.tests[start..self.box_ends[cuboid] as usize]
    }

    /// The boxes in which a clause holds, as tests.
    pub fn holding(&self, clause: usize) -> impl Iterator<Item = &[(u32, OptionSet)]> {
        let Boxes { first, fails_from, .. } = self.clauses[clause];
        (first..fails_from).map(|cuboid| self.tests(cuboid as usize))
    }
}
