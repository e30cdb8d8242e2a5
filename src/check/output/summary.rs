//! What came of a check in Markdown, as the summary of a job or a comment.

use std::fmt::Write;

use super::{counts, word};
use crate::check::{CheckReport, DecisionReport, FileReport};
use crate::diagnostic::Diagnostic;
use crate::render::escape::markdown as escaped;

/// Returns a table of the decisions that were checked, then the findings, the worst of each file first.
/// Nothing in it acts as HTML.
pub fn markdown(report: &CheckReport) -> String {
    let outcome = if report.passed() { "passed" } else { "failed" };
    let mut out = format!("## Architecture decisions: {outcome}\n\n{}.\n\n", counts(report));
    let rows: Vec<Vec<String>> = report.files.iter().flat_map(|file| rows(report, file)).collect();
    out.push_str("| file | | must lead | now |\n| --- | --- | --- | --- |\n");
    // Writing to a string cannot fail.
    rows.iter().for_each(|row| _ = writeln!(out, "| {} |", row.join(" | ")));
    out.push('\n');
    for file in report.files.iter().filter(|file| file.findings().next().is_some()) {
        let _ = writeln!(out, "### {}\n", escaped(&file.name));
        let mut sorted: Vec<&Diagnostic> = file.findings().collect();
        sorted.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        sorted.iter().for_each(|finding| _ = writeln!(out, "{}", item(finding)));
        out.push('\n');
    }
    let rulebook = &report.rulebook;
    let name = format!("{} {}", rulebook.id, rulebook.version);
    let _ = writeln!(out, "Rulebook {}, `{}`.", escaped(&name), rulebook.hash);
    out
}

fn rows(report: &CheckReport, file: &FileReport) -> Vec<Vec<String>> {
    let outcome = word(file.outcome(report.fail_on)).to_owned();
    if file.decisions.is_empty() {
        return vec![vec![escaped(&file.name), outcome, String::new(), "cannot be read".to_owned()]];
    }
    let row = |decision: &DecisionReport| {
        let part = decision.part.as_ref().map(|part| format!("part {}", escaped(part)));
        let (name, outcome) = match part {
            Some(part) => (part, String::new()),
            None => (escaped(&file.name), outcome.clone()),
        };
        let must_lead = decision.required.as_ref().map(|(id, _)| escaped(decision.report.name(id)));
        vec![
            name,
            outcome,
            must_lead.unwrap_or_default(),
            escaped(&decision.report.verdict.headline.to_string()),
        ]
    };
    file.decisions.iter().map(row).collect()
}

fn item(finding: &Diagnostic) -> String {
    let line = finding.place.as_ref().map(|place| format!(", line {}", place.line)).unwrap_or_default();
    let help = finding.help.as_ref().map(|help| format!(". {}", escaped(help))).unwrap_or_default();
    let (severity, code) = (finding.severity.word(), finding.code.id());
    format!("- **{severity}** {code}{line}: {}{help}", escaped(&finding.message))
}
