//! Everything that recording a decision writes: planned first, then written so that a failure at any point
//! leaves what was there before.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::cli::output::{Locks, Replacement, Staged};
use crate::diagnostic::visible_path;
use crate::document::{read_text, reason};

/// The files to write, in this order, and what to tell the user when all of them are written.
#[derive(Default)]
pub(super) struct Plan {
    writes: Vec<Write>,
    notices: Vec<String>,
}

struct Write {
    path: PathBuf,
    text: String,
    /// What the file says now; `None` if there is no such file.
    before: Option<String>,
}

impl Plan {
    pub(super) fn create(&mut self, path: &Path, text: String) {
        self.writes.push(Write { path: path.to_owned(), text, before: None });
    }

    pub(super) fn replace(&mut self, path: &Path, before: &str, text: String, notice: String) {
        if text != before {
            self.writes.push(Write { path: path.to_owned(), text, before: Some(before.to_owned()) });
            self.notices.push(notice);
        }
    }

    pub(super) fn notice(&mut self, notice: String) {
        self.notices.push(notice);
    }

    /// Writes all files beside their places, where a full disk shows, then puts each into its place. If that
    /// fails, those before it are put back. `holds` says whether a new file may stay. Returns the notices.
    pub(super) fn carry_out(self, locks: &Locks, holds: impl Fn() -> Result<()>) -> Result<Vec<String>> {
        let mut staged = Vec::with_capacity(self.writes.len());
        for write in &self.writes {
            let replacement = Replacement::under(locks, &write.path);
            write.check_unchanged()?;
            staged.push(replacement.staged(&mut write.text.as_bytes())?);
        }
        for (done, (write, staged)) in self.writes.iter().zip(staged).enumerate() {
            let put = write.put(staged).map_err(|error| (done, error));
            let put = put.and_then(|()| match write.before {
                None => holds().map_err(|error| (done + 1, error)),
                Some(_) => Ok(()),
            });
            if let Err((done, error)) = put {
                return Err(self.undo(done, locks, error));
            }
        }
        Ok(self.notices)
    }

    /// Puts back the first `done` files. Returns the error, with what could not be put back.
    fn undo(&self, done: usize, locks: &Locks, error: anyhow::Error) -> anyhow::Error {
        let failed =
            self.writes[..done].iter().rev().filter_map(|write| Some((write, write.undo(locks).err()?)));
        failed.fold(error, |error, (write, why)| {
            let what = if write.before.is_none() { "removed" } else { "put back" };
            anyhow::anyhow!("{error:#}; and `{}` cannot be {what}: {why:#}", visible_path(&write.path))
        })
    }
}

impl Write {
    fn check_unchanged(&self) -> Result<()> {
        match &self.before {
            Some(before) if read_text(&self.path)? != *before => {
                bail!("`{}` was changed meanwhile: run the command again", visible_path(&self.path))
            }
            _ => Ok(()),
        }
    }

    fn put(&self, staged: Staged) -> Result<()> {
        if self.before.is_some() { staged.replace() } else { staged.create() }
    }

    fn undo(&self, locks: &Locks) -> Result<()> {
        match &self.before {
            Some(before) => Replacement::under(locks, &self.path).with(before),
            None => std::fs::remove_file(&self.path).map_err(|error| anyhow::anyhow!("{}", reason(&error))),
        }
    }
}
