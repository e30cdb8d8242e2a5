//! The sources that the paths on the command line stand for.

use std::path::{Path, PathBuf};

use super::super::sources::{self, Source as Found};
use crate::diagnostic::Diagnostics;
use crate::document::is_standard;

/// Something that gives rows.
#[derive(Debug)]
pub(super) enum Source {
    One(System),
    /// A record on each line; standard input if there is no path.
    Lines(Option<PathBuf>),
}

impl Source {
    /// Returns the file that is read; `None` for standard input.
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Self::One(System::File(path) | System::Broken(path, _)) => Some(path),
            Self::Lines(path) => path.as_deref(),
        }
    }
}

/// Something that gives one row.
#[derive(Debug)]
pub(super) enum System {
    /// An answers file.
    File(PathBuf),
    /// Nothing can be read there, and why.
    Broken(PathBuf, Diagnostics),
}

/// Returns the sources in the order of the paths; those of a folder or pattern in the order of their names.
pub(super) fn all(paths: &[PathBuf]) -> Vec<Source> {
    let source = |found| match found {
        Found::File(path) if is_standard(&path) => Source::Lines(None),
        Found::File(path) if holds_lines(&path) => Source::Lines(Some(path)),
        Found::File(path) => Source::One(System::File(path)),
        Found::Broken(path, found) => Source::One(System::Broken(path, found)),
    };
    sources::all(paths, &[sources::YAML, sources::LINES].concat()).into_iter().map(source).collect()
}

/// Returns how many rows there will be; `None` if that depends on what the sources hold.
pub(super) fn count(sources: &[Source]) -> Option<u64> {
    let lines = sources.iter().any(|source| matches!(source, Source::Lines(_)));
    (!lines).then_some(sources.len() as u64)
}

fn holds_lines(path: &Path) -> bool {
    sources::has_end(path, &sources::LINES)
}
