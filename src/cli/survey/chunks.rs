//! The input of a survey in pieces: many enough rows to be worth a thread's while, few enough to flow.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::sources::{Source, System};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, visible};
use crate::document::{Document, reason};
use crate::survey::{Line, Lines, Row, Summary, Surveyor};
use crate::survey::{SurveyFormat, SurveyWriter};

/// Files in a chunk.
const FILES: usize = 32;
/// Bytes that are read at once; the lines in them are a chunk.
const BUFFER: usize = 128 << 10;

/// A few systems, or some lines of one source.
pub(super) enum Chunk {
    Systems(Vec<System>),
    Lines {
        file: Option<String>,
        /// The number of the first line, from 1.
        first: u64,
        lines: Vec<Line>,
        /// Why no more lines can be read.
        failed: Option<Diagnostics>,
    },
}

/// What was made of a chunk.
pub(super) struct Done {
    pub text: String,
    pub summary: Summary,
}

type Input = BufReader<Box<dyn Read + Send>>;

/// Lines that are being read.
struct Reading {
    file: Option<String>,
    lines: Lines<Input>,
    next: u64,
}

/// Reads the sources in their order, as far as somebody asks.
pub(super) struct Chunks {
    sources: std::iter::Peekable<std::vec::IntoIter<Source>>,
    reading: Option<Reading>,
}

impl Chunks {
    pub(super) fn new(sources: Vec<Source>) -> Self {
        Self { sources: sources.into_iter().peekable(), reading: None }
    }
}

impl Iterator for Chunks {
    type Item = Chunk;

    fn next(&mut self) -> Option<Chunk> {
        loop {
            if let Some(reading) = &mut self.reading {
                let chunk = reading.chunk();
                if !matches!(&chunk, Some(Chunk::Lines { failed: None, .. })) {
                    self.reading = None;
                }
                if chunk.is_some() {
                    return chunk;
                }
            }
            match self.sources.next()? {
                Source::Lines(path) => match Reading::open(path) {
                    Ok(reading) => self.reading = Some(reading),
                    Err(broken) => return Some(Chunk::Systems(vec![broken])),
                },
                Source::One(system) => return Some(self.several(system)),
            }
        }
    }
}

impl Chunks {
    fn several(&mut self, first: System) -> Chunk {
        let mut systems = vec![first];
        while systems.len() < FILES
            && let Some(source) = self.sources.next_if(|source| matches!(source, Source::One(_)))
        {
            systems.extend(match source {
                Source::One(system) => Some(system),
                Source::Lines(_) => None,
            });
        }
        Chunk::Systems(systems)
    }
}

impl Reading {
    fn open(path: Option<PathBuf>) -> Result<Self, System> {
        let (file, input): (_, Box<dyn Read + Send>) = match path {
            None => (None, Box::new(io::stdin())),
            Some(path) => match File::open(&path) {
                Ok(input) => (Some(visible(&path.to_string_lossy())), Box::new(input)),
                Err(error) => return Err(System::Broken(path, unreadable(&error))),
            },
        };
        Ok(Self { file, lines: Lines::new(BufReader::with_capacity(BUFFER, input)), next: 1 })
    }

    /// The lines that can be had without waiting once more; `None` at the end.
    fn chunk(&mut self) -> Option<Chunk> {
        let mut lines = Vec::new();
        let mut failed = None;
        loop {
            match self.lines.next_line() {
                Ok(Some(line)) => lines.push(line),
                Ok(None) => break,
                Err(error) => {
                    failed = Some(unreadable(&error));
                    break;
                }
            }
            if !self.lines.is_at_hand() {
                break;
            }
        }
        let first = self.next;
        self.next += lines.len() as u64;
        let ended = lines.is_empty() && failed.is_none();
        (!ended).then(|| Chunk::Lines { file: self.file.clone(), first, lines, failed })
    }
}

fn unreadable(error: &io::Error) -> Diagnostics {
    Diagnostic::error(Code::Unreadable, format!("no more can be read: {}", reason(error))).into()
}

/// Assesses what is in a chunk and writes it down.
///
/// # Errors
/// None that a row can cause; serde's own.
pub(super) fn done(chunk: Chunk, surveyor: &Surveyor, format: SurveyFormat, next: bool) -> Result<Done> {
    let writer = SurveyWriter::new(format, surveyor.rulebook(), next);
    let mut done = Done { text: String::new(), summary: Summary::default() };
    match chunk {
        Chunk::Systems(systems) => {
            for system in systems {
                let (path, document) = match system {
                    System::File(path) => (path.clone(), Document::read(&path)),
                    System::Broken(path, found) => (path, Err(found)),
                };
                let file = Some(visible(&path.to_string_lossy()));
                done.add(&surveyor.row(document).in_file(file), &writer)?;
            }
        }
        Chunk::Lines { file, first, lines, failed } => {
            let name = file.as_deref().unwrap_or("-");
            let end = first + lines.len() as u64;
            for (number, line) in (first..).zip(lines) {
                if line.is_blank() {
                    writer.blank(&mut done.text);
                    continue;
                }
                let row = surveyor.row(line.document(name)).in_file(file.clone()).on_line(number);
                done.add(&row, &writer)?;
            }
            if let Some(found) = failed {
                done.add(&Row::of_errors(&found).in_file(file).on_line(end), &writer)?;
            }
        }
    }
    Ok(done)
}

impl Done {
    fn add(&mut self, row: &Row, writer: &SurveyWriter<'_>) -> Result<()> {
        writer.row(row, &mut self.text).context("cannot write a row")?;
        self.summary.add(row);
        Ok(())
    }
}
