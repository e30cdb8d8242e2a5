//! The sketch of the topology as the page draws it: places and sizes for the shapes that the template writes.
//!
//! One column, narrow enough for a phone. Whatever is drawn here also stands in the list of parts.

use serde::Serialize;

use crate::render::diagram::{BoxGroup, BoxLink, BoxPosition, Diagram, DiagramBox, LinkKind, mermaid};
use crate::render::escape::one_line;
use crate::report::Report;
use crate::rulebook::Shape;

const WIDTH: f64 = 340.0;
/// Between a group and its boxes, and between boxes.
const PAD: f64 = 12.0;
const GAP: f64 = 16.0;
/// Between rows, where links run.
const ROW_GAP: f64 = 26.0;
const GROUP_GAP: f64 = 34.0;
const LINE: f64 = 17.0;
/// The height of the title of a group.
const HEAD: f64 = 26.0;
const COPY: f64 = 30.0;
const COPIES_IN_ROW: usize = 3;
/// About the width of a character; it is a sketch, and long names are cut.
const CHARACTER: f64 = 7.2;
const MOST_LINES: usize = 3;

#[derive(Serialize)]
pub(super) struct Sketch {
    width: f64,
    height: f64,
    frames: Vec<Frame>,
    boxes: Vec<Rect>,
    copies: Vec<Rect>,
    /// Between copies.
    joins: Vec<SvgPath>,
    links: Vec<SvgPath>,
    marks: Vec<Point>,
    /// The parts that are left out because there are too many.
    more: usize,
    mermaid: String,
}

/// The outline of a group.
#[derive(Serialize)]
struct Frame {
    rect: Rect,
    /// `copies`, `apart` or `together`.
    shape: Shape,
    backbone: bool,
}

/// A rectangle with lines of text in it; each with the height at which it stands.
#[derive(Serialize, Clone)]
struct Rect {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    lines: Vec<(f64, String)>,
}

#[derive(Serialize)]
struct SvgPath {
    d: String,
    class: &'static str,
}

#[derive(Serialize, Clone, Copy)]
struct Point {
    x: f64,
    y: f64,
}

pub(super) fn sketch(report: &Report) -> Option<Sketch> {
    let diagram = Diagram::of(report)?;
    let mut drawing = Drawing::default();
    let mut y = 1.0;
    for group in &diagram.groups {
        y = drawing.group(group, y) + GROUP_GAP;
    }
    let mut sketch = Sketch {
        width: WIDTH,
        height: y - GROUP_GAP + 1.0,
        frames: drawing.frames,
        boxes: drawing.boxes.iter().flatten().cloned().collect(),
        copies: drawing.copies,
        joins: drawing.joins,
        links: Vec::new(),
        marks: Vec::new(),
        more: diagram.more,
        mermaid: mermaid::flowchart(&diagram),
    };
    for link in &diagram.links {
        let at = |(group, place): BoxPosition| drawing.boxes.get(group)?.get(place);
        if let (Some(from), Some(to)) = (at(link.from), at(link.to)) {
            sketch.link(link, from, to);
        }
    }
    Some(sketch)
}

#[derive(Default)]
struct Drawing {
    frames: Vec<Frame>,
    /// By group.
    boxes: Vec<Vec<Rect>>,
    copies: Vec<Rect>,
    joins: Vec<SvgPath>,
}

impl Drawing {
    /// Draws a group and returns where it ends.
    fn group(&mut self, group: &BoxGroup, top: f64) -> f64 {
        // The title is bold.
        let lines = lines(&group.heading(), 0.85 * (WIDTH - 2.0 * PAD));
        let mut y = top + HEAD + LINE * (lines.len().saturating_sub(1)) as f64 + 4.0;
        let columns = if group.shape == Shape::Copies { 1 } else { 2.min(group.boxes.len().max(1)) };
        let mut boxes = Vec::new();
        let inner = WIDTH - 2.0 - 2.0 * PAD;
        let width = (inner - GAP * (columns - 1) as f64) / columns as f64;
        for row in group.boxes.chunks(columns) {
            let height = row.iter().map(|node| height(node, width)).fold(0.0, f64::max);
            for (column, node) in row.iter().enumerate() {
                let x = 1.0 + PAD + column as f64 * (width + GAP);
                boxes.push(self.node(node, Rect { x, y, width, height, lines: Vec::new() }));
            }
            y += height + ROW_GAP;
        }
        let end = y - ROW_GAP + PAD;
        let lines = stacked(&lines, top + HEAD - 8.0);
        let rect = Rect { x: 1.0, y: top, width: WIDTH - 2.0, height: end - top, lines };
        self.frames.push(Frame { rect, shape: group.shape, backbone: group.backbone });
        self.boxes.push(boxes);
        end
    }

    /// Places a box with its name, and with its copies below.
    fn node(&mut self, node: &DiagramBox, rect: Rect) -> Rect {
        let name = lines(&node.name, rect.width - 12.0);
        let text = LINE * name.len() as f64;
        if node.copies.is_empty() {
            let first = rect.y + (rect.height - text) / 2.0 + 12.5;
            return Rect { lines: stacked(&name, first), ..rect };
        }
        let mut y = rect.y + text + 10.0;
        for row in node.copies.chunks(COPIES_IN_ROW) {
            let gap = 14.0;
            let width = (rect.width - 16.0 - gap * (row.len() - 1) as f64) / row.len() as f64;
            for (column, copy) in row.iter().enumerate() {
                let x = rect.x + 8.0 + column as f64 * (width + gap);
                let label = lines(copy, width - 6.0);
                let lines = stacked(&label[..label.len().min(1)], y + 19.5);
                if column > 0 {
                    let d = format!("M{:.1} {:.1}h{gap:.1}", x - gap, y + COPY / 2.0);
                    self.joins.push(SvgPath { d, class: "inside" });
                }
                self.copies.push(Rect { x, y, width, height: COPY, lines });
            }
            y += COPY + 8.0;
        }
        Rect { lines: stacked(&name, rect.y + 17.0), ..rect }
    }
}

fn height(node: &DiagramBox, width: f64) -> f64 {
    let text = LINE * lines(&node.name, width - 12.0).len() as f64;
    match node.copies.len() {
        0 => text + 18.0,
        copies => text + 10.0 + (COPY + 8.0) * copies.div_ceil(COPIES_IN_ROW) as f64,
    }
}

/// Returns each line with its height, from the first on.
fn stacked(lines: &[String], first: f64) -> Vec<(f64, String)> {
    let line = |(at, line): (usize, &String)| (first + LINE * at as f64, line.clone());
    lines.iter().enumerate().map(line).collect()
}

/// Breaks a text into lines that about fit; the last one is cut.
fn lines(text: &str, width: f64) -> Vec<String> {
    let columns = ((width / CHARACTER) as usize).max(4);
    let mut all: Vec<String> =
        textwrap::wrap(&one_line(text), columns).into_iter().map(|line| line.into_owned()).collect();
    if all.len() > MOST_LINES {
        all.truncate(MOST_LINES);
        if let Some(last) = all.last_mut() {
            let kept: String = last.chars().take(columns - 1).collect();
            *last = format!("{kept}…");
        }
    }
    all
}

impl Rect {
    fn middle(&self) -> f64 {
        self.x + self.width / 2.0
    }

    fn bottom(&self) -> f64 {
        self.y + self.height
    }
}

impl Sketch {
    fn link(&mut self, link: &BoxLink, from: &Rect, to: &Rect) {
        let (upper, lower) = if from.y <= to.y { (from, to) } else { (to, from) };
        let side_by_side = (upper.y - lower.y).abs() < 1.0;
        let (a, b, d) = if side_by_side {
            let (left, right) = if from.x <= to.x { (from, to) } else { (to, from) };
            let y = left.y + left.height / 2.0;
            let (a, b) = (Point { x: left.x + left.width, y }, Point { x: right.x, y });
            (a, b, format!("M{:.1} {y:.1}H{:.1}", a.x, b.x))
        } else {
            let (a, b) =
                (Point { x: upper.middle(), y: upper.bottom() }, Point { x: lower.middle(), y: lower.y });
            let bend = (b.y - a.y) / 2.0;
            let d = format!(
                "M{:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}",
                a.x,
                a.y,
                a.x,
                a.y + bend,
                b.x,
                b.y - bend,
                b.x,
                b.y
            );
            (a, b, d)
        };
        let class = match link.kind {
            LinkKind::Inside => "inside",
            LinkKind::Seam => "seam",
            LinkKind::Warned => "warned",
        };
        self.links.push(SvgPath { d, class });
        if link.kind == LinkKind::Warned {
            self.marks.push(Point { x: (a.x + b.x) / 2.0, y: (a.y + b.y) / 2.0 });
        }
    }
}
