//! The files of a commit, and what is in them.

use std::collections::BTreeMap;

use super::{Blob, Repository, program};
use crate::diagnostic::Diagnostics;

/// The kinds of files that are read: links and submodules are not.
const FILES: [&str; 2] = ["100644", "100755"];

impl Repository {
    /// Returns the files of a commit by their paths from the top.
    ///
    /// # Errors
    /// If git fails.
    pub fn files(&self, commit: &str) -> Result<BTreeMap<String, Blob>, Diagnostics> {
        let listed = self.run(&["ls-tree", "-r", "-z", "--full-tree", commit])?;
        let file = |entry: &[u8]| {
            // `100644 blob HASH`, a tabulator, the path.
            let entry = program::text(entry);
            let (about, path) = entry.split_once('\t')?;
            let mut words = about.split(' ');
            let (mode, blob) = (words.next()?, words.nth(1)?);
            FILES.contains(&mode).then(|| (path.to_owned(), Blob(blob.to_owned())))
        };
        Ok(listed.split(|byte| *byte == 0).filter_map(file).collect())
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
