//! Precedents: cases that tell of a decision by which a rulebook is calibrated.

use schemars::JsonSchema;
use serde::Serialize;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, IdKind, did_you_mean};
use crate::document::Node;
use crate::rulebook::{Rulebook, SourceId};

/// What a case says of the decision that it tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Precedent {
    /// How it is known which architecture is right.
    pub label: Label,
    /// How sure that is.
    pub certainty: Certainty,
    /// The works that tell of it and that the rulebook lists, since its rules may cite them as well.
    pub sources: Vec<SourceId>,
    /// Where else it is told of.
    pub other_sources: Vec<String>,
}

/// How it is known which architecture is right for a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Label {
    /// The architecture was built, and its builders tell how it turned out.
    Outcome,
    /// The decision was published, or experts judged it, before the outcome was known.
    ExpertJudgement,
    /// The author of the rulebook describes what such a system should get.
    OwnDescription,
}

impl Label {
    /// Every label.
    pub const ALL: [Self; 3] = [Self::Outcome, Self::ExpertJudgement, Self::OwnDescription];

    /// Returns the word that stands for it in a case.
    pub fn word(self) -> &'static str {
        match self {
            Self::Outcome => "outcome",
            Self::ExpertJudgement => "expert-judgement",
            Self::OwnDescription => "own-description",
        }
    }

    /// Returns whether others than the author of the rulebook published the decision.
    pub fn is_published(self) -> bool {
        self != Self::OwnDescription
    }
}

/// How sure it is which of the architectures a decision is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// The sources say it.
    High,
    /// It follows from what the sources say.
    Medium,
    /// The sources can be read in more than one way.
    Low,
}

impl Certainty {
    /// Every certainty, the surest first.
    pub const ALL: [Self; 3] = [Self::High, Self::Medium, Self::Low];

    /// Returns the word that stands for it in a case.
    pub fn word(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

impl Precedent {
    /// Reads what the keys of a case say of a decision; `None` if it tells of none, or in a wrong way.
    /// `leads` says whether the case expects an architecture.
    pub(super) fn read(
        case: &Node<'_>,
        leads: bool,
        rulebook: &Rulebook,
        found: &mut Diagnostics,
    ) -> Option<Self> {
        let (label, certainty) = (case.entry("label"), case.entry("certainty"));
        let (label, certainty) = match (label, certainty) {
            (None, None) => return None,
            (Some(label), Some(certainty)) => (label, certainty),
            (Some(_), None) => return missing(case, "has a `label` but no `certainty`", CERTAINTY, found),
            (None, Some(_)) => return missing(case, "has a `certainty` but no `label`", LABEL, found),
        };
        let label = word(&label, "label", Label::ALL.map(|label| (label.word(), label)), found)?;
        let certainties = Certainty::ALL.map(|certainty| (certainty.word(), certainty));
        let certainty = word(&certainty, "certainty", certainties, found)?;
        let other_sources = texts(case.entry("source"), found);
        let sources = cited(case.entry("sources"), rulebook, found);
        if label.is_published() && case.entry("source").or_else(|| case.entry("sources")).is_none() {
            return missing(case, "tells of a published decision but names no source", SOURCE, found);
        }
        if !leads {
            return missing(
                case,
                "tells of a decision but not which architecture was right",
                EXPECTED,
                found,
            );
        }
        Some(Self { label, certainty, sources, other_sources })
    }
}

const CERTAINTY: &str = "add `certainty: high`, `medium` or `low`: how sure it is which architecture that is";
const LABEL: &str = "add `label: outcome`, `expert-judgement` or `own-description`: how that is known";
const SOURCE: &str = "add `sources: [id…]` of the rulebook's sources, or `source: …`, a text or an address";
const EXPECTED: &str = "add `expect: {architecture: …}`";

fn missing<T>(case: &Node<'_>, what: &str, help: &str, found: &mut Diagnostics) -> Option<T> {
    let diagnostic = Diagnostic::error(Code::MissingKey, format!("the case {what}"));
    found.push(diagnostic.at(case.place()).help(help));
    None
}

fn word<T: Copy>(
    node: &Node<'_>,
    key: &str,
    words: [(&'static str, T); 3],
    found: &mut Diagnostics,
) -> Option<T> {
    let text = node.written().unwrap_or_default();
    let known = words.iter().find(|(word, _)| *word == text).map(|(_, meant)| *meant);
    if known.is_none() {
        let help = did_you_mean(&text, words.map(|(word, _)| word));
        let message = format!("`{text}` is no {key}");
        found.push(Diagnostic::error(Code::WrongShape, message).at(node.place()).help(help));
    }
    known
}

fn texts(node: Option<Node<'_>>, found: &mut Diagnostics) -> Vec<String> {
    let nodes = node.map(|node| node.one_or_more()).unwrap_or_default();
    nodes.iter().filter_map(|node| node.expect_text("`source`", found)).collect()
}

fn cited(node: Option<Node<'_>>, rulebook: &Rulebook, found: &mut Diagnostics) -> Vec<SourceId> {
    let nodes = node.map(|node| node.one_or_more()).unwrap_or_default();
    let mut source = |node: &Node<'_>| {
        let id = node.written().unwrap_or_default();
        let known = rulebook.sources.iter().map(|source| source.id.as_str());
        let source = IdKind::Source.find(&id, known).map_err(|error| error.at(node.place()));
        found.ok_or_push(source)
    };
    nodes.iter().filter_map(&mut source).collect()
}
