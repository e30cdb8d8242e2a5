//! Saves the answers of an interview: in the file that the user named, else in a draft.

use std::path::Path;

use anyhow::Result;

use super::draft::{Draft, Subject};
use super::drafts::{ANOTHER_IS_OPEN, another_is_open};
use super::interrupt::Interrupt;
use super::resume_command::ResumeCommand;
use super::saved_file::SavedFile;
use crate::answers::AnswersFile;
use crate::diagnostic::visible_path;
use crate::interview::AnswerStore;
use crate::rulebook::Rulebook;

/// Saves the answers of one interview, and keeps ready what to say when it is broken off.
pub(super) struct Saver<'s> {
    pub rulebook: &'s Rulebook,
    /// The file that the user named; without one the answers go to the draft.
    pub file: Option<SavedFile>,
    /// The draft of this interview; `None` as long as nothing had to go there.
    pub draft: Option<Draft>,
    pub subject: &'s Subject,
    /// Whether the user knows that another interview about the same is going on.
    pub told_of_another: bool,
    pub interrupt: &'s Interrupt,
    pub resume_command: &'s ResumeCommand,
    /// The answers file that the command was given.
    pub input: Option<&'s Path>,
}

impl Saver<'_> {
    /// Lets the closing lines say how to go on, before anything is answered here.
    pub(super) fn offer_to_resume(&self) {
        self.interrupt.lock().text = self.closing_lines();
    }

    fn write(&mut self, file: &mut AnswersFile) -> Result<Option<String>> {
        let Some(saved) = &mut self.file else { return self.write_draft(file) };
        let news = saved.write(self.rulebook, file)?;
        if let Some(draft) = self.draft.take() {
            // The file says it all now. A draft that stays is offered once too often, which does no harm.
            let _ = draft.remove();
        }
        Ok(news)
    }

    /// Writes the draft of this interview. Returns what to tell the user when it is a new one beside another.
    fn write_draft(&mut self, file: &AnswersFile) -> Result<Option<String>> {
        if let Some(draft) = &self.draft {
            return draft.write(self.rulebook, file).map(|()| None);
        }
        let draft = self.draft.insert(Draft::claim(self.subject)?);
        draft.write(self.rulebook, file)?;
        let tell = !self.told_of_another && another_is_open(self.subject, draft.path());
        self.told_of_another |= tell;
        Ok(tell.then(|| ANOTHER_IS_OPEN.to_owned()))
    }

    /// Saves in a draft what cannot be saved in the file. Returns what to say on leaving, and what to say
    /// now.
    fn save_elsewhere(&mut self, file: &AnswersFile, problem: &str) -> (String, String) {
        if self.file.is_some() && self.write_draft(file).is_ok() {
            let command = self.resume_command.resumed();
            return (
                format!(
                    "Interrupted. Your answers are not in the file ({problem}) but in a draft. To go on:\n  \
                     {command}"
                ),
                format!("{problem}; a draft has them meanwhile"),
            );
        }
        (format!("Interrupted. Your last answers are not saved: {problem}"), problem.to_owned())
    }

    /// Returns what to say when the interview is broken off from now on.
    fn closing_lines(&self) -> String {
        match &self.file {
            Some(file) => format!(
                "Interrupted. Your answers are saved in {}. To go on:\n  {}",
                visible_path(file.path()),
                self.resume_command.saving_to(file.path(), self.input)
            ),
            None => {
                format!("Interrupted. Your answers are saved. To go on:\n  {}", self.resume_command.resumed())
            }
        }
    }
}

impl AnswerStore for Saver<'_> {
    fn save(&mut self, file: &mut AnswersFile) -> Result<Option<String>, String> {
        // The lock keeps the program from ending in the middle.
        let interrupt = self.interrupt;
        let mut closing_lines = interrupt.lock();
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
        self.file.is_none()
    }

    fn proposed(&self) -> Option<String> {
        self.input.filter(|input| input.is_file()).map(|input| input.to_string_lossy().into_owned())
    }

    fn exists(&self, path: &str) -> bool {
        Path::new(path).exists()
    }

    fn save_as(&mut self, file: &mut AnswersFile, path: &str) -> Result<(), String> {
        let in_words = |error: anyhow::Error| format!("{error:#}");
        let mut saved = SavedFile::open(Path::new(path), None, None, self.rulebook).map_err(in_words)?;
        let mut closing_lines = self.interrupt.lock();
        saved.write(self.rulebook, file).map_err(in_words)?;
        self.file = Some(saved);
        closing_lines.text = self.closing_lines();
        Ok(())
    }
}
