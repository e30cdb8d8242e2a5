//! What a git repository holds, read by the `git` program: commits, trees and the contents of files.
//!
//! A repository is somebody else's, so nothing that its configuration names is run: only plumbing is called,
//! with the settings that start programs turned off, and nothing is fetched, asked or written.

mod history;
mod objects;
mod people;
mod program;
mod tags;

pub use objects::Tree;
pub use people::AuthoredCommit;
pub use tags::TaggedCommit;

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, visible_path};

/// A repository on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repository {
    /// The folder at the top; of a bare repository the folder that holds it.
    root: PathBuf,
    /// Where git keeps what it knows.
    git_dir: PathBuf,
}

/// A commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// The whole hash.
    pub id: String,
    /// The commit before it on the line of first parents; `None` of the first one, and where a shallow clone
    /// ends.
    pub parent: Option<String>,
    /// When it was committed, in seconds since 1970. The author's date may lag it by years.
    pub moment: i64,
    /// The day in UTC of that moment.
    pub date: Date,
    /// The first line of its message.
    pub subject: String,
}

/// The hash of the contents of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Blob(String);

impl Repository {
    /// Finds the repository in which a file or folder lies.
    ///
    /// # Errors
    /// If it lies in none, git cannot be run or does not trust it, or it points to another one that does not
    /// know of it.
    pub fn containing(path: &Path) -> Result<Self, Diagnostics> {
        let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let asked = |arguments: &[&str]| {
            let found = program::run(folder, arguments).map_err(|failure| {
                let message = format!("no git repository can be read at `{}`", visible_path(path));
                failure.explained(Diagnostic::error(Code::NoRepository, message))
            })?;
            Ok::<_, Diagnostics>(program::text(&found).trim_end_matches(['\n', '\r']).to_owned())
        };
        let found = asked(&["rev-parse", "--is-inside-git-dir", "--absolute-git-dir"])?;
        let (is_inside, git_dir) = found.split_once('\n').unwrap_or_default();
        let git_dir = PathBuf::from(git_dir);
        // A bare repository, or the folder `.git` itself: there are no files beside it.
        if is_inside == "true" {
            return Ok(Self { root: git_dir.clone(), git_dir });
        }
        let root = PathBuf::from(asked(&["rev-parse", "--show-toplevel"])?);
        let repository = Self { root, git_dir };
        if !repository.is_known_by_its_git_dir() {
            return Err(repository.points_elsewhere());
        }
        Ok(repository)
    }

    /// Returns whether `.git` is a folder, or points to one that points back, as those of work trees and
    /// submodules do. A file that points to any repository of the machine would have that one read.
    fn is_known_by_its_git_dir(&self) -> bool {
        let link = self.root.join(".git");
        if link.symlink_metadata().is_ok_and(|link| link.is_dir()) {
            return true;
        }
        let same = |one: &Path, other: &Path| {
            one.canonicalize().is_ok_and(|one| other.canonicalize().is_ok_and(|other| one == other))
        };
        let of_work_tree = std::fs::read_to_string(self.git_dir.join("gitdir"));
        let setting = program::run_on(&self.git_dir, &["config", "--get", "core.worktree"], b"");
        of_work_tree.is_ok_and(|back| same(Path::new(back.trim_end()), &link))
            || setting.is_ok_and(|back| {
                same(&self.git_dir.join(program::text(&back).trim_end_matches('\n')), &self.root)
            })
    }

    fn points_elsewhere(&self) -> Diagnostics {
        let message = format!(
            "`{}` points to `{}`, which does not know of it",
            visible_path(&self.root.join(".git")),
            visible_path(&self.git_dir)
        );
        let help = "it is not read: name that repository itself, if it is the one you mean";
        Diagnostic::error(Code::NoRepository, message).help(help).into()
    }

    /// Returns the folder at the top.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Returns the paths of files from the top, with `/` between folders; `None` of one that lies elsewhere.
    pub fn paths_of(&self, files: &[&Path]) -> Vec<Option<String>> {
        let root = self.root.canonicalize().ok();
        let path = |file: &&Path| {
            let file = file.canonicalize().ok()?;
            let below = file.strip_prefix(root.as_ref()?).ok()?;
            let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            Some(parts.join("/"))
        };
        files.iter().map(path).collect()
    }
}
