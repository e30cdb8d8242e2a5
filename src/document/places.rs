//! Path to place: `rules[7].when.all[0]` to line and column.

use std::collections::HashMap;
use std::sync::Arc;

use saphyr_parser::Span;

use super::tree::{Tree, YamlKind, YamlNode};
use crate::diagnostic::{Place, SourceText};

/// Which part of an entry is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Part {
    Key,
    Value,
}

/// The spans of everything in one text, by path.
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
            self.add(key_path(&path, name.text().unwrap_or_default()), Some(name.span), value);
        }
    }

    pub(super) fn find(&self, source: &Arc<SourceText>, path: &str, part: Part) -> Place {
        let mut path = path;
        loop {
            if let Some(entry) = self.0.get(path) {
                let span = match part {
                    Part::Key => entry.key.unwrap_or(entry.value),
                    Part::Value => entry.value,
                };
                return of_span(source, span);
            }
            match path.rfind(['.', '[']) {
                Some(end) => path = &path[..end],
                None if path.is_empty() => return point(source, 1, 1),
                None => path = "",
            }
        }
    }
}

/// The path of an entry of the mapping at `path`.
pub(super) fn key_path(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// The path of an item of the list at `path`.
pub(super) fn item_path(path: &str, index: usize) -> String {
    format!("{path}[{index}]")
}

/// The place of a span; a span over several lines is cut at the end of its first.
pub(super) fn of_span(source: &Arc<SourceText>, span: Span) -> Place {
    let start = span.start.index();
    let rest = source.text.chars().skip(start).take(span.len().max(1));
    let length = rest.take_while(|c| *c != '\n').count().max(1);
    Place {
        source: source.clone(),
        line: span.start.line(),
        column: span.start.col() + 1,
        characters: start..start + length,
    }
}

/// A single character, by line and column from 1.
pub(super) fn point(source: &Arc<SourceText>, line: usize, column: usize) -> Place {
    let before: usize =
        source.text.split_inclusive('\n').take(line.saturating_sub(1)).map(|l| l.chars().count()).sum();
    let start = before + column.saturating_sub(1);
    Place { source: source.clone(), line: line.max(1), column: column.max(1), characters: start..start + 1 }
}
