//! Commits, and what each changed against the one before it on the line of first parents.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use super::program::{self, Failure};
use super::{Blob, Commit, Repository};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// Hash, first parents, seconds since 1970 and subject, each commit ended by a zero byte.
const FORMAT: &str = "--format=%H%n%P%n%ct%n%s%x00";

/// The files that a commit changed, by path: their contents after it, `None` of a file that went.
pub type Changed = BTreeMap<String, Option<Blob>>;

impl Repository {
    /// Returns the commit that a revision names.
    ///
    /// # Errors
    /// If there is no such commit.
    pub fn commit(&self, revision: &str) -> Result<Commit, Diagnostics> {
        let peeled = format!("{revision}^{{commit}}");
        let unknown = |failure: Failure| {
            let message =
                format!("there is no commit `{revision}` in the history of `{}`", self.shown_root());
            let diagnostic = Diagnostic::error(Code::UnknownRevision, message);
            match failure {
                Failure::Said(_) => Diagnostics::from(diagnostic.help(
                    "name a commit, a tag or a branch; a shallow clone has no history: fetch all of it first",
                )),
                failure => failure.explained(diagnostic),
            }
        };
        let arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options", &peeled];
        let id = program::run_on(&self.git_dir, &arguments, b"").map_err(unknown)?;
        let id = program::text(&id).trim().to_owned();
        let listed = self.run(&["rev-list", "--max-count=1", FORMAT, &id])?;
        commits(&listed).pop().ok_or_else(|| self.unexpected("a commit"))
    }

    /// Returns the commits after `since` up to `until` on the line of first parents, the first one first:
    /// what was merged counts from when it was.
    ///
    /// # Errors
    /// If git fails.
    pub fn line(&self, since: &Commit, until: &Commit) -> Result<Vec<Commit>, Diagnostics> {
        let range = format!("{}..{}", since.id, until.id);
        let arguments = ["rev-list", "--first-parent", "--reverse", FORMAT, &range];
        Ok(commits(&self.run(&arguments)?))
    }

    /// Returns the last commit on the line of first parents that was made up to a moment, in seconds since
    /// 1970; `None` if all are later.
    ///
    /// # Errors
    /// If git fails.
    pub fn last_until(&self, head: &Commit, moment: i64) -> Result<Option<Commit>, Diagnostics> {
        let before = format!("--until={moment}");
        let arguments = ["rev-list", "--first-parent", "--max-count=1", &before, FORMAT, &head.id];
        Ok(commits(&self.run(&arguments)?).pop())
    }

    /// Returns what each of some steps changed: a step is a commit and the one before it, or the first
    /// commit.
    ///
    /// # Errors
    /// If git fails.
    pub fn changes<'s>(
        &self,
        steps: impl Iterator<Item = (&'s str, Option<&'s str>)> + Clone,
    ) -> Result<Vec<Changed>, Diagnostics> {
        let pair = |(commit, parent): (&str, Option<&str>)| match parent {
            Some(parent) => format!("{commit} {parent}\n"),
            None => format!("{commit}\n"),
        };
        let pairs: String = steps.clone().map(pair).collect();
        let arguments =
            ["diff-tree", "--stdin", "-r", "--root", "-m", "--no-renames", "--raw", "-z", "--no-abbrev"];
        let listed = self.run_with(&arguments, pairs.as_bytes())?;
        let mut by_commit: BTreeMap<String, Changed> = BTreeMap::new();
        let mut current = String::new();
        let mut words = listed.split(|byte| *byte == 0).map(program::text);
        while let Some(word) = words.next() {
            let word = word.trim_start_matches('\n');
            // `:100644 100644 OLD NEW M`, then the path; else the commit of what follows.
            match word.strip_prefix(':') {
                Some(modes) => {
                    let new = modes.split(' ').nth(3).unwrap_or_default();
                    let path = words.next().unwrap_or_default();
                    let blob = new.contains(|c| c != '0').then(|| Blob(new.to_owned()));
                    by_commit.entry(current.clone()).or_default().insert(path, blob);
                }
                None => current = word.to_owned(),
            }
        }
        Ok(steps.map(|(commit, _)| by_commit.remove(commit).unwrap_or_default()).collect())
    }

    pub(super) fn run(&self, arguments: &[&str]) -> Result<Vec<u8>, Diagnostics> {
        self.run_with(arguments, b"")
    }

    pub(super) fn run_with(&self, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>, Diagnostics> {
        program::run_on(&self.git_dir, arguments, input).map_err(|failure| {
            let message = format!("the history of `{}` cannot be read", self.shown_root());
            failure.explained(Diagnostic::error(Code::NoRepository, message))
        })
    }

    pub(super) fn unexpected(&self, what: &str) -> Diagnostics {
        let message = format!("git did not print {what} of `{}`", self.shown_root());
        Diagnostic::error(Code::NoRepository, message).into()
    }

    fn shown_root(&self) -> String {
        crate::diagnostic::visible_path(&self.root)
    }
}

/// Reads what [`FORMAT`] prints.
fn commits(listed: &[u8]) -> Vec<Commit> {
    let listed = program::text(listed);
    let commit = |text: &str| {
        let text = text.trim_start_matches('\n');
        // The format stands below a heading that older versions of git cannot leave out.
        let text = if text.starts_with("commit ") { text.split_once('\n')?.1 } else { text };
        let mut lines = text.splitn(4, '\n');
        let (id, parents, seconds) = (lines.next()?, lines.next()?, lines.next()?);
        Some(Commit {
            id: id.to_owned(),
            parent: parents.split(' ').next().filter(|parent| !parent.is_empty()).map(str::to_owned),
            moment: seconds.parse().ok()?,
            date: day(seconds.parse().ok()?)?,
            subject: lines.next().unwrap_or_default().trim().to_owned(),
        })
    };
    listed.split('\0').filter_map(commit).collect()
}

/// Returns the day in UTC.
fn day(seconds: i64) -> Option<Date> {
    Some(Offset::UTC.to_datetime(Timestamp::from_second(seconds).ok()?).date())
}
