//! Results to standard output or whole into a file.

mod replace;

use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, Result};

pub(super) use replace::{Replacement, check_writable, create_file, replace_file};

/// The width of a text that does not go to a terminal.
const DEFAULT_WIDTH: usize = 80;
const NARROWEST: usize = 20;
/// Longer lines are hard to read.
const WIDEST: usize = 100;

/// Prints `text`, or writes it to `file` without colour.
pub(super) fn write(text: &str, file: Option<&Path>) -> Result<()> {
    match file {
        Some(path) => replace_file(path, &anstream::adapter::strip_str(text).to_string()),
        None => print(text),
    }
}

/// Prints to standard output; a reader that has seen enough is no error.
fn print(text: &str) -> Result<()> {
    // A text without an escape needs no look for colours that are not wanted.
    let written = match text.contains('\x1b') {
        true => write_all(anstream::stdout().lock(), text),
        false => write_all(std::io::stdout().lock(), text),
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

/// The width for text on standard output, or in a file.
pub(super) fn width(file: Option<&Path>) -> usize {
    if file.is_some() {
        return DEFAULT_WIDTH;
    }
    let terminal = terminal_size::terminal_size_of(std::io::stdout());
    terminal.map_or(DEFAULT_WIDTH, |(width, _)| usize::from(width.0).clamp(NARROWEST, WIDEST))
}
