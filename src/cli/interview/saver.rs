//! Saves the answers of an interview: in the file that the user named, else in the draft.

use std::path::Path;

use anyhow::{Result, bail};

use super::draft::Draft;
use super::interrupt::Interrupt;
use super::resume_command::ResumeCommand;
use super::saved_file::SavedFile;
use crate::answers::AnswersFile;
use crate::interview::AnswerStore;
use crate::rulebook::Rulebook;

/// Where the answers go.
enum Destination {
    File(SavedFile),
    Draft(Draft),
    /// Nowhere, for this reason.
    None(String),
}

/// Saves the answers of one interview, and keeps ready what to say when it is broken off.
pub(in crate::cli) struct Saver<'s> {
    rulebook: &'s Rulebook,
    destination: Destination,
    /// Where the answers go when they cannot be saved in the file; `None` if there can be no draft.
    fallback: Option<Draft>,
    interrupt: &'s Interrupt,
    resume_command: &'s ResumeCommand,
    /// The answers file that the command was given.
    input: Option<&'s Path>,
}

impl<'s> Saver<'s> {
    pub(in crate::cli) fn new(
        rulebook: &'s Rulebook,
        file: Option<SavedFile>,
        draft: Result<Draft>,
        interrupt: &'s Interrupt,
        resume_command: &'s ResumeCommand,
        input: Option<&'s Path>,
    ) -> Self {
        let fallback = draft.as_ref().ok().cloned();
        let destination = match (file, draft) {
            (Some(file), _) => Destination::File(file),
            (None, Ok(draft)) => Destination::Draft(draft),
            (None, Err(error)) => Destination::None(format!("{error:#}; `--save FILE` saves them in a file")),
        };
        Self { rulebook, destination, fallback, interrupt, resume_command, input }
    }

    /// Lets the closing lines say how to go on, before anything is answered here.
    pub(in crate::cli) fn offer_to_resume(&self) {
        self.interrupt.lock().text = self.closing_lines();
    }

    /// Returns the file in which the answers are, if they are in one.
    pub(in crate::cli) fn into_file(self) -> Option<SavedFile> {
        match self.destination {
            Destination::File(file) => Some(file),
            Destination::Draft(_) | Destination::None(_) => None,
        }
    }

    fn write(&mut self, file: &mut AnswersFile) -> Result<Option<String>> {
        match &mut self.destination {
            Destination::File(saved) => saved.write(self.rulebook, file),
            Destination::Draft(draft) => draft.write(self.rulebook, file).map(|()| None),
            Destination::None(reason) => bail!("{reason}"),
        }
    }

    /// Saves in a draft what cannot be saved in the file. Returns what to say on leaving, and what to say
    /// now.
    fn save_elsewhere(&self, file: &AnswersFile, problem: &str) -> (String, String) {
        let draft = self.fallback.as_ref().filter(|_| matches!(self.destination, Destination::File(_)));
        match draft.map(|draft| draft.write(self.rulebook, file)) {
            Some(Ok(())) => (
                format!(
                    "Interrupted. Your answers are not in the file ({problem}) but in a draft. To go on:\n  {}",
                    self.resume_command.resumed()
                ),
                format!("{problem}; a draft has them meanwhile"),
            ),
            _ => (format!("Interrupted. Your last answers are not saved: {problem}"), problem.to_owned()),
        }
    }

    /// Returns what to say when the interview is broken off from now on.
    fn closing_lines(&self) -> String {
        match &self.destination {
            Destination::File(file) => format!(
                "Interrupted. Your answers are saved in {}. To go on:\n  {}",
                file.path().display(),
                self.resume_command.saving_to(file.path(), self.input)
            ),
            Destination::Draft(_) => {
                format!("Interrupted. Your answers are saved. To go on:\n  {}", self.resume_command.resumed())
            }
            Destination::None(reason) => format!("Interrupted. Your answers are not saved: {reason}"),
        }
    }
}

impl AnswerStore for Saver<'_> {
    fn save(&mut self, file: &mut AnswersFile) -> Result<Option<String>, String> {
        let mut closing_lines = self.interrupt.lock();
        match self.write(file) {
            Ok(news) => {
                closing_lines.text = self.closing_lines();
                Ok(news)
            }
            Err(error) => {
                let (on_leaving, now) = self.save_elsewhere(file, &format!("{error:#}"));
                closing_lines.text = on_leaving;
                Err(now)
            }
        }
    }

    fn needs_file(&self) -> bool {
        !matches!(self.destination, Destination::File(_))
    }

    fn exists(&self, path: &str) -> bool {
        Path::new(path).exists()
    }

    fn save_as(&mut self, file: &mut AnswersFile, path: &str) -> Result<(), String> {
        let in_words = |error: anyhow::Error| format!("{error:#}");
        let mut saved = SavedFile::open(Path::new(path), None, None, self.rulebook).map_err(in_words)?;
        let mut closing_lines = self.interrupt.lock();
        saved.write(self.rulebook, file).map_err(in_words)?;
        self.destination = Destination::File(saved);
        closing_lines.text = self.closing_lines();
        Ok(())
    }
}
