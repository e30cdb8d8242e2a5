//! The drafts that can be gone on with: found by what they are about, described, and one of them chosen.

use std::io;
use std::path::Path;
use std::time::SystemTime;

use anyhow::{Result, anyhow, bail};
use jiff::Timestamp;

use super::draft::{Draft, Subject, files, is_held, subject_of};
use crate::answers::{AnswersFile, UNTITLED};
use crate::diagnostic::visible_path;
use crate::document::Document;
use crate::interview::{Action, Menu, Paragraph, PromptHeader, Prompter, Selection, Tone};
use crate::rulebook::{Rulebook, and_list, counted};

/// What the user is told when two interviews about the same go on at once.
pub(super) const ANOTHER_IS_OPEN: &str = "Another interview about this is open in another terminal. Neither \
    touches the other's answers: this one has a draft of its own.";

const BEGIN_ANEW: char = 'n';

/// A draft that this interview holds, and what is in it.
pub(super) struct Candidate {
    pub draft: Draft,
    pub answers: AnswersFile,
    description: String,
    saved: SystemTime,
}

/// The drafts about one subject.
pub(super) struct Drafts {
    /// Those that can be gone on with, the newest first.
    pub free: Vec<Candidate>,
    /// Whether another interview about the same is going on.
    pub another_is_open: bool,
    /// What is wrong with a draft that cannot be read.
    problem: Option<anyhow::Error>,
}

impl Drafts {
    /// Finds the drafts about a subject, and holds those that no other interview does.
    pub(super) fn find(subject: &Subject, rulebook: &Rulebook) -> Self {
        Self::such_as(subject, rulebook, |other| subject.is_that_of(other))
    }

    /// Finds those to go on with on request: about the subject or, if there are none, of its rulebook in any
    /// folder.
    ///
    /// # Errors
    /// When there are none, saying which others there are.
    pub(super) fn find_to_resume(subject: &Subject, rulebook: &Rulebook) -> Result<Self> {
        let here = Self::find(subject, rulebook);
        if !here.free.is_empty() {
            return Ok(here);
        }
        if let Some(problem) = here.problem {
            return Err(problem);
        }
        if here.another_is_open {
            bail!("the interview to go on with is open in another terminal; finish it there, or close it");
        }
        let elsewhere = Self::such_as(subject, rulebook, |other| {
            subject.shares_rulebook(other) && subject.file.is_none() && other.file.is_none()
        });
        if elsewhere.free.is_empty() { Err(missing(subject)) } else { Ok(elsewhere) }
    }

    fn such_as(subject: &Subject, rulebook: &Rulebook, wanted: impl Fn(&Subject) -> bool) -> Self {
        let mut drafts = Self { free: Vec::new(), another_is_open: false, problem: None };
        for path in files() {
            let Ok(document) = Document::read(&path) else { continue };
            let Some(about) = subject_of(&document).filter(&wanted) else { continue };
            // It stays that of the folder in which it was begun.
            let kept = Subject { folder: about.folder.clone().or(subject.folder.clone()), ..subject.clone() };
            match Draft::hold(&path, &kept) {
                Ok(Some(draft)) => match Candidate::read(draft, &about, rulebook) {
                    Ok(candidate) => drafts.free.push(candidate),
                    Err(error) => drafts.problem = Some(error),
                },
                Ok(None) => drafts.another_is_open = true,
                Err(error) => drafts.problem = Some(error),
            }
        }
        drafts.free.sort_by_key(|candidate| std::cmp::Reverse(candidate.saved));
        drafts
    }

    /// Returns the only draft.
    ///
    /// # Errors
    /// When there are several and nobody can choose, with a list.
    pub(super) fn only(mut self) -> Result<Option<Candidate>> {
        if self.free.len() < 2 {
            return Ok(self.free.pop());
        }
        let line = |one: &Candidate| format!("\n  {}: {}", visible_path(one.draft.path()), one.description);
        let list: String = self.free.iter().map(line).collect();
        Err(anyhow!(
            "there are {} unfinished interviews, and nobody can be asked which to go on with; each is an answers file, \
             so `archwise advise FILE` takes one of them:{list}",
            self.free.len()
        ))
    }

    /// Lets the user choose one to go on with. Unless `required`, none is a choice as well.
    pub(super) fn choose(
        mut self,
        required: bool,
        prompter: &mut dyn Prompter,
    ) -> io::Result<Option<Candidate>> {
        if let ([only], true) = (self.free.as_slice(), required) {
            let text = format!("This goes on with {}.", only.description);
            prompter.say(&[Paragraph::new(Tone::Normal, text)])?;
            return Ok(self.free.pop());
        }
        if self.free.is_empty() {
            return Ok(None);
        }
        let title = match self.free.len() {
            1 => "There is an unfinished interview. Go on with it?".to_owned(),
            several => format!("There are {several} unfinished interviews. Go on with one of them?"),
        };
        let help = "Those that you do not go on with stay as they are.".to_owned();
        let actions = if required { Vec::new() } else { vec![Action::new(BEGIN_ANEW, "Begin anew")] };
        let menu = Menu {
            header: PromptHeader { help: Some(help), ..PromptHeader::new("", title) },
            choices: self.free.iter().map(|candidate| candidate.description.clone()).collect(),
            actions,
            // Only a cursor stands on the newest: an empty line chooses none.
            cursor: Some(Selection::Choice(0)),
            must_choose: true,
            ..Menu::default()
        };
        loop {
            match prompter.select(&menu)? {
                Selection::Choice(chosen) => return Ok(Some(self.free.swap_remove(chosen))),
                Selection::Action(_) => return Ok(None),
                Selection::Back => {}
            }
        }
    }
}

impl Candidate {
    fn read(draft: Draft, about: &Subject, rulebook: &Rulebook) -> Result<Self> {
        let document = Document::read(draft.path())?;
        let answers = AnswersFile::read(&document, rulebook)?.0;
        let saved = saved(draft.path());
        let description = describe(about, &answers, saved);
        Ok(Self { draft, answers, description, saved })
    }
}

fn saved(path: &Path) -> SystemTime {
    std::fs::metadata(path).and_then(|metadata| metadata.modified()).unwrap_or(SystemTime::UNIX_EPOCH)
}

/// Returns a draft in words: ``Shop: 2 answers, saved on 2026-05-01 at 09:30 UTC in `/home/me/shop` ``.
fn describe(about: &Subject, answers: &AnswersFile, saved: SystemTime) -> String {
    let title = answers.title.as_deref().unwrap_or(UNTITLED);
    let number =
        answers.statements.len() + answers.parts.iter().map(|part| part.statements.len()).sum::<usize>();
    let folder = about.folder.as_ref().map(|folder| format!(" in `{folder}`")).unwrap_or_default();
    format!("{title}: {}, saved {}{folder}", counted(number, "answer"), date(saved))
}

fn date(saved: SystemTime) -> String {
    let time = Timestamp::try_from(saved).unwrap_or(Timestamp::UNIX_EPOCH);
    time.strftime("on %Y-%m-%d at %H:%M UTC").to_string()
}

/// Returns whether another interview about this is going on.
pub(super) fn another_is_open(subject: &Subject, own: &Path) -> bool {
    let held = files().into_iter().filter(|path| path != own && is_held(path));
    let mut about = held.filter_map(|path| subject_of(&Document::read(&path).ok()?));
    about.any(|other| subject.is_that_of(&other))
}

/// Returns why there is nothing to go on with; names the drafts that there are.
fn missing(subject: &Subject) -> anyhow::Error {
    let read = |path: &Path| Some((subject_of(&Document::read(path).ok()?)?, visible_path(path)));
    let others: Vec<String> = files()
        .iter()
        .filter_map(|path| read(path))
        .map(|(about, path)| {
            let version = if about.rulebook == subject.rulebook && !subject.shares_rulebook(&about) {
                "another version of the rulebook"
            } else {
                "the rulebook"
            };
            let file = about.file.as_ref().map(|file| format!(", begun with `{file}`")).unwrap_or_default();
            format!("one for {version} `{}`{file} (`{path}`)", about.rulebook)
        })
        .collect();
    if others.is_empty() {
        return anyhow!(
            "there is no interview to go on with; `archwise advise` begins one, and `archwise advise --save FILE` \
             goes on with one that was saved in FILE"
        );
    }
    anyhow!(
        "there is no interview to go on with for the rulebook `{}`{}; broken off {} {}. Each is an answers file: \
         `archwise advise FILE` takes what fits",
        subject.rulebook,
        subject.file.as_ref().map(|file| format!(" and `{file}`")).unwrap_or_default(),
        if others.len() == 1 { "was" } else { "were" },
        and_list(&others)
    )
}
