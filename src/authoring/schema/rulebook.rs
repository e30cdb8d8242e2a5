//! The schema of a rulebook file: its entries as serde reads them, its ids from the rulebook in use.

use serde_json::{Map, Value, json};

use super::answers::{WITH, by_question};
use super::{
    DIALECT, architecture, closed, closed_requiring, described, one_of, one_or_more, option, read, reference,
    text,
};
use crate::authoring::cases::{Certainty, Label};
use crate::engine::Status;
use crate::fact::FactKind;
use crate::rulebook::source::{
    ArchitectureSource, AxisSource, ChangeSource, CitationSource, HeaderSource, PresetSource, QualitySource,
    QuestionSource, RuleSource,
};
use crate::rulebook::{Kind, MAX_POINTS, MAX_SHARE, Question, Rulebook, Side};

/// Returns the schema of a rulebook file. The questions, qualities, architectures, sources and rules that it
/// knows are those of this rulebook.
pub fn rulebook(rulebook: &Rulebook) -> Value {
    json!({
        "$schema": DIALECT,
        "title": format!("archwise rulebook {}", rulebook.id),
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "rulebook": read::<HeaderSource>(),
            "architectures": list(
                "The candidates. Ties go to the one listed first, so list the simplest first.",
                read::<ArchitectureSource>(),
            ),
            "axes": list(
                "The questions of design that divide the architectures into two sides.",
                read::<AxisSource>(),
            ),
            "qualities": list("The qualities under which rules give points.", read::<QualitySource>()),
            "questions": list("What is asked about a system, in this order.", read::<QuestionSource>()),
            "sources": list("What rules cite.", read::<CitationSource>()),
            "rules": list("What speaks for and against each architecture.", read::<RuleSource>()),
            "changes": list("What this layer changes in the rules of earlier layers.", read::<ChangeSource>()),
            "presets": list("Plausible systems of a kind, to begin with.", read::<PresetSource>()),
            "cases": list("The tests of the rulebook.", case()),
        },
        "$defs": definitions(rulebook),
    })
}

fn list(description: &str, item: Value) -> Value {
    json!({ "type": "array", "description": description, "items": item })
}

const LABEL: &str = "How it is known which architecture is right: by the outcome, by the judgement of experts, or by \
    the description of the rulebook's author.";
const SOURCES: &str = "The sources of the rulebook that tell of the decision.";

fn words(words: &[&str], description: &str) -> Value {
    json!({ "enum": words, "description": description })
}

fn case() -> Value {
    let part = closed(json!({
        "title": text("The name of the part."),
        "answers": reference("answers", "Only the answers in which the part differs from the whole."),
        "with": described(one_or_more(&json!({ "type": "string" })), WITH),
    }));
    let property =
        closed_requiring(&["architecture"], json!({ "architecture": { "$ref": "#/$defs/architecture" } }));
    let mut case = closed_requiring(
        &["name"],
        json!({
            "name": text("The name of the case; no two have the same."),
            "about": text("What the case is about, for the reader."),
            "label": words(&Label::ALL.map(Label::word), LABEL),
            "certainty": words(&Certainty::ALL.map(Certainty::word), "How sure it is which architecture is right."),
            "source": described(one_or_more(&json!({ "type": "string" })), "Where the decision is told of."),
            "sources": described(one_or_more(&json!({ "$ref": "#/$defs/source" })), SOURCES),
            "miss": text("Why the rulebook does not meet the expectations, where that is known."),
            "preset": text("The preset whose answers are assumed in this situation."),
            "answers": reference("answers", "What is known in this situation, by question."),
            "parts": {
                "description": "The parts of the system, by id.",
                "type": "object",
                "additionalProperties": part,
            },
            "expect": expect(),
            "raise": text("The scale that a property raises, or `question.option` of a multiple choice."),
            "never_increases": described(property.clone(), "Whose points never rise when `raise` does."),
            "never_decreases": described(property, "Whose points never fall when `raise` does."),
        }),
    );
    case["dependentRequired"] = json!({ "certainty": ["label", "expect"], "label": ["certainty", "expect"] });
    case
}

fn expect() -> Value {
    let rules = one_or_more(&json!({ "$ref": "#/$defs/rule" }));
    let architectures = one_or_more(&json!({ "$ref": "#/$defs/architecture" }));
    let points = json!({ "type": "integer" });
    let margin = json!({ "anyOf": [points, closed(json!({ "at_least": points, "at_most": points }))] });
    let expect = closed(json!({
        "architecture": reference("architecture", "Which architecture leads."),
        "also": described(architectures.clone(), "Which others are accepted in the lead."),
        "status": { "description": "The status of the verdict.", "enum": Status::ALL.map(Status::word) },
        "axes": {
            "description": "Which side leads on each axis.",
            "type": "object",
            "additionalProperties": { "enum": Side::ALL.map(Side::word) },
        },
        "possible": described(architectures, "Exactly these can still win."),
        "margin": described(margin, "The lead over the second, in points."),
        "holds": described(rules.clone(), "The rules that hold."),
        "fails": described(rules.clone(), "The rules that fail."),
        "warns": described(rules, "The rules that warn."),
        "adds_up_to": reference("architecture", "Which architecture the parts add up to."),
    }));
    described(expect, "What must come out.")
}

fn definitions(rulebook: &Rulebook) -> Value {
    json!({
        "id": { "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$" },
        "architecture": architecture(rulebook),
        "axis": one_of(rulebook.axes.iter().map(|axis| &axis.id)),
        "quality": one_of(rulebook.qualities.iter().map(|quality| &quality.id)),
        "source": one_of(rulebook.sources.iter().map(|source| &source.id)),
        "rule": one_of(rulebook.rules.iter().map(|rule| &rule.id)),
        "points": points(rulebook),
        "shares": {
            "type": "object",
            "propertyNames": { "$ref": "#/$defs/id" },
            "additionalProperties": { "type": "integer", "minimum": 1, "maximum": MAX_SHARE },
            "minProperties": 1,
        },
        "parts_stand": { "anyOf": [
            { "type": "string" },
            closed_requiring(&["one", "several"], json!({
                "one": text("How a single part stands on it."),
                "several": text("How several parts stand on it."),
            })),
        ] },
        "steps": one_or_more(&json!({ "type": "string" })),
        "formerly": one_or_more(&json!({ "$ref": "#/$defs/id" })),
        "observed": one_or_more(&observed()),
        "across": across(),
        "condition": condition(rulebook),
        "answers": by_question(rulebook),
    })
}

/// What a fact says of an answer; which options there are is known to validation only.
fn observed() -> Value {
    let kinds = FactKind::ALL.map(|kind| {
        let levels: Map<_, _> = kind.levels().iter().map(|l| (l.id.to_owned(), answer_text())).collect();
        closed_requiring(
            &["fact"],
            json!({
                "fact": { "description": kind.about(), "const": kind.id() },
                "options": described(closed(levels.into()), "By level what is left possible."),
                "hint": { "type": "boolean", "description": "Whether it is only shown to who answers." },
            }),
        )
    });
    json!({ "anyOf": kinds })
}

fn answer_text() -> Value {
    let options = one_or_more(&json!({ "anyOf": [{ "type": "string" }, { "type": "number" }] }));
    let operators =
        json!({ "at_least": options, "at_most": options, "includes": options, "excludes": options });
    json!({ "anyOf": [options, closed(operators)] })
}

fn points(rulebook: &Rulebook) -> Value {
    let point = json!({ "type": "integer", "minimum": -MAX_POINTS, "maximum": MAX_POINTS });
    let points: Map<_, _> = rulebook.architectures.iter().map(|a| (a.id.clone(), point.clone())).collect();
    closed(points.into())
}

fn across() -> Value {
    let mut across = closed(json!({
        "between": {
            "description": "The two architectures on which the parts stand, in any order.",
            "type": "array",
            "items": { "$ref": "#/$defs/architecture" },
            "minItems": 2,
            "maxItems": 2,
            "uniqueItems": true,
        },
        "one": reference("condition", "What must hold of one of the two parts."),
        "other": reference("condition", "What must then hold of the other one."),
        "both": reference("condition", "What must hold of each of the two."),
    }));
    across["minProperties"] = json!(1);
    across["dependentRequired"] = json!({ "other": ["one"] });
    across
}

fn condition(rulebook: &Rulebook) -> Value {
    let condition = json!({ "$ref": "#/$defs/condition" });
    let mut keys = Map::new();
    keys.insert("all".into(), conditions("All of these hold.", &condition));
    keys.insert("any".into(), conditions("At least one of these holds.", &condition));
    keys.insert("not".into(), reference("condition", "This does not hold."));
    keys.extend(rulebook.questions.iter().map(|question| (question.id.clone(), test(question))));
    let mut condition = closed(keys.into());
    condition["minProperties"] = json!(1);
    condition
}

fn conditions(description: &str, condition: &Value) -> Value {
    described(json!({ "type": "array", "items": condition, "minItems": 1 }), description)
}

/// Returns the schema of the test of one question in a condition.
fn test(question: &Question) -> Value {
    let step = match question.kind {
        Kind::Number => {
            let thresholds: Vec<Value> =
                question.options.iter().filter_map(|choice| choice.from).map(threshold).collect();
            json!({ "anyOf": [option(question), { "enum": thresholds }] })
        }
        Kind::Ordinal | Kind::Nominal | Kind::Multi => option(question),
    };
    let some = one_or_more(&step);
    let operators = match question.kind {
        Kind::Ordinal | Kind::Number => Some(json!({ "at_least": step, "at_most": step })),
        Kind::Multi => Some(json!({ "includes": some, "excludes": some })),
        Kind::Nominal => None,
    };
    let forms: Vec<Value> = [some.clone()].into_iter().chain(operators.map(closed)).collect();
    json!({ "description": question.ask, "anyOf": forms })
}

/// Writes whole numbers as such, so that a schema shows `6` and not `6.0`.
fn threshold(from: f64) -> Value {
    if from.fract() == 0.0 && from.abs() < 1e15 { json!(from as i64) } else { json!(from) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn references<'s>(schema: &'s Value, found: &mut Vec<&'s str>) {
        match schema {
            Value::Object(keys) => {
                found.extend(keys.get("$ref").and_then(Value::as_str));
                keys.values().for_each(|inner| references(inner, found));
            }
            Value::Array(items) => items.iter().for_each(|inner| references(inner, found)),
            _ => {}
        }
    }

    #[test]
    fn every_reference_has_its_definition() {
        let schema = rulebook(Rulebook::builtin());
        let mut found = Vec::new();
        references(&schema, &mut found);
        assert!(found.contains(&"#/$defs/across"), "{found:?}");
        for reference in found {
            assert!(schema.pointer(&reference[1..]).is_some(), "{reference}");
        }
    }

    #[test]
    fn an_optional_key_is_left_out_and_not_null() {
        let text = read::<RuleSource>().to_string() + &read::<ArchitectureSource>().to_string();
        assert!(!text.contains("null"), "{text}");
    }

    #[test]
    fn a_description_is_that_of_the_field_in_the_source() {
        let rule = read::<RuleSource>();
        let warn = &rule["properties"]["warn"];
        assert_eq!(
            *warn,
            json!({ "type": "string", "description": "Effect: a warning, which never scores." })
        );
    }
}
