//! The questions of design that divide the architectures of a rulebook into two sides.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::builtin_files;
use crate::document::Whereabouts;
use crate::rulebook::ids::{ArchitectureId, ArchitectureSet};

/// A question of design, such as "Over several regions?", and the architectures that answer it with yes and
/// with no.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Axis {
    /// The id in kebab-case.
    pub id: String,
    /// The entry that defines it.
    #[serde(with = "builtin_files::place")]
    pub at: Whereabouts,
    /// The question that it answers, to be read with yes or no.
    pub ask: String,
    /// The architectures that stand for yes. None of them stands for no as well.
    pub high: ArchitectureSet,
    /// The architectures that stand for no.
    pub low: ArchitectureSet,
}

/// One of the two sides of an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The side that answers the axis with yes.
    High,
    /// The side that answers it with no.
    Low,
}

impl Side {
    /// Both sides.
    pub const ALL: [Self; 2] = [Self::High, Self::Low];

    /// Returns the other side.
    pub fn other(self) -> Self {
        match self {
            Self::High => Self::Low,
            Self::Low => Self::High,
        }
    }

    /// Returns the word that stands for it in a rulebook.
    pub fn word(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Low => "low",
        }
    }

    /// Returns how it answers the question of its axis.
    pub fn answer(self) -> &'static str {
        match self {
            Self::High => "yes",
            Self::Low => "no",
        }
    }
}

impl Axis {
    /// Returns the side on which an architecture stands; `None` if it stands on neither.
    pub fn side_of(&self, architecture: ArchitectureId) -> Option<Side> {
        Side::ALL.into_iter().find(|&side| self.side(side).contains(architecture))
    }

    /// Returns the architectures of a side.
    pub fn side(&self, side: Side) -> ArchitectureSet {
        match side {
            Side::High => self.high,
            Side::Low => self.low,
        }
    }

    /// Returns for each pair of sides of two axes, the one of `self` first, the architectures that stand for
    /// both.
    pub fn corners(&self, other: &Self) -> Vec<([Side; 2], ArchitectureSet)> {
        let corner = |sides: [Side; 2]| (sides, self.side(sides[0]).intersection(other.side(sides[1])));
        Side::ALL.iter().flat_map(|&own| Side::ALL.map(|others| corner([own, others]))).collect()
    }
}
