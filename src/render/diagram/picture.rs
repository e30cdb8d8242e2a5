//! The shapes of a picture of the parts: where each stands, before anybody draws it.

use super::{LinkKind, Role};
use crate::rulebook::Shape;

/// The size of letters.
pub(in crate::render) const FONT: f64 = 14.0;
/// Between the places at which links leave a box: a mark fits in.
pub(in crate::render) const PORT: f64 = 24.0;
/// Where links have left a frame and carry their marks.
pub(in crate::render) const MARK: f64 = 28.0;
pub(in crate::render) const MARK_RADIUS: f64 = 9.5;

/// The room that a picture takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Room {
    /// A page on a screen.
    Wide,
    /// A phone: everything in one column.
    Narrow,
}

#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(in crate::render) struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Rect {
    pub(in crate::render) fn right(&self) -> f64 {
        self.x + self.width
    }

    pub(in crate::render) fn bottom(&self) -> f64 {
        self.y + self.height
    }

    pub(in crate::render) fn middle(&self) -> (f64, f64) {
        (self.x + self.width / 2.0, self.y + self.height / 2.0)
    }
}

/// A line of text: where it begins, or where its middle is.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::render) struct Text {
    pub at: (f64, f64),
    pub centred: bool,
    pub text: String,
}

/// The outline of a group.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::render) struct Frame {
    pub rect: Rect,
    pub kind: usize,
    pub shape: Shape,
    pub role: Role,
    pub title: Vec<Text>,
    /// Where the boxes stand, one beside the other.
    pub columns: Vec<Rect>,
}

#[derive(Debug, Clone, PartialEq)]
pub(in crate::render) struct NamedBox {
    pub rect: Rect,
    pub name: Vec<Text>,
}

#[derive(Debug, Clone, PartialEq)]
pub(in crate::render) struct Line {
    pub points: Vec<(f64, f64)>,
    pub kind: LinkKind,
    /// Where its number stands, near each of its ends.
    pub marks: Vec<(f64, f64)>,
}

/// An arrow down to what a group stands on.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::render) struct Standing {
    pub from: (f64, f64),
    pub to: (f64, f64),
    pub label: Text,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::render) struct Picture {
    pub width: f64,
    pub height: f64,
    pub frames: Vec<Frame>,
    pub boxes: Vec<NamedBox>,
    pub lines: Vec<Line>,
    pub standing: Vec<Standing>,
}
