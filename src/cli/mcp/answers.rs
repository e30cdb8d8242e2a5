//! Answers as an assistant gives them: the object of an answers file, or its text.

use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use super::desk::Desk;
use super::outcome::Refusal;
use crate::answers::{Answers, AnswersFile, statements};
use crate::assessment::Assessor;
use crate::diagnostic::Diagnostics;
use crate::document::{Document, MAX_BYTES};
use crate::report::{AnswerOrigin, Knowledge, Report};

/// What the arguments of tools say of answers.
const ABOUT: &str = "An answers file as an object: `answers` by question id, each an option id, a \
    number, a list (one of these; of a multiple choice exactly these), `{at_least: …}`, `{includes: […]}`, \
    `{excludes: […]}`, or left out where it is not known; `notes` by question id with the evidence for the \
    answer; `assumed` for guesses, in the form of `answers`; and optionally `title`, `weights` and `parts`.";

/// Returns the schema of answers: an object, of which the description says what may be in it. The ids are
/// those that `questionnaire` returns; to list them all in every tool would fill the memory of an assistant.
pub(super) fn schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "object", "description": ABOUT })
}

/// Returns the schema of an object with any keys.
pub(super) fn any_object(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "object" })
}

/// Reads answers, with what is to be noted about them.
///
/// # Errors
/// Everything that is wrong with them, at its place.
pub(super) fn read(desk: &Desk, name: &str, given: &Value) -> Result<(AnswersFile, Diagnostics), Refusal> {
    let document = document(name, given)?;
    Ok(AnswersFile::read(&document, desk.rulebook)?)
}

/// Returns answers with some of them changed.
///
/// # Errors
/// Everything that is wrong with the changes.
pub(super) fn changed(desk: &Desk, file: &AnswersFile, changes: &Value) -> Result<Answers, Refusal> {
    let document = document("changes", changes)?;
    let mut found = Diagnostics::default();
    let mut answers = file.answers.clone();
    for statement in statements(&document.root(), desk.rulebook, &mut found) {
        answers.set(desk.rulebook, statement.question, &statement.reply, statement.origin);
    }
    if found.has_errors() { Err(found.into()) } else { Ok(answers) }
}

fn document(name: &str, given: &Value) -> Result<Document, Refusal> {
    let text = match given {
        // Whoever has the text of a file need not take it apart.
        Value::String(text) => text.clone(),
        other => format!("{other:#}"),
    };
    if text.len() as u64 > MAX_BYTES {
        return Err(Refusal::Sentence(format!("`{name}` is larger than 1 MiB, which no answers file is")));
    }
    Ok(Document::parse(name, text)?)
}

/// Returns the report on answers.
pub(super) fn report(desk: &Desk, file: &AnswersFile) -> Report {
    Assessor::new(desk.rulebook).assess(file).report()
}

/// Returns the questions whose answers in a report nothing is noted about: nobody sees how one knows them.
pub(super) fn without_note(report: &Report) -> Vec<&str> {
    let is_given = |origin| matches!(origin, AnswerOrigin::File | AnswerOrigin::Part);
    let bare = report.answers.iter().filter(|answer| {
        is_given(answer.origin) && answer.knowledge != Knowledge::Unknown && answer.note.is_none()
    });
    bare.map(|answer| answer.question.as_str()).collect()
}
