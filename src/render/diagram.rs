//! A sketch of the topology: boxes for the parts, in groups by architecture, and what they exchange.
//!
//! Only what is drawn and next to what; [`mermaid`] writes it down for Mermaid, the page draws it itself.

pub(super) mod mermaid;

use crate::report::{ArchitectureView, Blueprint, PartView, Report};
use crate::rulebook::Shape;

/// The most parts and links that a sketch shows: with more nobody sees anything.
const MOST_PARTS: usize = 40;
const MOST_LINKS: usize = 120;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Diagram {
    /// The backbone first.
    pub groups: Vec<BoxGroup>,
    pub links: Vec<BoxLink>,
    /// The parts that are left out because there are too many.
    pub more: usize,
}

/// What stands on one architecture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BoxGroup {
    pub title: String,
    /// How parts stand there.
    pub stand: Option<String>,
    pub shape: Shape,
    /// Whether the other groups stand on it.
    pub backbone: bool,
    pub boxes: Vec<DiagramBox>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DiagramBox {
    pub name: String,
    /// Where it stands several times over.
    pub copies: Vec<String>,
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
    /// A seam at which some rule warns.
    Warned,
}

impl BoxGroup {
    /// Returns its title, and how parts stand there.
    pub(super) fn heading(&self) -> String {
        match &self.stand {
            Some(stand) => format!("{}, {stand}", self.title),
            None => self.title.clone(),
        }
    }
}

impl Diagram {
    /// Returns the sketch of the parts; without parts, of the recommended architecture, if its rulebook says
    /// how to draw it.
    pub(super) fn of(report: &Report) -> Option<Self> {
        match &report.blueprint {
            Some(blueprint) => Some(Parts { report, blueprint }.diagram()),
            None => whole(report),
        }
    }
}

/// Draws an architecture as its rulebook does, or those that it combines.
fn whole(report: &Report) -> Option<Diagram> {
    let leader = report.architecture(report.verdict.architecture.as_deref()?)?;
    let mut drawn: Vec<&ArchitectureView> = match leader.combines.as_slice() {
        [] => vec![leader],
        combines => combines.iter().filter_map(|id| report.architecture(id)).collect(),
    };
    let is_backbone = |view: &ArchitectureView| leader.backbone.as_ref() == Some(&view.id);
    drawn.sort_by_key(|view| !is_backbone(view));
    let group = |view: &ArchitectureView| {
        let topology = view.topology.as_ref()?;
        let boxes = match topology.shape {
            Shape::Copies => {
                vec![DiagramBox { name: "The system".to_owned(), copies: topology.boxes.clone() }]
            }
            Shape::Apart | Shape::Together => topology.boxes.iter().map(|name| node(name)).collect(),
        };
        let title = view.name.clone();
        Some(BoxGroup { title, stand: None, shape: topology.shape, backbone: is_backbone(view), boxes })
    };
    let groups: Vec<BoxGroup> = drawn.into_iter().filter_map(group).collect();
    (!groups.is_empty()).then_some(Diagram { groups, links: Vec::new(), more: 0 })
}

fn node(name: &str) -> DiagramBox {
    DiagramBox { name: name.to_owned(), copies: Vec::new() }
}

/// The parts of a report, to be drawn.
struct Parts<'r> {
    report: &'r Report,
    blueprint: &'r Blueprint,
}

impl Parts<'_> {
    fn diagram(&self) -> Diagram {
        let shown = &self.report.parts[..self.report.parts.len().min(MOST_PARTS)];
        let mut groups = Vec::new();
        // Which part each box is.
        let mut drawn: Vec<(&str, BoxPosition)> = Vec::new();
        for place in &self.blueprint.places {
            let on = |part: &&PartView| part.verdict.architecture.as_deref() == Some(&place.architecture);
            let parts: Vec<&PartView> = shown.iter().filter(on).collect();
            if parts.is_empty() {
                continue;
            }
            let group = groups.len();
            drawn.extend(parts.iter().enumerate().map(|(at, part)| (part.part.as_str(), (group, at))));
            let names = parts.iter().map(|part| part.name());
            groups.push(self.group(&place.architecture, Some(&place.stand), names));
        }
        self.add_rest(&mut groups);
        let nowhere: Vec<DiagramBox> =
            shown.iter().filter(|part| part.verdict.architecture.is_none()).map(|p| node(p.name())).collect();
        if !nowhere.is_empty() {
            let title = "No candidate left".to_owned();
            groups.push(BoxGroup {
                title,
                stand: None,
                shape: Shape::Apart,
                backbone: false,
                boxes: nowhere,
            });
        }
        let links = self.links(&drawn);
        Diagram { groups, links, more: self.report.parts.len() - shown.len() }
    }

    fn group<'n>(
        &self,
        architecture: &str,
        stand: Option<&str>,
        names: impl Iterator<Item = &'n str>,
    ) -> BoxGroup {
        let topology = self.report.architecture(architecture).and_then(|view| view.topology.as_ref());
        let shape = topology.map_or(Shape::Apart, |topology| topology.shape);
        let copies = topology.filter(|_| shape == Shape::Copies).map(|topology| topology.boxes.clone());
        let copies = copies.unwrap_or_default();
        let backbone = self.blueprint.backbone.as_ref();
        BoxGroup {
            title: self.report.name(architecture).to_owned(),
            stand: stand.map(str::to_owned),
            shape,
            backbone: backbone.is_some_and(|backbone| backbone.architecture == architecture),
            boxes: names.map(|name| DiagramBox { name: name.to_owned(), copies: copies.clone() }).collect(),
        }
    }

    /// Adds a box for what is no part, which stands as the whole does.
    fn add_rest(&self, groups: &mut Vec<BoxGroup>) {
        let Some(architecture) = &self.blueprint.rest else { return };
        let name = "The rest";
        let title = self.report.name(architecture);
        match groups.iter_mut().find(|group| group.title == title && group.shape != Shape::Copies) {
            Some(group) => group.boxes.push(node(name)),
            None => groups.push(self.group(architecture, None, [name].into_iter())),
        }
    }

    fn links(&self, drawn: &[(&str, BoxPosition)]) -> Vec<BoxLink> {
        let mut links = Vec::new();
        let pairs = drawn.iter().enumerate().flat_map(|(i, a)| drawn[i + 1..].iter().map(move |b| (a, b)));
        for ((a, from), (b, to)) in pairs {
            let part = self.report.parts.iter().find(|part| part.part == *a);
            if part.is_some_and(|part| part.with.iter().any(|other| other == b)) {
                links.push(BoxLink { from: *from, to: *to, kind: self.kind(a, b) });
            }
        }
        links.truncate(MOST_LINKS);
        links
    }

    fn kind(&self, a: &str, b: &str) -> LinkKind {
        let ours = |id: &String| id == a || id == b;
        match self.blueprint.seams.iter().find(|seam| seam.between.iter().all(ours)) {
            None => LinkKind::Inside,
            Some(seam) if seam.warnings.is_empty() => LinkKind::Seam,
            Some(_) => LinkKind::Warned,
        }
    }
}
