//! What validation carries along: the entries that are known so far, and what was found wrong.

use typed_index_collections::{TiSlice, TiVec};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, IdKind, Place};
use crate::document::Node;
use crate::rulebook::axis::Axis;
use crate::rulebook::condition::{Condition, Scope, TruthRegions, Variable};
use crate::rulebook::ids::{ArchitectureId, AxisId, QualityId, QuestionId, SourceId, VariableId};
use crate::rulebook::model::{Architecture, Quality, Question, Source};
use crate::rulebook::region::TooComplex;

/// Everything that a rule may refer to. It is filled step by step, and each step may use what is there.
#[derive(Default)]
pub(super) struct Names {
    pub architectures: TiVec<ArchitectureId, Architecture>,
    pub axes: TiVec<AxisId, Axis>,
    pub qualities: TiVec<QualityId, Quality>,
    pub sources: TiVec<SourceId, Source>,
    /// Without their `ask_when`, which may name any of them.
    pub questions: TiVec<QuestionId, Question>,
    pub variables: TiVec<VariableId, Variable>,
    /// The number of options of each variable.
    pub sizes: TiVec<VariableId, usize>,
    /// For each question where it is asked.
    pub asked: TiVec<QuestionId, TruthRegions>,
}

impl Names {
    pub(super) fn decide(
        &self,
        condition: &Condition,
        asked: &TiSlice<QuestionId, TruthRegions>,
    ) -> Result<TruthRegions, TooComplex> {
        condition.decide(&Scope { variables: &self.variables, sizes: &self.sizes, asked })
    }
}

/// Turns the entries of a rulebook into those of the model, and notes every error on the way.
pub(super) struct Validator<'n> {
    pub names: &'n Names,
    pub found: &'n mut Diagnostics,
}

impl<'n> Validator<'n> {
    pub(super) fn new(names: &'n Names, found: &'n mut Diagnostics) -> Self {
        Self { names, found }
    }

    pub(super) fn error(&mut self, code: Code, message: impl AsRef<str>, place: Place) {
        self.found.push(Diagnostic::error(code, message).at(place));
    }

    pub(super) fn error_with_help(
        &mut self,
        code: Code,
        message: impl AsRef<str>,
        place: Place,
        help: impl AsRef<str>,
    ) {
        self.found.push(Diagnostic::error(code, message).at(place).help(help));
    }

    /// Reports that the rulebook lacks a section without which it decides nothing.
    pub(super) fn missing(&mut self, what: &str, example: &str) {
        let diagnostic = Diagnostic::error(Code::EmptyRulebook, format!("the rulebook has no {what}"));
        self.found.push(diagnostic.help(format!("add `{example}`")));
    }

    /// The position of an id among those that are known; anything else is reported at `place`.
    pub(super) fn find<'k, I: From<usize>>(
        &mut self,
        kind: IdKind,
        id: &str,
        known: impl Iterator<Item = &'k str> + Clone,
        place: impl FnOnce() -> Place,
    ) -> Option<I> {
        self.found.ok_or_push(kind.find(id, known).map_err(|error| error.at(place())))
    }

    pub(super) fn architecture(&mut self, id: &str, node: &Node<'_>) -> Option<ArchitectureId> {
        let known = self.names.architectures.iter().map(|architecture| architecture.id.as_str());
        self.find(IdKind::Architecture, id, known, || node.key_place())
    }

    /// The sources that the entry at `node` lists under `key`.
    pub(super) fn cited(&mut self, ids: &[String], node: &Node<'_>, key: &str) -> Vec<SourceId> {
        let nodes = node.entry(key).map(|node| node.items(&format!("`{key}`"), self.found));
        let mut all = Vec::new();
        for (id, node) in ids.iter().zip(&nodes.unwrap_or_default()) {
            let known = self.names.sources.iter().map(|source| source.id.as_str());
            let source: Option<SourceId> = self.find(IdKind::Source, id, known, || node.place());
            all.extend(source);
        }
        all
    }
}

/// The place of the value under a key, or of the whole entry where there is no such key.
pub(super) fn place_of(node: &Node<'_>, key: &str) -> Place {
    node.entry(key).map_or_else(|| node.place(), |value| value.place())
}

pub(super) fn too_complex(node: &Node<'_>) -> Diagnostic {
    Diagnostic::error(Code::TooComplex, "this condition falls into too many separate cases")
        .at(node.place())
        .help("split the rule into several, each with a simpler condition")
}
