//! The draft: an unfinished interview in the state directory, one for each rulebook and answers file.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use etcetera::base_strategy::{BaseStrategy, Xdg};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::answers::{AnswersFile, FileContents, to_yaml};
use crate::cli::output;
use crate::document::Document;
use crate::rulebook::Rulebook;

const FOLDER: &str = "archwise";
const PREFIX: &str = "draft-";

/// The place of a draft, whether or not there is one.
#[derive(Debug, Clone)]
pub(in crate::cli) struct Draft {
    path: PathBuf,
    header: Header,
}

/// What a draft says about itself, under the key `draft` of an answers file.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    rulebook: String,
    /// The answers file with which the interview began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    file: Option<String>,
}

impl Draft {
    /// Returns the place of a draft in `$XDG_STATE_HOME/archwise`, or in `~/.local/state/archwise`; `file` is
    /// the answers file with which the interview began.
    pub(in crate::cli) fn of(rulebook: &Rulebook, file: Option<&Path>) -> Result<Self> {
        let absolute = |file: &Path| std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        let file = file.map(|file| absolute(file).to_string_lossy().into_owned());
        let mut name = format!("{PREFIX}{}", rulebook.id);
        if let Some(file) = &file {
            let hash = Sha256::digest(file.as_bytes());
            let digits: String = hash.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
            name = format!("{name}-{digits}");
        }
        let path = folder()?.join(format!("{name}.yaml"));
        Ok(Self { path, header: Header { rulebook: rulebook.id.clone(), file } })
    }

    pub(in crate::cli) fn exists(&self) -> bool {
        self.path.is_file()
    }

    /// Reads the draft.
    ///
    /// # Errors
    /// When there is none, when it belongs to another rulebook, or when it cannot be read.
    pub(in crate::cli) fn read(&self, rulebook: &Rulebook) -> Result<AnswersFile> {
        if !self.exists() {
            return Err(self.missing());
        }
        let document = Document::read(&self.path)?;
        match header(&document) {
            Some(header) if header.rulebook == self.header.rulebook => {
                Ok(AnswersFile::read(&document, rulebook)?.0)
            }
            Some(header) => bail!(
                "the draft `{}` belongs to the rulebook `{}`, not to `{}`",
                self.path.display(),
                header.rulebook,
                self.header.rulebook
            ),
            None => bail!("`{}` is not the draft of an interview", self.path.display()),
        }
    }

    /// Returns why there is nothing to go on with; names the drafts that there are.
    fn missing(&self) -> anyhow::Error {
        let others: Vec<String> =
            self.path.parent().map(drafts).unwrap_or_default().iter().map(describe).collect();
        if others.is_empty() {
            return anyhow!("there is no interview to go on with; `archwise advise` begins one");
        }
        anyhow!(
            "there is no interview to go on with for the rulebook `{}`{}; broken off were one {}",
            self.header.rulebook,
            self.header.file.as_ref().map(|file| format!(" and `{file}`")).unwrap_or_default(),
            others.join(", one ")
        )
    }

    /// Writes the draft, readable for its owner only, since answers may be confidential.
    pub(in crate::cli) fn write(&self, rulebook: &Rulebook, file: &AnswersFile) -> Result<()> {
        if let Some(folder) = self.path.parent() {
            private_folder(folder)
                .with_context(|| format!("cannot make the folder `{}`", folder.display()))?;
        }
        // A JSON object is YAML as well.
        let header = serde_json::to_string(&self.header)?;
        let head = "# An unfinished interview. `archwise advise --resume` goes on with it.";
        let answers = to_yaml(rulebook, &FileContents::of(file));
        output::replace_file(&self.path, &format!("{head}\ndraft: {header}\n{answers}"))
    }

    pub(in crate::cli) fn remove(&self) -> Result<()> {
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

fn header(document: &Document) -> Option<Header> {
    document.root().entry("draft")?.read(&mut Default::default())
}

/// Returns the headers of all drafts in the folder.
fn drafts(folder: &Path) -> Vec<Header> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().filter_map(|path| header(&Document::read(path).ok()?)).collect()
}

/// Returns a draft in words: `for the rulebook `small`, begun with `app.yaml``.
fn describe(header: &Header) -> String {
    let file = header.file.as_ref().map(|file| format!(", begun with `{file}`")).unwrap_or_default();
    format!("for the rulebook `{}`{file}", header.rulebook)
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
