//! The one door for files: limited in size, and in UTF-8; `-` is standard input.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::OnceLock;

use super::{MAX_BYTES, MAX_RULEBOOK_BYTES, decoded, reason};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, visible_path};

/// Returns whether a path stands for standard input or standard output. `./-` is a file of that name.
pub fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Reads a text file of at most [`MAX_BYTES`]. The path `-` is standard input, which says the same however
/// often it is asked for.
///
/// # Errors
/// When the file cannot be read, is too large or is not UTF-8.
pub fn read_text(path: &Path) -> Result<String, Diagnostics> {
    read_limited(path, MAX_BYTES)
}

/// Reads a file of a rulebook, as [`read_text`] does any other, of at most [`MAX_RULEBOOK_BYTES`].
///
/// # Errors
/// As [`read_text`].
pub fn read_rules(path: &Path) -> Result<String, Diagnostics> {
    read_limited(path, MAX_RULEBOOK_BYTES)
}

fn read_limited(path: &Path, most: u64) -> Result<String, Diagnostics> {
    let name = visible_path(path);
    let bytes = if is_standard(path) { standard_input(most) } else { file(path, most) };
    Ok(decoded(&format!("`{name}`"), bytes?)?)
}

/// Reads standard input when it is first asked for, and remembers it.
fn standard_input(most: u64) -> Result<Vec<u8>, Diagnostics> {
    static READ: OnceLock<Result<Vec<u8>, Diagnostics>> = OnceLock::new();
    let read = READ.get_or_init(|| limited(std::io::stdin().lock(), 0, "-", MAX_RULEBOOK_BYTES));
    match read {
        Ok(bytes) if bytes.len() as u64 > most => Err(too_large("-", most)),
        read => read.clone(),
    }
}

fn file(path: &Path, most: u64) -> Result<Vec<u8>, Diagnostics> {
    let name = visible_path(path);
    let about = std::fs::metadata(path).map_err(|error| unreadable(&name, &error))?;
    if about.is_dir() {
        let diagnostic = Diagnostic::error(Code::Unreadable, format!("`{name}` is a directory, not a file"));
        return Err(diagnostic.help("name a file in it").into());
    }
    let file = File::open(path).map_err(|error| unreadable(&name, &error))?;
    limited(file, about.len(), &name, most)
}

/// Reads all, of which there are probably `length` bytes.
fn limited(input: impl Read, length: u64, name: &str, most: u64) -> Result<Vec<u8>, Diagnostics> {
    // Room for all of it and a byte more, so that the end is seen by the second read.
    let room = usize::try_from(length.min(most) + 1).unwrap_or_default();
    let mut bytes = Vec::with_capacity(room);
    input.take(most + 1).read_to_end(&mut bytes).map_err(|error| unreadable(name, &error))?;
    if bytes.len() as u64 > most { Err(too_large(name, most)) } else { Ok(bytes) }
}

fn too_large(name: &str, most: u64) -> Diagnostics {
    let message = format!("`{name}` is larger than {} MiB", most >> 20);
    let help = "files of this kind hold a few kilobytes; is it the right one?";
    Diagnostic::error(Code::TooLarge, message).help(help).into()
}

fn unreadable(name: &str, error: &std::io::Error) -> Diagnostics {
    let message = format!("cannot read `{name}`: {}", reason(error));
    Diagnostic::error(Code::Unreadable, message).help("check the path and its permissions").into()
}
