//! The facts of the repositories in which the files of a survey lie, each observed once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use jiff::civil::Date;

use crate::cli::{errors, today};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::git::Repository;
use crate::observe::{self, FETCH_MORE, Facts, Settings};

/// What was observed so far, by the folder at the top.
pub(super) struct Repositories {
    today: Date,
    observed: Mutex<BTreeMap<PathBuf, Option<Arc<Facts>>>>,
}

impl Repositories {
    /// Returns an empty store.
    ///
    /// # Errors
    /// If it is not known which day it is.
    pub(super) fn new() -> Result<Self> {
        Ok(Self { today: today::today(None)?, observed: Mutex::default() })
    }

    /// Returns the facts of the repository in which a file lies; `None` if it is at rest, or cannot be
    /// observed, which is said once.
    pub(super) fn facts(&self, file: &Path) -> Option<Arc<Facts>> {
        let repository = Repository::containing(file);
        let folder = file.parent().unwrap_or(Path::new("")).to_owned();
        let root = repository.as_ref().map_or(folder, |found| found.root().to_owned());
        // Held while git runs: two threads must not observe the same one.
        let mut observed = self.observed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = observed.get(&root) {
            return known.clone();
        }
        let found = repository.and_then(|found| observe::observe(&[found.root()], &Settings::default()));
        let facts = found.map_err(|found| errors::print(&notes(&found))).ok();
        if let Some(missing) = facts.as_ref().and_then(Facts::incomplete) {
            errors::print(&Diagnostic::note(Code::HistoryIncomplete, missing).help(FETCH_MORE).into());
        }
        if let Some((facts, days)) = facts.as_ref().and_then(|one| Some((one, one.quiet_days(self.today)?))) {
            let message = format!("the newest commit of {} is {days} days old", facts.names());
            let note = Diagnostic::note(Code::RepositoryQuiet, message);
            errors::print(&note.help("its facts are not compared with the answers").into());
        }
        let facts = facts.filter(|facts| facts.quiet_days(self.today).is_none()).map(Arc::new);
        observed.insert(root, facts.clone());
        facts
    }
}

/// Returns errors as notes: a system without a repository is assessed all the same.
fn notes(found: &Diagnostics) -> Diagnostics {
    let note = |error: &Diagnostic| Diagnostic::note(error.code, &error.message);
    found.iter().map(note).collect()
}
