//! The rulebook as it stands in its files: one serde type for each kind of entry, nothing resolved yet.

mod guidance;
mod questions;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use serde_yaml::Value;

use super::calibration::Calibration;
use super::layer::{Layer, RuleChange};
use super::limits::{MAX_CLOSE_CALL, MAX_NAME, MAX_TOPOLOGY_BOXES, MAX_WEIGHT, MIN_LIKELY};
use super::model::Evidence;
use super::review_months::ReviewMonths;
use super::schema_refs::{
    AcrossRef, AnswersRef, ArchitectureRef, AxisRef, CitationRef, ConditionRef, IdRef, PartsStandRef,
    PointsRef, QualityRef,
};
use super::topology::Shape;
use crate::diagnostic::Diagnostics;
use crate::document::Node;

pub(crate) use guidance::{FirstStepsSource, MeasureSource, NeedSource, RiskSource, VariantSource};
pub(crate) use questions::{ChoiceSource, QuestionSource, UsualSource};

/// What the rulebook is called, and what it builds on.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HeaderSource {
    /// The id of the rulebook, in kebab-case.
    #[schemars(with = "IdRef")]
    pub id: String,
    /// The version of the rulebook, such as `1.0.0`. Reports and decision records name it.
    pub version: String,
    /// What the rulebook helps to decide, in one line.
    pub title: String,
    /// The lead, in points, under which a verdict is called close; 3 if it is left out.
    #[schemars(range(max = MAX_CLOSE_CALL))]
    pub close_call: Option<u32>,
    /// The share of plausible completions, in percent, that a lead must keep for a verdict to be called
    /// likely; 70 if it is left out.
    #[schemars(range(min = MIN_LIKELY, max = 100))]
    pub likely: Option<u8>,
    /// How often its verdicts were accepted over its published cases: what `rules test --calibration`
    /// measures.
    pub calibration: Option<Calibration>,
    /// What to keep in mind while answering, shown before the first question.
    pub introduction: Option<String>,
    /// After how many months to look at a decision again.
    pub review_months: Option<ReviewMonths>,
    /// The rulebook that this one adds to and changes.
    // Read when the layers are put together.
    #[serde(rename = "extends")]
    _extends: Option<Base>,
}

#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Base {
    /// The rulebook that comes with archwise.
    Builtin,
}

/// A change that a layer makes to a rule of an earlier layer: either `off: true` or new `points`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangeSource {
    /// The id of the rule to change. It must come from an earlier layer.
    // Not one of the ids in use: a rule that is switched off is no longer among them.
    #[schemars(with = "IdRef")]
    pub rule: String,
    /// Whether to switch the rule off.
    #[serde(default)]
    pub off: bool,
    /// The points that change, by architecture; the others stay as they are.
    #[schemars(with = "Option<PointsRef>")]
    pub points: Option<BTreeMap<String, i8>>,
    /// Which branch of a `first_of` gives these points, counted from 1.
    #[schemars(range(min = 1))]
    pub branch: Option<usize>,
    /// Why the rule changes, in a sentence for the reader of the report.
    #[schemars(length(min = 1))]
    pub reason: String,
}

/// One of the candidates among which the rulebook decides.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArchitectureSource {
    /// The id of the architecture, in kebab-case.
    #[schemars(with = "IdRef")]
    pub id: String,
    /// The name that reports show.
    pub name: String,
    /// What the architecture is, in a sentence or two.
    pub summary: String,
    /// What one pays for it, whatever it is compared with, in a sentence.
    pub price: Option<String>,
    /// What is deployed where once it has been chosen.
    pub consists_of: Option<String>,
    /// What must be in place before it pays off, where no question tells whether it is.
    #[serde(default)]
    pub prerequisites: Vec<String>,
    /// What must be in place before it pays off, and the answers by which it is.
    #[serde(default)]
    pub needs: Vec<NeedSource>,
    /// The kinds of it; the first whose condition holds fits.
    #[serde(default)]
    pub variants: Vec<VariantSource>,
    /// The styles within it; each whose condition holds fits.
    #[serde(default)]
    pub styles: Vec<VariantSource>,
    /// The ways from what exists to there; the first whose condition holds fits.
    #[serde(default)]
    pub first_steps: Vec<FirstStepsSource>,
    /// The figures to watch.
    #[serde(default)]
    pub measures: Vec<MeasureSource>,
    /// What can go wrong with it.
    #[serde(default)]
    pub risks: Vec<RiskSource>,
    /// Whether this is the status quo, against which the others must earn their place.
    #[serde(default)]
    pub baseline: bool,
    /// The architectures that it is made of: a system whose parts stand on these is this one.
    #[serde(default)]
    #[schemars(with = "Vec<ArchitectureRef>", length(min = 2), extend("uniqueItems" = true))]
    pub combines: Vec<String>,
    /// The one in `combines` that the others stand on.
    #[schemars(with = "Option<ArchitectureRef>")]
    pub backbone: Option<String>,
    /// How parts stand on it, to follow their names: one text, or one for a single part and one for several.
    // Read key by key in validation.
    #[serde(rename = "parts_stand")]
    #[schemars(with = "Option<PartsStandRef>")]
    _parts_stand: Option<Value>,
    /// How the architecture is drawn.
    pub topology: Option<TopologySource>,
}

/// How an architecture is drawn.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TopologySource {
    /// How the parts of a system are laid out.
    pub shape: Shape,
    /// The labels of the copies; of other shapes, of what stands there where it is drawn in principle.
    #[schemars(length(min = 1, max = MAX_TOPOLOGY_BOXES), inner(length(max = MAX_NAME)))]
    pub boxes: Vec<String>,
}

/// A question of design that divides the architectures into two sides.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AxisSource {
    /// The id of the axis, in kebab-case.
    #[schemars(with = "IdRef")]
    pub id: String,
    /// The question of design, to be answered with yes or no: "Over several regions?"
    #[schemars(length(min = 1))]
    pub ask: String,
    /// The architectures that stand for yes.
    #[schemars(with = "Vec<ArchitectureRef>", extend("uniqueItems" = true))]
    pub high: Vec<String>,
    /// The architectures that stand for no.
    #[schemars(with = "Vec<ArchitectureRef>", extend("uniqueItems" = true))]
    pub low: Vec<String>,
}

/// A quality under which rules give points.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct QualitySource {
    /// The id of the quality, in kebab-case.
    #[schemars(with = "IdRef")]
    pub id: String,
    /// The name that reports show.
    pub name: String,
    /// What the quality means in this rulebook.
    pub about: String,
    /// The standard or the book that the term comes from.
    pub standard: Option<String>,
    /// How much its points count unless the user says otherwise; 1 if it is left out.
    #[schemars(range(max = MAX_WEIGHT))]
    pub weight: Option<u8>,
}

/// A rule: a condition, exactly one effect, and the reason for it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("oneOf" = one_effect()))]
pub(crate) struct RuleSource {
    /// The id of the rule, in kebab-case.
    #[schemars(with = "IdRef")]
    pub id: String,
    /// The quality under which the points count.
    #[schemars(with = "Option<QualityRef>")]
    pub quality: Option<String>,
    /// The axis of which alone the reason speaks: then the rule gives architectures on the same side of it
    /// the same points, unless one is made of the other.
    #[schemars(with = "Option<AxisRef>")]
    pub axis: Option<String>,
    /// The condition under which the rule holds.
    #[schemars(with = "Option<ConditionRef>")]
    pub when: Option<Value>,
    /// Effect: points from −5 to 5, by architecture.
    #[schemars(with = "Option<PointsRef>")]
    pub points: Option<BTreeMap<String, i8>>,
    /// Effect: the architectures that cannot be chosen where the rule holds.
    #[schemars(with = "Option<Vec<ArchitectureRef>>", length(min = 1))]
    pub rules_out: Option<Vec<String>>,
    /// Effect: a warning, which never scores.
    pub warn: Option<String>,
    /// Effect: a warning about two parts that exchange data. It has `across` in the place of `when`.
    pub warn_at_seam: Option<String>,
    /// Between which parts `warn_at_seam` warns.
    #[schemars(with = "Option<AcrossRef>")]
    pub across: Option<Value>,
    /// Effect: that of the first branch whose condition holds.
    #[schemars(length(min = 1))]
    pub first_of: Option<Vec<BranchSource>>,
    /// Why the rule is right, in words for the reader of the report.
    pub because: Option<String>,
    /// The sources that support the rule.
    #[serde(default)]
    #[schemars(with = "Vec<CitationRef>")]
    pub sources: Vec<String>,
    /// How well the sources support the rule.
    pub evidence: Option<Evidence>,
    /// The id of a rule of an earlier layer, in whose place this one stands.
    #[schemars(with = "Option<IdRef>")]
    pub replaces: Option<String>,
    /// Why this rule replaces the other.
    pub reason: Option<String>,
}

/// The alternatives of which a rule must fulfil exactly one.
fn one_effect() -> serde_json::Value {
    let effects: [&[&str]; 5] =
        [&["points"], &["rules_out"], &["warn"], &["first_of"], &["warn_at_seam", "across"]];
    // Strict validators want to see a key that is required among the properties beside it.
    let alternative = |keys: &&[&str]| {
        let properties: BTreeMap<&str, bool> = keys.iter().map(|key| (*key, true)).collect();
        json!({ "required": keys, "properties": properties })
    };
    effects.iter().map(alternative).collect()
}

/// One branch of a `first_of`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BranchSource {
    /// The condition of this branch; the last branch may leave it out and then catches everything else.
    #[schemars(with = "Option<ConditionRef>")]
    pub when: Option<Value>,
    /// Effect: points from −5 to 5, by architecture.
    #[schemars(with = "Option<PointsRef>")]
    pub points: Option<BTreeMap<String, i8>>,
    /// Effect: the architectures that cannot be chosen where the branch holds.
    #[schemars(with = "Option<Vec<ArchitectureRef>>", length(min = 1))]
    pub rules_out: Option<Vec<String>>,
    /// Effect: a warning, which never scores.
    pub warn: Option<String>,
    /// Why this branch is right; the `because` of the rule if it is left out.
    pub because: Option<String>,
}

/// A plausible system of a kind, to begin with.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PresetSource {
    /// The id of the preset, in kebab-case.
    #[schemars(with = "IdRef")]
    pub id: String,
    /// What such a system is, in a few words.
    #[schemars(length(min = 1))]
    pub title: String,
    /// Of which systems it is a picture, and what to look at first.
    #[schemars(length(min = 1))]
    pub about: String,
    /// What is typical of such systems, by question.
    // Read where it is used.
    #[serde(rename = "answers")]
    #[schemars(with = "AnswersRef")]
    _answers: Value,
    /// The sources that say so.
    #[serde(default)]
    #[schemars(with = "Vec<CitationRef>")]
    pub sources: Vec<String>,
}

/// A source that rules cite.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CitationSource {
    /// The id of the source, in kebab-case.
    #[schemars(with = "IdRef")]
    pub id: String,
    /// The title as published.
    pub title: String,
    /// Who wrote or published it.
    pub author: String,
    /// The year in which it was published.
    pub year: u16,
    /// The web address at which it can be read.
    #[schemars(regex(pattern = "^https?://"))]
    pub url: String,
}

/// An entry of a file, and the layer it belongs to.
pub(super) struct Entry<'a, T> {
    pub source: T,
    pub node: Node<'a>,
    pub layer: usize,
}

/// The entries of all files of a rulebook, in order.
#[derive(Default)]
pub(super) struct Sources<'a> {
    pub headers: Vec<Entry<'a, HeaderSource>>,
    pub architectures: Vec<Entry<'a, ArchitectureSource>>,
    pub axes: Vec<Entry<'a, AxisSource>>,
    pub qualities: Vec<Entry<'a, QualitySource>>,
    pub questions: Vec<Entry<'a, QuestionSource>>,
    pub rules: Vec<Entry<'a, RuleSource>>,
    pub citations: Vec<Entry<'a, CitationSource>>,
    pub changes: Vec<Entry<'a, ChangeSource>>,
    pub presets: Vec<Entry<'a, PresetSource>>,
    /// The changes that were applied to the rules.
    pub applied: Vec<RuleChange>,
}

const SECTIONS: [&str; 10] = [
    "rulebook",
    "architectures",
    "axes",
    "qualities",
    "questions",
    "rules",
    "sources",
    "changes",
    "presets",
    "cases",
];

impl<'a> Sources<'a> {
    /// Reads the entries of all layers; what cannot be read is reported and left out.
    pub(super) fn collect(layers: &'a [Layer], found: &mut Diagnostics) -> Self {
        let mut all = Self::default();
        for (index, layer) in layers.iter().enumerate() {
            for document in &layer.documents {
                for (section, node) in document.root().entries("a rulebook file", found) {
                    all.section(&section, &node, index, found);
                }
            }
        }
        all
    }

    fn section(&mut self, section: &str, node: &Node<'a>, layer: usize, found: &mut Diagnostics) {
        match section {
            "rulebook" => self.headers.extend(read(node, layer, found)),
            "architectures" => self.architectures.extend(read_all(section, node, layer, found)),
            "axes" => self.axes.extend(read_all(section, node, layer, found)),
            "qualities" => self.qualities.extend(read_all(section, node, layer, found)),
            "questions" => self.questions.extend(read_all(section, node, layer, found)),
            "rules" => self.rules.extend(read_all(section, node, layer, found)),
            "sources" => self.citations.extend(read_all(section, node, layer, found)),
            "changes" => self.changes.extend(read_all(section, node, layer, found)),
            "presets" => self.presets.extend(read_all(section, node, layer, found)),
            "cases" => {}
            unknown => found.push(node.unknown_key(unknown, &SECTIONS)),
        }
    }
}

fn read_all<'a, T: DeserializeOwned>(
    section: &str,
    node: &Node<'a>,
    layer: usize,
    found: &mut Diagnostics,
) -> Vec<Entry<'a, T>> {
    let items = node.items(&format!("`{section}`"), found);
    items.iter().filter_map(|item| read(item, layer, found)).collect()
}

fn read<'a, T: DeserializeOwned>(
    node: &Node<'a>,
    layer: usize,
    found: &mut Diagnostics,
) -> Option<Entry<'a, T>> {
    let source = node.read(found)?;
    Some(Entry { source, node: node.clone(), layer })
}
