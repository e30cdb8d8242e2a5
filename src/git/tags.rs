//! The tags of a repository: all of them, whether the commit lies on the branch that is checked out or not.

use std::collections::{BTreeMap, BTreeSet};

use super::program;
use super::{Commit, Repository};
use crate::diagnostic::Diagnostics;

/// A tag, and the commit that it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaggedCommit {
    /// Without `refs/tags/`.
    pub name: String,
    /// The hash of the commit.
    pub commit: String,
    /// When it was tagged, or the commit made where a tag has no date of its own; in seconds since 1970.
    pub moment: i64,
}

/// A name, the object, its kind, the object that it points to, the kind of that, and the date.
const FORMAT: &str = "--format=%(refname:strip=2)%00%(objectname)%00%(objecttype)%00%(*objectname)%00%(*objecttype)%00%(creatordate:unix)";

impl Repository {
    /// Returns the tags that name commits, in the order of their names.
    ///
    /// # Errors
    /// If git fails.
    pub fn tags(&self) -> Result<Vec<TaggedCommit>, Diagnostics> {
        let listed = self.run(&["for-each-ref", FORMAT, "refs/tags"])?;
        let tag = |line: &[u8]| {
            let words: Vec<String> = line.split(|byte| *byte == 0).map(program::text).collect();
            let [name, object, kind, target, target_kind, moment] = words.as_slice() else { return None };
            let commit = match (kind.as_str(), target_kind.as_str()) {
                ("commit", _) => object,
                ("tag", "commit") => target,
                _ => return None,
            };
            Some(TaggedCommit { name: name.clone(), commit: commit.clone(), moment: moment.parse().ok()? })
        };
        Ok(listed.split(|byte| *byte == b'\n').filter_map(tag).collect())
    }

    /// Returns the names of the tags whose commits are in the history of a commit.
    ///
    /// # Errors
    /// If git fails.
    pub fn tags_within(&self, commit: &Commit) -> Result<BTreeSet<String>, Diagnostics> {
        let merged = format!("--merged={}", commit.id);
        let listed = self.run(&["for-each-ref", "--format=%(refname:strip=2)", &merged, "refs/tags"])?;
        Ok(program::text(&listed).lines().map(str::to_owned).collect())
    }

    /// Returns the commits at which the history of a shallow clone ends, each with when it was made, in
    /// seconds since 1970. It is empty where all of the history is here.
    ///
    /// # Errors
    /// If git fails.
    pub fn shallow_boundary(&self) -> Result<BTreeMap<String, i64>, Diagnostics> {
        let is_shallow = self.run(&["rev-parse", "--is-shallow-repository"])?;
        if program::text(&is_shallow).trim() != "true" {
            return Ok(BTreeMap::new());
        }
        let path = self.run(&["rev-parse", "--git-path", "shallow"])?;
        let path = self.git_dir.join(program::text(&path).trim_end_matches('\n'));
        let listed = std::fs::read_to_string(path).unwrap_or_default();
        // The file may name commits that are gone; git takes only what is here.
        let asked: String = listed
            .lines()
            .filter(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .map(|id| format!("{id}\n"))
            .collect();
        let arguments = ["rev-list", "--no-walk", "--ignore-missing", "--format=%ct", "--stdin"];
        let printed = self.run_with(&arguments, asked.as_bytes())?;
        let printed = program::text(&printed);
        let mut lines = printed.lines();
        let mut found = BTreeMap::new();
        while let (Some(commit), Some(moment)) = (lines.next(), lines.next()) {
            let id = commit.trim_start_matches("commit ").to_owned();
            moment.parse().into_iter().for_each(|moment| _ = found.insert(id.clone(), moment));
        }
        Ok(found)
    }
}
