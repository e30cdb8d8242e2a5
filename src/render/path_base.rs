//! The names of files in what other programs read: from the root of the repository, wherever the run began.

use std::path::{Component, Path, PathBuf};

use crate::diagnostic::slashed;

/// The folder from which files are named, and the one from which the user named them.
#[derive(Debug, Clone, Default)]
pub struct PathBase {
    base: Option<PathBuf>,
    working_folder: PathBuf,
}

impl PathBase {
    /// Names files from `base`. Both folders are absolute and without links.
    pub fn new(base: PathBuf, working_folder: PathBuf) -> Self {
        Self { base: Some(base), working_folder }
    }

    /// Returns the name of a file: from the base if it lies below it, else as the user gave it, without `.`
    /// and with as few `..` as possible.
    pub fn name(&self, file: &str) -> String {
        // Elsewhere it means nothing that could be made shorter.
        if is_windows_path(file) && !cfg!(windows) {
            return file.to_owned();
        }
        let below = self.base.as_ref().and_then(|base| {
            let whole = normalized(&self.working_folder.join(file));
            Some(whole.strip_prefix(base).ok()?.to_owned())
        });
        let name = below.unwrap_or_else(|| normalized(Path::new(file)));
        if name.as_os_str().is_empty() { ".".to_owned() } else { slashed(&name) }
    }

    /// Returns the name as a reference that means that file whatever is in it.
    pub fn uri(&self, file: &str) -> String {
        let name = self.name(file);
        let name = if is_windows_path(&name) { name.replace('\\', "/") } else { name };
        let prefix = match name.as_bytes() {
            // A server is the authority of its URI.
            [b'/', b'/', ..] => "file:",
            // A path from the root is no relative reference.
            [b'/', ..] => "file://",
            [_, b':', ..] => "file:///",
            _ => "",
        };
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/@+=,()".contains(&byte);
        let is_drive = |at: usize| at == 1 && prefix == "file:///";
        let byte = |(at, byte): (usize, u8)| match plain(byte) || is_drive(at) {
            true => char::from(byte).to_string(),
            false => format!("%{byte:02X}"),
        };
        format!("{prefix}{}", name.bytes().enumerate().map(byte).collect::<String>())
    }
}

/// Returns whether a path begins with a drive or a server as Windows writes them.
fn is_windows_path(path: &str) -> bool {
    match path.as_bytes() {
        [drive, b':', b'\\' | b'/', ..] => drive.is_ascii_alphabetic(),
        [b'\\', b'\\', ..] => true,
        _ => false,
    }
}

/// Returns the path without `.`, and without a `..` that takes back the name before it.
fn normalized(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match (component, plain.components().next_back()) {
            (Component::CurDir, _) | (Component::ParentDir, Some(Component::RootDir)) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => _ = plain.pop(),
            (component, _) => plain.push(component),
        }
    }
    plain
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn in_a_repository() -> PathBase {
        PathBase::new(PathBuf::from("/repo"), PathBuf::from("/repo/services/api"))
    }

    #[test]
    fn a_file_is_named_from_the_root_of_the_repository() {
        let base = in_a_repository();
        for file in ["x.yaml", "./x.yaml", "../api/./x.yaml", "/repo/services/api/x.yaml"] {
            assert_eq!(base.name(file), "services/api/x.yaml", "{file}");
        }
        assert_eq!(base.name("../../../other/x.yaml"), "../../../other/x.yaml");
        assert_eq!(base.name("/etc/./x.yaml"), "/etc/x.yaml");
        assert_eq!(PathBase::default().name("./a/../b/x.yaml"), "b/x.yaml");
    }

    #[test]
    fn a_reference_means_the_file_whatever_is_in_its_name() {
        let base = in_a_repository();
        assert_eq!(base.uri("a b%\\é:1.yaml"), "services/api/a%20b%25%5C%C3%A9%3A1.yaml");
        assert_eq!(base.uri("/etc/x.yaml"), "file:///etc/x.yaml");
        assert_eq!(base.uri("C:\\a b\\x.yaml"), "file:///C:/a%20b/x.yaml");
        assert_eq!(base.uri("\\\\server\\share\\x.yaml"), "file://server/share/x.yaml");
    }
}

#[cfg(all(test, windows))]
mod windows_tests {
    use super::*;

    #[test]
    fn a_file_is_named_as_on_every_platform() {
        let base = PathBase::new(PathBuf::from("C:/repo"), PathBuf::from("C:/repo/services/api"));
        for file in [r"x.yaml", r".\x.yaml", r"..\api/x.yaml", r"C:\repo\services\api\x.yaml"] {
            assert_eq!(base.name(file), "services/api/x.yaml", "{file}");
        }
        assert_eq!(base.name(r"D:\x.yaml"), "D:/x.yaml");
        assert_eq!(base.uri(r"D:\a b\x.yaml"), "file:///D:/a%20b/x.yaml");
        assert_eq!(base.uri(r"\\server\share\x.yaml"), "file://server/share/x.yaml");
    }
}
