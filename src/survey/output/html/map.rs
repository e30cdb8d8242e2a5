//! The map of the systems: a mark for each place at which some stand on the first two axes of the rulebook.

use serde::Serialize;

use super::super::sentences;
use crate::render::web::axes_map::{AxesPicture, Mark, MarkShape};
use crate::rulebook::{ArchitectureSet, Axis, AxisId, Rulebook, Side, counted, thousands};
use crate::survey::{Place, Standing, Summary};

/// With more places than this nobody finds one by its name.
const NAMED: usize = 400;

#[derive(Serialize)]
pub(super) struct Map {
    svg: String,
    asks: [String; 2],
    close_call: i32,
    /// Whether the places have names, and say whether the verdict is decided.
    named: bool,
    has_edges: bool,
}

/// Draws the map; `None` without two axes, or without a system on them.
pub(super) fn map(summary: &Summary, rulebook: &Rulebook) -> Option<Map> {
    let axes = [rulebook.axes.get(AxisId::from(0))?, rulebook.axes.get(AxisId::from(1))?];
    let places: Vec<_> = summary.places.iter().collect();
    if places.is_empty() {
        return None;
    }
    let named = places.len() <= NAMED;
    let asks = axes.map(|axis| axis.ask.clone());
    let mark = |(place, standing): &(&Place, &Standing)| Mark {
        leads: place.leads,
        kind: rulebook.architecture(&place.architecture).map(usize::from),
        shape: match named {
            true => MarkShape::System { firm: place.decided, name: name(standing) },
            false => MarkShape::Cloud,
        },
    };
    let systems: u64 = places.iter().map(|(_, standing)| standing.systems).sum();
    let picture = AxesPicture {
        label: format!("A map of {}: {}, and {}", counted(systems, "system"), asks[0], asks[1]),
        asks: asks.clone(),
        corners: corners(rulebook, axes),
        close_call: rulebook.close_call,
        marks: places.iter().map(mark).collect(),
    };
    Some(Map {
        svg: picture.svg(),
        asks,
        close_call: rulebook.close_call,
        named,
        has_edges: picture.has_edges(),
    })
}

/// Returns what the systems at a place are called: `Shop, Till and 3 more`.
fn name(standing: &Standing) -> String {
    let titles: Vec<String> =
        standing.titles.iter().filter_map(|title| sentences::title(Some(title))).collect();
    let others = standing.systems - titles.len() as u64;
    match (titles.is_empty(), others) {
        (true, _) => counted(standing.systems, "system"),
        (false, 0) => titles.join(", "),
        (false, others) => format!("{} and {} more", titles.join(", "), thousands(others)),
    }
}

/// Returns who stands for each pair of sides.
fn corners(rulebook: &Rulebook, [across, up]: [&Axis; 2]) -> Vec<([Side; 2], Vec<String>, Option<usize>)> {
    let corner = |(sides, both): ([Side; 2], ArchitectureSet)| {
        let names: Vec<String> = both.iter().map(|id| rulebook.architectures[id].name.clone()).collect();
        let only = both.iter().next().filter(|_| names.len() == 1).map(usize::from);
        (sides, names, only)
    };
    across.corners(up).into_iter().map(corner).collect()
}
