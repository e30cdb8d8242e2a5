//! What came of a check, in every format: for a terminal, for CI, and as data.

mod junit;
mod summary;
mod text;

pub use junit::junit;
pub use summary::{markdown, markdown_within};
pub use text::{text, text_of_failures};

use super::{CheckReport, Outcome};
use crate::render::{PathBase, findings};
use crate::rulebook::counted;

/// Returns the `archwise-check/1` object, indented, with a line end.
///
/// # Errors
/// None that a check can cause; serde's own.
pub fn json(report: &CheckReport) -> Result<String, serde_json::Error> {
    Ok(serde_json::to_string_pretty(&report.view())? + "\n")
}

/// Returns SARIF 2.1.0, as code scanning reads it.
pub fn sarif(report: &CheckReport, base: &PathBase) -> String {
    findings::sarif(&report.findings(), base)
}

/// Returns workflow commands that GitHub shows beside the changed lines, the worst first, and a line at the
/// end.
pub fn github(report: &CheckReport, base: &PathBase) -> String {
    format!("{}{}\n", findings::github(&report.findings(), base), counts(report))
}

/// Returns how many files came out how: `3 files: 1 passed, 2 failed`.
fn counts(report: &CheckReport) -> String {
    let count = |outcome| report.count(outcome);
    let files = counted(report.files.len(), "file");
    let broken = match count(Outcome::Broken) {
        0 => String::new(),
        n => format!(", {n} broken"),
    };
    format!("{files}: {} passed, {} failed{broken}", count(Outcome::Passed), count(Outcome::Failed))
}

fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Passed => "passed",
        Outcome::Failed => "failed",
        Outcome::Broken => "broken",
    }
}
