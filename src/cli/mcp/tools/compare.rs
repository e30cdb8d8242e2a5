//! `compare`: two sets of answers side by side.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use crate::assessment::Assessor;
use crate::cli::mcp::answers;
use crate::cli::mcp::desk::Desk;
use crate::cli::mcp::outcome::{Answer, Outcome, WIDTH};
use crate::render::{self, ComparisonFormat, ComparisonOrigin, ComparisonStyle};
use crate::report::Comparison;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Arguments {
    #[schemars(schema_with = "crate::cli::mcp::answers::schema")]
    before: Value,
    #[schemars(schema_with = "crate::cli::mcp::answers::schema")]
    after: Value,
}

pub(super) fn run(desk: &Desk, arguments: &Arguments) -> Outcome {
    let (mut before, _) = answers::read(desk, "before", &arguments.before)?;
    let (mut after, _) = answers::read(desk, "after", &arguments.after)?;
    if before.title == after.title {
        // Two states of one system are told apart by their names here.
        before.title = Some("Before".to_owned());
        after.title = Some("After".to_owned());
    }
    let assessor = Assessor::new(desk.rulebook);
    shown(desk, &Comparison::of(&assessor.assess(&before), &assessor.assess(&after)))
}

/// Returns a comparison as text and as data.
pub(super) fn shown(desk: &Desk, comparison: &Comparison) -> Outcome {
    // Only a page says where it is from.
    let origin = ComparisonOrigin { files: [String::new(), String::new()], command: String::new() };
    let style = ComparisonStyle { format: ComparisonFormat::Text, width: WIDTH, origin: &origin };
    let text = render::comparison(comparison, desk.rulebook, &style).map_err(anyhow::Error::from_boxed)?;
    let data = serde_json::to_value(comparison).map_err(anyhow::Error::from)?;
    Ok(Answer::new(&text, data))
}
