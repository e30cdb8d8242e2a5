//! The files that the paths on the command line stand for: files themselves, folders and patterns.

use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};

use glob::{MatchOptions, Pattern, PatternError};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{FilesBelow, files_below, is_standard, reason};

/// The ends of the names of answers files.
pub(super) const YAML: [&str; 2] = ["yaml", "yml"];
/// The ends of the names of files with a record on each line.
pub(super) const LINES: [&str; 2] = ["ndjson", "jsonl"];

/// What a path stands for.
#[derive(Debug)]
pub(super) enum Source {
    /// A file, whether or not there is one.
    File(PathBuf),
    /// Nothing can be read there, and why.
    Broken(PathBuf, Diagnostics),
}

impl Source {
    /// Returns the path of what is read.
    pub(super) fn path(&self) -> &Path {
        match self {
            Self::File(path) | Self::Broken(path, _) => path,
        }
    }
}

/// A shell does not match these across folders either, nor what a dot hides.
const MATCHING: MatchOptions =
    MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: true };

/// Returns what the paths stand for, in their order; what a folder or pattern stands for in the order of
/// names. A file counts once, even if several paths lead to it. From a folder only the files are taken whose
/// names have one of these ends.
pub(super) fn all(paths: &[PathBuf], ends: &[&str]) -> Vec<Source> {
    let mut known = HashSet::new();
    let mut is_new = |source: &Source| match source {
        Source::File(path) => known.insert(path.canonicalize().unwrap_or_else(|_| path.clone())),
        Source::Broken(..) => true,
    };
    paths.iter().flat_map(|path| of(path, ends)).filter(|source| is_new(source)).collect()
}

fn of(path: &Path, ends: &[&str]) -> Vec<Source> {
    let found = if is_standard(path) {
        vec![Source::File(path.to_owned())]
    } else if path.is_dir() {
        below(path, ends)
    } else if path.exists() || !path.components().any(is_pattern) {
        // A file may have the name of a pattern. If there is none, whoever reads it says so.
        vec![Source::File(path.to_owned())]
    } else if path.components().any(|component| component.as_os_str() == "**") {
        matches_at_any_depth(path, ends)
    } else {
        matches(path, ends)
    };
    if found.is_empty() { vec![broken(path, "nothing matches this pattern")] } else { found }
}

fn is_pattern(component: Component<'_>) -> bool {
    // `\\?\` begins a path of Windows that is taken as it stands.
    matches!(component, Component::Normal(_))
        && component.as_os_str().to_string_lossy().contains(['*', '?', '['])
}

/// Returns whether the name of a file has one of these ends.
pub(super) fn has_end(file: &Path, ends: &[&str]) -> bool {
    file.extension().is_some_and(|end| ends.iter().any(|known| end.eq_ignore_ascii_case(known)))
}

/// Returns the files of these ends in the folder and those below it.
fn below(folder: &Path, ends: &[&str]) -> Vec<Source> {
    let found = sources(files_below(folder, usize::MAX), |file| has_end(file, ends));
    if found.is_empty() { vec![broken(folder, "there is no YAML file in this folder")] } else { found }
}

/// Returns the files that match a pattern without `**`, and those below folders that do.
fn matches(pattern: &Path, ends: &[&str]) -> Vec<Source> {
    let found = match glob::glob_with(&pattern.to_string_lossy(), MATCHING) {
        Ok(found) => found,
        Err(error) => return vec![unreadable(pattern, &error)],
    };
    let takes_any_name = pattern.ends_with("*");
    let source = |path: PathBuf| match path.is_dir() {
        true => below(&path, ends),
        false if takes_any_name && !has_end(&path, ends) => Vec::new(),
        // A pipe or a device whose name matches is not what is meant, and reading it may never end.
        false if path.exists() && !path.is_file() => Vec::new(),
        false => vec![Source::File(path)],
    };
    found
        .flat_map(|path| match path {
            Ok(path) => source(path),
            Err(error) => vec![broken(error.path(), &reason(error.error()))],
        })
        .collect()
}

/// Returns the files that match a pattern with `**`, and those below folders that do. Links are followed
/// once, which the pattern library does not see to.
fn matches_at_any_depth(pattern: &Path, ends: &[&str]) -> Vec<Source> {
    let fixed = pattern.components().take_while(|component| !is_pattern(*component)).count();
    let folder: PathBuf = pattern.components().take(fixed).collect();
    let start = if fixed == 0 { Path::new(".") } else { &folder };
    let mut rest: PathBuf = pattern.components().skip(fixed).collect();
    if rest.ends_with("**") {
        rest.push("*");
    }
    let compiled = match Pattern::new(&rest.to_string_lossy()) {
        Ok(compiled) => compiled,
        Err(error) => return vec![unreadable(pattern, &error)],
    };
    let takes_any_name = rest.ends_with("*");
    let is_match = |path: &Path| compiled.matches_path_with(path, MATCHING);
    let is_wanted = |file: &Path| {
        let inner = file.strip_prefix(start).unwrap_or(file);
        let of_its_own = is_match(inner) && !takes_any_name;
        of_its_own || has_end(file, ends) && inner.ancestors().any(is_match)
    };
    let mut found = sources(files_below(start, usize::MAX), is_wanted);
    if fixed == 0 {
        found.iter_mut().for_each(Source::without_dot);
    }
    found
}

/// Returns the files that are wanted, and the folders that cannot be read.
fn sources(found: FilesBelow, is_wanted: impl Fn(&Path) -> bool) -> Vec<Source> {
    let unreadable = found.unreadable.into_iter().map(|(path, error)| broken(&path, &reason(&error)));
    found.files.into_iter().filter(|file| is_wanted(file)).map(Source::File).chain(unreadable).collect()
}

impl Source {
    /// Names a file in the folder of work as the user does: without the `./` before it.
    fn without_dot(&mut self) {
        let (Self::File(path) | Self::Broken(path, _)) = self;
        if let Ok(plain) = path.strip_prefix(".") {
            *path = plain.to_owned();
        }
    }
}

fn unreadable(pattern: &Path, error: &PatternError) -> Source {
    broken(pattern, &format!("this pattern cannot be read: {}", error.msg))
}

fn broken(path: &Path, reason: &str) -> Source {
    Source::Broken(path.to_owned(), Diagnostic::error(Code::Unreadable, reason).into())
}
