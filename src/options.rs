//! The one data type of the decision: the set of options still possible, and what can be said over such sets.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A set of up to [`OptionSet::CAPACITY`] options of one variable, as a bit mask.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct OptionSet(u64);

impl OptionSet {
    /// The most options one question may have.
    pub const CAPACITY: usize = 63;
    /// No option at all: a contradiction.
    pub const EMPTY: Self = Self(0);

    /// All of the first `count` options: nothing is known. `count` is at most [`Self::CAPACITY`].
    pub const fn full(count: usize) -> Self {
        assert!(count <= Self::CAPACITY);
        Self((1 << count) - 1)
    }

    /// Exactly one option.
    pub const fn only(option: usize) -> Self {
        assert!(option < Self::CAPACITY);
        Self(1 << option)
    }

    /// The options from `first` up to and including `last`; empty if `first > last`.
    pub fn between(first: usize, last: usize) -> Self {
        (first..=last).collect()
    }

    /// Whether an option is in it.
    pub const fn contains(self, option: usize) -> bool {
        option < Self::CAPACITY && self.0 & (1 << option) != 0
    }

    /// Whether no option is in it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many options are in it.
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// The one option left, if it is one.
    pub const fn single(self) -> Option<usize> {
        if self.0.is_power_of_two() { Some(self.0.trailing_zeros() as usize) } else { None }
    }

    /// The lowest option, if there is any.
    pub const fn first(self) -> Option<usize> {
        if self.0 == 0 { None } else { Some(self.0.trailing_zeros() as usize) }
    }

    /// Whether every option of it is in the other.
    pub const fn is_subset(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// Whether they share an option.
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The options that are in both.
    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The options that are in either.
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The options of `self` that are not in `other`.
    pub const fn difference(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The options in rising order.
    pub fn iter(self) -> impl Iterator<Item = usize> + Clone {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            if rest == 0 {
                return None;
            }
            let option = rest.trailing_zeros() as usize;
            rest &= rest - 1;
            Some(option)
        })
    }
}

impl FromIterator<usize> for OptionSet {
    fn from_iter<I: IntoIterator<Item = usize>>(options: I) -> Self {
        options.into_iter().fold(Self::EMPTY, |set, option| set.union(Self::only(option)))
    }
}

impl fmt::Debug for OptionSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// What can be said of a condition while some answers are still open.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Truth {
    /// True for every completion of the open answers.
    Holds,
    /// True for no completion of the open answers.
    Fails,
    /// True for some completions and false for others.
    Open,
}

impl Truth {
    /// Returns what can be said of "one or the other", given what is known of each.
    pub const fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Holds, _) | (_, Self::Holds) => Self::Holds,
            (Self::Open, _) | (_, Self::Open) => Self::Open,
            (Self::Fails, Self::Fails) => Self::Fails,
        }
    }

    /// Returns what can be said of "at least one of these"; of no condition at all, that it fails.
    pub fn any(truths: impl IntoIterator<Item = Self>) -> Self {
        truths.into_iter().fold(Self::Fails, Self::or)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_set_holds_every_option_and_no_other() {
        let set = OptionSet::full(63);
        assert_eq!(set.len(), 63);
        assert!(set.contains(62));
        assert!(!set.contains(63));
        assert_eq!(OptionSet::full(0), OptionSet::EMPTY);
    }

    #[test]
    fn single_is_said_only_of_one_option() {
        assert_eq!(OptionSet::only(5).single(), Some(5));
        assert_eq!(OptionSet::full(2).single(), None);
        assert_eq!(OptionSet::EMPTY.single(), None);
    }

    #[test]
    fn sets_combine_as_sets_do() {
        let low = OptionSet::between(0, 2);
        let high = OptionSet::between(2, 4);
        assert_eq!(low.intersection(high), OptionSet::only(2));
        assert_eq!(low.union(high), OptionSet::full(5));
        assert_eq!(low.difference(high), OptionSet::full(2));
        assert!(low.intersects(high));
        assert!(OptionSet::only(2).is_subset(low));
        assert_eq!(OptionSet::between(3, 2), OptionSet::EMPTY);
        assert_eq!(high.iter().collect::<Vec<_>>(), [2, 3, 4]);
    }

    #[test]
    fn one_that_holds_is_enough_and_one_that_is_open_may_be() {
        use Truth::{Fails, Holds, Open};
        assert_eq!(Truth::any([]), Fails);
        assert_eq!(Truth::any([Fails, Fails]), Fails);
        assert_eq!(Truth::any([Fails, Open, Fails]), Open);
        assert_eq!(Truth::any([Open, Holds, Fails]), Holds);
    }
}
