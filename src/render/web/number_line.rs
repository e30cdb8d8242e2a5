//! A strip of a chart: as wide as its place and drawn in percent of it, so that it fits a phone and a sheet
//! of paper alike. Words stand in the table around it; a strip holds nothing but numbers.

use std::fmt::Write;

/// Free at both ends, in percent, so that marks at the ends are not cut.
pub(super) const EDGE: f64 = 4.0;
/// The most steps between the marks of an axis.
const STEPS: i32 = 4;

/// From values to places.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scale {
    min: i32,
    max: i32,
}

impl Scale {
    /// Makes a scale that covers all the values and zero.
    pub(crate) fn over(values: impl IntoIterator<Item = i32>) -> Self {
        let (min, max) = values.into_iter().fold((0, 0), |(min, max), v| (v.min(min), v.max(max)));
        Self { min, max: if min == max { max + 1 } else { max } }
    }

    /// Returns the place of a value, in percent of the width; what lies beyond the scale is at its end.
    pub(crate) fn at(self, value: f64) -> f64 {
        let (min, max) = (f64::from(self.min), f64::from(self.max));
        EDGE + (value.clamp(min, max) - min) / (max - min) * (100.0 - 2.0 * EDGE)
    }

    pub(crate) fn of(self, points: i32) -> f64 {
        self.at(f64::from(points))
    }

    fn ticks(self) -> impl Iterator<Item = i32> {
        let span = self.max - self.min;
        let steps = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000];
        // The scale of weights has room for each.
        let most = if span == STEPS + 1 { span } else { STEPS };
        let step = steps.into_iter().find(|step| span / step <= most).unwrap_or(span / STEPS);
        (self.min / step..=self.max / step).map(move |tick| tick * step)
    }

    /// Draws the numbers over a column of strips.
    pub(crate) fn axis(self, word: fn(i32) -> String) -> String {
        let mut out = Strip::default();
        for tick in self.ticks() {
            out.label(self.of(tick), &word(tick));
        }
        out.finish("axis")
    }

    /// Draws a strip with the lines of the axis.
    pub(crate) fn strip(self) -> Strip {
        let mut strip = Strip::default();
        for tick in self.ticks() {
            strip.upright(if tick == 0 { "zero" } else { "grid" }, self.of(tick), (0, 100));
        }
        strip
    }
}

/// What is drawn of one row. Places are in percent, thicknesses in pixels around the middle.
#[derive(Debug, Default)]
pub(crate) struct Strip(String);

impl Strip {
    fn push(&mut self, shape: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.0.write_fmt(shape);
    }

    /// Writes words at the foot of a strip, around a place.
    pub(crate) fn label(&mut self, at: f64, word: &str) {
        self.push(format_args!("<text x=\"{at:.2}%\" y=\"100%\">{word}</text>"));
    }

    /// Draws a bar between two places, in either order.
    pub(crate) fn bar(&mut self, class: &str, from: f64, to: f64, thickness: i32) {
        let (left, width) = (from.min(to), (to - from).abs());
        let up = f64::from(thickness) / 2.0;
        self.push(format_args!(
            "<rect class=\"{class}\" x=\"{left:.2}%\" y=\"50%\" width=\"{width:.2}%\" height=\"{thickness}\" \
             transform=\"translate(0 -{up})\"/>"
        ));
    }

    /// Draws an upright line over a part of the height.
    pub(crate) fn upright(&mut self, class: &str, at: f64, (top, bottom): (i32, i32)) {
        self.push(format_args!(
            "<line class=\"{class}\" x1=\"{at:.2}%\" x2=\"{at:.2}%\" y1=\"{top}%\" y2=\"{bottom}%\"/>"
        ));
    }

    /// Draws a line along the middle.
    pub(crate) fn along(&mut self, class: &str, from: f64, to: f64) {
        self.push(format_args!(
            "<line class=\"{class}\" x1=\"{from:.2}%\" x2=\"{to:.2}%\" y1=\"50%\" y2=\"50%\"/>"
        ));
    }

    /// Draws a shape around a place in the middle, given as the path of an SVG.
    pub(crate) fn mark(&mut self, class: &str, at: f64, path: &str) {
        self.push(format_args!("<svg x=\"{at:.2}%\" y=\"50%\"><path class=\"{class}\" d=\"{path}\"/></svg>"));
    }

    /// Returns the drawing. It is hidden from screen readers: the table says the same.
    pub(crate) fn finish(self, class: &str) -> String {
        format!(
            "<svg class=\"strip {class}\" width=\"100%\" height=\"100%\" aria-hidden=\"true\" focusable=\"false\">{}</svg>",
            self.0
        )
    }
}

pub(crate) const DIAMOND: &str = "M0-6 6 0 0 6-6 0Z";
pub(crate) const CAP: &str = "M0-4V4";
pub(crate) const CROSS: &str = "M-4-4 4 4M-4 4 4-4";
pub(crate) const ROUND: &str = "M0-5A5 5 0 0 1 0 5 5 5 0 0 1 0-5Z";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_is_on_every_scale_and_the_ends_are_inside() {
        for values in [vec![5, 9], vec![-7, -3], vec![], vec![0], vec![-40, 60]] {
            let scale = Scale::over(values.clone());
            assert!(scale.ticks().any(|tick| tick == 0), "{values:?}");
            assert!(scale.ticks().count() <= 6, "{values:?}");
            for value in values {
                assert!((EDGE..=100.0 - EDGE).contains(&scale.of(value)));
            }
        }
    }

    #[test]
    fn values_past_the_scale_are_at_its_ends() {
        let scale = Scale::over([0, 5]);
        assert_eq!(scale.at(9.0), 100.0 - EDGE);
        assert_eq!(scale.at(-9.0), EDGE);
    }
}
