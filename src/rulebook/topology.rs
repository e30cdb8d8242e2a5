//! How parts stand on an architecture and how it is drawn, and rules about two parts that stand apart.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::builtin_files;
use super::condition::{Condition, TruthRegions};
use crate::document::Whereabouts;
use crate::options::Truth;
use crate::rulebook::ids::{ArchitectureId, ArchitectureSet, OptionSets, RuleId};

/// How parts stand on an architecture, to follow their names: `as a service`, `as services`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Stand {
    /// A single part.
    pub one: String,
    /// Several parts.
    pub several: String,
}

/// How an architecture is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Topology {
    /// How the parts of a system are laid out.
    pub shape: Shape,
    /// The labels of the copies; of other shapes, of what stands there where it is drawn in principle.
    pub boxes: Vec<String>,
}

/// How the parts on an architecture are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// Each part several times over: a band across a column for each copy.
    Copies,
    /// A box for each part.
    Apart,
    /// All parts in one frame.
    Together,
}

/// A rule about two parts that exchange data and stand on different architectures.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Seam {
    /// The rule that it is.
    pub rule: RuleId,
    /// The entry that defines it.
    #[serde(with = "builtin_files::place")]
    pub at: Whereabouts,
    /// The parts between which it warns.
    pub across: Across,
    /// What it warns of.
    pub message: String,
    /// The reason for the reader of the report; empty if there is none.
    pub because: String,
}

/// The seams that a rule is about. What is `None` is not asked of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Across {
    /// The two architectures on which the parts stand, in any order.
    pub between: Option<ArchitectureSet>,
    /// What must hold of one of the two parts, as its author wrote it.
    pub one: Option<Condition>,
    /// What must then hold of the other part.
    pub other: Option<Condition>,
    /// What must hold of each of the two.
    pub both: Option<Condition>,
    /// The regions of `one` and `both` together.
    pub near: TruthRegions,
    /// The regions of `other` and `both` together.
    pub far: TruthRegions,
}

/// One side of a seam.
#[derive(Debug, Clone, Copy)]
pub struct SeamSide<'a> {
    /// The architecture on which the part stands.
    pub architecture: ArchitectureId,
    /// What is known of the part: for each variable the options still possible.
    pub sets: &'a OptionSets,
}

impl Across {
    /// Returns the whole condition over the part that is the one.
    pub fn near(&self) -> Condition {
        Condition::All(self.one.iter().chain(&self.both).cloned().collect())
    }

    /// Returns the whole condition over the part that is the other.
    pub fn far(&self) -> Condition {
        Condition::All(self.other.iter().chain(&self.both).cloned().collect())
    }

    /// Yields the conditions as they were written.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.one.iter().chain(&self.other).chain(&self.both)
    }

    /// Returns what can be said of the seam between two parts, either of which may be the one.
    pub fn truth(&self, a: SeamSide<'_>, b: SeamSide<'_>) -> Truth {
        let stand = ArchitectureSet::only(a.architecture).union(ArchitectureSet::only(b.architecture));
        if self.between.is_some_and(|between| between != stand) {
            return Truth::Fails;
        }
        let way = |near: &SeamSide<'_>, far: &SeamSide<'_>| match (
            self.near.truth(near.sets),
            self.far.truth(far.sets),
        ) {
            (Truth::Holds, Truth::Holds) => Truth::Holds,
            (Truth::Fails, _) | (_, Truth::Fails) => Truth::Fails,
            _ => Truth::Open,
        };
        way(&a, &b).or(way(&b, &a))
    }
}
