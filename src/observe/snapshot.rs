//! Reads a repository at one commit: its tags, its people, its changes and its files.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use sha2::{Digest, Sha256};

use super::codeowners::matches;
use super::facts::{ObservedRepository, day};
use super::identity::Identity;
use super::settings::Settings;
use super::wanted::{is_of_the_whole, is_wanted};
use super::window::Window;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, visible};
use crate::git::{AuthoredCommit, Blob, Commit, Repository, TaggedCommit};

/// The windows: a year for releases and changes, a quarter for people.
pub(super) const YEAR: i64 = 52;
pub(super) const QUARTER: i64 = 13;
/// A file that is larger says nothing that is looked for, and all of them together are read up to this size.
const MOST_BYTES: u64 = 1 << 20;
const MOST_FILES: usize = 20_000;

/// A repository at one commit.
#[derive(Debug)]
pub(super) struct Snapshot {
    pub about: ObservedRepository,
    /// When the commit was made, in seconds since 1970.
    pub end: i64,
    /// The tags up to then.
    pub tags: Vec<TaggedCommit>,
    /// The names of those whose commits are in its history.
    pub tags_within: BTreeSet<String>,
    /// The commits that merge nothing, at least those of the two quarters.
    pub authored: Vec<Authored>,
    /// The steps of the line of first parents in the year, those at which the history ends left out.
    pub steps: Vec<Step>,
    /// All paths of files that count.
    pub paths: Vec<String>,
    /// The texts of the files that are read, by path.
    pub texts: BTreeMap<String, String>,
    /// The patterns of what is made by programs, or by somebody else.
    generated: Vec<String>,
}

/// A commit that merges nothing: when, and by whom, co-authors included.
#[derive(Debug, Clone)]
pub(super) struct Authored {
    /// In seconds since 1970.
    pub moment: i64,
    pub authors: Vec<Identity>,
}

/// A step of the line of first parents.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub is_merge: bool,
    pub is_by_bot: bool,
    /// Whether a model wrote it; such changes count as those of people do.
    pub is_by_agent: bool,
    /// Whether it is a whole change, by a merge or the number of a request, and not a commit among others.
    pub is_whole: bool,
    /// The paths that changed, those that count.
    pub files: Vec<String>,
}

impl Snapshot {
    pub(super) fn window(&self, weeks: i64) -> Window {
        Window { end: self.end, weeks }
    }

    /// Returns whether a file is said to be made by a program, or by somebody else.
    pub(super) fn is_generated(&self, path: &str) -> bool {
        self.generated.iter().any(|pattern| matches(pattern, path))
    }

    /// Returns whether the history of so many weeks is there.
    pub(super) fn reaches(&self, weeks: i64) -> bool {
        !self.about.shallow || self.about.days >= weeks * 7
    }

    /// Reads a repository.
    ///
    /// # Errors
    /// If git fails, it has no commit, or none up to the day, or nothing lies where it is to be looked.
    pub(super) fn read(repository: &Repository, settings: &Settings) -> Result<Self, Diagnostics> {
        let commit = observed_commit(repository, settings.as_of)?;
        let end = commit.moment;
        let year = Window { end, weeks: YEAR };
        let boundary = repository.shallow_boundary()?;
        let commits = repository.authored(&commit, year.begin())?;
        let mut tags = repository.tags()?;
        tags.retain(|tag| tag.moment <= end);
        let tree = repository.tree(&commit.id)?;
        let counting = |path: &&String| settings.counts(path);
        let paths: Vec<String> = tree.files.keys().filter(counting).cloned().collect();
        settings.check_that_something_lies_in(&paths)?;
        let texts = texts(repository, &tree.files, settings)?;
        let oldest = boundary.values().copied().max().unwrap_or(i64::MIN);
        let days = (end.saturating_sub(oldest) / 86_400).clamp(0, YEAR * 7);
        Ok(Self {
            about: ObservedRepository {
                name: name(repository),
                commit: commit.id.clone(),
                as_of: commit.date,
                tags: tags.len(),
                tags_hash: tags_hash(&tags),
                shallow: !boundary.is_empty(),
                days,
                submodules: tree.submodules.iter().map(|path| visible(path)).collect(),
            },
            end,
            tags_within: repository.tags_within(&commit)?,
            tags,
            authored: authored(repository, &commit, &commits, settings)?,
            steps: steps(repository, &commit, &commits, &boundary, year, settings)?,
            paths,
            generated: texts.get(".gitattributes").map_or(Vec::new(), |text| generated(text)),
            texts,
        })
    }
}

/// Returns the patterns that `.gitattributes` marks as generated or vendored.
fn generated(attributes: &str) -> Vec<String> {
    let is_mark = |word: &str| {
        ["linguist-generated", "linguist-vendored"].iter().any(|mark| {
            word == *mark || word.strip_prefix(mark).is_some_and(|value| value == "=true" || value == "=1")
        })
    };
    let pattern = |line: &str| {
        let (pattern, marks) = line.trim().split_once(char::is_whitespace)?;
        marks.split_whitespace().any(is_mark).then(|| pattern.to_owned())
    };
    attributes.lines().filter_map(pattern).collect()
}

/// Returns the commit to observe: that of `HEAD`, or the last one on its line up to a day.
fn observed_commit(repository: &Repository, as_of: Option<Date>) -> Result<Commit, Diagnostics> {
    let head = repository.commit("HEAD").map_err(|found| {
        found.help_with(Code::UnknownRevision, "observe a repository with a commit: this one has none yet")
    })?;
    let Some(date) = as_of else { return Ok(head) };
    let end = Offset::UTC.to_timestamp(date.at(23, 59, 59, 0)).map_or(i64::MAX, Timestamp::as_second);
    repository.last_until(&head, end)?.ok_or_else(|| {
        let message = format!("there is no commit up to {date}");
        let help = format!("the history here ends with {} and may be shallow; name a later day", head.date);
        Diagnostic::error(Code::UnknownRevision, message).help(help).into()
    })
}

/// Returns what the repository is called: its folder, without the ending of bare repositories.
fn name(repository: &Repository) -> String {
    let root = repository.root();
    let last = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = last(root).filter(|name| name != ".git").or_else(|| last(root.parent()?));
    visible(name.unwrap_or_else(|| "repository".to_owned()).trim_end_matches(".git"))
}

fn tags_hash(tags: &[TaggedCommit]) -> String {
    let mut hash = Sha256::new();
    for TaggedCommit { name, commit, moment } in tags {
        hash.update(format!("{name}\0{commit}\0{moment}\n"));
    }
    let digest = hash.finalize();
    digest.iter().fold("sha256:".to_owned(), |mut text, byte| {
        _ = write!(text, "{byte:02x}");
        text
    })
}

/// Returns the texts of the files that are read.
fn texts(
    repository: &Repository,
    files: &BTreeMap<String, Blob>,
    settings: &Settings,
) -> Result<BTreeMap<String, String>, Diagnostics> {
    // Owners and pipelines are those of the whole repository, whichever folder is looked at.
    let counts = |path: &str| settings.counts(path) || is_of_the_whole(path);
    let wanted = files.iter().filter(|(path, _)| is_wanted(path) && counts(path));
    let wanted: Vec<(&String, &Blob)> = wanted.take(MOST_FILES).collect();
    let blobs: Vec<Blob> = wanted.iter().map(|(_, blob)| (*blob).clone()).collect();
    let contents = repository.small_contents(&blobs, MOST_BYTES)?;
    let texts = wanted
        .into_iter()
        .zip(contents)
        .filter_map(|((path, _), bytes)| Some((path.clone(), String::from_utf8_lossy(&bytes?).into_owned())));
    Ok(texts.collect())
}

/// Returns who wrote the commits that merge nothing; of some folders those that touch them.
fn authored(
    repository: &Repository,
    until: &Commit,
    commits: &[AuthoredCommit],
    settings: &Settings,
) -> Result<Vec<Authored>, Diagnostics> {
    let quarters = Window { end: until.moment, weeks: 2 * QUARTER };
    let within: Option<BTreeSet<String>> = match settings.paths.as_slice() {
        [] => None,
        paths => Some(repository.commits_touching(until, quarters.begin(), paths)?),
    };
    let counts = |commit: &&AuthoredCommit| {
        commit.parents.len() < 2 && within.as_ref().is_none_or(|within| within.contains(&commit.id))
    };
    let of = |commit: &AuthoredCommit| Authored { moment: commit.moment, authors: identities(commit) };
    Ok(commits.iter().filter(counts).map(of).collect())
}

fn identities(commit: &AuthoredCommit) -> Vec<Identity> {
    let (name, address) = &commit.author;
    let co_authors = commit.co_authors.iter().filter_map(|text| Identity::of_trailer(text));
    [Identity::new(name, address)].into_iter().chain(co_authors).collect()
}

/// Returns the steps of the line of first parents in a window. Where a shallow clone ends, a commit seems to
/// add every file: it is no step.
fn steps(
    repository: &Repository,
    until: &Commit,
    commits: &[AuthoredCommit],
    boundary: &BTreeMap<String, i64>,
    window: Window,
    settings: &Settings,
) -> Result<Vec<Step>, Diagnostics> {
    let by_id: BTreeMap<&str, &AuthoredCommit> =
        commits.iter().map(|commit| (commit.id.as_str(), commit)).collect();
    let mut line: Vec<&AuthoredCommit> = Vec::new();
    let mut next = by_id.get(until.id.as_str());
    while let Some(&commit) = next {
        if window.holds(commit.moment) && !boundary.contains_key(&commit.id) {
            line.push(commit);
        }
        next = commit.parents.first().and_then(|parent| by_id.get(parent.as_str()));
    }
    let pairs = line.iter().map(|commit| (commit.id.as_str(), commit.parents.first().map(String::as_str)));
    let changes = repository.changes(pairs)?;
    let author = |commit: &AuthoredCommit| Identity::new(&commit.author.0, &commit.author.1);
    let steps = line.into_iter().zip(changes).map(|(commit, changed)| Step {
        is_merge: commit.parents.len() > 1,
        is_by_bot: settings.is_bot(&author(commit)),
        is_by_agent: author(commit).is_agent(),
        is_whole: commit.parents.len() > 1 || names_a_request(&commit.subject),
        files: changed.into_keys().filter(|path| settings.counts(path)).collect(),
    });
    let touches = |step: &Step| settings.paths.is_empty() || !step.files.is_empty();
    Ok(steps.filter(touches).collect())
}

/// Returns whether a subject is that of a change that was merged as one: `Fix it (#123)`, `Merge ...`.
fn names_a_request(subject: &str) -> bool {
    let number = subject.rsplit_once("(#").map(|(_, rest)| rest);
    let is_numbered = number.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    is_numbered || subject.starts_with("Merge ") || subject.contains("See merge request")
}

/// Returns the day on which a repository was observed, for sentences.
pub(super) fn to_day(end: i64) -> String {
    day(end).map_or_else(String::new, |day| day.to_string())
}
