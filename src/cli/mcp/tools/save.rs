//! `save_answers` and `record_decision`: what is written into the folder that the user allowed.

use std::path::Path;

use anyhow::{Result, bail};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::assess::summary;
use crate::adr::RecordStatus;
use crate::answers::{AnswersFile, FileContents, edited, read_answers, to_yaml};
use crate::cli::adr::record as record_decision;
use crate::cli::args::{AdrArgs, AnswerArgs};
use crate::cli::mcp::desk::Desk;
use crate::cli::mcp::outcome::{Answer, Outcome, Refusal};
use crate::cli::mcp::workspace::{Workspace, is_yaml};
use crate::cli::mcp::{answers, resources};
use crate::cli::{editor, output};
use crate::diagnostic::visible;
use crate::document::read_text;
use crate::rulebook::QuestionId;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AnswersArguments {
    /// The name of the file in the folder that the user allowed: `shop.yaml`.
    file: String,
    #[schemars(schema_with = "crate::cli::mcp::answers::schema")]
    answers: Value,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RecordArguments {
    /// The name of the answers file, as it was saved.
    file: String,
    /// The folder of the records below the one that the user allowed; `adr` if it is left out.
    folder: Option<String>,
    /// Whether the decision has been taken; proposed if it is left out.
    status: Option<Status>,
    /// Who decides.
    #[serde(default)]
    deciders: Vec<String>,
}

#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Status {
    Proposed,
    Accepted,
    Rejected,
}

pub(super) fn answers(desk: &Desk, arguments: &AnswersArguments) -> Outcome {
    let workspace = workspace(desk)?;
    let path = answers_path(workspace, &arguments.file)?;
    let (mut file, _) = answers::read(desk, &arguments.file, &arguments.answers)?;
    // That somebody was asked and did not know is kept, as an interview keeps it.
    let unknown: Vec<QuestionId> = file.unknown(desk.rulebook).collect();
    unknown.into_iter().for_each(|question| file.decline(desk.rulebook, question));
    let gone = taken_out(desk, &path, &file);
    let is_new = !path.exists();
    if is_new {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(anyhow::Error::from)?;
        }
        editor::write_with_schema(&path, &to_yaml(desk.rulebook, &FileContents::of(&file)), desk.rulebook)?;
    } else {
        output::replace_file(&path, &in_place(desk, &path, &file)?)?;
    }
    let name = workspace.name(&path);
    let report = answers::report(desk, &file);
    let mut data = summary(&report);
    data["file"] = json!(name);
    data["resource"] = json!(resources::saved_uri(&name));
    let bare = answers::without_note(&report);
    let bare = match bare.as_slice() {
        [] => String::new(),
        some => format!("\nNothing is noted about how one knows: {}.", some.join(", ")),
    };
    let what = if is_new { "is new" } else { "is changed; its comments and order are as they were" };
    let gone = match gone.as_slice() {
        [] => String::new(),
        some => format!("\nNo longer answered in it, since they were not given again: {}.", some.join(", ")),
    };
    Ok(Answer::new(&format!("`{name}` {what}.{gone}{bare}\n"), data))
}

/// Returns the questions that a file answers as yet, and not with these answers any more.
fn taken_out(desk: &Desk, path: &Path, file: &AnswersFile) -> Vec<String> {
    let before = read_answers(path).and_then(|document| AnswersFile::read(&document, desk.rulebook));
    let Ok((before, _)) = before else { return Vec::new() };
    let known = before.statements.iter().filter(|statement| !statement.says_nothing(desk.rulebook));
    let gone = known.filter(|statement| file.answers.said(desk.rulebook, statement.question).is_none());
    gone.map(|statement| format!("`{}`", desk.rulebook.questions[statement.question].id)).collect()
}

/// Returns the text of a file with these answers. What it says of a decision stays.
fn in_place(desk: &Desk, path: &Path, file: &AnswersFile) -> Result<String> {
    let before = read_text(path)?;
    Ok(edited(desk.rulebook, &path.to_string_lossy(), &before, &FileContents::of(file))?)
}

pub(super) fn record(desk: &Desk, arguments: &RecordArguments) -> Outcome {
    let workspace = workspace(desk)?;
    let file = answers_path(workspace, &arguments.file)?;
    let folder = workspace.path(arguments.folder.as_deref().unwrap_or("adr"))?;
    let document = read_answers(&file)?;
    let (answers, _) = AnswersFile::read(&document, desk.rulebook)?;
    // The record that it names is marked as superseded, wherever that is.
    if let Some(named) = answers.decision.as_ref().and_then(|decision| decision.record.as_ref()) {
        workspace.check(&file.parent().unwrap_or(Path::new("")).join(named))?;
    }
    let args = AdrArgs {
        folder,
        answers: AnswerArgs { file: Some(file.clone()), ..AnswerArgs::default() },
        status: arguments.status.map(Status::of_record),
        decider: arguments.deciders.iter().map(|name| visible(name)).collect(),
        ..AdrArgs::default()
    };
    let Some(recorded) = record_decision(&args, Vec::new(), desk.rulebook, &desk.rules)? else {
        return Err(Refusal::Sentence("nothing is answered, so there is nothing to decide".to_owned()));
    };
    let name = workspace.name(&recorded.record);
    let text = read_text(&recorded.record)?;
    let news = recorded.news.iter().map(|news| format!("{news}\n")).collect::<String>();
    Ok(Answer::new(&format!("The record is `{name}`.\n{news}\n{text}"), json!({ "record": name })))
}

impl Status {
    fn of_record(self) -> RecordStatus {
        match self {
            Self::Proposed => RecordStatus::Proposed,
            Self::Accepted => RecordStatus::Accepted,
            Self::Rejected => RecordStatus::Rejected,
        }
    }
}

fn workspace(desk: &Desk) -> Result<&Workspace> {
    match &desk.workspace {
        Some(workspace) => Ok(workspace),
        None => bail!("nothing may be written: the server was started without `--write DIR`"),
    }
}

fn answers_path(workspace: &Workspace, name: &str) -> Result<std::path::PathBuf> {
    if !is_yaml(name) {
        bail!("`{}` is not the name of an answers file: end it with `.yaml`", visible(name));
    }
    workspace.path(name)
}
