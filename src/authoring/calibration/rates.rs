//! Rates: how many of some verdicts came out as expected, and by which lead they are told apart.

use schemars::JsonSchema;
use serde::Serialize;

use crate::rulebook::Hits;

/// What came of one decision, or of one axis of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// What the case expects.
    Expected,
    /// Not what the case expects, but what it accepts as well.
    Accepted,
    /// Neither.
    Missed,
}

/// How many of some verdicts came out as they should.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Rates {
    /// Those that recommend what the case expects.
    pub expected: u32,
    /// Those that recommend what the case expects or accepts.
    pub accepted: u32,
    /// All of them.
    pub of: u32,
}

impl FromIterator<Outcome> for Rates {
    fn from_iter<T: IntoIterator<Item = Outcome>>(outcomes: T) -> Self {
        let mut rates = Self::default();
        for outcome in outcomes {
            rates.of += 1;
            rates.accepted += u32::from(outcome != Outcome::Missed);
            rates.expected += u32::from(outcome == Outcome::Expected);
        }
        rates
    }
}

impl Rates {
    /// Returns the same as the header of a rulebook says it.
    pub fn hits(self) -> Hits {
        Hits { accepted: self.accepted, of: self.of }
    }

    /// Returns the sum of both.
    pub fn and(self, other: Self) -> Self {
        Self {
            expected: self.expected + other.expected,
            accepted: self.accepted + other.accepted,
            of: self.of + other.of,
        }
    }
}

/// How many of some things stayed as they were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Kept {
    /// Those that stayed.
    pub kept: u32,
    /// All of them.
    pub of: u32,
}

impl FromIterator<bool> for Kept {
    fn from_iter<T: IntoIterator<Item = bool>>(kept: T) -> Self {
        kept.into_iter().fold(Self::default(), |all, kept| all.and(kept))
    }
}

impl Kept {
    fn and(self, kept: bool) -> Self {
        Self { kept: self.kept + u32::from(kept), of: self.of + 1 }
    }

    /// Counts one more.
    pub(super) fn add(&mut self, kept: bool) {
        *self = self.and(kept);
    }
}

/// How far ahead the first is of the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeadBand {
    /// Less than 3 points.
    Under3,
    /// From 3 to 5 points.
    From3To5,
    /// From 6 to 9 points.
    From6To9,
    /// 10 points and more.
    From10,
    /// There is no second, or not even a first.
    NoRival,
}

impl LeadBand {
    /// Every band, the narrowest lead first.
    pub const ALL: [Self; 5] = [Self::Under3, Self::From3To5, Self::From6To9, Self::From10, Self::NoRival];

    /// Returns the band in which a lead lies.
    pub fn of(lead: Option<i32>) -> Self {
        match lead {
            None => Self::NoRival,
            Some(..3) => Self::Under3,
            Some(3..6) => Self::From3To5,
            Some(6..10) => Self::From6To9,
            Some(10..) => Self::From10,
        }
    }

    /// Returns the key under which it stands in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Under3 => "under_3",
            Self::From3To5 => "from_3_to_5",
            Self::From6To9 => "from_6_to_9",
            Self::From10 => "from_10",
            Self::NoRival => "no_rival",
        }
    }

    /// Returns it in words, to stand after "a lead".
    pub fn describe(self) -> &'static str {
        match self {
            Self::Under3 => "under 3",
            Self::From3To5 => "of 3 to 5",
            Self::From6To9 => "of 6 to 9",
            Self::From10 => "of 10 and more",
            Self::NoRival => "over nobody",
        }
    }
}
