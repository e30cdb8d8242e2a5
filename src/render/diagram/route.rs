//! The ways of links through the gutters of a picture: each on a track of its own, with few crossings.

use super::picture::{Line, MARK, PORT, Rect};
use super::{Diagram, LinkKind};

/// How often all neighbours are tried in the other order.
const ROUNDS: usize = 6;
/// A way that lies on another one is worse than any number of crossings.
const OVERLAP: usize = 1000;

/// The edge of a box at which its links leave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Down,
    Right,
    Left,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    pub rect: Rect,
    pub side: Side,
}

/// Where the tracks of the gutters begin, and where the row above ends.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Gutters {
    /// The height of the first level track.
    pub level: f64,
    /// The place of the first upright track.
    pub upright: f64,
    /// The end of the frames of the row.
    pub down: f64,
}

type Point = (f64, f64);

/// Returns the way of each link, in the order of the diagram.
pub(super) fn route(diagram: &Diagram, spots: &[Vec<Spot>], gutters: &Gutters, track: f64) -> Vec<Line> {
    let mut first = Vec::new();
    let mut count = 0;
    for group in spots {
        first.push(count);
        count += group.len();
    }
    let ends = diagram.links.iter().map(|link| [link.from, link.to].map(|(group, at)| first[group] + at));
    let spots: Vec<Spot> = spots.iter().flatten().copied().collect();
    let mut router = Router::new(spots, ends.collect(), *gutters, track);
    router.untangle();
    let kinds = diagram.links.iter().map(|link| link.kind).enumerate();
    kinds.map(|(link, kind)| router.line(link, kind)).collect()
}

struct Router {
    spots: Vec<Spot>,
    /// The two boxes of each link.
    ends: Vec<[usize; 2]>,
    gutters: Gutters,
    track: f64,
    /// The links of each box, in the order in which they leave it.
    ports: Vec<Vec<usize>>,
    /// The links in each gutter, by track.
    level: Vec<usize>,
    upright: Vec<usize>,
}

impl Router {
    fn new(spots: Vec<Spot>, ends: Vec<[usize; 2]>, gutters: Gutters, track: f64) -> Self {
        let ports = vec![Vec::new(); spots.len()];
        let mut router = Self { spots, ends, gutters, track, ports, level: Vec::new(), upright: Vec::new() };
        router.ports = (0..router.spots.len()).map(|spot| router.in_order(spot)).collect();
        let mut links: Vec<usize> = (0..router.ends.len()).collect();
        // Short ways next to the boxes.
        links.sort_by(|a, b| router.span(*a).total_cmp(&router.span(*b)));
        let down = |link: &usize, all: bool| {
            let mut sides = router.ends[*link].iter().map(|end| router.spots[*end].side == Side::Down);
            if all { sides.all(|down| down) } else { sides.any(|down| down) }
        };
        let level = links.iter().copied().filter(|link| down(link, false)).collect();
        let upright = links.iter().copied().filter(|link| !down(link, true)).collect();
        (router.level, router.upright) = (level, upright);
        router
    }

    fn span(&self, link: usize) -> f64 {
        let [(ax, ay), (bx, by)] = self.ends[link].map(|end| self.spots[end].rect.middle());
        (ax - bx).abs() + (ay - by).abs()
    }

    /// Returns the links of a box in the order in which they cross least: back and near, back and far,
    /// across, on and far, on and near.
    fn in_order(&self, spot: usize) -> Vec<usize> {
        let here = self.spots[spot];
        let place = |link: usize| {
            let [a, b] = self.ends[link];
            let there = self.spots[if a == spot { b } else { a }];
            let ((x, y), (other_x, other_y)) = (here.rect.middle(), there.rect.middle());
            let away = match (here.side, there.side) {
                (Side::Down, Side::Down) => other_x - x,
                (Side::Down, _) => 10_000.0,
                (_, Side::Down) => -10_000.0,
                (one, other) if one == other => other_y - y,
                // Across, by height between the two.
                _ => return (1, other_y),
            };
            if away < 0.0 { (0, -away) } else { (2, -away) }
        };
        let mut links: Vec<usize> =
            (0..self.ends.len()).filter(|link| self.ends[*link].contains(&spot)).collect();
        links.sort_by(|a, b| {
            let ((class, by), (other_class, other)) = (place(*a), place(*b));
            class.cmp(&other_class).then(by.total_cmp(&other))
        });
        links
    }

    /// Returns where a link leaves a box.
    fn port(&self, spot: usize, link: usize) -> Point {
        let Spot { rect, side } = self.spots[spot];
        let links = &self.ports[spot];
        let at = links.iter().position(|known| *known == link).unwrap_or_default() as f64;
        let first = -(links.len() as f64 - 1.0) / 2.0 * PORT;
        let (x, y) = rect.middle();
        // Links of two sides keep apart, so that none lies on another.
        let on = |grid: f64, value: f64| ((value - grid) / 8.0).round() * 8.0 + grid;
        match side {
            Side::Down => (x + first + at * PORT, rect.bottom()),
            Side::Right => (rect.right(), on(0.0, y + first) + at * PORT),
            Side::Left => (rect.x, on(4.0, y + first) + at * PORT),
        }
    }

    fn points(&self, link: usize) -> Vec<Point> {
        let [a, b] = self.ends[link];
        let down = |spot: usize| self.spots[spot].side == Side::Down;
        // From what stands in the row, if one of the two does.
        let (a, b) = if down(b) && !down(a) { (b, a) } else { (a, b) };
        let ((ax, ay), (bx, by)) = (self.port(a, link), self.port(b, link));
        let on = |tracks: &[usize], first: f64| {
            let at = tracks.iter().position(|known| *known == link).unwrap_or_default();
            first + at as f64 * self.track
        };
        let level = on(&self.level, self.gutters.level);
        let upright = on(&self.upright, self.gutters.upright);
        match (down(a), down(b)) {
            (true, true) => vec![(ax, ay), (ax, level), (bx, level), (bx, by)],
            (true, false) => vec![(ax, ay), (ax, level), (upright, level), (upright, by), (bx, by)],
            (false, _) => vec![(ax, ay), (upright, ay), (upright, by), (bx, by)],
        }
    }

    fn line(&self, link: usize, kind: LinkKind) -> Line {
        let mark = |spot: usize| {
            let (x, y) = self.port(spot, link);
            // Past the frame, whose border is as far from every box of a column.
            match self.spots[spot].side {
                Side::Down => (x, self.gutters.down + MARK / 2.0),
                Side::Right => (x + MARK, y),
                Side::Left => (x - MARK, y),
            }
        };
        let marks = match kind {
            LinkKind::Warned(_) => self.ends[link].map(mark).to_vec(),
            LinkKind::Inside | LinkKind::Seam => Vec::new(),
        };
        Line { points: self.points(link), kind, marks }
    }

    /// Exchanges neighbours for as long as that takes crossings away.
    fn untangle(&mut self) {
        let mut best = self.tangle();
        for _ in 0..ROUNDS {
            let before = best;
            let orders = 2 + self.ports.len();
            for order in 0..orders {
                for at in 1..self.order(order).len() {
                    self.order(order).swap(at - 1, at);
                    let now = self.tangle();
                    match now < best {
                        true => best = now,
                        false => self.order(order).swap(at - 1, at),
                    }
                }
            }
            if best == before {
                break;
            }
        }
    }

    fn order(&mut self, at: usize) -> &mut Vec<usize> {
        match at {
            0 => &mut self.level,
            1 => &mut self.upright,
            _ => &mut self.ports[at - 2],
        }
    }

    /// Counts the crossings; a way that lies on another one counts for many.
    fn tangle(&self) -> usize {
        let ways: Vec<Vec<Point>> = (0..self.ends.len()).map(|link| self.points(link)).collect();
        let pairs = ways.iter().enumerate().flat_map(|(at, a)| ways[at + 1..].iter().map(move |b| (a, b)));
        let segments = pairs.flat_map(|(a, b)| {
            a.windows(2).flat_map(move |one| {
                b.windows(2).map(move |other| meet([one[0], one[1]], [other[0], other[1]]))
            })
        });
        segments.sum()
    }
}

/// Returns how bad it is where two level or upright segments meet: nothing, a crossing, or one on the other.
pub(super) fn meet(one: [Point; 2], other: [Point; 2]) -> usize {
    let span = |a: f64, b: f64| (a.min(b), a.max(b));
    let upright = |[a, b]: [Point; 2]| (a.0 - b.0).abs() < 0.01;
    // With the axes exchanged an upright segment is a level one.
    let turned = |segment: [Point; 2]| segment.map(|(x, y)| (y, x));
    match (upright(one), upright(other)) {
        (true, true) => meet_on_a_level(turned(one), turned(other), span),
        (false, false) => meet_on_a_level(one, other, span),
        (true, false) => meet(other, one),
        (false, true) => {
            let (x, y) = (other[0].0, one[0].1);
            let ((left, right), (top, bottom)) = (span(one[0].0, one[1].0), span(other[0].1, other[1].1));
            usize::from(left < x && x < right && top < y && y < bottom)
        }
    }
}

fn meet_on_a_level(one: [Point; 2], other: [Point; 2], span: impl Fn(f64, f64) -> (f64, f64)) -> usize {
    let ((left, right), (start, end)) = (span(one[0].0, one[1].0), span(other[0].0, other[1].0));
    let same = (one[0].1 - other[0].1).abs() < 1.0;
    if same && left < end && start < right { OVERLAP } else { 0 }
}
