//! What a git repository holds, read by the `git` program: commits, trees and the contents of files.
//!
//! A repository is somebody else's, so nothing that its configuration names is run: only plumbing is called,
//! with the settings that start programs turned off, and nothing is fetched, asked or written.

mod history;
mod objects;
mod program;

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, visible_path};

/// A repository on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repository {
    root: PathBuf,
}

/// A commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// The whole hash.
    pub id: String,
    /// The commit before it on the line of first parents; `None` of the first one, and where a shallow clone
    /// ends.
    pub parent: Option<String>,
    /// The day in UTC on which it was committed. The author's date may lag it by years.
    pub date: Date,
    /// The first line of its message.
    pub subject: String,
}

/// The hash of the contents of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Blob(String);

impl Repository {
    /// Finds the repository in which a file or folder lies.
    ///
    /// # Errors
    /// If it lies in none, or git cannot be run or does not trust it.
    pub fn containing(path: &Path) -> Result<Self, Diagnostics> {
        let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let found = program::run(folder, &["rev-parse", "--show-toplevel"], b"").map_err(|failure| {
            let message = format!("no git repository can be read at `{}`", visible_path(path));
            failure.explained(Diagnostic::error(Code::NoRepository, message))
        })?;
        let root = program::text(&found).trim_end_matches(['\n', '\r']).to_owned();
        Ok(Self { root: PathBuf::from(root) })
    }

    /// Returns the folder at the top.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Returns the paths of files from the top, with `/` between folders; `None` of one that lies elsewhere.
    pub fn paths_of(&self, files: &[&Path]) -> Vec<Option<String>> {
        let root = self.root.canonicalize().ok();
        let path = |file: &&Path| {
            let file = file.canonicalize().ok()?;
            let below = file.strip_prefix(root.as_ref()?).ok()?;
            let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            Some(parts.join("/"))
        };
        files.iter().map(path).collect()
    }
}
