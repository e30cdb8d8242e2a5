//! The draft: an unfinished interview in the state directory, one for each rulebook.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use etcetera::base_strategy::{BaseStrategy, Xdg};
use serde::Deserialize;

use super::output;
use crate::answers::AnswersFile;
use crate::document::Document;
use crate::rulebook::Rulebook;

const FOLDER: &str = "archwise";
const PREFIX: &str = "draft-";

/// Where the draft of one rulebook is, whether or not there is one.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    path: PathBuf,
    rulebook: String,
}

/// What a draft says of itself, under the key `draft` of an answers file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    rulebook: String,
}

impl Draft {
    /// The draft of a rulebook in `$XDG_STATE_HOME/archwise`, or in `~/.local/state/archwise`.
    pub(super) fn of(rulebook: &Rulebook) -> Result<Self> {
        let path = folder()?.join(format!("{PREFIX}{}.yaml", rulebook.id));
        Ok(Self { path, rulebook: rulebook.id.clone() })
    }

    pub(super) fn exists(&self) -> bool {
        self.path.is_file()
    }

    /// Reads the draft.
    ///
    /// # Errors
    /// When there is none, when it belongs to another rulebook, or when it cannot be read.
    pub(super) fn read(&self, rulebook: &Rulebook) -> Result<AnswersFile> {
        if !self.exists() {
            return Err(self.none());
        }
        let document = Document::read(&self.path)?;
        let mut found = Default::default();
        let header = document.root().entry("draft").and_then(|node| node.read::<Header>(&mut found));
        match header {
            Some(header) if header.rulebook == self.rulebook => Ok(AnswersFile::read(&document, rulebook)?.0),
            Some(header) => bail!(
                "the draft `{}` belongs to the rulebook `{}`, not to `{}`",
                self.path.display(),
                header.rulebook,
                self.rulebook
            ),
            None => bail!("`{}` is not the draft of an interview", self.path.display()),
        }
    }

    /// Why there is nothing to go on with; names the drafts of other rulebooks.
    fn none(&self) -> anyhow::Error {
        let others = self.path.parent().map(others).unwrap_or_default();
        match others.as_slice() {
            [] => anyhow!("there is no interview to go on with; `archwise advise` begins one"),
            _ => anyhow!(
                "there is no interview to go on with for the rulebook `{}`; the one that was broken off is for \
                 `{}`: name its rulebook with `--rules`",
                self.rulebook,
                others.join("`, `")
            ),
        }
    }

    /// Writes the draft, readable for its owner only, since answers may be confidential.
    pub(super) fn write(&self, answers: &str) -> Result<()> {
        if let Some(folder) = self.path.parent() {
            private_folder(folder)
                .with_context(|| format!("cannot make the folder `{}`", folder.display()))?;
        }
        let head = format!(
            "# An unfinished interview. `archwise advise --resume` goes on with it.\ndraft: {{rulebook: {}}}\n",
            self.rulebook
        );
        output::replace_file(&self.path, &format!("{head}{answers}"))
    }

    pub(super) fn remove(&self) -> Result<()> {
        match std::fs::remove_file(&self.path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(error).with_context(|| format!("cannot remove the draft `{}`", self.path.display()))
            }
            _ => Ok(()),
        }
    }
}

fn folder() -> Result<PathBuf> {
    let base = Xdg::new().map_err(|_| anyhow!("there is no home directory to keep a draft in"))?;
    let state = base.state_dir().context("there is no state directory to keep a draft in")?;
    Ok(state.join(FOLDER))
}

/// The rulebooks that have a draft.
fn others(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let name = |entry: std::fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
    let id = |name: String| Some(name.strip_prefix(PREFIX)?.strip_suffix(".yaml")?.to_owned());
    let mut ids: Vec<String> = entries.filter_map(|entry| id(name(entry))).collect();
    ids.sort();
    ids
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
