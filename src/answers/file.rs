//! Reads an answers file whole, and reports every error in it.

use std::collections::BTreeMap;
use std::path::Path;

use typed_index_collections::TiVec;

use super::decision::{DecisionRecord, decision};
use super::observed::KeptFacts;
use super::part::{Part, parts_of};
use super::people;
use super::renames::Renames;
use super::reply::Reply;
use super::sets::Answers;
use super::statement::{Origin, Statement, named, reply_to, statements_of};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Document, Node, Whereabouts, is_standard};
use crate::rulebook::{MAX_WEIGHT, QualityId, QuestionId, Rulebook, and_list};

const VERSION: u64 = 1;
const KEYS: [&str; 11] = [
    "archwise", "title", "by", "deciders", "answers", "assumed", "notes", "weights", "parts", "decision",
    "observed",
];
/// What to do about former names.
const UPDATE: &str = "`archwise questions --update FILE` writes the names of today";
/// The key that an unfinished interview adds; only the interview reads it.
const DRAFT: &str = "draft";

/// Reads the text of an answers file, or standard input if the path is `-`.
///
/// # Errors
/// As [`Document::read`].
pub fn read_answers(path: &Path) -> Result<Document, Diagnostics> {
    Document::read(path).map_err(|found| {
        found.help_with(
            Code::EmptyFile,
            match is_standard(path) {
                true => "write the text of an answers file to standard input",
                false => "`archwise questions --output FILE` writes an answers file to fill in",
            },
        )
    })
}

/// Everything that an answers file says.
#[derive(Debug, Clone)]
pub struct AnswersFile {
    /// What the system is called.
    pub title: Option<String>,
    /// Who filled it in; `None` if it does not say.
    pub by: Option<String>,
    /// Who takes the decision; empty if it does not say.
    pub deciders: Vec<String>,
    /// The answers one by one, in the order of the file.
    pub statements: Vec<Statement>,
    /// What stands in for answers that nobody has given, one by one.
    pub assumed: Vec<Statement>,
    /// What repositories show, one by one.
    pub shown: Vec<Statement>,
    /// What is left possible by the statements, and by the stronger ones of [`AnswersFile::overlay`].
    pub answers: Answers,
    /// The remarks on answers, by question.
    pub notes: BTreeMap<QuestionId, String>,
    /// The weights that are given, from 0 to [`MAX_WEIGHT`], by quality.
    pub weights: BTreeMap<QualityId, u8>,
    /// The parts of the system, in the order of the file.
    pub parts: Vec<Part>,
    /// The recorded decision; `None` if the file records none.
    pub decision: Option<DecisionRecord>,
    /// The facts of a repository that were known when it was confirmed; `None` if none were kept.
    pub observed: Option<KeptFacts>,
    /// The whole file; `None` if none was read.
    pub at: Option<Whereabouts>,
}

impl AnswersFile {
    /// Returns a file that says nothing.
    pub fn blank(rulebook: &Rulebook) -> Self {
        Self {
            title: None,
            by: None,
            deciders: Vec::new(),
            statements: Vec::new(),
            assumed: Vec::new(),
            shown: Vec::new(),
            answers: Answers::open(rulebook),
            notes: BTreeMap::new(),
            weights: BTreeMap::new(),
            parts: Vec::new(),
            decision: None,
            observed: None,
            at: None,
        }
    }

    /// Reads a document.
    ///
    /// # Errors
    /// Every error in the file. What comes with success are notes.
    pub fn read(document: &Document, rulebook: &Rulebook) -> Result<(Self, Diagnostics), Diagnostics> {
        let mut found = Diagnostics::default();
        let mut file = Self { at: Some(document.root().whereabouts()), ..Self::blank(rulebook) };
        let mut renames = Renames::default();
        for (key, node) in document.root().entries("an answers file", &mut found) {
            file.entry(&key, &node, rulebook, &mut renames, &mut found);
        }
        file.underlay(rulebook, Vec::new(), &mut found);
        for part in &file.parts {
            file.answers.clone().apply(rulebook, &part.statements, &mut found);
        }
        if !found.has_errors() {
            renames.note(UPDATE).into_iter().for_each(|note| found.push(note));
        }
        found.unless_errors(Some(file))
    }

    /// Lays the file's own answers over what repositories show, and notes what of that they replace.
    pub fn underlay(&mut self, rulebook: &Rulebook, shown: Vec<Statement>, found: &mut Diagnostics) {
        self.shown = shown;
        // What the file does not know it might as well have left out.
        let known = self.statements.iter().filter(|statement| !statement.says_nothing(rulebook));
        let all: Vec<Statement> = self.assumed.iter().chain(&self.shown).chain(known).cloned().collect();
        self.answers = Answers::open(rulebook);
        self.answers.apply(rulebook, &all, found);
    }

    /// Takes down that a person was asked and does not know.
    pub fn decline(&mut self, rulebook: &Rulebook, question: QuestionId) {
        self.withdraw(rulebook, question);
        self.answers.decline(rulebook, question);
    }

    /// Removes an answer. What a repository shows, or else what is assumed, takes its place.
    pub fn withdraw(&mut self, rulebook: &Rulebook, question: QuestionId) {
        let beneath = self.shown.iter().chain(&self.assumed).find(|beneath| beneath.question == question);
        match beneath {
            Some(beneath) => {
                self.answers.set(rulebook, question, &beneath.reply, beneath.origin.clone());
            }
            None => self.answers.clear(rulebook, question),
        }
    }

    /// Takes over what the preset `id` assumes. What is known stays.
    ///
    /// # Errors
    /// The file itself assumes anything else: two pictures of a system would get mixed.
    pub fn assume(
        &mut self,
        rulebook: &Rulebook,
        id: &str,
        preset: Vec<Statement>,
    ) -> Result<(), Diagnostic> {
        let differs =
            |own: &&Statement| reply_to(&preset, own.question).is_none_or(|reply| *reply != own.reply);
        let other: Vec<&Statement> = self.assumed.iter().filter(differs).collect();
        if let Some(first) = other.first() {
            let name = |own: &&Statement| format!("`{}`", rulebook.questions[own.question].id);
            let names = and_list(&other.iter().map(name).collect::<Vec<_>>());
            let message = format!("the file and the preset `{id}` assume different answers to {names}");
            let diagnostic = Diagnostic::error(Code::OtherAssumptions, message);
            return Err(first.locate(diagnostic).help(
                "leave `--preset` out to go on with what the file assumes, or take `assumed` out of the file",
            ));
        }
        for statement in &preset {
            if self.answers.given(statement.question).is_none() {
                self.answers.set(rulebook, statement.question, &statement.reply, statement.origin.clone());
            }
        }
        self.assumed = preset;
        Ok(())
    }

    /// Leaves only what somebody said.
    pub fn without_assumptions(mut self, rulebook: &Rulebook) -> Self {
        self.assumed.clear();
        // What was read without an error before has none now.
        self.underlay(rulebook, Vec::new(), &mut Diagnostics::default());
        self
    }

    /// Returns the questions of which the file itself says that the answer is not known.
    pub fn unknown(&self, rulebook: &Rulebook) -> impl Iterator<Item = QuestionId> {
        self.statements.iter().filter(|statement| statement.says_nothing(rulebook)).map(|one| one.question)
    }

    /// Returns the assumptions that still stand in for an answer to a question that may apply.
    pub fn standing_assumptions(&self, rulebook: &Rulebook) -> impl Iterator<Item = &Statement> {
        self.assumed.iter().filter(|assumed| self.answers.is_assumed(rulebook, assumed.question))
    }

    /// Lays statements of stronger origins over the answers, and notes which of the file's own they replace
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

    /// Returns who takes the decision, as far as the file says: else whoever filled it in.
    pub fn who_decides(&self) -> Vec<String> {
        if self.deciders.is_empty() { self.by.iter().cloned().collect() } else { self.deciders.clone() }
    }

    /// Returns what the file itself answers to a question.
    pub fn reply(&self, question: QuestionId) -> Option<&Reply> {
        reply_to(&self.statements, question)
    }

    fn entry(
        &mut self,
        key: &str,
        node: &Node<'_>,
        rulebook: &Rulebook,
        renames: &mut Renames,
        found: &mut Diagnostics,
    ) {
        match key {
            "archwise" => version(node, found),
            "title" => self.title = node.expect_text("the title", found),
            "by" => self.by = people::by(node, found),
            "deciders" => self.deciders = people::deciders(node, found),
            "answers" => {
                let origin = Origin::File(node.source_name().into());
                self.statements = statements_of(node, rulebook, &origin, renames, found);
            }
            "assumed" => {
                let origin = Origin::Assumed(node.source_name().into());
                self.assumed = statements_of(node, rulebook, &origin, renames, found);
            }
            "notes" => self.notes = notes(node, rulebook, renames, found),
            "weights" => self.weights = weights(node, rulebook, found),
            "parts" => self.parts = parts_of(node, rulebook, renames, found),
            "decision" => self.decision = decision(node, rulebook, found),
            "observed" => self.observed = KeptFacts::read(node, found),
            DRAFT => {}
            unknown => {
                let error = node.unknown_key(unknown, &KEYS);
                let is_question = rulebook.find_question(unknown).is_ok();
                let help = format!("`{unknown}` is a question: put it under `answers`");
                found.push(if is_question { error.help(help) } else { error });
            }
        }
    }
}

fn version(node: &Node<'_>, found: &mut Diagnostics) {
    if node.value().as_u64() != Some(VERSION) {
        let said = node.written().unwrap_or_default();
        let message = format!("this file is of the format version `{said}`; known is {VERSION}");
        found.push(
            Diagnostic::error(Code::UnsupportedVersion, message).at(node.place()).help("write `archwise: 1`"),
        );
    }
}

fn notes(
    node: &Node<'_>,
    rulebook: &Rulebook,
    renames: &mut Renames,
    found: &mut Diagnostics,
) -> BTreeMap<QuestionId, String> {
    let mut all: BTreeMap<QuestionId, String> = BTreeMap::new();
    for (id, node) in node.entries("`notes`", found) {
        let note = node.expect_text(&format!("the note on `{id}`"), found);
        let Some(named) = named(&id, &node, rulebook, found) else { continue };
        renames.key(&named, rulebook, Some(&node));
        for (&question, note) in named.questions.iter().zip(note.iter().cycle()) {
            all.entry(question).and_modify(|known| add_note(known, note)).or_insert_with(|| note.clone());
        }
    }
    all
}

/// Adds a note that stands under another id of the same question.
fn add_note(known: &mut String, note: &str) {
    if known != note {
        *known = format!("{} {note}", known.trim_end());
    }
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

/// Reads the weight of the quality `id`: a whole number from 0 to [`MAX_WEIGHT`].
pub fn weight(id: &str, node: &Node<'_>, found: &mut Diagnostics) -> Option<u8> {
    let number = node.value().as_u64().and_then(|number| u8::try_from(number).ok());
    let weight = number.filter(|weight| *weight <= MAX_WEIGHT);
    if weight.is_none() {
        let message = format!("the weight of `{id}` is not a whole number from 0 to {MAX_WEIGHT}");
        found.push(Diagnostic::error(Code::OutOfRange, message).at(node.place()));
    }
    weight
}
