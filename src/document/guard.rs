//! Refuses YAML that would make a parser hang, grow without bound, or guess.

use std::collections::HashSet;
use std::sync::Arc;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput};

use super::places;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, SourceText};

const MAX_DEPTH: usize = 64;
const MAX_ALIASES: usize = 16;

/// One open collection.
struct Level {
    /// The keys seen so far, for a mapping.
    keys: Option<HashSet<String>>,
    /// For a mapping: the key whose value comes next.
    awaiting: Option<String>,
    anchored: bool,
}

/// What a node is to the collection around it.
enum Role {
    Root,
    Key,
    Value(String),
    Item,
}

struct Guard<'a> {
    source: &'a Arc<SourceText>,
    levels: Vec<Level>,
    aliases: usize,
    documents: usize,
    found: Diagnostics,
}

/// Checks the whole text.
///
/// # Errors
/// Every duplicate key and missing value; or the first thing after which reading on makes no sense.
pub(super) fn check(source: &Arc<SourceText>) -> Result<(), Diagnostics> {
    if source.text.trim().is_empty() {
        return Err(empty(source).into());
    }
    let mut guard =
        Guard { source, levels: Vec::new(), aliases: 0, documents: 0, found: Diagnostics::default() };
    let mut parser: Parser<'_, StrInput<'_>> = Parser::new_from_str(&source.text);
    while let Some(next) = parser.next_event() {
        let step = next
            .map_err(|error| scan_error(source, &error))
            .and_then(|(event, span)| guard.event(&event, span));
        if let Err(last) = step {
            guard.found.push(last);
            return Err(guard.found);
        }
    }
    if guard.documents == 0 {
        guard.found.push(empty(source));
    }
    if guard.found.is_empty() { Ok(()) } else { Err(guard.found) }
}

impl Guard<'_> {
    fn event(&mut self, event: &Event<'_>, span: Span) -> Result<(), Diagnostic> {
        match event {
            Event::DocumentStart(_) => self.document(span)?,
            Event::MappingStart(anchor, _) => self.open(*anchor, true, span)?,
            Event::SequenceStart(anchor, _) => self.open(*anchor, false, span)?,
            Event::MappingEnd | Event::SequenceEnd => {
                self.levels.pop();
            }
            Event::Alias(_) => {
                self.alias(span)?;
                self.role(None, span);
            }
            Event::Scalar(text, style, _, tag) => {
                let plain = *style == ScalarStyle::Plain && tag.is_none();
                let null = plain && matches!(text.as_ref(), "" | "~" | "null" | "Null" | "NULL");
                self.scalar(text, null, span);
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        Ok(())
    }

    fn document(&mut self, span: Span) -> Result<(), Diagnostic> {
        self.documents += 1;
        if self.documents > 1 {
            let diagnostic = Diagnostic::error(Code::NotYaml, "a second YAML document starts here");
            return Err(diagnostic.at(self.place(span)).help("put each document in a file of its own"));
        }
        Ok(())
    }

    fn open(&mut self, anchor: usize, mapping: bool, span: Span) -> Result<(), Diagnostic> {
        if self.levels.len() >= MAX_DEPTH {
            let message = format!("nested deeper than {MAX_DEPTH} levels");
            return Err(Diagnostic::error(Code::TooDeep, message).at(self.place(span)).help("flatten it"));
        }
        self.role(None, span);
        self.levels.push(Level { keys: mapping.then(HashSet::new), awaiting: None, anchored: anchor > 0 });
        Ok(())
    }

    fn alias(&mut self, span: Span) -> Result<(), Diagnostic> {
        self.aliases += 1;
        let inside_anchor = self.levels.iter().any(|level| level.anchored);
        if self.aliases > MAX_ALIASES || inside_anchor {
            let message = format!("more than {MAX_ALIASES} aliases, or an alias inside an anchored value");
            let help = "write the value out: aliases can make a small file grow without bound";
            return Err(Diagnostic::error(Code::TooManyAliases, message).at(self.place(span)).help(help));
        }
        Ok(())
    }

    fn scalar(&mut self, text: &str, null: bool, span: Span) {
        let message = match self.role(Some(text), span) {
            Role::Value(key) if null => format!("`{key}` has no value"),
            Role::Item if null => "this list item has no value".to_owned(),
            _ => return,
        };
        let diagnostic = Diagnostic::error(Code::EmptyValue, message).at(self.place(span));
        self.found.push(diagnostic.help("give it a value, or remove it"));
    }

    /// What the node that starts here is to the collection around it. A key is noted; `text` is `None` for
    /// whatever is not a scalar.
    fn role(&mut self, text: Option<&str>, span: Span) -> Role {
        let Some(level) = self.levels.last_mut() else { return Role::Root };
        let Some(keys) = &mut level.keys else { return Role::Item };
        if let Some(key) = level.awaiting.take() {
            return Role::Value(key);
        }
        let key = text.unwrap_or_default().to_owned();
        level.awaiting = Some(key.clone());
        if !keys.insert(key.clone()) {
            let diagnostic = Diagnostic::error(Code::DuplicateKey, format!("`{key}` is given twice"));
            let diagnostic = diagnostic.at(self.place(span)).help("keep one of them");
            self.found.push(diagnostic);
        }
        Role::Key
    }

    fn place(&self, span: Span) -> Place {
        places::of_span(self.source, span)
    }
}

fn empty(source: &Arc<SourceText>) -> Diagnostic {
    Diagnostic::error(Code::EmptyFile, format!("`{}` is empty", source.name))
        .help("`archwise questions > FILE` prints an answers file to fill in")
}

fn scan_error(source: &Arc<SourceText>, error: &ScanError) -> Diagnostic {
    let mark = error.marker();
    if error.info().contains("recursion limit") {
        let message = format!("nested deeper than {MAX_DEPTH} levels");
        let place = places::point(source, mark.line(), mark.col() + 1);
        return Diagnostic::error(Code::TooDeep, message).at(place).help("flatten it");
    }
    Diagnostic::error(Code::NotYaml, format!("not valid YAML: {}", error.info())).at(places::point(
        source,
        mark.line(),
        mark.col() + 1,
    ))
}
