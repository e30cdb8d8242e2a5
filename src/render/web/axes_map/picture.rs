//! What a map of two axes shows.

use crate::engine::AxisLead;
use crate::rulebook::Side;

/// What is on the map.
#[derive(Debug, Default)]
pub(crate) struct AxesPicture {
    /// What a screen reader says of the picture.
    pub label: String,
    /// What the axes ask, the one across first.
    pub asks: [String; 2],
    /// The names that stand at each corner, with the kind of the first.
    pub corners: Vec<([Side; 2], Vec<String>, Option<usize>)>,
    /// The lead under which a verdict is close.
    pub close_call: i32,
    /// Later ones lie above earlier ones.
    pub marks: Vec<Mark>,
}

/// A place and how it is marked.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    pub leads: [AxisLead; 2],
    /// The position in the rulebook of the architecture that is first there.
    pub kind: Option<usize>,
    pub shape: MarkShape,
}

/// How a place is marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum MarkShape {
    /// A small dot among many.
    Cloud,
    /// One system among others: filled if its verdict is firm, else a ring. With what it is called.
    System { firm: bool, name: String },
    /// A part, by its letter.
    Part(String),
    /// A change from the system as it is, by its number.
    Change(usize),
    /// The system as it is.
    Now,
}
