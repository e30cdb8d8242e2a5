//! Changes an answers file in place: comments, order and quoting stay, only other answers change.
//!
//! The new text is read back before it is handed out: if it does not say exactly what it should, or if a
//! comment went missing, the file is left alone.

mod kept;
mod layout;
mod names;
mod splice;
#[cfg(test)]
mod tests;
mod update;

pub use update::{Updated, updated};

use super::contents::FileContents;
use super::file::AnswersFile;
use super::part::Part;
use super::reply::Reply;
use super::sets::Answers;
use super::statement::reply_to;
use super::write::{value, with};
use crate::diagnostic::Diagnostics;
use crate::document::yaml_scalar;
use crate::options::Truth;
use crate::rulebook::{QualityId, QuestionId, Rulebook};
use kept::{keeps_comments, keeps_json, not_editable, read};
use layout::Layout;
use splice::{Entry, Splice, Value};

/// Returns the text `base` of the file `name`, changed to say what is `filled` in.
///
/// # Errors
/// When `base` is not an answers file, or cannot be changed without losing something.
pub fn edited(
    rulebook: &Rulebook,
    name: &str,
    base: &str,
    filled: &FileContents<'_>,
) -> Result<String, Diagnostics> {
    let renamed = with_names_of_today(rulebook, name, base, filled)?;
    let base = renamed.as_str();
    let (document, before) = read(rulebook, name, base)?;
    let Some(layout) = Layout::of(&document) else { return Err(not_editable(name)) };
    let mut splice = Splice::new(&layout);
    if let Some(title) = filled.title.filter(|title| before.title.as_deref() != Some(title)) {
        splice.scalar("title", &yaml_scalar(title));
    }
    if let Some(by) = filled.by.filter(|by| before.by.as_deref() != Some(by)) {
        splice.scalar("by", &yaml_scalar(by));
    }
    splice.section("answers", answers(rulebook, &before, filled));
    splice.section("assumed", assumed(rulebook, &before, filled));
    splice.section("notes", notes(rulebook, &before, filled));
    splice.section("weights", weights(rulebook, &before, filled));
    splice.section("parts", parts(rulebook, &before, filled));
    splice.section("decision", decision(rulebook, &before, filled));
    splice.section("observed", observed(&before, filled));
    let after = splice.finish();
    match read(rulebook, name, &after) {
        Ok((document, said))
            if says(rulebook, &said, &before, filled)
                && keeps_comments(&layout, &document)
                && keeps_json(layout.text, &after) =>
        {
            // What was before the text is the byte order mark.
            Ok(format!("{}{after}", &base[..base.len() - layout.text.len()]))
        }
        _ => Err(not_editable(name)),
    }
}

/// Returns the text in which every question that will be answered otherwise stands under its id of today, so
/// that no answer under a former one is left beside the new one.
fn with_names_of_today(
    rulebook: &Rulebook,
    name: &str,
    base: &str,
    filled: &FileContents<'_>,
) -> Result<String, Diagnostics> {
    let (document, before) = read(rulebook, name, base)?;
    if rulebook.former_questions().is_empty() {
        return Ok(base.to_owned());
    }
    let changed = [
        answers(rulebook, &before, filled),
        assumed(rulebook, &before, filled),
        notes(rulebook, &before, filled),
        parts(rulebook, &before, filled),
    ];
    let keys: Vec<&str> = changed.iter().flatten().flat_map(Entry::keys).collect();
    if keys.is_empty() {
        return Ok(base.to_owned());
    }
    let text = &document.source().text;
    let wanted = |question: QuestionId| keys.contains(&rulebook.questions[question].id.as_str());
    let renamed = update::renamed(rulebook, name, text, &wanted)?;
    Ok(format!("{}{renamed}", &base[..base.len() - text.len()]))
}

/// Returns the answer to a question that should stand in the file; `None` if none should. What nobody has
/// confirmed is not written down: there the file stays as it was.
fn wanted(
    rulebook: &Rulebook,
    before: &AnswersFile,
    filled: &FileContents<'_>,
    question: QuestionId,
) -> Option<Reply> {
    let answers = filled.answers;
    let is_open = |reply: &&Reply| **reply == Reply::unknown(&rulebook.questions[question]);
    // What is unknown there is as good as left out, and no less.
    let stood = before.reply(question).filter(|reply| answers.given(question).is_some() || is_open(reply));
    let reply = answers.said(rulebook, question).or_else(|| stood.cloned());
    reply.filter(|_| answers.asked(rulebook, question) != Truth::Fails)
}

fn answers(rulebook: &Rulebook, before: &AnswersFile, filled: &FileContents<'_>) -> Vec<Entry> {
    let was = |question| before.reply(question);
    replies(rulebook, was, |question| wanted(rulebook, before, filled, question))
}

fn assumed(rulebook: &Rulebook, before: &AnswersFile, filled: &FileContents<'_>) -> Vec<Entry> {
    let was = |question| reply_to(&before.assumed, question);
    let mut entries = replies(rulebook, was, |question| filled.assumption(question).cloned());
    // The question stands above its answer.
    entries.iter_mut().for_each(|entry| entry.comment = None);
    entries
}

/// Returns an entry for each question whose answer in the file should change.
fn replies<'r>(
    rulebook: &Rulebook,
    was: impl Fn(QuestionId) -> Option<&'r Reply>,
    now: impl Fn(QuestionId) -> Option<Reply>,
) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (index, question) in rulebook.questions.iter_enumerated() {
        let now = now(index);
        if was(index) != now.as_ref() {
            let value = now.map(|reply| Value::Line(value(question, &reply.text(question))));
            entries.push(Entry { key: question.id.clone(), value, comment: Some(question.ask.clone()) });
        }
    }
    entries
}

fn notes(rulebook: &Rulebook, before: &AnswersFile, filled: &FileContents<'_>) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (index, question) in rulebook.questions.iter_enumerated() {
        let (was, now) = (before.notes.get(&index), filled.notes.get(&index));
        if was != now {
            let value = now.map(|note| Value::Line(yaml_scalar(note)));
            entries.push(Entry { key: question.id.clone(), value, comment: None });
        }
    }
    entries
}

/// Returns the weights that should change. One in the file stays, since nobody can take one back but in the
/// file.
fn weights(rulebook: &Rulebook, before: &AnswersFile, filled: &FileContents<'_>) -> Vec<Entry> {
    let changed =
        filled.weights.iter().filter(|(quality, weight)| before.weights.get(quality) != Some(weight));
    let entry = |(quality, weight): (&QualityId, &u8)| Entry {
        key: rulebook.qualities[*quality].id.clone(),
        value: Some(Value::Line(weight.to_string())),
        comment: None,
    };
    changed.map(entry).collect()
}

/// Returns the entries of the parts that are new, gone or different.
fn parts(rulebook: &Rulebook, before: &AnswersFile, filled: &FileContents<'_>) -> Vec<Entry> {
    let gone = before.parts.iter().filter(|part| named(filled.parts, &part.id).is_none());
    let gone = gone.map(|part| Entry { key: part.id.clone(), value: None, comment: None });
    let change = |part: &Part| {
        let inner = part_entries(rulebook, named(&before.parts, &part.id), part, filled.answers);
        Entry { key: part.id.clone(), value: Some(Value::Nested(inner)), comment: None }
    };
    gone.chain(filled.parts.iter().map(change)).collect()
}

fn named<'p>(parts: &'p [Part], id: &str) -> Option<&'p Part> {
    parts.iter().find(|part| part.id == id)
}

/// Returns the entries of one part that change; of a new part, all.
fn part_entries(rulebook: &Rulebook, was: Option<&Part>, now: &Part, whole: &Answers) -> Vec<Entry> {
    let mut entries = Vec::new();
    if was.and_then(|part| part.title.as_ref()) != now.title.as_ref() {
        let value = now.title.as_ref().map(|title| Value::Line(yaml_scalar(title)));
        entries.push(Entry { key: "title".to_owned(), value, comment: None });
    }
    let differences = now.differences(rulebook, whole);
    let reply =
        |q| differences.iter().find(|(question, _)| *question == q).map(|(_, reply)| (*reply).clone());
    let answers = replies(rulebook, |question| was?.reply(question), reply);
    if !answers.is_empty() || was.is_none() {
        let value = Some(Value::Nested(answers));
        entries.push(Entry { key: "answers".to_owned(), value, comment: None });
    }
    if was.map_or(&[][..], |part| &part.with) != now.with {
        let value = (!now.with.is_empty()).then(|| Value::Line(with(&now.with)));
        entries.push(Entry { key: "with".to_owned(), value, comment: None });
    }
    entries
}

fn decision(rulebook: &Rulebook, before: &AnswersFile, filled: &FileContents<'_>) -> Vec<Entry> {
    let Some(decided) = filled.decision else { return Vec::new() };
    let mut entries = vec![
        entry("architecture", rulebook.architectures[decided.architecture].id.clone()),
        entry("record", yaml_scalar(decided.record)),
    ];
    // A rulebook that was named is that of the decision before.
    if before.decision.as_ref().is_some_and(|decision| decision.rulebook.is_some()) {
        let named = [("id", &rulebook.id), ("version", &rulebook.version), ("hash", &rulebook.hash)];
        let named: Vec<String> =
            named.iter().map(|(key, text)| format!("{key}: {}", yaml_scalar(text))).collect();
        entries.push(entry("rulebook", format!("{{{}}}", named.join(", "))));
    }
    entries
}

fn entry(key: &str, value: String) -> Entry {
    Entry { key: key.to_owned(), value: Some(Value::Line(value)), comment: None }
}

/// Returns the facts that should be kept, if they change.
fn observed(before: &AnswersFile, filled: &FileContents<'_>) -> Vec<Entry> {
    let Some(kept) = filled.observed.filter(|kept| before.observed.as_ref() != Some(kept)) else {
        return Vec::new();
    };
    kept.values().map(|(key, value)| entry(key, value)).into()
}

/// Returns whether a file records the decision that is filled in, and no other change of it.
fn says_decision(said: &AnswersFile, before: &AnswersFile, filled: &FileContents<'_>) -> bool {
    let (Some(decided), Some(now)) = (filled.decision, &said.decision) else {
        return filled.decision.is_none() && said.decision == before.decision;
    };
    now.architecture == decided.architecture
        && now.record.as_deref() == Some(decided.record)
        && now.review_by == before.decision.as_ref().and_then(|decision| decision.review_by)
}

/// Returns whether a file says what is filled in, and is otherwise as it was.
fn says(rulebook: &Rulebook, said: &AnswersFile, before: &AnswersFile, filled: &FileContents<'_>) -> bool {
    let mut questions = rulebook.questions.keys();
    let answers = questions.all(|q| said.reply(q) == wanted(rulebook, before, filled, q).as_ref());
    let weights = filled.weights.iter().all(|(quality, weight)| said.weights.get(quality) == Some(weight));
    let title = filled.title.or(before.title.as_deref()) == said.title.as_deref();
    let people = filled.by.or(before.by.as_deref()) == said.by.as_deref() && said.deciders == before.deciders;
    let part = |part: &Part| {
        named(&said.parts, &part.id).is_some_and(|said| {
            let decision = named(&before.parts, &part.id).and_then(|part| part.decision.as_ref());
            said.title == part.title
                && said.with == part.with
                && said.differences(rulebook, filled.answers) == part.differences(rulebook, filled.answers)
                && said.decision.as_ref() == decision
        })
    };
    let mut questions = rulebook.questions.keys();
    let assumed = questions.all(|q| reply_to(&said.assumed, q) == filled.assumption(q));
    answers
        && assumed
        && weights
        && title
        && people
        && said.notes == *filled.notes
        && says_decision(said, before, filled)
        && said.observed.as_ref() == filled.observed.or(before.observed.as_ref())
        && said.parts.len() == filled.parts.len()
        && filled.parts.iter().all(part)
}
