//! Keeps the answers: in the file that the user named, else in the draft.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::draft::Draft;
use super::leave::Leave;
use super::output;
use crate::answers::{self, AnswersFile};
use crate::document::{Document, read_text};
use crate::interview::{Keeper, Sheet};
use crate::rulebook::Rulebook;

/// Where answers go.
enum Place {
    File(SavedFile),
    Draft(Draft),
    /// There is nowhere to put them, for this reason.
    Nowhere(String),
}

/// An answers file that is edited, or made if it does not exist.
pub(super) struct SavedFile {
    path: PathBuf,
    /// What it held before the first change, or what a new file starts from.
    base: Option<String>,
}

impl SavedFile {
    /// Reads what there is, so that whatever would go wrong does so before the first question.
    pub(super) fn open(path: &Path, input: Option<&Path>, rulebook: &Rulebook) -> Result<Self> {
        let exists = path.is_file();
        let base = match (exists, input) {
            (true, _) => Some(read_text(path)?),
            (false, Some(input)) => Some(read_text(input)?),
            (false, None) => None,
        };
        if exists {
            AnswersFile::read(&Document::read(path)?, rulebook)?;
        }
        output::check_writable(path)?;
        Ok(Self { path: path.to_owned(), base })
    }

    pub(super) fn write(
        &self,
        rulebook: &Rulebook,
        sheet: &Sheet,
        weights: &BTreeMap<usize, u8>,
    ) -> Result<()> {
        output::replace_file(&self.path, &self.text(rulebook, sheet, weights)?)
    }

    fn text(&self, rulebook: &Rulebook, sheet: &Sheet, weights: &BTreeMap<usize, u8>) -> Result<String> {
        match &self.base {
            Some(base) => {
                let filled = filled(sheet, weights);
                Ok(answers::edited(rulebook, &self.path.to_string_lossy(), base, &filled)?)
            }
            None => Ok(new_text(rulebook, sheet, weights)),
        }
    }
}

fn filled<'f>(sheet: &'f Sheet, weights: &'f BTreeMap<usize, u8>) -> answers::Filled<'f> {
    answers::Filled { answers: &sheet.answers, title: sheet.title.as_deref(), notes: &sheet.notes, weights }
}

fn new_text(rulebook: &Rulebook, sheet: &Sheet, weights: &BTreeMap<usize, u8>) -> String {
    answers::to_yaml(rulebook, &sheet.answers, sheet.title.as_deref(), &sheet.notes, weights)
}

/// The keeper of one interview.
pub(super) struct Keeping<'k> {
    rulebook: &'k Rulebook,
    weights: &'k BTreeMap<usize, u8>,
    place: Place,
    leave: Leave,
    /// The command that goes on, from the draft.
    again: String,
}

impl<'k> Keeping<'k> {
    pub(super) fn new(
        rulebook: &'k Rulebook,
        weights: &'k BTreeMap<usize, u8>,
        file: Option<SavedFile>,
        draft: Result<Draft>,
        leave: Leave,
        again: String,
    ) -> Self {
        let place = match (file, draft) {
            (Some(file), _) => Place::File(file),
            (None, Ok(draft)) => Place::Draft(draft),
            (None, Err(error)) => Place::Nowhere(format!("{error:#}; `--save FILE` saves them in a file")),
        };
        Self { rulebook, weights, place, leave, again }
    }

    /// The file in which the answers are, if they are in one.
    pub(super) fn file(&self) -> Option<&Path> {
        match &self.place {
            Place::File(file) => Some(&file.path),
            Place::Draft(_) | Place::Nowhere(_) => None,
        }
    }

    fn write(&self, sheet: &Sheet) -> Result<()> {
        match &self.place {
            Place::File(file) => file.write(self.rulebook, sheet, self.weights),
            Place::Draft(draft) => draft.write(&new_text(self.rulebook, sheet, self.weights)),
            Place::Nowhere(reason) => bail!("{reason}"),
        }
    }

    /// What to say when the interview is broken off from now on.
    fn farewell(&self) -> String {
        match &self.place {
            Place::File(file) => {
                let file = file.path.display();
                format!(
                    "Interrupted. Your answers are saved in {file}. To go on:\n  archwise advise {file} --save {file}"
                )
            }
            Place::Draft(_) => format!("Interrupted. Your answers are saved. To go on:\n  {}", self.again),
            Place::Nowhere(reason) => format!("Interrupted. Your answers are not saved: {reason}"),
        }
    }
}

impl Keeper for Keeping<'_> {
    fn keep(&mut self, sheet: &Sheet) -> Result<(), String> {
        let mut farewell = self.leave.hold();
        self.write(sheet).map_err(|error| format!("{error:#}"))?;
        farewell.words = self.farewell();
        Ok(())
    }

    fn needs_file(&self) -> bool {
        self.file().is_none()
    }

    fn save_as(&mut self, sheet: &Sheet, file: &str) -> Result<(), String> {
        let words = |error: anyhow::Error| format!("{error:#}");
        let file = SavedFile::open(Path::new(file), None, self.rulebook).map_err(words)?;
        let _held = self.leave.hold();
        file.write(self.rulebook, sheet, self.weights).map_err(words)?;
        self.place = Place::File(file);
        Ok(())
    }
}
