//! Findings about an input, for people and for the tools that show them.

mod github;
mod sarif;

pub use github::github;
pub use sarif::sarif;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity, visible};

/// Returns each finding with the line that it is about, the worst last so that it is not scrolled away.
pub fn text(found: &Diagnostics) -> String {
    let renderer = Renderer::styled();
    let mut sorted: Vec<&Diagnostic> = found.iter().collect();
    sorted.sort_by_key(|diagnostic| diagnostic.severity);
    sorted.iter().map(|diagnostic| format!("{}\n", renderer.render(&[group(diagnostic)]))).collect()
}

fn group(diagnostic: &Diagnostic) -> Group<'_> {
    let level = match diagnostic.severity {
        Severity::Note => Level::NOTE,
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let title = level.primary_title(&diagnostic.message).id(diagnostic.code.id());
    let group = match &diagnostic.place {
        Some(place) => title.element(snippet(place)),
        None => Group::with_title(title),
    };
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(help)),
        None => group,
    }
}

/// Shows the line of the place, and nothing around it, which may be long. What acts in it is written out.
fn snippet(place: &Place) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    let text = &place.source.text;
    let line = text.split('\n').nth(place.line - 1).unwrap_or_default();
    let line = line.strip_suffix('\r').unwrap_or(line);
    let byte = |column: usize| line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
    let start = byte(place.column - 1);
    let end = byte(place.column - 1 + place.characters.len()).max(start);
    let (before, marked) = (visible(&line[..start]), visible(&line[start..end]));
    let span = before.len()..before.len() + marked.len();
    Snippet::source(before + &marked + &visible(&line[end..]))
        .line_start(place.line)
        .path(&place.source.name)
        .annotation(AnnotationKind::Primary.span(span))
}

/// Returns the `archwise-findings/1` object.
pub fn json(found: &Diagnostics) -> String {
    let findings: Vec<Value> = found.iter().map(object).collect();
    format!("{:#}\n", json!({ "schema": "archwise-findings/1", "findings": findings }))
}

/// Returns one of the findings of that object.
pub(crate) fn object(diagnostic: &Diagnostic) -> Value {
    let place = diagnostic.place.as_ref();
    json!({
        "code": diagnostic.code.id(),
        "severity": diagnostic.severity.word(),
        "message": diagnostic.message,
        "help": diagnostic.help,
        "file": diagnostic.file_name(),
        "line": place.map(|place| place.line),
        "column": place.map(|place| place.column),
    })
}

/// Returns the message, and in brackets what to do.
pub(crate) fn with_help(diagnostic: &Diagnostic) -> String {
    let help = diagnostic.help.as_ref().map(|help| format!(" ({help})"));
    format!("{}{}", diagnostic.message, help.unwrap_or_default())
}
