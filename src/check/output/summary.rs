//! What came of a check in Markdown, as the summary of a job or a comment.

use std::fmt::Write;

use super::{counts, word};
use crate::check::{CheckReport, DecisionReport, FileReport, Outcome};
use crate::diagnostic::Diagnostic;
use crate::render::escape::{markdown as escaped, markdown_message};
use crate::rulebook::capitalised;

/// What is kept free for the line that says what was left out.
const REMARK: usize = 100;

/// Returns a table of the decisions that were checked, then the findings, the worst of each file first.
/// Nothing in it acts as HTML.
pub fn markdown(report: &CheckReport) -> String {
    markdown_within(report, usize::MAX)
}

/// Returns the same in at most `room` bytes, but for the heading and the rulebook: the lines that have no
/// room are left out, and counted.
pub fn markdown_within(report: &CheckReport, room: usize) -> String {
    let outcome = if report.passed() { "passed" } else { "failed" };
    let heading = format!("## Architecture decisions: {outcome}\n\n{}.\n\n", counts(report));
    let rulebook = report.rulebook.as_ref().map(|rulebook| {
        let name = format!("{} {}", rulebook.id, rulebook.version);
        format!("Rulebook {}, `{}`.\n", escaped(&name), rulebook.hash)
    });
    let rulebook = rulebook.unwrap_or_default();
    let room = room.saturating_sub(rulebook.len() + REMARK);
    let mut out = Limited { text: heading, room, left_out: 0 };
    out.push("| file | result | must lead | now |\n| --- | --- | --- | --- |\n");
    let rows = report.files.iter().flat_map(|file| rows(report, file));
    rows.for_each(|row| out.push(&format!("| {} |\n", row.join(" | "))));
    out.text.push('\n');
    for file in report.files.iter().filter(|file| file.findings().next().is_some()) {
        let mut sorted: Vec<&Diagnostic> = file.findings().collect();
        sorted.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        let items: Vec<String> = sorted.iter().map(|finding| item(finding)).collect();
        out.push(&format!("### {}\n\n{}\n\n", escaped(&file.name), items.join("\n")));
    }
    if out.left_out > 0 {
        let _ = writeln!(out.text, "{} more rows and files have no room here.\n", out.left_out);
    }
    out.text + &rulebook
}

/// A text that takes no more than it has room for.
struct Limited {
    text: String,
    room: usize,
    left_out: usize,
}

impl Limited {
    fn push(&mut self, lines: &str) {
        if self.left_out == 0 && self.text.len() + lines.len() <= self.room {
            self.text.push_str(lines);
        } else {
            self.left_out += 1;
        }
    }
}

fn rows(report: &CheckReport, file: &FileReport) -> Vec<Vec<String>> {
    if file.decisions.is_empty() {
        let outcome = marked(file.outcome(report.fail_on));
        return vec![vec![escaped(&file.name), outcome, String::new(), "cannot be read".to_owned()]];
    }
    let row = |decision: &DecisionReport| {
        let part = decision.part.as_deref();
        let name = match part {
            Some(part) => format!("{}, part {}", escaped(&file.name), escaped(part)),
            None => escaped(&file.name),
        };
        let must_lead = decision.required.as_ref().map(|(id, _)| escaped(decision.report.name(id)));
        vec![
            name,
            marked(file.outcome_of(part, report.fail_on)),
            must_lead.unwrap_or_default(),
            escaped(&decision.report.verdict.headline.to_string()),
        ]
    };
    file.decisions.iter().map(row).collect()
}

/// Returns an outcome with a mark that is seen before it is read.
fn marked(outcome: Outcome) -> String {
    let mark = match outcome {
        Outcome::Passed => "✅",
        Outcome::Failed => "❌",
        Outcome::Broken => "⚠️",
    };
    format!("{mark} {}", word(outcome))
}

fn item(finding: &Diagnostic) -> String {
    let line = finding.place.as_ref().map(|place| format!(", line {}", place.line)).unwrap_or_default();
    let help = finding.help.as_ref().map(|help| format!(". {}", markdown_message(&capitalised(help))));
    let (severity, code) = (finding.severity.word(), finding.code.id());
    let message = markdown_message(&finding.message);
    format!("- **{severity}** {code}{line}: {message}{}", help.unwrap_or_default())
}
