//! Replaces, adds and removes entries in a YAML text, and touches nothing else.

use std::ops::Range;

use super::layout::{Layout, quote};
use crate::answers::write::comment_lines;
use crate::document::{YamlKind, YamlNode, yaml_scalar};

/// A key of a mapping and what should become of it.
pub(super) struct Entry {
    pub key: String,
    /// What it should be; `None` takes the entry out.
    pub value: Option<Value>,
    /// What stands above the entry if it is new.
    pub comment: Option<String>,
}

pub(super) enum Value {
    /// YAML on one line.
    Line(String),
    /// What becomes of the entries of a mapping; of a new one, all there is.
    Nested(Vec<Entry>),
}

impl Entry {
    /// Returns its key, and those of the entries in it.
    pub(super) fn keys(&self) -> Vec<&str> {
        let inner: &[Self] = if let Some(Value::Nested(inner)) = &self.value { inner } else { &[] };
        inner.iter().flat_map(Self::keys).chain([self.key.as_str()]).collect()
    }
}

/// The changes to one text.
pub(super) struct Splice<'t> {
    pub(super) layout: &'t Layout<'t>,
    pub(super) newline: &'static str,
    /// Whether keys between braces stand in quotation marks.
    pub(super) json: bool,
    pub(super) edits: Vec<(Range<usize>, String)>,
    /// What comes after the end.
    pub(super) tail: String,
}

impl<'t> Splice<'t> {
    pub(super) fn new(layout: &'t Layout<'t>) -> Self {
        let newline = if layout.text.contains("\r\n") { "\r\n" } else { "\n" };
        Self { layout, newline, json: is_json(layout), edits: Vec::new(), tail: String::new() }
    }

    /// Returns the text with all changes.
    pub(super) fn finish(mut self) -> String {
        // Later edits first, so that the places of the others stay true; equal places keep their order.
        self.edits.sort_by_key(|(range, _)| range.start);
        let mut text = self.layout.text.to_owned();
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
        let root = &self.layout.root;
        let Some((name, old)) = root.entry(key) else {
            let value = Some(Value::Line(value.to_owned()));
            let entry = Entry { key: key.to_owned(), value, comment: None };
            return match self.layout.is_flow(root) {
                true => self.add_to(root, &[&entry], false),
                false => self.add_near_the_top(&entry),
            };
        };
        self.replace(name, old, value);
    }

    /// Adds an entry below the version, or else before all others: at the end it would belong to the section
    /// there.
    fn add_near_the_top(&mut self, entry: &Entry) {
        let version = self.layout.root.entry("archwise");
        let first = match version {
            Some((_, value)) => self.layout.end(value),
            None => self.layout.start(&self.layout.root),
        };
        let line = self.layout.text[first..].find('\n').map(|end| first + end + 1);
        let block = self.block(&[entry], self.indent(&self.layout.root));
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
        let root = &self.layout.root;
        match root.entry(section) {
            Some((name, mapping)) => self.change(name, mapping, &entries, self.layout.is_flow(root)),
            None => {
                let key = section.to_owned();
                let section = Entry { key, value: Some(Value::Nested(entries)), comment: None };
                if self.layout.is_flow(root) {
                    return self.add_to(root, &[&section], false);
                }
                // Where sections stand apart, a new one does too.
                let blank = self.newline.repeat(2);
                if self.layout.text.contains(&blank) && !self.layout.text.ends_with(&blank) {
                    self.tail.push_str(self.newline);
                }
                let block = self.block(&[&section], self.indent(root));
                self.tail.push_str(&block);
            }
        }
    }

    /// Changes the entries of the mapping that stands under `name`; `braces` says whether some are around it.
    fn change(&mut self, name: &YamlNode<'_>, mapping: &YamlNode<'_>, entries: &[Entry], braces: bool) {
        let YamlKind::Mapping(old) = &mapping.kind else { return };
        let flow = self.layout.is_flow(mapping);
        let mut new = Vec::new();
        let mut removed = 0;
        for entry in entries {
            match (mapping.entry(&entry.key), &entry.value) {
                (Some((key, old)), Some(Value::Line(value))) => self.replace(key, old, value),
                (Some((key, old)), Some(Value::Nested(inner))) => {
                    self.change(key, old, inner, braces || flow)
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
    fn fill(&mut self, name: &YamlNode<'_>, mapping: &YamlNode<'_>, new: &[&Entry], braces: bool) {
        if braces {
            return self.edits.push((self.layout.span(mapping), self.flow(new)));
        }
        let block = self.block(new, self.indent(name) + 2);
        let block = block.strip_suffix(self.newline).unwrap_or(&block);
        let colon = self.after_colon(name);
        self.edits.push((colon..self.layout.end(mapping), format!("{}{block}", self.newline)));
    }

    /// Adds entries at the end of a mapping that has some; `emptied` says whether these are all taken out.
    fn add_to(&mut self, mapping: &YamlNode<'_>, new: &[&Entry], emptied: bool) {
        if self.layout.is_flow(mapping) {
            let Some((_, last)) = mapping.entries().last() else { return };
            let end = self.layout.end(last);
            let before = if emptied { "" } else { ", " };
            let texts = self.flow_entries(new);
            return self.edits.push((end..end, format!("{before}{texts}")));
        }
        let block = self.block(new, self.indent(mapping));
        let last = self.layout.end(mapping);
        match self.layout.text[last..].find('\n') {
            Some(end) => {
                let at = last + end + 1;
                self.edits.push((at..at, block));
            }
            None => self.tail.insert_str(0, &block),
        }
    }

    /// Returns lines for new entries, each with its comment above.
    pub(super) fn block(&self, new: &[&Entry], indent: usize) -> String {
        let mut lines = Vec::new();
        block_lines(new.iter().copied(), indent, &mut lines);
        lines.iter().map(|line| format!("{line}{}", self.newline)).collect()
    }

    /// Returns new entries between braces; in JSON, as JSON.
    fn flow(&self, new: &[&Entry]) -> String {
        format!("{{{}}}", self.flow_entries(new))
    }

    pub(super) fn flow_entries(&self, new: &[&Entry]) -> String {
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

    pub(super) fn replace(&mut self, key: &YamlNode<'_>, old: &YamlNode<'_>, value: &str) {
        let value = if self.json { as_json(value) } else { value.to_owned() };
        let end = self.layout.end(old);
        let one_line = !self.layout.text[self.layout.end(key)..end].contains('\n');
        if one_line {
            let span = self.layout.span(old);
            let before = &self.layout.text[span.clone()];
            let value = quote(old).map_or_else(|| value.clone(), |quote| requoted(&value, quote, before));
            self.edits.push((span, value));
            return;
        }
        // Over several lines: the value moves up beside its key, and comments among the lines stay below.
        let start = self.after_colon(key);
        let indent = " ".repeat(self.indent(key) + 2);
        let comments = self.layout.comments(start..end);
        let below: String = comments.iter().map(|c| format!("{}{indent}{c}", self.newline)).collect();
        self.edits.push((start..end, format!(" {value}{below}")));
    }

    /// Turns an entry into comments; between braces, takes it out.
    pub(super) fn remove(&mut self, mapping: &YamlNode<'_>, key: &YamlNode<'_>, value: &YamlNode<'_>) {
        let end = self.layout.end(value);
        if self.layout.is_flow(mapping) {
            let entries = mapping.entries();
            let at = entries.iter().position(|(name, _)| name.span == key.span).unwrap_or(0);
            let end = entries.get(at + 1).map_or(end, |(next, _)| self.layout.start(next));
            let alone = at + 1 == entries.len() && at > 0;
            let start = if alone { self.layout.end(&entries[at - 1].1) } else { self.layout.start(key) };
            self.edits.push((start..end, String::new()));
            return;
        }
        let mut line = self.line_start(self.layout.start(key));
        while line < end {
            let rest = &self.layout.text[line..];
            let indent = rest.len() - rest.trim_start_matches(' ').len();
            self.edits.push((line + indent..line + indent, "# ".to_owned()));
            line += rest.find('\n').map_or(rest.len(), |end| end + 1);
        }
    }

    pub(super) fn line_start(&self, at: usize) -> usize {
        self.layout.text[..at].rfind('\n').map_or(0, |newline| newline + 1)
    }

    /// Returns the column at which a node starts, from 0 and in characters.
    pub(super) fn indent(&self, node: &YamlNode<'_>) -> usize {
        let start = self.layout.start(node);
        self.layout.text[self.line_start(start)..start].chars().count()
    }

    pub(super) fn after_colon(&self, key: &YamlNode<'_>) -> usize {
        let end = self.layout.end(key);
        self.layout.text[end..].find(':').map_or(end, |colon| end + colon + 1)
    }
}

fn is_json(layout: &Layout<'_>) -> bool {
    layout.is_flow(&layout.root) && layout.root.entries().iter().any(|(key, _)| quote(key) == Some('"'))
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

/// Puts a plain word between the quotation marks that stood there before, and a number if it was one before:
/// in the place of a word, quotation marks would make a text of it.
fn requoted(value: &str, quote: char, before: &str) -> String {
    let is_number = |text: &str| text.trim_matches(quote).parse::<f64>().is_ok();
    let plain = value.chars().all(|c| c.is_alphanumeric() || " -_.".contains(c));
    match plain && (is_number(before) || !is_number(value)) {
        true => format!("{quote}{value}{quote}"),
        false => value.to_owned(),
    }
}

/// Quotes the words of a value as JSON wants it. What is quoted stays.
fn as_json(value: &str) -> String {
    if !value.starts_with(['[', '{', '"']) && value.parse::<f64>().is_err() {
        return serde_json::Value::from(value).to_string();
    }
    let (mut out, mut word) = (String::new(), String::new());
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        if character.is_alphanumeric() || " -_./()".contains(character) {
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

/// A word between quotation marks, with the blanks around it outside of them.
fn json_word(word: &str) -> String {
    let inner = word.trim();
    match inner.parse::<f64>() {
        Err(_) if !inner.is_empty() => word.replacen(inner, &format!("\"{inner}\""), 1),
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
