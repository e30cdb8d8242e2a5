//! Who committed what is in the history of a commit, by the mailmap that it holds.

use std::collections::BTreeSet;

use super::program;
use super::{Commit, Repository};
use crate::diagnostic::Diagnostics;

/// A commit with the people whom it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthoredCommit {
    /// The hash.
    pub id: String,
    /// The hashes of the commits before it; several of one that merges.
    pub parents: Vec<String>,
    /// When it was committed, in seconds since 1970.
    pub moment: i64,
    /// The name and the address of its author.
    pub author: (String, String),
    /// The first line of its message.
    pub subject: String,
    /// The trailers `Co-authored-by`, each as it was written.
    pub co_authors: Vec<String>,
}

/// Hash, parents, moment, author by the mailmap, subject, co-authors with a unit separator between them, and
/// a zero byte.
const FORMAT: &str =
    "--format=%H%n%P%n%ct%n%aN%n%aE%n%s%n%(trailers:key=Co-authored-by,valueonly,separator=%x1f)%x00";
/// Clocks differ: a parent may be newer than its child. What is asked for reaches back so many days more.
const SLACK_DAYS: i64 = 30;

impl Repository {
    /// Returns the commits of the history of a commit that were made after a moment, in seconds since 1970:
    /// the latest first, some older ones among them.
    ///
    /// # Errors
    /// If git fails.
    pub fn authored(&self, until: &Commit, since: i64) -> Result<Vec<AuthoredCommit>, Diagnostics> {
        // Git stops at the first older commit: with slack it finds those behind a wrong clock.
        let after = format!("--since={}", since - SLACK_DAYS * 86_400);
        // That of the commit itself, whatever lies beside the repository.
        let mailmap = format!("mailmap.blob={}:.mailmap", until.id);
        let listed = self.run(&["-c", &mailmap, "rev-list", &after, FORMAT, &until.id])?;
        Ok(program::text(&listed).split('\0').filter_map(commit).collect())
    }

    /// Returns the hashes of the commits of the same history that touch one of some folders.
    ///
    /// # Errors
    /// If git fails.
    pub fn commits_touching(
        &self,
        until: &Commit,
        since: i64,
        folders: &[String],
    ) -> Result<BTreeSet<String>, Diagnostics> {
        let after = format!("--since={}", since - SLACK_DAYS * 86_400);
        let mut arguments = vec!["rev-list", &after, "--full-history", &until.id, "--"];
        arguments.extend(folders.iter().map(String::as_str));
        Ok(program::text(&self.run(&arguments)?).lines().map(str::to_owned).collect())
    }
}

fn commit(text: &str) -> Option<AuthoredCommit> {
    let text = text.trim_start_matches('\n');
    // The format stands below a heading that older versions of git cannot leave out.
    let text = if text.starts_with("commit ") { text.split_once('\n')?.1 } else { text };
    let mut lines = text.splitn(7, '\n');
    let (id, parents, moment) = (lines.next()?, lines.next()?, lines.next()?.parse().ok()?);
    let author = (lines.next()?.to_owned(), lines.next()?.to_owned());
    let subject = lines.next()?.to_owned();
    let co_authors = lines.next().unwrap_or_default().split('\u{1f}').map(str::trim);
    Some(AuthoredCommit {
        id: id.to_owned(),
        parents: parents.split_whitespace().map(str::to_owned).collect(),
        moment,
        author,
        subject,
        co_authors: co_authors.filter(|one| !one.is_empty()).map(str::to_owned).collect(),
    })
}
