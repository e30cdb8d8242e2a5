//! Reads cases, with every error in its place.

use super::precedent::Precedent;
use super::{Direction, Expectation, Monotonic, RulebookCase};
use crate::answers::{Answers, Statement, statements};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::document::{Document, Node};
use crate::engine::Status;
use crate::rulebook::{ArchitectureId, ArchitectureSet, Kind, RuleId, Rulebook, Side, VariableId};

const CASE_KEYS: [&str; 14] = [
    "name",
    "preset",
    "about",
    "label",
    "certainty",
    "source",
    "sources",
    "answers",
    "parts",
    "expect",
    "miss",
    "raise",
    "never_increases",
    "never_decreases",
];
const EXPECT_KEYS: [&str; 10] =
    ["architecture", "also", "status", "axes", "possible", "margin", "holds", "fails", "warns", "adds_up_to"];

/// Reads the cases of all documents.
///
/// # Errors
/// Reports every case that cannot be read, names what does not exist, or expects nothing.
pub fn read(documents: &[Document], rulebook: &Rulebook) -> Result<Vec<RulebookCase>, Diagnostics> {
    let mut found = Diagnostics::default();
    let mut cases: Vec<RulebookCase> = Vec::new();
    for document in documents {
        let Some(list) = document.root().entry("cases") else { continue };
        for node in list.items("`cases`", &mut found) {
            let Some(case) = CaseReader { rulebook, found: &mut found }.case(&node) else { continue };
            if cases.iter().any(|known| known.name == case.name) {
                let message = format!("the case `{}` is defined twice", case.name);
                found.push(Diagnostic::error(Code::DuplicateId, message).at(node.place()));
            }
            cases.push(case);
        }
    }
    if found.has_errors() { Err(found) } else { Ok(cases) }
}

struct CaseReader<'r> {
    rulebook: &'r Rulebook,
    found: &'r mut Diagnostics,
}

impl CaseReader<'_> {
    fn case(&mut self, node: &Node<'_>) -> Option<RulebookCase> {
        let mut name = None;
        let answers = self.answers(node);
        let (mut parts, mut expect) = (Vec::new(), Vec::new());
        let (mut raise, mut miss) = (None, None);
        for (key, value) in node.entries("a case", self.found) {
            match key.as_str() {
                "name" => name = value.expect_text("the name of a case", self.found),
                // What a case says of a decision is read together.
                "about" | "label" | "certainty" | "source" | "sources" => {}
                "preset" | "answers" => {}
                "parts" => parts = crate::answers::parts(&value, self.rulebook, self.found),
                "expect" => expect.extend(self.expectations(&value)),
                "miss" => miss = value.expect_text("`miss`", self.found),
                "raise" => raise = self.variable(&value),
                "never_increases" | "never_decreases" => {}
                unknown => self.found.push(value.unknown_key(unknown, &CASE_KEYS)),
            }
        }
        expect.extend(self.properties(node, raise));
        if expect.is_empty() && !self.found.has_errors() {
            let diagnostic = Diagnostic::error(Code::EmptyCase, "a case that expects nothing");
            self.found
                .push(diagnostic.at(node.place()).help("add `expect: {architecture: …}`, or a property"));
        }
        let leads = node.entry("expect").is_some_and(|expect| expect.entry("architecture").is_some());
        let precedent = Precedent::read(node, leads, self.rulebook, self.found);
        let Some(name) = name else {
            let diagnostic = Diagnostic::error(Code::MissingKey, "a case without a `name`");
            self.found.push(diagnostic.at(node.place()).help("add `name: …`"));
            return None;
        };
        Some(RulebookCase { name, at: node.whereabouts(), answers, parts, expect, precedent, miss })
    }

    /// Reads what the case answers, above what is typical of its preset.
    fn answers(&mut self, case: &Node<'_>) -> Answers {
        let preset = case.entry("preset").and_then(|node| self.preset(&node));
        let own = case.entry("answers").map(|node| statements(&node, self.rulebook, self.found));
        let statements = [preset, own].into_iter().flatten().flatten().collect::<Vec<Statement>>();
        let mut answers = Answers::open(self.rulebook);
        answers.apply(self.rulebook, &statements, self.found);
        answers
    }

    fn preset(&mut self, node: &Node<'_>) -> Option<Vec<Statement>> {
        let id = node.written().unwrap_or_default();
        let preset = self.rulebook.find_preset(&id).map_err(|error| error.at(node.place()));
        let read = crate::answers::preset(self.found.ok_or_push(preset)?, self.rulebook);
        read.map_err(|mistakes| self.found.extend(mistakes)).ok()
    }

    fn expectations(&mut self, node: &Node<'_>) -> Vec<Expectation> {
        let mut all = Vec::new();
        for (key, value) in node.entries("`expect`", self.found) {
            match key.as_str() {
                "architecture" => {
                    let also = node.entry("also").map(|also| also.one_or_more()).unwrap_or_default();
                    let named = [vec![value], also].concat();
                    let ids: Vec<ArchitectureId> =
                        named.iter().filter_map(|node| self.architecture(node)).collect();
                    all.push(Expectation::Leads(ids));
                }
                "also" if node.entry("architecture").is_some() => {}
                "status" => all.extend(self.status(&value).map(Expectation::Status)),
                "possible" => {
                    let ids = value.one_or_more();
                    let ids: ArchitectureSet =
                        ids.iter().filter_map(|node| self.architecture(node)).collect();
                    all.push(Expectation::Possible(ids));
                }
                "axes" => all.extend(self.axes(&value)),
                "margin" => all.extend(self.margin(&value)),
                "holds" => all.extend(self.rules(&value, Expectation::Holds)),
                "fails" => all.extend(self.rules(&value, Expectation::Fails)),
                "warns" => all.extend(self.rules(&value, Expectation::Warns)),
                "adds_up_to" => all.extend(self.architecture(&value).map(Expectation::AddsUpTo)),
                unknown => self.found.push(value.unknown_key(unknown, &EXPECT_KEYS)),
            }
        }
        all
    }

    fn architecture(&mut self, node: &Node<'_>) -> Option<ArchitectureId> {
        let id = node.written().unwrap_or_default();
        let architecture = self.rulebook.find_architecture(&id).map_err(|error| error.at(node.place()));
        self.found.ok_or_push(architecture)
    }

    fn rules(&mut self, node: &Node<'_>, expectation: fn(RuleId) -> Expectation) -> Vec<Expectation> {
        let mut all = Vec::new();
        for node in node.one_or_more() {
            let id = node.written().unwrap_or_default();
            let rule = self.rulebook.find_rule(&id).map_err(|error| error.at(node.place()));
            all.extend(self.found.ok_or_push(rule).map(expectation));
        }
        all
    }

    fn status(&mut self, node: &Node<'_>) -> Option<Status> {
        let text = node.written().unwrap_or_default();
        let status = Status::ALL.into_iter().find(|status| status.word() == text);
        if status.is_none() {
            let message = format!("`{text}` is no status");
            let help = did_you_mean(&text, Status::ALL.map(Status::word));
            self.found.push(Diagnostic::error(Code::WrongShape, message).at(node.place()).help(help));
        }
        status
    }

    /// Reads which side is to lead on which axis.
    fn axes(&mut self, node: &Node<'_>) -> Vec<Expectation> {
        let mut all = Vec::new();
        for (id, value) in node.entries("`axes`", self.found) {
            let axis = self.rulebook.find_axis(&id).map_err(|error| error.at(value.key_place()));
            let axis = self.found.ok_or_push(axis);
            let text = value.written().unwrap_or_default();
            let side = Side::ALL.into_iter().find(|side| side.word() == text);
            if side.is_none() {
                let message = format!("`{text}` is no side of an axis");
                let diagnostic = Diagnostic::error(Code::WrongShape, message).at(value.place());
                self.found.push(diagnostic.help("write `high` or `low`"));
            }
            all.extend(axis.zip(side).map(|(axis, side)| Expectation::Axis(axis, side)));
        }
        all
    }

    /// Reads a number, or `{at_least: …, at_most: …}`.
    fn margin(&mut self, node: &Node<'_>) -> Option<Expectation> {
        let number = |node: &Node<'_>| node.value().as_i64().and_then(|n| i32::try_from(n).ok());
        if let Some(exactly) = number(node) {
            return Some(Expectation::Margin { at_least: Some(exactly), at_most: Some(exactly) });
        }
        let (mut at_least, mut at_most) = (None, None);
        for (key, value) in node.entries("`margin`", self.found) {
            let points = number(&value);
            if points.is_none() {
                let diagnostic = value.wrong_shape(&format!("`{key}`"), "a whole number of points");
                self.found.push(diagnostic);
            }
            match key.as_str() {
                "at_least" => at_least = points,
                "at_most" => at_most = points,
                unknown => self.found.push(value.unknown_key(unknown, &["at_least", "at_most"])),
            }
        }
        (at_least.is_some() || at_most.is_some()).then_some(Expectation::Margin { at_least, at_most })
    }

    /// Reads which variable a case raises: `question` of a scale, or `question.option` of a multiple choice.
    fn variable(&mut self, node: &Node<'_>) -> Option<VariableId> {
        let text = node.written().unwrap_or_default();
        let (id, option) =
            text.split_once('.').map_or((text.as_str(), None), |(id, option)| (id, Some(option)));
        let question = self.rulebook.find_question(id).map_err(|error| error.at(node.place()));
        let question = &self.rulebook.questions[self.found.ok_or_push(question)?];
        let variable = match (question.kind, option) {
            (Kind::Ordinal | Kind::Number, None) => Some(question.variables.start),
            (Kind::Multi, Some(option)) => question.choice(option).map(|option| question.variable(option)),
            _ => None,
        };
        if variable.is_none() {
            let message = format!("`{text}` cannot be raised");
            let help = "name a scale, or an option of a multiple choice as `question.option`";
            self.found.push(Diagnostic::error(Code::BadOperator, message).at(node.place()).help(help));
        }
        variable
    }

    /// Reads the properties of the case whose `raise` is this variable.
    fn properties(&mut self, node: &Node<'_>, raise: Option<VariableId>) -> Vec<Expectation> {
        let keys =
            [("never_increases", Direction::NeverIncreases), ("never_decreases", Direction::NeverDecreases)];
        let mut all = Vec::new();
        for (key, direction) in keys {
            let Some(value) = node.entry(key) else { continue };
            let Some(architecture) = self.property(&value) else { continue };
            all.extend(
                raise.map(|variable| Expectation::Monotonic(Monotonic { variable, architecture, direction })),
            );
        }
        all
    }

    /// Reads the architecture that a property is about.
    fn property(&mut self, node: &Node<'_>) -> Option<ArchitectureId> {
        let mut architecture = None;
        for (key, value) in node.entries("a property", self.found) {
            match key.as_str() {
                "architecture" => architecture = self.architecture(&value),
                unknown => self.found.push(value.unknown_key(unknown, &["architecture"])),
            }
        }
        architecture
    }
}
