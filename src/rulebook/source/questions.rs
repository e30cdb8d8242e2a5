//! Questions as they stand in the files, and how usual their options are.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;
use serde_yaml::Value;

use crate::rulebook::limits::{MAX_OPTIONS, MAX_PERCENTAGE, MAX_SHARE};
use crate::rulebook::model::Kind;
use crate::rulebook::schema_refs::{CitationRef, ConditionRef, FormerlyRef, IdRef, ObservedRef, SharesRef};

/// A question about the system.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("allOf" = what_shares_are_complete()))]
pub(crate) struct QuestionSource {
    /// The id of the question, in kebab-case. It is also the name of a flag.
    #[schemars(with = "IdRef")]
    pub id: String,
    /// The question as the user reads it.
    pub ask: String,
    /// How to find the answer.
    pub help: Option<String>,
    /// How the options relate to each other.
    pub kind: Kind,
    /// The possible answers; of a scale or a number, from the least to the greatest.
    #[schemars(length(min = 1, max = MAX_OPTIONS))]
    pub options: Vec<ChoiceSource>,
    /// The unit of a number, to follow it.
    pub unit: Option<String>,
    /// The same for the number 1: `team` where `unit` is `teams`.
    pub unit_of_one: Option<String>,
    /// What an answer says of the system, as a clause that follows "since" or "if", with `{}` where the words
    /// of the option stand. A multiple choice has none: there each option is a clause.
    #[schemars(regex(pattern = r"^[^{}]*\{\}[^{}]*$"))]
    pub says: Option<String>,
    /// The greatest number that is accepted.
    pub max: Option<f64>,
    /// Whether the interview asks this before all that is not an opening question.
    #[serde(default)]
    pub opening: bool,
    /// The ids under which earlier versions of the rulebook asked it, or what it was split from.
    // Read id by id in validation.
    #[serde(rename = "formerly")]
    #[schemars(with = "Option<FormerlyRef>")]
    _formerly: Option<Value>,
    /// Whether it asks for a fact of history, which no change of plan can undo: it is no flip.
    #[serde(default)]
    pub fixed: bool,
    /// The condition under which the question makes sense; it is always asked if this is left out.
    #[schemars(with = "Option<ConditionRef>")]
    pub ask_when: Option<Value>,
    /// How usual the options are where something is known of other answers; the first entry that holds
    /// counts.
    #[schemars(length(min = 1), extend("contains" = not(having("when")), "minContains" = 0, "maxContains" = 1))]
    pub usual: Option<Vec<UsualSource>>,
    /// The sources from which it is known how usual the options are.
    #[serde(default)]
    #[schemars(with = "Vec<CitationRef>")]
    pub usual_sources: Vec<String>,
    /// What facts of a repository say of the answer: of one fact, or a list of several.
    // Read entry by entry in validation.
    #[serde(rename = "observed")]
    #[schemars(with = "Option<ObservedRef>")]
    _observed: Option<Value>,
}

/// One option of a question.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChoiceSource {
    /// The id of the option, in kebab-case.
    #[schemars(with = "IdRef")]
    pub id: String,
    /// The option as the user reads it; the id with spaces if it is left out.
    pub label: Option<String>,
    /// A short example, for who asks for one.
    pub example: Option<String>,
    /// The words of the option in the clause of its question, or a whole clause if the question has none.
    pub says: Option<String>,
    /// The clause for an option of a multiple choice that does not apply.
    pub says_not: Option<String>,
    /// The ids that stood for it in earlier versions of the rulebook.
    // Read id by id in validation.
    #[serde(rename = "formerly")]
    #[schemars(with = "Option<FormerlyRef>")]
    _formerly: Option<Value>,
    /// Whether the option is new in a multiple choice that has a former name: an answer under that name says
    /// nothing about it.
    #[serde(default)]
    pub added: bool,
    /// The least number that falls into this option. Only the options of a number have it.
    pub from: Option<f64>,
    /// How usual the option is, as a whole number in relation to the other options; of a multiple choice the
    /// percentage of systems that it applies to.
    #[schemars(range(min = 1, max = MAX_SHARE))]
    pub usual: Option<u32>,
}

/// How usual the options of a question are, where a condition holds.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UsualSource {
    /// The condition under which these shares count; the last entry may leave it out.
    #[schemars(with = "Option<ConditionRef>")]
    pub when: Option<Value>,
    /// By option how usual it is. Of a multiple choice an option may be left out.
    #[schemars(with = "SharesRef")]
    pub shares: BTreeMap<String, u32>,
}

/// What a schema can say of shares beyond their form: their range in a multiple choice, that other questions
/// give all options a share or none, that no two entries always hold, and that sources support something.
fn what_shares_are_complete() -> serde_json::Value {
    let list = |key: &str, said: serde_json::Value| {
        let mut list = json!({ "type": "array" });
        list[key] = said;
        list
    };
    let percentage = json!({ "type": "integer", "maximum": MAX_PERCENTAGE });
    let percentages = json!({
        "options": list("items", json!({ "type": "object", "properties": { "usual": percentage } })),
        "usual": list("items", json!({
            "type": "object",
            "properties": { "shares": { "type": "object", "additionalProperties": percentage } },
        })),
    });
    let all_or_none = json!({
        "type": "array",
        "anyOf": [{ "items": having("usual") }, { "items": not(having("usual")) }],
    });
    let own = json!({
        "properties": { "options": list("contains", having("usual")) },
        "required": ["options"],
    });
    json!([
        {
            "if": { "properties": { "kind": { "const": "multi" } }, "required": ["kind"] },
            "then": { "properties": percentages },
            "else": { "properties": { "options": all_or_none } },
        },
        { "if": own, "then": { "properties": { "usual": list("items", having("when")) } } },
        { "if": having("usual_sources"), "then": { "anyOf": [own, having("usual")] } },
    ])
}

/// Strict validators want to see a key that is required among the properties beside it.
fn having(key: &str) -> serde_json::Value {
    let mut object = json!({ "type": "object", "properties": {}, "required": [key] });
    object["properties"][key] = json!(true);
    object
}

fn not(schema: serde_json::Value) -> serde_json::Value {
    json!({ "type": "object", "not": schema })
}
