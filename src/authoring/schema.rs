//! JSON Schemas of the answers and the rulebook, made for the rulebook in use, so that an editor knows its ids.

use serde_json::{Map, Value, json};

use crate::rulebook::{Kind, Question, Rulebook};

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema of an answers file for this rulebook.
pub fn answers(rulebook: &Rulebook) -> Value {
    let answers: Map<String, Value> =
        rulebook.questions.iter().map(|question| (question.id.clone(), answer(question))).collect();
    let notes: Map<String, Value> = rulebook
        .questions
        .iter()
        .map(|question| (question.id.clone(), json!({ "type": "string" })))
        .collect();
    let weight = json!({ "type": "integer", "minimum": 0, "maximum": 5 });
    let weights: Map<String, Value> =
        rulebook.qualities.iter().map(|quality| (quality.id.clone(), weight.clone())).collect();
    let decision = closed(json!({
        "architecture": { "enum": ids(rulebook.architectures.iter().map(|a| &a.id)) },
        "record": { "type": "string" },
        "review_by": { "type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}$" },
        "rulebook": closed(json!({
            "id": { "type": "string" },
            "version": { "type": "string" },
            "hash": { "type": "string" },
        })),
    }));
    let part = closed(json!({
        "title": { "type": "string" },
        "answers": { "$ref": "#/$defs/answers" },
        "with": {
            "description": "The parts with which it exchanges data and waits for the answer, or must agree.",
            "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }],
        },
        "decision": { "$ref": "#/$defs/decision" },
    }));
    json!({
        "$schema": DIALECT,
        "title": format!("archwise answers for {}", rulebook.id),
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "archwise": { "const": 1 },
            "title": { "type": "string" },
            "answers": { "$ref": "#/$defs/answers" },
            "notes": closed(Value::Object(notes)),
            "weights": closed(Value::Object(weights)),
            "parts": { "type": "object", "additionalProperties": part },
            "decision": { "$ref": "#/$defs/decision" },
            "draft": {},
        },
        "$defs": { "answers": closed(Value::Object(answers)), "decision": decision },
    })
}

/// An object with these properties and no others.
fn closed(properties: Value) -> Value {
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

fn ids<'a>(ids: impl Iterator<Item = &'a String>) -> Vec<&'a str> {
    ids.map(String::as_str).collect()
}

fn options(question: &Question) -> Value {
    json!({ "enum": ids(question.options.iter().map(|choice| &choice.id)) })
}

fn one_or_more(item: &Value) -> Value {
    json!({ "anyOf": [item, { "type": "array", "items": item, "minItems": 1 }] })
}

fn answer(question: &Question) -> Value {
    let option = options(question);
    let mut forms = vec![option.clone(), json!({ "const": "unknown" })];
    match question.kind {
        Kind::Multi => {
            forms.push(json!({ "const": "none" }));
            forms.push(json!({ "type": "array", "items": option, "uniqueItems": true }));
            let some = one_or_more(&option);
            forms.push(closed(json!({ "includes": some.clone(), "excludes": some })));
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
            forms.push(number.clone());
            forms.push(json!({ "type": "array", "items": step.clone(), "minItems": 1 }));
            forms.push(closed(json!({ "at_least": step.clone(), "at_most": step })));
        }
        Kind::Ordinal => {
            forms.push(json!({ "type": "array", "items": option.clone(), "minItems": 1 }));
            forms.push(closed(json!({ "at_least": option.clone(), "at_most": option })));
        }
        Kind::Nominal => forms.push(json!({ "type": "array", "items": option, "minItems": 1 })),
    }
    json!({ "description": question.ask, "anyOf": forms })
}

/// The schema of a rulebook file; where it names questions, qualities, architectures, sources or rules, those
/// of this rulebook.
pub fn rulebook(rulebook: &Rulebook) -> Value {
    let list = |item: Value| json!({ "type": "array", "items": item });
    json!({
        "$schema": DIALECT,
        "title": format!("archwise rulebook {}", rulebook.id),
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "rulebook": entry(&["id", "version", "title"], json!({
                "id": { "$ref": "#/$defs/id" },
                "version": { "type": "string" },
                "title": { "type": "string" },
                "close_call": { "type": "integer", "minimum": 0, "maximum": 1000 },
                "extends": { "const": "builtin" },
            })),
            "architectures": list(architecture(rulebook)),
            "qualities": list(entry(&["id", "name", "about"], json!({
                "id": { "$ref": "#/$defs/id" },
                "name": { "type": "string" },
                "about": { "type": "string" },
                "standard": { "type": "string" },
                "weight": { "type": "integer", "minimum": 0, "maximum": 5 },
            }))),
            "questions": list(question()),
            "sources": list(entry(&["id", "title", "author", "year", "url"], json!({
                "id": { "$ref": "#/$defs/id" },
                "title": { "type": "string" },
                "author": { "type": "string" },
                "year": { "type": "integer" },
                "url": { "type": "string", "pattern": "^https?://" },
            }))),
            "rules": list(rule()),
            "changes": list(change()),
            "cases": list(case()),
        },
        "$defs": definitions(rulebook),
    })
}

fn entry(required: &[&str], properties: Value) -> Value {
    let mut entry = closed(properties);
    entry["required"] = json!(required);
    entry
}

fn architecture(rulebook: &Rulebook) -> Value {
    let named = json!({ "enum": ids(rulebook.architectures.iter().map(|a| &a.id)) });
    entry(
        &["id", "name", "summary"],
        json!({
            "id": { "$ref": "#/$defs/id" },
            "name": { "type": "string" },
            "summary": { "type": "string" },
            "consists_of": { "type": "string" },
            "prerequisites": { "type": "array", "items": { "type": "string" } },
            "baseline": { "type": "boolean" },
            "combines": { "type": "array", "items": named, "minItems": 2, "uniqueItems": true },
            "backbone": named,
            "parts_stand": { "anyOf": [
                { "type": "string" },
                entry(&["one", "several"], json!({ "one": { "type": "string" }, "several": { "type": "string" } })),
            ] },
            "topology": entry(&["shape", "boxes"], json!({
                "shape": { "enum": ["copies", "apart", "together"] },
                "boxes": {
                    "type": "array",
                    "items": { "type": "string", "maxLength": 60 },
                    "minItems": 1,
                    "maxItems": 6,
                },
            })),
        }),
    )
}

fn question() -> Value {
    let option = entry(
        &["id"],
        json!({ "id": { "$ref": "#/$defs/id" }, "label": { "type": "string" }, "from": { "type": "number" } }),
    );
    entry(
        &["id", "ask", "kind", "options"],
        json!({
            "id": { "$ref": "#/$defs/id" },
            "ask": { "type": "string" },
            "help": { "type": "string" },
            "kind": { "enum": ["ordinal", "nominal", "multi", "number"] },
            "options": { "type": "array", "items": option, "minItems": 1, "maxItems": 63 },
            "unit": { "type": "string" },
            "max": { "type": "number" },
            "opening": { "type": "boolean" },
            "ask_when": { "$ref": "#/$defs/condition" },
        }),
    )
}

/// What a rule and a branch of it share.
fn effect() -> Map<String, Value> {
    let effect = json!({
        "when": { "$ref": "#/$defs/condition" },
        "points": { "$ref": "#/$defs/points" },
        "rules_out": { "type": "array", "items": { "$ref": "#/$defs/architecture" }, "minItems": 1 },
        "warn": { "type": "string" },
        "because": { "type": "string" },
    });
    effect.as_object().cloned().unwrap_or_default()
}

fn rule() -> Value {
    let mut properties = effect();
    properties.insert("id".into(), json!({ "$ref": "#/$defs/id" }));
    properties.insert("quality".into(), json!({ "$ref": "#/$defs/quality" }));
    properties.insert("sources".into(), json!({ "type": "array", "items": { "$ref": "#/$defs/source" } }));
    properties.insert("warn_at_seam".into(), json!({ "type": "string" }));
    properties.insert("across".into(), across());
    properties.insert("replaces".into(), json!({ "$ref": "#/$defs/id" }));
    properties.insert("reason".into(), json!({ "type": "string" }));
    properties.insert("evidence".into(), json!({ "enum": ["measured", "expert", "inferred"] }));
    properties.insert(
        "first_of".into(),
        json!({ "type": "array", "items": closed(Value::Object(effect())), "minItems": 1 }),
    );
    let mut rule = entry(&["id"], Value::Object(properties));
    rule["oneOf"] = json!([
        { "required": ["points"] }, { "required": ["rules_out"] }, { "required": ["warn"] }, { "required": ["first_of"] },
        { "required": ["warn_at_seam", "across"] },
    ]);
    rule
}

/// Which seams a rule is about.
fn across() -> Value {
    let condition = json!({ "$ref": "#/$defs/condition" });
    let mut across = closed(json!({
        "between": {
            "type": "array",
            "items": { "$ref": "#/$defs/architecture" },
            "minItems": 2,
            "maxItems": 2,
            "uniqueItems": true,
        },
        "one": condition.clone(),
        "other": condition.clone(),
        "both": condition,
    }));
    across["minProperties"] = json!(1);
    across["dependentRequired"] = json!({ "other": ["one"] });
    across
}

fn change() -> Value {
    entry(
        &["rule", "reason"],
        json!({
            // A rule that is switched off is no rule of the rulebook any more.
            "rule": { "$ref": "#/$defs/id" },
            "off": { "type": "boolean" },
            "points": { "$ref": "#/$defs/points" },
            "branch": { "type": "integer", "minimum": 1 },
            "reason": { "type": "string", "minLength": 1 },
        }),
    )
}

fn case() -> Value {
    let one_or_more = |item: Value| one_or_more(&item);
    let rules = || one_or_more(json!({ "$ref": "#/$defs/rule" }));
    let architectures = || one_or_more(json!({ "$ref": "#/$defs/architecture" }));
    let points = json!({ "type": "integer" });
    let expect = closed(json!({
        "architecture": { "$ref": "#/$defs/architecture" },
        "also": architectures(),
        "status": { "enum": ["decided", "close", "open", "none"] },
        "possible": architectures(),
        "margin": { "anyOf": [points.clone(), closed(json!({ "at_least": points.clone(), "at_most": points }))] },
        "holds": rules(),
        "fails": rules(),
        "warns": rules(),
        "adds_up_to": { "$ref": "#/$defs/architecture" },
    }));
    let part = closed(json!({
        "title": { "type": "string" },
        "answers": { "$ref": "#/$defs/answers" },
        "with": one_or_more(json!({ "type": "string" })),
    }));
    let property = entry(&["architecture"], json!({ "architecture": { "$ref": "#/$defs/architecture" } }));
    entry(
        &["name"],
        json!({
            "name": { "type": "string" },
            "about": { "type": "string" },
            "label": { "type": "string" },
            "certainty": { "type": "string" },
            "source": { "type": "string" },
            "miss": { "type": "string" },
            "answers": { "$ref": "#/$defs/answers" },
            "parts": { "type": "object", "additionalProperties": part },
            "expect": expect,
            "raise": { "type": "string" },
            "never_increases": property.clone(),
            "never_decreases": property,
        }),
    )
}

fn definitions(rulebook: &Rulebook) -> Value {
    let point = json!({ "type": "integer", "minimum": -5, "maximum": 5 });
    let points: Map<String, Value> =
        rulebook.architectures.iter().map(|architecture| (architecture.id.clone(), point.clone())).collect();
    let conditions = json!({ "type": "array", "items": { "$ref": "#/$defs/condition" }, "minItems": 1 });
    let mut condition = Map::new();
    condition.insert("all".into(), conditions.clone());
    condition.insert("any".into(), conditions);
    condition.insert("not".into(), json!({ "$ref": "#/$defs/condition" }));
    condition.extend(rulebook.questions.iter().map(|question| (question.id.clone(), test(question))));
    let mut condition = closed(Value::Object(condition));
    condition["minProperties"] = json!(1);
    json!({
        "id": { "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$" },
        "architecture": { "enum": ids(rulebook.architectures.iter().map(|a| &a.id)) },
        "quality": { "enum": ids(rulebook.qualities.iter().map(|quality| &quality.id)) },
        "source": { "enum": ids(rulebook.sources.iter().map(|source| &source.id)) },
        "rule": { "enum": ids(rulebook.rules.iter().map(|rule| &rule.id)) },
        "points": closed(Value::Object(points)),
        "condition": condition,
        "answers": answers(rulebook)["$defs"]["answers"],
    })
}

/// The test of one question in a condition.
fn test(question: &Question) -> Value {
    let step = match question.kind {
        Kind::Number => {
            let thresholds: Vec<Value> =
                question.options.iter().filter_map(|o| o.from).map(threshold).collect();
            json!({ "anyOf": [options(question), { "enum": thresholds }] })
        }
        Kind::Ordinal | Kind::Nominal | Kind::Multi => options(question),
    };
    let mut forms = vec![one_or_more(&step)];
    match question.kind {
        Kind::Ordinal | Kind::Number => {
            forms.push(closed(json!({ "at_least": step.clone(), "at_most": step })));
        }
        Kind::Multi => {
            let some = one_or_more(&step);
            forms.push(closed(json!({ "includes": some.clone(), "excludes": some })));
        }
        Kind::Nominal => {}
    }
    json!({ "description": question.ask, "anyOf": forms })
}

/// Whole numbers as such, so that a schema shows `6` and not `6.0`.
fn threshold(from: f64) -> Value {
    if from.fract() == 0.0 && from.abs() < 1e15 { json!(from as i64) } else { json!(from) }
}
