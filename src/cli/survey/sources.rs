//! The sources that the paths on the command line stand for.

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// Something that gives rows.
#[derive(Debug)]
pub(super) enum Source {
    One(System),
    /// A record on each line; standard input if there is no path.
    Lines(Option<PathBuf>),
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
    paths.iter().flat_map(|path| of(path)).collect()
}

/// Returns how many rows there will be; `None` if that depends on what the sources hold.
pub(super) fn count(sources: &[Source]) -> Option<u64> {
    let lines = sources.iter().any(|source| matches!(source, Source::Lines(_)));
    (!lines).then_some(sources.len() as u64)
}

fn of(path: &Path) -> Vec<Source> {
    if path == Path::new("-") {
        return vec![Source::Lines(None)];
    }
    if path.exists() {
        return below(path);
    }
    let pattern = path.to_string_lossy();
    if !pattern.contains(['*', '?', '[']) {
        // Reading it says what is wrong.
        return vec![file(path.to_owned())];
    }
    match glob::glob(&pattern) {
        Ok(found) => {
            let sources: Vec<Source> = found.flat_map(matched).collect();
            if sources.is_empty() { vec![broken(path, "nothing matches this pattern")] } else { sources }
        }
        Err(error) => vec![broken(path, &format!("this pattern cannot be read: {}", error.msg))],
    }
}

fn matched(found: glob::GlobResult) -> Vec<Source> {
    match found {
        Ok(path) => below(&path),
        Err(error) => vec![broken(error.path(), &error.error().to_string())],
    }
}

/// Returns the file itself, or every answers file in the folder and those below it.
fn below(path: &Path) -> Vec<Source> {
    if !path.is_dir() {
        return vec![file(path.to_owned())];
    }
    // What a dot hides are not answers files but those of version control, workflows and editors.
    let is_shown =
        |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    let walk = WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter().filter_entry(is_shown);
    let sources: Vec<Source> = walk
        .filter_map(|entry| match entry {
            Ok(entry) => is_answers(entry.path()).then(|| file(entry.into_path())),
            Err(error) => Some(broken(error.path().unwrap_or(path), &error.to_string())),
        })
        .collect();
    if sources.is_empty() { vec![broken(path, "there is no YAML file in this folder")] } else { sources }
}

fn is_answers(path: &Path) -> bool {
    let known = path.extension().is_some_and(|end| end == "yaml" || end == "yml");
    (known || holds_lines(path)) && !path.is_dir()
}

fn holds_lines(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "ndjson" || end == "jsonl")
}

fn file(path: PathBuf) -> Source {
    if holds_lines(&path) { Source::Lines(Some(path)) } else { Source::One(System::File(path)) }
}

fn broken(path: &Path, reason: &str) -> Source {
    let found = Diagnostic::error(Code::Unreadable, reason).into();
    Source::One(System::Broken(path.to_owned(), found))
}
