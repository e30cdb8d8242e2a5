//! Where the nodes of a YAML text start and end, in bytes, and which comments stand between them.

use std::ops::Range;

use saphyr_parser::ScalarStyle;

use crate::document::{Document, YamlKind, YamlNode};

/// A text and its tree.
pub(super) struct Layout<'t> {
    pub text: &'t str,
    pub root: YamlNode<'t>,
    /// The byte at which each character starts, and the end.
    bytes: Vec<usize>,
}

impl<'t> Layout<'t> {
    /// Lays out a document; `None` if its text holds no value.
    pub(super) fn of(document: &'t Document) -> Option<Self> {
        let text = document.source().text.as_str();
        let bytes = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Some(Self { text, root: document.tree().root?, bytes })
    }

    /// Returns the bytes of a node; a block collection ends with its last entry.
    pub(super) fn span(&self, node: &YamlNode<'_>) -> Range<usize> {
        self.start(node)..self.end(node)
    }

    pub(super) fn start(&self, node: &YamlNode<'_>) -> usize {
        self.byte(node.span.start.index())
    }

    pub(super) fn end(&self, node: &YamlNode<'_>) -> usize {
        let span = self.start(node)..self.byte(node.span.end.index());
        let last = match &node.kind {
            YamlKind::Scalar { .. } => {
                let length = match quote(node) {
                    Some(quote) => quoted_length(&self.text[span.start..], quote),
                    // A block scalar ends where the next thing starts.
                    None => self.text[span.clone()].trim_end().len(),
                };
                return span.start + length;
            }
            YamlKind::Other => return span.end,
            YamlKind::Sequence(items) => items.last(),
            YamlKind::Mapping(entries) => entries.last().map(|(_, value)| value),
        };
        let last = last.map(|last| self.end(last));
        match last {
            Some(last) if !self.is_flow(node) => last,
            _ => closed(self.text, last.unwrap_or(span.start)),
        }
    }

    /// Returns whether a collection stands between brackets or braces.
    pub(super) fn is_flow(&self, node: &YamlNode<'_>) -> bool {
        self.text[self.start(node)..].starts_with(['{', '['])
    }

    fn byte(&self, character: usize) -> usize {
        self.bytes.get(character).copied().unwrap_or(self.text.len())
    }

    /// Returns the comments that start in a range of the text, each from its `#` to the end of its line.
    pub(super) fn comments(&self, range: Range<usize>) -> Vec<String> {
        let mut scalars = Vec::new();
        self.scalars(&self.root, &mut scalars);
        let mut found = Vec::new();
        let mut at = range.start;
        while at < range.end {
            if let Some(scalar) = scalars.iter().find(|scalar| scalar.contains(&at)) {
                at = scalar.end;
                continue;
            }
            let rest = &self.text[at..];
            let before = self.text[..at].chars().next_back();
            if rest.starts_with('#') && before.is_none_or(char::is_whitespace) {
                let line = rest.lines().next().unwrap_or_default();
                found.push(line.trim_end().to_owned());
                at += line.len();
            } else {
                at += rest.chars().next().map_or(1, char::len_utf8);
            }
        }
        found
    }

    /// Collects the places of all scalars, in order.
    fn scalars(&self, node: &YamlNode<'_>, found: &mut Vec<Range<usize>>) {
        match &node.kind {
            YamlKind::Scalar { .. } | YamlKind::Other => found.push(self.span(node)),
            YamlKind::Sequence(items) => items.iter().for_each(|item| self.scalars(item, found)),
            YamlKind::Mapping(entries) => entries.iter().for_each(|(key, value)| {
                self.scalars(key, found);
                self.scalars(value, found);
            }),
        }
    }
}

/// Returns the quotation mark around a scalar, if there is one.
pub(super) fn quote(node: &YamlNode<'_>) -> Option<char> {
    match node.kind {
        YamlKind::Scalar { style: ScalarStyle::SingleQuoted, .. } => Some('\''),
        YamlKind::Scalar { style: ScalarStyle::DoubleQuoted, .. } => Some('"'),
        _ => None,
    }
}

/// Returns where the bracket ends that closes a collection whose last entry ends at `from`. The parser's own
/// span takes in what follows.
fn closed(text: &str, from: usize) -> usize {
    let mut in_comment = false;
    for (at, character) in text[from..].char_indices() {
        match character {
            '\n' => in_comment = false,
            '#' => in_comment = true,
            ']' | '}' if !in_comment => return from + at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Returns the length of a text from one quotation mark to the other. The parser's own span takes in what
/// follows.
fn quoted_length(text: &str, quote: char) -> usize {
    let mut characters = text.char_indices().skip(1).peekable();
    while let Some((at, character)) = characters.next() {
        let doubled = quote == '\'' && characters.peek().is_some_and(|(_, next)| *next == quote);
        match character {
            '\\' if quote == '"' => _ = characters.next(),
            c if c == quote && doubled => _ = characters.next(),
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}
