//! `explain`: an entry of the rulebook, and whether a rule holds.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::cli::mcp::answers;
use crate::cli::mcp::desk::Desk;
use crate::cli::mcp::outcome::{Answer, Outcome, WIDTH, plain};
use crate::cli::rules;
use crate::render::{self, RuleFilter};
use crate::report::Argument;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Arguments {
    /// The id of a rule, question, architecture, axis, quality, preset or source, as reports name them.
    id: String,
    #[serde(default)]
    #[schemars(schema_with = "crate::cli::mcp::answers::schema")]
    answers: Option<Value>,
}

pub(super) fn run(desk: &Desk, arguments: &Arguments) -> Outcome {
    let id = arguments.id.as_str();
    let entry = rules::entries(desk.rulebook, id, WIDTH);
    if entry.is_empty() {
        return Err(rules::unknown(desk.rulebook, id).into());
    }
    let Some(given) = arguments.answers.as_ref().filter(|_| desk.rulebook.rule(id).is_some()) else {
        return Ok(Answer::new(&entry, json!({ "id": id, "text": plain(&entry) })));
    };
    let (file, _) = answers::read(desk, "answers", given)?;
    let report = answers::report(desk, &file);
    let filter = RuleFilter { rule: Some(id), architecture: None, quality: None };
    let states = render::explain(&report, filter, WIDTH);
    let of_rule = |argument: &&Argument| argument.rule == id;
    let arguments: Vec<&Argument> = report.arguments.iter().filter(of_rule).collect();
    let data = json!({ "id": id, "text": plain(&entry), "arguments": arguments });
    Ok(Answer::new(&format!("{entry}\n{states}"), data))
}
