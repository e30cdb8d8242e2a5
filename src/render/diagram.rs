//! What a picture of the parts shows: boxes in groups by architecture, and what they exchange.
//!
//! Only what is drawn and next to what: [`layout`] finds places for it, [`mermaid`] writes it down for
//! Mermaid, and [`matrix`] makes a table of it where boxes and lines would be too many.

pub(super) mod layout;
pub(super) mod matrix;
pub(super) mod mermaid;
pub(super) mod picture;
mod route;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::report::{ArchitectureView, Blueprint, PartView, PlaceView, Report};
use crate::rulebook::{Shape, and_list};

/// From so many boxes or links on a table shows them better than boxes and lines do.
const CROWD_OF_BOXES: usize = 8;
const CROWD_OF_LINKS: usize = 10;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Diagram {
    /// The backbone first.
    pub groups: Vec<BoxGroup>,
    pub links: Vec<BoxLink>,
}

/// What stands on one architecture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BoxGroup {
    /// The id of the architecture; empty for what has no candidate left.
    pub architecture: String,
    /// The position of the architecture in the rulebook, which gives it a colour.
    pub kind: usize,
    pub name: String,
    pub shape: Shape,
    /// Where each of its boxes stands, if they stand several times over.
    pub copies: Vec<String>,
    pub role: Role,
    /// The names of the boxes.
    pub boxes: Vec<String>,
}

/// How a group stands to the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Backbone,
    OnBackbone,
    /// Beside what the parts add up to.
    Beside,
    /// There is no backbone.
    Alone,
}

/// Two boxes that exchange data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BoxLink {
    pub from: BoxPosition,
    pub to: BoxPosition,
    pub kind: LinkKind,
}

/// The position of a group, and of a box in it.
pub(super) type BoxPosition = (usize, usize);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LinkKind {
    /// Between parts on the same architecture.
    Inside,
    Seam,
    /// A seam at which some rule warns, by its number.
    Warned(usize),
}

impl BoxGroup {
    /// Returns what the picture calls the group: its architecture, where its boxes stand, and whether it
    /// stands beside the rest.
    pub(super) fn title(&self) -> String {
        let copies = self.each_copy().map(|each| format!(", in {each}")).unwrap_or_default();
        let beside = if self.role == Role::Beside { "Beside: " } else { "" };
        format!("{beside}{}{copies}", self.name)
    }

    /// Returns where each box stands, in words: `each region` for `Region A` and `Region B`, which are only
    /// examples; `None` if the boxes stand once.
    pub(super) fn each_copy(&self) -> Option<String> {
        let stem = |copy: &String| {
            let (stem, mark) = copy.rsplit_once(' ')?;
            (mark.chars().count() == 1).then(|| stem.to_lowercase())
        };
        let first = self.copies.first()?;
        let same = stem(first).filter(|of| self.copies.iter().all(|copy| stem(copy).as_ref() == Some(of)));
        Some(match same {
            Some(stem) => format!("each {stem}"),
            None => and_list(&self.copies),
        })
    }
}

impl Diagram {
    /// Returns the diagram of the parts. Without parts, of the recommended architecture if it combines
    /// others, and its rulebook says how to draw them: one that stands alone says the same in words.
    pub(super) fn of(report: &Report) -> Option<Self> {
        match &report.blueprint {
            Some(blueprint) => Some(Parts { report, blueprint }.diagram()),
            None => combined(report),
        }
    }

    /// Returns whether boxes and lines would be too many to see through.
    pub(super) fn is_crowded(&self) -> bool {
        self.boxes() >= CROWD_OF_BOXES || self.links.len() >= CROWD_OF_LINKS
    }

    /// Returns how many boxes there are.
    pub(super) fn boxes(&self) -> usize {
        self.groups.iter().map(|group| group.boxes.len()).sum()
    }

    /// Returns the name of a box.
    pub(super) fn name(&self, (group, at): BoxPosition) -> &str {
        self.groups.get(group).and_then(|group| group.boxes.get(at)).map_or("", String::as_str)
    }
}

/// Draws the architectures that the recommended one combines.
fn combined(report: &Report) -> Option<Diagram> {
    let leader = report.architecture(report.verdict.architecture.as_deref()?)?;
    let mut drawn: Vec<&ArchitectureView> =
        leader.combines.iter().filter_map(|id| report.architecture(id)).collect();
    let is_backbone = |view: &ArchitectureView| leader.backbone.as_ref() == Some(&view.id);
    drawn.sort_by_key(|view| !is_backbone(view));
    let group = |view: &ArchitectureView| {
        let topology = view.topology.as_ref()?;
        let role = match (&leader.backbone, is_backbone(view)) {
            (None, _) => Role::Alone,
            (_, true) => Role::Backbone,
            (_, false) => Role::OnBackbone,
        };
        let boxes = match (topology.shape, role) {
            (Shape::Copies, Role::Backbone) => vec!["The backbone".to_owned()],
            (Shape::Copies, _) => vec!["The system".to_owned()],
            (Shape::Apart | Shape::Together, _) => topology.boxes.clone(),
        };
        Some(new_group(report, &view.id, role, boxes))
    };
    let groups: Vec<BoxGroup> = drawn.into_iter().filter_map(group).collect();
    (!groups.is_empty()).then_some(Diagram { groups, links: Vec::new() })
}

fn new_group(report: &Report, architecture: &str, role: Role, boxes: Vec<String>) -> BoxGroup {
    let topology = report.architecture(architecture).and_then(|view| view.topology.as_ref());
    let shape = topology.map_or(Shape::Apart, |topology| topology.shape);
    let copies = topology.filter(|_| shape == Shape::Copies).map(|topology| topology.boxes.clone());
    BoxGroup {
        architecture: architecture.to_owned(),
        kind: report.architectures.iter().position(|view| view.id == architecture).unwrap_or_default(),
        name: report.name(architecture).to_owned(),
        shape,
        copies: copies.unwrap_or_default(),
        role,
        boxes,
    }
}

/// The parts of a report, to be drawn.
struct Parts<'r> {
    report: &'r Report,
    blueprint: &'r Blueprint,
}

impl Parts<'_> {
    fn diagram(&self) -> Diagram {
        let mut groups = Vec::new();
        // Which part each box is.
        let mut drawn: BTreeMap<&str, BoxPosition> = BTreeMap::new();
        for place in &self.blueprint.places {
            let on = |part: &&PartView| part.verdict.architecture.as_deref() == Some(&place.architecture);
            let parts: Vec<&PartView> = self.report.parts.iter().filter(on).collect();
            for (at, part) in parts.iter().enumerate() {
                drawn.insert(part.part.as_str(), (groups.len(), at));
            }
            let names = parts.iter().map(|part| part.name().to_owned()).collect();
            groups.push(new_group(self.report, &place.architecture, self.role(&place.architecture), names));
        }
        self.add_rest(&mut groups);
        let nowhere = self.report.parts.iter().filter(|part| part.verdict.architecture.is_none());
        let mut boxes = Vec::new();
        for part in nowhere {
            drawn.insert(part.part.as_str(), (groups.len(), boxes.len()));
            boxes.push(part.name().to_owned());
        }
        if !boxes.is_empty() {
            groups.push(BoxGroup {
                architecture: String::new(),
                kind: self.report.architectures.len(),
                name: "No candidate left".to_owned(),
                shape: Shape::Apart,
                copies: Vec::new(),
                role: Role::Alone,
                boxes,
            });
        }
        // What nothing stands under stands alone.
        if groups.iter().all(|group| group.role != Role::Backbone) {
            let standing = groups.iter_mut().filter(|group| group.role == Role::OnBackbone);
            standing.for_each(|group| group.role = Role::Alone);
        }
        let links = self.links(&drawn);
        Diagram { groups, links }
    }

    /// Returns the role of an architecture, if some group turns out to be the backbone.
    fn role(&self, architecture: &str) -> Role {
        let sum = self.blueprint.architecture.as_deref().and_then(|id| self.report.architecture(id));
        let is_backbone = sum.is_some_and(|sum| sum.backbone.as_deref() == Some(architecture));
        let stands_here = |place: &&PlaceView| place.architecture == architecture;
        let place = self.blueprint.places.iter().find(stands_here);
        let backbone = self.blueprint.backbone.as_ref();
        let on_it = |part: &String| place.is_some_and(|place| place.parts.contains(part));
        if is_backbone || backbone.is_some_and(|backbone| backbone.parts.iter().any(on_it)) {
            Role::Backbone
        } else if self.blueprint.beside.iter().any(|beside| beside == architecture) {
            Role::Beside
        } else if sum.is_none_or(|sum| self.combines(sum, architecture)) {
            Role::OnBackbone
        } else {
            Role::Alone
        }
    }

    /// Returns whether an architecture is made of another one, or of what is.
    fn combines(&self, whole: &ArchitectureView, part: &str) -> bool {
        let inside = |id: &String| self.report.architecture(id).is_some_and(|view| self.combines(view, part));
        whole.combines.iter().any(|id| id == part || inside(id))
    }

    /// Adds a box for what is no part, which stands as the whole does.
    fn add_rest(&self, groups: &mut Vec<BoxGroup>) {
        let Some(architecture) = &self.blueprint.rest else { return };
        let name = "The rest".to_owned();
        match groups.iter_mut().find(|group| group.architecture == *architecture) {
            Some(group) => group.boxes.push(name),
            None => groups.push(new_group(self.report, architecture, self.role(architecture), vec![name])),
        }
    }

    fn links(&self, drawn: &BTreeMap<&str, BoxPosition>) -> Vec<BoxLink> {
        let mut numbers: BTreeMap<[&str; 2], usize> = BTreeMap::new();
        for note in self.blueprint.seam_notes() {
            numbers.extend(note.at.iter().map(|at| (at.between.each_ref().map(String::as_str), at.number)));
        }
        let mut links = Vec::new();
        for part in &self.report.parts {
            let Some(from) = drawn.get(part.part.as_str()) else { continue };
            for other in &part.with {
                // Each of the two names the other.
                let Some(to) = drawn.get(other.as_str()).filter(|to| from < *to) else { continue };
                let pair = [part.part.as_str(), other.as_str()];
                let number = numbers.get(&pair).or_else(|| numbers.get(&[pair[1], pair[0]]));
                let kind = match number {
                    Some(number) => LinkKind::Warned(*number),
                    None if from.0 == to.0 => LinkKind::Inside,
                    None => LinkKind::Seam,
                };
                links.push(BoxLink { from: *from, to: *to, kind });
            }
        }
        links.sort_by_key(|link| (link.from, link.to));
        links
    }
}
