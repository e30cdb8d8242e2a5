//! The folder of decision records, and the records in it.

use std::path::{Component, Path, PathBuf};

use anyhow::{Result, bail};

use crate::adr::{RecordLink, number};
use crate::diagnostic::did_you_mean;
use crate::document::{read_text, reason};

pub(super) struct Folder {
    path: PathBuf,
    /// The names of the Markdown files in it, sorted.
    pub files: Vec<String>,
}

impl Folder {
    /// Reads the names of the files. A folder that does not exist has none.
    pub(super) fn read(path: &Path) -> Result<Self> {
        let mut files = Vec::new();
        if path.exists() && !path.is_dir() {
            bail!("`{}` is a file; name the folder of the decision records", path.display());
        }
        if path.is_dir() {
            let cannot = |error: std::io::Error| {
                anyhow::anyhow!("cannot read `{}`: {}", path.display(), reason(&error))
            };
            for entry in std::fs::read_dir(path).map_err(cannot)? {
                files.push(entry.map_err(cannot)?.file_name().to_string_lossy().into_owned());
            }
        }
        files.retain(|file| file.ends_with(".md"));
        files.sort();
        Ok(Self { path: path.to_owned(), files })
    }

    /// Creates the folder unless it exists, and says so.
    pub(super) fn create(&self) -> Result<()> {
        if self.path.is_dir() {
            return Ok(());
        }
        let shown = self.path.display();
        std::fs::create_dir_all(&self.path)
            .map_err(|error| anyhow::anyhow!("cannot make the folder `{shown}`: {}", reason(&error)))?;
        anstream::eprintln!("the folder `{shown}` is new");
        Ok(())
    }

    /// Reads the record with this number, or with this file name.
    pub(super) fn find(&self, name: &str) -> Result<OldRecord> {
        // More than six digits are a date.
        let wanted = name.parse::<u32>().ok().filter(|_| name.len() <= 6);
        let is_meant = |file: &&String| match wanted {
            Some(wanted) => number(file) == Some(wanted),
            None => *file == name || file.strip_suffix(".md") == Some(name),
        };
        let found: Vec<&String> = self.files.iter().filter(is_meant).collect();
        match found.as_slice() {
            [file] => OldRecord::read(&self.path.join(file)),
            [] => {
                let help = did_you_mean(name, self.files.iter().map(String::as_str));
                bail!("there is no record `{name}` in `{}`: {help}", self.path.display())
            }
            [one, other, ..] => bail!("`{name}` is the number of two records, `{one}` and `{other}`"),
        }
    }
}

/// A record that another one replaces.
pub(super) struct OldRecord {
    pub path: PathBuf,
    pub text: String,
}

impl OldRecord {
    pub(super) fn read(path: &Path) -> Result<Self> {
        Ok(Self { path: path.to_owned(), text: read_text(path)? })
    }

    /// Returns a link to the record, as its style names it: by the title if it has a section `Status`, else
    /// by the number.
    pub(super) fn link(&self, file: String) -> RecordLink {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let heading = self.text.lines().find_map(|line| line.strip_prefix("# "));
        let sections = self.text.lines().any(|line| line.trim_end() == "## Status");
        let name = match (heading, number(&name)) {
            (Some(heading), Some(_)) if sections => heading.trim().to_owned(),
            (_, Some(number)) => format!("ADR-{number:04}"),
            _ => name.trim_end_matches(".md").to_owned(),
        };
        RecordLink { name, file: file.replace(' ', "%20").replace('(', "%28").replace(')', "%29") }
    }
}

/// Returns the path from a folder to a file, with slashes.
pub(super) fn relative(folder: &Path, file: &Path) -> Result<String> {
    let (from, to) = (absolute(folder)?, absolute(file)?);
    let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) =
        (from.components().collect(), to.components().collect());
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
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
        _ => bail!("`{}` is no path", path.display()),
    }
}
