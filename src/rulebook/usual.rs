//! How usual the options of a question are. It weighs completions, and never gives points.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::condition::{Condition, TruthRegions};

/// The shares of the options of a question, where something is known of other answers.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Usual {
    /// The condition as its author wrote it; `None`: always.
    pub when: Option<Condition>,
    /// The regions in which it holds.
    pub decided: TruthRegions,
    /// For each option its share. Of a multiple choice each is the percentage of systems that the option
    /// applies to, from 1 to 99, or `None` if this entry says nothing of it. Of other questions each option
    /// has one, and they count in relation to each other.
    pub shares: Vec<Option<u32>>,
}

/// How unusual an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rarity {
    /// One system in five or more gives it, or the rulebook does not say.
    Usual,
    /// Fewer than one system in five give it.
    Unusual,
    /// Fewer than one system in twenty give it.
    Rare,
}

impl Rarity {
    /// Returns how unusual it is what applies to this share of systems, from 0 to 1.
    pub fn of(share: f64) -> Self {
        if share < 0.05 {
            Self::Rare
        } else if share < 0.2 {
            Self::Unusual
        } else {
            Self::Usual
        }
    }
}
