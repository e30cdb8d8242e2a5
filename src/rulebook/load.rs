//! Reads a rulebook from a file or from a folder of files.

use std::path::Path;

use serde_yaml::Value;
use sha2::{Digest, Sha256};

use super::builtin_files::{builtin_layer, is_builtin};
use super::layer::Layer;
use super::model::Rulebook;
use super::source::Sources;
use super::validate::validate;
use crate::diagnostic::{Diagnostics, visible_path};
use crate::document::Document;

impl Rulebook {
    /// Reads the file at `path`, or every `.yaml` and `.yml` file below it in the order of their names.
    ///
    /// # Errors
    /// Reports every error in every file. With success come warnings and notes, if there are any.
    pub fn load(path: &Path) -> Result<(Self, Diagnostics), Diagnostics> {
        layers(&[path]).and_then(|layers| Self::from_layers(&layers))
    }

    /// Reads a rulebook from texts with their names.
    ///
    /// # Errors
    /// As [`Rulebook::load`].
    pub fn parse(files: Vec<(String, String)>) -> Result<(Self, Diagnostics), Diagnostics> {
        let name = files.first().map(|(name, _)| name.clone()).unwrap_or_default();
        Self::from_layers(&[Layer::parse(name, files)?])
    }

    /// Reads a rulebook from its layers: a later one may add to the earlier ones and change their rules.
    ///
    /// # Errors
    /// As [`Rulebook::load`].
    pub fn from_layers(layers: &[Layer]) -> Result<(Self, Diagnostics), Diagnostics> {
        Self::from_layers_but(layers, None)
    }

    /// Reads the same with one of its [`Rulebook::changes`] undone.
    ///
    /// # Errors
    /// When the rulebook is no longer valid without the change.
    pub fn without_change(layers: &[Layer], change: usize) -> Result<Self, Diagnostics> {
        Self::from_layers_but(layers, Some(change)).map(|(rulebook, _)| rulebook)
    }

    fn from_layers_but(layers: &[Layer], without: Option<usize>) -> Result<(Self, Diagnostics), Diagnostics> {
        let mut found = Diagnostics::default();
        // Cases test a rulebook and presets begin with it; neither changes what it says of a system.
        let is_rules = |document: &&Document| {
            let is_beside = |key: &Value| key == "cases" || key == "presets";
            document.root().value().as_mapping().is_none_or(|keys| !keys.keys().all(is_beside))
        };
        let documents = layers.iter().flat_map(|layer| &layer.documents).filter(is_rules);
        let hash = hash(documents.map(|document| document.source().text.as_str()));
        let mut sources = Sources::collect(layers, &mut found);
        sources.apply_changes(without, &mut found);
        if found.has_errors() {
            // An entry that could not be read is not unknown: what refers to it would be reported in vain.
            return Err(found);
        }
        let names: Vec<String> = layers.iter().map(|layer| layer.name.clone()).collect();
        let last = names.last().cloned().unwrap_or_default();
        let rulebook = validate(&sources, names, hash, &mut found);
        found.in_file(&last).unless_errors(rulebook)
    }
}

/// Reads the layers at these paths, in order. If one says `extends: builtin`, the built-in rulebook comes
/// first of all.
///
/// # Errors
/// Reports every file that cannot be read or is not YAML.
pub fn layers(paths: &[&Path]) -> Result<Vec<Layer>, Diagnostics> {
    let mut found = Diagnostics::default();
    let mut layers = Vec::new();
    for path in paths {
        let read = if is_builtin(path) { Ok(builtin_layer()) } else { Layer::read(path) };
        match read {
            Ok(layer) => layers.push(layer),
            Err(errors) => found.extend(errors.in_file(&visible_path(path))),
        }
    }
    if found.has_errors() {
        return Err(found);
    }
    if paths.iter().any(|path| is_builtin(path)) { Ok(layers) } else { Ok(with_base(layers)) }
}

/// Returns the layer in a text, below it the built-in rulebook if it says `extends: builtin`.
///
/// # Errors
/// Reports what keeps the text from being YAML.
pub fn layers_in(name: &str, text: &str) -> Result<Vec<Layer>, Diagnostics> {
    Ok(with_base(vec![Layer::parse(name.to_owned(), vec![(name.to_owned(), text.to_owned())])?]))
}

fn with_base(mut layers: Vec<Layer>) -> Vec<Layer> {
    if layers.iter().any(Layer::extends) {
        layers.insert(0, builtin_layer());
    }
    layers
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
