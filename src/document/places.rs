//! Path to place: `rules[7].when.all[0]` to line and column.

use std::collections::HashMap;
use std::sync::Arc;

use saphyr_parser::{Event, Parser, Span, StrInput};

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

/// The collection that is being read.
struct Frame {
    path: String,
    /// For a sequence: the index of the next item. For a mapping: `None`.
    next_item: Option<usize>,
    key: Option<(String, Span)>,
}

impl Places {
    /// Reads the places of a text that the guard has let through.
    pub(super) fn of(text: &str) -> Self {
        let mut places = Self(HashMap::new());
        let mut frames: Vec<Frame> = Vec::new();
        let mut parser: Parser<'_, StrInput<'_>> = Parser::new_from_str(text);
        while let Some(Ok((event, span))) = parser.next_event() {
            match event {
                Event::MappingStart(..) => places.open(&mut frames, None, span),
                Event::SequenceStart(..) => places.open(&mut frames, Some(0), span),
                Event::MappingEnd | Event::SequenceEnd => {
                    frames.pop();
                }
                Event::Scalar(text, ..) => places.scalar(&mut frames, &text, span),
                Event::Alias(_) => {
                    places.value(&mut frames, span);
                }
                _ => {}
            }
        }
        places
    }

    fn open(&mut self, frames: &mut Vec<Frame>, next_item: Option<usize>, span: Span) {
        let path = self.value(frames, span);
        frames.push(Frame { path, next_item, key: None });
    }

    fn scalar(&mut self, frames: &mut [Frame], text: &str, span: Span) {
        match frames.last_mut() {
            Some(frame) if frame.next_item.is_none() && frame.key.is_none() => {
                frame.key = Some((text.to_owned(), span));
            }
            _ => {
                self.value(frames, span);
            }
        }
    }

    /// Notes the place of a value and returns its path.
    fn value(&mut self, frames: &mut [Frame], span: Span) -> String {
        let (path, key) = match frames.last_mut() {
            None => (String::new(), None),
            Some(Frame { path, next_item: Some(index), .. }) => {
                *index += 1;
                (item_path(path, *index - 1), None)
            }
            Some(frame) => match frame.key.take() {
                Some((name, at)) => (key_path(&frame.path, &name), Some(at)),
                None => (frame.path.clone(), None),
            },
        };
        self.0.insert(path.clone(), Entry { key, value: span });
        path
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
