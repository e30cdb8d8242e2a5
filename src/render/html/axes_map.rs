//! The map of two axes on the page of one system, and the table behind it.

use serde::Serialize;

use crate::engine::AxisLead;
use crate::render::web::axes_map::{AxesPicture, Mark, MarkShape, dots::Dot};
use crate::report::{AxesMap, MapPlace, Report, points};

#[derive(Serialize)]
pub(super) struct MapSection {
    svg: String,
    asks: [String; 2],
    close_call: i32,
    /// How many completions are drawn.
    completions: usize,
    /// Whether some place stands on an edge.
    has_edges: bool,
    now: PlaceRow,
    parts: Vec<PlaceRow>,
    changes: Vec<PlaceRow>,
}

/// A place, in words.
#[derive(Serialize)]
struct PlaceRow {
    /// What is written beside its mark.
    mark: String,
    what: String,
    leads: [String; 2],
    first: String,
    dot: Option<Dot>,
}

pub(super) fn section(report: &Report, map: &AxesMap) -> MapSection {
    let row = |mark: String, what: &str, place: &MapPlace| PlaceRow {
        mark,
        what: what.to_owned(),
        leads: place.leads.map(words),
        first: name(report, place.architecture.as_deref()),
        dot: place.architecture.as_deref().and_then(|id| dot(report, id)),
    };
    let parts = map.parts.iter().enumerate();
    let changes = (1..).zip(&map.changes);
    let picture = picture(report, map);
    MapSection {
        svg: picture.svg(),
        asks: map.asks.clone(),
        close_call: map.close_call,
        completions: map.completions.len(),
        has_edges: picture.has_edges(),
        now: row(String::new(), "As answered", &map.now),
        parts: parts.map(|(at, (name, place))| row(letter(at), name, place)).collect(),
        changes: changes.map(|(number, (said, place))| row(number.to_string(), said, place)).collect(),
    }
}

/// Returns the map as it is drawn.
pub(in crate::render) fn picture(report: &Report, map: &AxesMap) -> AxesPicture {
    let kind = |id: &String| report.architectures.iter().position(|known| known.id == *id);
    let mark = |place: &MapPlace, shape| Mark {
        leads: place.leads,
        kind: place.architecture.as_ref().and_then(kind),
        shape,
    };
    let clouds = map.completions.iter().map(|place| mark(place, MarkShape::Cloud));
    let changes = (1..).zip(&map.changes).map(|(number, (_, place))| mark(place, MarkShape::Change(number)));
    let parts = map.parts.iter().enumerate();
    let parts = parts.map(|(at, (_, place))| mark(place, MarkShape::Part(letter(at))));
    let corner = |(sides, ids): &(_, Vec<String>)| {
        let names = ids.iter().map(|id| report.name(id).to_owned()).collect();
        let only = ids.first().filter(|_| ids.len() == 1);
        (*sides, names, only.and_then(kind))
    };
    AxesPicture {
        label: format!("A map: {}, and {}", map.asks[0], map.asks[1]),
        asks: map.asks.clone(),
        corners: map.corners.iter().map(corner).collect(),
        close_call: map.close_call,
        marks: clouds.chain(changes).chain(parts).chain([mark(&map.now, MarkShape::Now)]).collect(),
    }
}

/// Returns the mark of a part; none once the letters are used up.
pub(in crate::render) fn letter(at: usize) -> String {
    super::view::letter(at).map(String::from).unwrap_or_default()
}

fn name(report: &Report, id: Option<&str>) -> String {
    id.map_or("no candidate left", |id| report.name(id)).to_owned()
}

/// Returns the mark of an architecture.
pub(super) fn dot(report: &Report, id: &str) -> Option<Dot> {
    report.architectures.iter().position(|known| known.id == id).map(Dot::of)
}

/// Returns the lead on an axis in words: `yes by 9 points`.
fn words(lead: AxisLead) -> String {
    match lead {
        AxisLead::Points(0) => "level".to_owned(),
        AxisLead::Points(lead) if lead > 0 => format!("yes by {}", points(lead)),
        AxisLead::Points(lead) => format!("no by {}", points(-lead)),
        AxisLead::Only(side) => format!("{}: all others are ruled out", side.answer()),
        AxisLead::Nobody => "no candidate left".to_owned(),
    }
}
