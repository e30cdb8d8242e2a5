//! A value of a document together with its path: how the formats are read, with every error in its place.

use serde::de::DeserializeOwned;
use serde_yaml::Value;

use super::places::{Part, item_path, key_path};
use super::{Document, Text, Whereabouts};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, did_you_mean};

/// A cursor into a [`Document`].
#[derive(Clone)]
pub struct Node<'a> {
    document: &'a Document,
    value: &'a Value,
    path: String,
}

impl<'a> Node<'a> {
    pub(super) fn root(document: &'a Document, value: &'a Value) -> Self {
        Self { document, value, path: String::new() }
    }

    /// What stands here.
    pub fn value(&self) -> &'a Value {
        self.value
    }

    /// The name by which the user knows the text.
    pub fn source_name(&self) -> &'a str {
        &self.document.source().name
    }

    /// What finds the place of the value later.
    pub fn whereabouts(&self) -> Whereabouts {
        Whereabouts { text: Text::Parsed(self.document.clone()), path: self.path.clone() }
    }

    /// The place of the value.
    pub fn place(&self) -> Place {
        self.document.place(&self.path, Part::Value)
    }

    /// The place of the key under which the value stands; of the value if it has none.
    pub fn key_place(&self) -> Place {
        self.document.place(&self.path, Part::Key)
    }

    /// The same place in the document, holding what was kept of it elsewhere.
    pub fn entry(&self, key: &str) -> Option<Node<'a>> {
        let value = self.value.as_mapping()?.get(key)?;
        Some(self.child(key_path(&self.path, key), value))
    }

    fn child(&self, path: String, value: &'a Value) -> Node<'a> {
        Node { document: self.document, value, path }
    }

    /// The entries of a mapping; anything else is an error.
    pub fn entries(&self, what: &str, found: &mut Diagnostics) -> Vec<(String, Node<'a>)> {
        let Value::Mapping(mapping) = self.value else {
            found.push(self.wrong_shape(what, "a mapping of keys to values"));
            return Vec::new();
        };
        let entry = |(key, value): (&'a Value, &'a Value)| {
            let key = scalar_text(key).unwrap_or_default();
            let child = self.child(key_path(&self.path, &key), value);
            (key, child)
        };
        mapping.iter().map(entry).collect()
    }

    /// The items of a list; anything else is an error.
    pub fn items(&self, what: &str, found: &mut Diagnostics) -> Vec<Node<'a>> {
        let Value::Sequence(items) = self.value else {
            found.push(self.wrong_shape(what, "a list"));
            return Vec::new();
        };
        self.children(items)
    }

    /// The items of a list, or the one value that stands for a list of one.
    pub fn one_or_more(&self) -> Vec<Node<'a>> {
        match self.value {
            Value::Sequence(items) => self.children(items),
            _ => vec![self.clone()],
        }
    }

    fn children(&self, items: &'a [Value]) -> Vec<Node<'a>> {
        let child = |(index, item)| self.child(item_path(&self.path, index), item);
        items.iter().enumerate().map(child).collect()
    }

    /// The text of a scalar as the user wrote it, as far as YAML keeps it.
    pub fn text(&self) -> Option<String> {
        scalar_text(self.value)
    }

    /// The text of a scalar; anything else is an error. `what` names the thing.
    pub fn expect_text(&self, what: &str, found: &mut Diagnostics) -> Option<String> {
        let text = self.text();
        if text.is_none() {
            found.push(self.wrong_shape(what, "a text"));
        }
        text
    }

    /// The finding that the key of this entry is none of those that are `known`.
    pub fn unknown_key(&self, key: &str, known: &[&str]) -> Diagnostic {
        unknown_key(key, known, self.key_place())
    }

    /// The finding that something else was expected here: `what` names the thing, `expected` its shape.
    pub fn wrong_shape(&self, what: &str, expected: &str) -> Diagnostic {
        let message = format!("{what} must be {expected}, not {}", shape(self.value));
        Diagnostic::error(Code::WrongShape, message).at(self.place())
    }

    /// Reads the value as `T`. Every unknown key is reported, then the first thing that does not fit.
    pub fn read<T: DeserializeOwned>(&self, found: &mut Diagnostics) -> Option<T> {
        let mut value = self.value.clone();
        let mut complete = true;
        loop {
            let error = match serde_path_to_error::deserialize::<_, T>(value.clone()) {
                Ok(read) => return complete.then_some(read),
                Err(error) => error,
            };
            complete = false;
            let path = error.path().to_string();
            let diagnostic = self.serde_error(&path, &error.into_inner().to_string());
            let unknown_key = diagnostic.code == Code::UnknownKey;
            found.push(diagnostic);
            if !(unknown_key && remove(&mut value, &path)) {
                return None;
            }
        }
    }

    fn serde_error(&self, path: &str, text: &str) -> Diagnostic {
        let path = match path {
            "." | "?" => self.path.clone(),
            inner if self.path.is_empty() || inner.starts_with('[') => format!("{}{inner}", self.path),
            inner => format!("{}.{inner}", self.path),
        };
        let names = backticked(text);
        let key = |part| self.document.place(&path, part);
        if text.starts_with("unknown field") {
            let (name, known) = names.split_first().unwrap_or((&"", &[]));
            return unknown_key(name, known, key(Part::Key));
        }
        if text.starts_with("unknown variant") {
            let (name, known) = names.split_first().unwrap_or((&"", &[]));
            return Diagnostic::error(
                Code::WrongShape,
                format!("`{name}` is not one of the words known here"),
            )
            .at(key(Part::Value))
            .help(did_you_mean(name, known.iter().copied()));
        }
        if text.starts_with("missing field") {
            let name = names.first().unwrap_or(&"");
            return Diagnostic::error(Code::MissingKey, format!("the key `{name}` is missing"))
                .at(key(Part::Key))
                .help(format!("add `{name}: …`"));
        }
        let message = plain_words(text);
        Diagnostic::error(Code::WrongShape, message).at(key(Part::Value))
    }
}

fn unknown_key(key: &str, known: &[&str], place: Place) -> Diagnostic {
    let diagnostic = Diagnostic::error(Code::UnknownKey, format!("unknown key `{key}`"));
    diagnostic.at(place).help(did_you_mean(key, known.iter().copied()))
}

/// Scalars as text: YAML reads `2` and `true` as other than text, but they may be meant as words.
pub(super) fn scalar_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        _ => None,
    }
}

fn shape(value: &Value) -> &'static str {
    match value {
        Value::Null => "empty",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Sequence(_) => "a list",
        Value::Mapping(_) => "a mapping",
        Value::Tagged(_) => "a tagged value",
    }
}

/// The serde words for types, in the words of people who write YAML.
fn plain_words(text: &str) -> String {
    let text = text.split(" at line ").next().unwrap_or(text);
    let mut text = text.replace("invalid type: ", "").replace("invalid value: ", "");
    for (theirs, ours) in [
        ("expected struct ", "expected a mapping for "),
        ("expected a sequence", "expected a list"),
        ("sequence", "a list"),
        ("expected a map", "expected a mapping"),
        ("unit value", "nothing"),
        ("boolean `", "`"),
        ("integer `", "the number `"),
        ("floating point `", "the number `"),
        ("string \"", "the text \""),
        ("expected i8", "expected a whole number"),
        ("expected u8", "expected a whole number from 0 to 255"),
        ("expected u32", "expected a whole number"),
        ("expected f64", "expected a number"),
        ("expected a string", "expected a text"),
        ("expected a boolean", "expected true or false"),
    ] {
        text = text.replace(theirs, ours);
    }
    match text.split_once(", expected ") {
        Some((got, expected)) => format!("expected {expected}, found {got}"),
        None => text,
    }
}

fn backticked(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// Removes the entry at a path as `serde_path_to_error` writes it; false if there is none.
fn remove(value: &mut Value, path: &str) -> bool {
    let (parent, key) = path.rsplit_once('.').unwrap_or(("", path));
    let mut target = value;
    for step in parent.split(['.', '[']).filter(|step| !step.is_empty()) {
        let next = match step.strip_suffix(']') {
            Some(index) => index.parse::<usize>().ok().and_then(|i| target.as_sequence_mut()?.get_mut(i)),
            None => target.as_mapping_mut().and_then(|mapping| mapping.get_mut(step)),
        };
        match next {
            Some(next) => target = next,
            None => return false,
        }
    }
    target.as_mapping_mut().is_some_and(|mapping| mapping.remove(key).is_some())
}
