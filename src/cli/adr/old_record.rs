//! A record that is there already: what it says, and how others link to it.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::paths::{encoded, relative};
use crate::adr::{ParsedRecord, RecordLink, StatusError, link_name, supersede};
use crate::diagnostic::visible_path;
use crate::document::read_text;

pub(super) struct OldRecord {
    pub path: PathBuf,
    pub text: String,
}

impl OldRecord {
    pub(super) fn read(path: &Path) -> Result<Self> {
        Ok(Self { path: path.to_owned(), text: read_text(path)? })
    }

    /// Returns what it says.
    pub(super) fn parsed(&self) -> Result<ParsedRecord> {
        Ok(ParsedRecord::read(&self.path.to_string_lossy(), &self.text)?)
    }

    /// Returns a link to it from a file in `folder`, as its style names it.
    pub(super) fn link_from(&self, folder: &Path) -> Result<RecordLink> {
        let file = self.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(RecordLink { name: link_name(&file, &self.text), file: encoded(&relative(folder, &self.path)?) })
    }

    /// Returns its text, in which its status says that the other record replaced it.
    pub(super) fn superseded_by(&self, other: &Self) -> Result<String> {
        let beside = self.path.parent().unwrap_or(Path::new(""));
        let marked = supersede(&self.text, &other.link_from(beside)?);
        marked.map_err(|why| explained(&self.path, &why))
    }
}

/// Says why the status of the record with this path cannot be changed, and what to do about it.
pub(super) fn explained(path: &Path, why: &StatusError) -> anyhow::Error {
    let shown = visible_path(path);
    match why {
        StatusError::NoStatus => anyhow::anyhow!(
            "`{shown}` has no status to change: a `status:` in its front matter, `- Status:` below its title, or \
             a section `Status`"
        ),
        StatusError::Superseded(status) => anyhow::anyhow!("`{shown}` is no longer in force: {status}"),
        StatusError::Several(lines) => {
            let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
            anyhow::anyhow!(
                "`{shown}` states its status more than once, in lines {}: leave one of them",
                lines.join(" and ")
            )
        }
        StatusError::Mixed(line) => anyhow::anyhow!(
            "the status of `{shown}`, in line {line}, cannot be changed without something else: change it by hand"
        ),
    }
}
