//! Finds in the text of a decision record what the decision rested on, and whether it still is in force.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::{Basis, PartBasis};
use crate::answers::RulebookPin;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::document::{Document, Node};

const OPEN: &str = "<!-- archwise";
const KEYS: [&str; 6] = ["architecture", "rulebook", "answers", "weights", "among", "parts"];
const CLOSE: &str = "-->";
const MAX_WEIGHT: u8 = 5;
/// The key in the front matter under which the same may stand.
const KEY: &str = "archwise";
/// The states in which a record is no longer in force, as they begin; adr-tools spells the first both ways.
const WITHDRAWN: [&str; 4] = ["superseded", "superceded", "deprecated", "rejected"];

/// A decision record, as far as it concerns a check.
#[derive(Debug, Clone)]
pub struct ParsedRecord {
    /// What archwise wrote into it, or what somebody wrote in the same form.
    pub basis: Option<Basis>,
    /// The line of its status, where that says it is not in force.
    pub withdrawn: Option<String>,
    /// Its words, in lower case.
    words: HashSet<String>,
}

impl ParsedRecord {
    /// Reads the text of a record, known to the user as `name`.
    ///
    /// # Errors
    /// Everything wrong with the part that archwise reads: a comment that opens with `<!-- archwise`, or the
    /// key `archwise` of the front matter.
    pub fn read(name: &str, text: &str) -> Result<Self, Diagnostics> {
        let lines: Vec<&str> = text.lines().collect();
        let basis = match comment(name, &lines)? {
            Some(document) => Some(basis(&document.root())?),
            None => front_matter_basis(name, &lines)?,
        };
        let words = text.split(|c: char| !(c.is_alphanumeric() || c == '-')).map(str::to_lowercase).collect();
        Ok(Self { basis, withdrawn: withdrawn(&lines), words })
    }

    /// Whether every word of a name stands in the text.
    pub fn mentions(&self, name: &str) -> bool {
        name.split_whitespace().all(|word| self.words.contains(&word.to_lowercase()))
    }
}

/// The YAML in the comment, at the lines where it stands.
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

/// Some lines as a document, in which they keep their numbers.
fn at_their_lines(name: &str, lines: &[&str], kept: std::ops::Range<usize>) -> Result<Document, Diagnostics> {
    let text = "\n".repeat(kept.start) + &lines[kept].join("\n") + "\n";
    Document::parse(name, text)
}

/// What stands under the key `archwise` of the front matter.
fn front_matter_basis(name: &str, lines: &[&str]) -> Result<Option<Basis>, Diagnostics> {
    let Some(end) = front_matter_end(lines) else { return Ok(None) };
    // Front matter is not ours: without our key it may be of any form.
    if !lines[1..end].iter().any(|line| line.starts_with(&format!("{KEY}:"))) {
        return Ok(None);
    }
    let document = at_their_lines(name, lines, 1..end)?;
    document.root().entry(KEY).map(|node| basis(&node)).transpose()
}

fn front_matter_end(lines: &[&str]) -> Option<usize> {
    let opened = lines.first().is_some_and(|line| line.trim_end() == "---");
    let length = lines.iter().skip(1).position(|line| line.trim_end() == "---");
    length.filter(|_| opened).map(|length| length + 1)
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
            unknown => found.push(unknown_key(unknown, &node, &KEYS)),
        }
    }
    if found.has_errors() { Err(found) } else { Ok(basis) }
}

fn unknown_key(key: &str, node: &Node<'_>, known: &[&str]) -> Diagnostic {
    let diagnostic = Diagnostic::error(Code::UnknownKey, format!("unknown key `{key}`"));
    diagnostic.at(node.key_place()).help(did_you_mean(key, known.iter().copied()))
}

fn parts(node: &Node<'_>, found: &mut Diagnostics) -> IndexMap<String, PartBasis> {
    let mut parts = IndexMap::new();
    for (id, node) in node.entries("`parts`", found) {
        let mut part = PartBasis::default();
        for (key, node) in node.entries(&format!("the part `{id}`"), found) {
            match key.as_str() {
                "architecture" => part.architecture = text(&node, &key, found),
                "answers" => part.answers = texts(&node, &key, found),
                unknown => found.push(unknown_key(unknown, &node, &["architecture", "answers"])),
            }
        }
        parts.insert(id, part);
    }
    parts
}

fn text(node: &Node<'_>, key: &str, found: &mut Diagnostics) -> Option<String> {
    let text = node.text();
    if text.is_none() {
        found.push(node.wrong_shape(&format!("`{key}`"), "a text"));
    }
    text
}

fn texts(node: &Node<'_>, key: &str, found: &mut Diagnostics) -> IndexMap<String, String> {
    let entries = node.entries(&format!("`{key}`"), found);
    entries.iter().filter_map(|(id, node)| Some((id.clone(), text(node, id, found)?))).collect()
}

fn weights(node: &Node<'_>, found: &mut Diagnostics) -> IndexMap<String, u8> {
    let mut weights = IndexMap::new();
    for (id, node) in node.entries("`weights`", found) {
        match node
            .value()
            .as_u64()
            .and_then(|weight| u8::try_from(weight).ok())
            .filter(|weight| *weight <= MAX_WEIGHT)
        {
            Some(weight) => _ = weights.insert(id, weight),
            None => {
                let message = format!("the weight of `{id}` is not a whole number from 0 to {MAX_WEIGHT}");
                found.push(Diagnostic::error(Code::OutOfRange, message).at(node.place()));
            }
        }
    }
    weights
}

/// The line that says that a record is not in force any more: `status: …` or `- Status: …` before the first
/// section, or what stands in a section `Status`.
fn withdrawn(lines: &[&str]) -> Option<String> {
    let mut section = "";
    for line in lines {
        if line.starts_with("##") {
            section = line.trim_matches(['#', ' ']);
            continue;
        }
        let stated = match section {
            "" => status_entry(line),
            section if section.eq_ignore_ascii_case("status") => Some(line.trim()),
            _ => None,
        };
        let is_withdrawn = |text: &&str| WITHDRAWN.iter().any(|state| text.to_lowercase().starts_with(state));
        if let Some(text) = stated.filter(is_withdrawn) {
            return Some(text.to_owned());
        }
    }
    None
}

/// The value in `status: …`, `- Status: …` or `* **Status**: …`.
fn status_entry(line: &str) -> Option<&str> {
    let (key, value) = line.trim_start_matches(['-', '*', ' ']).split_once(':')?;
    let value = value.trim_matches(['*', ' ', '"', '\'']);
    key.trim_matches('*').eq_ignore_ascii_case("status").then_some(value)
}
