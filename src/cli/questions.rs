//! `archwise questions`: the questionnaire as an answers file to fill in.

use anyhow::Result;

use super::args::QuestionsArgs;
use super::exit::Exit;
use super::{editor, output};
use crate::answers::questionnaire;
use crate::rulebook::Rulebook;

/// What stands above a questionnaire that has no schema beside it.
const HINT: &str = "# With `--output FILE` it comes with a schema, by which editors complete it.";

pub(super) fn run(args: &QuestionsArgs, rulebook: &Rulebook) -> Result<Exit> {
    let text = questionnaire(rulebook);
    match &args.output {
        Some(path) => editor::write_with_schema(path, &text, rulebook)?,
        None => output::write(&format!("{HINT}\n{text}"), None)?,
    }
    Ok(Exit::Done)
}
