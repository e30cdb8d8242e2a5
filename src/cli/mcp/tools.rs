//! The tools: what each is called and takes, and what does it.

mod assess;
mod compare;
mod explain;
mod next_questions;
mod observe;
mod questionnaire;
mod save;
mod what_if;

use std::sync::Arc;

use rmcp::model::{Tool as Definition, ToolAnnotations};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::desk::Desk;
use super::outcome::{Outcome, Refusal};
use crate::authoring::schema;

pub(super) struct Tool {
    name: &'static str,
    title: &'static str,
    /// When to call it, for the assistant.
    about: &'static str,
    schema: fn() -> Value,
    /// Whether it is there only where a folder to write in was named.
    writes: bool,
    pub call: fn(&Desk, Value) -> Outcome,
}

static TOOLS: [Tool; 9] = [
    Tool {
        name: "questionnaire",
        title: "The questions",
        about: "Returns the questions that archwise asks about a system, with their options and how to tell which \
                one it is; of one question or one preset if `id` names it. Call it first.",
        schema: schema::read::<questionnaire::Arguments>,
        writes: false,
        call: |desk, given| questionnaire::run(desk, &arguments(given)?),
    },
    Tool {
        name: "assess",
        title: "The verdict",
        about: "Returns which architecture the answers lead to, how firm that is on each axis, the \
                reasons for and against, what is missing and what would change it; or every mistake in the \
                answers, each at its place. Answers may be incomplete: what is left out stays open, and \
                nothing is guessed.",
        schema: schema::read::<assess::Arguments>,
        writes: false,
        call: |desk, given| assess::run(desk, &arguments(given)?),
    },
    Tool {
        name: "next_questions",
        title: "What to find out next",
        about: "Returns the open questions whose answers can change the verdict most, for each axis or for one. An \
                empty list means that no answer can change it any more.",
        schema: schema::read::<next_questions::Arguments>,
        writes: false,
        call: |desk, given| next_questions::run(desk, &arguments(given)?),
    },
    Tool {
        name: "explain",
        title: "A rule or a source",
        about: "Returns what the rulebook says under an id: a rule with its condition, points, \
                reason and sources, a question, an architecture, an axis, a quality, a preset or a source. \
                With `answers` it also says whether a rule holds for them, and why or why not.",
        schema: schema::read::<explain::Arguments>,
        writes: false,
        call: |desk, given| explain::run(desk, &arguments(given)?),
    },
    Tool {
        name: "what_if",
        title: "What other answers would change",
        about: "Returns what changes of some answers would do to the verdict, which of them is enough by itself, and \
                which rules begin or cease to hold.",
        schema: schema::read::<what_if::Arguments>,
        writes: false,
        call: |desk, given| what_if::run(desk, &arguments(given)?),
    },
    Tool {
        name: "compare",
        title: "Two sets of answers",
        about: "Returns which answers differ between two systems, or two states of one, what each difference does to \
                the lead, and which rules that moves.",
        schema: schema::read::<compare::Arguments>,
        writes: false,
        call: |desk, given| compare::run(desk, &arguments(given)?),
    },
    Tool {
        name: "observe",
        title: "What a repository says",
        about: "Returns what git repositories show of the answers, each fact with its evidence, and which options it \
                leaves possible. It shows what is done today; a person says what is needed.",
        schema: schema::read::<observe::Arguments>,
        writes: false,
        call: |desk, given| observe::run(desk, &arguments(given)?),
    },
    Tool {
        name: "save_answers",
        title: "Save the answers",
        about: "Writes all answers into an answers file in the folder that the user allowed, once they have \
                no mistakes, in place of those that it has; a file that exists keeps its comments and its \
                order. Ask the person before.",
        schema: schema::read::<save::AnswersArguments>,
        writes: true,
        call: |desk, given| save::answers(desk, &arguments(given)?),
    },
    Tool {
        name: "record_decision",
        title: "Write a decision record",
        about: "Writes a decision record (MADR) on a saved answers file, and the decision into that file. Unless the \
                person says that it has been taken, it is a proposal.",
        schema: schema::read::<save::RecordArguments>,
        writes: true,
        call: |desk, given| save::record(desk, &arguments(given)?),
    },
];

/// Returns the tools that there are on a desk, as the protocol describes them.
pub(super) fn list(desk: &Desk) -> Vec<Definition> {
    available(desk).map(definition).collect()
}

/// Returns the tool of this name, if it is there.
pub(super) fn find(desk: &Desk, name: &str) -> Option<&'static Tool> {
    available(desk).find(|tool| tool.name == name)
}

fn available(desk: &Desk) -> impl Iterator<Item = &'static Tool> {
    let may_write = desk.workspace.is_some();
    TOOLS.iter().filter(move |tool| may_write || !tool.writes)
}

fn definition(tool: &Tool) -> Definition {
    let mut schema = match (tool.schema)() {
        Value::Object(schema) => schema,
        _ => serde_json::Map::new(),
    };
    // Clients show the title beside the name of the tool.
    schema.remove("title");
    let annotations =
        ToolAnnotations::with_title(tool.title).read_only(!tool.writes).destructive(false).open_world(false);
    Definition::new(tool.name, tool.about, Arc::new(schema)).with_title(tool.title).annotate(annotations)
}

/// Reads the arguments of a tool.
fn arguments<A: DeserializeOwned>(given: Value) -> Result<A, Refusal> {
    serde_path_to_error::deserialize(given).map_err(|error| {
        let path = error.path().to_string();
        let place = if path == "." { String::new() } else { format!(" at `{path}`") };
        Refusal::Sentence(format!("the arguments are wrong{place}: {}", error.into_inner()))
    })
}
