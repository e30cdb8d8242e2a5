//! `questionnaire`: the questions of the rulebook in use.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::answers::{preset, questionnaire};
use crate::cli::mcp::desk::Desk;
use crate::cli::mcp::outcome::{Answer, Outcome, WIDTH};
use crate::cli::rules;
use crate::diagnostic::{Diagnostics, did_you_mean};
use crate::rulebook::{Preset, Question, Rulebook};

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Arguments {
    /// The id of one question, or of a preset: what is typical of a kind of system, as answers to assume.
    id: Option<String>,
}

pub(super) fn run(desk: &Desk, arguments: &Arguments) -> Outcome {
    let book = desk.rulebook;
    let Some(id) = &arguments.id else {
        let questions: Vec<Value> = book.questions.iter().map(|question| object(book, question)).collect();
        let presets: Vec<Value> = book.presets.iter().map(preset_object).collect();
        let data = json!({
            "rulebook": { "id": book.id, "version": book.version, "hash": book.hash, "title": book.title },
            "introduction": book.introduction,
            "questions": questions,
            "presets": presets,
        });
        return Ok(Answer::new(&questionnaire(book), data));
    };
    let text = rules::entries(book, id, WIDTH);
    if let Some(question) = book.question(id) {
        return Ok(Answer::new(&text, object(book, &book.questions[question])));
    }
    match book.find_preset(id) {
        Ok(one) => whole_preset(book, one),
        Err(mut error) => {
            let questions = book.questions.iter().map(|question| question.id.as_str());
            let known = questions.chain(book.presets.iter().map(|preset| preset.id.as_str()));
            error.message = format!("there is no question or preset `{id}`");
            Err(Diagnostics::from(error.help(did_you_mean(id, known))).into())
        }
    }
}

/// Returns a question as data.
pub(super) fn object(book: &Rulebook, question: &Question) -> Value {
    let options: Vec<Value> = question
        .options
        .iter()
        .map(|option| {
            let mut object = json!({ "id": option.id, "label": option.label });
            if let Some(example) = &option.example {
                object["example"] = json!(example);
            }
            if let Some(from) = option.from {
                object["from"] = json!(from);
            }
            object
        })
        .collect();
    json!({
        "id": question.id,
        "ask": question.ask,
        "help": question.help,
        "kind": question.kind,
        "unit": question.unit,
        "opening": question.opening,
        "asked_when": question.ask_when.as_ref().map(|when| book.condition_text(when)),
        "options": options,
    })
}

fn preset_object(preset: &Preset) -> Value {
    json!({ "id": preset.id, "title": preset.title, "about": preset.about })
}

fn whole_preset(book: &Rulebook, one: &Preset) -> Outcome {
    let assumed = preset(one, book)?;
    let lines = assumed.iter().map(|statement| {
        let question = &book.questions[statement.question];
        (question.id.clone(), statement.reply.text(question))
    });
    let mut data = preset_object(one);
    data["assumed"] = lines.map(|(id, text)| (id, Value::String(text))).collect();
    let text = rules::entries(book, &one.id, WIDTH);
    Ok(Answer::new(&format!("{text}Put it under `assumed`.\n"), data))
}
