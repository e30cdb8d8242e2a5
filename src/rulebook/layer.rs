//! The layers of a rulebook and their files, read from the file system.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, visible_path};
use crate::document::{Document, FilesBelow, Whereabouts, files_below, is_standard, read_rules, reason};

/// One layer of a rulebook: a file, or a folder of files.
#[derive(Debug, Clone)]
pub struct Layer {
    /// Its path, or `builtin`.
    pub name: String,
    /// Its files, in the order of their names.
    pub documents: Vec<Document>,
}

/// A change that a layer makes to a rule of an earlier one.
#[derive(Debug, Clone)]
pub struct RuleChange {
    /// The id of the rule; a rule that was switched off is none of [`rules`](super::Rulebook::rules).
    pub rule: String,
    /// The position in `first_of` of what was changed, from 0; `None` if it was the whole rule.
    pub branch: Option<usize>,
    /// The entry that says so.
    pub at: Whereabouts,
}

impl Layer {
    /// Reads the file at `path`, or every YAML file below it; `-` is standard input.
    ///
    /// # Errors
    /// Reports every file that cannot be read or is not YAML.
    pub(super) fn read(path: &Path) -> Result<Self, Diagnostics> {
        let mut found = Diagnostics::default();
        let mut files = Vec::new();
        for path in yaml_files(path)? {
            match read_rules(&path) {
                Ok(text) => files.push((visible_path(&path), text)),
                Err(errors) => found.extend(errors.in_file(&visible_path(&path))),
            }
        }
        if found.has_errors() { Err(found) } else { Self::parse(visible_path(path), files) }
    }

    /// Parses the texts of files, each with its name.
    ///
    /// # Errors
    /// Reports every text that is not YAML.
    pub(super) fn parse(name: String, files: Vec<(String, String)>) -> Result<Self, Diagnostics> {
        let mut found = Diagnostics::default();
        let mut documents = Vec::new();
        let help = match files.len() {
            1 => "`archwise rules new DIR` writes a small rulebook to begin with",
            _ => "write a part of the rulebook or its `cases` in it, or remove it",
        };
        for (name, text) in files {
            match Document::parse(&name, text) {
                Ok(document) => documents.push(document),
                Err(errors) => found.extend(errors.help_with(Code::EmptyFile, help).in_file(&name)),
            }
        }
        if found.has_errors() { Err(found) } else { Ok(Self { name, documents }) }
    }

    /// Whether a header in it says that it builds on another rulebook.
    pub(super) fn extends(&self) -> bool {
        let header = |document: &Document| document.root().entry("rulebook")?.entry("extends").map(|_| ());
        self.documents.iter().any(|document| header(document).is_some())
    }
}

/// Returns the file itself, or every YAML file in the folder and those below it, in the order of their names.
fn yaml_files(path: &Path) -> Result<Vec<PathBuf>, Diagnostics> {
    if is_standard(path) || !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let FilesBelow { mut files, unreadable } = files_below(path, usize::MAX);
    let message = |(path, error): &(PathBuf, std::io::Error)| {
        let message = format!("cannot read `{}`: {}", visible_path(path), reason(error));
        Diagnostic::error(Code::Unreadable, message)
    };
    if !unreadable.is_empty() {
        return Err(unreadable.iter().map(message).collect());
    }
    files.retain(|file| file.extension().is_some_and(|end| end == "yaml" || end == "yml"));
    if files.is_empty() {
        let message = format!("there is no YAML file in `{}`", visible_path(path));
        let help = "a rulebook is a `.yaml` file, or a folder of them";
        return Err(Diagnostic::error(Code::EmptyRulebook, message).help(help).into());
    }
    Ok(files)
}
