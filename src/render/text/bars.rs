//! Bars and strips of characters. A loss looks different from a gain without its colour: it is hollow, and
//! stands on the other side.

use anstyle::Style;
use textwrap::core::display_width;

use crate::render::escape::shortened;
use crate::render::page::styled;

const GAIN: &str = "■";
const LOSS: &str = "□";

/// Bars to both sides of a line, to one scale.
pub(super) struct Bars {
    most: i32,
    /// How many columns the bars of losses and of gains have.
    left: usize,
    right: usize,
}

impl Bars {
    /// Lays out the bars of some points within so many columns, at least 2.
    pub(super) fn over(points: impl Iterator<Item = i32> + Clone, columns: usize) -> Self {
        let losses = points.clone().map(|points| -points).max().unwrap_or(0).max(0);
        let gains = points.max().unwrap_or(0).max(0);
        let most = losses.max(gains).max(1);
        // Both sides have one scale, so that equal points are equally long.
        let each = if losses > 0 && gains > 0 { columns.saturating_sub(1) / 2 } else { columns };
        let length = |points| length(points, most, each.max(1));
        Self { most, left: length(losses), right: length(gains) }
    }

    /// Returns the bar of some points, with the line where there are bars on both of its sides.
    pub(super) fn bar(&self, points: i32, style: Style) -> String {
        let each = self.left.max(self.right);
        let length = length(points.abs(), self.most, each);
        let line = if self.left > 0 && self.right > 0 { "│" } else { "" };
        if points < 0 {
            let blank = " ".repeat(self.left.saturating_sub(length));
            return format!("{blank}{}{line}", styled(style, &LOSS.repeat(length)));
        }
        format!("{}{line}{}", " ".repeat(self.left), styled(style, &GAIN.repeat(length)))
    }
}

/// Returns how many of so many columns some points take, rounded up.
fn length(points: i32, most: i32, columns: usize) -> usize {
    let (points, most) = (points.unsigned_abs() as usize, most.unsigned_abs() as usize);
    (points * columns).div_ceil(most)
}

/// Returns a strip of a range with the value in it, on a scale from `least` to `most`: `  ├──◆───┤ `.
pub(super) fn range((min, max): (i32, i32), value: i32, (least, most): (i32, i32), columns: usize) -> String {
    let span = i64::from(most.saturating_sub(least).max(1));
    let last = columns.saturating_sub(1) as i64;
    let place = |value: i32| (i64::from(value.clamp(least, most) - least) * last + span / 2) / span;
    let (from, to, at) = (place(min), place(max), place(value));
    let letter = |column: i64| match column {
        _ if column == at => '◆',
        _ if column == from => '├',
        _ if column == to => '┤',
        _ if (from..to).contains(&column) => '─',
        _ => ' ',
    };
    (0..=last).map(letter).collect()
}

/// Returns a text in so many columns: with blanks after it, or cut.
pub(super) fn fitted(text: &str, columns: usize) -> String {
    let kept = shortened(text, columns);
    let blank = columns.saturating_sub(display_width(&kept));
    format!("{kept}{}", " ".repeat(blank))
}

#[cfg(test)]
mod tests {
    use anstream::adapter::strip_str;

    use super::*;
    use crate::render::page::{BAD, GOOD};

    #[test]
    fn losses_and_gains_stand_on_two_sides_to_one_scale() {
        let bars = Bars::over([4, -2, 1].into_iter(), 9);
        let bar = |points: i32| {
            let style = if points < 0 { BAD } else { GOOD };
            strip_str(&bars.bar(points, style)).to_string()
        };
        assert_eq!([4, -2, 1].map(bar), ["  │■■■■", "□□│", "  │■"]);
        let bars = Bars::over([3, 1].into_iter(), 9);
        assert_eq!(strip_str(&bars.bar(1, GOOD)).to_string(), "■■■");
    }

    #[test]
    fn a_strip_has_its_value_within_its_range() {
        assert_eq!(range((-5, 5), 0, (-10, 10), 21), "     ├────◆────┤     ");
        assert_eq!(range((3, 3), 3, (0, 9), 10), "   ◆      ");
        assert_eq!(range((0, 1), 1, (0, 1), 1), "◆");
    }

    #[test]
    fn a_name_never_pushes_what_follows() {
        assert_eq!(fitted("Maintainability", 8), "Maintai…");
        assert_eq!(fitted("Cost", 6), "Cost  ");
        assert_eq!(display_width(&fitted("カート管理カート", 7)), 7);
    }
}
