//! What lies below the marks: the corners, the band of close calls, the axes, and their words.

use super::dots::class;
use super::picture::AxesPicture;
use super::scale::Scale;
use super::square::{EDGE, HEIGHT, LEFT, SIDE, TOP};
use crate::render::escape::{one_line, shortened};
use crate::render::signed;
use crate::render::web::writer::Writer;
use crate::rulebook::Side;

/// The place of the question up the left side.
const UP: f64 = 12.0;
/// About the width of a letter of a corner, and the height of a line.
const LETTER: f64 = 7.2;
const LINE: f64 = 15.0;
/// A corner has room for so many lines.
const LINES: usize = 2;
/// A question along an axis has room for so many letters.
const ASK: usize = 36;

impl AxesPicture {
    pub(super) fn frame(&self, out: &mut Writer, scale: &Scale) {
        for (sides, _, kind) in &self.corners {
            let x = if sides[0] == Side::High { scale.x(0) } else { LEFT };
            let y = if sides[1] == Side::High { TOP } else { scale.y(0) };
            if let Some(kind) = kind {
                out.rect(&format!("tint {}", class(*kind)), (x, y), (SIDE / 2.0, SIDE / 2.0), 0.0);
            }
        }
        self.band(out, scale);
        if scale.has_edges {
            let far = |start: f64| start + SIDE - EDGE;
            for (x, y) in [(LEFT, TOP), (far(LEFT), TOP)] {
                out.rect("edge", (x, y), (EDGE, SIDE), 0.0);
            }
            for (x, y) in [(LEFT, TOP), (LEFT, far(TOP))] {
                out.rect("edge", (x, y), (SIDE, EDGE), 0.0);
            }
        }
        out.outline("axis", &format!("M{:.1} {TOP}v{SIDE}M{LEFT} {:.1}h{SIDE}", scale.x(0), scale.y(0)));
        out.rect("frame", (LEFT, TOP), (SIDE, SIDE), 0.0);
        for value in scale.ticks() {
            out.text("tick middle", (scale.x(value), TOP + SIDE + 14.0), &signed(value));
            out.text("tick end", (LEFT - 5.0, scale.y(value) + 4.0), &signed(value));
        }
        self.words(out, scale);
        self.names(out, scale);
    }

    /// Draws where a lead is a close call, as a cross without an overlap.
    fn band(&self, out: &mut Writer, scale: &Scale) {
        let (x, y) = (scale.x(0), scale.y(0));
        let close = scale.x(self.close_call) - x;
        out.rect("close", (x - close, TOP), (2.0 * close, SIDE), 0.0);
        let beside = x - close - LEFT;
        out.rect("close", (LEFT, y - close), (beside, 2.0 * close), 0.0);
        out.rect("close", (x + close, y - close), (beside, 2.0 * close), 0.0);
    }

    /// Writes what the axes ask, between no and yes.
    fn words(&self, out: &mut Writer, scale: &Scale) {
        let [across, up] = self.asks.each_ref().map(|ask| shortened(&one_line(ask), ASK));
        let low = HEIGHT - 16.0;
        out.text("", (scale.x(-scale.most), low), "← no");
        out.text("middle", (scale.x(0), low), &across);
        out.text("end", (scale.x(scale.most), low), "yes →");
        let centre = TOP + SIDE / 2.0;
        let reach = scale.x(scale.most) - scale.x(0);
        out.upwards("", (UP, centre + reach), "← no");
        out.upwards("middle", (UP, centre), &up);
        out.upwards("end", (UP, centre - reach), "yes →");
    }

    /// Writes into each corner who stands there.
    fn names(&self, out: &mut Writer, scale: &Scale) {
        let inset = if scale.has_edges { EDGE + 6.0 } else { 8.0 };
        for (sides, names, kind) in &self.corners {
            let is_right = sides[0] == Side::High;
            let x = if is_right { LEFT + SIDE - inset } else { LEFT + inset };
            let letters = ((SIDE / 2.0 - inset - 10.0) / LETTER) as usize;
            let text = match names.as_slice() {
                [only] => only.clone(),
                [first, others @ ..] => format!("{first} and {} more", others.len()),
                [] => continue,
            };
            let lines = textwrap::wrap(&text, letters);
            let lines = &lines[..lines.len().min(LINES)];
            let first = match sides[1] {
                Side::High => TOP + inset + 10.0,
                Side::Low => TOP + SIDE - inset - LINE * (lines.len() - 1) as f64,
            };
            let (kind, end) = (kind.map_or(String::new(), class), if is_right { " end" } else { "" });
            for (at, line) in lines.iter().enumerate() {
                let y = first + LINE * at as f64;
                out.text(&format!("corner {kind}{end}"), (x, y), &shortened(line, letters));
            }
        }
    }
}
