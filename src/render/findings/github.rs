//! Findings as workflow commands of GitHub Actions.

use super::with_help;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::render::path_base::PathBase;

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
