//! Locks a draft for a whole interview, so that two interviews never write the same one.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// Held until it is dropped, and no longer than the process lives.
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Locks by a file of this name, which it makes. Returns `None` if another process holds it.
    pub(super) fn acquire(path: &Path) -> io::Result<Option<Self>> {
        loop {
            let file = File::options().create(true).truncate(false).write(true).open(path)?;
            if !lock(&file)? {
                return Ok(None);
            }
            // Whoever held it before may have removed it, and a third may have made it again.
            if is_at(&file, path) {
                return Ok(Some(Self { path: path.to_owned(), _file: file }));
            }
        }
    }

    /// Returns whether another process holds the lock.
    pub(super) fn is_held(path: &Path) -> bool {
        File::options().write(true).open(path).is_ok_and(|file| matches!(lock(&file), Ok(false)))
    }

    /// Gives the lock up for good.
    pub(super) fn remove(self) {
        // A file that stays does no harm: nobody holds it.
        let _ = std::fs::remove_file(&self.path);
    }
}

#[cfg(unix)]
fn lock(file: &File) -> io::Result<bool> {
    use rustix::fs::{FlockOperation, flock};
    use rustix::io::Errno;
    match flock(file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(true),
        Err(Errno::WOULDBLOCK) => Ok(false),
        // A file system without locks is no reason to keep no draft.
        Err(_) => Ok(true),
    }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(here), Ok(there)) = (file.metadata(), std::fs::metadata(path)) else { return false };
    (here.dev(), here.ino()) == (there.dev(), there.ino())
}

#[cfg(not(unix))]
fn lock(_file: &File) -> io::Result<bool> {
    Ok(true)
}

#[cfg(not(unix))]
fn is_at(_file: &File, _path: &Path) -> bool {
    true
}
