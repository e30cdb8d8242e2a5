//! `archwise questions`: the questionnaire as an answers file to fill in, and answers files brought up to it.

mod update;

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Result, bail};

use super::args::QuestionsArgs;
use super::exit::Exit;
use super::flags::{one_line, quoted};
use super::{editor, errors, output};
use crate::answers::{self, Draft, questionnaire, questionnaire_from};
use crate::diagnostic::{Diagnostics, visible_path};
use crate::rulebook::Rulebook;

/// What stands above a questionnaire that has no schema beside it.
const HINT: &str = "# With `--output FILE` it comes with a schema, by which editors complete it.";

pub(super) fn run(args: &QuestionsArgs, rulebook: &Rulebook) -> Result<Exit> {
    if !args.update.is_empty() {
        return update::run(&args.update, rulebook);
    }
    let text = match &args.preset {
        Some(id) => questionnaire_from(rulebook, &draft(id, rulebook)?),
        None => questionnaire(rulebook),
    };
    match &args.output {
        Some(path) => {
            check_is_new(path)?;
            editor::write_with_schema(path, &text, rulebook)?;
            let file = one_line(&quoted(&path.to_string_lossy()));
            errors::say(format_args!("next: fill it in, then `archwise advise {file}`"));
        }
        None => output::show(&format!("{HINT}\n{text}"), None)?,
    }
    Ok(Exit::Done)
}

/// Returns what is typical of systems of a kind as a draft.
fn draft(id: &str, rulebook: &Rulebook) -> Result<Draft, Diagnostics> {
    let preset = rulebook.find_preset(id).map_err(Diagnostics::from)?;
    let assumed = answers::preset(preset, rulebook)?;
    Ok(Draft {
        heading: format!("{}. {}", preset.title, preset.about),
        title: preset.title.clone(),
        answers: BTreeMap::new(),
        assumed,
        observed: None,
    })
}

/// Checks that nothing is in a file to which a questionnaire is written: it may be filled in already.
pub(super) fn check_is_new(path: &Path) -> Result<()> {
    if std::fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() > 0) {
        bail!(
            "`{0}` exists already; name another file, or bring its answers up to date by `archwise questions \
             --update {0}`",
            visible_path(path)
        );
    }
    Ok(())
}
