//! The input of a survey in chunks, large enough to be worth the time of a thread and small enough to flow.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::reports::Reports;
use super::repositories::Repositories;
use super::sources::{Source, System};
use crate::answers::read_answers;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, visible_path};
use crate::document::{reason, wide};
use crate::survey::{Line, Lines, Row, Summary, SurveyWriter, Surveyor};

/// How many files are in a chunk.
const FILES: usize = 32;
/// How many bytes are read at once; the lines in them are a chunk.
const BUFFER: usize = 128 << 10;

/// A few systems, or some lines of one source.
pub(super) enum Chunk {
    Systems(Vec<System>),
    Lines {
        path: Option<PathBuf>,
        /// The number of the first line, from 1.
        first: u64,
        lines: Vec<Line>,
        /// Why no more lines can be read; `None` if nothing went wrong.
        failed: Option<Diagnostics>,
    },
}

/// The rows of a chunk, written down.
pub(super) struct Rows {
    pub text: String,
    pub summary: Summary,
}

type Input = BufReader<Box<dyn Read + Send>>;

/// A source of which the lines are being read.
struct LineReader {
    path: Option<PathBuf>,
    lines: Lines<Input>,
    next: u64,
}

/// Reads the sources in their order, only as far as somebody asks.
pub(super) struct Chunks {
    sources: std::iter::Peekable<std::vec::IntoIter<Source>>,
    reader: Option<LineReader>,
}

impl Chunks {
    pub(super) fn new(sources: Vec<Source>) -> Self {
        Self { sources: sources.into_iter().peekable(), reader: None }
    }
}

impl Iterator for Chunks {
    type Item = Chunk;

    fn next(&mut self) -> Option<Chunk> {
        loop {
            if let Some(reader) = &mut self.reader {
                let chunk = reader.chunk();
                if !matches!(&chunk, Some(Chunk::Lines { failed: None, .. })) {
                    self.reader = None;
                }
                if chunk.is_some() {
                    return chunk;
                }
            }
            match self.sources.next()? {
                Source::Lines(path) => match LineReader::open(path) {
                    Ok(reader) => self.reader = Some(reader),
                    Err(broken) => return Some(Chunk::Systems(vec![broken])),
                },
                Source::One(system) => return Some(self.systems(system)),
            }
        }
    }
}

impl Chunks {
    /// Returns `first` and the systems after it, up to the size of a chunk.
    fn systems(&mut self, first: System) -> Chunk {
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

impl LineReader {
    fn open(path: Option<PathBuf>) -> Result<Self, System> {
        let input: Box<dyn Read + Send> = match &path {
            None => Box::new(io::stdin()),
            Some(file) => match File::open(file) {
                Ok(input) => Box::new(input),
                Err(error) => return Err(System::Broken(file.clone(), unreadable(&error))),
            },
        };
        let name = path.as_deref().map_or_else(|| "-".to_owned(), visible_path);
        let mut input = BufReader::with_capacity(BUFFER, input);
        // In UTF-16 every line would be wrong for itself. What cannot be read is said with the first line.
        if let Some(error) = input.fill_buf().ok().and_then(|beginning| wide(&format!("`{name}`"), beginning))
        {
            return Err(System::Broken(PathBuf::from(&name), error.into()));
        }
        Ok(Self { path, lines: Lines::new(input), next: 1 })
    }

    /// Returns the lines that can be read without waiting again; `None` at the end.
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
        (!ended).then(|| Chunk::Lines { path: self.path.clone(), first, lines, failed })
    }
}

fn unreadable(error: &io::Error) -> Diagnostics {
    Diagnostic::error(Code::Unreadable, format!("no more can be read: {}", reason(error))).into()
}

/// Assesses what is in a chunk and writes down its rows.
///
/// # Errors
/// When a report cannot be written; else those of serde, which no row can cause.
pub(super) fn assess(
    chunk: Chunk,
    surveyor: &Surveyor,
    writer: &SurveyWriter<'_>,
    reports: Option<&Reports>,
    repositories: Option<&Repositories>,
) -> Result<Rows> {
    let row = |document, path: Option<&Path>, line: Option<u64>| {
        let placed = |row: Row| {
            let row = row.in_file(path.map(visible_path));
            if let Some(line) = line { row.on_line(line) } else { row }
        };
        let answers = match surveyor.read(document) {
            Ok(answers) => answers,
            Err(row) => return Ok(placed(*row)),
        };
        let mut row = placed(surveyor.assessed(&answers));
        // A line of a file has no repository of its own.
        if let (Some(repositories), Some(path), None) = (repositories, path, line) {
            row.drift = repositories.facts(path).map(|facts| surveyor.drift(&answers, &facts));
        }
        let report = reports.map(|reports| reports.write(&row, answers, path, surveyor)).transpose()?;
        anyhow::Ok(Row { report, ..row })
    };
    let mut rows = Rows { text: String::new(), summary: Summary::default() };
    match chunk {
        Chunk::Systems(systems) => {
            for system in systems {
                let (path, document) = match system {
                    System::File(path) => (path.clone(), read_answers(&path)),
                    System::Broken(path, found) => (path, Err(found)),
                };
                rows.add(&row(document, Some(&path), None)?, writer)?;
            }
        }
        Chunk::Lines { path, first, lines, failed } => {
            let file = path.as_deref().map(visible_path);
            let name = file.as_deref().unwrap_or("-");
            let end = first + lines.len() as u64;
            for (number, line) in (first..).zip(lines) {
                if line.is_blank() {
                    writer.blank(&mut rows.text);
                    continue;
                }
                rows.add(&row(line.document(name), path.as_deref(), Some(number))?, writer)?;
            }
            if let Some(found) = failed {
                rows.add(&Row::of_errors(&found).in_file(file).on_line(end), writer)?;
            }
        }
    }
    Ok(rows)
}

impl Rows {
    fn add(&mut self, row: &Row, writer: &SurveyWriter<'_>) -> Result<()> {
        writer.row(row, &mut self.text).context("cannot write a row")?;
        self.summary.add(row);
        Ok(())
    }
}
