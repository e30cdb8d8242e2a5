//! Cases: situations with what is expected of the rulebook, and properties that hold in all situations.

mod expectation;
mod parts;
mod precedent;
mod reader;
mod run;

use crate::answers::{Answers, Part};
use crate::document::Whereabouts;
use crate::engine::Status;
use crate::rulebook::{ArchitectureId, ArchitectureSet, AxisId, RuleId, Side, VariableId};

pub use precedent::{Certainty, Label, Precedent};
pub use reader::read;
pub use run::CaseResult;

/// A test of a rulebook.
#[derive(Debug, Clone)]
pub struct RulebookCase {
    /// The name that no other case of the rulebook has.
    pub name: String,
    /// The entry under `cases`.
    pub at: Whereabouts,
    /// What is known in the situation.
    pub answers: Answers,
    /// The parts of the system; empty if the case is about the whole only.
    pub parts: Vec<Part>,
    /// All that must come out; at least one thing.
    pub expect: Vec<Expectation>,
    /// The decision that the case tells of; `None` if it only tests the rulebook.
    pub precedent: Option<Precedent>,
    /// Why the rulebook misses the expectations; `None` if it must meet them.
    pub miss: Option<String>,
}

/// One thing that is expected of a case.
#[derive(Debug, Clone, PartialEq)]
pub enum Expectation {
    /// One of these leads. The first is the one that was chosen, the others are accepted.
    Leads(Vec<ArchitectureId>),
    /// The verdict has this status.
    Status(Status),
    /// This side leads on this axis.
    Axis(AxisId, Side),
    /// Exactly these win some completion of the answers.
    Possible(ArchitectureSet),
    /// The lead is within these bounds, both included.
    Margin {
        /// The least lead, in weighted points; `None`: any.
        at_least: Option<i32>,
        /// The greatest lead, in weighted points; `None`: any.
        at_most: Option<i32>,
    },
    /// This rule holds.
    Holds(RuleId),
    /// This rule fails.
    Fails(RuleId),
    /// This rule warns.
    Warns(RuleId),
    /// The parts add up to this one.
    AddsUpTo(ArchitectureId),
    /// A net moves one way only, over all completions of the case's answers.
    Monotonic(Monotonic),
}

/// Raising one answer never moves the net of an architecture the wrong way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Monotonic {
    /// The variable that is raised, option by option; an index into `Rulebook::variables`.
    pub variable: VariableId,
    /// The architecture whose net is watched.
    pub architecture: ArchitectureId,
    /// How its net may move meanwhile.
    pub direction: Direction,
}

/// How a net may move while an answer is raised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The net stays or falls.
    NeverIncreases,
    /// The net stays or rises.
    NeverDecreases,
}
