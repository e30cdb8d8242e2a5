//! The one folder in which a server may write: nothing outside it is touched, by no name and no link.

use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::cli::output;
use crate::diagnostic::{visible, visible_path};

/// So many answers files are listed.
const LISTED: usize = 100;

pub(super) struct Workspace {
    /// As the user named it, so that records and messages name files as the user would.
    named: PathBuf,
    /// The same without links.
    root: PathBuf,
}

impl Workspace {
    /// Opens a folder that exists.
    ///
    /// # Errors
    /// When there is no such folder, or nothing can be written in it.
    pub(super) fn open(folder: &Path) -> Result<Self> {
        let shown = visible_path(folder);
        let Ok(root) = folder.canonicalize() else { bail!("there is no folder `{shown}` to write in") };
        if !root.is_dir() {
            bail!("`{shown}` is a file; name a folder to write in");
        }
        output::check_writable(&root.join("answers.yaml"))
            .with_context(|| format!("the folder `{shown}` cannot be written in"))?;
        Ok(Self { named: folder.to_owned(), root })
    }

    /// Returns the path of a file or folder by its name in the workspace, whether it exists or not.
    ///
    /// # Errors
    /// When the name leads elsewhere.
    pub(super) fn path(&self, name: &str) -> Result<PathBuf> {
        let relative = Path::new(name);
        let is_plain = |component: Component<'_>| matches!(component, Component::Normal(_));
        if name.is_empty() || name.contains(char::is_control) || !relative.components().all(is_plain) {
            bail!(
                "`{}` is not a name inside the folder to write in: leave out `..` and a root",
                visible(name)
            );
        }
        let path = self.named.join(relative);
        self.check(&path)?;
        Ok(path)
    }

    /// Checks that a path stays in the workspace, links followed.
    ///
    /// # Errors
    /// When it does not.
    pub(super) fn check(&self, path: &Path) -> Result<()> {
        // What does not exist yet lies where the nearest folder that does leads.
        let there = path.ancestors().find_map(|ancestor| ancestor.canonicalize().ok());
        if !there.is_some_and(|there| there.starts_with(&self.root)) {
            bail!("`{}` leads out of the folder to write in", visible_path(path));
        }
        // A link that leads nowhere yet is followed by who writes to it.
        if path.symlink_metadata().is_ok_and(|entry| entry.is_symlink()) && !path.exists() {
            bail!("`{}` is a link to nothing", visible_path(path));
        }
        Ok(())
    }

    /// Returns how a path in the workspace is called.
    pub(super) fn name(&self, path: &Path) -> String {
        let canonical = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        visible_path(canonical.strip_prefix(&self.root).unwrap_or(&canonical))
    }

    /// Returns the names of the answers files right in the folder, in order.
    pub(super) fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.root).into_iter().flatten().flatten();
        let mut names: Vec<String> = entries
            .filter_map(|entry| entry.file_name().into_string().ok())
            .filter(|name| is_yaml(name) && !name.starts_with('.'))
            .collect();
        names.sort();
        names.truncate(LISTED);
        names
    }
}

/// Returns whether a name is that of an answers file.
pub(super) fn is_yaml(name: &str) -> bool {
    let end = Path::new(name).extension().and_then(|end| end.to_str());
    matches!(end, Some("yaml" | "yml"))
}
