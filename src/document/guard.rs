//! Refuses YAML that would make a parser hang, grow without bound, or guess.

use std::sync::Arc;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput};
use serde_yaml::{Mapping, Value};

use super::node::scalar_text;
use super::{places, scalar};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, SourceText};

pub(super) const MAX_DEPTH: usize = 64;
const MAX_ALIASES: usize = 16;

/// What an open collection holds so far.
enum Held {
    Mapping {
        entries: Mapping,
        /// The key whose value comes next.
        awaiting: Option<Value>,
        /// Whether some key is no text, so that two may look the same and not be equal.
        odd_keys: bool,
    },
    Sequence(Vec<Value>),
}

struct Level {
    held: Held,
    /// What it is to the collection around it.
    role: Role,
    anchored: bool,
}

/// What a node is to the collection around it.
enum Role {
    Root,
    Key,
    Value(Value),
    Item,
}

struct Guard<'a> {
    source: &'a Arc<SourceText>,
    levels: Vec<Level>,
    root: Value,
    /// Whether there is anything that `put` does not do justice to: a tag, an alias, a key that is a collection.
    unusual: bool,
    aliases: usize,
    documents: usize,
    found: Diagnostics,
}

/// Checks the whole text and returns its value, or `None` if that takes more than this module knows of YAML.
///
/// # Errors
/// Every duplicate key and missing value; or the first thing after which reading on makes no sense.
pub(super) fn read(source: &Arc<SourceText>) -> Result<Option<Value>, Diagnostics> {
    if source.text.trim().is_empty() {
        return Err(empty(source).into());
    }
    let mut guard = Guard {
        source,
        levels: Vec::new(),
        root: Value::Null,
        unusual: false,
        aliases: 0,
        documents: 0,
        found: Diagnostics::default(),
    };
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
    if guard.found.is_empty() { Ok((!guard.unusual).then_some(guard.root)) } else { Err(guard.found) }
}

impl Guard<'_> {
    fn event(&mut self, event: &Event<'_>, span: Span) -> Result<(), Diagnostic> {
        match event {
            Event::DocumentStart(_) => self.document(span)?,
            Event::MappingStart(anchor, tag) => {
                self.unusual |= tag.is_some();
                let held = Held::Mapping { entries: Mapping::new(), awaiting: None, odd_keys: false };
                self.open(*anchor, held, span)?;
            }
            Event::SequenceStart(anchor, tag) => {
                self.unusual |= tag.is_some();
                self.open(*anchor, Held::Sequence(Vec::new()), span)?;
            }
            Event::MappingEnd | Event::SequenceEnd => self.close(),
            Event::Alias(_) => {
                self.unusual = true;
                self.alias(span)?;
                let role = self.role(None, span);
                self.put(role, Value::Null);
            }
            Event::Scalar(text, style, _, tag) => {
                self.unusual |= tag.is_some();
                let plain = *style == ScalarStyle::Plain && tag.is_none();
                self.scalar(if plain { scalar::plain(text) } else { scalar::quoted(text) }, span);
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

    fn open(&mut self, anchor: usize, held: Held, span: Span) -> Result<(), Diagnostic> {
        if self.levels.len() >= MAX_DEPTH {
            let message = format!("nested deeper than {MAX_DEPTH} levels");
            return Err(Diagnostic::error(Code::TooDeep, message).at(self.place(span)).help("flatten it"));
        }
        let role = self.role(None, span);
        self.unusual |= matches!(role, Role::Key);
        self.levels.push(Level { held, role, anchored: anchor > 0 });
        Ok(())
    }

    fn close(&mut self) {
        let Some(Level { held, role, .. }) = self.levels.pop() else { return };
        let value = match held {
            Held::Mapping { entries, .. } => Value::Mapping(entries),
            Held::Sequence(items) => Value::Sequence(items),
        };
        self.put(role, value);
    }

    /// Puts a value that is complete into the collection around it.
    fn put(&mut self, role: Role, value: Value) {
        match (role, self.levels.last_mut().map(|level| &mut level.held)) {
            (Role::Root, _) => self.root = value,
            (Role::Value(key), Some(Held::Mapping { entries, .. })) => _ = entries.insert(key, value),
            (Role::Item, Some(Held::Sequence(items))) => items.push(value),
            _ => {}
        }
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

    fn scalar(&mut self, value: Value, span: Span) {
        let role = self.role(Some(&value), span);
        let null = value.is_null();
        let message = match &role {
            Role::Value(key) if null => format!("`{}` has no value", scalar_text(key).unwrap_or_default()),
            Role::Item if null => "this list item has no value".to_owned(),
            _ => return self.put(role, value),
        };
        let diagnostic = Diagnostic::error(Code::EmptyValue, message).at(self.place(span));
        self.found.push(diagnostic.help("give it a value, or remove it"));
    }

    /// What the node that starts here is to the collection around it. A key is noted; `scalar` is `None` for
    /// whatever is not a scalar.
    fn role(&mut self, scalar: Option<&Value>, span: Span) -> Role {
        let Some(level) = self.levels.last_mut() else { return Role::Root };
        let Held::Mapping { entries, awaiting, odd_keys } = &mut level.held else { return Role::Item };
        if let Some(key) = awaiting.take() {
            return Role::Value(key);
        }
        let key = scalar.cloned().unwrap_or_default();
        *odd_keys |= !key.is_string();
        let text = scalar_text(&key);
        let twice =
            entries.contains_key(&key) || *odd_keys && entries.keys().any(|known| scalar_text(known) == text);
        *awaiting = Some(key);
        if twice {
            let message = format!("`{}` is given twice", text.unwrap_or_default());
            let diagnostic = Diagnostic::error(Code::DuplicateKey, message);
            self.found.push(diagnostic.at(self.place(span)).help("keep one of them"));
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
