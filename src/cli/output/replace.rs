//! Replaces a file whole: nobody ever sees half of one, and what a killed save leaves behind is removed by
//! the next.

use std::collections::BTreeSet;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Result, bail};

use super::lock;
use crate::diagnostic::visible_path;
use crate::document::reason;

/// Temporary files are called this, [`RANDOM`] letters or digits, and [`SUFFIX`].
const PREFIX: &str = ".archwise-";
const SUFFIX: &str = ".tmp";
const RANDOM: usize = 6;

/// Folders in which no other archwise writes as long as this lives.
pub(in crate::cli) struct Locks(Vec<(PathBuf, Option<lock::Lock>)>);

impl Locks {
    /// Locks these folders, all processes in the same order, so that no two wait for each other.
    ///
    /// # Errors
    /// When another process holds one of them for longer than any of ours should.
    pub(in crate::cli) fn of(folders: &[&Path]) -> Result<Self> {
        let canonical = |path: &&Path| std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let folders: BTreeSet<PathBuf> = folders.iter().map(canonical).collect();
        let mut locks = Vec::new();
        for folder in folders {
            let Ok(lock) = lock::acquire(&folder, lock::PATIENCE) else {
                bail!(
                    "another process has locked `{}` for a minute: end it, or try again later",
                    visible_path(&folder)
                );
            };
            if lock.is_some() {
                remove_leftovers(&folder);
            }
            locks.push((folder, lock));
        }
        Ok(Self(locks))
    }

    /// Returns whether all of the folders are locked, which not every file system does.
    pub(in crate::cli) fn hold(&self) -> bool {
        self.0.iter().all(|(_, lock)| lock.is_some())
    }

    /// Returns whether one of the folders was removed, and perhaps made again, while it was waited for.
    pub(in crate::cli) fn are_stale(&self) -> bool {
        self.0.iter().any(|(folder, lock)| lock.as_ref().is_some_and(|lock| !lock::is_of(lock, folder)))
    }

    /// Lets others write in the folders again.
    pub(in crate::cli) fn release(&mut self) {
        self.0.clear();
    }

    fn have(&self, folder: &Path) -> bool {
        let folder = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        self.0.iter().any(|(locked, _)| *locked == folder)
    }
}

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
        Self::under(&Locks(Vec::new()), path)
    }

    /// Does the same where the folder may be locked already.
    pub(in crate::cli) fn under(locks: &Locks, path: &Path) -> Self {
        let target = real_path(path);
        let lock = match is_special(path) || locks.have(folder(&target)) {
            true => None,
            false => lock::acquire(folder(&target), lock::SAVING).ok().flatten(),
        };
        if lock.is_some() {
            remove_leftovers(folder(&target));
        }
        Self { path: path.to_owned(), target, _lock: lock }
    }

    /// Does the same where the caller holds the lock of the folder.
    pub(in crate::cli) fn in_locked_folder(path: &Path) -> Self {
        Self { path: path.to_owned(), target: real_path(path), _lock: None }
    }

    /// Writes a temporary file beside the old one, then renames it.
    pub(in crate::cli) fn with(self, text: &str) -> Result<()> {
        self.with_contents(&mut text.as_bytes())
    }

    /// Does the same with what can be read from `contents`.
    pub(in crate::cli) fn with_contents(self, contents: &mut dyn Read) -> Result<()> {
        if is_special(&self.path) {
            // It exists, and has no contents to cut off: some devices refuse that.
            let opened = std::fs::File::options().write(true).open(&self.path);
            let copied = opened.and_then(|mut file| std::io::copy(contents, &mut file));
            return copied.map(drop).map_err(|error| cannot(&self.path, &error));
        }
        self.staged(contents)?.replace()
    }

    /// Writes the temporary file, after which hardly anything can go wrong.
    pub(in crate::cli) fn staged(self, contents: &mut dyn Read) -> Result<Staged> {
        let mut file = temporary_beside(&self.path, &self.target)?;
        let written = std::io::copy(contents, &mut file).and_then(|_| file.as_file().sync_all());
        written.map_err(|error| cannot(&self.path, &error))?;
        Ok(Staged { replacement: self, file })
    }
}

/// A file that is written beside the place where it is to be.
pub(in crate::cli) struct Staged {
    replacement: Replacement,
    file: tempfile::NamedTempFile,
}

impl Staged {
    /// Puts it in the place of the old file.
    pub(in crate::cli) fn replace(self) -> Result<()> {
        const PAUSE: Duration = Duration::from_millis(20);
        let Self { replacement, mut file } = self;
        // Windows replaces no file that somebody reads at the moment.
        let mut tries = if cfg!(windows) { 50 } else { 1 };
        loop {
            match file.persist(&replacement.target) {
                Ok(_) => return Ok(()),
                Err(refused) if tries > 1 && refused.error.kind() == ErrorKind::PermissionDenied => {
                    tries -= 1;
                    file = refused.file;
                    std::thread::sleep(PAUSE);
                }
                Err(refused) => return Err(cannot(&replacement.path, &refused.error)),
            }
        }
    }

    /// Puts it where there is no file yet.
    ///
    /// # Errors
    /// When there is one, or it cannot be written.
    pub(in crate::cli) fn create(self) -> Result<()> {
        let Self { replacement, file } = self;
        file.persist_noclobber(&replacement.path).map_err(|error| cannot(&replacement.path, &error.error))?;
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
    Replacement::begin(path).staged(&mut text.as_bytes())?.create()
}

/// Fails as [`replace_file`] would, without writing.
pub(in crate::cli) fn check_writable(path: &Path) -> Result<()> {
    let Replacement { path, target, .. } = Replacement::begin(path);
    if is_special(&path) { Ok(()) } else { temporary_beside(&path, &target).map(drop) }
}

/// Returns where a file that is to be written really is, through links, also if there is none yet.
pub(in crate::cli) fn real_path(file: &Path) -> PathBuf {
    /// As many links as Linux follows.
    const LINKS: usize = 40;
    let mut path = file.to_owned();
    for _ in 0..LINKS {
        let Ok(to) = std::fs::read_link(&path) else { break };
        path = folder(&path).join(to);
    }
    let name = path.file_name().map(ToOwned::to_owned);
    let in_folder = || Some(std::fs::canonicalize(folder(&path)).ok()?.join(name?));
    std::fs::canonicalize(&path).ok().or_else(in_folder).unwrap_or(path.clone())
}

/// Returns whether the path is a device or a pipe, which a rename would destroy.
pub(in crate::cli) fn is_special(path: &Path) -> bool {
    path.exists() && !path.is_file() && !path.is_dir() || cfg!(windows) && is_device_of_windows(path)
}

/// Returns whether Windows keeps the name for a device, in any folder and whatever its ending. Such a path
/// does not exist, and a file that is moved there cannot be opened or removed by most programs.
fn is_device_of_windows(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let stem = name.split(['.', ':']).next().unwrap_or_default().trim_end();
    let is_digit = |rest: &str| matches!(rest.as_bytes(), [b'1'..=b'9']);
    let is_port = |kind: &str| stem.strip_prefix(kind).is_some_and(is_digit);
    let is_pipe = path.to_string_lossy().starts_with(r"\\.\");
    is_pipe
        || matches!(stem, "aux" | "con" | "conin$" | "conout$" | "nul" | "prn")
        || is_port("com")
        || is_port("lpt")
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
        bail!("cannot write `{}`: it is a directory", visible_path(path));
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).rand_bytes(RANDOM).suffix(SUFFIX);
    #[cfg(unix)]
    builder.permissions(permissions(target));
    builder.tempfile_in(folder(target)).map_err(|error| cannot(path, &error))
}

fn cannot(path: &Path, error: &std::io::Error) -> anyhow::Error {
    anyhow::anyhow!("cannot write `{}`: {}", visible_path(path), reason(error))
}

/// Returns the permissions of the file that is replaced, or else those of any new file.
#[cfg(unix)]
fn permissions(path: &Path) -> std::fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path)
        .map_or_else(|_| PermissionsExt::from_mode(0o644), |metadata| metadata.permissions())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_devices_of_windows_are_known_by_their_names() {
        for path in ["NUL", "nul", "docs/NUL", "Con", "com1", "lpt9", "aux.yaml", "nul .txt", r"\\.\pipe\x"] {
            assert!(is_device_of_windows(Path::new(path)), "{path}");
        }
        for path in
            ["null", "com", "com0", "comx.yaml", "com10", "console.yaml", "a/nul/b.yaml", "x.nul", "-", ""]
        {
            assert!(!is_device_of_windows(Path::new(path)), "{path}");
        }
    }
}
