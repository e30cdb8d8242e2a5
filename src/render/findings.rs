//! Findings about an input, for people and for the tools that show them.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde_json::{Value, json};

use super::path_base::PathBase;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Severity, visible};

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

/// Returns SARIF 2.1.0, as code scanning reads it. Code scanning refuses a file with a result that has no
/// place, so what is about a file as a whole is placed in its first line.
pub fn sarif(found: &Diagnostics, base: &PathBase) -> String {
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
        let location = diagnostic.file_name().map(|file| {
            let region = match &diagnostic.place {
                None => json!({ "startLine": 1 }),
                Some(place) => json!({
                    "startLine": place.line,
                    "startColumn": place.column,
                    "endColumn": place.column + place.characters.len(),
                }),
            };
            let uri = base.uri(file);
            json!({ "physicalLocation": { "artifactLocation": { "uri": uri }, "region": region } })
        });
        json!({
            "ruleId": diagnostic.code.id(),
            "level": diagnostic.severity.word(),
            "message": { "text": with_help(diagnostic) },
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
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": codes.iter().map(rule).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": found.iter().map(result).collect::<Vec<_>>(),
        }],
    });
    format!("{sarif:#}\n")
}

/// Returns the message, and in brackets what to do.
pub(crate) fn with_help(diagnostic: &Diagnostic) -> String {
    let help = diagnostic.help.as_ref().map(|help| format!(" ({help})"));
    format!("{}{}", diagnostic.message, help.unwrap_or_default())
}

/// So many annotations of a kind does GitHub show of one step.
const SHOWN: usize = 10;

/// Returns workflow commands that GitHub shows beside the changed lines, the worst first. Where there are
/// more of a kind than it shows, the last one says how many more there are, and these follow as lines of the
/// log.
pub fn github(found: &Diagnostics, base: &PathBase) -> String {
    let kinds = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "notice")];
    let (mut annotations, mut log) = (String::new(), String::new());
    for (severity, kind) in kinds {
        let all: Vec<&Diagnostic> = found.iter().filter(|found| found.severity == severity).collect();
        let shown = if all.len() > SHOWN { SHOWN - 1 } else { all.len() };
        annotations.extend(all[..shown].iter().map(|diagnostic| annotation(kind, diagnostic, base)));
        if all.len() > shown {
            let more = all.len() - shown;
            annotations
                .push_str(&format!("::{kind} title=archwise::{more} more of this kind: see the log\n"));
            log.extend(all[shown..].iter().map(|diagnostic| log_line(kind, diagnostic, base)));
        }
    }
    annotations + &log
}

fn annotation(kind: &str, diagnostic: &Diagnostic, base: &PathBase) -> String {
    let file = diagnostic.file_name().map(|file| format!("file={},", property(&base.name(file))));
    let place = diagnostic.place.as_ref().map(|place| format!("line={},col={},", place.line, place.column));
    let (file, place) = (file.unwrap_or_default(), place.unwrap_or_default());
    let message = data(&with_help(diagnostic));
    format!("::{kind} {file}{place}title={}::{message}\n", diagnostic.code.id())
}

fn log_line(kind: &str, diagnostic: &Diagnostic, base: &PathBase) -> String {
    let file =
        diagnostic.place.as_ref().map(|at| format!("{}:{}: ", data(&base.name(&at.source.name)), at.line));
    format!("{kind}: {}{}\n", file.unwrap_or_default(), data(&with_help(diagnostic)))
}

/// Escapes the text of a workflow command, so that nothing in it starts another.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
