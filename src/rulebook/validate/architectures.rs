//! Architectures: what each is, what it combines, and how its parts stand and are drawn.

use typed_index_collections::{TiSlice, TiVec};

use super::ids::{self, Ids};
use super::missing;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::document::Node;
use crate::rulebook::ids::ArchitectureId;
use crate::rulebook::limits::{MAX_ARCHITECTURES, MAX_TOPOLOGY_BOXES};
use crate::rulebook::model::Architecture;
use crate::rulebook::source::{ArchitectureSource, Item, TopologySource};
use crate::rulebook::topology::{Stand, Topology};

pub(super) fn architectures(
    items: &[Item<'_, ArchitectureSource>],
    found: &mut Diagnostics,
) -> TiVec<ArchitectureId, Architecture> {
    let mut ids = Ids::new("architecture");
    if items.len() < 2 && !found.has_errors() {
        found.push(missing(
            "choice: it needs two architectures or more",
            "architectures: [{id: …, name: …, summary: …}, …]",
        ));
    }
    if let Some(item) = items.get(MAX_ARCHITECTURES) {
        let message = format!("more than {MAX_ARCHITECTURES} architectures");
        found.push(Diagnostic::error(Code::OutOfRange, message).at(item.node.place()));
    }
    for Item { source, node, .. } in items {
        ids.define(&source.id, node, found);
        ids::check_name(&source.name, node, found);
    }
    let build = |item: &Item<'_, ArchitectureSource>| {
        let Item { source, node, .. } = item;
        let combines = combines(item, items, found);
        Architecture {
            id: source.id.clone(),
            at: node.whereabouts(),
            name: source.name.clone(),
            summary: source.summary.clone(),
            consists_of: source.consists_of.clone(),
            prerequisites: source.prerequisites.clone(),
            baseline: source.baseline,
            backbone: backbone(item, items, &combines, found),
            combines,
            parts_stand: node.entry("parts_stand").and_then(|node| stand(&node, found)),
            topology: source.topology.as_ref().and_then(|source| topology(source, node, found)),
        }
    };
    let built: TiVec<ArchitectureId, Architecture> =
        items.iter().take(MAX_ARCHITECTURES).map(build).collect();
    circles(items, &built, found);
    built
}

/// Finds the architecture of this id.
pub(super) fn named<'n>(
    id: &str,
    node: &Node<'_>,
    known: impl Iterator<Item = &'n str> + Clone,
    found: &mut Diagnostics,
) -> Option<ArchitectureId> {
    let index = known.clone().position(|known| known == id).map(ArchitectureId::from);
    if index.is_none() {
        let diagnostic =
            Diagnostic::error(Code::UnknownArchitecture, format!("there is no architecture `{id}`"));
        found.push(diagnostic.at(node.key_place()).help(did_you_mean(id, known)));
    }
    index
}

fn combines(
    item: &Item<'_, ArchitectureSource>,
    items: &[Item<'_, ArchitectureSource>],
    found: &mut Diagnostics,
) -> Vec<ArchitectureId> {
    let Some(node) = item.node.entry("combines") else { return Vec::new() };
    let known = items.iter().map(|item| item.source.id.as_str());
    let nodes = node.items("`combines`", found);
    let mut all: Vec<ArchitectureId> = Vec::new();
    for (id, node) in item.source.combines.iter().zip(&nodes) {
        let Some(index) = named(id, node, known.clone(), found) else { continue };
        let problem = match () {
            () if *id == item.source.id => format!("`{id}` combines itself"),
            () if all.contains(&index) => format!("`{id}` is listed twice"),
            () => {
                all.push(index);
                continue;
            }
        };
        let help = "list the other architectures on which its parts stand";
        found.push(Diagnostic::error(Code::BadCombination, problem).at(node.place()).help(help));
    }
    if nodes.len() < 2 {
        let message = format!("`{}` combines fewer than two architectures", item.source.id);
        let help = "list all on which its parts stand, or leave out `combines`";
        found.push(Diagnostic::error(Code::BadCombination, message).at(node.place()).help(help));
    }
    all
}

fn backbone(
    item: &Item<'_, ArchitectureSource>,
    items: &[Item<'_, ArchitectureSource>],
    combines: &[ArchitectureId],
    found: &mut Diagnostics,
) -> Option<ArchitectureId> {
    let node = item.node.entry("backbone")?;
    let id = item.source.backbone.as_ref()?;
    let index = named(id, &node, items.iter().map(|item| item.source.id.as_str()), found)?;
    if !combines.contains(&index) {
        let message = format!("the backbone `{id}` is none of the architectures that it combines");
        let help = "name one of those in `combines`";
        found.push(Diagnostic::error(Code::BadCombination, message).at(node.place()).help(help));
        return None;
    }
    Some(index)
}

/// An architecture cannot be made of what is made of it.
fn circles(
    items: &[Item<'_, ArchitectureSource>],
    built: &TiSlice<ArchitectureId, Architecture>,
    found: &mut Diagnostics,
) {
    for (start, item) in built.keys().zip(items) {
        let mut reached: Vec<ArchitectureId> = built[start].combines.clone();
        let mut next = 0;
        while let Some(&inner) = reached.get(next) {
            next += 1;
            let Some(inner) = built.get(inner) else { continue };
            let new: Vec<ArchitectureId> =
                inner.combines.iter().copied().filter(|index| !reached.contains(index)).collect();
            reached.extend(new);
        }
        if reached.contains(&start) {
            let message = format!("`{}` is in the end made of itself", item.source.id);
            let place = item.node.entry("combines").map_or_else(|| item.node.place(), |node| node.place());
            let help = "take one of the architectures out of the circle";
            found.push(Diagnostic::error(Code::BadCombination, message).at(place).help(help));
        }
    }
}

/// A text for one part as for several, or `{one: …, several: …}`.
fn stand(node: &Node<'_>, found: &mut Diagnostics) -> Option<Stand> {
    if let Some(text) = node.text() {
        return Some(Stand { one: text.clone(), several: text });
    }
    let (mut one, mut several) = (None, None);
    for (key, value) in node.entries("`parts_stand`", found) {
        let field = match key.as_str() {
            "one" => &mut one,
            "several" => &mut several,
            unknown => {
                let diagnostic = Diagnostic::error(Code::UnknownKey, format!("unknown key `{unknown}`"));
                found.push(diagnostic.at(value.key_place()).help(did_you_mean(unknown, ["one", "several"])));
                continue;
            }
        };
        *field = value.text();
        if field.is_none() {
            found.push(value.wrong_shape(&format!("`{key}`"), "a text"));
        }
    }
    if (one.is_none() || several.is_none()) && !found.has_errors() {
        let message = "`parts_stand` says how one part stands, and how several do";
        let help = "write `{one: as a service, several: as services}`, or one text for both";
        found.push(Diagnostic::error(Code::MissingKey, message).at(node.place()).help(help));
    }
    Some(Stand { one: one?, several: several? })
}

fn topology(source: &TopologySource, node: &Node<'_>, found: &mut Diagnostics) -> Option<Topology> {
    let boxes = node.entry("topology")?.entry("boxes")?;
    if !(1..=MAX_TOPOLOGY_BOXES).contains(&source.boxes.len()) {
        let message = format!("a topology has one to {MAX_TOPOLOGY_BOXES} boxes, not {}", source.boxes.len());
        found.push(Diagnostic::error(Code::OutOfRange, message).at(boxes.place()));
    }
    for (text, node) in source.boxes.iter().zip(boxes.items("`boxes`", found)) {
        ids::check_label(text, &node, found);
    }
    Some(Topology { shape: source.shape, boxes: source.boxes.clone() })
}
