//! `archwise observe`: what repositories say of the answers.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::args::{ObserveArgs, ObserveFormat};
use super::exit::Exit;
use super::{editor, errors, output, questions};
use crate::answers::questionnaire_from;
use crate::observe::{self, draft, output as render};
use crate::rulebook::Rulebook;

pub(super) fn run(args: &ObserveArgs, rulebook: &Rulebook) -> Result<Exit> {
    if args.facts {
        let text = render::catalogue(rulebook, output::width(args.output.as_deref()));
        output::show(&text, args.output.as_deref())?;
        return Ok(Exit::Done);
    }
    let format = args.json.format_or(ObserveFormat::Json, args.format);
    if let (ObserveFormat::Answers, Some(path)) = (format, &args.output) {
        questions::check_is_new(path)?;
    }
    let repositories: Vec<&Path> = args.repositories.iter().map(PathBuf::as_path).collect();
    let facts = observe::observe(&repositories, &args.lens.settings(args.as_of))?;
    if args.lens.require_history {
        facts.require_history()?;
    }
    facts.missing_history().into_iter().for_each(|note| errors::print(&note.into()));
    let file = args.output.as_deref();
    match (format, file) {
        (ObserveFormat::Json, _) => output::write(&args.json.of(render::json(&facts)?, "observe")?, file)?,
        (ObserveFormat::Text, _) => output::show(&render::text(&facts, output::width(file)), file)?,
        (ObserveFormat::Answers, file) => {
            let draft = draft(&facts, rulebook, args.title.as_deref(), args.today);
            let text = questionnaire_from(rulebook, &draft);
            match file {
                Some(path) => editor::write_with_schema(path, &text, rulebook)?,
                None => output::write(&text, None)?,
            }
        }
    }
    Ok(Exit::Done)
}
