//! `archwise rules diff`: what changed between two rulebooks, and which decisions come out differently.

use std::fmt::Write;
use std::path::Path;

use anyhow::Result;
use serde_json::json;

use super::super::args::{DiffArgs, DiffFormat};
use super::super::exit::Exit;
use super::super::input::{Inputs, RawAnswers};
use super::super::output;
use crate::authoring::RulebookDifference;
use crate::diagnostic::visible_path;
use crate::engine::Effort;
use crate::rulebook::{Rulebook, is_builtin};

/// Who leads for one answers file under each rulebook, or why it cannot be read.
struct Row {
    file: String,
    old: Result<String, String>,
    new: Result<String, String>,
}

pub(in crate::cli) fn run(args: &DiffArgs) -> Result<Exit> {
    let (old, new) = (load(&args.old)?, load(&args.new)?);
    let difference = RulebookDifference::of(&old, &new);
    let row = |path: &std::path::PathBuf| Row {
        file: visible_path(path),
        old: outcome(path, &old),
        new: outcome(path, &new),
    };
    let rows: Vec<Row> = args.answers.iter().map(row).collect();
    let text = match args.format {
        DiffFormat::Text => text(&difference, &rows),
        DiffFormat::Json => json(&difference, &rows),
    };
    output::write(&text, None)?;
    Ok(Exit::Done)
}

fn load(path: &Path) -> Result<Rulebook> {
    if is_builtin(path) {
        return Ok(Rulebook::builtin().clone());
    }
    Ok(Rulebook::load(path)?.0)
}

fn outcome(path: &Path, rulebook: &Rulebook) -> Result<String, String> {
    let raw = RawAnswers { file: Some(path), ..RawAnswers::default() };
    let (inputs, _) = Inputs::read(raw, rulebook).map_err(|found| found.to_string())?;
    let judgement = inputs.assessor(rulebook, Effort::default()).judge(&inputs.file);
    Ok(judgement.verdict.leader.map_or("none".to_owned(), |a| rulebook.architectures[a].id.clone()))
}

fn text(difference: &RulebookDifference, rows: &[Row]) -> String {
    let mut out = String::new();
    for (kind, difference) in difference.kinds() {
        for (word, ids) in
            [("added", &difference.added), ("removed", &difference.removed), ("changed", &difference.changed)]
        {
            if !ids.is_empty() {
                // Writing to a string cannot fail.
                let _ = writeln!(out, "{kind} {word}: {}", ids.join(", "));
            }
        }
    }
    if out.is_empty() {
        out.push_str("the rulebooks say the same\n");
    }
    for Row { file, old, new } in rows {
        let line = match (old, new) {
            (Ok(old), Ok(new)) if old == new => format!("{file}: {old}, as before"),
            (Ok(old), Ok(new)) => format!("{file}: {old} before, {new} now"),
            (Err(error), _) => format!("{file}: cannot be read by the old rulebook: {}", first_line(error)),
            (_, Err(error)) => format!("{file}: cannot be read by the new rulebook: {}", first_line(error)),
        };
        let _ = writeln!(out, "{line}");
    }
    out
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

fn json(difference: &RulebookDifference, rows: &[Row]) -> String {
    let row = |Row { file, old, new }: &Row| {
        json!({
            "file": file,
            "old": old.as_ref().ok(),
            "new": new.as_ref().ok(),
            "error": old.as_ref().err().or(new.as_ref().err()),
            "differs": old != new,
        })
    };
    let rows: Vec<_> = rows.iter().map(row).collect();
    format!("{:#}\n", json!({ "schema": "archwise-rules-diff/1", "rulebook": difference, "answers": rows }))
}
