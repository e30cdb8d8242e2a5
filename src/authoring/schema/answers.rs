//! The schema of an answers file.

use serde_json::{Map, Value, json};

use super::{DIALECT, architecture, closed, described, one_or_more, option, reference, text};
use crate::rulebook::{Kind, MAX_WEIGHT, Question, Rulebook};

pub(super) const WITH: &str =
    "The parts with which it exchanges data and waits for the answer, or must agree.";

/// Returns the schema of an answers file for this rulebook.
pub fn answers(rulebook: &Rulebook) -> Value {
    let id = json!({ "type": "string" });
    let with = json!({ "anyOf": [id, { "type": "array", "items": id }] });
    let part = closed(json!({
        "title": text("The name of the part in reports; its id if this is left out."),
        "answers": reference("answers", "Only the answers in which the part differs from the whole."),
        "with": described(with, WITH),
        "decision": reference("decision", "What was decided for this part."),
    }));
    json!({
        "$schema": DIALECT,
        "title": format!("archwise answers for {}", rulebook.id),
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "archwise": { "description": "The version of this format.", "const": 1 },
            "title": text("The name of the system in reports."),
            "answers": reference("answers", "What is known about the system, by question."),
            "notes": notes(rulebook),
            "weights": weights(rulebook),
            "parts": {
                "description": "The parts of the system, by id; each is also assessed by itself.",
                "type": "object",
                "additionalProperties": part,
            },
            "decision": reference("decision", "What was decided."),
            "draft": { "description": "Where an unfinished interview stopped. Written by the interview." },
        },
        "$defs": { "answers": by_question(rulebook), "decision": decision(rulebook) },
    })
}

fn notes(rulebook: &Rulebook) -> Value {
    let note = json!({ "type": "string" });
    let notes: Map<_, _> = rulebook.questions.iter().map(|q| (q.id.clone(), note.clone())).collect();
    described(closed(notes.into()), "What the reader should know about an answer, by question.")
}

fn weights(rulebook: &Rulebook) -> Value {
    let weight = json!({ "type": "integer", "minimum": 0, "maximum": MAX_WEIGHT });
    let weights: Map<_, _> = rulebook.qualities.iter().map(|q| (q.id.clone(), weight.clone())).collect();
    described(closed(weights.into()), "How much each quality counts, in the place of what the rulebook says.")
}

fn decision(rulebook: &Rulebook) -> Value {
    let string = json!({ "type": "string" });
    let pin = closed(json!({ "id": string, "version": string, "hash": string }));
    closed(json!({
        "architecture": architecture(rulebook),
        "record": text("The path of the decision record, relative to this file."),
        "review_by": {
            "description": "The last day on which the decision need not be reviewed.",
            "type": "string",
            "pattern": r"^\d{4}-\d{2}-\d{2}$",
        },
        "rulebook": described(pin, "The rulebook by which it was decided."),
    }))
}

/// Returns the schema of answers by question.
pub(super) fn by_question(rulebook: &Rulebook) -> Value {
    let answers: Map<_, _> = rulebook.questions.iter().map(|q| (q.id.clone(), answer(q))).collect();
    closed(answers.into())
}

fn answer(question: &Question) -> Value {
    let option = option(question);
    let mut forms = vec![option.clone(), json!({ "const": "unknown" })];
    match question.kind {
        Kind::Multi => {
            forms.push(json!({ "const": "none" }));
            forms.push(json!({ "type": "array", "items": option, "uniqueItems": true }));
            let some = one_or_more(&option);
            forms.push(closed(json!({ "includes": some, "excludes": some })));
        }
        Kind::Number => {
            let mut number = json!({ "type": "number" });
            if let Some(least) = question.options.first().and_then(|choice| choice.from) {
                number["minimum"] = json!(least);
            }
            if let Some(max) = question.max {
                number["maximum"] = json!(max);
            }
            let step = json!({ "anyOf": [option, number] });
            forms.push(number);
            forms.push(json!({ "type": "array", "items": step, "minItems": 1 }));
            forms.push(closed(json!({ "at_least": step, "at_most": step })));
        }
        Kind::Ordinal => {
            forms.push(json!({ "type": "array", "items": option, "minItems": 1 }));
            forms.push(closed(json!({ "at_least": option, "at_most": option })));
        }
        Kind::Nominal => forms.push(json!({ "type": "array", "items": option, "minItems": 1 })),
    }
    json!({ "description": question.ask, "anyOf": forms })
}
