//! The paths by which records and answers files name each other.

use crate::diagnostic::{slashed, visible_path};
use std::path::{Component, Path, PathBuf};

use anyhow::{Result, bail};

/// Returns the path from a folder to a file, with slashes.
pub(super) fn relative(folder: &Path, file: &Path) -> Result<String> {
    let (from, to) = (absolute(folder)?, absolute(file)?);
    let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) =
        (from.components().collect(), to.components().collect());
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    if common == 0 {
        // Another drive of Windows.
        return Ok(slashed(&to.iter().collect::<PathBuf>()));
    }
    let up = std::iter::repeat_n("..".to_owned(), from.len() - common);
    let down = to[common..].iter().map(|part| part.as_os_str().to_string_lossy().into_owned());
    Ok(up.chain(down).collect::<Vec<_>>().join("/"))
}

/// Returns the path from the root, with links resolved as far as it exists.
fn absolute(path: &Path) -> Result<PathBuf> {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    if let Ok(known) = path.canonicalize() {
        return Ok(known);
    }
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) => Ok(absolute(parent)?.join(name)),
        _ => bail!("`{}` is no path", visible_path(path)),
    }
}

/// Returns a path in which nothing acts in a link of Markdown.
pub(super) fn encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for c in path.chars() {
        match c {
            ' ' | '(' | ')' | '<' | '>' | '#' | '?' | '%' | '\\' | '|' | '"' => {
                encoded.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c => encoded.push(c),
        }
    }
    encoded
}
