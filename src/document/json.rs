//! Reads JSON into the values that YAML gives: much quicker for many small documents, and as strict.

use std::fmt;
use std::sync::Arc;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;
use serde_yaml::{Mapping, Value};

use super::guard;
use super::tree::MAX_DEPTH;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, SourceText, visible};

/// Reads a text that is one JSON value, with everything in it made visible.
///
/// # Errors
/// Text that is not JSON; what the guard refuses in YAML: duplicate keys, missing values, deep nesting.
pub(super) fn read(source: &Arc<SourceText>) -> Result<Value, Diagnostics> {
    value(source).map_err(|error| refused(source, &error))
}

/// Reads the same without looking for the places of what is wrong.
///
/// # Errors
/// The first thing for which the text is refused.
pub(super) fn value(source: &Arc<SourceText>) -> Result<Value, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(&source.text);
    let read = Tree { depth: 0 }.deserialize(&mut deserializer);
    read.and_then(|value| deserializer.end().map(|()| value))
}

/// Explains why a text was refused. JSON is YAML, so the guard finds every duplicate key and missing value in
/// it, with their places.
fn refused(source: &Arc<SourceText>, error: &serde_json::Error) -> Diagnostics {
    if error.classify() == Category::Data
        && let Err(found) = guard::read(source)
    {
        return found;
    }
    let text = error.to_string();
    let (reason, _) = text.split_once(" at line ").unwrap_or((&text, ""));
    Diagnostic::error(Code::NotJson, format!("not valid JSON: {reason}"))
        .at(Place::point(source, error.line(), error.column()))
        .help("write one JSON value, with every key and every text in double quotes")
        .into()
}

/// A value inside `depth` collections.
struct Tree {
    depth: usize,
}

impl Tree {
    fn inner<E: Error>(&self) -> Result<Self, E> {
        match self.depth < MAX_DEPTH {
            true => Ok(Self { depth: self.depth + 1 }),
            false => Err(E::custom(format_args!("nested deeper than {MAX_DEPTH} levels"))),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Tree {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(visible(value)))
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Err(E::custom("`null` is no value"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut all = Vec::new();
        while let Some(item) = items.next_element_seed(self.inner()?)? {
            all.push(item);
        }
        Ok(Value::Sequence(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut all = Mapping::new();
        while let Some(key) = entries.next_key::<String>()? {
            let value = entries.next_value_seed(self.inner()?)?;
            if all.insert(Value::String(visible(&key)), value).is_some() {
                return Err(A::Error::custom(format_args!("`{}` is given twice", visible(&key))));
            }
        }
        Ok(Value::Mapping(all))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Document;
    use super::*;

    fn codes(text: &str) -> Vec<Code> {
        let parsed = Document::parse_json("-", text.to_owned());
        parsed.map_or_else(|found| found.iter().map(|d| d.code).collect(), |_| Vec::new())
    }

    #[test]
    fn the_tree_is_that_of_yaml() {
        for text in [
            r#"{"a": 1, "b": [true, -2, 1.5, "x\u001b\u202e", {}, []], "c": {"d": "on", "e": "24"}}"#,
            r#""text""#,
            "  [ 1 , 2 ] ",
            r#"{"n": 18446744073709551615}"#,
        ] {
            let json = Document::parse_json("-", text.to_owned()).unwrap();
            let yaml = Document::parse("-", text.to_owned()).unwrap();
            assert_eq!(json.root().value(), yaml.root().value(), "{text}");
        }
    }

    #[test]
    fn what_yaml_refuses_json_refuses_too() {
        assert_eq!(codes(r#"{"a": 1, "b": {"a": 1, "a": 2}, "b": 3}"#), [Code::DuplicateKey; 2]);
        assert_eq!(codes(r#"{"a": null}"#), [Code::EmptyValue]);
        assert_eq!(codes(&format!("{}{}", "[".repeat(65), "]".repeat(65))), [Code::TooDeep]);
        assert_eq!(codes(&format!("{}{}", "[".repeat(64), "]".repeat(64))), []);
        assert_eq!(codes(&"[".repeat(100_000)), [Code::TooDeep]);
    }

    #[test]
    fn yaml_that_is_not_json_is_refused() {
        for text in
            ["a: 1", "{a: 1}", "{'a': 1}", r#"{"a": 1,}"#, r#"{"a": 1} {"b": 2}"#, "", "nul", "{", "# x"]
        {
            assert_eq!(codes(text), [Code::NotJson], "{text}");
        }
    }
}
