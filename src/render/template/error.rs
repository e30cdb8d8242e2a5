//! What failed in a template, as a finding with its place.

use std::error::Error as _;
use std::sync::Arc;

use minijinja::{Error, ErrorKind};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, SourceText, did_you_mean};
use crate::report::Report;

/// About as many steps as rendering may take; each 64 bytes that are made count as one. A report takes some
/// ten thousand.
pub(super) const STEPS: u64 = 10_000_000;

pub(super) fn diagnostics(error: &Error, report: &Report) -> Diagnostics {
    let error = innermost(error);
    let detail = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    let message = match error.kind() {
        ErrorKind::OutOfFuel => format!("the template has not ended after {STEPS} steps"),
        ErrorKind::SyntaxError if detail == error.kind().to_string() => "this is not valid Jinja".to_owned(),
        ErrorKind::SyntaxError
        | ErrorKind::InvalidOperation
        | ErrorKind::TemplateNotFound
        | ErrorKind::UnknownFilter
        | ErrorKind::UnknownFunction
        | ErrorKind::UnknownTest
        | ErrorKind::UndefinedError => detail,
        kind if detail == kind.to_string() => detail,
        kind => format!("{kind}: {detail}"),
    };
    let mut diagnostic = Diagnostic::error(Code::BadTemplate, message);
    if let Some(help) = help(error, report) {
        diagnostic = diagnostic.help(help);
    }
    match place(error) {
        Some(place) => diagnostic.at(place).into(),
        None => diagnostic.into(),
    }
}

/// Returns the error in the included template rather than that of including it.
fn innermost(error: &Error) -> &Error {
    let mut inner = error;
    while let Some(cause) = inner.source().and_then(|cause| cause.downcast_ref::<Error>()) {
        inner = cause;
    }
    if inner.name().is_some() { inner } else { error }
}

fn place(error: &Error) -> Option<Place> {
    let text = error.template_source()?;
    let source = Arc::new(SourceText { name: error.name()?.to_owned(), text: text.to_owned() });
    let line = error.line()?;
    let line_start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let range = error.range().unwrap_or(line_start..line_start);
    let characters = |bytes: std::ops::Range<usize>| text.get(bytes).unwrap_or_default().chars().count();
    let start = characters(0..range.start);
    Some(Place {
        line,
        column: 1 + characters(line_start.min(range.start)..range.start),
        characters: start..start + characters(range),
        source,
    })
}

fn help(error: &Error, report: &Report) -> Option<String> {
    match error.kind() {
        ErrorKind::OutOfFuel => Some("look for loops within loops, and for texts that grow".to_owned()),
        ErrorKind::UndefinedError => {
            let path: Vec<&str> = error.detail()?.split('`').nth(1)?.split('.').collect();
            let (name, parents) = path.split_last()?;
            let report = serde_json::to_value(report).ok()?;
            let parent = parents.iter().try_fold(&report, |value, key| value.get(key))?;
            Some(did_you_mean(name, parent.as_object()?.keys().map(String::as_str)))
        }
        _ => None,
    }
}
