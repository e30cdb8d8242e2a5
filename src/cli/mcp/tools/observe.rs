//! `observe`: what git repositories show of the answers.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::cli::mcp::desk::Desk;
use crate::cli::mcp::outcome::{Answer, Outcome, WIDTH};
use crate::diagnostic::visible;
use crate::observe::{self, Proposal, Settings, output};

/// So many repositories make up a system at most.
const MOST: usize = 30;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Arguments {
    /// The repositories of the system: folders below the one in which the server was started, which is the
    /// only one if none are named.
    repositories: Option<Vec<String>>,
}

pub(super) fn run(desk: &Desk, arguments: &Arguments) -> Outcome {
    let named = arguments.repositories.clone().unwrap_or_else(|| vec![".".to_owned()]);
    if named.is_empty() || named.len() > MOST {
        return Err(anyhow::anyhow!("name 1 to {MOST} repositories, not {}", named.len()).into());
    }
    let folders: Vec<PathBuf> = named.iter().map(|name| below(&desk.here, name)).collect::<Result<_>>()?;
    let folders: Vec<&Path> = folders.iter().map(PathBuf::as_path).collect();
    let facts = observe::observe(&folders, &Settings::default())?;
    let proposals = observe::proposals(&facts, desk.rulebook);
    let narrowed: Vec<Value> = proposals.iter().filter_map(|one| narrowed(desk, one)).collect();
    let facts_text = output::text(&facts, WIDTH);
    let list: String = narrowed.iter().map(line).collect();
    let text = format!("{facts_text}\nWhat that leaves possible:\n{list}");
    let facts = serde_json::to_value(&facts).map_err(anyhow::Error::from)?;
    Ok(Answer::new(&text, json!({ "facts": facts, "narrowed": narrowed })))
}

/// Returns a folder that lies in another, links followed. An assistant has no business elsewhere.
fn below(here: &Path, name: &str) -> Result<PathBuf> {
    let shown = visible(name);
    let folder = here.join(name);
    let folder = folder.canonicalize().with_context(|| format!("there is no folder `{shown}`"))?;
    if !folder.starts_with(here.canonicalize()?) {
        bail!("`{shown}` is not below the folder in which `archwise mcp` was started; start it above");
    }
    Ok(folder)
}

fn narrowed(desk: &Desk, proposal: &Proposal<'_>) -> Option<Value> {
    let question = &desk.rulebook.questions[proposal.question];
    let bound = proposal.bound.as_ref()?;
    Some(json!({
        "question": question.id,
        "ask": question.ask,
        "possible": bound.text(question),
        "today": proposal.today.as_ref().map(|today| today.text(question)),
        "evidence": proposal.evidence(),
    }))
}

fn line(narrowed: &Value) -> String {
    let text = |key: &str| narrowed[key].as_str().unwrap_or_default().to_owned();
    format!("  {}: {} ({})\n", text("question"), text("possible"), text("evidence"))
}
