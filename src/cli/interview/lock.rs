//! Locks a draft for a whole interview, so that two interviews never write the same one.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// Held until it is dropped, and no longer than the process lives.
pub(super) struct Lock {
    path: PathBuf,
    file: File,
}

impl Lock {
    /// Locks by a file of this name, which it makes. Returns `None` if another process holds it.
    pub(super) fn acquire(path: &Path) -> io::Result<Option<Self>> {
        loop {
            let Some(file) = alone(File::options().create(true).truncate(false).write(true), path)? else {
                return Ok(None);
            };
            // Whoever held it before may have removed it, and a third may have made it again.
            if is_at(&file, path) {
                return Ok(Some(Self { path: path.to_owned(), file }));
            }
        }
    }

    /// Returns whether another process holds the lock.
    pub(super) fn is_held(path: &Path) -> bool {
        matches!(alone(File::options().write(true), path), Ok(None))
    }

    /// Gives the lock up for good.
    pub(super) fn remove(self) {
        // Windows removes no file that is open for nobody else.
        let _file = cfg!(not(windows)).then_some(self.file);
        // A file that stays does no harm: nobody holds it.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Opens a file and locks it. Returns `None` if another process holds it.
#[cfg(unix)]
fn alone(options: &mut OpenOptions, path: &Path) -> io::Result<Option<File>> {
    use rustix::fs::{FlockOperation, flock};
    use rustix::io::Errno;
    let file = options.open(path)?;
    match flock(&file, FlockOperation::NonBlockingLockExclusive) {
        Err(Errno::WOULDBLOCK) => Ok(None),
        // A file system without locks is no reason to keep no draft.
        Ok(()) | Err(_) => Ok(Some(file)),
    }
}

/// Opens a file for nobody else. Returns `None` if another process holds it.
#[cfg(windows)]
fn alone(options: &mut OpenOptions, path: &Path) -> io::Result<Option<File>> {
    use std::os::windows::fs::OpenOptionsExt;
    const ERROR_SHARING_VIOLATION: i32 = 32;
    match options.share_mode(0).open(path) {
        Err(error) if error.raw_os_error() == Some(ERROR_SHARING_VIOLATION) => Ok(None),
        opened => opened.map(Some),
    }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(here), Ok(there)) = (file.metadata(), std::fs::metadata(path)) else { return false };
    (here.dev(), here.ino()) == (there.dev(), there.ino())
}

/// Nobody can remove a file that is open for nobody else.
#[cfg(windows)]
fn is_at(_file: &File, _path: &Path) -> bool {
    true
}
