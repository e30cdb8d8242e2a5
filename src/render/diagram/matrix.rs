//! Who exchanges data with whom as a table: the parts by architecture, across and down.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{BoxPosition, Diagram, LinkKind};

/// The most parts that a table shows across: with more it no longer fits on a screen.
const MOST: usize = 60;

#[derive(Debug, Serialize)]
pub(in crate::render) struct Matrix {
    pub blocks: Vec<Block>,
    /// The parts that are left out because there are too many, those with the fewest links.
    pub more: usize,
    /// Whether any of them exchange data, and whether a rule warns of any seam.
    pub linked: bool,
    pub warned: bool,
}

/// The parts on one architecture.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Block {
    pub title: String,
    /// The position of the architecture in the rulebook, from 0 on.
    pub kind: usize,
    pub rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct Row {
    pub name: String,
    /// What it exchanges with each part, in the same order.
    pub cells: Vec<Cell>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub(in crate::render) enum Cell {
    /// The part itself.
    Same,
    Nothing {
        /// Whether both stand on the same architecture.
        inside: bool,
    },
    Link {
        /// Whether both stand on the same architecture.
        inside: bool,
    },
    /// A seam of which a rule warns, by its number.
    Warned { number: usize },
}

impl Matrix {
    pub(in crate::render) fn of(diagram: &Diagram) -> Self {
        let mut links: BTreeMap<[BoxPosition; 2], LinkKind> = BTreeMap::new();
        let mut degrees: BTreeMap<BoxPosition, usize> = BTreeMap::new();
        for link in &diagram.links {
            for pair in [[link.from, link.to], [link.to, link.from]] {
                links.insert(pair, link.kind);
                // A seam of which a rule warns is shown before any other.
                *degrees.entry(pair[0]).or_default() +=
                    if matches!(link.kind, LinkKind::Warned(_)) { 1000 } else { 1 };
            }
        }
        let groups = diagram.groups.iter().enumerate();
        let all = groups.flat_map(|(group, of)| (0..of.boxes.len()).map(move |at| (group, at)));
        let mut shown: Vec<BoxPosition> = all.collect();
        let boxes = shown.len();
        shown.sort_by_key(|at| std::cmp::Reverse(degrees.get(at).copied().unwrap_or_default()));
        shown.truncate(MOST);
        shown.sort_unstable();
        let cell = |here: BoxPosition, there: BoxPosition| match links.get(&[here, there]) {
            _ if here == there => Cell::Same,
            None => Cell::Nothing { inside: here.0 == there.0 },
            Some(LinkKind::Inside | LinkKind::Seam) => Cell::Link { inside: here.0 == there.0 },
            Some(LinkKind::Warned(number)) => Cell::Warned { number: *number },
        };
        let row = |at: BoxPosition| Row {
            name: diagram.name(at).to_owned(),
            cells: shown.iter().map(|there| cell(at, *there)).collect(),
        };
        let block = |(group, of): (usize, &super::BoxGroup)| Block {
            title: of.title(),
            kind: of.kind,
            rows: shown.iter().filter(|at| at.0 == group).map(|at| row(*at)).collect(),
        };
        let blocks = diagram.groups.iter().enumerate().map(block).filter(|block| !block.rows.is_empty());
        let kinds = || diagram.links.iter().map(|link| link.kind);
        Self {
            blocks: blocks.collect(),
            more: boxes - shown.len(),
            linked: kinds().any(|kind| !matches!(kind, LinkKind::Warned(_))),
            warned: kinds().any(|kind| matches!(kind, LinkKind::Warned(_))),
        }
    }
}
