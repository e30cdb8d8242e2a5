//! Scalars: what a plain one is (text, a number, true or false, or nothing), and any of them as text.

use serde_yaml::{Number, Value};

use crate::diagnostic::visible;

/// More digits than this may not fit into 64 bits.
const SURE_DIGITS: usize = 18;

/// Returns the value of a scalar without quotes and without a tag. The library decides on all but the clear
/// cases, since asking it costs as much as reading many lines.
pub(super) fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    if !may_be_number(text) {
        return quoted(text);
    }
    let digits = text.len() <= SURE_DIGITS && text.bytes().all(|b| b.is_ascii_digit());
    match text.parse::<u64>() {
        Ok(number) if digits && (text == "0" || !text.starts_with('0')) => {
            Value::Number(Number::from(number))
        }
        _ => serde_yaml::from_str(text).unwrap_or_else(|_| quoted(text)),
    }
}

/// Returns the value of a scalar in quotes or in a block.
pub(super) fn quoted(text: &str) -> Value {
    Value::String(visible(text))
}

/// Returns the text of a scalar: YAML reads `2` and `true` as other than text, but words may be meant.
pub(super) fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        _ => None,
    }
}

fn may_be_number(text: &str) -> bool {
    let starts = text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
    let word = text.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    starts && word && text.bytes().any(|b| b.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_scalar_is_what_the_library_says() {
        for text in [
            "a",
            "a b",
            "0",
            "7",
            "007",
            "24",
            "1.5",
            "-3",
            "+3",
            "1e3",
            "0x1f",
            "0o17",
            "0b11",
            ".inf",
            "-.INF",
            ".nan",
            "2027-06-01",
            "1.0.0",
            "12345678901234567890",
            "123456789012345678901234567890",
            "true",
            "True",
            "tRue",
            "null",
            "~",
            "no",
            "yes",
            "-",
            "+",
            ".",
            "--",
            "-a",
            "1_000",
            "0.1.2",
            "5%",
            "nan",
            "inf",
            "<<",
            "-1e",
            "1-2",
        ] {
            let library: Vec<Value> = serde_yaml::from_str(&format!("[{text}]")).unwrap_or_default();
            if let [expected] = library.as_slice() {
                assert_eq!(format!("{:?}", plain(text)), format!("{expected:?}"), "{text}");
            }
        }
    }
}
