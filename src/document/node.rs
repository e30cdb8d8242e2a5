//! A value of a document together with its path, so that whoever reads it can say where an error stands.

use serde_yaml::Value;

use super::places::{KeyOrValue, item_path, key_path};
use super::{Document, Whereabouts, scalar};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, did_you_mean};

/// A cursor into a [`Document`].
#[derive(Clone)]
pub struct Node<'a> {
    pub(super) document: &'a Document,
    pub(super) value: &'a Value,
    pub(super) path: String,
}

impl Document {
    /// Returns the outermost value.
    pub fn root(&self) -> Node<'_> {
        Node { document: self, value: self.value(), path: String::new() }
    }
}

impl<'a> Node<'a> {
    /// Returns the value itself.
    pub fn value(&self) -> &'a Value {
        self.value
    }

    /// Returns the name by which the user knows the text.
    pub fn source_name(&self) -> &'a str {
        &self.document.source().name
    }

    /// Returns what finds the place of the value later.
    pub fn whereabouts(&self) -> Whereabouts {
        Whereabouts::new(self.document, &self.path)
    }

    /// Returns the place of the value.
    pub fn place(&self) -> Place {
        self.document.place(&self.path, KeyOrValue::Value)
    }

    /// Returns the place of the key under which the value stands; of the value if it has none.
    pub fn key_place(&self) -> Place {
        self.document.place(&self.path, KeyOrValue::Key)
    }

    /// Returns the entry of a mapping; `None` if it has no such key or this is no mapping.
    pub fn entry(&self, key: &str) -> Option<Node<'a>> {
        let value = self.value.as_mapping()?.get(key)?;
        Some(self.child(key_path(&self.path, key), value))
    }

    fn child(&self, path: String, value: &'a Value) -> Node<'a> {
        Node { document: self.document, value, path }
    }

    /// Returns the keys and values of a mapping; anything else is an error. `what` names the thing.
    pub fn entries(&self, what: &str, found: &mut Diagnostics) -> Vec<(String, Node<'a>)> {
        let Value::Mapping(mapping) = self.value else {
            found.push(self.wrong_shape(what, "a mapping of keys to values"));
            return Vec::new();
        };
        let entry = |(key, value): (&'a Value, &'a Value)| {
            // Only an alias can stand for a key that is no text.
            let key = scalar::text_of(key).unwrap_or_default();
            let child = self.child(key_path(&self.path, &key), value);
            (key, child)
        };
        mapping.iter().map(entry).collect()
    }

    /// Returns the items of a list; anything else is an error. `what` names the thing.
    pub fn items(&self, what: &str, found: &mut Diagnostics) -> Vec<Node<'a>> {
        let Value::Sequence(items) = self.value else {
            found.push(self.wrong_shape(what, "a list"));
            return Vec::new();
        };
        self.children(items)
    }

    /// Returns the items of a list, or the one value that stands for a list of one.
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

    /// Returns the text of a scalar; `None` of anything else. A number is written as YAML understands it.
    pub fn text(&self) -> Option<String> {
        scalar::text_of(self.value)
    }

    /// Returns the text of a scalar as it was written: `1.10` stays that. `None` of anything else.
    ///
    /// It takes the place of the value, which is slow to find in a text of which no place was asked for yet.
    pub fn written(&self) -> Option<String> {
        let text = self.text()?;
        if self.value.is_string() {
            return Some(text);
        }
        // The last word, since an anchor may stand before it. An alias is another word than its value.
        let place = self.place().text();
        let written = place.split_whitespace().last().unwrap_or_default();
        Some(if scalar::plain(written) == *self.value { written.to_owned() } else { text })
    }

    /// Returns a text. Anything else is an error, also what YAML reads as a number or as true or false, of
    /// which it forgets how it was written. `what` names the thing.
    pub fn expect_text(&self, what: &str, found: &mut Diagnostics) -> Option<String> {
        let text = self.value.as_str().map(str::to_owned);
        if text.is_none() {
            found.push(self.not_text(what));
        }
        text
    }

    /// Returns the text of a scalar of any kind, as it was written; anything else is an error.
    pub fn expect_scalar(&self, what: &str, found: &mut Diagnostics) -> Option<String> {
        let text = self.written();
        if text.is_none() {
            found.push(self.not_text(what));
        }
        text
    }

    fn not_text(&self, what: &str) -> Diagnostic {
        let kind = match self.value {
            Value::Number(_) => "the number",
            Value::Bool(_) => "the truth value",
            _ => return self.wrong_shape(what, "a text"),
        };
        let written = self.written().unwrap_or_default();
        let message = format!("{what} must be a text, not {kind} `{written}`");
        let diagnostic = Diagnostic::error(Code::WrongShape, message).at(self.place());
        diagnostic.help(in_quotes(&written))
    }

    /// Returns the error that `key`, under which the value stands, is none of the `known` ones.
    pub fn unknown_key(&self, key: &str, known: &[&str]) -> Diagnostic {
        unknown_key(key, known, self.key_place())
    }

    /// Returns the error that something else was expected: `what` names the thing, `expected` its shape.
    pub fn wrong_shape(&self, what: &str, expected: &str) -> Diagnostic {
        let message = format!("{what} must be {expected}, not {}", shape(self.value));
        Diagnostic::error(Code::WrongShape, message).at(self.place())
    }
}

/// Returns what to do where a text looks like something else.
pub(super) fn in_quotes(written: &str) -> String {
    format!("put it in quotes: `\"{written}\"`")
}

pub(super) fn unknown_key(key: &str, known: &[&str], place: Place) -> Diagnostic {
    let diagnostic = Diagnostic::error(Code::UnknownKey, format!("unknown key `{key}`"));
    diagnostic.at(place).help(did_you_mean(key, known.iter().copied()))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<String> {
        let document = Document::parse("a.yaml", text.to_owned()).unwrap();
        let mut found = Diagnostics::default();
        document.root().entries("x", &mut found).into_iter().map(|(key, _)| key).collect()
    }

    #[test]
    fn keys_are_what_is_written() {
        let text =
            "1.10: a\n1.1: b\n0x1f: c\nTrue: d\n~: e\n'': f\n2027-06-01: g\n\"x.y\": h\n\"\\u0007\": i\n";
        let expected = ["1.10", "1.1", "0x1f", "True", "~", "", "2027-06-01", "x.y", "\\u{7}"];
        assert_eq!(keys(text), expected);
        // A tag leaves the values to the library.
        let others = text.replace("1.1: b\n", "");
        let expected = expected.into_iter().filter(|key| *key != "1.1").collect::<Vec<_>>();
        assert_eq!(keys(&format!("{others}z: !!str 1\n"))[..8], expected);
    }

    #[test]
    fn every_key_has_its_place() {
        let text = "a:\n  x.y: 1\n  x: {y: 2, '': 3}\n  'z[0]': 4\n'': 5\n1.10: 6\n\"\\u0007\": 7\n";
        let document = Document::parse("a.yaml", text.to_owned()).unwrap();
        let place = |node: Node<'_>| (node.key_place().line, node.key_place().column);
        let a = document.root().entry("a").unwrap();
        assert_eq!(place(document.root()), (1, 1));
        assert_eq!(place(a.entry("x.y").unwrap()), (2, 3));
        assert_eq!(place(a.entry("x").unwrap().entry("y").unwrap()), (3, 7));
        assert_eq!(place(a.entry("x").unwrap().entry("").unwrap()), (3, 13));
        assert_eq!(place(a.entry("z[0]").unwrap()), (4, 3));
        assert_eq!(place(document.root().entry("").unwrap()), (5, 1));
        assert_eq!(place(document.root().entry("1.10").unwrap()), (6, 1));
        assert_eq!(place(document.root().entry("\\u{7}").unwrap()), (7, 1));
    }

    #[test]
    fn what_only_looks_like_a_text_is_refused_with_its_spelling() {
        let text = "{a: 1.10, b: 0x1f, c: True, d: .nan, e: 1e3, f: &x 2.50, g: *x, h: 2027-06-01, i: '7'}";
        let document = Document::parse("a.yaml", text.to_owned()).unwrap();
        let mut found = Diagnostics::default();
        let entries = document.root().entries("x", &mut found);
        let texts: Vec<String> = entries
            .iter()
            .filter_map(|(key, node)| node.expect_text(&format!("`{key}`"), &mut found))
            .collect();
        assert_eq!(texts, ["2027-06-01", "7"]);
        let help: Vec<String> = found.iter().filter_map(|error| error.help.clone()).collect();
        let quoted = ["1.10", "0x1f", "True", ".nan", "1e3", "2.50", "2.5"];
        assert_eq!(help, quoted.map(in_quotes));
    }
}
