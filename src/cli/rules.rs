//! `archwise rules`: shows a rulebook; its other commands have a file each.

pub(super) mod code;
pub(super) mod diff;
pub(super) mod lint;
pub(super) mod new;
pub(super) mod schema;
pub(super) mod test;

use std::fmt::Write;

use anyhow::Result;

use super::args::ShowArgs;
use super::exit::Exit;
use super::output;
use crate::answers;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::render::rulebook;
use crate::rulebook::Rulebook;

/// Lists the rulebook, or shows every entry with one id whole.
pub(super) fn show(args: &ShowArgs, book: &Rulebook) -> Result<Exit> {
    let width = output::width(None);
    let text = match &args.id {
        None => rulebook::list(book, width),
        Some(id) => {
            let entries = entries(book, id, width);
            if entries.is_empty() {
                return Err(unknown(book, id).into());
            }
            entries
        }
    };
    output::show(&text, None)?;
    Ok(Exit::Done)
}

/// Returns every entry with an id, whole, and of a preset what it answers; an empty text if there is none.
pub(super) fn entries(book: &Rulebook, id: &str, width: usize) -> String {
    let mut text = rulebook::entries(book, id, width);
    let presets = book.presets.iter().filter(|preset| preset.id == id);
    for statement in presets.flat_map(|preset| answers::preset(preset, book).unwrap_or_default()) {
        let question = &book.questions[statement.question];
        let _ = writeln!(text, "  - {}: {}", question.id, statement.reply.text(question).replace(',', ", "));
    }
    text
}

/// Returns the ids of everything that can be shown.
pub(super) fn shown_ids(book: &Rulebook) -> impl Iterator<Item = &str> {
    let rules = book.rules.iter().map(|rule| rule.id.as_str());
    let questions = book.questions.iter().map(|question| question.id.as_str());
    let architectures = book.architectures.iter().map(|architecture| architecture.id.as_str());
    let axes = book.axes.iter().map(|axis| axis.id.as_str());
    let qualities = book.qualities.iter().map(|quality| quality.id.as_str());
    let sources = book.sources.iter().map(|source| source.id.as_str());
    let presets = book.presets.iter().map(|preset| preset.id.as_str());
    rules.chain(presets).chain(questions).chain(architectures).chain(axes).chain(qualities).chain(sources)
}

pub(super) fn unknown(book: &Rulebook, id: &str) -> Diagnostics {
    let mut help = did_you_mean(id, shown_ids(book));
    if help.starts_with("known") {
        help.clear();
        let _ = write!(help, "`archwise rules show` lists all there are");
    }
    Diagnostic::error(Code::UnknownRule, format!("nothing in the rulebook is called `{id}`"))
        .help(help)
        .into()
}
