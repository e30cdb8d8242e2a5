//! The pictures of random diagrams: nothing lies on anything else.

use super::layout::{CHARACTER, picture};
use super::picture::{FONT, Line, MARK_RADIUS, Picture, Rect, Room, Text};
use super::route::meet;
use super::*;

/// Numbers that look random and are the same every time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn any<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

const NAMES: [&str; 8] = [
    "A",
    "Billing",
    "Delivery network",
    "Recommendations and personal pages of every customer in every country that we serve",
    "Supercalifragilisticexpialidocious",
    "結帳與付款服務",
    "نظام كتالوج",
    "🛒 Cart",
];

fn diagram(numbers: &mut Numbers, boxes: usize) -> Diagram {
    let count = 1 + numbers.below(boxes.min(4));
    let has_backbone = numbers.below(3) > 0;
    let mut groups: Vec<BoxGroup> = (0..count)
        .map(|at| {
            let shape = numbers.any(&[Shape::Copies, Shape::Apart, Shape::Together]);
            let role = match (has_backbone, at) {
                (true, 0) => Role::Backbone,
                (true, _) => numbers.any(&[Role::OnBackbone, Role::Beside]),
                (false, _) => Role::Alone,
            };
            let copies = if shape == Shape::Copies { 2 + numbers.below(4) } else { 0 };
            BoxGroup {
                architecture: format!("a{at}"),
                kind: at,
                name: numbers
                    .any(&["Microservices", "Modular monolith", "An architecture of a long name"])
                    .to_owned(),
                shape,
                copies: (0..copies).map(|copy| format!("Region {copy}")).collect(),
                role,
                boxes: vec![numbers.any(&NAMES).to_owned()],
            }
        })
        .collect();
    for _ in count..boxes {
        let group = numbers.below(count);
        groups[group].boxes.push(numbers.any(&NAMES).to_owned());
    }
    let all: Vec<BoxPosition> =
        (0..count).flat_map(|group| (0..groups[group].boxes.len()).map(move |at| (group, at))).collect();
    let share = 1 + numbers.below(10);
    let mut links = Vec::new();
    for (at, from) in all.iter().enumerate() {
        for to in &all[at + 1..] {
            if numbers.below(10) < share {
                let warned = LinkKind::Warned(links.len() + 1);
                let kind = numbers.any(&[LinkKind::Inside, LinkKind::Seam, warned, warned]);
                links.push(BoxLink { from: *from, to: *to, kind });
            }
        }
    }
    Diagram { groups, links }
}

/// Returns the rectangle that a text about fills.
fn extent(text: &Text) -> Rect {
    let width = textwrap::core::display_width(&text.text) as f64 * CHARACTER;
    let (x, y) = text.at;
    let x = if text.centred { x - width / 2.0 } else { x };
    Rect { x, y: y - FONT, width, height: FONT + 3.0 }
}

fn overlap(a: Rect, b: Rect) -> bool {
    // What only touches does not overlap.
    let slack = 0.5;
    a.x + slack < b.right() && b.x + slack < a.right() && a.y + slack < b.bottom() && b.y + slack < a.bottom()
}

fn holds(outer: Rect, inner: Rect) -> bool {
    outer.x <= inner.x
        && outer.y <= inner.y
        && inner.right() <= outer.right()
        && inner.bottom() <= outer.bottom()
}

/// Returns the segments of a line as rectangles without width.
fn segments(line: &Line) -> Vec<Rect> {
    let segment = |pair: &[(f64, f64)]| {
        let ((ax, ay), (bx, by)) = (pair[0], pair[1]);
        assert!((ax - bx).abs() < 0.01 || (ay - by).abs() < 0.01, "a line is neither level nor upright");
        // As thick as it is drawn, so that one that lies on a border is found.
        let (x, y) = (ax.min(bx), ay.min(by));
        let along = |from: f64, to: f64| (from - to).abs();
        match along(ax, bx) > along(ay, by) {
            true => Rect { x, y: y - 1.0, width: along(ax, bx), height: 2.0 },
            false => Rect { x: x - 1.0, y, width: 2.0, height: along(ay, by) },
        }
    };
    line.points.windows(2).map(segment).collect()
}

/// Returns what lies where it should not.
fn misplaced(picture: &Picture) -> Vec<String> {
    let names = picture.boxes.iter().flat_map(|named| &named.name);
    let titles = picture.frames.iter().flat_map(|frame| &frame.title);
    let labels = picture.standing.iter().map(|standing| &standing.label);
    let texts: Vec<Rect> = names.chain(titles).chain(labels).map(extent).collect();
    let boxes: Vec<Rect> = picture.boxes.iter().map(|named| named.rect).collect();
    let sheet = Rect { x: 0.0, y: 0.0, width: picture.width, height: picture.height };
    let mut found = Findings::default();
    lines(picture, sheet, &boxes, &texts, &mut found);
    marks(picture, &boxes, &texts, &mut found);
    frames(picture, sheet, &boxes, &mut found);
    found.0
}

#[derive(Default)]
struct Findings(Vec<String>);

impl Findings {
    fn check(&mut self, holds: bool, what: String) {
        if !holds {
            self.0.push(what);
        }
    }
}

fn lines(picture: &Picture, sheet: Rect, boxes: &[Rect], texts: &[Rect], found: &mut Findings) {
    for (at, line) in picture.lines.iter().enumerate() {
        for part in segments(line) {
            found.check(
                boxes.iter().all(|rect| !overlap(part, *rect)),
                format!("link {at} runs through a box"),
            );
            found.check(
                texts.iter().all(|rect| !overlap(part, *rect)),
                format!("link {at} runs through a text"),
            );
            found.check(holds(sheet, part), format!("link {at} leaves the picture"));
        }
        for (other_at, other) in picture.lines.iter().enumerate().skip(at + 1) {
            let pairs = line.points.windows(2).flat_map(|a| other.points.windows(2).map(move |b| (a, b)));
            let worst = pairs.map(|(a, b)| meet([a[0], a[1]], [b[0], b[1]])).max();
            found.check(worst < Some(2), format!("links {at} and {other_at} lie on one another"));
        }
    }
    for standing in &picture.standing {
        let height = standing.to.1 - standing.from.1;
        let arrow = Rect { x: standing.to.0 - 5.0, width: 10.0, y: standing.from.1, height };
        found
            .check(boxes.iter().all(|rect| !overlap(arrow, *rect)), "an arrow runs through a box".to_owned());
    }
}

fn marks(picture: &Picture, boxes: &[Rect], texts: &[Rect], found: &mut Findings) {
    let circle = |(x, y): (f64, f64)| Rect {
        x: x - MARK_RADIUS,
        y: y - MARK_RADIUS,
        width: 2.0 * MARK_RADIUS,
        height: 2.0 * MARK_RADIUS,
    };
    let all = picture.lines.iter().enumerate();
    let marks = all.flat_map(|(at, line)| line.marks.iter().map(move |mark| (at, circle(*mark))));
    let marks: Vec<(usize, Rect)> = marks.collect();
    for (at, (link, mark)) in marks.iter().enumerate() {
        let free = marks[at + 1..].iter().all(|(_, other)| !overlap(*mark, *other));
        found.check(free, format!("a mark of link {link} lies on another mark"));
        let free = boxes.iter().chain(texts).all(|rect| !overlap(*mark, *rect));
        found.check(free, format!("a mark of link {link} lies on a box or a text"));
        let lines = picture.lines.iter().enumerate().filter(|(at, _)| at != link);
        let free = lines.flat_map(|(_, line)| segments(line)).all(|part| !overlap(*mark, part));
        found.check(free, format!("a mark of link {link} lies on another link"));
    }
}

fn frames(picture: &Picture, sheet: Rect, boxes: &[Rect], found: &mut Findings) {
    let frames: Vec<Rect> = picture.frames.iter().map(|frame| frame.rect).collect();
    for (at, rect) in boxes.iter().enumerate() {
        let free = boxes[at + 1..].iter().all(|other| !overlap(*rect, *other));
        found.check(free, format!("box {at} lies on another"));
        found.check(frames.iter().any(|frame| holds(*frame, *rect)), format!("box {at} leaves its frame"));
        let name = &picture.boxes[at].name;
        found.check(name.iter().all(|line| holds(*rect, extent(line))), format!("name {at} leaves its box"));
    }
    for (at, rect) in frames.iter().enumerate() {
        let free = frames[at + 1..].iter().all(|other| !overlap(*rect, *other));
        found.check(free, format!("frame {at} lies on another"));
        found.check(holds(sheet, *rect), format!("frame {at} leaves the picture"));
    }
}

#[test]
fn no_link_meets_a_box_or_a_text_and_no_mark_lies_on_anything() {
    let mut numbers = Numbers(7);
    for round in 0..240 {
        let boxes = 1 + round % 8;
        let diagram = diagram(&mut numbers, boxes);
        for room in [Room::Wide, Room::Narrow] {
            let picture = picture(&diagram, room);
            let found = misplaced(&picture);
            assert!(found.is_empty(), "{round} {room:?}: {found:#?}\n{diagram:#?}");
            assert_eq!(picture.lines.len(), diagram.links.len());
            assert_eq!(picture.boxes.len(), boxes);
        }
    }
}

#[test]
fn a_sketch_keeps_to_the_width_of_the_page_and_of_a_phone() {
    let mut numbers = Numbers(11);
    let sketches = (0..400).map(|round| diagram(&mut numbers, 1 + round % 7));
    let mut seen = 0;
    for diagram in sketches.filter(|diagram| !diagram.is_crowded()) {
        seen += 1;
        // Letters of 14 units stay above 10 pixels on a screen of 768 and of 360 pixels.
        let (wide, narrow) = (picture(&diagram, Room::Wide).width, picture(&diagram, Room::Narrow).width);
        assert!(wide <= 1019.0 && narrow <= 361.0, "{wide}, {narrow}: {diagram:?}");
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn only_what_the_sum_combines_stands_on_the_backbone() {
    let group = |name: &str, role: Role| BoxGroup {
        architecture: name.to_owned(),
        kind: 0,
        name: name.to_owned(),
        shape: Shape::Together,
        copies: Vec::new(),
        role,
        boxes: vec![name.to_owned()],
    };
    let groups =
        vec![group("Under", Role::Backbone), group("On", Role::OnBackbone), group("By", Role::Beside)];
    let diagram = Diagram { groups, links: Vec::new() };
    for room in [Room::Wide, Room::Narrow] {
        let picture = picture(&diagram, room);
        let rect = |name: &str| picture.boxes.iter().find(|of| of.name[0].text == name).unwrap().rect;
        assert_eq!(picture.standing.len(), 1);
        let (from, to) = (picture.standing[0].from, picture.standing[0].to);
        assert!(rect("On").bottom() < from.1 && to.1 < rect("Under").y, "{room:?}");
        assert!(picture.frames.iter().any(|frame| frame.title[0].text == "Beside: By"));
    }
}

#[test]
fn examples_of_copies_are_not_taken_for_what_there_is() {
    let of = |copies: &[&str]| {
        let copies = copies.iter().map(|copy| (*copy).to_owned()).collect();
        let group = BoxGroup {
            architecture: String::new(),
            kind: 0,
            name: "Spread".to_owned(),
            shape: Shape::Copies,
            copies,
            role: Role::Alone,
            boxes: Vec::new(),
        };
        group.title()
    };
    assert_eq!(of(&["Region A", "Region B", "Region C"]), "Spread, in each region");
    assert_eq!(of(&["Site 1", "Site 2"]), "Spread, in each site");
    assert_eq!(of(&["Here", "There"]), "Spread, in Here and There");
    assert_eq!(of(&["Region A", "Site B"]), "Spread, in Region A and Site B");
    assert_eq!(of(&[]), "Spread");
}
