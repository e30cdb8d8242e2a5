//! Results to standard output or whole into a file.

mod lock;
mod pager;
mod replace;

use std::io::{ErrorKind, IsTerminal, Write};
use std::path::Path;

use anyhow::{Context, Result};

use super::legible::legible;

pub(super) use pager::{forbid as forbid_pager, is_open as is_pager_open, is_wanted as is_pager_wanted};
pub(super) use replace::{
    Locks, Replacement, Staged, check_writable, create_file, is_special, real_path, replace_file,
};

/// The width in columns of a text that does not go to a terminal.
const DEFAULT_WIDTH: usize = 80;
/// The width below which no layout is tried.
const MIN_WIDTH: usize = 20;
/// The width beyond which lines are hard to read.
const MAX_WIDTH: usize = 100;

/// Prints `text`, or writes it to `file` without colour.
pub(super) fn write(text: &str, file: Option<&Path>) -> Result<()> {
    match file {
        Some(path) => replace_file(path, &anstream::adapter::strip_str(text).to_string()),
        None => print(text),
    }
}

/// Does the same with a text to be read: one that is longer than the terminal goes through the pager.
pub(super) fn show(text: &str, file: Option<&Path>) -> Result<()> {
    if file.is_none() && pager::show(text) {
        return Ok(());
    }
    write(text, file)
}

/// Prints to standard output. A reader that has seen enough is not an error.
fn print(text: &str) -> Result<()> {
    let text = &*legible(text, std::io::stdout().is_terminal());
    // Without an escape there are no colours that may have to be removed, which takes time.
    let written = if text.contains('\x1b') {
        write_all(anstream::stdout().lock(), text)
    } else {
        write_all(std::io::stdout().lock(), text)
    };
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result.context("cannot write to standard output"),
    }
}

fn write_all(mut stdout: impl Write, text: &str) -> std::io::Result<()> {
    stdout.write_all(text.as_bytes())?;
    stdout.flush()
}

/// Returns the width in columns for text on standard output, or in `file`.
pub(super) fn width(file: Option<&Path>) -> usize {
    if file.is_some() {
        return DEFAULT_WIDTH;
    }
    let terminal = terminal_size::terminal_size_of(std::io::stdout());
    terminal.map_or(DEFAULT_WIDTH, |(width, _)| usize::from(width.0).clamp(MIN_WIDTH, MAX_WIDTH))
}
