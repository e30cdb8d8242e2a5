//! The schema of an answers file.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{
    DIALECT, architecture, closed, closed_requiring, described, one_of, one_or_more, option, reference, text,
};
use crate::fact::FactKind;
use crate::rulebook::{Kind, MAX_WEIGHT, Question, Rulebook, and_list};

pub(super) const WITH: &str =
    "The parts with which it exchanges data and waits for the answer, or must agree.";

/// Returns the schema of an answers file for this rulebook.
pub fn answers(rulebook: &Rulebook) -> Value {
    let id = json!({ "type": "string" });
    let with = json!({ "anyOf": [id, { "type": "array", "items": id }] });
    let part = closed(json!({
        "title": text("The name of the part in reports; its id if this is left out."),
        "answers": reference("answers", "Only the answers in which the part differs from the whole."),
        "with": described(with.clone(), WITH),
        "paths": described(with, "The folders of the repository in which its code lies, for `check --observe`."),
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
            "by": text("Who filled this in, as `archwise group` names them."),
            "deciders": described(one_or_more(&json!({ "type": "string" })), "Who takes the decision."),
            "answers": reference("answers", "What is known about the system, by question."),
            "assumed": reference("answers", "What stands in for answers that nobody has given, by question."),
            "notes": notes(rulebook),
            "weights": weights(rulebook),
            "parts": {
                "description": "The parts of the system, by id; each is also assessed by itself.",
                "type": "object",
                "additionalProperties": part,
            },
            "decision": reference("decision", "What was decided."),
            "observed": observed(),
            "draft": { "description": "Where an unfinished interview stopped. Written by the interview." },
        },
        "$defs": { "answers": by_question(rulebook), "decision": decision(rulebook) },
    })
}

/// The facts of a repository that were known when the answers were confirmed.
fn observed() -> Value {
    let facts = FactKind::ALL.map(|kind| {
        let level = one_of_levels(kind);
        let values = json!({ "type": "array", "items": { "type": "string" } });
        let count = json!({ "type": "integer", "minimum": 0 });
        let forms = level.into_iter().chain([count, values]).collect::<Vec<_>>();
        (kind.id().to_owned(), json!({ "description": kind.about(), "anyOf": forms }))
    });
    let facts: Map<_, _> = facts.into_iter().collect();
    let date = json!({ "type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$" });
    let kept = closed_requiring(
        &["commit", "as_of"],
        json!({
            "commit": text("The hash of the commit that was observed."),
            "as_of": described(date, "The day in UTC of that commit."),
            "facts": described(closed(facts.into()), "What was known, by fact."),
        }),
    );
    described(kept, "The facts of a repository that were known when it was confirmed.")
}

fn one_of_levels(kind: FactKind) -> Option<Value> {
    let levels: Vec<&str> = kind.levels().iter().map(|level| level.id).collect();
    (!levels.is_empty()).then(|| json!({ "enum": levels }))
}

fn notes(rulebook: &Rulebook) -> Value {
    let note = json!({ "type": "string" });
    let mut notes: Map<_, _> = rulebook.questions.iter().map(|q| (q.id.clone(), note.clone())).collect();
    for id in rulebook.former_questions() {
        notes.insert(id.to_owned(), deprecated(note.clone(), &now(rulebook, id)));
    }
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

/// Returns the schema of answers by question. Former ids are allowed, and marked so that editors advise
/// against them.
pub(super) fn by_question(rulebook: &Rulebook) -> Value {
    let mut answers: Map<_, _> = rulebook.questions.iter().map(|q| (q.id.clone(), answer(q))).collect();
    for id in rulebook.former_questions() {
        answers.insert(id.to_owned(), former_answer(rulebook, id));
    }
    closed(answers.into())
}

fn deprecated(mut schema: Value, description: &str) -> Value {
    schema["deprecated"] = json!(true);
    described(schema, description)
}

/// Returns in words what a former id is now.
fn now(rulebook: &Rulebook, id: &str) -> String {
    let ids = rulebook.formerly(id).map(|question| format!("`{}`", rulebook.questions[question].id));
    format!("This is {} now.", and_list(&ids.collect::<Vec<_>>()))
}

fn answer(question: &Question) -> Value {
    let former: BTreeSet<&String> = question.options.iter().flat_map(|choice| &choice.formerly).collect();
    let option = option(question);
    let option = match former.is_empty() {
        true => option,
        false => {
            let former = deprecated(one_of(former.into_iter()), "What the option was called before.");
            json!({ "anyOf": [option, former] })
        }
    };
    let mut forms = vec![option.clone(), json!({ "const": "unknown" })];
    forms.extend(forms_of(question, &option));
    json!({ "description": question.ask, "anyOf": forms })
}

/// Returns the schema of an answer under a former id: whatever is one to a question that had it.
fn former_answer(rulebook: &Rulebook, id: &str) -> Value {
    let questions: Vec<&Question> = rulebook.formerly(id).map(|q| &rulebook.questions[q]).collect();
    let options = questions.iter().flat_map(|question| &question.options);
    let ids: BTreeSet<&String> =
        options.flat_map(|choice| choice.formerly.iter().chain([&choice.id])).collect();
    let option = one_of(ids.into_iter());
    let mut forms = vec![option.clone(), json!({ "const": "unknown" })];
    for form in questions.iter().flat_map(|question| forms_of(question, &option)) {
        if !forms.contains(&form) {
            forms.push(form);
        }
    }
    deprecated(json!({ "anyOf": forms }), &now(rulebook, id))
}

/// Returns the forms that an answer to a question of this kind has besides an option and `unknown`.
fn forms_of(question: &Question, option: &Value) -> Vec<Value> {
    let some = one_or_more(option);
    let several = json!({ "type": "array", "items": option, "minItems": 1 });
    match question.kind {
        Kind::Multi => vec![
            json!({ "const": "none" }),
            json!({ "type": "array", "items": option, "uniqueItems": true }),
            closed(json!({ "includes": some, "excludes": some })),
        ],
        Kind::Number => {
            let mut number = json!({ "type": "number" });
            if let Some(least) = question.options.first().and_then(|choice| choice.from) {
                number["minimum"] = json!(least);
            }
            if let Some(max) = question.max {
                number["maximum"] = json!(max);
            }
            let step = json!({ "anyOf": [option, number] });
            let bounds = json!({ "at_least": step, "at_most": step, "excludes": one_or_more(&step) });
            vec![number, json!({ "type": "array", "items": step, "minItems": 1 }), closed(bounds)]
        }
        Kind::Ordinal => {
            vec![several, closed(json!({ "at_least": option, "at_most": option, "excludes": some }))]
        }
        Kind::Nominal => vec![several, closed(json!({ "excludes": some }))],
    }
}
