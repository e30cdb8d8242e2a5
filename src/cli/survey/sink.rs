//! The place where a survey is written while it runs.

use std::fs::File;
use std::io::{self, IsTerminal, Seek, StdoutLock, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::super::legible::legible;
use super::super::output::{Replacement, check_writable};

pub(super) enum Sink {
    Stdout(StdoutLock<'static>),
    /// A file that is replaced once all is written; until then its readers see the old one.
    File {
        path: PathBuf,
        contents: File,
    },
}

impl Sink {
    pub(super) fn open(file: Option<&Path>) -> Result<Self> {
        let Some(path) = file else { return Ok(Self::Stdout(io::stdout().lock())) };
        check_writable(path)?;
        let contents = tempfile::tempfile().context("cannot make a temporary file")?;
        Ok(Self::File { path: path.to_owned(), contents })
    }

    /// Writes, so that the reader of standard output sees it at once.
    pub(super) fn write(&mut self, text: &str) -> io::Result<()> {
        match self {
            Self::Stdout(stdout) => {
                let text = legible(text, stdout.is_terminal());
                stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush())
            }
            Self::File { contents, .. } => contents.write_all(text.as_bytes()),
        }
    }

    /// Replaces the file, if it is one.
    pub(super) fn finish(self) -> Result<()> {
        match self {
            Self::Stdout(_) => Ok(()),
            Self::File { path, mut contents } => {
                contents.rewind().context("cannot read a temporary file")?;
                Replacement::begin(&path).with_contents(&mut contents)
            }
        }
    }
}
