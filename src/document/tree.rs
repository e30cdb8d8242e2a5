//! The tree of a YAML text: every value with its place, read within limits that keep hostile input harmless.

use std::borrow::Cow;
use std::sync::Arc;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput};

use super::surrogates;
use crate::diagnostic::{Code, Diagnostic, Place, SourceText, visible};

pub(super) const MAX_DEPTH: usize = 64;
const MAX_ALIASES: usize = 16;

/// As much of a text as could be read.
#[derive(Debug, Default)]
pub(crate) struct Tree<'t> {
    /// `None` if the text holds no value at all.
    pub root: Option<YamlNode<'t>>,
    /// Whether a tag or an alias occurs: then the tree does not tell the values.
    pub unusual: bool,
    /// Why reading stopped before the end.
    pub refused: Option<Diagnostic>,
}

/// A value and its place.
#[derive(Debug)]
pub(crate) struct YamlNode<'t> {
    /// Of a collection only its opening bracket, or where its first entry starts.
    pub span: Span,
    pub kind: YamlKind<'t>,
}

#[derive(Debug)]
pub(crate) enum YamlKind<'t> {
    Scalar {
        text: Cow<'t, str>,
        style: ScalarStyle,
        tagged: bool,
    },
    Sequence(Vec<YamlNode<'t>>),
    /// The keys and their values.
    Mapping(Vec<(YamlNode<'t>, YamlNode<'t>)>),
    /// An alias; or the value of the last key before reading stopped.
    Other,
}

impl<'t> YamlNode<'t> {
    /// Returns the text of a scalar, before anything is read into it.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.kind {
            YamlKind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Returns the name of a key as it was written, whatever YAML reads into it: `1.10` stays that, `~` too.
    /// `None` if it is no scalar.
    pub(crate) fn key_name(&self) -> Option<String> {
        self.text().map(visible)
    }

    /// Returns the entries of a mapping; none of anything else.
    pub(crate) fn entries(&self) -> &[(YamlNode<'t>, YamlNode<'t>)] {
        match &self.kind {
            YamlKind::Mapping(entries) => entries,
            _ => &[],
        }
    }

    /// Returns the entry under `key`, with its key.
    pub(crate) fn entry(&self, key: &str) -> Option<&(YamlNode<'t>, YamlNode<'t>)> {
        self.entries().iter().find(|(name, _)| name.key_name().as_deref() == Some(key))
    }
}

impl<'t> Tree<'t> {
    /// Reads a text up to the first thing after which reading on makes no sense.
    pub(crate) fn of(source: &'t Arc<SourceText>) -> Self {
        match surrogates::readable(&source.text) {
            None => Self::read(source, &source.text, |text, _| text),
            Some(readable) => Self::read(source, &readable, |text, style| {
                Cow::Owned(surrogates::restored(&text, style == ScalarStyle::DoubleQuoted))
            }),
        }
    }

    /// Reads `text`, which stands for that of the source and is as long. `own` makes of a scalar in it what
    /// the source says.
    fn read<'r>(
        source: &'t Arc<SourceText>,
        text: &'r str,
        own: impl Fn(Cow<'r, str>, ScalarStyle) -> Cow<'t, str>,
    ) -> Self {
        let tree = Self::default();
        let mut builder = Builder { source, tree, open: Vec::new(), aliases: 0, documents: 0 };
        let mut parser: Parser<'r, StrInput<'r>> = Parser::new_from_str(text);
        while let Some(next) = parser.next_event() {
            let step = next
                .map_err(|error| scan_error(source, &error))
                .and_then(|(event, span)| builder.event(event, span, &own));
            if let Err(refusal) = step {
                builder.tree.refused = Some(refusal);
                break;
            }
        }
        while !builder.open.is_empty() {
            builder.close();
        }
        builder.tree
    }
}

struct Builder<'t> {
    source: &'t Arc<SourceText>,
    tree: Tree<'t>,
    open: Vec<Open<'t>>,
    aliases: usize,
    documents: usize,
}

/// A collection whose end was not seen yet.
struct Open<'t> {
    node: YamlNode<'t>,
    /// Of a mapping, the key whose value comes next.
    key: Option<YamlNode<'t>>,
    anchored: bool,
}

impl<'t> Builder<'t> {
    fn event<'r>(
        &mut self,
        event: Event<'r>,
        span: Span,
        own: impl Fn(Cow<'r, str>, ScalarStyle) -> Cow<'t, str>,
    ) -> Result<(), Diagnostic> {
        match event {
            Event::DocumentStart(_) => self.document(span)?,
            Event::MappingStart(anchor, tag) => {
                self.tree.unusual |= tag.is_some();
                self.begin(YamlKind::Mapping(Vec::new()), anchor, span)?;
            }
            Event::SequenceStart(anchor, tag) => {
                self.tree.unusual |= tag.is_some();
                self.begin(YamlKind::Sequence(Vec::new()), anchor, span)?;
            }
            Event::MappingEnd | Event::SequenceEnd => self.close(),
            Event::Alias(_) => {
                self.alias(span)?;
                self.add(YamlNode { span, kind: YamlKind::Other });
            }
            Event::Scalar(text, style, _, tag) => {
                let tagged = tag.is_some();
                self.tree.unusual |= tagged;
                let text = own(text, style);
                self.add(YamlNode { span, kind: YamlKind::Scalar { text, style, tagged } });
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        Ok(())
    }

    fn document(&mut self, span: Span) -> Result<(), Diagnostic> {
        self.documents += 1;
        if self.documents > 1 {
            let diagnostic = Diagnostic::error(Code::NotYaml, "a second YAML document starts here");
            let place = place_of(self.source, span);
            return Err(diagnostic.at(place).help("put each document in a file of its own"));
        }
        Ok(())
    }

    fn begin(&mut self, kind: YamlKind<'t>, anchor: usize, span: Span) -> Result<(), Diagnostic> {
        if self.open.len() >= MAX_DEPTH {
            return Err(too_deep().at(place_of(self.source, span)));
        }
        self.open.push(Open { node: YamlNode { span, kind }, key: None, anchored: anchor > 0 });
        Ok(())
    }

    fn close(&mut self) {
        let Some(Open { mut node, key, .. }) = self.open.pop() else { return };
        if let (YamlKind::Mapping(entries), Some(key)) = (&mut node.kind, key) {
            let value = YamlNode { span: key.span, kind: YamlKind::Other };
            entries.push((key, value));
        }
        self.add(node);
    }

    /// Adds a node that is complete to the collection around it.
    fn add(&mut self, node: YamlNode<'t>) {
        let Some(Open { node: around, key, .. }) = self.open.last_mut() else {
            self.tree.root = Some(node);
            return;
        };
        match (&mut around.kind, key.take()) {
            (YamlKind::Mapping(entries), Some(key)) => entries.push((key, node)),
            (YamlKind::Mapping(_), None) => {
                self.tree.unusual |= node.text().is_none();
                *key = Some(node);
            }
            (YamlKind::Sequence(items), _) => items.push(node),
            _ => {}
        }
    }

    fn alias(&mut self, span: Span) -> Result<(), Diagnostic> {
        self.tree.unusual = true;
        self.aliases += 1;
        let inside_anchor = self.open.iter().any(|open| open.anchored);
        if self.aliases > MAX_ALIASES || inside_anchor {
            let message = format!("more than {MAX_ALIASES} aliases, or an alias inside an anchored value");
            let help = "write the value out: aliases can make a small file grow without bound";
            let place = place_of(self.source, span);
            return Err(Diagnostic::error(Code::TooManyAliases, message).at(place).help(help));
        }
        Ok(())
    }
}

/// Returns the place of a span; a span over several lines is cut at the end of its first.
pub(super) fn place_of(source: &Arc<SourceText>, span: Span) -> Place {
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

fn too_deep() -> Diagnostic {
    Diagnostic::error(Code::TooDeep, format!("nested deeper than {MAX_DEPTH} levels")).help("flatten it")
}

fn scan_error(source: &Arc<SourceText>, error: &ScanError) -> Diagnostic {
    let mark = error.marker();
    // The parser has a limit of its own.
    let diagnostic = if error.info().contains("recursion limit") {
        too_deep()
    } else {
        Diagnostic::error(Code::NotYaml, format!("not valid YAML: {}", error.info()))
    };
    diagnostic.at(Place::point(source, mark.line(), mark.col() + 1))
}
