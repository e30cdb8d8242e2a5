//! Elements of SVG, in which every text is escaped and every place is a number.

use std::fmt::{Arguments, Write};

use crate::diagnostic::visible;
use crate::render::escape::{markup, one_line};

/// How far the corners of a path are rounded.
const CORNER: f64 = 6.0;

/// What has been drawn so far.
#[derive(Debug, Default)]
pub(crate) struct Writer(String);

impl Writer {
    fn add(&mut self, element: Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.0, "{element}");
    }

    pub(crate) fn rect(&mut self, class: &str, (x, y): (f64, f64), (width, height): (f64, f64), corner: f64) {
        self.add(format_args!(
            "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"{corner}\"/>"
        ));
    }

    pub(crate) fn circle(&mut self, class: &str, (x, y): (f64, f64), radius: f64) {
        self.add(format_args!("<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius}\"/>"));
    }

    /// Writes a text; its class says what stands at the place: `start`, `middle` or `end`.
    pub(crate) fn text(&mut self, class: &str, (x, y): (f64, f64), text: &str) {
        let text = label(text);
        self.add(format_args!("<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\">{text}</text>"));
    }

    /// Writes a text that reads upwards from its place.
    pub(crate) fn upwards(&mut self, class: &str, (x, y): (f64, f64), text: &str) {
        let text = label(text);
        self.add(format_args!(
            "<text class=\"{class}\" transform=\"translate({x:.1} {y:.1}) rotate(-90)\">{text}</text>"
        ));
    }

    /// Writes a path as SVG describes it.
    pub(crate) fn outline(&mut self, class: &str, d: &str) {
        self.add(format_args!("<path class=\"{class}\" d=\"{d}\"/>"));
    }

    /// Writes a path that has a name, which a browser shows under the pointer.
    pub(crate) fn named_outline(&mut self, class: &str, d: &str, name: &str) {
        let name = label(name);
        self.add(format_args!("<path class=\"{class}\" d=\"{d}\"><title>{name}</title></path>"));
    }

    /// Writes a path through level and upright segments, its corners rounded.
    pub(crate) fn path(&mut self, class: &str, points: &[(f64, f64)]) {
        let mut d = String::new();
        for (at, (x, y)) in points.iter().copied().enumerate() {
            let (before, after) = (at.checked_sub(1).and_then(|at| points.get(at)), points.get(at + 1));
            // Writing to a string cannot fail.
            let _ = match (before, after) {
                (None, _) => write!(d, "M{x:.1} {y:.1}"),
                (_, None) => write!(d, "L{x:.1} {y:.1}"),
                (Some(before), Some(after)) => {
                    let ((ax, ay), (bx, by)) = (towards((x, y), *before), towards((x, y), *after));
                    write!(d, "L{ax:.1} {ay:.1}Q{x:.1} {y:.1} {bx:.1} {by:.1}")
                }
            };
        }
        self.add(format_args!("<path class=\"{class}\" d=\"{d}\"/>"));
    }

    pub(crate) fn finish(self) -> String {
        self.0
    }
}

/// Returns the text on one line as it stands between tags.
pub(crate) fn label(text: &str) -> String {
    markup(&visible(&one_line(text)))
}

/// Returns the point next to a corner on the way to another point, at most halfway.
fn towards((x, y): (f64, f64), (other_x, other_y): (f64, f64)) -> (f64, f64) {
    let (dx, dy) = (other_x - x, other_y - y);
    let length = dx.abs() + dy.abs();
    let share = if length > 0.0 { (CORNER / length).min(0.5) } else { 0.0 };
    (x + dx * share, y + dy * share)
}
