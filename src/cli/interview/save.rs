//! Keeps the answers: in the file that the user named, else in the draft.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::draft::Draft;
use super::interrupt::Interrupt;
use super::resume_command::ResumeCommand;
use crate::answers::{self, AnswersFile};
use crate::cli::output;
use crate::document::{Document, read_text};
use crate::interview::{AnswerSheet, AnswerStore};
use crate::rulebook::{QualityId, Rulebook};

/// Where answers go.
enum Place {
    File(SavedFile),
    Draft(Draft),
    /// There is nowhere to put them, for this reason.
    Nowhere(String),
}

/// An answers file that is edited, or made if it does not exist.
pub(in crate::cli) struct SavedFile {
    path: PathBuf,
    /// What is changed to say what is answered: what the file held before, or what a new file starts from.
    base: Option<String>,
    /// What the file held when it was last read or written here; `None` if it did not exist.
    known: Option<String>,
}

impl SavedFile {
    /// Reads what there is, so that whatever would go wrong does so before the first question. `seen`: what
    /// the file held before the answers were read from it, so that no change of others falls in between.
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

    /// Makes the file say what the sheet says. What others changed in it meanwhile is taken into the sheet
    /// and told in words.
    pub(in crate::cli) fn write(
        &mut self,
        rulebook: &Rulebook,
        sheet: &mut AnswerSheet,
        weights: &BTreeMap<QualityId, u8>,
    ) -> Result<Option<String>> {
        let file = output::Replacement::begin(&self.path);
        let news = self.take_in(rulebook, sheet)?;
        let text = self.text(rulebook, sheet, weights)?;
        if self.known.as_ref() != Some(&text) {
            file.with(&text)?;
            self.known = Some(text);
        }
        Ok(news)
    }

    fn take_in(&mut self, rulebook: &Rulebook, sheet: &mut AnswerSheet) -> Result<Option<String>> {
        let now = self.path.is_file().then(|| read_text(&self.path)).transpose()?;
        if now == self.known {
            return Ok(None);
        }
        let Some(text) = now else {
            // Somebody removed it: it is made again.
            self.known = None;
            return Ok(None);
        };
        let changed = || format!("`{}` was changed meanwhile, and is left as it is", self.path.display());
        let theirs = read(&self.path, &text, rulebook).with_context(changed)?;
        let before = match &self.known {
            Some(known) => read(&self.path, known, rulebook)?,
            None => AnswersFile::blank(rulebook),
        };
        let name = self.path.to_string_lossy().into_owned();
        let merged = super::merge::take_in(rulebook, &before, &theirs, sheet, &name);
        self.base = Some(text.clone());
        self.known = Some(text);
        Ok(merged.in_words(&name))
    }

    fn text(
        &self,
        rulebook: &Rulebook,
        sheet: &AnswerSheet,
        weights: &BTreeMap<QualityId, u8>,
    ) -> Result<String> {
        let filled = filled(sheet, weights);
        match &self.base {
            Some(base) => Ok(answers::edited(rulebook, &self.path.to_string_lossy(), base, &filled)?),
            None => Ok(answers::to_yaml(rulebook, &filled)),
        }
    }
}

fn read(path: &Path, text: &str, rulebook: &Rulebook) -> Result<AnswersFile> {
    let document = Document::parse(&path.to_string_lossy(), text.to_owned())?;
    Ok(AnswersFile::read(&document, rulebook)?.0)
}

fn filled<'f>(sheet: &'f AnswerSheet, weights: &'f BTreeMap<QualityId, u8>) -> answers::Filled<'f> {
    let AnswerSheet { title, answers, notes, parts } = sheet;
    answers::Filled { answers, title: title.as_deref(), notes, weights, parts, decision: None }
}

/// The keeper of one interview.
pub(in crate::cli) struct Saver<'k> {
    rulebook: &'k Rulebook,
    weights: &'k BTreeMap<QualityId, u8>,
    place: Place,
    /// Where answers go that cannot be saved in the file.
    fallback_file: Option<Draft>,
    leave: Interrupt,
    /// The command that goes on, and the file that it was given.
    again: &'k ResumeCommand,
    input: Option<&'k Path>,
}

impl<'k> Saver<'k> {
    pub(in crate::cli) fn new(
        rulebook: &'k Rulebook,
        weights: &'k BTreeMap<QualityId, u8>,
        file: Option<SavedFile>,
        draft: Result<Draft>,
        leave: Interrupt,
        (again, input): (&'k ResumeCommand, Option<&'k Path>),
    ) -> Self {
        let fallback_file = draft.as_ref().ok().cloned();
        let place = match (file, draft) {
            (Some(file), _) => Place::File(file),
            (None, Ok(draft)) => Place::Draft(draft),
            (None, Err(error)) => Place::Nowhere(format!("{error:#}; `--save FILE` saves them in a file")),
        };
        Self { rulebook, weights, place, fallback_file, leave, again, input }
    }

    /// That there is something to go on with before anything is answered here.
    pub(in crate::cli) fn begun(&self) {
        self.leave.hold().words = self.closing_lines();
    }

    /// The file in which the answers are, if they are in one.
    pub(in crate::cli) fn into_file(self) -> Option<SavedFile> {
        match self.place {
            Place::File(file) => Some(file),
            Place::Draft(_) | Place::Nowhere(_) => None,
        }
    }

    fn write(&mut self, sheet: &mut AnswerSheet) -> Result<Option<String>> {
        match &mut self.place {
            Place::File(file) => file.write(self.rulebook, sheet, self.weights),
            Place::Draft(draft) => to_draft(draft, self.rulebook, sheet, self.weights).map(|()| None),
            Place::Nowhere(reason) => bail!("{reason}"),
        }
    }

    /// Keeps in a draft what cannot be kept in the file. Returns what to say on leaving, and what to say now.
    fn save_elsewhere(&self, sheet: &AnswerSheet, problem: &str) -> (String, String) {
        let draft = self.fallback_file.as_ref().filter(|_| matches!(self.place, Place::File(_)));
        match draft.map(|draft| to_draft(draft, self.rulebook, sheet, self.weights)) {
            Some(Ok(())) => (
                format!(
                    "Interrupted. Your answers are not in the file ({problem}) but in a draft. To go on:\n  {}",
                    self.again.resumed()
                ),
                format!("{problem}; a draft has them meanwhile"),
            ),
            _ => (format!("Interrupted. Your last answers are not saved: {problem}"), problem.to_owned()),
        }
    }

    /// What to say when the interview is broken off from now on.
    fn closing_lines(&self) -> String {
        match &self.place {
            Place::File(file) => format!(
                "Interrupted. Your answers are saved in {}. To go on:\n  {}",
                file.path.display(),
                self.again.saving_to(&file.path, self.input)
            ),
            Place::Draft(_) => {
                format!("Interrupted. Your answers are saved. To go on:\n  {}", self.again.resumed())
            }
            Place::Nowhere(reason) => format!("Interrupted. Your answers are not saved: {reason}"),
        }
    }
}

fn to_draft(
    draft: &Draft,
    rulebook: &Rulebook,
    sheet: &AnswerSheet,
    weights: &BTreeMap<QualityId, u8>,
) -> Result<()> {
    draft.write(&answers::to_yaml(rulebook, &filled(sheet, weights)))
}

impl AnswerStore for Saver<'_> {
    fn save(&mut self, sheet: &mut AnswerSheet) -> Result<Option<String>, String> {
        let leave = self.leave.clone();
        let mut closing_lines = leave.hold();
        match self.write(sheet) {
            Ok(news) => {
                closing_lines.words = self.closing_lines();
                Ok(news)
            }
            Err(error) => {
                let (on_leaving, now) = self.save_elsewhere(sheet, &format!("{error:#}"));
                closing_lines.words = on_leaving;
                Err(now)
            }
        }
    }

    fn needs_file(&self) -> bool {
        !matches!(self.place, Place::File(_))
    }

    fn exists(&self, file: &str) -> bool {
        Path::new(file).exists()
    }

    fn save_as(&mut self, sheet: &mut AnswerSheet, file: &str) -> Result<(), String> {
        let words = |error: anyhow::Error| format!("{error:#}");
        let mut file = SavedFile::open(Path::new(file), None, None, self.rulebook).map_err(words)?;
        let leave = self.leave.clone();
        let mut closing_lines = leave.hold();
        file.write(self.rulebook, sheet, self.weights).map_err(words)?;
        self.place = Place::File(file);
        closing_lines.words = self.closing_lines();
        Ok(())
    }
}
