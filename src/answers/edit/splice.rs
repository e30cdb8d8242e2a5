//! Replaces, adds and removes entries in a YAML text, and touches nothing else.

use std::ops::Range;

use super::tree::{self, Kind, Node};
use crate::answers::write::comment_lines;

/// A key of a section and what should become of it.
pub(super) struct Entry {
    pub key: String,
    /// As YAML; `None` takes the entry out.
    pub value: Option<String>,
    /// Stands above a new entry.
    pub comment: Option<String>,
}

/// The changes to one text.
pub(super) struct Splice<'t> {
    text: &'t str,
    root: &'t Node,
    newline: &'static str,
    edits: Vec<(Range<usize>, String)>,
    /// What comes after the end.
    tail: String,
}

impl<'t> Splice<'t> {
    pub(super) fn new(text: &'t str, root: &'t Node) -> Self {
        let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
        Self { text, root, newline, edits: Vec::new(), tail: String::new() }
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
        match self.root.entry(key) {
            Some((name, old)) => self.replace(name, old, value),
            None if self.is_flow(self.root) => self.add_to(self.root, &[(key, value, None)], false),
            None => {
                // Near the top: what is added at the end belongs to a section there.
                let first = self.root.entry("archwise").map_or(self.root.span.start, |(_, v)| v.span.end);
                let line = self.text[first..].find('\n').map(|end| first + end + 1);
                let block = self.block(&[(key, value, None)], self.indent(self.root));
                match (self.root.entry("archwise"), line) {
                    (Some(_), Some(line)) => self.edits.push((line..line, block)),
                    (Some(_), None) => self.tail.insert_str(0, &block),
                    (None, _) => self.edits.push((first..first, block)),
                }
            }
        }
    }

    /// Changes the entries of one mapping below the outermost.
    pub(super) fn section(&mut self, section: &str, entries: &[Entry]) {
        let Some((name, mapping)) = self.root.entry(section) else {
            return self.new_section(section, entries);
        };
        let mut new = Vec::new();
        let mut removed = 0;
        for entry in entries {
            match (mapping.entry(&entry.key), &entry.value) {
                (Some((key, old)), Some(value)) => self.replace(key, old, value),
                (Some((key, old)), None) => {
                    self.remove(mapping, key, old);
                    removed += 1;
                }
                (None, Some(value)) => {
                    new.push((entry.key.as_str(), value.as_str(), entry.comment.as_deref()))
                }
                (None, None) => {}
            }
        }
        let Kind::Mapping { entries: old, flow } = &mapping.kind else { return };
        if !new.is_empty() && old.is_empty() {
            let block = self.block(&new, self.indent(name) + 2);
            let block = block.strip_suffix(self.newline).unwrap_or(&block);
            let colon = self.after_colon(name);
            self.edits.push((colon..mapping.span.end, format!("{}{block}", self.newline)));
        } else if !new.is_empty() {
            self.add_to(mapping, &new, removed == old.len());
        } else if removed == old.len() && removed > 0 && !flow {
            // A key must have a value.
            let colon = self.after_colon(name);
            self.edits.push((colon..colon, " {}".to_owned()));
        }
    }

    fn new_section(&mut self, section: &str, entries: &[Entry]) {
        let new: Vec<(&str, &str, Option<&str>)> = entries
            .iter()
            .filter_map(|entry| Some((entry.key.as_str(), entry.value.as_deref()?, entry.comment.as_deref())))
            .collect();
        if new.is_empty() {
            return;
        }
        if self.is_flow(self.root) {
            let inner: Vec<String> =
                new.iter().map(|(key, value, _)| self.flow_entry(self.root, key, value)).collect();
            return self.add_to(self.root, &[(section, &format!("{{{}}}", inner.join(", ")), None)], false);
        }
        let block = self.block(&new, self.indent(self.root) + 2);
        let indent = " ".repeat(self.indent(self.root));
        self.tail.push_str(&format!("{indent}{section}:{}{block}", self.newline));
    }

    fn is_flow(&self, node: &Node) -> bool {
        matches!(&node.kind, Kind::Mapping { flow: true, .. })
    }

    /// Adds entries at the end of a mapping that has some.
    /// `emptied`: the old ones are all taken out.
    fn add_to(&mut self, mapping: &Node, new: &[(&str, &str, Option<&str>)], emptied: bool) {
        if self.is_flow(mapping) {
            let Kind::Mapping { entries, .. } = &mapping.kind else { return };
            let Some((_, last)) = entries.last() else { return };
            let texts: Vec<String> =
                new.iter().map(|(key, value, _)| self.flow_entry(mapping, key, value)).collect();
            let before = if emptied { "" } else { ", " };
            self.edits.push((last.span.end..last.span.end, format!("{before}{}", texts.join(", "))));
            return;
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
    fn block(&self, new: &[(&str, &str, Option<&str>)], indent: usize) -> String {
        let margin = " ".repeat(indent);
        let mut lines = Vec::new();
        for (key, value, comment) in new {
            lines.extend(comment.map(|comment| comment_lines(&margin, comment)).into_iter().flatten());
            lines.push(format!("{margin}{key}: {value}"));
        }
        lines.iter().map(|line| format!("{line}{}", self.newline)).collect()
    }

    /// An entry between braces; in JSON, as JSON.
    fn flow_entry(&self, mapping: &Node, key: &str, value: &str) -> String {
        let Kind::Mapping { entries, .. } = &mapping.kind else { return String::new() };
        let json = entries.iter().any(|(key, _)| matches!(key.kind, Kind::Scalar { quote: Some('"'), .. }));
        if json { format!("\"{key}\": {}", as_json(value)) } else { format!("{key}: {value}") }
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
