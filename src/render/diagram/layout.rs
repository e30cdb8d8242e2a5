//! Places for a diagram: what stands on the backbone in a row above it, the backbone as bands, what stands
//! beside it in a column of its own, and gutters between them in which all links run.
//!
//! A layout library would do for boxes and arrows (layout-rs even leads its edges round the boxes), but
//! knows no groups, so neither regions as columns nor one architecture standing on another. Here no link can
//! meet a box: each leaves its box towards a gutter, and gutters hold nothing else.

use super::picture::{FONT, Frame, MARK, NamedBox, PORT, Picture, Rect, Room, Standing, Text};
use super::route::{Gutters, Side, Spot, route};
use super::{BoxGroup, BoxLink, Diagram, Role};
use crate::render::escape::one_line;
use crate::rulebook::Shape;

/// About the width of a letter, and the height of a line.
pub(in crate::render) const CHARACTER: f64 = 7.9;
const BOLD_CHARACTER: f64 = 9.6;
const LINE: f64 = 18.0;
/// Between a frame and its boxes, and between boxes.
const PAD: f64 = 14.0;
const GAP: f64 = 12.0;
/// Between links in a gutter.
const TRACK: f64 = 12.0;
/// Where it says that one group stands on the other.
const STAND: f64 = 36.0;
const MOST_LINES: usize = 3;
/// How far bands leave their columns free.
const COLUMN_ENDS: f64 = 16.0;
/// The width of a phone, and that of a page.
const NARROW: f64 = 360.0;
const WIDE: f64 = 900.0;

/// Finds places for a diagram.
pub(in crate::render) fn picture(diagram: &Diagram, room: Room) -> Picture {
    let mut layout = Layout::new(diagram, room);
    match room {
        Room::Wide => layout.wide(),
        Room::Narrow => layout.narrow(),
    }
    layout.finish()
}

/// The groups by where they stand.
struct Areas {
    /// In a row, or in a column on a phone.
    top: Vec<usize>,
    /// Under that.
    ground: Option<usize>,
    beside: Vec<usize>,
}

impl Areas {
    fn of(groups: &[BoxGroup]) -> Self {
        let ground = groups.iter().position(|group| group.role == Role::Backbone);
        let is_top = |group: &BoxGroup| match ground {
            Some(_) => group.role == Role::OnBackbone,
            None => group.shape != Shape::Copies && group.role != Role::Beside,
        };
        let all = 0..groups.len();
        let mut top: Vec<usize> = all.clone().filter(|at| is_top(&groups[*at])).collect();
        if ground.is_none() {
            // A row of more does not fit on a page.
            top.truncate(2);
        }
        let ground = ground.or((top.is_empty() && !groups.is_empty()).then_some(0));
        let beside = all.filter(|at| !top.contains(at) && ground != Some(*at)).collect();
        Self { top, ground, beside }
    }
}

struct Layout<'d> {
    diagram: &'d Diagram,
    areas: Areas,
    /// How many links each box has, by group.
    degrees: Vec<Vec<usize>>,
    picture: Picture,
    /// Each box with its side at which links leave it, by group.
    spots: Vec<Vec<Spot>>,
    gutters: Gutters,
    room: Room,
}

impl<'d> Layout<'d> {
    fn new(diagram: &'d Diagram, room: Room) -> Self {
        let mut degrees: Vec<Vec<usize>> =
            diagram.groups.iter().map(|group| vec![0; group.boxes.len()]).collect();
        for (group, at) in diagram.links.iter().flat_map(|link| [link.from, link.to]) {
            degrees[group][at] += 1;
        }
        let spots = vec![Vec::new(); diagram.groups.len()];
        let areas = Areas::of(&diagram.groups);
        let (picture, gutters) = (Picture::default(), Gutters::default());
        Self { diagram, areas, degrees, picture, spots, gutters, room }
    }

    fn group(&self, at: usize) -> &'d BoxGroup {
        &self.diagram.groups[at]
    }

    /// Counts the links with an end in one of the groups.
    fn links_of(&self, groups: impl Fn(usize) -> bool) -> usize {
        let ends = |link: &&BoxLink| groups(link.from.0) || groups(link.to.0);
        self.diagram.links.iter().filter(ends).count()
    }

    fn narrow(&mut self) {
        let links = self.diagram.links.len();
        let gutter = if links > 0 { MARK + links as f64 * TRACK } else { 0.0 };
        let left = (NARROW - 2.0 - gutter).max(190.0);
        self.gutters.upright = left + 1.0 + MARK;
        let mut y = 1.0;
        let (top, ground) = (self.areas.top.clone(), self.areas.ground);
        let place = |width| Rect { x: 1.0, width, ..Rect::default() };
        for group in &top {
            y = self.column(*group, Rect { y, ..place(left) }, Side::Right) + 22.0;
        }
        if let Some(ground) = ground {
            if !top.is_empty() {
                y = y - 22.0 + STAND;
                self.stand(&top, y);
            }
            y = self.column(ground, Rect { y, ..place(left) }, Side::Right) + 22.0;
        }
        for group in self.areas.beside.clone() {
            y = self.column(group, Rect { y, ..place(left) }, Side::Right) + 22.0;
        }
        self.picture.width = left + gutter + 2.0;
        self.picture.height = y - 22.0 + 1.0;
    }

    fn wide(&mut self) {
        let (top, ground, beside) = (self.areas.top.clone(), self.areas.ground, self.areas.beside.clone());
        let upright = self.links_of(|group| !top.contains(&group));
        let lanes = if beside.is_empty() { MARK } else { 2.0 * MARK };
        let gutter = match (upright, beside.is_empty()) {
            (0, true) => 0.0,
            (0, false) => 28.0,
            (links, _) => lanes + links as f64 * TRACK,
        };
        let column = if beside.is_empty() {
            0.0
        } else if top.is_empty() {
            340.0
        } else {
            250.0
        };
        let room = WIDE - 2.0 - gutter - column;
        let widths = self.row_widths(&top, room);
        let boxes: f64 = widths.iter().flatten().map(|width| width + GAP).sum();
        let row = boxes + top.len() as f64 * (2.0 * PAD + 4.0) - GAP - 4.0;
        let left = row.max(if ground.is_some() { room.max(300.0) } else { 0.0 });
        let mut bottom = 1.0;
        if !top.is_empty() {
            bottom = self.row(&top, &widths);
            let level = self.links_of(|group| top.contains(&group));
            // Between the heights at which links leave the columns, so that no two lie on one another.
            self.gutters.level = (bottom / 8.0).ceil() * 8.0 + 2.0 + MARK - 4.0;
            if level > 0 {
                bottom = self.gutters.level + level as f64 * TRACK;
            }
        }
        self.gutters.upright = 1.0 + left + MARK;
        if let Some(ground) = ground {
            if !top.is_empty() {
                bottom += STAND;
                self.stand(&top, bottom);
            }
            bottom = self.column(ground, Rect { x: 1.0, y: bottom, width: left, height: 0.0 }, Side::Right);
        }
        let mut y = 1.0;
        for group in beside {
            let rect = Rect { x: 1.0 + left + gutter, y, width: column, height: 0.0 };
            y = self.column(group, rect, Side::Left) + 22.0;
        }
        self.picture.width = (left + gutter + column + 2.0).max(WIDE);
        self.picture.height = bottom.max(y - 22.0) + 1.0;
    }

    /// Returns the widths of the boxes of each group in a row: room for names and links, and what is left
    /// over.
    fn row_widths(&self, groups: &[usize], room: f64) -> Vec<Vec<f64>> {
        let need = |name: &str, degree: usize| {
            let word = name.split_whitespace().map(textwrap::core::display_width).max();
            let word = word.unwrap_or_default().min(11) as f64 * CHARACTER + 18.0;
            word.max(degree as f64 * PORT + 8.0).max(76.0)
        };
        let widths = groups.iter().map(|group| {
            let names = self.group(*group).boxes.iter().zip(&self.degrees[*group]);
            let widths: Vec<f64> = names.map(|(name, degree)| need(name, *degree)).collect();
            // The longest word of its title fits in.
            let all: f64 = widths.iter().map(|width| width + GAP).sum();
            let more = (150.0 - all).max(0.0) / widths.len().max(1) as f64;
            widths.into_iter().map(|width| width + more).collect()
        });
        let mut widths: Vec<Vec<f64>> = widths.collect();
        let all: f64 = widths.iter().flatten().map(|width| width + GAP).sum();
        let frames = groups.len() as f64 * (2.0 * PAD + 4.0);
        let boxes = widths.iter().map(Vec::len).sum::<usize>().max(1);
        let more = ((room - all - frames) / boxes as f64).max(0.0).floor();
        widths
            .iter_mut()
            .flatten()
            .for_each(|width| *width = (*width + more).min((*width).max(260.0)).floor());
        widths
    }

    /// Places groups side by side, their boxes in a row; returns where they end.
    fn row(&mut self, groups: &[usize], widths: &[Vec<f64>]) -> f64 {
        let inner = |widths: &[f64]| widths.iter().map(|width| width + GAP).sum::<f64>() - GAP;
        let titles = groups
            .iter()
            .zip(widths)
            .map(|(group, widths)| lines(&self.group(*group).title(), inner(widths), BOLD_CHARACTER).len());
        let head = head(titles.max().unwrap_or_default());
        let height = groups.iter().zip(widths).flat_map(|(group, widths)| {
            let names = self.group(*group).boxes.iter().zip(widths);
            names.map(|(name, width)| name_height(name, *width)).collect::<Vec<_>>()
        });
        let height = height.fold(44.0, f64::max);
        let mut x = 1.0;
        for (group, widths) in groups.iter().zip(widths) {
            let rect = Rect { x, y: 1.0, width: inner(widths) + 2.0 * PAD, height: head + height + PAD };
            self.frame(*group, rect, Vec::new());
            let mut left = x + PAD;
            for (name, width) in self.group(*group).boxes.iter().zip(widths) {
                let rect = Rect { x: left, y: 1.0 + head, width: *width, height };
                self.named_box(*group, name, rect, Side::Down);
                left += width + GAP;
            }
            x = rect.right() + GAP + 4.0;
        }
        self.gutters.down = 1.0 + head + height + PAD;
        1.0 + head + height + PAD
    }

    /// Places a group with its boxes one below the other, as wide as `rect`; returns where it ends.
    fn column(&mut self, group: usize, rect: Rect, side: Side) -> f64 {
        let of = self.group(group);
        let inner = Rect { x: rect.x + PAD, width: rect.width - 2.0 * PAD, ..rect };
        let head = head(lines(&of.title(), inner.width, BOLD_CHARACTER).len());
        let is_copies = !of.copies.is_empty();
        let ends = if is_copies { COLUMN_ENDS } else { 0.0 };
        let mut y = rect.y + head + ends;
        for (at, name) in of.boxes.iter().enumerate() {
            let links = self.degrees[group][at] as f64 * PORT + 8.0;
            let height = name_height(name, inner.width).max(links).max(44.0);
            self.named_box(group, name, Rect { y, height, ..inner }, side);
            y += height + GAP;
        }
        let end = y - GAP + ends + if is_copies { PAD - 4.0 } else { PAD };
        let columns = if is_copies { of.copies.len().clamp(2, 4) } else { 0 };
        let width = (inner.width - GAP * (columns.max(1) - 1) as f64) / columns.max(1) as f64;
        let column = |at: usize| Rect {
            x: inner.x + at as f64 * (width + GAP),
            y: rect.y + head,
            width,
            height: end - rect.y - head - PAD + 4.0,
        };
        let rect = Rect { height: end - rect.y, ..rect };
        self.frame(group, rect, (0..columns).map(column).collect());
        end
    }

    fn frame(&mut self, group: usize, rect: Rect, columns: Vec<Rect>) {
        let of = self.group(group);
        let title = lines(&of.title(), rect.width - 2.0 * PAD, BOLD_CHARACTER);
        let title = stacked(title, (rect.x + PAD, rect.y + 22.0), false);
        self.picture.frames.push(Frame {
            rect,
            kind: of.kind,
            shape: of.shape,
            role: of.role,
            title,
            columns,
        });
    }

    fn named_box(&mut self, group: usize, name: &str, rect: Rect, side: Side) {
        let lines = lines(name, rect.width - 12.0, CHARACTER);
        let (middle, height) = rect.middle();
        let first = height - LINE * (lines.len() as f64 - 1.0) / 2.0 + FONT * 0.35;
        self.picture.boxes.push(NamedBox { rect, name: stacked(lines, (middle, first), true) });
        self.spots[group].push(Spot { rect, side });
    }

    /// Draws for each group above the arrow down to what it stands on.
    fn stand(&mut self, groups: &[usize], ground: f64) {
        if self.areas.ground.is_none_or(|ground| self.group(ground).role != Role::Backbone) {
            return;
        }
        // Below each other, the first stands on the ground by the next one.
        let last = groups.len().saturating_sub(1);
        let frames: Vec<Rect> = self.picture.frames.iter().map(|frame| frame.rect).collect();
        for (at, rect) in frames.iter().enumerate().take(groups.len()) {
            if self.room == Room::Narrow && at < last {
                continue;
            }
            let x = rect.x + PAD / 2.0;
            let label = Text {
                at: (x + 10.0, ground - STAND / 2.0 + 4.0),
                centred: false,
                text: "stands on".to_owned(),
            };
            self.picture.standing.push(Standing { from: (x, rect.bottom()), to: (x, ground), label });
        }
    }

    fn finish(mut self) -> Picture {
        self.picture.lines = route(self.diagram, &self.spots, &self.gutters, TRACK);
        self.picture
    }
}

/// Returns the height of a head with so many lines.
fn head(lines: usize) -> f64 {
    16.0 + LINE * lines.max(1) as f64
}

fn name_height(name: &str, width: f64) -> f64 {
    20.0 + LINE * lines(name, width - 12.0, CHARACTER).len() as f64
}

fn stacked(lines: Vec<String>, (x, y): (f64, f64), centred: bool) -> Vec<Text> {
    let line = |(at, text): (usize, String)| Text { at: (x, y + LINE * at as f64), centred, text };
    lines.into_iter().enumerate().map(line).collect()
}

/// Breaks a text into lines that about fit; the last one is cut.
fn lines(text: &str, width: f64, character: f64) -> Vec<String> {
    let columns = ((width / character) as usize).max(4);
    let mut all: Vec<String> =
        textwrap::wrap(&one_line(text), columns).into_iter().map(|line| line.into_owned()).collect();
    if all.len() > MOST_LINES {
        all.truncate(MOST_LINES);
        if let Some(last) = all.last_mut() {
            while textwrap::core::display_width(last) >= columns {
                last.pop();
            }
            last.push('…');
        }
    }
    all
}
