//! Reads a rulebook from a file or from a folder of files.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::builtin::builtin_layer;
use super::model::Rulebook;
use super::source::Sources;
use super::validate::validate;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Document, read_text, reason};

/// One layer of a rulebook: what it is called, and its files.
#[derive(Debug, Clone)]
pub struct Layer {
    /// What to call it: its path, or `builtin`.
    pub name: String,
    /// Its files, in the order of their names.
    pub documents: Vec<Document>,
}

impl Rulebook {
    /// Reads the file at `path`, or every `.yaml` and `.yml` file below it in the order of their names.
    ///
    /// # Errors
    /// Every error in every file. With success come warnings and notes, if there are any.
    pub fn load(path: &Path) -> Result<(Self, Diagnostics), Diagnostics> {
        Self::from_layers(&layers(&[path])?)
    }

    /// Reads a rulebook from texts with their names.
    ///
    /// # Errors
    /// As [`Rulebook::load`].
    pub fn parse(files: Vec<(String, String)>) -> Result<(Self, Diagnostics), Diagnostics> {
        let name = files.first().map(|(name, _)| name.clone()).unwrap_or_default();
        Self::from_layers(&[Layer { name, documents: parse_all(files)? }])
    }

    /// Reads a rulebook from its layers: a later one may add to the earlier ones and change their rules.
    ///
    /// # Errors
    /// As [`Rulebook::load`].
    pub fn from_layers(layers: &[Layer]) -> Result<(Self, Diagnostics), Diagnostics> {
        let mut found = Diagnostics::default();
        // Cases test a rulebook and are no part of it.
        let is_rules = |document: &&Document| {
            document.root().value().as_mapping().is_none_or(|keys| keys.keys().any(|key| key != "cases"))
        };
        let documents = layers.iter().flat_map(|layer| &layer.documents).filter(is_rules);
        let hash = hash(documents.map(|document| document.source().text.as_str()));
        let mut sources = Sources::collect(layers, &mut found);
        sources.apply_changes(&mut found);
        if found.has_errors() {
            // An entry that could not be read is not unknown: what refers to it would be reported in vain.
            return Err(found);
        }
        let names = layers.iter().map(|layer| layer.name.clone()).collect();
        let rulebook = validate(&sources, names, hash, &mut found);
        found.unless_errors(rulebook)
    }
}

/// The layers at these paths, in order. One that says `extends: builtin` brings the built-in rulebook along,
/// as the first of all.
///
/// # Errors
/// Every file that cannot be read or is not YAML.
pub fn layers(paths: &[&Path]) -> Result<Vec<Layer>, Diagnostics> {
    let mut found = Diagnostics::default();
    let mut layers = Vec::new();
    for path in paths {
        match documents(path) {
            Ok(documents) => layers.push(Layer { name: path.display().to_string(), documents }),
            Err(errors) => found.extend(errors),
        }
    }
    if found.has_errors() {
        return Err(found);
    }
    let extends = |document: &Document| {
        document.root().entry("rulebook").is_some_and(|header| header.entry("extends").is_some())
    };
    if layers.iter().flat_map(|layer| &layer.documents).any(extends) {
        layers.insert(0, builtin_layer());
    }
    Ok(layers)
}

/// The files of a rulebook, or the errors of all that cannot be read.
fn documents(path: &Path) -> Result<Vec<Document>, Diagnostics> {
    let mut found = Diagnostics::default();
    let mut files = Vec::new();
    for path in yaml_files(path)? {
        match read_text(&path) {
            Ok(text) => files.push((path.to_string_lossy().into_owned(), text)),
            Err(errors) => found.extend(errors),
        }
    }
    if found.has_errors() { Err(found) } else { parse_all(files) }
}

pub(super) fn parse_all(files: Vec<(String, String)>) -> Result<Vec<Document>, Diagnostics> {
    let mut found = Diagnostics::default();
    let mut documents = Vec::new();
    for (name, text) in files {
        match Document::parse(&name, text) {
            Ok(document) => documents.push(document),
            Err(errors) => found.extend(errors),
        }
    }
    if found.has_errors() { Err(found) } else { Ok(documents) }
}

/// SHA-256 over the texts, with line ends as on Unix, so that a checkout on Windows has the same hash.
fn hash<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let mut sha = Sha256::new();
    for text in texts {
        sha.update(text.replace("\r\n", "\n"));
        sha.update([0]);
    }
    let digits: String = sha.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{digits}")
}

fn yaml_files(path: &Path) -> Result<Vec<PathBuf>, Diagnostics> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    collect(path, &mut files).map_err(|error| {
        let message = format!("cannot read `{}`: {}", path.display(), reason(&error));
        Diagnostics::from(Diagnostic::error(Code::Unreadable, message))
    })?;
    if files.is_empty() {
        let message = format!("there is no YAML file in `{}`", path.display());
        let help = "a rulebook is a `.yaml` file, or a folder of them";
        return Err(Diagnostic::error(Code::EmptyRulebook, message).help(help).into());
    }
    files.sort();
    Ok(files)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let yaml = path.extension().is_some_and(|end| end == "yaml" || end == "yml");
        if path.is_dir() {
            collect(&path, files)?;
        } else if yaml {
            files.push(path);
        }
    }
    Ok(())
}
