//! The files of a commit, and what is in them.

use std::collections::BTreeMap;

use super::{Blob, Repository, program};
use crate::diagnostic::Diagnostics;

/// The kinds of files that are read; links are not.
const FILES: [&str; 2] = ["100644", "100755"];
/// Another repository at a place in this one.
const SUBMODULE: &str = "160000";

/// What a commit holds, by paths from the top.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tree {
    /// The files, without links.
    pub files: BTreeMap<String, Blob>,
    /// Where other repositories are linked in.
    pub submodules: Vec<String>,
}

impl Repository {
    /// Returns what a commit holds.
    ///
    /// # Errors
    /// If git fails.
    pub fn tree(&self, commit: &str) -> Result<Tree, Diagnostics> {
        let listed = self.run(&["ls-tree", "-r", "-z", "--full-tree", commit])?;
        let mut tree = Tree::default();
        for entry in listed.split(|byte| *byte == 0) {
            // `100644 blob HASH`, a tabulator, the path.
            let entry = program::text(entry);
            let Some((about, path)) = entry.split_once('\t') else { continue };
            let mut words = about.split(' ');
            match (words.next(), words.nth(1)) {
                (Some(mode), Some(blob)) if FILES.contains(&mode) => {
                    tree.files.insert(path.to_owned(), Blob(blob.to_owned()));
                }
                (Some(SUBMODULE), _) => tree.submodules.push(path.to_owned()),
                _ => {}
            }
        }
        Ok(tree)
    }

    /// Returns what is in some files; `None` of one that is not in this clone, or larger than so many bytes.
    ///
    /// # Errors
    /// If git fails.
    pub fn small_contents(&self, blobs: &[Blob], most: u64) -> Result<Vec<Option<Vec<u8>>>, Diagnostics> {
        let asked: String = blobs.iter().map(|Blob(id)| format!("{id}\n")).collect();
        let sizes = program::text(&self.run_with(&["cat-file", "--batch-check"], asked.as_bytes())?);
        // `HASH blob SIZE`, or `HASH missing`.
        let size = |line: &str| line.split(' ').nth(2)?.parse::<u64>().ok();
        let is_small: Vec<bool> =
            sizes.lines().map(|line| size(line).is_some_and(|size| size <= most)).collect();
        let small = || blobs.iter().zip(&is_small).filter(|(_, is_small)| **is_small);
        let wanted: Vec<Blob> = small().map(|(blob, _)| blob.clone()).collect();
        let mut read = self.contents(&wanted)?.into_iter();
        Ok(is_small.iter().map(|is_small| is_small.then(|| read.next().flatten()).flatten()).collect())
    }

    /// Returns what is in some files; `None` of one that is not in this clone.
    ///
    /// # Errors
    /// If git fails.
    pub fn contents(&self, blobs: &[Blob]) -> Result<Vec<Option<Vec<u8>>>, Diagnostics> {
        let asked: String = blobs.iter().map(|Blob(id)| format!("{id}\n")).collect();
        let printed = self.run_with(&["cat-file", "--batch"], asked.as_bytes())?;
        let mut rest = printed.as_slice();
        let mut found = Vec::with_capacity(blobs.len());
        for _ in blobs {
            let end = rest.iter().position(|byte| *byte == b'\n').ok_or_else(|| self.unexpected("a file"))?;
            let head = program::text(&rest[..end]);
            rest = &rest[end + 1..];
            // `HASH blob SIZE`, or `HASH missing`.
            let Some(size) = head.split(' ').nth(2).and_then(|size| size.parse::<usize>().ok()) else {
                found.push(None);
                continue;
            };
            if rest.len() <= size {
                return Err(self.unexpected("all of a file"));
            }
            found.push(Some(rest[..size].to_vec()));
            rest = &rest[size + 1..];
        }
        Ok(found)
    }
}
