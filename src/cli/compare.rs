//! `archwise compare`: two answers files side by side.

use std::path::Path;

use anyhow::Result;

use super::args::CompareArgs;
use super::assess::inputs;
use super::exit::Exit;
use super::input::{Said, Situation};
use super::{errors, output};
use crate::diagnostic::Diagnostics;
use crate::engine::{Analysis, Effort};
use crate::render::{self, TextStyle};
use crate::report::compare;
use crate::rulebook::Rulebook;

pub(super) fn run(args: &CompareArgs, rulebook: &Rulebook) -> Result<Exit> {
    let read = |path: &Path| Situation::read(Said { file: Some(path), ..Said::default() }, rulebook);
    let (before, after) = both(read(&args.before), read(&args.after))?;
    let (first, second) = (before.problem(rulebook), after.problem(rulebook));
    let effort = Effort::default();
    let (analysis, other) = (Analysis::of(&first, &effort), Analysis::of(&second, &effort));
    let title = |situation: &Situation, path: &Path| {
        situation.file.title.clone().unwrap_or_else(|| path.display().to_string())
    };
    let (title_before, title_after) = (title(&before, &args.before), title(&after, &args.after));
    let (parts, others) = (before.parts(&first, &effort), after.parts(&second, &effort));
    let (parts, others) = (inputs(&parts), inputs(&others));
    let comparison = compare(
        before.side(Some(&title_before), &first, &analysis, &parts),
        after.side(Some(&title_after), &second, &other, &others),
    );
    let style = TextStyle { width: output::width(args.output.as_deref()), explain: false };
    let text =
        render::comparison(&comparison, rulebook, args.format, style).map_err(anyhow::Error::from_boxed)?;
    output::write(&text, args.output.as_deref())?;
    Ok(Exit::Done)
}

/// Both, or the errors of both.
fn both<T>(
    first: Result<(T, Diagnostics), Diagnostics>,
    second: Result<(T, Diagnostics), Diagnostics>,
) -> Result<(T, T), Diagnostics> {
    match (first, second) {
        (Ok((first, notes)), Ok((second, others))) => {
            errors::print(&notes);
            errors::print(&others);
            Ok((first, second))
        }
        (Err(mut found), Err(others)) => {
            found.extend(others);
            Err(found)
        }
        (Err(found), Ok(_)) | (Ok(_), Err(found)) => Err(found),
    }
}
