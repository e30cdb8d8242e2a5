//! The verdict in a word.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How firm a verdict is: on the whole, or on one axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "StatusView")]
pub enum Status {
    /// One winner whatever the open answers are, ahead by at least the rulebook's `close_call`.
    Decided,
    /// One winner, ahead by less than `close_call`.
    Close,
    /// Some open answers can change the winner, but it is ahead by `close_call` and keeps most of the
    /// plausible completions, on every axis that is not proven.
    Likely,
    /// The open answers can change the winner.
    Open,
    /// Every candidate is ruled out.
    None,
}

impl Status {
    /// Every status, the firmest first.
    pub const ALL: [Self; 5] = [Self::Decided, Self::Close, Self::Likely, Self::Open, Self::None];

    /// Returns the status as it is serialised.
    pub fn word(self) -> &'static str {
        match self {
            Self::Decided => "decided",
            Self::Close => "close",
            Self::Likely => "likely",
            Self::Open => "open",
            Self::None => "none",
        }
    }

    /// Returns whether a verdict is at least as firm as another.
    pub fn is_as_firm_as(self, other: Self) -> bool {
        // They are declared from the firmest on.
        self as u8 <= other as u8
    }

    /// Returns whether it says more than which one leads so far: proven, or likely.
    pub fn is_firm(self) -> bool {
        self.is_proven() || self == Self::Likely
    }

    /// Returns whether no open answer changes the winner.
    pub fn is_proven(self) -> bool {
        matches!(self, Self::Decided | Self::Close)
    }
}
