//! Where an entry stands: a path in a document, from which line and column are found when somebody asks.

use std::sync::LazyLock;

use super::Document;
use super::places::{KeyOrValue, below, key_path};
use crate::diagnostic::Place;

/// Where an entry stands, kept without looking for the line until somebody asks.
#[derive(Debug, Clone)]
pub struct Whereabouts {
    text: Text,
    path: String,
}

#[derive(Debug, Clone)]
enum Text {
    Parsed(Document),
    /// Of a text that comes with the program: parsed when a place is asked for.
    Unparsed(&'static LazyLock<Document>),
}

impl Whereabouts {
    pub(super) fn new(document: &Document, path: &str) -> Self {
        Self { text: Text::Parsed(document.clone()), path: path.to_owned() }
    }

    /// Returns a place at `path` in a text that need not be parsed before somebody asks.
    pub(crate) fn later(document: &'static LazyLock<Document>, path: String) -> Self {
        Self { text: Text::Unparsed(document), path }
    }

    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    pub(crate) fn document(&self) -> &Document {
        match &self.text {
            Text::Parsed(document) => document,
            Text::Unparsed(document) => document,
        }
    }

    /// Returns the place of the entry, or that of the value of one of its keys.
    pub fn place(&self, key: Option<&str>) -> Place {
        let path = key.map(|key| key_path(&self.path, key));
        self.document().place(path.as_ref().unwrap_or(&self.path), KeyOrValue::Value)
    }

    /// Returns the place of the key under which the entry stands; of the entry if it has none.
    pub fn key_place(&self) -> Place {
        self.document().place(&self.path, KeyOrValue::Key)
    }

    /// Returns the place of the value at `path` below the entry, or of the nearest one around that exists.
    pub(crate) fn place_below(&self, path: &str) -> Place {
        self.document().place(&below(&self.path, path), KeyOrValue::Value)
    }

    /// Returns the place of the key at `path` below the entry, or of the nearest key above that exists.
    pub(crate) fn key_below(&self, path: &str) -> Place {
        self.document().place(&below(&self.path, path), KeyOrValue::Key)
    }
}
