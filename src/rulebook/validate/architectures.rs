//! Architectures: what each is, what it combines, and how its parts stand and are drawn.

use typed_index_collections::TiVec;

use super::ids::Ids;
use super::validator::{Validator, place_of};
use crate::diagnostic::{Code, IdKind};
use crate::document::Node;
use crate::rulebook::guidance::Guidance;
use crate::rulebook::ids::ArchitectureId;
use crate::rulebook::limits::{MAX_ARCHITECTURES, MAX_TOPOLOGY_BOXES};
use crate::rulebook::model::Architecture;
use crate::rulebook::source::{ArchitectureSource, Entry, TopologySource};
use crate::rulebook::topology::{Stand, Topology};

type Entries<'e, 'd> = &'e [Entry<'d, ArchitectureSource>];

impl Validator<'_> {
    /// The architectures without the advice that comes with them, which may test any question.
    pub(super) fn architectures(&mut self, entries: Entries<'_, '_>) -> TiVec<ArchitectureId, Architecture> {
        let mut ids = Ids::new("architecture");
        if entries.len() < 2 && !self.found.has_errors() {
            self.missing(
                "choice: it needs two architectures or more",
                "architectures: [{id: …, name: …, summary: …}, …]",
            );
        }
        if let Some(entry) = entries.get(MAX_ARCHITECTURES) {
            let message = format!("more than {MAX_ARCHITECTURES} architectures");
            self.error(Code::OutOfRange, message, entry.node.place());
        }
        for Entry { source, node, .. } in entries {
            self.define(&mut ids, &source.id, node);
            self.check_name(&source.name, node);
        }
        let taken = entries.iter().take(MAX_ARCHITECTURES);
        let built: TiVec<_, _> = taken.map(|entry| self.built(entry, entries)).collect();
        self.check_no_circle(entries, &built);
        built
    }

    fn built(&mut self, entry: &Entry<'_, ArchitectureSource>, entries: Entries<'_, '_>) -> Architecture {
        let Entry { source, node, .. } = entry;
        let combines = self.combines(entry, entries);
        Architecture {
            id: source.id.clone(),
            at: node.whereabouts(),
            name: source.name.clone(),
            summary: source.summary.clone(),
            price: source.price.clone(),
            consists_of: source.consists_of.clone(),
            baseline: source.baseline,
            backbone: self.backbone(entry, entries, &combines),
            combines,
            parts_stand: node.entry("parts_stand").and_then(|node| self.parts_stand(&node)),
            topology: source.topology.as_ref().and_then(|source| self.topology(source, node)),
            guidance: Guidance::default(),
        }
    }

    /// The position of another architecture in the list, whether or not it could be built.
    fn listed(&mut self, id: &str, node: &Node<'_>, entries: Entries<'_, '_>) -> Option<ArchitectureId> {
        let known = entries.iter().map(|entry| entry.source.id.as_str());
        self.find(IdKind::Architecture, id, known, || node.key_place())
    }

    fn combines(
        &mut self,
        entry: &Entry<'_, ArchitectureSource>,
        entries: Entries<'_, '_>,
    ) -> Vec<ArchitectureId> {
        let Some(node) = entry.node.entry("combines") else { return Vec::new() };
        let nodes = node.items("`combines`", self.found);
        let mut all = Vec::new();
        for (id, node) in entry.source.combines.iter().zip(&nodes) {
            let Some(index) = self.listed(id, node, entries) else { continue };
            let message = if *id == entry.source.id {
                format!("`{id}` combines itself")
            } else if all.contains(&index) {
                format!("`{id}` is listed twice")
            } else {
                all.push(index);
                continue;
            };
            let help = "list the other architectures on which its parts stand";
            self.error_with_help(Code::BadCombination, message, node.place(), help);
        }
        if nodes.len() < 2 {
            let message = format!("`{}` combines fewer than two architectures", entry.source.id);
            let help = "list all on which its parts stand, or leave out `combines`";
            self.error_with_help(Code::BadCombination, message, node.place(), help);
        }
        all
    }

    fn backbone(
        &mut self,
        entry: &Entry<'_, ArchitectureSource>,
        entries: Entries<'_, '_>,
        combines: &[ArchitectureId],
    ) -> Option<ArchitectureId> {
        let node = entry.node.entry("backbone")?;
        let id = entry.source.backbone.as_ref()?;
        let index = self.listed(id, &node, entries)?;
        if combines.contains(&index) {
            return Some(index);
        }
        let message = format!("the backbone `{id}` is none of the architectures that it combines");
        let help = "name one of those in `combines`";
        self.error_with_help(Code::BadCombination, message, node.place(), help);
        None
    }

    /// Reports every architecture that is made of what is made of it.
    fn check_no_circle(&mut self, entries: Entries<'_, '_>, built: &TiVec<ArchitectureId, Architecture>) {
        for (start, entry) in built.keys().zip(entries) {
            let mut reached = built[start].combines.clone();
            let mut next = 0;
            while let Some(&inner) = reached.get(next) {
                next += 1;
                let Some(inner) = built.get(inner) else { continue };
                let new: Vec<_> =
                    inner.combines.iter().copied().filter(|index| !reached.contains(index)).collect();
                reached.extend(new);
            }
            if reached.contains(&start) {
                let message = format!("`{}` is in the end made of itself", entry.source.id);
                let help = "take one of the architectures out of the circle";
                self.error_with_help(Code::BadCombination, message, place_of(&entry.node, "combines"), help);
            }
        }
    }

    /// A text for one part as for several, or `{one: …, several: …}`.
    fn parts_stand(&mut self, node: &Node<'_>) -> Option<Stand> {
        if !node.value().is_mapping() && !node.value().is_sequence() {
            let text = node.expect_text("`parts_stand`", self.found)?;
            return Some(Stand { one: text.clone(), several: text });
        }
        let (mut one, mut several) = (None, None);
        for (key, value) in node.entries("`parts_stand`", self.found) {
            let field = match key.as_str() {
                "one" => &mut one,
                "several" => &mut several,
                unknown => {
                    self.found.push(value.unknown_key(unknown, &["one", "several"]));
                    continue;
                }
            };
            *field = value.expect_text(&format!("`{key}`"), self.found);
        }
        if (one.is_none() || several.is_none()) && !self.found.has_errors() {
            let message = "`parts_stand` says how one part stands, and how several do";
            let help = "write `{one: as a service, several: as services}`, or one text for both";
            self.error_with_help(Code::MissingKey, message, node.place(), help);
        }
        Some(Stand { one: one?, several: several? })
    }

    fn topology(&mut self, source: &TopologySource, node: &Node<'_>) -> Option<Topology> {
        let boxes = node.entry("topology")?.entry("boxes")?;
        if !(1..=MAX_TOPOLOGY_BOXES).contains(&source.boxes.len()) {
            let count = source.boxes.len();
            let message = format!("a topology has one to {MAX_TOPOLOGY_BOXES} boxes, not {count}");
            self.error(Code::OutOfRange, message, boxes.place());
        }
        for (text, node) in source.boxes.iter().zip(boxes.items("`boxes`", self.found)) {
            self.check_label(text, &node);
        }
        Some(Topology { shape: source.shape, boxes: source.boxes.clone() })
    }
}
