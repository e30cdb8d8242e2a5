//! What came of a check, for people.

use std::fmt::Write;

use super::{counts, word};
use crate::check::{CheckReport, DecisionReport, FileReport, Outcome};
use crate::render::findings;
use crate::render::page::{BAD, BOLD, GOOD, styled};
use crate::rulebook::and_list;

/// Returns a line for each file with its verdict, its findings below, and a line at the end.
pub fn text(report: &CheckReport) -> String {
    let mut out = of(report.files.iter(), report);
    let _ = writeln!(out, "{}", counts(report));
    out
}

/// Returns the same of what did not pass, and nothing where all passed.
pub fn text_of_failures(report: &CheckReport) -> String {
    of(report.files.iter().filter(|file| file.outcome(report.fail_on) != Outcome::Passed), report)
}

fn of<'r>(files: impl Iterator<Item = &'r FileReport>, report: &CheckReport) -> String {
    let mut out = String::new();
    for file in files {
        let outcome = file.outcome(report.fail_on);
        let style = if outcome == Outcome::Passed { GOOD } else { BAD };
        // Writing to a string cannot fail.
        let _ =
            writeln!(out, "{} {}{}", styled(style, word(outcome)), styled(BOLD, &file.name), verdicts(file));
        out.push_str(&findings::text(&file.findings().cloned().collect()));
    }
    out
}

/// Returns what the whole and the parts come to now, to follow the name of the file: a line each.
fn verdicts(file: &FileReport) -> String {
    let line = |(index, decision): (usize, &DecisionReport)| {
        let headline = &decision.report.verdict.headline;
        match (index, &decision.part) {
            (0, _) => format!(": {headline}"),
            (_, Some(part)) => format!("\n  part {part}: {headline}"),
            (_, None) => format!("\n  {headline}"),
        }
    };
    let deciders = match file.deciders.as_slice() {
        [] => String::new(),
        names => format!("\n  for {} to decide", and_list(names)),
    };
    file.decisions.iter().enumerate().map(line).chain([deciders]).collect()
}
