//! The folder of the records and that of the answers file, locked while a record is planned and written.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::cli::output::Locks;
use crate::diagnostic::visible_path;
use crate::document::reason;

/// How often a folder is made anew that somebody else removes.
const TRIES: usize = 5;

/// Folders that nobody else of us writes in. A folder that was made is removed again, unless it is used.
pub(super) struct Workplace {
    pub locks: Locks,
    /// The folders that were made, the innermost first.
    made: Vec<PathBuf>,
}

impl Workplace {
    /// Makes the folder of the records unless it exists, and locks it, and the folder of this file.
    pub(super) fn prepare(folder: &Path, file: Option<&Path>) -> Result<Self> {
        let shown = visible_path(folder);
        if folder.exists() && !folder.is_dir() {
            bail!("`{shown}` is a file; name the folder of the decision records");
        }
        let file = file.map(|file| file.canonicalize().unwrap_or_else(|_| file.to_owned()));
        let others = file.as_deref().and_then(Path::parent);
        for _ in 0..TRIES {
            let made = missing(folder);
            std::fs::create_dir_all(folder)
                .map_err(|error| anyhow::anyhow!("cannot make the folder `{shown}`: {}", reason(&error)))?;
            let folders: Vec<&Path> = std::iter::once(folder).chain(others).collect();
            let workplace = Self { locks: Locks::of(&folders)?, made };
            // Who made it may have removed it again.
            if folder.is_dir() && !workplace.locks.are_stale() {
                return Ok(workplace);
            }
        }
        bail!("the folder `{shown}` is removed while it is written to")
    }

    /// Keeps the folder. Returns whether it is new.
    pub(super) fn keep(mut self) -> bool {
        !std::mem::take(&mut self.made).is_empty()
    }
}

impl Drop for Workplace {
    fn drop(&mut self) {
        if cfg!(windows) {
            // There the lock is a file in the folder.
            self.locks.release();
        }
        for folder in &self.made {
            // Only if nothing is in it.
            let _ = std::fs::remove_dir(folder);
        }
    }
}

/// Returns the folders of a path that do not exist, the innermost first.
fn missing(path: &Path) -> Vec<PathBuf> {
    let named = |folder: &&Path| !folder.as_os_str().is_empty();
    path.ancestors().filter(named).take_while(|folder| !folder.exists()).map(Path::to_owned).collect()
}
