//! `archwise compare`: two answers files side by side.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::args::CompareArgs;
use super::exit::Exit;
use super::flags::{command_words, one_line, quoted_path};
use super::input::{Inputs, RawAnswers};
use super::{errors, output};
use crate::diagnostic::{Diagnostics, visible_path};
use crate::engine::Effort;
use crate::render::{self, ComparisonFormat, ComparisonOrigin, ComparisonStyle};
use crate::report::Comparison;
use crate::rulebook::Rulebook;

pub(super) fn run(args: &CompareArgs, rulebook: &Rulebook, rules: &[PathBuf]) -> Result<Exit> {
    let (mut before, mut after) = both(read(&args.before, rulebook), read(&args.after, rulebook))?;
    if before.file.title == after.file.title {
        // Two states of one system are told apart by their files.
        for (side, path) in [(&mut before, &args.before), (&mut after, &args.after)] {
            let title = side.file.title.take().unwrap_or_default();
            side.file.title = Some(format!("{title}, {}", visible_path(path)));
        }
    }
    let before = before.assessor(rulebook, Effort::default()).assess(&before.file);
    let after = after.assessor(rulebook, Effort::default()).assess(&after.file);
    let comparison = Comparison::of(&before, &after);
    let style = ComparisonStyle {
        format: args.json.format_or(ComparisonFormat::Json, args.format),
        width: output::width(args.output.as_deref()),
        origin: &origin(args, rules),
    };
    let text = render::comparison(&comparison, rulebook, &style).map_err(anyhow::Error::from_boxed)?;
    let text = args.json.of(text, "compare")?;
    output::show(&text, args.output.as_deref())?;
    Ok(Exit::Done)
}

/// Returns what a page says of where it is from.
fn origin(args: &CompareArgs, rules: &[PathBuf]) -> ComparisonOrigin {
    let files = [&args.before, &args.after];
    let mut words = command_words("compare", rules);
    words.extend(files.map(|path| quoted_path(path)));
    ComparisonOrigin { files: files.map(|path| visible_path(path)), command: one_line(&words.join(" ")) }
}

/// Reads one side; a system without a title is called by its file.
fn read(path: &Path, rulebook: &Rulebook) -> Result<(Inputs, Diagnostics), Diagnostics> {
    let raw = RawAnswers { file: Some(path), ..RawAnswers::default() };
    let (mut inputs, notes) = Inputs::read(raw, rulebook)?;
    inputs.file.title.get_or_insert_with(|| visible_path(path));
    Ok((inputs, notes))
}

/// Returns both, or the errors of both.
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
