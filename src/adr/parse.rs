//! Reads from the text of a decision record what the decision rested on, and whether it is still in force.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::basis::{Basis, PartBasis};
use super::edit::shown;
use super::front_matter::FrontMatter;
use super::markdown::{self, Comment};
use super::state::RecordState;
use super::status::{Form, Statement, statements};
use crate::answers::{RulebookPin, weight};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Document, Node};

/// The lines between which the comment stands that [`Basis::comment`] writes.
const OPEN: &str = "<!-- archwise";
const CLOSE: &str = "-->";
/// The key of the front matter under which the same may stand instead.
const FRONT_MATTER_KEY: &str = "archwise";
const KEYS: [&str; 6] = ["architecture", "rulebook", "answers", "weights", "among", "parts"];

/// What a check needs to know of a decision record.
#[derive(Debug, Clone)]
pub struct ParsedRecord {
    /// What archwise wrote into it, or what somebody wrote in the same form.
    pub basis: Option<Basis>,
    /// What its status says.
    pub state: RecordState,
    /// The words of its status, such as `superseded by …`, if these say that it is not in force.
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
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let lines: Vec<&str> = text.lines().collect();
        let front_matter = FrontMatter::find(text);
        let comments = markdown::read(text, front_matter.body).comments;
        let basis = match comment(name, text, &lines, &comments)? {
            Some(document) => Some(basis(&document.root())?),
            None => front_matter_basis(name, text, &lines, &front_matter)?,
        };
        let (state, withdrawn) = status(text);
        Ok(Self { basis, state, withdrawn, words: words(text, &comments) })
    }

    /// Returns whether every word of `name` stands in the text, wherever and in whichever case.
    pub fn mentions(&self, name: &str) -> bool {
        name.split_whitespace().all(|word| self.words.contains(&word.to_lowercase()))
    }
}

/// Returns the words that a reader sees, in lower case.
fn words(text: &str, comments: &[Comment]) -> HashSet<String> {
    let mut words = HashSet::new();
    let mut at = 0;
    for Comment { range, .. } in comments {
        words.extend(words_of(&text[at..range.start.max(at)]));
        at = range.end.max(at);
    }
    words.extend(words_of(&text[at..]));
    words
}

fn words_of(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '-')).map(str::to_lowercase)
}

/// Returns the YAML in the comment of archwise; `None` if there is no such comment. What is quoted, or shown
/// as code, belongs to another record.
fn comment(
    name: &str,
    text: &str,
    lines: &[&str],
    comments: &[Comment],
) -> Result<Option<Document>, Diagnostics> {
    let line = |byte: usize| text[..byte].matches('\n').count();
    let own = comments.iter().filter(|comment| !comment.quoted);
    let own = own.map(|comment| (line(comment.range.start), line(comment.range.end)));
    let opens: Vec<(usize, usize)> = own.filter(|&(open, _)| lines[open].trim() == OPEN).collect();
    let Some(&(open, end)) = opens.first() else { return Ok(None) };
    let wrong = |message: &str, help: &str| {
        let message = format!("`{name}`, line {}: {message}", open + 1);
        Diagnostics::from(Diagnostic::error(Code::BadRecord, message).help(help))
    };
    if opens.len() > 1 {
        return Err(wrong("there are two comments of archwise", "keep that of the decision in force"));
    }
    let closed = lines[open..].iter().take(end + 1 - open).position(|line| line.trim() == CLOSE);
    let Some(length) = closed else {
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
fn front_matter_basis(
    name: &str,
    text: &str,
    lines: &[&str],
    front_matter: &FrontMatter,
) -> Result<Option<Basis>, Diagnostics> {
    let Some(yaml) = &front_matter.yaml else { return Ok(None) };
    let end = 1 + text[yaml.clone()].matches('\n').count();
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

/// Returns what the status says, and its words if these say that the record is not in force.
fn status(text: &str) -> (RecordState, Option<String>) {
    let all = statements(text);
    let status = all.iter().find(|statement| !matches!(statement.form, Form::Remark | Form::Item));
    match all.iter().find(|statement| statement.state().is_withdrawn()) {
        Some(statement) => (statement.state(), Some(shown(text, statement))),
        None => (status.map_or(RecordState::Unknown, Statement::state), None),
    }
}
