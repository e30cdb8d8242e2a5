//! What the tools share: the rulebook, the folders that may be read and written, and the pages to show.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use super::workspace::Workspace;
use crate::answers::AnswersFile;
use crate::rulebook::Rulebook;

/// So many systems that were assessed last can be shown as pages.
const PAGES: usize = 8;

pub(super) struct Desk {
    pub rulebook: &'static Rulebook,
    /// The rulebooks that were named, for the commands that reports print.
    pub rules: Vec<PathBuf>,
    /// The folder below which repositories may be observed.
    pub here: PathBuf,
    /// Where answers and records may be saved; `None`: nowhere.
    pub workspace: Option<Workspace>,
    assessed: Mutex<VecDeque<(u64, AnswersFile)>>,
}

impl Desk {
    pub(super) fn new(
        rulebook: &'static Rulebook,
        rules: Vec<PathBuf>,
        here: PathBuf,
        workspace: Option<Workspace>,
    ) -> Self {
        Self { rulebook, rules, here, workspace, assessed: Mutex::default() }
    }

    /// Keeps answers to be shown as a page, and returns the number of that.
    pub(super) fn keep(&self, file: &AnswersFile) -> u64 {
        let mut assessed = self.assessed.lock().unwrap_or_else(PoisonError::into_inner);
        let number = assessed.back().map_or(1, |(last, _)| last + 1);
        assessed.push_back((number, file.clone()));
        if assessed.len() > PAGES {
            assessed.pop_front();
        }
        number
    }

    /// Returns the answers that were kept under a number.
    pub(super) fn kept(&self, number: u64) -> Option<AnswersFile> {
        let assessed = self.assessed.lock().unwrap_or_else(PoisonError::into_inner);
        assessed.iter().find(|(kept, _)| *kept == number).map(|(_, file)| file.clone())
    }

    /// Returns the numbers and titles of what is kept.
    pub(super) fn pages(&self) -> Vec<(u64, Option<String>)> {
        let assessed = self.assessed.lock().unwrap_or_else(PoisonError::into_inner);
        assessed.iter().map(|(number, file)| (*number, file.title.clone())).collect()
    }
}
