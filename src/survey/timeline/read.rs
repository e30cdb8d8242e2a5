//! Reads the versions of answers files from the history of their repositories.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::compare::{Assessed, version};
use super::{Moment, SystemHistory, TIMELINE_SCHEMA, Timeline, TimelineSummary, Version};
use crate::answers::read_answers;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, visible_path};
use crate::document::{Document, MAX_BYTES, decoded};
use crate::git::{Blob, Commit, Repository};
use crate::report::RulebookName;
use crate::survey::Surveyor;

/// How many letters of a hash name a commit in messages.
const SHORT: usize = 10;

/// A part of a repository's history, and where its line of commits begins and ends.
struct Span {
    repository: Repository,
    since: Commit,
    until: Commit,
    /// The commits after `since`, the first one first.
    line: Vec<Commit>,
}

/// Returns the time line of some answers files since a revision, which each repository is asked for.
///
/// # Errors
/// Everything that is wrong: a file in no repository, a revision that one does not have. What is wrong in a
/// version stands in its row.
pub fn timeline(surveyor: &Surveyor, files: &[PathBuf], since: &str) -> Result<Timeline, Diagnostics> {
    let mut found = Diagnostics::default();
    let by_repository = by_repository(files, &mut found);
    let mut systems = BTreeMap::new();
    for (repository, files) in by_repository {
        match Span::new(repository, since).and_then(|span| span.histories(surveyor, &files)) {
            Ok(histories) => systems.extend(files.into_iter().zip(histories)),
            Err(wrong) => found.extend(wrong),
        }
    }
    if found.has_errors() {
        return Err(found);
    }
    let systems: Vec<SystemHistory> =
        files.iter().filter_map(|file| systems.remove(file.as_path())).collect();
    Ok(Timeline {
        schema: TIMELINE_SCHEMA,
        rulebook: RulebookName::of(surveyor.rulebook()),
        summary: TimelineSummary::of(&systems),
        systems,
    })
}

/// Returns the repositories with the files in them. Each folder is asked for once.
fn by_repository<'f>(files: &'f [PathBuf], found: &mut Diagnostics) -> Vec<(Repository, Vec<&'f Path>)> {
    let mut of_folder: BTreeMap<Option<&Path>, Option<Repository>> = BTreeMap::new();
    let mut repositories: Vec<(Repository, Vec<&Path>)> = Vec::new();
    for file in files {
        let known = of_folder
            .entry(file.parent())
            .or_insert_with(|| Repository::containing(file).map_err(|wrong| found.extend(wrong)).ok());
        let Some(repository) = known else { continue };
        match repositories.iter_mut().find(|(other, _)| other == repository) {
            Some((_, files)) => files.push(file),
            None => repositories.push((repository.clone(), vec![file])),
        }
    }
    repositories
}

impl Span {
    fn new(repository: Repository, since: &str) -> Result<Self, Diagnostics> {
        let (since, until) = (repository.commit(since)?, repository.commit("HEAD")?);
        let line = repository.line(&since, &until)?;
        Ok(Self { repository, since, until, line })
    }

    /// Returns the commit at which the line begins: `since`, or where the line left the history of that.
    fn base(&self) -> Option<&str> {
        match self.line.first() {
            Some(first) => first.parent.as_deref(),
            None => Some(&self.since.id),
        }
    }

    /// Returns what became of some files.
    fn histories(&self, surveyor: &Surveyor, files: &[&Path]) -> Result<Vec<SystemHistory>, Diagnostics> {
        let paths = self.repository.paths_of(files);
        let states = self.states(&paths)?;
        let blobs: Vec<Blob> = states.iter().flatten().map(|(_, blob)| blob.clone()).collect();
        let mut contents = self.repository.contents(&blobs)?.into_iter();
        let histories = files.iter().zip(states).map(|(file, states)| {
            let states = states.into_iter().map(|(commit, _)| (commit, contents.next().flatten())).collect();
            self.history(surveyor, file, states)
        });
        Ok(histories.collect())
    }

    /// Returns of each file which commit gave it which contents, the first one first.
    fn states(&self, paths: &[Option<String>]) -> Result<Vec<Vec<(&Commit, Blob)>>, Diagnostics> {
        let base = match self.base() {
            Some(base) => self.repository.tree(base)?.files,
            None => BTreeMap::new(),
        };
        let steps = self.line.iter().map(|commit| (commit.id.as_str(), commit.parent.as_deref()));
        let changes = self.repository.changes(steps)?;
        let states = |path: &Option<String>| {
            let Some(path) = path else { return Vec::new() };
            let first = base.get(path).map(|blob| (&self.since, blob.clone()));
            let changed = self.line.iter().zip(&changes);
            let later = changed.filter_map(|(commit, changed)| Some((commit, changed.get(path)?.clone()?)));
            first.into_iter().chain(later).collect()
        };
        Ok(paths.iter().map(states).collect())
    }

    fn history(
        &self,
        surveyor: &Surveyor,
        file: &Path,
        states: Vec<(&Commit, Option<Vec<u8>>)>,
    ) -> SystemHistory {
        let name = visible_path(file);
        let last = states.last().and_then(|(_, bytes)| bytes.as_deref());
        let is_committed = last.is_some_and(|bytes| holds(file, bytes));
        let mut versions: Vec<Version> = Vec::new();
        let mut before: Option<Assessed> = None;
        for (commit, bytes) in states {
            let document = bytes.map_or_else(
                || Err(missing(&name)),
                |bytes| parsed(&format!("{name} at {}", &commit.id[..SHORT.min(commit.id.len())]), bytes),
            );
            let now = assessed(surveyor, document);
            // What the commit at the beginning was about may have been something else.
            let made_it = before.is_some() || commit.id != self.since.id;
            let subject = Some(commit.subject.clone()).filter(|subject| made_it && !subject.is_empty());
            versions.push(version(surveyor.rulebook(), Some(moment(commit)), subject, before.as_ref(), &now));
            before = Some(now);
        }
        if !is_committed {
            let now = assessed(surveyor, read_answers(file));
            versions.push(version(surveyor.rulebook(), None, None, before.as_ref(), &now));
            before = Some(now);
        }
        let last = before.as_ref().and_then(|last| last.file.as_ref());
        let review_by = last.and_then(|file| file.decision.as_ref()).and_then(|decision| decision.review_by);
        SystemHistory {
            file: name,
            title: versions.iter().rev().find_map(|version| version.row.title.clone()),
            since: moment(&self.since),
            until: moment(&self.until),
            review_by: review_by.map(|day| day.to_string()),
            review_is_past: review_by.is_some_and(|day| day < self.until.date),
            versions,
        }
    }
}

/// Returns whether a file on disk holds just this. No more is read than that is long.
fn holds(file: &Path, bytes: &[u8]) -> bool {
    let is_as_long = |about: std::fs::Metadata| about.is_file() && about.len() == bytes.len() as u64;
    std::fs::metadata(file).is_ok_and(is_as_long) && std::fs::read(file).is_ok_and(|read| read == bytes)
}

fn moment(commit: &Commit) -> Moment {
    Moment { commit: commit.id.clone(), date: commit.date.to_string() }
}

fn assessed(surveyor: &Surveyor, document: Result<Document, Diagnostics>) -> Assessed {
    match surveyor.read(document) {
        Ok(file) => Assessed { row: surveyor.assessed(&file), file: Some(file) },
        Err(row) => Assessed { row: *row, file: None },
    }
}

fn parsed(name: &str, bytes: Vec<u8>) -> Result<Document, Diagnostics> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Diagnostic::error(Code::TooLarge, format!("`{name}` is larger than 1 MiB")).into());
    }
    Document::parse(name, decoded(&format!("`{name}`"), bytes)?)
}

fn missing(name: &str) -> Diagnostics {
    let message = format!("this clone does not hold that version of `{name}`");
    Diagnostic::error(Code::Unreadable, message).help("fetch it: `git fetch --refetch --no-filter`").into()
}
