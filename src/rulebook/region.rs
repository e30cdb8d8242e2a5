//! Conditions as unions of boxes: for each variable the options that pass.
//!
//! The variables of a situation are independent of each other, so a box can be reached exactly if each of
//! its tests can pass, and a union if one of its boxes can. That makes the three-valued reading of a
//! condition exact without any search: keep the boxes where it is true and those where it is false.

use serde::{Deserialize, Serialize};
use typed_index_collections::TiSlice;

use crate::options::OptionSet;
use crate::rulebook::ids::{OptionSets, VariableId};

/// The most boxes of a region. A condition with more is beyond what a reader could follow, and is refused.
pub const MAX_BOXES: usize = 1_000;

/// A condition with more than [`MAX_BOXES`] boxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooComplex;

/// One box: the options that each tested variable may have. Sorted by variable; no test passes everything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cuboid {
    /// The variables that it tests, each with the options that it may have. Any other may have all of its.
    pub tests: Vec<(VariableId, OptionSet)>,
}

/// A union of boxes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Region {
    /// The boxes. A completion that lies in any of them lies in the region.
    pub boxes: Vec<Cuboid>,
}

impl Cuboid {
    /// Returns whether some completion of `sets` lies in the box.
    pub fn meets(&self, sets: &OptionSets) -> bool {
        self.tests.iter().all(|&(variable, options)| options.intersects(sets[variable]))
    }

    fn and(&self, other: &Self) -> Option<Self> {
        let mut tests = Vec::with_capacity(self.tests.len() + other.tests.len());
        let (mut left, mut right) = (self.tests.iter().peekable(), other.tests.iter().peekable());
        loop {
            let next = match (left.peek(), right.peek()) {
                (None, None) => return Some(Self { tests }),
                (Some(l), Some(r)) if l.0 == r.0 => {
                    let both = (l.0, l.1.intersection(r.1));
                    left.next();
                    right.next();
                    both
                }
                (Some(l), r) if r.is_none_or(|r| l.0 < r.0) => *left.next()?,
                _ => *right.next()?,
            };
            if next.1.is_empty() {
                return None;
            }
            tests.push(next);
        }
    }

    /// Returns whether every completion of this box is one of the other.
    pub fn lies_in(&self, other: &Self) -> bool {
        let mine = |variable| self.tests.iter().find(|test| test.0 == variable);
        other.tests.iter().all(|(variable, options)| mine(*variable).is_some_and(|m| m.1.is_subset(*options)))
    }

    /// Returns the union; `None` unless the two differ in the options of one variable only: else it is not
    /// a box.
    fn merge(&self, other: &Self) -> Option<Self> {
        let same_variables = self.tests.iter().map(|t| t.0).eq(other.tests.iter().map(|t| t.0));
        if !same_variables {
            return None;
        }
        let mut differing = (0..self.tests.len()).filter(|&i| self.tests[i].1 != other.tests[i].1);
        let (Some(at), None) = (differing.next(), differing.next()) else { return None };
        let mut merged = self.clone();
        merged.tests[at].1 = merged.tests[at].1.union(other.tests[at].1);
        Some(merged)
    }
}

impl Region {
    /// Returns the region without any completion.
    pub fn nothing() -> Self {
        Self::default()
    }

    /// Returns the region of every completion.
    pub fn everything() -> Self {
        Self { boxes: vec![Cuboid { tests: Vec::new() }] }
    }

    /// Returns the region in which `variable`, which has `size` options, is one of `options`.
    pub fn test(variable: VariableId, options: OptionSet, size: usize) -> Self {
        if options.is_empty() {
            return Self::nothing();
        }
        if options == OptionSet::full(size) {
            return Self::everything();
        }
        Self { boxes: vec![Cuboid { tests: vec![(variable, options)] }] }
    }

    /// Returns whether some completion of `sets` lies in the region. Exact, for sets that are not empty.
    pub fn meets(&self, sets: &OptionSets) -> bool {
        self.boxes.iter().any(|cuboid| cuboid.meets(sets))
    }

    /// Returns whether no completion lies in both. Exact.
    pub fn is_apart_from(&self, other: &Self) -> bool {
        self.boxes.iter().all(|left| other.boxes.iter().all(|right| left.and(right).is_none()))
    }

    /// Returns whether some box tests the variable.
    pub fn reads(&self, variable: VariableId) -> bool {
        self.boxes.iter().flat_map(|cuboid| &cuboid.tests).any(|test| test.0 == variable)
    }

    /// Returns where the region is once a variable has an option: it does not test the variable any more.
    pub fn given(&self, variable: VariableId, option: usize) -> Self {
        let mut given = self.clone();
        let passes = |test: &(VariableId, OptionSet)| test.0 != variable || test.1.contains(option);
        given.boxes.retain(|cuboid| cuboid.tests.iter().all(passes));
        given.boxes.iter_mut().for_each(|cuboid| cuboid.tests.retain(|test| test.0 != variable));
        given
    }

    /// Returns the intersection.
    ///
    /// # Errors
    /// When it has more than [`MAX_BOXES`] boxes.
    pub fn and(&self, other: &Self, sizes: &TiSlice<VariableId, usize>) -> Result<Self, TooComplex> {
        let mut both = Self::nothing();
        for left in &self.boxes {
            for right in &other.boxes {
                if let Some(cuboid) = left.and(right) {
                    both.add(cuboid, sizes);
                }
                if both.boxes.len() > MAX_BOXES {
                    return Err(TooComplex);
                }
            }
        }
        Ok(both)
    }

    /// Returns the union.
    ///
    /// # Errors
    /// When it has more than [`MAX_BOXES`] boxes.
    pub fn or(&self, other: &Self, sizes: &TiSlice<VariableId, usize>) -> Result<Self, TooComplex> {
        let mut either = self.clone();
        for cuboid in &other.boxes {
            either.add(cuboid.clone(), sizes);
        }
        if either.boxes.len() > MAX_BOXES { Err(TooComplex) } else { Ok(either) }
    }

    /// Adds a box, merged with its neighbours as far as they fit.
    fn add(&mut self, cuboid: Cuboid, sizes: &TiSlice<VariableId, usize>) {
        let mut cuboid = cuboid;
        loop {
            cuboid.tests.retain(|&(variable, options)| options != OptionSet::full(sizes[variable]));
            if self.boxes.iter().any(|mine| cuboid.lies_in(mine)) {
                return;
            }
            self.boxes.retain(|mine| !mine.lies_in(&cuboid));
            let Some((at, merged)) =
                self.boxes.iter().enumerate().find_map(|(at, mine)| Some((at, mine.merge(&cuboid)?)))
            else {
                self.boxes.push(cuboid);
                return;
            };
            self.boxes.remove(at);
            cuboid = merged;
        }
    }
}

#[cfg(test)]
mod tests {
    use typed_index_collections::TiVec;

    use super::*;

    const SIZES: [usize; 2] = [3, 2];

    fn sizes() -> TiVec<VariableId, usize> {
        SIZES.to_vec().into()
    }

    fn sets(sets: [OptionSet; 2]) -> OptionSets {
        sets.to_vec().into()
    }

    fn test(variable: usize, options: &[usize]) -> Region {
        Region::test(variable.into(), options.iter().copied().collect(), SIZES[variable])
    }

    #[test]
    fn tests_of_one_variable_merge_until_nothing_is_left_to_test() {
        let either = test(0, &[0]).or(&test(0, &[1]), &sizes()).unwrap();
        assert_eq!(either, test(0, &[0, 1]));
        assert_eq!(either.or(&test(0, &[2]), &sizes()).unwrap(), Region::everything());
    }

    #[test]
    fn an_intersection_without_common_options_is_empty() {
        assert_eq!(test(0, &[0]).and(&test(0, &[1]), &sizes()).unwrap(), Region::nothing());
        let both = test(0, &[0]).and(&test(1, &[1]), &sizes()).unwrap();
        assert!(both.meets(&sets([OptionSet::full(3), OptionSet::full(2)])));
        assert!(!both.meets(&sets([OptionSet::full(3), OptionSet::only(0)])));
    }

    #[test]
    fn a_box_inside_another_is_dropped() {
        let both = test(0, &[0]).and(&test(1, &[1]), &sizes()).unwrap();
        assert_eq!(both.or(&test(0, &[0]), &sizes()).unwrap(), test(0, &[0]));
    }
}
