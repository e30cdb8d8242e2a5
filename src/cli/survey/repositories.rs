//! The facts of the repositories in which the files of a survey lie, each observed once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use jiff::civil::Date;

use crate::cli::{errors, today};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::git::Repository;
use crate::observe::{self, Facts, Settings};

/// What is observed so far.
pub(super) struct Repositories {
    today: Date,
    known: Mutex<Known>,
}

/// Facts by the folder of a file, so that git is asked once for each, and by the folder at the top.
#[derive(Default)]
struct Known {
    by_folder: BTreeMap<PathBuf, Option<Arc<Facts>>>,
    by_root: BTreeMap<PathBuf, Option<Arc<Facts>>>,
}

impl Repositories {
    /// Returns an empty store.
    ///
    /// # Errors
    /// If it is not known which day it is.
    pub(super) fn new() -> Result<Self> {
        Ok(Self { today: today::today(None)?, known: Mutex::default() })
    }

    /// Returns the facts of the repository in which a file lies; `None` if it is at rest, or cannot be
    /// observed, which is said once.
    pub(super) fn facts(&self, file: &Path) -> Option<Arc<Facts>> {
        let folder = file.parent().unwrap_or(Path::new(""));
        // Held while git runs: two threads must not observe the same one.
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(facts) = known.by_folder.get(folder) {
            return facts.clone();
        }
        let facts = match Repository::containing(file) {
            Ok(found) => {
                let root = found.root().to_owned();
                known.by_root.entry(root).or_insert_with_key(|root| self.observed(root)).clone()
            }
            Err(found) => {
                errors::print(&notes(&found));
                None
            }
        };
        known.by_folder.insert(folder.to_owned(), facts.clone());
        facts
    }

    fn observed(&self, root: &Path) -> Option<Arc<Facts>> {
        let found = observe::observe(&[root], &Settings::default());
        let facts = found.map_err(|found| errors::print(&notes(&found))).ok()?;
        let at_rest = facts.at_rest(self.today);
        let is_at_rest = at_rest.is_some();
        facts.missing_history().into_iter().chain(at_rest).for_each(|note| errors::print(&note.into()));
        (!is_at_rest).then(|| Arc::new(facts))
    }
}

/// Returns errors as notes: a system without a repository is assessed all the same.
fn notes(found: &Diagnostics) -> Diagnostics {
    let note = |error: &Diagnostic| Diagnostic::note(error.code, &error.message);
    found.iter().map(note).collect()
}
