//! The answers file in which an interview is saved: edited in place, never written over what others changed.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::merge;
use crate::answers::{self, AnswersFile, FileContents};
use crate::cli::{editor, output};
use crate::diagnostic::visible_path;
use crate::document::{Document, read_text};
use crate::rulebook::Rulebook;

/// An answers file that is edited, or made if it does not exist.
pub(in crate::cli) struct SavedFile {
    path: PathBuf,
    /// The text that is edited: what the file held before, or what a new file starts from; `None` if it
    /// starts from nothing.
    base: Option<String>,
    /// What the file held when it was last read or written here; `None` if it did not exist.
    known: Option<String>,
}

impl SavedFile {
    /// Reads what there is, so that whatever would go wrong does so before the first question. A new file
    /// starts from the text of `input`. `seen` is what the file held before the answers were read from it, so
    /// that no change of others falls in between.
    pub(in crate::cli) fn open(
        path: &Path,
        input: Option<&Path>,
        seen: Option<String>,
        rulebook: &Rulebook,
    ) -> Result<Self> {
        let known = match seen {
            None if path.is_file() => Some(read_text(path)?),
            seen => seen,
        };
        if let Some(text) = &known {
            read(path, text, rulebook)?;
        }
        let base = match (&known, input) {
            (Some(text), _) => Some(text.clone()),
            (None, Some(input)) => Some(read_text(input)?),
            (None, None) => None,
        };
        output::check_writable(path)?;
        Ok(Self { path: path.to_owned(), base, known })
    }

    pub(in crate::cli) fn path(&self) -> &Path {
        &self.path
    }

    pub(in crate::cli) fn exists(&self) -> bool {
        self.known.is_some()
    }

    /// Makes the file say what `file` says. What others changed in it meanwhile is merged into `file` first;
    /// returns what came of that, for the user.
    pub(in crate::cli) fn write(
        &mut self,
        rulebook: &Rulebook,
        file: &mut AnswersFile,
    ) -> Result<Option<String>> {
        let replacement = output::Replacement::begin(&self.path);
        let news = self.merge(rulebook, file)?;
        let filled = FileContents::of(file);
        let text = match &self.base {
            Some(base) => answers::edited(rulebook, &self.path.to_string_lossy(), base, &filled)?,
            None => editor::answers_file(&self.path, answers::to_yaml(rulebook, &filled)),
        };
        if self.known.as_ref() != Some(&text) {
            replacement.with(&text)?;
            self.known = Some(text);
        }
        Ok(news)
    }

    fn merge(&mut self, rulebook: &Rulebook, file: &mut AnswersFile) -> Result<Option<String>> {
        let now = self.path.is_file().then(|| read_text(&self.path)).transpose()?;
        if now == self.known {
            return Ok(None);
        }
        let Some(text) = now else {
            // Somebody removed it: it is made again.
            self.known = None;
            return Ok(None);
        };
        let changed =
            || format!("`{}` was changed meanwhile, and is left as it is", visible_path(&self.path));
        let theirs = read(&self.path, &text, rulebook).with_context(changed)?;
        let before = match &self.known {
            Some(known) => read(&self.path, known, rulebook)?,
            None => AnswersFile::blank(rulebook),
        };
        let name = self.path.to_string_lossy().into_owned();
        let news = merge::merge(rulebook, &before, &theirs, file, &name);
        self.base = Some(text.clone());
        self.known = Some(text);
        Ok(news)
    }
}

fn read(path: &Path, text: &str, rulebook: &Rulebook) -> Result<AnswersFile> {
    let document = Document::parse(&path.to_string_lossy(), text.to_owned())?;
    Ok(AnswersFile::read(&document, rulebook)?.0)
}
