//! Writes the names of today in the place of former ones, and touches nothing else.

use std::collections::BTreeMap;

use super::layout::quote;
use super::splice::{Entry, Splice, Value};
use crate::answers::file::AnswersFile;
use crate::answers::reply::{Reply, UNKNOWN};
use crate::answers::sets::Answers;
use crate::answers::statement::reply_to;
use crate::answers::wording::{NO_OPTION, Named, Wording};
use crate::answers::write::value;
use crate::document::{Document, Node, YamlKind, YamlNode, yaml_scalar};
use crate::options::Truth;
use crate::rulebook::{Kind, QuestionId, Rulebook};

/// Replaces the former names in a file wherever `wanted` wants one of the questions named otherwise.
pub(super) struct Renamer<'r, 't> {
    pub rulebook: &'r Rulebook,
    pub splice: Splice<'t>,
    pub wanted: &'r dyn Fn(QuestionId) -> bool,
}

/// A mapping of answers or notes, in the document and in its text.
#[derive(Clone, Copy)]
struct Section<'s, 't> {
    node: &'s Node<'s>,
    mapping: &'s YamlNode<'t>,
}

impl<'s, 't> Section<'s, 't> {
    /// Returns the keys and what they name, in the order of the file.
    fn named(self, ids: &'s [(String, Node<'s>)], rulebook: &'s Rulebook) -> Vec<(&'s Node<'s>, Named<'s>)> {
        ids.iter().filter_map(|(id, node)| Some((node, Named::find(rulebook, id).ok()?))).collect()
    }
}

/// Returns the ids by which questions are named, each question by that of today if it stands there, else by
/// the first.
fn owners<'n>(all: &[(&Node<'_>, Named<'n>)]) -> BTreeMap<QuestionId, (&'n str, usize)> {
    let mut owners: BTreeMap<QuestionId, (&str, usize)> = BTreeMap::new();
    for (_, named) in all {
        for &question in &named.questions {
            let (owner, count) = owners.entry(question).or_insert((named.id(), 0));
            *count += 1;
            if named.former().is_none() {
                *owner = named.id();
            }
        }
    }
    owners
}

impl<'t> Renamer<'_, 't> {
    /// Plans the changes of a whole file, which says `file`.
    pub(super) fn file(&mut self, document: &Document, file: &AnswersFile) {
        let root = &self.splice.layout.root;
        let node = document.root();
        if let (Some(node), Some((_, mapping))) = (node.entry("answers"), root.entry("answers")) {
            let reply = |question| file.reply(question).cloned();
            self.answers(Section { node: &node, mapping }, &file.answers, &reply);
        }
        if let (Some(node), Some((_, mapping))) = (node.entry("assumed"), root.entry("assumed")) {
            let reply = |question| reply_to(&file.assumed, question).cloned();
            self.answers(Section { node: &node, mapping }, &file.answers, &reply);
        }
        if let (Some(node), Some((_, mapping))) = (node.entry("notes"), root.entry("notes")) {
            self.notes(Section { node: &node, mapping }, &file.notes);
        }
        let (Some(parts), Some((_, mapping))) = (node.entry("parts"), root.entry("parts")) else { return };
        for part in &file.parts {
            let node = parts.entry(&part.id).and_then(|node| node.entry("answers"));
            let inner = mapping.entry(&part.id).and_then(|(_, part)| part.entry("answers"));
            if let (Some(node), Some((_, mapping))) = (node, inner) {
                let known = part.over(self.rulebook, &file.answers);
                let reply = |question| part.reply(question).cloned();
                self.answers(Section { node: &node, mapping }, &known, &reply);
            }
        }
    }

    /// Plans the changes of one mapping of answers, of which `reply` says what it comes to.
    fn answers(
        &mut self,
        section: Section<'_, 't>,
        known: &Answers,
        reply: &dyn Fn(QuestionId) -> Option<Reply>,
    ) {
        let rulebook = self.rulebook;
        let ids = section.node.entries("`answers`", &mut Default::default());
        let all = section.named(&ids, rulebook);
        let owners = owners(&all);
        for (node, named) in &all {
            let Some((key, old)) = section.mapping.entry(named.id()) else { continue };
            if !named.questions.iter().any(|&question| (self.wanted)(question)) {
                continue;
            }
            let mut lines = Vec::new();
            for &question in &named.questions {
                let Some(said) = reply(question) else { continue };
                let not_asked = known.asked(rulebook, question) == Truth::Fails;
                let asked = &rulebook.questions[question];
                let (owner, count) = owners[&question];
                let counts = !not_asked || said == Reply::unknown(asked) || named.former().is_none();
                if owner == named.id() && counts {
                    lines.push((question, value(asked, &said.text(asked)), count > 1));
                }
            }
            let Some((&(first, ref text, joined), others)) = lines.split_first() else {
                self.splice.remove(section.mapping, key, old);
                continue;
            };
            let wording = named.wording(first);
            match substitution(wording, node, old).filter(|_| !joined) {
                Some(words) => words.iter().for_each(|(word, new)| self.word(word, new)),
                None => self.splice.replace(key, old, text),
            }
            if named.former().is_some() {
                self.word(key, &rulebook.questions[first].id);
            }
            let entries: Vec<Entry> = others.iter().map(|(q, text, _)| self.entry(*q, text)).collect();
            self.splice.add_after(section.mapping, key, old, &entries);
        }
    }

    fn entry(&self, question: QuestionId, text: &str) -> Entry {
        let asked = &self.rulebook.questions[question];
        let value = Some(Value::Line(text.to_owned()));
        Entry { key: asked.id.clone(), value, comment: Some(asked.ask.clone()) }
    }

    /// Plans the changes of the notes, which come to `notes`.
    fn notes(&mut self, section: Section<'_, 't>, notes: &BTreeMap<QuestionId, String>) {
        let rulebook = self.rulebook;
        let ids = section.node.entries("`notes`", &mut Default::default());
        let all = section.named(&ids, rulebook);
        let owners = owners(&all);
        for (_, named) in &all {
            let Some((key, old)) = section.mapping.entry(named.id()) else { continue };
            let owned = named.questions.iter().copied().filter(|question| owners[question].0 == named.id());
            let owned: Vec<QuestionId> = owned.collect();
            if !named.questions.iter().any(|&question| (self.wanted)(question)) {
                continue;
            }
            let Some((first, others)) = owned.split_first() else {
                self.splice.remove(section.mapping, key, old);
                continue;
            };
            if owners[first].1 > 1 {
                self.splice.replace(key, old, &yaml_scalar(&notes[first]));
            }
            if named.former().is_some() {
                self.word(key, &rulebook.questions[*first].id);
            }
            let entry = |question: &QuestionId| Entry {
                key: rulebook.questions[*question].id.clone(),
                value: Some(Value::Line(yaml_scalar(&notes[question]))),
                comment: None,
            };
            let entries: Vec<Entry> = others.iter().map(entry).collect();
            self.splice.add_after(section.mapping, key, old, &entries);
        }
    }

    /// Replaces a scalar, which keeps its quotation marks.
    fn word(&mut self, old: &YamlNode<'_>, new: &str) {
        let span = self.splice.layout.span(old);
        // Ids and what stands between them need no escape.
        let new = quote(old).map_or_else(|| new.to_owned(), |quote| format!("{quote}{new}{quote}"));
        self.splice.edits.push((span, new));
    }
}

/// Returns the scalars of an answer that are written otherwise today; `None` if the answer as a whole is.
fn substitution<'y, 't>(
    wording: Wording<'_>,
    node: &Node<'_>,
    old: &'y YamlNode<'t>,
) -> Option<Vec<(&'y YamlNode<'t>, String)>> {
    let is_list = matches!(old.kind, YamlKind::Sequence(_));
    let mut found = Vec::new();
    for (operator, list) in lists(old) {
        let mut options = Vec::new();
        for scalar in list {
            let text = scalar.text()?;
            let complete = operator.is_none() && !text.trim_start().starts_with(['+', '-']);
            let exact =
                wording.question.kind == Kind::Multi && complete && text.trim() != UNKNOWN && text != "?";
            if exact && !wording.added().is_empty() {
                return None;
            }
            let new = reworded(wording, operator.as_deref(), text, &mut options)?;
            if new != text {
                found.push((scalar, new));
            }
        }
        let count = options.len();
        options.sort_unstable();
        options.dedup();
        if options.len() < count {
            return None;
        }
    }
    // An empty list says of a multiple choice what a former id may not say.
    let empty = is_list && node.value().as_sequence().is_some_and(Vec::is_empty);
    if empty && (wording.question.kind != Kind::Multi || !wording.added().is_empty()) {
        return None;
    }
    Some(found)
}

/// Returns the lists of scalars in an answer, each with its operator.
fn lists<'y, 't>(old: &'y YamlNode<'t>) -> Vec<(Option<String>, Vec<&'y YamlNode<'t>>)> {
    let items = |node: &'y YamlNode<'t>| match &node.kind {
        YamlKind::Sequence(items) => items.iter().collect(),
        _ => vec![node],
    };
    match &old.kind {
        YamlKind::Mapping(entries) => {
            entries.iter().map(|(operator, value)| (operator.key_name(), items(value))).collect()
        }
        _ => vec![(None, items(old))],
    }
}

/// Returns a text with the ids of today; `None` if one of its words is no single one today, or means another
/// set there. The options that it names are added to `options`.
fn reworded(
    wording: Wording<'_>,
    operator: Option<&str>,
    text: &str,
    options: &mut Vec<usize>,
) -> Option<String> {
    let question = wording.question;
    let mut out = Vec::new();
    for piece in text.split(',') {
        let word = piece.trim();
        let id = word.trim_start_matches(['+', '-']);
        let says_none = id == NO_OPTION && question.kind == Kind::Multi;
        if says_none || [UNKNOWN, "?", ""].contains(&id) {
            out.push(piece.to_owned());
            continue;
        }
        let known = wording.word(word).or_else(|_| wording.word(id)).ok()?;
        let option = known.options.single()?;
        options.push(option);
        let choice = &question.options[option];
        let denies = operator == Some("excludes") || word.starts_with('-');
        if denies && choice.formerly.len() > 1 {
            return None;
        }
        let renamed = wording.is_renamed(&known);
        out.push(if renamed { piece.replacen(&known.text, &choice.id, 1) } else { piece.to_owned() });
    }
    Some(out.join(","))
}

impl<'t> Splice<'t> {
    /// Adds entries below one that is there already.
    fn add_after(&mut self, mapping: &YamlNode<'_>, key: &YamlNode<'_>, old: &YamlNode<'_>, new: &[Entry]) {
        if new.is_empty() {
            return;
        }
        let new: Vec<&Entry> = new.iter().collect();
        let last = self.layout.end(old);
        if self.layout.is_flow(mapping) {
            let texts = self.flow_entries(&new);
            return self.edits.push((last..last, format!(", {texts}")));
        }
        let block = self.block(&new, self.indent(key));
        match self.layout.text[last..].find('\n') {
            Some(end) => self.edits.push((last + end + 1..last + end + 1, block)),
            None => self.tail.push_str(&block),
        }
    }

    /// Turns entries of the mapping under `name` into comments. Returns whether that is possible, which it is
    /// not in JSON.
    pub(super) fn retire(
        &mut self,
        name: &YamlNode<'_>,
        mapping: &YamlNode<'_>,
        entries: &[(&YamlNode<'_>, &YamlNode<'_>)],
    ) -> bool {
        if self.json && !entries.is_empty() {
            return false;
        }
        let flow = self.layout.is_flow(mapping);
        for (key, value) in entries {
            if flow {
                self.comment_above(self.layout.start(key), self.layout.end(value));
            }
            self.remove(mapping, key, value);
        }
        if !flow && !entries.is_empty() && entries.len() == mapping.entries().len() {
            // A key must have a value.
            let colon = self.after_colon(name);
            self.edits.push((colon..colon, " {}".to_owned()));
        }
        true
    }

    /// Repeats a part of the text in a comment above the line in which it begins.
    fn comment_above(&mut self, start: usize, end: usize) {
        let line = self.line_start(start);
        let rest = &self.layout.text[line..];
        let indent = &rest[..rest.len() - rest.trim_start_matches(' ').len()];
        let said: Vec<&str> = self.layout.text[start..end].split_whitespace().collect();
        let comment = format!("{indent}# {}{}", said.join(" "), self.newline);
        self.edits.push((line..line, comment));
    }
}
