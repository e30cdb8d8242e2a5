//! The one data type of the decision, a set of options still possible, and what can be said over such sets.

use std::fmt;
use std::marker::PhantomData;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Defines the type of the positions in each kind of list, from 0: a position of one kind does not compile in
/// the place of one of another.
macro_rules! id_types {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize, serde::Deserialize)]
        pub struct $name(usize);

        impl From<usize> for $name {
            fn from(position: usize) -> Self {
                Self(position)
            }
        }

        impl From<$name> for usize {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )*};
}
pub(crate) use id_types;

/// A set of options of one variable.
pub type OptionSet = IdSet<usize>;

/// A set of up to [`IdSet::CAPACITY`] positions of one kind, as a bit mask.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct IdSet<I>(u64, PhantomData<I>);

impl<I> IdSet<I> {
    /// The most members a set may have.
    pub const CAPACITY: usize = 64;
    /// No member at all; of options: a contradiction.
    pub const EMPTY: Self = Self::of(0);

    const fn of(bits: u64) -> Self {
        Self(bits, PhantomData)
    }

    /// Returns the set of the positions under `count`, which is at most [`Self::CAPACITY`]. With all options
    /// of a question nothing is known.
    pub const fn full(count: usize) -> Self {
        assert!(count <= Self::CAPACITY);
        Self::of(if count == 0 { 0 } else { u64::MAX >> (Self::CAPACITY - count) })
    }

    /// The set of the one member at `position`, where a constant is needed; else use [`Self::only`].
    pub const fn at(position: usize) -> Self {
        assert!(position < Self::CAPACITY);
        Self::of(1 << position)
    }

    /// Whether it has no member.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Counts the members.
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether every member of it is in the other.
    pub const fn is_subset(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// Whether they share a member.
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The members of both.
    pub const fn intersection(self, other: Self) -> Self {
        Self::of(self.0 & other.0)
    }

    /// The members of either.
    pub const fn union(self, other: Self) -> Self {
        Self::of(self.0 | other.0)
    }

    /// The members of `self` that are not in `other`.
    pub const fn difference(self, other: Self) -> Self {
        Self::of(self.0 & !other.0)
    }
}

impl<I: From<usize> + Into<usize>> IdSet<I> {
    /// The set of exactly one member.
    pub fn only(member: I) -> Self {
        Self::at(member.into())
    }

    /// The members from `first` up to and including `last`; empty if `first > last`.
    pub fn between(first: I, last: I) -> Self {
        (first.into()..=last.into()).map(I::from).collect()
    }

    /// Whether a position is in it.
    pub fn contains(self, member: I) -> bool {
        let position = member.into();
        position < Self::CAPACITY && self.0 & (1 << position) != 0
    }

    /// The one member, if there is exactly one.
    pub fn single(self) -> Option<I> {
        if self.0.is_power_of_two() { self.first() } else { None }
    }

    /// The lowest member, if there is any.
    pub fn first(self) -> Option<I> {
        if self.0 == 0 { None } else { Some(I::from(self.0.trailing_zeros() as usize)) }
    }

    /// The members in rising order.
    pub fn iter(self) -> impl Iterator<Item = I> + Clone {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let member = Self::of(rest).first()?;
            rest &= rest - 1;
            Some(member)
        })
    }
}

impl<I: From<usize> + Into<usize>> FromIterator<I> for IdSet<I> {
    fn from_iter<T: IntoIterator<Item = I>>(members: T) -> Self {
        members.into_iter().fold(Self::EMPTY, |set, member| set.union(Self::only(member)))
    }
}

impl<I: From<usize> + Into<usize> + Copy + fmt::Debug> fmt::Debug for IdSet<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// What can be said of a condition while some answers are still open.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "State")]
pub enum Truth {
    /// For every completion of the open answers.
    Holds,
    /// For no completion.
    Fails,
    /// For some completions.
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
