//! Finds line and column of a path such as `rules[7].when.all[0]`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use saphyr_parser::Span;

use super::tree::{Tree, YamlKind, YamlNode, place_of};
use crate::diagnostic::{Place, SourceText};

/// Which of an entry is meant; an item of a list has no key, there it is the value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum KeyOrValue {
    Key,
    Value,
}

/// The spans of everything in one text, by path. A hash map, since a file may hold as many errors as lines.
#[derive(Debug)]
pub(super) struct Places(HashMap<String, Entry>);

#[derive(Debug, Clone, Copy)]
struct Entry {
    key: Option<Span>,
    value: Span,
}

impl Places {
    /// Finds the places of everything in a text.
    pub(super) fn of(source: &Arc<SourceText>) -> Self {
        let mut places = Self(HashMap::new());
        if let Some(root) = &Tree::of(source).root {
            places.add(String::new(), None, root);
        }
        places
    }

    fn add(&mut self, path: String, key: Option<Span>, node: &YamlNode<'_>) {
        self.0.insert(path.clone(), Entry { key, value: node.span });
        if let YamlKind::Sequence(items) = &node.kind {
            for (index, item) in items.iter().enumerate() {
                self.add(item_path(&path, index), None, item);
            }
        }
        for (name, value) in node.entries() {
            // What is no scalar names nothing that anybody looks for.
            if let Some(key) = name.key_name() {
                self.add(key_path(&path, &key), Some(name.span), value);
            }
        }
    }

    /// Returns the place of the value at `path` or of its key, or of the nearest thing around that has one.
    pub(super) fn find(&self, source: &Arc<SourceText>, path: &str, which: KeyOrValue) -> Place {
        let mut path = path;
        loop {
            if let Some(entry) = self.0.get(path) {
                let span = match which {
                    KeyOrValue::Key => entry.key.unwrap_or(entry.value),
                    KeyOrValue::Value => entry.value,
                };
                return place_of(source, span);
            }
            match path.rfind(['.', '[']) {
                Some(end) => path = &path[..end],
                None if path.is_empty() => return Place::point(source, 1, 1),
                None => path = "",
            }
        }
    }
}

/// Returns the path of an entry of the mapping at `path`.
pub(super) fn key_path(path: &str, key: &str) -> String {
    below(path, &key_in_path(key))
}

/// Returns the path of what stands at `inner` in what stands at `path`.
pub(super) fn below(path: &str, inner: &str) -> String {
    if path.is_empty() { inner.to_owned() } else { format!("{path}.{inner}") }
}

/// Returns a key as it stands in a path, in which dots and brackets have a meaning. No name of a key holds a
/// control character, so that these are free.
pub(crate) fn key_in_path(key: &str) -> Cow<'_, str> {
    match key {
        "" => Cow::Borrowed("\0"),
        key if key.contains(['.', '[']) => Cow::Owned(key.replace('.', "\u{1}").replace('[', "\u{2}")),
        key => Cow::Borrowed(key),
    }
}

/// Returns the path of an item of the list at `path`.
pub(super) fn item_path(path: &str, index: usize) -> String {
    format!("{path}[{index}]")
}
