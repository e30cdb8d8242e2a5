//! Where a survey is written to while it runs.

use std::fs::File;
use std::io::{self, Seek, StdoutLock, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::super::output::{Replacement, check_writable};

pub(super) enum Sink {
    Stdout(StdoutLock<'static>),
    /// What a file will hold once all is written; until then its reader sees the old one.
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

    /// Writes, and lets the reader of standard output see it at once.
    pub(super) fn write(&mut self, text: &str) -> io::Result<()> {
        match self {
            Self::Stdout(stdout) => stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()),
            Self::File { contents, .. } => contents.write_all(text.as_bytes()),
        }
    }

    pub(super) fn finish(self) -> Result<()> {
        match self {
            Self::Stdout(_) => Ok(()),
            Self::File { path, mut contents } => {
                contents.rewind().context("cannot read a temporary file")?;
                Replacement::begin(&path).by(&mut contents)
            }
        }
    }
}
