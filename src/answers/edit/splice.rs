//! Replaces, adds and removes entries in a YAML text, and touches nothing else.

use std::ops::Range;

use super::tree::{self, Kind, Node};
use crate::answers::write::comment_lines;
use crate::document::yaml_scalar;

/// A key of a mapping and what should become of it.
pub(super) struct Entry {
    pub key: String,
    /// `None` takes the entry out.
    pub value: Option<Value>,
    /// Stands above a new entry.
    pub comment: Option<String>,
}

pub(super) enum Value {
    /// YAML on one line.
    Line(String),
    /// What becomes of the entries of a mapping; of a new one, all there is.
    Nested(Vec<Entry>),
}

/// The changes to one text.
pub(super) struct Splice<'t> {
    text: &'t str,
    root: &'t Node,
    newline: &'static str,
    /// Keys between braces stand in quotation marks.
    json: bool,
    edits: Vec<(Range<usize>, String)>,
    /// What comes after the end.
    tail: String,
}

impl<'t> Splice<'t> {
    pub(super) fn new(text: &'t str, root: &'t Node) -> Self {
        let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
        Self { text, root, newline, json: is_json(root), edits: Vec::new(), tail: String::new() }
    }

    /// The text with all changes.
    pub(super) fn finish(mut self) -> String {
        // Later edits first, so that the places of the others stay true; equal places keep their order.
        self.edits.sort_by_key(|(range, _)| range.start);
        let mut text = self.text.to_owned();
        for (range, new) in self.edits.iter().rev() {
            text.replace_range(range.clone(), new);
        }
        if !self.tail.is_empty() {
            if !text.ends_with('\n') {
                text.push_str(self.newline);
            }
            text.push_str(&self.tail);
        }
        text
    }

    /// Sets a key of the outermost mapping to a scalar.
    pub(super) fn scalar(&mut self, key: &str, value: &str) {
        let root = self.root;
        let Some((name, old)) = root.entry(key) else {
            let value = Some(Value::Line(value.to_owned()));
            let entry = Entry { key: key.to_owned(), value, comment: None };
            return match is_flow(root) {
                true => self.add_to(root, &[&entry], false),
                false => self.add_near_the_top(&entry),
            };
        };
        self.replace(name, old, value);
    }

    /// What is added at the end belongs to a section there.
    fn add_near_the_top(&mut self, entry: &Entry) {
        let version = self.root.entry("archwise");
        let first = version.map_or(self.root.span.start, |(_, value)| value.span.end);
        let line = self.text[first..].find('\n').map(|end| first + end + 1);
        let block = self.block(&[entry], self.indent(self.root));
        match (version, line) {
            (Some(_), Some(line)) => self.edits.push((line..line, block)),
            (Some(_), None) => self.tail.insert_str(0, &block),
            (None, _) => self.edits.push((first..first, block)),
        }
    }

    /// Changes the entries of one mapping below the outermost, which is begun if it is missing.
    pub(super) fn section(&mut self, section: &str, entries: Vec<Entry>) {
        if entries.is_empty() {
            return;
        }
        let root = self.root;
        match root.entry(section) {
            Some((name, mapping)) => self.change(name, mapping, &entries, is_flow(root)),
            None => {
                let key = section.to_owned();
                let section = Entry { key, value: Some(Value::Nested(entries)), comment: None };
                match is_flow(root) {
                    true => self.add_to(root, &[&section], false),
                    false => self.tail.push_str(&self.block(&[&section], self.indent(root))),
                }
            }
        }
    }

    /// Changes the entries of the mapping that stands under `name`. `braces`: it stands between some.
    fn change(&mut self, name: &Node, mapping: &Node, entries: &[Entry], braces: bool) {
        let Kind::Mapping { entries: old, flow } = &mapping.kind else { return };
        let mut new = Vec::new();
        let mut removed = 0;
        for entry in entries {
            match (mapping.entry(&entry.key), &entry.value) {
                (Some((key, old)), Some(Value::Line(value))) => self.replace(key, old, value),
                (Some((key, old)), Some(Value::Nested(inner))) => {
                    self.change(key, old, inner, braces || *flow)
                }
                (Some((key, old)), None) => {
                    self.remove(mapping, key, old);
                    removed += 1;
                }
                (None, Some(_)) => new.push(entry),
                (None, None) => {}
            }
        }
        if !new.is_empty() && old.is_empty() {
            self.fill(name, mapping, &new, braces);
        } else if !new.is_empty() {
            self.add_to(mapping, &new, removed == old.len());
        } else if removed == old.len() && removed > 0 && !flow {
            // A key must have a value.
            let colon = self.after_colon(name);
            self.edits.push((colon..colon, " {}".to_owned()));
        }
    }

    /// Adds the first entries of a mapping that is empty.
    fn fill(&mut self, name: &Node, mapping: &Node, new: &[&Entry], braces: bool) {
        if braces {
            return self.edits.push((mapping.span.clone(), self.flow(new)));
        }
        let block = self.block(new, self.indent(name) + 2);
        let block = block.strip_suffix(self.newline).unwrap_or(&block);
        let colon = self.after_colon(name);
        self.edits.push((colon..mapping.span.end, format!("{}{block}", self.newline)));
    }

    /// Adds entries at the end of a mapping that has some.
    /// `emptied`: the old ones are all taken out.
    fn add_to(&mut self, mapping: &Node, new: &[&Entry], emptied: bool) {
        if is_flow(mapping) {
            let Kind::Mapping { entries, .. } = &mapping.kind else { return };
            let Some((_, last)) = entries.last() else { return };
            let before = if emptied { "" } else { ", " };
            let texts = self.flow_entries(new);
            return self.edits.push((last.span.end..last.span.end, format!("{before}{texts}")));
        }
        let block = self.block(new, self.indent(mapping));
        match self.text[mapping.span.end..].find('\n') {
            Some(end) => {
                let at = mapping.span.end + end + 1;
                self.edits.push((at..at, block));
            }
            None => self.tail.insert_str(0, &block),
        }
    }

    /// Lines for new entries, each with its comment above.
    fn block(&self, new: &[&Entry], indent: usize) -> String {
        let mut lines = Vec::new();
        block_lines(new.iter().copied(), indent, &mut lines);
        lines.iter().map(|line| format!("{line}{}", self.newline)).collect()
    }

    /// New entries between braces; in JSON, as JSON.
    fn flow(&self, new: &[&Entry]) -> String {
        format!("{{{}}}", self.flow_entries(new))
    }

    fn flow_entries(&self, new: &[&Entry]) -> String {
        let entry = |entry: &&Entry| {
            let value = match entry.value.as_ref()? {
                Value::Line(value) if self.json => as_json(value),
                Value::Line(value) => value.clone(),
                Value::Nested(inner) => self.flow(&inner.iter().collect::<Vec<_>>()),
            };
            let key = if self.json {
                serde_json::Value::from(entry.key.as_str()).to_string()
            } else {
                yaml_scalar(&entry.key)
            };
            Some(format!("{key}: {value}"))
        };
        new.iter().filter_map(entry).collect::<Vec<_>>().join(", ")
    }

    fn replace(&mut self, key: &Node, old: &Node, value: &str) {
        let one_line = !self.text[key.span.end..old.span.end].contains('\n');
        if one_line {
            let value = match &old.kind {
                Kind::Scalar { quote: Some(quote), .. } => requoted(value, *quote),
                _ => value.to_owned(),
            };
            self.edits.push((old.span.clone(), value));
            return;
        }
        // Over several lines: the value moves up beside its key, and comments among the lines stay below.
        let start = self.after_colon(key);
        let indent = " ".repeat(self.indent(key) + 2);
        let comments = tree::comments(self.text, self.root, start..old.span.end);
        let below: String = comments.iter().map(|c| format!("{}{indent}{c}", self.newline)).collect();
        self.edits.push((start..old.span.end, format!(" {value}{below}")));
    }

    /// Turns an entry into comments; between braces, takes it out.
    fn remove(&mut self, mapping: &Node, key: &Node, value: &Node) {
        let Kind::Mapping { entries, flow } = &mapping.kind else { return };
        if *flow {
            let at = entries.iter().position(|(name, _)| name.span == key.span).unwrap_or(0);
            let end = entries.get(at + 1).map_or(value.span.end, |(next, _)| next.span.start);
            let alone = at + 1 == entries.len() && at > 0;
            let start = if alone { entries[at - 1].1.span.end } else { key.span.start };
            self.edits.push((start..end, String::new()));
            return;
        }
        let mut line = self.line_start(key.span.start);
        while line < value.span.end {
            let rest = &self.text[line..];
            let indent = rest.len() - rest.trim_start_matches(' ').len();
            self.edits.push((line + indent..line + indent, "# ".to_owned()));
            line += rest.find('\n').map_or(rest.len(), |end| end + 1);
        }
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |newline| newline + 1)
    }

    /// The column at which a node starts.
    fn indent(&self, node: &Node) -> usize {
        self.text[self.line_start(node.span.start)..node.span.start].chars().count()
    }

    fn after_colon(&self, key: &Node) -> usize {
        self.text[key.span.end..].find(':').map_or(key.span.end, |colon| key.span.end + colon + 1)
    }
}

fn is_flow(node: &Node) -> bool {
    matches!(&node.kind, Kind::Mapping { flow: true, .. })
}

fn is_json(root: &Node) -> bool {
    let Kind::Mapping { entries, flow: true } = &root.kind else { return false };
    entries.iter().any(|(key, _)| matches!(key.kind, Kind::Scalar { quote: Some('"'), .. }))
}

fn block_lines<'e>(entries: impl IntoIterator<Item = &'e Entry>, indent: usize, lines: &mut Vec<String>) {
    let margin = " ".repeat(indent);
    for entry in entries {
        let Some(value) = &entry.value else { continue };
        lines.extend(entry.comment.iter().flat_map(|comment| comment_lines(&margin, comment)));
        let key = format!("{margin}{}:", yaml_scalar(&entry.key));
        match value {
            Value::Line(value) => lines.push(format!("{key} {value}")),
            Value::Nested(inner) if inner.iter().all(|entry| entry.value.is_none()) => {
                lines.push(format!("{key} {{}}"))
            }
            Value::Nested(inner) => {
                lines.push(key);
                block_lines(inner, indent + 2, lines);
            }
        }
    }
}

/// A plain word or number between the quotation marks that stood there before.
fn requoted(value: &str, quote: char) -> String {
    let plain = value.chars().all(|c| c.is_alphanumeric() || " -_.".contains(c));
    match (plain, quote) {
        (true, _) => format!("{quote}{value}{quote}"),
        (false, _) => value.to_owned(),
    }
}

/// A value as this crate writes it, with its words quoted as JSON wants it. What is quoted stays.
fn as_json(value: &str) -> String {
    if !value.starts_with(['[', '{', '"']) && value.parse::<f64>().is_err() {
        return serde_json::Value::from(value).to_string();
    }
    let (mut out, mut word) = (String::new(), String::new());
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        if character.is_ascii_alphanumeric() || character == '-' || character == '.' {
            word.push(character);
            continue;
        }
        out.push_str(&json_word(&std::mem::take(&mut word)));
        out.push(character);
        if character == '"' {
            copy_string(&mut characters, &mut out);
        }
    }
    out + &json_word(&word)
}

fn json_word(word: &str) -> String {
    match word.parse::<f64>() {
        Err(_) if !word.is_empty() => format!("\"{word}\""),
        _ => word.to_owned(),
    }
}

/// Copies the rest of a string, with its closing quotation mark.
fn copy_string(characters: &mut std::str::Chars<'_>, out: &mut String) {
    while let Some(character) = characters.next() {
        out.push(character);
        match character {
            '"' => return,
            '\\' => out.extend(characters.next()),
            _ => {}
        }
    }
}
