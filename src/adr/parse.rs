//! Reads from the text of a decision record what the decision rested on, and whether it is still in force.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::basis::{Basis, PartBasis};
use super::layout::{front_matter_end, status_lines};
use crate::answers::{RulebookPin, weight};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Document, Node};

/// The lines between which the comment stands that [`Basis::comment`] writes.
const OPEN: &str = "<!-- archwise";
const CLOSE: &str = "-->";
/// The key of the front matter under which the same may stand instead.
const FRONT_MATTER_KEY: &str = "archwise";
const KEYS: [&str; 6] = ["architecture", "rulebook", "answers", "weights", "among", "parts"];
/// How a status begins that is not in force; adr-tools spells the first both ways.
const WITHDRAWN: [&str; 4] = ["superseded", "superceded", "deprecated", "rejected"];

/// What a check needs to know of a decision record.
#[derive(Debug, Clone)]
pub struct ParsedRecord {
    /// What archwise wrote into it, or what somebody wrote in the same form.
    pub basis: Option<Basis>,
    /// Its status, such as `superseded by …`, if that says that the record is not in force.
    pub withdrawn: Option<String>,
    /// The words of its text, in lower case.
    words: HashSet<String>,
}

impl ParsedRecord {
    /// Reads the text of a record, known to the user as `name`.
    ///
    /// # Errors
    /// Reports all that is wrong with what archwise reads: the comment that opens with `<!-- archwise`, or
    /// else the key `archwise` of the front matter.
    pub fn read(name: &str, text: &str) -> Result<Self, Diagnostics> {
        let lines: Vec<&str> = text.lines().collect();
        let basis = match comment(name, &lines)? {
            Some(document) => Some(basis(&document.root())?),
            None => front_matter_basis(name, &lines)?,
        };
        let words = text.split(|c: char| !(c.is_alphanumeric() || c == '-')).map(str::to_lowercase).collect();
        Ok(Self { basis, withdrawn: withdrawn(text), words })
    }

    /// Returns whether every word of `name` stands in the text, wherever and in whichever case.
    pub fn mentions(&self, name: &str) -> bool {
        name.split_whitespace().all(|word| self.words.contains(&word.to_lowercase()))
    }
}

/// Returns the YAML in the comment of archwise; `None` if there is no such comment.
fn comment(name: &str, lines: &[&str]) -> Result<Option<Document>, Diagnostics> {
    let opens: Vec<usize> = (0..lines.len()).filter(|&line| lines[line].trim() == OPEN).collect();
    let Some(&open) = opens.first() else { return Ok(None) };
    let wrong = |message: &str, help: &str| {
        let message = format!("`{name}`, line {}: {message}", open + 1);
        Diagnostics::from(Diagnostic::error(Code::BadRecord, message).help(help))
    };
    if opens.len() > 1 {
        return Err(wrong("there are two comments of archwise", "keep that of the decision in force"));
    }
    let Some(length) = lines[open..].iter().position(|line| line.trim() == CLOSE) else {
        return Err(wrong("the comment of archwise is not closed", "end it by a line `-->`"));
    };
    if length == 1 {
        return Err(wrong("the comment of archwise is empty", "say in it `architecture: …`"));
    }
    at_their_lines(name, lines, open + 1..open + length).map(Some)
}

/// Parses some of the lines, which keep their numbers so that errors point to where they stand.
fn at_their_lines(name: &str, lines: &[&str], kept: std::ops::Range<usize>) -> Result<Document, Diagnostics> {
    let text = "\n".repeat(kept.start) + &lines[kept].join("\n") + "\n";
    Document::parse(name, text)
}

/// Returns what stands under the key `archwise` of the front matter; `None` without that key.
fn front_matter_basis(name: &str, lines: &[&str]) -> Result<Option<Basis>, Diagnostics> {
    let Some(end) = front_matter_end(lines) else { return Ok(None) };
    // Front matter is not ours: without our key it may be of any form.
    if !lines[1..end].iter().any(|line| line.starts_with(&format!("{FRONT_MATTER_KEY}:"))) {
        return Ok(None);
    }
    let document = at_their_lines(name, lines, 1..end)?;
    document.root().entry(FRONT_MATTER_KEY).map(|node| basis(&node)).transpose()
}

fn basis(node: &Node<'_>) -> Result<Basis, Diagnostics> {
    let mut found = Diagnostics::default();
    let mut basis = Basis::default();
    for (key, node) in node.entries("what archwise keeps in a record", &mut found) {
        match key.as_str() {
            "architecture" => basis.architecture = text(&node, &key, &mut found),
            "rulebook" => basis.rulebook = RulebookPin::read(&node, &mut found),
            "answers" => basis.answers = texts(&node, &key, &mut found),
            "weights" => basis.weights = weights(&node, &mut found),
            "among" => {
                let items = node.items("`among`", &mut found);
                basis.among = items.iter().filter_map(|item| text(item, &key, &mut found)).collect();
            }
            "parts" => basis.parts = parts(&node, &mut found),
            unknown => found.push(node.unknown_key(unknown, &KEYS)),
        }
    }
    if found.has_errors() { Err(found) } else { Ok(basis) }
}

fn parts(node: &Node<'_>, found: &mut Diagnostics) -> IndexMap<String, PartBasis> {
    let mut parts = IndexMap::new();
    for (id, node) in node.entries("`parts`", found) {
        let mut part = PartBasis::default();
        for (key, node) in node.entries(&format!("the part `{id}`"), found) {
            match key.as_str() {
                "architecture" => part.architecture = text(&node, &key, found),
                "answers" => part.answers = texts(&node, &key, found),
                unknown => found.push(node.unknown_key(unknown, &["architecture", "answers"])),
            }
        }
        parts.insert(id, part);
    }
    parts
}

fn text(node: &Node<'_>, key: &str, found: &mut Diagnostics) -> Option<String> {
    node.expect_text(&format!("`{key}`"), found)
}

fn texts(node: &Node<'_>, key: &str, found: &mut Diagnostics) -> IndexMap<String, String> {
    let entries = node.entries(&format!("`{key}`"), found);
    entries
        .iter()
        .filter_map(|(id, node)| Some((id.clone(), node.expect_scalar(&format!("`{id}`"), found)?)))
        .collect()
}

fn weights(node: &Node<'_>, found: &mut Diagnostics) -> IndexMap<String, u8> {
    let mut weights = IndexMap::new();
    for (id, node) in node.entries("`weights`", found) {
        let weight = weight(&id, &node, found);
        weights.extend(weight.map(|weight| (id, weight)));
    }
    weights
}

/// Returns the words of the first line by which a record says that it is not in force.
fn withdrawn(text: &str) -> Option<String> {
    let stated = status_lines(text).into_iter().map(|line| match &text[line.words] {
        words if line.in_section => words,
        words => words.trim_matches(['*', ' ', '"', '\'']),
    });
    let mut withdrawn = stated.filter(|words| {
        let words = words.to_lowercase();
        WITHDRAWN.iter().any(|state| words.starts_with(state))
    });
    withdrawn.next().map(str::to_owned)
}
