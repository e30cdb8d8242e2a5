//! The mark of an architecture: its colour and its shape.

use serde::Serialize;

/// How many colours the style has for architectures.
const KINDS: usize = 9;

/// A mark to be drawn beside a name, within 10 by 10 units around the middle.
#[derive(Debug, Serialize)]
pub(crate) struct Dot {
    class: String,
    d: String,
}

impl Dot {
    /// Returns the mark of an architecture by its position in the rulebook.
    pub(crate) fn of(kind: usize) -> Self {
        Self { class: class(kind), d: format!("M0 0{}", dot(kind)) }
    }
}

/// Returns the class of an architecture by its position in the rulebook.
pub(crate) fn class(kind: usize) -> String {
    format!("kind-{}", kind % KINDS + 1)
}

/// Returns the shape that an architecture has, as a path around the place where it begins: colours alone tell
/// nothing to who cannot see them.
pub(crate) fn dot(kind: usize) -> &'static str {
    match kind % 5 {
        0 => "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0Z",
        1 => "m-4-4h8v8h-8Z",
        2 => "m0-5l5 8.5h-10Z",
        3 => "m-5-3.5h10l-5 8.5Z",
        _ => "m-1.5-5h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5v-3h3.5Z",
    }
}
