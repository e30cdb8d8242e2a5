//! The rulebook as it stands in its files: one serde type for each kind of entry, nothing resolved yet.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_yaml::Value;

use super::load::Layer;
use super::model::{Evidence, Kind};
use super::topology::Shape;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::document::Node;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HeaderSource {
    pub id: String,
    pub version: String,
    pub title: String,
    pub close_call: Option<u32>,
    /// `builtin`: the rulebook that this one builds on. Looked up when the layers are put together.
    #[serde(rename = "extends")]
    _extends: Option<Base>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Base {
    Builtin,
}

/// What a layer changes in a rule of an earlier one, and why.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangeSource {
    pub rule: String,
    #[serde(default)]
    pub off: bool,
    pub points: Option<BTreeMap<String, i8>>,
    /// Of a `first_of`, counted from 1.
    pub branch: Option<usize>,
    pub reason: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ArchitectureSource {
    pub id: String,
    pub name: String,
    pub summary: String,
    pub consists_of: Option<String>,
    #[serde(default)]
    pub prerequisites: Vec<String>,
    #[serde(default)]
    pub baseline: bool,
    #[serde(default)]
    pub combines: Vec<String>,
    pub backbone: Option<String>,
    /// A text, or `{one: …, several: …}`.
    #[serde(rename = "parts_stand")]
    _parts_stand: Option<Value>,
    pub topology: Option<TopologySource>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TopologySource {
    pub shape: Shape,
    pub boxes: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QualitySource {
    pub id: String,
    pub name: String,
    pub about: String,
    pub standard: Option<String>,
    pub weight: Option<u8>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuestionSource {
    pub id: String,
    pub ask: String,
    pub help: Option<String>,
    pub kind: Kind,
    pub options: Vec<ChoiceSource>,
    pub unit: Option<String>,
    pub max: Option<f64>,
    #[serde(default)]
    pub opening: bool,
    pub ask_when: Option<Value>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChoiceSource {
    pub id: String,
    pub label: Option<String>,
    pub from: Option<f64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleSource {
    pub id: String,
    pub quality: Option<String>,
    pub when: Option<Value>,
    pub points: Option<BTreeMap<String, i8>>,
    pub rules_out: Option<Vec<String>>,
    pub warn: Option<String>,
    pub warn_at_seam: Option<String>,
    pub across: Option<Value>,
    pub first_of: Option<Vec<BranchSource>>,
    pub because: Option<String>,
    #[serde(default)]
    pub sources: Vec<String>,
    pub evidence: Option<Evidence>,
    /// The rule of an earlier layer in whose place this one stands.
    pub replaces: Option<String>,
    /// Why it does.
    pub reason: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BranchSource {
    pub when: Option<Value>,
    pub points: Option<BTreeMap<String, i8>>,
    pub rules_out: Option<Vec<String>>,
    pub warn: Option<String>,
    pub because: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CitationSource {
    pub id: String,
    pub title: String,
    pub author: String,
    pub year: u16,
    pub url: String,
}

/// An entry and where it stands.
pub(super) struct Item<'a, T> {
    pub source: T,
    pub node: Node<'a>,
    pub layer: usize,
}

/// The entries of all files of a rulebook, in order.
#[derive(Default)]
pub(super) struct Sources<'a> {
    pub headers: Vec<Item<'a, HeaderSource>>,
    pub architectures: Vec<Item<'a, ArchitectureSource>>,
    pub qualities: Vec<Item<'a, QualitySource>>,
    pub questions: Vec<Item<'a, QuestionSource>>,
    pub rules: Vec<Item<'a, RuleSource>>,
    pub citations: Vec<Item<'a, CitationSource>>,
    pub changes: Vec<Item<'a, ChangeSource>>,
}

const SECTIONS: [&str; 8] =
    ["rulebook", "architectures", "qualities", "questions", "rules", "sources", "changes", "cases"];

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
            "qualities" => self.qualities.extend(read_all(section, node, layer, found)),
            "questions" => self.questions.extend(read_all(section, node, layer, found)),
            "rules" => self.rules.extend(read_all(section, node, layer, found)),
            "sources" => self.citations.extend(read_all(section, node, layer, found)),
            "changes" => self.changes.extend(read_all(section, node, layer, found)),
            "cases" => {}
            unknown => {
                let diagnostic = Diagnostic::error(Code::UnknownKey, format!("unknown key `{unknown}`"));
                found.push(diagnostic.at(node.key_place()).help(did_you_mean(unknown, SECTIONS)));
            }
        }
    }
}

fn read_all<'a, T: DeserializeOwned>(
    section: &str,
    node: &Node<'a>,
    layer: usize,
    found: &mut Diagnostics,
) -> Vec<Item<'a, T>> {
    let items = node.items(&format!("`{section}`"), found);
    items.iter().filter_map(|item| read(item, layer, found)).collect()
}

fn read<'a, T: DeserializeOwned>(
    node: &Node<'a>,
    layer: usize,
    found: &mut Diagnostics,
) -> Option<Item<'a, T>> {
    let source = node.read(found)?;
    Some(Item { source, node: node.clone(), layer })
}
