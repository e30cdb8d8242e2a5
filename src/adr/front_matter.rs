//! Reads the front matter of a decision record: YAML between two lines of hyphens.
//!
//! It belongs to others, so its form is whatever a parser of YAML takes, placeholders without a value
//! included; [`crate::document`] is stricter, with files that are ours.

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle};

const MARK: char = '\u{feff}';

/// The front matter of a record, and what comes after it.
pub(super) struct FrontMatter {
    /// Where the YAML stands; `None` if there is no front matter.
    pub yaml: Option<Range<usize>>,
    /// Where the Markdown begins.
    pub body: usize,
}

/// The value of a key.
pub(super) struct Value {
    /// Where it stands in the YAML, with its quotes.
    pub range: Range<usize>,
    pub text: String,
    /// Whether another scalar can be put in its place.
    pub is_simple: bool,
}

impl FrontMatter {
    /// Finds the front matter of a text, after its byte order mark if it has one.
    pub(super) fn find(text: &str) -> Self {
        let start = if text.starts_with(MARK) { MARK.len_utf8() } else { 0 };
        let none = Self { yaml: None, body: start };
        let mut lines = text[start..].split_inclusive('\n');
        let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else { return none };
        let begin = start + first.len();
        let mut at = begin;
        for line in lines {
            if line.trim_end() == "---" {
                // Two rules with a list between them are Markdown.
                let is_yaml = root(&text[begin..at]) != Root::Other;
                let found = Self { yaml: Some(begin..at), body: at + line.len() };
                return if is_yaml { found } else { none };
            }
            at += line.len();
        }
        none
    }
}

#[derive(PartialEq, Eq)]
enum Root {
    /// Or nothing, or something that cannot be read.
    Mapping,
    Other,
}

fn root(yaml: &str) -> Root {
    let mut parser = Parser::new_from_str(yaml);
    while let Some(Ok((event, _))) = parser.next_event() {
        match event {
            Event::Scalar(text, ScalarStyle::Plain, ..) if text.is_empty() || text == "~" => {}
            Event::Scalar(..) | Event::SequenceStart(..) => return Root::Other,
            Event::MappingStart(..) => return Root::Mapping,
            _ => {}
        }
    }
    Root::Mapping
}

/// Returns what stands under a key of the outermost mapping, in any case; nothing if the YAML is broken.
pub(super) fn values(yaml: &str, key: &str) -> Vec<Value> {
    let mut parser = Parser::new_from_str(yaml);
    let mut found = Vec::new();
    let mut depth = 0;
    // Whether the next node is a key; after a key, whether it is the one that is wanted.
    let (mut is_key, mut wanted) = (true, false);
    while let Some(next) = parser.next_event() {
        let Ok((event, span)) = next else { return Vec::new() };
        let (begin, end) = (byte(yaml, span.start.index()), byte(yaml, span.end.index()));
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                depth += 1;
                if depth == 2 {
                    (is_key, wanted) = (!is_key, false);
                }
            }
            Event::MappingEnd | Event::SequenceEnd => depth -= 1,
            Event::Scalar(text, style, anchor, tag) if depth == 1 => {
                if is_key {
                    wanted = text.eq_ignore_ascii_case(key);
                } else if wanted {
                    let range = begin..begin + written(&yaml[begin..end], style).len();
                    let is_block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
                    let is_simple = !is_block && anchor == 0 && tag.is_none() && !range.is_empty();
                    found.push(Value { range, text: text.into_owned(), is_simple });
                }
                is_key = !is_key;
            }
            Event::Alias(_) if depth == 1 => (is_key, wanted) = (!is_key, false),
            _ => {}
        }
    }
    found
}

/// Returns a scalar without what the parser counts to it: blanks, and a comment after its closing quote.
fn written(span: &str, style: ScalarStyle) -> &str {
    let quote = match style {
        ScalarStyle::SingleQuoted => '\'',
        ScalarStyle::DoubleQuoted => '"',
        _ => return span.trim_end(),
    };
    let mut chars = span.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\\' && quote == '"' {
            chars.next();
        } else if c == quote {
            if quote == '"' || chars.peek().is_none_or(|&(_, next)| next != quote) {
                return &span[..=at];
            }
            chars.next();
        }
    }
    span.trim_end()
}

fn byte(text: &str, character: usize) -> usize {
    text.char_indices().nth(character).map_or(text.len(), |(at, _)| at)
}

/// Returns a text as a scalar: plain if that reads back as the same, else in quotes.
pub(super) fn scalar(text: &str) -> String {
    let line = format!("k: {text}\n");
    let plain = values(&line, "k");
    match plain.as_slice() {
        [value] if value.text == text && value.range == (3..3 + text.len()) => text.to_owned(),
        // A JSON string is a YAML double-quoted scalar.
        _ => serde_json::Value::from(text).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(yaml: &str) -> Vec<(String, &str)> {
        values(yaml, "status").into_iter().map(|value| (value.text, &yaml[value.range])).collect()
    }

    #[test]
    fn a_value_is_found_with_its_place() {
        let one = |text: &str, source: &'static str| vec![(text.to_owned(), source)];
        assert_eq!(read("title: é\nstatus: accepted # by all\n"), one("accepted", "accepted"));
        assert_eq!(read("'Status': 'it''s' # '\r\nb: 1\r\n"), one("it's", "'it''s'"));
        assert_eq!(read("status: \"a \\\"b\" # \"\n"), one("a \"b", "\"a \\\"b\""));
        assert_eq!(
            read("status: superseded\n  by [A](b.md)\n"),
            one("superseded by [A](b.md)", "superseded\n  by [A](b.md)")
        );
        assert_eq!(read("a: {status: x}\nb: [status, y]\n? [c]\n: status\nstatus: z"), one("z", "z"));
        assert_eq!(read("who: {all of us}\nwhen:\nstatus: x\n"), one("x", "x"));
        assert!(read("status: accepted\nb: [\n").is_empty());
        assert!(read("status: {proposed | accepted}\n").is_empty());
    }

    #[test]
    fn two_rules_are_front_matter_only_around_a_mapping() {
        let body = |text: &str| FrontMatter::find(text).body;
        assert_eq!(body("---\na: 1\n---\n# T\n"), 13);
        assert_eq!(body("\u{feff}---\r\na: 1\r\n---\r\n"), 3 + 16);
        assert_eq!(body("---\n---\nx\n"), 8);
        assert_eq!(body("---\n\n# T\n\n- Status: accepted\n\n---\n"), 0);
        assert_eq!(body("---\na: 1\n"), 0);
    }

    #[test]
    fn a_scalar_reads_back() {
        assert_eq!(scalar("superseded by [ADR-0002](0002-b.md)"), "superseded by [ADR-0002](0002-b.md)");
        assert_eq!(scalar("superseded by [2. A: b](b.md)"), "\"superseded by [2. A: b](b.md)\"");
    }
}
