//! The answers file: read whole, every error reported.

use std::collections::BTreeMap;

use typed_index_collections::TiVec;

use super::decision::decision;
use super::{Answers, DecisionRecord, Origin, Reply, Statement};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, IdKind};
use crate::document::{Document, Node, Whereabouts};
use crate::rulebook::{MAX_WEIGHT, QualityId, QuestionId, Rulebook};

const VERSION: u64 = 1;
const KEYS: [&str; 7] = ["archwise", "title", "answers", "notes", "weights", "parts", "decision"];
const PART_KEYS: [&str; 4] = ["title", "answers", "with", "decision"];
/// What an unfinished interview adds; it is read elsewhere.
const DRAFT: &str = "draft";

/// What an answers file says.
#[derive(Debug, Clone)]
pub struct AnswersFile {
    /// What the system is called.
    pub title: Option<String>,
    /// What it says of questions, in the order of the file.
    pub statements: Vec<Statement>,
    /// What is left possible by the statements, and by the stronger ones of [`AnswersFile::overlay`].
    pub answers: Answers,
    /// By question.
    pub notes: BTreeMap<QuestionId, String>,
    /// By quality.
    pub weights: BTreeMap<QualityId, u8>,
    /// In the order of the file.
    pub parts: Vec<Part>,
    /// What was decided, if that is recorded.
    pub decision: Option<DecisionRecord>,
    /// The whole file; `None` if none was read.
    pub at: Option<Whereabouts>,
}

/// A subsystem: the answers in which it differs from the whole.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// Its key under `parts`.
    pub id: String,
    /// What it is called, if not by its id.
    pub title: Option<String>,
    /// Only where it differs from the whole.
    pub statements: Vec<Statement>,
    /// The ids of other parts with which it exchanges data, as far as this one says.
    pub with: Vec<String>,
    /// What was decided for it, if that is recorded.
    pub decision: Option<DecisionRecord>,
}

impl AnswersFile {
    /// Returns a file that says nothing.
    pub fn blank(rulebook: &Rulebook) -> Self {
        Self {
            title: None,
            statements: Vec::new(),
            answers: Answers::open(rulebook),
            notes: BTreeMap::new(),
            weights: BTreeMap::new(),
            parts: Vec::new(),
            decision: None,
            at: None,
        }
    }

    /// Reads a document.
    ///
    /// # Errors
    /// Every error in the file. With success come notes, if there are any.
    pub fn read(document: &Document, rulebook: &Rulebook) -> Result<(Self, Diagnostics), Diagnostics> {
        let mut found = Diagnostics::default();
        let mut file = Self { at: Some(document.root().whereabouts()), ..Self::blank(rulebook) };
        let origin = Origin::File(document.source().name.as_str().into());
        for (key, node) in document.root().entries("an answers file", &mut found) {
            file.entry(&key, &node, rulebook, &origin, &mut found);
        }
        file.answers.apply(rulebook, &file.statements, &mut found);
        for part in &file.parts {
            file.answers.clone().apply(rulebook, &part.statements, &mut found);
        }
        found.unless_errors(Some(file))
    }

    /// Lays the statements of stronger origins over the answers, and notes which of the file's own they replace
    /// or leave without a question.
    pub fn overlay(&mut self, rulebook: &Rulebook, statements: &[Statement], found: &mut Diagnostics) {
        self.answers.apply_after(&self.statements, rulebook, statements, found);
    }

    /// Returns the weight of every quality: the rulebook's own where the file does not name it.
    pub fn all_weights(&self, rulebook: &Rulebook) -> TiVec<QualityId, u8> {
        let mut weights = rulebook.weights();
        self.weights.iter().for_each(|(quality, weight)| weights[*quality] = *weight);
        weights
    }

    /// What the file says of a question.
    pub fn reply(&self, question: QuestionId) -> Option<&Reply> {
        self.statements.iter().find(|statement| statement.question == question).map(|s| &s.reply)
    }

    fn entry(
        &mut self,
        key: &str,
        node: &Node<'_>,
        rulebook: &Rulebook,
        origin: &Origin,
        found: &mut Diagnostics,
    ) {
        match key {
            "archwise" => version(node, found),
            "title" => self.title = node.expect_text("the title", found),
            "answers" => self.statements = statements_of(node, rulebook, origin, found),
            "notes" => self.notes = notes(node, rulebook, found),
            "weights" => self.weights = weights(node, rulebook, found),
            "parts" => self.parts = parts(node, rulebook, found),
            "decision" => self.decision = decision(node, rulebook, found),
            DRAFT => {}
            unknown => found.push(node.unknown_key(unknown, &KEYS)),
        }
    }
}

fn version(node: &Node<'_>, found: &mut Diagnostics) {
    if node.value().as_u64() != Some(VERSION) {
        let said = node.text().unwrap_or_default();
        let message = format!("this file is of the format version `{said}`; known is {VERSION}");
        found.push(
            Diagnostic::error(Code::UnsupportedVersion, message).at(node.place()).help("write `archwise: 1`"),
        );
    }
}

fn question(id: &str, node: &Node<'_>, rulebook: &Rulebook, found: &mut Diagnostics) -> Option<QuestionId> {
    found.ok_or_push(rulebook.find_question(id).map_err(|error| error.at(node.key_place())))
}

fn statements_of(
    node: &Node<'_>,
    rulebook: &Rulebook,
    origin: &Origin,
    found: &mut Diagnostics,
) -> Vec<Statement> {
    let mut all = Vec::new();
    for (id, node) in node.entries("`answers`", found) {
        let Some(question) = question(&id, &node, rulebook, found) else { continue };
        let Some(reply) = Reply::read(&rulebook.questions[question], &node, found) else { continue };
        all.push(Statement { question, reply, origin: origin.clone(), place: Some(node.whereabouts()) });
    }
    all
}

/// The answers of a mapping that stands elsewhere than in an answers file.
pub fn statements(node: &Node<'_>, rulebook: &Rulebook, found: &mut Diagnostics) -> Vec<Statement> {
    let file = Origin::File(node.source_name().into());
    statements_of(node, rulebook, &file, found)
}

fn notes(node: &Node<'_>, rulebook: &Rulebook, found: &mut Diagnostics) -> BTreeMap<QuestionId, String> {
    let mut all = BTreeMap::new();
    for (id, node) in node.entries("`notes`", found) {
        let note = node.expect_text(&format!("the note on `{id}`"), found);
        all.extend(question(&id, &node, rulebook, found).zip(note));
    }
    all
}

fn weights(node: &Node<'_>, rulebook: &Rulebook, found: &mut Diagnostics) -> BTreeMap<QualityId, u8> {
    let mut all = BTreeMap::new();
    for (id, node) in node.entries("`weights`", found) {
        let quality = rulebook.find_quality(&id).map_err(|error| error.at(node.key_place()));
        let Some(quality) = found.ok_or_push(quality) else { continue };
        all.extend(weight(&id, &node, found).map(|weight| (quality, weight)));
    }
    all
}

/// Reads the weight of the quality `id`.
pub fn weight(id: &str, node: &Node<'_>, found: &mut Diagnostics) -> Option<u8> {
    let number = node.value().as_u64().and_then(|number| u8::try_from(number).ok());
    let weight = number.filter(|weight| *weight <= MAX_WEIGHT);
    if weight.is_none() {
        let message = format!("the weight of `{id}` is not a whole number from 0 to {MAX_WEIGHT}");
        found.push(Diagnostic::error(Code::OutOfRange, message).at(node.place()));
    }
    weight
}

/// The parts of a mapping that stands here or elsewhere.
pub fn parts(node: &Node<'_>, rulebook: &Rulebook, found: &mut Diagnostics) -> Vec<Part> {
    let entries = node.entries("`parts`", found);
    let ids: Vec<&str> = entries.iter().map(|(id, _)| id.as_str()).collect();
    entries.iter().map(|(id, node)| part(id, node, &ids, rulebook, found)).collect()
}

fn part(id: &str, node: &Node<'_>, ids: &[&str], rulebook: &Rulebook, found: &mut Diagnostics) -> Part {
    let mut part = Part { id: id.to_owned(), ..Part::default() };
    for (key, node) in node.entries(&format!("the part `{id}`"), found) {
        match key.as_str() {
            "title" => part.title = node.expect_text("the title", found),
            "answers" => part.statements = statements_of(&node, rulebook, &Origin::Part(id.into()), found),
            "with" => part.with = with(id, &node, ids, found),
            "decision" => part.decision = decision(&node, rulebook, found),
            unknown => found.push(node.unknown_key(unknown, &PART_KEYS)),
        }
    }
    part
}

/// The parts with which a part exchanges data.
fn with(part: &str, node: &Node<'_>, parts: &[&str], found: &mut Diagnostics) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for node in node.one_or_more() {
        let Some(id) = node.expect_text("a part in `with`", found) else { continue };
        if id == part {
            let message = format!("the part `{id}` exchanges data with itself");
            let help = "name other parts; what it does inside is its own affair";
            found.push(Diagnostic::error(Code::PartWithItself, message).at(node.place()).help(help));
            continue;
        }
        let others = parts.iter().copied().filter(|other| *other != part);
        let other: Result<usize, _> = IdKind::Part.find(&id, others);
        let other = other.map_err(|error| error.at(node.place()));
        if found.ok_or_push(other).is_some() && !all.contains(&id) {
            all.push(id);
        }
    }
    all
}
