//! `what_if`: what other answers would change.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use super::compare::shown;
use crate::assessment::Assessor;
use crate::cli::mcp::answers;
use crate::cli::mcp::desk::Desk;
use crate::cli::mcp::outcome::Outcome;
use crate::report::Comparison;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Arguments {
    #[schemars(schema_with = "crate::cli::mcp::answers::schema")]
    answers: Value,
    /// The answers that would be otherwise, by question id, in the form of `answers.answers`; `unknown` for
    /// what would not be known.
    #[schemars(schema_with = "crate::cli::mcp::answers::any_object")]
    changes: Value,
}

pub(super) fn run(desk: &Desk, arguments: &Arguments) -> Outcome {
    let (file, _) = answers::read(desk, "answers", &arguments.answers)?;
    let changed = answers::changed(desk, &file, &arguments.changes)?;
    let assessor = Assessor::new(desk.rulebook);
    let mut comparison = Comparison::of(&assessor.assess(&file), &assessor.assess_with(&file, &changed));
    // The same system has no two names.
    comparison.before.title = Some("As answered".to_owned());
    comparison.after.title = Some("With the changes".to_owned());
    shown(desk, &comparison)
}
