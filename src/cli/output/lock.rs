//! Locks a folder, so that only one archwise writes in it at a time.

use std::fs::File;
use std::io;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

#[cfg(unix)]
use unix::attempt;
#[cfg(unix)]
pub(super) use unix::is_of;
#[cfg(windows)]
use windows::attempt;
#[cfg(windows)]
pub(super) use windows::is_of;

/// Released when it is dropped, and when the process ends in whatever way.
pub(super) type Lock = File;

/// Far more than a save takes: whoever holds the lock longer is not saving.
pub(super) const SAVING: Duration = Duration::from_secs(4);
/// Where many wait in a row, each of which assesses before it writes.
pub(super) const PATIENCE: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(20);

/// Somebody else held the lock all the time.
pub(super) struct Busy;

/// What came of one attempt.
enum Attempt {
    Held(Lock),
    /// Worth trying again for as long as this at most.
    Busy(Duration),
}

/// Locks a folder. Returns `None` if it cannot be locked.
pub(super) fn acquire(folder: &Path, patience: Duration) -> Result<Option<Lock>, Busy> {
    let begin = Instant::now();
    loop {
        match attempt(folder) {
            Ok(Attempt::Held(lock)) => return Ok(Some(lock)),
            Ok(Attempt::Busy(most)) if begin.elapsed() < patience.min(most) => sleep(PAUSE),
            Ok(Attempt::Busy(most)) if most < patience => return Ok(None),
            Ok(Attempt::Busy(_)) => return Err(Busy),
            Err(_) => return Ok(None),
        }
    }
}

/// The folder itself is locked, which leaves no file behind.
#[cfg(unix)]
mod unix {
    use std::os::unix::fs::MetadataExt;

    use rustix::fs::{FlockOperation, flock};
    use rustix::io::Errno;

    use super::*;

    pub(super) fn attempt(folder: &Path) -> io::Result<Attempt> {
        let folder = File::open(folder)?;
        match flock(&folder, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(Attempt::Held(folder)),
            Err(Errno::WOULDBLOCK | Errno::INTR) => Ok(Attempt::Busy(Duration::MAX)),
            Err(error) => Err(error.into()),
        }
    }

    /// Returns whether the lock is that of the folder that has this path now.
    pub(in crate::cli::output) fn is_of(lock: &Lock, folder: &Path) -> bool {
        let same = |(locked, now): (std::fs::Metadata, std::fs::Metadata)| {
            (locked.dev(), locked.ino()) == (now.dev(), now.ino())
        };
        lock.metadata().ok().zip(std::fs::metadata(folder).ok()).is_some_and(same)
    }
}

/// A file in the folder, open for nobody else, which the system removes when it is closed.
#[cfg(windows)]
mod windows {
    use std::os::windows::fs::OpenOptionsExt;

    use super::*;

    const NAME: &str = ".archwise.lock";

    const GENERIC_WRITE: u32 = 0x4000_0000;
    const DELETE: u32 = 0x0001_0000;
    const FILE_FLAG_DELETE_ON_CLOSE: u32 = 0x0400_0000;

    const ERROR_ACCESS_DENIED: i32 = 5;
    const ERROR_SHARING_VIOLATION: i32 = 32;

    /// Long enough for the system to remove the file of the lock before.
    const REMOVAL: Duration = Duration::from_millis(200);

    pub(super) fn attempt(folder: &Path) -> io::Result<Attempt> {
        let mut options = File::options();
        options.write(true).create(true).truncate(false);
        options.access_mode(GENERIC_WRITE | DELETE).share_mode(0).custom_flags(FILE_FLAG_DELETE_ON_CLOSE);
        match options.open(folder.join(NAME)) {
            Ok(lock) => Ok(Attempt::Held(lock)),
            Err(error) => match error.raw_os_error() {
                Some(ERROR_SHARING_VIOLATION) => Ok(Attempt::Busy(Duration::MAX)),
                // The file is about to go, or nobody may write in the folder.
                Some(ERROR_ACCESS_DENIED) => Ok(Attempt::Busy(REMOVAL)),
                _ => Err(error),
            },
        }
    }

    /// Returns whether the lock is that of the folder, which nobody can remove while the file is open.
    pub(in crate::cli::output) fn is_of(_lock: &Lock, _folder: &Path) -> bool {
        true
    }
}
