//! Refuses what YAML allows but a reader would have to guess at, and says what the values are.

use std::collections::HashSet;
use std::sync::Arc;

use saphyr_parser::{ScalarStyle, Span};
use serde_yaml::{Mapping, Value};

use super::scalar;
use super::tree::{Tree, YamlKind, YamlNode, place_of};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, SourceText};

/// Checks the whole text and returns its value, or `None` if that takes more than the tree knows of YAML.
///
/// # Errors
/// Every duplicate key and missing value; or the first thing after which reading on makes no sense.
pub(super) fn read(source: &Arc<SourceText>) -> Result<Option<Value>, Diagnostics> {
    if source.text.trim().is_empty() {
        return Err(empty(source).into());
    }
    let tree = Tree::of(source);
    let mut guard = Guard { source, found: Diagnostics::default() };
    let value = tree.root.map(|root| guard.value(&root));
    let refused = tree.refused.or_else(|| value.is_none().then(|| empty(source)));
    guard.found.extend(refused.into_iter().collect());
    if guard.found.is_empty() { Ok(value.filter(|_| !tree.unusual)) } else { Err(guard.found) }
}

struct Guard<'a> {
    source: &'a Arc<SourceText>,
    found: Diagnostics,
}

impl Guard<'_> {
    fn value(&mut self, node: &YamlNode<'_>) -> Value {
        match &node.kind {
            YamlKind::Scalar { text, style: ScalarStyle::Plain, tagged: false } => scalar::plain(text),
            YamlKind::Scalar { text, .. } => scalar::quoted(text),
            YamlKind::Sequence(items) => Value::Sequence(items.iter().map(|item| self.item(item)).collect()),
            YamlKind::Mapping(entries) => self.mapping(entries),
            // Any value that is not missing: the library says which.
            YamlKind::Other => Value::Bool(true),
        }
    }

    fn item(&mut self, item: &YamlNode<'_>) -> Value {
        let value = self.value(item);
        if value.is_null() {
            self.missing("this list item has no value".to_owned(), item.span);
        }
        value
    }

    fn mapping(&mut self, entries: &[(YamlNode<'_>, YamlNode<'_>)]) -> Value {
        let mut all = Mapping::with_capacity(entries.len());
        // By their names, since `1` and `"1"` look the same.
        let mut names = HashSet::with_capacity(entries.len());
        for (key, value) in entries {
            let name = key.key_name();
            if name.is_some() && names.contains(&name) {
                let message = format!("`{}` is given twice", name.as_deref().unwrap_or_default());
                self.refuse(Code::DuplicateKey, message, key.span, "keep one of them");
            }
            if matches!(key.kind, YamlKind::Sequence(_) | YamlKind::Mapping(_)) {
                self.value(key);
                let help = "write one word as the key, or the text in quotes";
                self.refuse(Code::WrongShape, "a key must be a text".to_owned(), key.span, help);
            }
            let span = value.span;
            let value = self.value(value);
            if value.is_null() {
                self.missing(format!("`{}` has no value", name.unwrap_or_default()), span);
                continue;
            }
            all.insert(Value::String(name.clone().unwrap_or_default()), value);
            names.insert(name);
        }
        Value::Mapping(all)
    }

    fn missing(&mut self, message: String, span: Span) {
        self.refuse(Code::EmptyValue, message, span, "give it a value, or remove it");
    }

    fn refuse(&mut self, code: Code, message: String, span: Span, help: &str) {
        let place = place_of(self.source, span);
        self.found.push(Diagnostic::error(code, message).at(place).help(help));
    }
}

/// Returns the error that there is nothing to read. What to do about it depends on what was wanted.
fn empty(source: &Arc<SourceText>) -> Diagnostic {
    Diagnostic::error(Code::EmptyFile, format!("`{}` is empty", source.name))
}
