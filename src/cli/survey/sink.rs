//! The place where a survey is written while it runs.

use std::fs::File;
use std::io::{self, IsTerminal, Read, Seek, StdoutLock, Write};
use std::path::{Path, PathBuf};

use anstream::adapter::strip_str;
use anyhow::{Context, Result};

use super::super::legible::legible;
use super::super::output::{Replacement, check_writable};

/// How much of the rows that wait is read at once.
const BUFFER: usize = 64 << 10;

pub(super) struct Sink {
    target: Target,
    /// Where rows wait for what stands before them.
    waiting: Option<File>,
}

enum Target {
    Stdout(StdoutLock<'static>),
    /// A file that is replaced once all is written; until then its readers see the old one.
    File {
        path: PathBuf,
        contents: File,
    },
}

impl Sink {
    /// Opens the file, or standard output. With `rows_wait` the rows are kept in a temporary file.
    pub(super) fn open(file: Option<&Path>, rows_wait: bool) -> Result<Self> {
        let waiting = rows_wait.then(temporary).transpose()?;
        let Some(path) = file else {
            return Ok(Self { target: Target::Stdout(io::stdout().lock()), waiting });
        };
        check_writable(path)?;
        Ok(Self { target: Target::File { path: path.to_owned(), contents: temporary()? }, waiting })
    }

    /// Writes, so that the reader of standard output sees it at once.
    pub(super) fn write(&mut self, text: &str) -> io::Result<()> {
        match &mut self.target {
            Target::Stdout(stdout) => {
                let text = legible(text, stdout.is_terminal());
                // Without an escape there are no colours that may have to be removed, which takes time.
                match text.contains('\x1b') {
                    true => anstream::stdout().lock().write_all(text.as_bytes())?,
                    false => stdout.write_all(text.as_bytes())?,
                }
                stdout.flush()
            }
            Target::File { contents, .. } => match text.contains('\x1b') {
                true => contents.write_all(strip_str(text).to_string().as_bytes()),
                false => contents.write_all(text.as_bytes()),
            },
        }
    }

    /// Writes rows, or keeps them if they wait.
    pub(super) fn write_rows(&mut self, text: &str) -> io::Result<()> {
        match &mut self.waiting {
            Some(file) => file.write_all(text.as_bytes()),
            None => self.write(text),
        }
    }

    /// Writes the rows that wait.
    pub(super) fn release(&mut self) -> io::Result<()> {
        let Some(mut file) = self.waiting.take() else { return Ok(()) };
        file.rewind()?;
        let mut pending = Vec::new();
        loop {
            let begun = pending.len();
            pending.resize(begun + BUFFER, 0);
            let read = file.read(&mut pending[begun..])?;
            pending.truncate(begun + read);
            // A character may lie across the end of what was read.
            let whole = match std::str::from_utf8(&pending) {
                Ok(_) => pending.len(),
                Err(error) => error.valid_up_to(),
            };
            self.write(&String::from_utf8_lossy(&pending[..whole]))?;
            pending.drain(..whole);
            if read == 0 {
                return Ok(());
            }
        }
    }

    /// Replaces the file, if it is one.
    pub(super) fn finish(self) -> Result<()> {
        match self.target {
            Target::Stdout(_) => Ok(()),
            Target::File { path, mut contents } => {
                contents.rewind().context("cannot read a temporary file")?;
                Replacement::begin(&path).with_contents(&mut contents)
            }
        }
    }
}

fn temporary() -> Result<File> {
    tempfile::tempfile().context("cannot make a temporary file")
}
