//! Replaces a file whole: nobody ever sees half of one, and what a killed save leaves behind is removed by
//! the next.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::document::reason;

/// Temporary files are called this, [`RANDOM`] letters or digits, and [`SUFFIX`].
const PREFIX: &str = ".archwise-";
const SUFFIX: &str = ".tmp";
const RANDOM: usize = 6;

/// A file that is about to be replaced. Until it is dropped no other archwise replaces a file in the same
/// folder, so what is read of the file in between is still true when it is written.
pub(in crate::cli) struct Replacement {
    path: PathBuf,
    /// The file itself, where `path` is a link.
    target: PathBuf,
    /// `None` where folders cannot be locked: there the atomic rename alone must do.
    _lock: Option<lock::Lock>,
}

impl Replacement {
    pub(in crate::cli) fn begin(path: &Path) -> Self {
        let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let lock = if is_special(path) { None } else { lock::acquire(folder(&target)) };
        if lock.is_some() {
            remove_leftovers(folder(&target));
        }
        Self { path: path.to_owned(), target, _lock: lock }
    }

    /// Writes a temporary file beside the old one, then renames it.
    pub(in crate::cli) fn with(self, text: &str) -> Result<()> {
        self.with_contents(&mut text.as_bytes())
    }

    /// Does the same with what can be read from `contents`.
    pub(in crate::cli) fn with_contents(self, contents: &mut dyn Read) -> Result<()> {
        let cannot = |error: std::io::Error| cannot(&self.path, &error);
        if is_special(&self.path) {
            let copied =
                std::fs::File::create(&self.path).and_then(|mut file| std::io::copy(contents, &mut file));
            return copied.map(drop).map_err(cannot);
        }
        let mut file = temporary_beside(&self.path, &self.target)?;
        std::io::copy(contents, &mut file).map_err(cannot)?;
        file.as_file().sync_all().map_err(cannot)?;
        file.persist(&self.target).map_err(|error| cannot(error.error))?;
        Ok(())
    }
}

/// Replaces the contents of a file by `text`.
pub(in crate::cli) fn replace_file(path: &Path, text: &str) -> Result<()> {
    Replacement::begin(path).with(text)
}

/// Writes a new file, whole or not at all.
///
/// # Errors
/// When there is a file of this name already, or none can be written.
pub(in crate::cli) fn create_file(path: &Path, text: &str) -> Result<()> {
    let replacement = Replacement::begin(path);
    let mut file = temporary_beside(path, &replacement.target)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.as_file().sync_all());
    written.map_err(|error| cannot(path, &error))?;
    file.persist_noclobber(path).map_err(|error| cannot(path, &error.error))?;
    Ok(())
}

/// Fails as [`replace_file`] would, without writing.
pub(in crate::cli) fn check_writable(path: &Path) -> Result<()> {
    let Replacement { path, target, .. } = Replacement::begin(path);
    if is_special(&path) { Ok(()) } else { temporary_beside(&path, &target).map(drop) }
}

/// Returns whether the path is a device or a pipe, which a rename would destroy.
pub(in crate::cli) fn is_special(path: &Path) -> bool {
    path.exists() && !path.is_file() && !path.is_dir()
}

fn folder(target: &Path) -> &Path {
    match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Removes the temporary files of saves that were killed. Only the holder of the lock saves, so nobody needs
/// them.
fn remove_leftovers(folder: &Path) {
    let is_ours = |name: &str| {
        let random = name.strip_prefix(PREFIX).and_then(|rest| rest.strip_suffix(SUFFIX));
        random
            .is_some_and(|random| random.len() == RANDOM && random.bytes().all(|b| b.is_ascii_alphanumeric()))
    };
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && entry.file_name().to_str().is_some_and(is_ours) {
            // If this fails, the next save tries again.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

fn temporary_beside(path: &Path, target: &Path) -> Result<tempfile::NamedTempFile> {
    if target.is_dir() {
        bail!("cannot write `{}`: it is a directory", path.display());
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).rand_bytes(RANDOM).suffix(SUFFIX);
    #[cfg(unix)]
    builder.permissions(permissions(target));
    builder.tempfile_in(folder(target)).map_err(|error| cannot(path, &error))
}

fn cannot(path: &Path, error: &std::io::Error) -> anyhow::Error {
    anyhow::anyhow!("cannot write `{}`: {}", path.display(), reason(error))
}

/// Returns the permissions of the file that is replaced, or else those of any new file.
#[cfg(unix)]
fn permissions(path: &Path) -> std::fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path)
        .map_or_else(|_| PermissionsExt::from_mode(0o644), |metadata| metadata.permissions())
}

#[cfg(unix)]
mod lock {
    use std::fs::File;
    use std::path::Path;
    use std::thread::sleep;
    use std::time::Duration;

    use rustix::fs::{FlockOperation, flock};
    use rustix::io::Errno;

    /// Released when it is dropped, and when the process ends in whatever way.
    pub(super) type Lock = File;

    /// With [`PAUSE`] four seconds, far more than a save takes: whoever holds the lock longer is not saving.
    const TRIES: u32 = 200;
    const PAUSE: Duration = Duration::from_millis(20);

    /// Locks the folder itself, which leaves no lock file behind. Returns `None` if it cannot be locked.
    pub(super) fn acquire(folder: &Path) -> Option<Lock> {
        let folder = File::open(folder).ok()?;
        for _ in 0..TRIES {
            match flock(&folder, FlockOperation::NonBlockingLockExclusive) {
                Ok(()) => return Some(folder),
                Err(Errno::WOULDBLOCK | Errno::INTR) => sleep(PAUSE),
                Err(_) => return None,
            }
        }
        None
    }
}

#[cfg(not(unix))]
mod lock {
    pub(super) type Lock = std::convert::Infallible;

    pub(super) fn acquire(_folder: &std::path::Path) -> Option<Lock> {
        None
    }
}
