//! Results to standard output or whole into a file.

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::document::reason;

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
    let mut stdout = anstream::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result.context("cannot write to standard output"),
    }
}

/// Fails as [`replace_file`] would, without writing.
pub(super) fn check_writable(path: &Path) -> Result<()> {
    if is_special(path) { Ok(()) } else { temporary_beside(&target(path)).map(drop) }
}

/// Writes a temporary file beside `path`, then renames it: nobody ever sees half a file.
pub(super) fn replace_file(path: &Path, text: &str) -> Result<()> {
    let cannot = |error: std::io::Error| cannot(path, &error);
    if is_special(path) {
        return std::fs::write(path, text).map_err(cannot);
    }
    let target = target(path);
    let mut file = temporary_beside(&target)?;
    file.write_all(text.as_bytes()).map_err(cannot)?;
    file.as_file().sync_all().map_err(cannot)?;
    file.persist(target).map_err(|error| cannot(error.error))?;
    Ok(())
}

/// A device or a pipe: to rename a file over it would destroy it.
fn is_special(path: &Path) -> bool {
    path.exists() && !path.is_file() && !path.is_dir()
}

/// The file behind a link is replaced, not the link.
fn target(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn temporary_beside(path: &Path) -> Result<tempfile::NamedTempFile> {
    if path.is_dir() {
        bail!("cannot write `{}`: it is a directory", path.display());
    }
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".archwise-");
    #[cfg(unix)]
    builder.permissions(permissions(path));
    builder.tempfile_in(folder).map_err(|error| cannot(path, &error))
}

fn cannot(path: &Path, error: &std::io::Error) -> anyhow::Error {
    anyhow::anyhow!("cannot write `{}`: {}", path.display(), reason(error))
}

/// Those of the file that is replaced; else those of any new file.
#[cfg(unix)]
fn permissions(path: &Path) -> std::fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path)
        .map_or_else(|_| PermissionsExt::from_mode(0o644), |metadata| metadata.permissions())
}

/// The width for text on standard output, or in a file.
pub(super) fn width(file: Option<&Path>) -> usize {
    if file.is_some() {
        return DEFAULT_WIDTH;
    }
    let terminal = terminal_size::terminal_size_of(std::io::stdout());
    terminal.map_or(DEFAULT_WIDTH, |(width, _)| usize::from(width.0).clamp(NARROWEST, WIDEST))
}
