//! The blueprint: which part stands where, what the parts add up to, and where the seams are.

use schemars::JsonSchema;
use serde::Serialize;

use super::parts::{Placed, standing};
use super::seams::{self, SeamView};
use super::sentences;
use crate::assessment::PartAssessment;
use crate::engine::{Composition, Problem, Status, Verdict};
use crate::rulebook::{ArchitectureId, ArchitectureSet, Rulebook, and_list};

/// How many parts a sentence names.
const NAMED: usize = 6;

/// What the parts of a system make of the whole.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Blueprint {
    /// The architecture that the parts add up to; `null` if none of the rulebook is what they need together.
    pub architecture: Option<String>,
    /// The architectures of parts that stand beside it.
    pub beside: Vec<String>,
    /// How that agrees with the verdict on the whole, which it does not change.
    pub relation: Relation,
    /// Whether no open answer can move a part; `null` if not proven.
    pub settled: Option<bool>,
    /// Which part stands where: each architecture with its parts, the backbone first.
    pub places: Vec<PlaceView>,
    /// Where what is no part stands. Only a single part leaves something over.
    pub rest: Option<String>,
    /// The parts on which the others stand, where the architecture has such.
    pub backbone: Option<BackboneView>,
    /// Each two parts that exchange data and stand on different architectures.
    pub seams: Vec<SeamView>,
    /// Which part stands where, in a line.
    pub headline: String,
    /// What that makes of the whole, in a few sentences.
    pub explanation: Vec<String>,
}

/// How what the parts add up to agrees with the verdict on the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// It is the architecture that leads.
    Confirms,
    /// The verdict is close, and of those that are near the parts add up to another than the leader.
    Tips,
    /// The verdict is open, and the parts add up to another than the leader that can still win.
    Favours,
    /// There is one part, it stands elsewhere than the rest, and together they add up to another
    /// architecture.
    Extends,
    /// The parts add up to an architecture that the verdict excludes.
    Contradicts,
    /// The parts add up to no architecture of the rulebook.
    None,
}

/// An architecture and the parts on it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PlaceView {
    /// The id of the architecture.
    pub architecture: String,
    /// How they stand there, to follow their names.
    pub stand: String,
    /// The ids of the parts.
    pub parts: Vec<String>,
}

/// The parts on which the others stand.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BackboneView {
    /// The id of the architecture.
    pub architecture: String,
    /// The ids of the parts on it.
    pub parts: Vec<String>,
}

/// Makes the blueprint; `None` without parts.
pub(super) fn blueprint(
    problem: &Problem<'_>,
    whole: &Verdict,
    parts: &[PartAssessment<'_>],
) -> Option<Blueprint> {
    if parts.is_empty() {
        return None;
    }
    let rulebook = problem.rulebook;
    let placed: Vec<Placed<'_, '_>> =
        parts.iter().filter_map(|part| Some(Placed { part, architecture: part.leader()? })).collect();
    let rest = whole.leader.filter(|_| parts.len() == 1);
    let present: ArchitectureSet = placed.iter().map(|placed| placed.architecture).chain(rest).collect();
    let none = Composition { architecture: None, beside: present };
    let composition = if placed.len() < parts.len() { none } else { Composition::of(rulebook, present) };
    let backbone = composition.architecture.and_then(|a| rulebook.architectures[a].backbone);
    let relation = relation(whole, composition.architecture, rest.is_some());
    let places = places(&placed, backbone);
    let id = |a: ArchitectureId| rulebook.architectures[a].id.clone();
    let story = Story { problem, whole, parts, placed: &placed, composition, relation, rest, backbone };
    Some(Blueprint {
        architecture: composition.architecture.map(id),
        beside: composition.beside.iter().filter(|_| composition.architecture.is_some()).map(id).collect(),
        relation,
        settled: settled(parts),
        headline: story.headline(&places),
        explanation: story.explanation(),
        places: places.iter().map(|place| place.view(rulebook)).collect(),
        rest: rest.map(id),
        backbone: backbone.and_then(|a| {
            let on = story.on(a);
            (!on.is_empty()).then(|| BackboneView {
                architecture: id(a),
                parts: on.iter().map(|placed| placed.part.part.id.clone()).collect(),
            })
        }),
        seams: seams::seams(rulebook, &placed),
    })
}

fn settled(parts: &[PartAssessment<'_>]) -> Option<bool> {
    let each = || parts.iter().map(|part| part.judgement.verdict.settled);
    if each().any(|settled| settled == Some(false)) {
        return Some(false);
    }
    each().all(|settled| settled == Some(true)).then_some(true)
}

fn relation(whole: &Verdict, architecture: Option<ArchitectureId>, alone: bool) -> Relation {
    let Some(architecture) = architecture else { return Relation::None };
    match whole.status {
        _ if whole.leader == Some(architecture) => Relation::Confirms,
        Status::Close if whole.runner_up == Some(architecture) => Relation::Tips,
        _ if alone => Relation::Extends,
        Status::Likely | Status::Open if whole.possible.contains(architecture) => Relation::Favours,
        _ => Relation::Contradicts,
    }
}

/// An architecture and the parts on it, before they are named.
struct PartsOnArchitecture<'a, 'p> {
    architecture: ArchitectureId,
    parts: Vec<Placed<'a, 'p>>,
}

fn places<'a, 'p>(
    placed: &[Placed<'a, 'p>],
    backbone: Option<ArchitectureId>,
) -> Vec<PartsOnArchitecture<'a, 'p>> {
    let mut order: Vec<ArchitectureId> = Vec::new();
    order.extend(backbone);
    for part in placed {
        if !order.contains(&part.architecture) {
            order.push(part.architecture);
        }
    }
    let on = |architecture: ArchitectureId| PartsOnArchitecture {
        architecture,
        parts: placed.iter().filter(|part| part.architecture == architecture).copied().collect(),
    };
    order.into_iter().map(on).filter(|place| !place.parts.is_empty()).collect()
}

impl PartsOnArchitecture<'_, '_> {
    fn stand(&self, rulebook: &Rulebook) -> String {
        stand(rulebook, self.architecture, self.parts.len())
    }

    fn names(&self) -> String {
        and_list(&self.parts.iter().map(Placed::name).collect::<Vec<_>>())
    }

    fn view(&self, rulebook: &Rulebook) -> PlaceView {
        PlaceView {
            architecture: rulebook.architectures[self.architecture].id.clone(),
            stand: self.stand(rulebook),
            parts: self.parts.iter().map(|placed| placed.part.part.id.clone()).collect(),
        }
    }
}

fn stand(rulebook: &Rulebook, architecture: ArchitectureId, parts: usize) -> String {
    let architecture = &rulebook.architectures[architecture];
    standing(architecture.parts_stand.as_ref(), &architecture.name, parts)
}

fn name(part: &PartAssessment<'_>) -> String {
    part.part.name().to_owned()
}

/// What the sentences are about.
struct Story<'a, 'p> {
    problem: &'p Problem<'p>,
    whole: &'p Verdict,
    parts: &'p [PartAssessment<'a>],
    placed: &'p [Placed<'a, 'p>],
    composition: Composition,
    relation: Relation,
    rest: Option<ArchitectureId>,
    backbone: Option<ArchitectureId>,
}

impl<'a, 'p> Story<'a, 'p> {
    fn architecture_name(&self, architecture: ArchitectureId) -> &'p str {
        &self.problem.rulebook.architectures[architecture].name
    }

    /// Returns the parts that stand on an architecture; if none does, those on what it is part of.
    fn on(&self, architecture: ArchitectureId) -> Vec<Placed<'a, 'p>> {
        let exactly: Vec<_> =
            self.placed.iter().filter(|placed| placed.architecture == architecture).copied().collect();
        if !exactly.is_empty() {
            return exactly;
        }
        let inside = |placed: &&Placed<'a, 'p>| {
            self.problem.rulebook.consists_of(placed.architecture).contains(architecture)
        };
        self.placed.iter().filter(inside).copied().collect()
    }

    /// Returns `Delivery distributed by region; Billing and Search as services`.
    fn headline(&self, places: &[PartsOnArchitecture<'_, '_>]) -> String {
        let rulebook = self.problem.rulebook;
        let mut said: Vec<String> =
            places.iter().map(|place| format!("{} {}", place.names(), place.stand(rulebook))).collect();
        said.extend(self.rest.map(|a| format!("the rest {}", stand(rulebook, a, 1))));
        let nowhere = self.parts.iter().filter(|part| part.leader().is_none());
        let nowhere: Vec<String> = nowhere.map(name).collect();
        if !nowhere.is_empty() {
            said.push(format!("nowhere left for {}", and_list(&nowhere)));
        }
        said.join("; ")
    }

    fn explanation(&self) -> Vec<String> {
        let mut lines = vec![self.sum()];
        lines.extend(self.beside());
        lines.extend(self.stands_on());
        lines.extend(self.unsure());
        lines
    }

    /// Says what the parts add up to, and how that agrees with the verdict on the whole.
    fn sum(&self) -> String {
        let who = if self.rest.is_some() { "With this part the system adds" } else { "The parts add" };
        let Some(sum) = self.composition.architecture else {
            return self.no_sum();
        };
        let candidate = self.problem.among.contains(sum);
        let sum = self.architecture_name(sum);
        let leader = self.whole.leader.map(|a| self.architecture_name(a)).unwrap_or_default();
        let by = self.whole.margin.map(sentences::points).unwrap_or_default();
        let runner_up = self.whole.runner_up.map(|a| self.architecture_name(a)).unwrap_or_default();
        match (self.relation, self.whole.status) {
            (Relation::Confirms, Status::Close) => format!(
                "{who} up to {sum}: therefore {sum}, although by its own score the whole is close, {by} ahead of \
                {runner_up}."
            ),
            (Relation::Confirms, Status::Likely | Status::Open) => {
                format!("{who} up to {sum}, which leads the whole so far.")
            }
            (Relation::Confirms, _) => format!("{who} up to {sum}, as the whole does by itself."),
            (Relation::Tips, _) => format!(
                "{who} up to {sum}: therefore {sum}, although by its own score the whole is close, with {leader} \
                {by} ahead."
            ),
            (Relation::Favours, _) => format!(
                "{who} up to {sum}. By itself the whole is still open between {leader}, which leads so far, and {sum}."
            ),
            (Relation::Extends, _) => {
                format!("{who} up to {sum}; the verdict on the whole, {leader}, is that on the rest of it.")
            }
            (Relation::Contradicts, _) if !candidate => format!(
                "{who} up to {sum}, which was left out of the candidates; the verdict on the whole stays as it is."
            ),
            (Relation::Contradicts, Status::None) => {
                format!("{who} up to {sum}, although by itself the whole has no candidate left.")
            }
            (Relation::Contradicts | Relation::None, _) => format!(
                "{who} up to {sum}. That contradicts the verdict on the whole, {leader}, which stays as it is: \
                either a part is missing here, or the answers of the whole ask for what none of its parts needs."
            ),
        }
    }

    fn no_sum(&self) -> String {
        if self.placed.len() < self.parts.len() {
            return "Together they add up to nothing while a part has no candidate left.".to_owned();
        }
        let names: Vec<String> =
            self.composition.beside.iter().map(|a| self.architecture_name(a).to_owned()).collect();
        format!("No architecture of the rulebook combines {}: they stand side by side.", and_list(&names))
    }

    fn beside(&self) -> Option<String> {
        let sum = self.composition.architecture?;
        let names: Vec<String> =
            self.composition.beside.iter().map(|a| self.architecture_name(a).to_owned()).collect();
        let verb = if names.len() == 1 { "stands" } else { "stand" };
        (!names.is_empty()).then(|| {
            format!(
                "{} {verb} beside it: {} does not combine that.",
                and_list(&names),
                self.architecture_name(sum)
            )
        })
    }

    fn stands_on(&self) -> Option<String> {
        let backbone = self.on(self.backbone?);
        let is_backbone = |part: &str| backbone.iter().any(|placed| placed.part.part.id == part);
        // What stands beside the sum does not stand on its backbone, nor does what is such a sum by itself.
        let Composition { architecture, beside } = self.composition;
        let beside = |placed: &&Placed<'_, '_>| {
            beside.contains(placed.architecture) || architecture == Some(placed.architecture)
        };
        let others = self.placed.iter().filter(|placed| !is_backbone(&placed.part.part.id));
        let (beside, others): (Vec<&Placed<'_, '_>>, Vec<&Placed<'_, '_>>) = others.partition(beside);
        if backbone.is_empty() || others.is_empty() {
            return None;
        }
        let names: Vec<String> = backbone.iter().map(Placed::name).collect();
        let (others, stand) = match (others.as_slice(), beside.as_slice()) {
            ([other], _) => (other.name(), "stands"),
            (_, []) => ("the others".to_owned(), "stand"),
            _ => (and_list(&few(others.iter().map(|other| other.name()).collect())), "stand"),
        };
        let verb = if names.len() == 1 { "is" } else { "are" };
        Some(format!("{} {verb} the backbone that {others} {stand} on.", and_list(&names)))
    }

    /// Names the parts whose place is not certain.
    fn unsure(&self) -> Option<String> {
        let named = |status: Status| -> Vec<String> {
            self.parts.iter().filter(|part| part.judgement.verdict.status == status).map(name).collect()
        };
        let (open, close) = (few(named(Status::Open)), few(named(Status::Close)));
        let mut said = Vec::new();
        if !open.is_empty() {
            let verb = if open.len() == 1 { "is" } else { "are" };
            said.push(format!("{} {verb} still open", and_list(&open)));
        }
        if !close.is_empty() {
            let verb = if close.len() == 1 { "is a close call" } else { "are close calls" };
            said.push(format!("{} {verb}", and_list(&close)));
        }
        (!said.is_empty()).then(|| format!("{}: another place would change the sum.", said.join("; ")))
    }
}

/// Returns the names; of many the first ones and how many more there are.
fn few(names: Vec<String>) -> Vec<String> {
    let mut names = names;
    if names.len() > NAMED {
        let more = names.len() - NAMED + 1;
        names.truncate(NAMED - 1);
        names.push(format!("{more} more"));
    }
    names
}
