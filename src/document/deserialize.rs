//! Reads a value as a type that serde knows, with serde's errors in their places and in plain words.

use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;
use serde_yaml::Value;

use super::node::{Node, in_quotes, unknown_key};
use super::places::{KeyOrValue, item_path, key_path};
use super::scalar;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};

impl Node<'_> {
    /// Reads the value as `T`. Reports every unknown key, and the first other thing that does not fit.
    pub fn read<T: DeserializeOwned>(&self, found: &mut Diagnostics) -> Option<T> {
        let mut value = self.value.clone();
        let mut complete = true;
        loop {
            let error = match serde_path_to_error::deserialize::<_, T>(value.clone()) {
                Ok(read) => return complete.then_some(read),
                Err(error) => error,
            };
            complete = false;
            let path: Vec<Segment> = error.path().iter().cloned().collect();
            let diagnostic = self.serde_error(&path, &error.into_inner().to_string());
            let unknown_key = diagnostic.code == Code::UnknownKey;
            found.push(diagnostic);
            if !(unknown_key && remove(&mut value, &path)) {
                return None;
            }
        }
    }

    fn serde_error(&self, path: &[Segment], text: &str) -> Diagnostic {
        let path = path.iter().fold(self.path.clone(), |path, segment| match segment {
            Segment::Seq { index } => item_path(&path, *index),
            Segment::Map { key: name } | Segment::Enum { variant: name } => key_path(&path, name),
            Segment::Unknown => path,
        });
        let names = backticked(text);
        let key = |part| self.document.place(&path, part);
        if text.starts_with("unknown field") {
            let (name, known) = names.split_first().unwrap_or((&"", &[]));
            return unknown_key(name, known, key(KeyOrValue::Key));
        }
        if text.starts_with("unknown variant") {
            let (name, known) = names.split_first().unwrap_or((&"", &[]));
            return Diagnostic::error(
                Code::WrongShape,
                format!("`{name}` is not one of the words known here"),
            )
            .at(key(KeyOrValue::Value))
            .help(did_you_mean(name, known.iter().copied()));
        }
        if text.starts_with("missing field") {
            let name = names.first().unwrap_or(&"");
            return Diagnostic::error(Code::MissingKey, format!("the key `{name}` is missing"))
                .at(key(KeyOrValue::Key))
                .help(format!("add `{name}: …`"));
        }
        let place = key(KeyOrValue::Value);
        let written = place.text();
        let written = written.trim();
        let kind = match scalar::plain(written) {
            Value::Number(_) if text.ends_with("expected a string") => "number",
            Value::Bool(_) if text.ends_with("expected a string") => "truth value",
            _ => return Diagnostic::error(Code::WrongShape, plain_words(text)).at(place),
        };
        Diagnostic::error(Code::WrongShape, format!("expected a text, found the {kind} `{written}`"))
            .at(place)
            .help(in_quotes(written))
    }
}

/// Puts what serde says of types into the words of people who write YAML.
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

/// Returns what stands between backticks, as serde quotes names.
fn backticked(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// Removes the entry at a path; false if there is none.
fn remove(value: &mut Value, path: &[Segment]) -> bool {
    let Some((Segment::Map { key }, parents)) = path.split_last() else { return false };
    let mut target = value;
    for step in parents {
        let next = match step {
            Segment::Seq { index } => target.as_sequence_mut().and_then(|items| items.get_mut(*index)),
            Segment::Map { key: name } | Segment::Enum { variant: name } => {
                target.as_mapping_mut().and_then(|mapping| mapping.get_mut(name.as_str()))
            }
            Segment::Unknown => None,
        };
        match next {
            Some(next) => target = next,
            None => return false,
        }
    }
    target.as_mapping_mut().is_some_and(|mapping| mapping.remove(key.as_str()).is_some())
}
