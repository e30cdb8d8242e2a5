//! Brings an answers file up to the rulebook of today: its names, and the questions that are new.

use super::kept::{keeps_comments, keeps_json, not_editable, read};
use super::layout::Layout;
use super::names::Renamer;
use super::splice::{Entry, Splice, Value};
use crate::answers::file::AnswersFile;
use crate::answers::part::Part;
use crate::answers::renames::Renames;
use crate::answers::reply::{Reply, UNKNOWN};
use crate::answers::wording::Named;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::document::{Document, Node, YamlNode};
use crate::options::Truth;
use crate::rulebook::{QuestionId, Rulebook};

/// What an update makes of an answers file.
#[derive(Debug, Clone)]
pub struct Updated {
    /// The text, the same as before if nothing had to change.
    pub text: String,
    /// What is named otherwise now, each in a sentence without a stop.
    pub renamed: Vec<String>,
    /// The ids of the questions that were added.
    pub added: Vec<String>,
    /// What the rulebook of today does not know, and what the file therefore says in comments only.
    pub lost: Diagnostics,
}

/// Returns the text `base` of the answers file `name` with the names of today, and with every question that
/// it does not answer as `unknown`. What cannot be carried over becomes a comment.
///
/// # Errors
/// When `base` is not an answers file, or cannot be changed without losing something.
pub fn updated(rulebook: &Rulebook, name: &str, base: &str) -> Result<Updated, Diagnostics> {
    let mut lost = Diagnostics::default();
    let document = Document::parse(name, base.to_owned())?;
    let mut text = document.source().text.clone();
    let mark = &base[..base.len() - text.len()];
    // Each round takes out what the one before brought to light.
    while let Some((rest, found)) = retired(rulebook, name, &text)? {
        text = rest;
        lost.extend(found);
    }
    let before = read(rulebook, name, &text)?.1;
    let renamed = renamed(rulebook, name, &text, &|_| true)?;
    let (after, added) = completed(rulebook, name, &renamed)?;
    let (now, said) = read(rulebook, name, &after).map_err(|_| not_updatable(name))?;
    let layout = Layout::of(&document).ok_or_else(|| not_updatable(name))?;
    if !same(rulebook, &before, &said)
        || !keeps_comments(&layout, &now)
        || !keeps_json(&document.source().text, &after)
    {
        return Err(not_updatable(name));
    }
    let names = names(rulebook, name, &text)?;
    Ok(Updated { text: format!("{mark}{after}"), renamed: names.said().to_vec(), added, lost })
}

/// Returns the text of an answers file with the names of today for the questions that are `wanted`.
///
/// # Errors
/// It is no answers file.
pub(super) fn renamed(
    rulebook: &Rulebook,
    name: &str,
    text: &str,
    wanted: &dyn Fn(QuestionId) -> bool,
) -> Result<String, Diagnostics> {
    let (document, file) = read(rulebook, name, text)?;
    let layout = Layout::of(&document).ok_or_else(|| not_editable(name))?;
    let mut renamer = Renamer { rulebook, splice: Splice::new(&layout), wanted };
    renamer.file(&document, &file);
    Ok(renamer.splice.finish())
}

fn not_updatable(name: &str) -> Diagnostics {
    not_editable(name)
        .help_with(Code::NotEditable, "write the names of today by hand; a note of `advise` lists them")
}

/// Returns the former names in a file.
fn names(rulebook: &Rulebook, name: &str, text: &str) -> Result<Renames, Diagnostics> {
    let document = Document::parse(name, text.to_owned())?;
    let mut renames = Renames::default();
    for (key, section, _) in sections(&document) {
        for (id, node) in section.entries("an entry", &mut Diagnostics::default()) {
            let Ok(named) = Named::find(rulebook, &id) else { continue };
            renames.key(&named, rulebook, Some(&node));
            if key != "notes" {
                renames.answer(&named, &node);
            }
        }
    }
    Ok(renames)
}

/// Returns the mappings whose keys are questions, each with the key under which it stands and the path to it.
fn sections(document: &Document) -> Vec<(&'static str, Node<'_>, Vec<String>)> {
    let root = document.root();
    let path = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
    let mut all = Vec::new();
    all.extend(root.entry("answers").map(|node| ("answers", node, path(&["answers"]))));
    all.extend(root.entry("notes").map(|node| ("notes", node, path(&["notes"]))));
    let parts = root.entry("parts").filter(|parts| parts.value().is_mapping());
    for (id, part) in parts.iter().flat_map(|parts| parts.entries("`parts`", &mut Diagnostics::default())) {
        let answers = part.entry("answers");
        all.extend(answers.map(|node| ("answers", node, path(&["parts", &id, "answers"]))));
    }
    all.retain(|(_, node, _)| node.value().is_mapping());
    all
}

/// Turns into comments what the rulebook does not know or does not ask any more; `None` if there is nothing.
fn retired(
    rulebook: &Rulebook,
    name: &str,
    text: &str,
) -> Result<Option<(String, Diagnostics)>, Diagnostics> {
    let document = Document::parse(name, text.to_owned())?;
    let layout = Layout::of(&document).ok_or_else(|| not_editable(name))?;
    let not_asked = not_asked(rulebook, &document);
    let mut splice = Splice::new(&layout);
    let mut lost = Diagnostics::default();
    for (key, section, path) in sections(&document) {
        let Some((above, mapping)) = entry_at(&layout.root, &path) else { continue };
        let mut retired = Vec::new();
        for (id, node) in section.entries("an entry", &mut Diagnostics::default()) {
            let Some((key_node, value)) = mapping.entry(&id) else { continue };
            let at = key_node.span.start.index();
            let is_note = key == "notes";
            let here: Vec<&Diagnostic> = not_asked.iter().filter(|found| is_at(found, at)).collect();
            // A former id may stand for one question that is asked and one that is not.
            let all = Named::find(rulebook, &id).is_ok_and(|named| named.questions.len() == here.len());
            let asked_no_more = here.first().filter(|_| all && !is_note).map(|found| (*found).clone());
            let why = unknown(rulebook, &id, &node, is_note).or(asked_no_more);
            if let Some(why) = why {
                retired.push((key_node, value));
                lost.push(as_warning(why));
            }
        }
        if !splice.retire(above, mapping, &retired) {
            let help = "remove these entries by hand: JSON has no comments";
            return Err(lost
                .into_iter()
                .map(|found| Diagnostic { severity: Severity::Error, ..found.help(help) })
                .collect());
        }
    }
    Ok((!lost.is_empty()).then(|| (splice.finish(), lost)))
}

/// Returns the entry that a path leads to.
fn entry_at<'y, 't>(root: &'y YamlNode<'t>, path: &[String]) -> Option<(&'y YamlNode<'t>, &'y YamlNode<'t>)> {
    let (last, way) = path.split_last()?;
    let around = way.iter().try_fold(root, |node, key| node.entry(key).map(|(_, value)| value))?;
    around.entry(last).map(|(key, value)| (key, value))
}

/// Returns the findings that a question is not asked, if that is all that is wrong with a file.
fn not_asked(rulebook: &Rulebook, document: &Document) -> Vec<Diagnostic> {
    let errors = match AnswersFile::read(document, rulebook) {
        Ok((_, notes)) => notes,
        Err(errors) => errors,
    };
    errors.into_iter().filter(|found| found.code == Code::NotAsked).collect()
}

fn is_at(found: &Diagnostic, character: usize) -> bool {
    found.place.as_ref().is_some_and(|place| place.characters.start == character)
}

/// Returns why an entry names nothing that the rulebook knows, or knew; `None` if all is known.
fn unknown(rulebook: &Rulebook, id: &str, node: &Node<'_>, is_note: bool) -> Option<Diagnostic> {
    let named = match Named::find(rulebook, id) {
        Ok(named) => named,
        Err(error) => return Some(error.at(node.key_place())),
    };
    let mut found = Diagnostics::default();
    if !is_note {
        named.wordings().for_each(|wording| drop(Reply::read(wording, node, &mut found)));
    }
    found.into_iter().find(|error| error.code == Code::UnknownOption)
}

fn as_warning(found: Diagnostic) -> Diagnostic {
    let help = "it stays in the file as a comment; answer what is asked today in its place";
    Diagnostic { severity: Severity::Warning, ..found }.help(help)
}

/// Adds as `unknown` what is asked and not answered. Returns the ids of what was added as well.
fn completed(rulebook: &Rulebook, name: &str, text: &str) -> Result<(String, Vec<String>), Diagnostics> {
    let (document, file) = read(rulebook, name, text).map_err(|_| not_editable(name))?;
    let layout = Layout::of(&document).ok_or_else(|| not_editable(name))?;
    let is_new = |&question: &QuestionId| {
        file.reply(question).is_none() && file.answers.asked(rulebook, question) != Truth::Fails
    };
    let new: Vec<QuestionId> = rulebook.questions.keys().filter(is_new).collect();
    let entry = |question: &QuestionId| {
        let asked = &rulebook.questions[*question];
        let value = Some(Value::Line(UNKNOWN.to_owned()));
        Entry { key: asked.id.clone(), value, comment: Some(asked.ask.clone()) }
    };
    let mut splice = Splice::new(&layout);
    splice.section("answers", new.iter().map(entry).collect());
    let ids = new.iter().map(|&question| rulebook.questions[question].id.clone());
    Ok((splice.finish(), ids.collect()))
}

/// Returns whether two files say the same of all that is asked, apart from what is said to be unknown.
fn same(rulebook: &Rulebook, before: &AnswersFile, after: &AnswersFile) -> bool {
    let is_asked = |question: &QuestionId| before.answers.asked(rulebook, *question) != Truth::Fails;
    let answer = |file: &AnswersFile, question: QuestionId| {
        let unknown = || Reply::unknown(&rulebook.questions[question]);
        file.reply(question).cloned().unwrap_or_else(unknown)
    };
    let mut asked = rulebook.questions.keys().filter(is_asked);
    let part = |(one, other): (&Part, &Part)| {
        (&one.id, &one.title, &one.with, &one.decision)
            == (&other.id, &other.title, &other.with, &other.decision)
            && one.differences(rulebook, &before.answers) == other.differences(rulebook, &after.answers)
    };
    asked.all(|question| answer(before, question) == answer(after, question))
        && before.title == after.title
        && (&before.by, &before.deciders) == (&after.by, &after.deciders)
        && before.notes == after.notes
        && before.weights == after.weights
        && before.decision == after.decision
        && before.parts.len() == after.parts.len()
        && before.parts.iter().zip(&after.parts).all(part)
}
