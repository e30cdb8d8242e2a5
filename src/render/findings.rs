//! Findings about an input, for people and for the tools that show them.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde_json::{Value, json};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Severity};

/// Each finding with the line it is about, worst last so that it is not scrolled away.
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

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// The `archwise-findings/1` object.
pub fn json(found: &Diagnostics) -> String {
    let finding = |diagnostic: &Diagnostic| {
        let place = diagnostic.place.as_ref();
        json!({
            "code": diagnostic.code.id(),
            "severity": severity(diagnostic.severity),
            "message": diagnostic.message,
            "help": diagnostic.help,
            "file": place.map(|place| &place.source.name),
            "line": place.map(|place| place.line),
            "column": place.map(|place| place.column),
        })
    };
    let findings: Vec<Value> = found.iter().map(finding).collect();
    format!("{:#}\n", json!({ "schema": "archwise-findings/1", "findings": findings }))
}

/// SARIF 2.1.0, as code scanning reads it.
pub fn sarif(found: &Diagnostics) -> String {
    let mut codes: Vec<Code> = found.iter().map(|diagnostic| diagnostic.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let rule = |code: &Code| {
        json!({
            "id": code.id(),
            "shortDescription": { "text": code.summary() },
            "help": { "text": code.mend() },
        })
    };
    let result = |diagnostic: &Diagnostic| {
        let location = diagnostic.place.as_ref().map(|place| {
            json!({ "physicalLocation": {
                "artifactLocation": { "uri": place.source.name.replace('\\', "/") },
                "region": { "startLine": place.line, "startColumn": place.column },
            } })
        });
        json!({
            "ruleId": diagnostic.code.id(),
            "level": severity(diagnostic.severity),
            "message": { "text": diagnostic.message },
            "locations": location.into_iter().collect::<Vec<_>>(),
        })
    };
    let sarif = json!({
        "version": "2.1.0",
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "runs": [{
            "tool": { "driver": {
                "name": "archwise",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().map(rule).collect::<Vec<_>>(),
            } },
            "results": found.iter().map(result).collect::<Vec<_>>(),
        }],
    });
    format!("{sarif:#}\n")
}

/// Workflow commands that GitHub shows beside the changed lines, the worst first.
pub fn github(found: &Diagnostics) -> String {
    let mut sorted: Vec<&Diagnostic> = found.iter().collect();
    sorted.sort_by_key(|diagnostic| std::cmp::Reverse(diagnostic.severity));
    let command = |diagnostic: &&Diagnostic| {
        let kind = match diagnostic.severity {
            Severity::Note => "notice",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        let place = diagnostic.place.as_ref().map(|place| {
            format!("file={},line={},col={},", property(&place.source.name), place.line, place.column)
        });
        let message = data(&diagnostic.message);
        format!("::{kind} {}title={}::{message}\n", place.unwrap_or_default(), diagnostic.code.id())
    };
    sorted.iter().map(command).collect()
}

/// The text of a workflow command, so that nothing in it starts another.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
