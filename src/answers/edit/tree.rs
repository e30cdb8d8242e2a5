//! Where everything in a YAML text starts and ends, in bytes.

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span, StrInput};

/// A value and its place. The place of a block collection ends with its last entry.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub span: Range<usize>,
    pub kind: Kind,
}

#[derive(Debug, Clone)]
pub(super) enum Kind {
    /// With its quotation mark, if it has one.
    Scalar {
        text: String,
        quote: Option<char>,
    },
    Mapping {
        entries: Vec<(Node, Node)>,
        flow: bool,
    },
    Sequence {
        items: Vec<Node>,
    },
    Alias,
}

impl Node {
    pub(super) fn entry(&self, key: &str) -> Option<&(Node, Node)> {
        let Kind::Mapping { entries, .. } = &self.kind else { return None };
        entries.iter().find(|(name, _)| matches!(&name.kind, Kind::Scalar { text, .. } if text == key))
    }

    /// The places of all scalars, in order.
    fn scalars(&self, found: &mut Vec<Range<usize>>) {
        match &self.kind {
            Kind::Scalar { .. } | Kind::Alias => found.push(self.span.clone()),
            Kind::Sequence { items } => items.iter().for_each(|item| item.scalars(found)),
            Kind::Mapping { entries, .. } => entries.iter().for_each(|(key, value)| {
                key.scalars(found);
                value.scalars(found);
            }),
        }
    }
}

/// The tree of a text; `None` if it is not YAML.
pub(super) fn of(text: &str) -> Option<Node> {
    let mut builder = Builder { text, bytes: byte_offsets(text), open: Vec::new(), root: None };
    let mut parser: Parser<'_, StrInput<'_>> = Parser::new_from_str(text);
    while let Some(next) = parser.next_event() {
        let (event, span) = next.ok()?;
        builder.event(event, span)?;
    }
    builder.root
}

/// The byte at which each character starts, and the end.
fn byte_offsets(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

struct Builder<'t> {
    text: &'t str,
    bytes: Vec<usize>,
    open: Vec<Open>,
    root: Option<Node>,
}

/// A collection whose end was not seen yet.
struct Open {
    mapping: bool,
    flow: bool,
    start: usize,
    children: Vec<Node>,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, span: Span) -> Option<()> {
        let at = |index: usize| self.bytes.get(index).copied().unwrap_or(self.text.len());
        let span = at(span.start.index())..at(span.end.index());
        match event {
            Event::MappingStart(..) => self.begin(true, span.start),
            Event::SequenceStart(..) => self.begin(false, span.start),
            Event::MappingEnd | Event::SequenceEnd => {
                let node = self.end(span.end)?;
                self.add(node);
            }
            Event::Scalar(text, style, ..) => {
                let quote = match style {
                    ScalarStyle::SingleQuoted => Some('\''),
                    ScalarStyle::DoubleQuoted => Some('"'),
                    _ => None,
                };
                let end = span.start
                    + match quote {
                        Some(quote) => quoted_length(&self.text[span.start..], quote),
                        // A block scalar ends where the next thing starts.
                        None => self.text[span.clone()].trim_end().len(),
                    };
                let kind = Kind::Scalar { text: text.into_owned(), quote };
                self.add(Node { span: span.start..end, kind });
            }
            Event::Alias(_) => self.add(Node { span, kind: Kind::Alias }),
            _ => {}
        }
        Some(())
    }

    fn begin(&mut self, mapping: bool, start: usize) {
        let flow = self.text[start..].starts_with(['{', '[']);
        self.open.push(Open { mapping, flow, start, children: Vec::new() });
    }

    fn end(&mut self, end: usize) -> Option<Node> {
        let Open { mapping, flow, start, children } = self.open.pop()?;
        let last = children.last().map(|child| child.span.end);
        let span = start..match flow {
            true => closed(self.text, last.unwrap_or(start + 1)).unwrap_or(end),
            false => last.unwrap_or(end),
        };
        let kind = match mapping {
            false => Kind::Sequence { items: children },
            true => {
                let mut entries = Vec::new();
                let mut children = children.into_iter();
                while let (Some(key), Some(value)) = (children.next(), children.next()) {
                    entries.push((key, value));
                }
                Kind::Mapping { entries, flow }
            }
        };
        Some(Node { span, kind })
    }

    fn add(&mut self, node: Node) {
        match self.open.last_mut() {
            Some(open) => open.children.push(node),
            None => self.root = Some(node),
        }
    }
}

/// Where the bracket ends that closes what has its last entry at `from`; the parser's span takes in what follows.
fn closed(text: &str, from: usize) -> Option<usize> {
    let mut in_comment = false;
    for (at, character) in text[from..].char_indices() {
        match character {
            '\n' => in_comment = false,
            '#' => in_comment = true,
            ']' | '}' if !in_comment => return Some(from + at + 1),
            _ => {}
        }
    }
    None
}

/// The length of a text from one quotation mark to the other; the parser's span takes in what follows.
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

/// The comments that start in a range of the text, each from its `#` to the end of its line.
pub(super) fn comments(text: &str, root: &Node, range: Range<usize>) -> Vec<String> {
    let mut scalars = Vec::new();
    root.scalars(&mut scalars);
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        if let Some(scalar) = scalars.iter().find(|scalar| scalar.contains(&at)) {
            at = scalar.end;
            continue;
        }
        let rest = &text[at..];
        let before = text[..at].chars().next_back();
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
