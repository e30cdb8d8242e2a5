//! `archwise questions`: the questionnaire as an answers file to fill in.

use anyhow::Result;

use super::args::QuestionsArgs;
use super::exit::Exit;
use super::output;
use crate::answers::questionnaire;
use crate::rulebook::Rulebook;

pub(super) fn run(args: &QuestionsArgs, rulebook: &Rulebook) -> Result<Exit> {
    output::write(&questionnaire(rulebook), args.output.as_deref())?;
    Ok(Exit::Done)
}
