//! The draft: the answers of one interview in the state directory, until they are in a file.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use etcetera::base_strategy::{BaseStrategy, Xdg};
use serde::{Deserialize, Serialize};

use super::lock::Lock;
use crate::answers::{AnswersFile, FileContents, to_yaml};
use crate::cli::output;
use crate::diagnostic::{slashed, visible_path};
use crate::document::Document;
use crate::rulebook::Rulebook;

const FOLDER: &str = "archwise";
const PREFIX: &str = "draft-";
const SUFFIX: &str = ".yaml";

/// What an interview is about. A draft says it under the key `draft` of an answers file.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::cli) struct Subject {
    pub(super) rulebook: String,
    /// The hash of the rulebook, since rulebooks may share an id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) hash: Option<String>,
    /// The folder in which the interview was held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) folder: Option<String>,
    /// The answers file with which the interview began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) file: Option<String>,
}

impl Subject {
    /// Returns what an interview is about that begins here and now; `file` is the answers file with which it
    /// begins.
    pub(in crate::cli) fn of(rulebook: &Rulebook, file: Option<&Path>) -> Self {
        let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let whole = |path: &Path| std::fs::canonicalize(path).unwrap_or_else(|_| absolute(path));
        let text = |path: &Path| slashed(&whole(path));
        Self {
            rulebook: rulebook.id.clone(),
            hash: Some(rulebook.hash.clone()),
            folder: Some(text(Path::new("."))),
            file: file.map(text),
        }
    }

    /// Returns whether a draft is one of the same rulebook. What it does not say is no difference.
    pub(super) fn shares_rulebook(&self, other: &Self) -> bool {
        self.rulebook == other.rulebook && (other.hash.is_none() || self.hash == other.hash)
    }

    /// Returns whether a draft is about the same as this. Where there is a file it is known by that.
    pub(super) fn is_that_of(&self, other: &Self) -> bool {
        let same_folder = self.file.is_some() || other.folder.is_none() || self.folder == other.folder;
        self.shares_rulebook(other) && self.file == other.file && same_folder
    }
}

/// A draft that no other interview writes or removes as long as this lives.
pub(in crate::cli) struct Draft {
    path: PathBuf,
    subject: Subject,
    lock: Lock,
}

impl Draft {
    /// Claims a place for a new draft in `$XDG_STATE_HOME/archwise`, or in `~/.local/state/archwise`.
    ///
    /// # Errors
    /// When there can be no draft.
    pub(super) fn claim(subject: &Subject) -> Result<Self> {
        let folder = folder()?;
        let cannot = || format!("cannot make the folder `{}`", visible_path(&folder));
        private_folder(&folder).with_context(cannot)?;
        let mut number = 1;
        loop {
            let path = folder.join(format!("{PREFIX}{}-{number}{SUFFIX}", subject.rulebook));
            // A draft may appear between the first look and the lock.
            let is_free = |path: &Path| !path.exists();
            let held = if is_free(&path) { Self::hold(&path, subject)? } else { None };
            match held.filter(|draft| is_free(&draft.path)) {
                Some(draft) => return Ok(draft),
                None => number += 1,
            }
        }
    }

    /// Holds the draft in a file, to go on with it about `subject`. Returns `None` if another interview does.
    pub(super) fn hold(path: &Path, subject: &Subject) -> Result<Option<Self>> {
        let cannot = || format!("cannot lock the draft `{}`", visible_path(path));
        let lock = Lock::acquire(&lock_of(path)).with_context(cannot)?;
        Ok(lock.map(|lock| Self { path: path.to_owned(), subject: subject.clone(), lock }))
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes the draft, readable for its owner only, since answers may be confidential.
    pub(super) fn write(&self, rulebook: &Rulebook, file: &AnswersFile) -> Result<()> {
        // A JSON object is YAML as well.
        let header = serde_json::to_string(&self.subject)?;
        let head = "# An unfinished interview. `archwise advise --resume` goes on with it.";
        let answers = to_yaml(rulebook, &FileContents::of(file));
        output::replace_file(&self.path, &format!("{head}\ndraft: {header}\n{answers}"))
    }

    /// Removes the draft, once its answers are where the user wants them.
    pub(in crate::cli) fn remove(self) -> Result<()> {
        let removed = std::fs::remove_file(&self.path);
        self.lock.remove();
        match removed {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(error).with_context(|| format!("cannot remove the draft `{}`", visible_path(&self.path)))
            }
            _ => Ok(()),
        }
    }
}

/// Returns whether an interview is going on that writes the draft in this file.
pub(super) fn is_held(path: &Path) -> bool {
    Lock::is_held(&lock_of(path))
}

/// Returns the files of all drafts in the state directory, by name.
pub(super) fn files() -> Vec<PathBuf> {
    let entries = folder().and_then(|folder| Ok(std::fs::read_dir(folder)?));
    let paths = entries.into_iter().flatten().flatten().map(|entry| entry.path());
    let is_draft = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX))
    };
    let mut paths: Vec<PathBuf> = paths.filter(is_draft).collect();
    paths.sort();
    paths
}

/// Returns what a draft says it is about; `None` if it is no draft.
pub(super) fn subject_of(document: &Document) -> Option<Subject> {
    document.root().entry("draft")?.read(&mut Default::default())
}

/// Returns the folder of the drafts; it need not exist.
///
/// # Errors
/// When there is no home for it.
pub(super) fn folder() -> Result<PathBuf> {
    let base = Xdg::new().map_err(|_| anyhow!("there is no home directory to keep a draft in"));
    let state =
        base.and_then(|base| base.state_dir().context("there is no state directory to keep a draft in"));
    Ok(state.context("`--save FILE` saves the answers in a file")?.join(FOLDER))
}

/// Returns the file by which a draft is locked; the draft itself is replaced whenever it is written.
fn lock_of(draft: &Path) -> PathBuf {
    let name = draft.file_name().unwrap_or_default().to_string_lossy();
    draft.with_file_name(format!(".{name}.lock"))
}

#[cfg(unix)]
fn private_folder(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn private_folder(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)
}
