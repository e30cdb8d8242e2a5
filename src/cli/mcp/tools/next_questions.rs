//! `next_questions`: what to find out next, by axis.

use std::fmt::Write;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::questionnaire::object;
use crate::cli::mcp::answers;
use crate::cli::mcp::desk::Desk;
use crate::cli::mcp::outcome::{Answer, Outcome};
use crate::diagnostic::Diagnostics;
use crate::report::Report;
use crate::rulebook::{Kind, Rulebook};

/// So many questions are named of each axis unless the caller wants others.
const USUAL: usize = 3;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Arguments {
    #[schemars(schema_with = "crate::cli::mcp::answers::schema")]
    answers: Value,
    /// The id of one axis; all of them if it is left out.
    axis: Option<String>,
    /// How many questions to name of each axis; 3 if it is left out.
    most: Option<usize>,
}

/// The questions to ask about one question of design.
struct Group<'r> {
    /// The axis; `None` in a rulebook without axes.
    axis: Option<&'r str>,
    headline: String,
    /// By id, with how much an answer is expected to change.
    questions: Vec<(&'r str, f64)>,
}

pub(super) fn run(desk: &Desk, arguments: &Arguments) -> Outcome {
    if let Some(id) = &arguments.axis {
        desk.rulebook.find_axis(id).map_err(Diagnostics::from)?;
    }
    let (file, _) = answers::read(desk, "answers", &arguments.answers)?;
    let report = answers::report(desk, &file);
    let mut groups = groups(&report);
    // Who said that they don't know is not asked the same again before everything else.
    let is_unknown = |id: &str| {
        let mut unknown = file.unknown(desk.rulebook);
        unknown.any(|question| desk.rulebook.questions[question].id == id)
    };
    groups.iter_mut().for_each(|group| group.questions.sort_by_key(|(id, _)| is_unknown(id)));
    groups.retain(|group| arguments.axis.is_none() || group.axis == arguments.axis.as_deref());
    let most = arguments.most.unwrap_or(USUAL);
    groups.iter_mut().for_each(|group| group.questions.truncate(most));
    let data: Vec<Value> = groups.iter().map(|group| data(desk.rulebook, group)).collect();
    let verdict = json!({ "status": report.verdict.status, "settled": report.verdict.settled });
    Ok(Answer::new(&text(desk.rulebook, &groups), json!({ "verdict": verdict, "groups": data })))
}

fn groups(report: &Report) -> Vec<Group<'_>> {
    if report.axes.is_empty() {
        let open = report.open_questions.iter().map(|open| (open.question.as_str(), open.can_change));
        let headline = report.verdict.headline.to_string();
        return vec![Group { axis: None, headline, questions: open.collect() }];
    }
    report
        .axes
        .iter()
        .map(|axis| Group {
            axis: Some(&axis.axis),
            headline: axis.headline.clone(),
            questions: axis
                .open_questions
                .iter()
                .map(|open| (open.question.as_str(), open.can_change))
                .collect(),
        })
        .collect()
}

fn data(book: &Rulebook, group: &Group<'_>) -> Value {
    let question = |(id, can_change): &(&str, f64)| {
        let index = book.question(id)?;
        let mut object = object(book, &book.questions[index]);
        object["can_change"] = json!(can_change);
        Some(object)
    };
    let questions: Vec<Value> = group.questions.iter().filter_map(question).collect();
    json!({ "axis": group.axis, "headline": group.headline, "questions": questions })
}

fn text(book: &Rulebook, groups: &[Group<'_>]) -> String {
    let mut out = String::new();
    for group in groups {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{}", group.headline);
        if group.questions.is_empty() {
            out.push_str("  No open answer can change that.\n");
        }
        for (id, _) in &group.questions {
            let Some(question) = book.question(id).map(|index| &book.questions[index]) else { continue };
            let several = if question.kind == Kind::Multi { " (any number of these, or none)" } else { "" };
            let _ = writeln!(out, "  {id}: {}{several}", question.ask);
            for option in &question.options {
                let _ = writeln!(out, "    {}: {}", option.id, option.label);
            }
        }
    }
    out
}
