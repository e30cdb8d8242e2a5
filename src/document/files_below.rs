//! The files below a folder, through links as well, each of them once.

use std::collections::{HashSet, VecDeque};
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

/// What is below a folder.
#[derive(Debug, Default)]
pub struct FilesBelow {
    /// The files, sorted by their paths.
    pub files: Vec<PathBuf>,
    /// The folders that cannot be read, and why.
    pub unreadable: Vec<(PathBuf, io::Error)>,
}

/// Returns the files in `folder` and, up to `depth` levels down (1: in the folder itself), in those below it.
///
/// A file or folder that several paths lead to counts once, by a path without links if there is one, so that
/// links in a circle end. Names that begin with a dot are left out: they belong to version control, workflows
/// and editors.
pub fn files_below(folder: &Path, depth: usize) -> FilesBelow {
    let mut walk = Walk::default();
    walk.links.push_back((folder.to_owned(), depth));
    // Links come last: what they lead to may be found without them.
    while let Some((path, depth)) = walk.links.pop_front() {
        if path.is_dir() { walk.visit(&path, depth) } else { walk.add(path) }
    }
    walk.found.files.sort();
    walk.found
}

#[derive(Default)]
struct Walk {
    found: FilesBelow,
    /// Where the files and folders that were found really are.
    known: HashSet<PathBuf>,
    /// Links that were not followed yet, each with the levels that are left there.
    links: VecDeque<(PathBuf, usize)>,
}

impl Walk {
    fn visit(&mut self, folder: &Path, depth: usize) {
        if depth == 0 {
            return;
        }
        if folder.canonicalize().is_ok_and(|real| !self.known.insert(real)) {
            return;
        }
        let entries = std::fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let mut entries = match entries {
            Ok(entries) => entries,
            Err(error) => return self.found.unreadable.push((folder.to_owned(), error)),
        };
        entries.sort_by_key(std::fs::DirEntry::file_name);
        for entry in entries.iter().filter(|entry| !is_hidden(&entry.file_name())) {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => self.visit(&entry.path(), depth - 1),
                Ok(kind) if kind.is_symlink() => self.links.push_back((entry.path(), depth - 1)),
                _ => self.add(entry.path()),
            }
        }
    }

    fn add(&mut self, file: PathBuf) {
        if file.exists() && !file.is_file() {
            // Reading a pipe or a device may never end.
            return;
        }
        // Whoever reads a link that leads nowhere says so.
        let real = file.canonicalize().unwrap_or_else(|_| file.clone());
        if self.known.insert(real) {
            self.found.files.push(file);
        }
    }
}

fn is_hidden(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with('.')
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    fn names(folder: &Path, depth: usize) -> Vec<String> {
        let found = files_below(folder, depth);
        assert!(found.unreadable.is_empty(), "{found:?}");
        let inner = found.files.iter().filter_map(|file| file.strip_prefix(folder).ok());
        inner.map(|file| file.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn every_file_is_found_once_however_links_lead_to_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir_all(path("b/c")).unwrap();
        fs::create_dir_all(path(".git")).unwrap();
        for file in ["b/one", "b/c/two", "zero", ".git/hidden", ".lock"] {
            fs::write(path(file), "").unwrap();
        }
        for name in ["a", "b/c/up", "b/self", "z"] {
            symlink(folder.path(), path(name)).unwrap();
        }
        symlink(path("zero"), path("also-zero")).unwrap();
        symlink(path("nowhere"), path("broken")).unwrap();
        assert_eq!(names(folder.path(), usize::MAX), ["b/c/two", "b/one", "broken", "zero"]);
        assert_eq!(names(folder.path(), 2), ["b/one", "broken", "zero"]);
        assert_eq!(names(folder.path(), 1), ["broken", "zero"]);
    }

    #[test]
    fn a_folder_behind_a_link_is_walked() {
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(other.path().join("one"), "").unwrap();
        symlink(other.path(), folder.path().join("link")).unwrap();
        assert_eq!(names(folder.path(), usize::MAX), ["link/one"]);
        assert_eq!(names(&folder.path().join("link"), 1), ["one"]);
    }
}
