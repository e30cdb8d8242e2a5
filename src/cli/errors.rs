//! Errors and notes on standard error: all of them, each with its place.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use anyhow::Error;

use super::exit::Exit;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity, visible};

/// Prints what stopped the program.
pub(super) fn report(error: &Error) -> Exit {
    if let Some(error) = error.downcast_ref::<clap::Error>() {
        // clap knows whether it is help for standard output or an error for standard error.
        let _ = error.print();
        return if error.use_stderr() { Exit::BadInput } else { Exit::Done };
    }
    match error.downcast_ref::<Diagnostics>() {
        Some(found) => print(found),
        None => anstream::eprintln!("error: {}", visible(&format!("{error:#}"))),
    }
    Exit::BadInput
}

/// Prints findings, worst last so that it is not scrolled away.
pub(super) fn print(found: &Diagnostics) {
    let renderer = Renderer::styled();
    let mut sorted: Vec<&Diagnostic> = found.iter().collect();
    sorted.sort_by_key(|diagnostic| diagnostic.severity);
    for diagnostic in sorted {
        anstream::eprintln!("{}", renderer.render(&[group(diagnostic)]));
    }
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

/// The line of the place and nothing around it, which may be long.
fn snippet(place: &Place) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    let text = &place.source.text;
    let line = text.split('\n').nth(place.line - 1).unwrap_or_default();
    let line = line.strip_suffix('\r').unwrap_or(line);
    let byte = |column: usize| line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
    let start = byte(place.column - 1);
    let end = byte(place.column - 1 + place.characters.len()).max(start);
    Snippet::source(line)
        .line_start(place.line)
        .path(&place.source.name)
        .annotation(AnnotationKind::Primary.span(start..end))
}
