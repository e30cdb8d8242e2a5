//! `assess`: answers in, the verdict out.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::cli::mcp::answers::{self, without_note};
use crate::cli::mcp::desk::Desk;
use crate::cli::mcp::outcome::{Answer, Outcome, WIDTH, finding_objects};
use crate::cli::mcp::resources;
use crate::diagnostic::Diagnostics;
use crate::render::{self, HOW_TO_SEE_MORE, Section, TextStyle};
use crate::report::{AnswerOrigin, AxisView, Report};

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Arguments {
    #[schemars(schema_with = "crate::cli::mcp::answers::schema")]
    answers: Value,
    /// How much to return.
    #[serde(default)]
    detail: Detail,
    /// Another architecture than the runner-up to compare the first one with, by its id.
    against: Option<String>,
}

#[derive(Default, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Detail {
    /// One screen: the verdict, the strongest reasons, what to find out and what to do.
    #[default]
    Brief,
    /// The whole report, with every reason and source.
    Full,
    /// The brief as text, and the whole report as data.
    Data,
}

pub(super) fn run(desk: &Desk, arguments: &Arguments) -> Outcome {
    if let Some(id) = &arguments.against {
        desk.rulebook.find_architecture(id).map_err(Diagnostics::from)?;
    }
    let (file, notes) = answers::read(desk, "answers", &arguments.answers)?;
    let report = answers::report(desk, &file);
    let sections = (arguments.detail == Detail::Full).then_some(&Section::ALL[..]);
    let style = TextStyle { width: WIDTH, sections, against: arguments.against.as_deref() };
    let text = render::text(&report, style).replace(HOW_TO_SEE_MORE, "All of it: `detail: full`.");
    let mut data = summary(&report);
    data["page"] = json!(resources::page_uri(desk.keep(&file)));
    data["notes"] = json!(finding_objects(&notes));
    if arguments.detail == Detail::Data {
        data["report"] = serde_json::to_value(&report).map_err(anyhow::Error::from)?;
    }
    Ok(Answer::new(&text, data))
}

/// Returns what a program wants to know at once.
pub(super) fn summary(report: &Report) -> Value {
    let verdict = &report.verdict;
    let ids = |origin| -> Vec<&str> {
        let of = report.answers.iter().filter(|answer| answer.origin == origin);
        of.map(|answer| answer.question.as_str()).collect()
    };
    json!({
        "verdict": {
            "headline": verdict.headline.to_string(),
            "status": verdict.status,
            "architecture": verdict.architecture,
            "runner_up": verdict.runner_up,
            "margin": verdict.margin,
            "settled": verdict.settled,
            "possible": verdict.possible,
        },
        "axes": report.axes.iter().map(axis).collect::<Vec<_>>(),
        "unanswered": ids(AnswerOrigin::Unanswered),
        "assumed": ids(AnswerOrigin::Assumed),
        "without_note": without_note(report),
    })
}

fn axis(axis: &AxisView) -> Value {
    json!({
        "axis": axis.axis,
        "headline": axis.headline,
        "status": axis.status,
        "side": axis.side,
        "margin": axis.margin,
    })
}
