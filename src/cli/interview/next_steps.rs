//! What can be done with the answers once the interview is over: commands that can be copied as they stand.

use std::path::{Path, PathBuf};

use super::resume_command::ResumeCommand;
use crate::answers::DecisionRecord;
use crate::diagnostic::visible_path;
use crate::rulebook::ArchitectureId;

/// Where decision records are put unless there are some already.
const RECORDS: &str = "docs/adr";
const PAGE: &str = "report.html";

/// Returns where the answers are, and the commands that come next. Each of them works as it stands: `winner`
/// is the architecture that leads, without which there is nothing to record, and `decision` what the file
/// says of an earlier one.
pub(in crate::cli) fn next_steps(
    answers: &Path,
    winner: Option<ArchitectureId>,
    decision: Option<&DecisionRecord>,
    command: &ResumeCommand,
) -> String {
    let file = visible_path(answers);
    let mut lines = vec![
        format!("Your answers are in {file}. To see the report again:"),
        command.report_on(answers),
        "To have it as a page for the browser:".to_owned(),
        command.page_on(answers, Path::new(PAGE)),
    ];
    let record = decision.and_then(|decision| decision.record.as_deref());
    let record = record.map(|record| answers.parent().unwrap_or(Path::new("")).join(record));
    let is_lost = record.as_ref().is_some_and(|record| !record.is_file());
    if let Some(winner) = winner.filter(|_| !is_lost) {
        let stands = decision.is_some_and(|decision| decision.architecture == winner);
        if !(stands && record.is_some()) {
            let folder = record.as_deref().and_then(Path::parent).map(Path::to_owned);
            let folder = folder.unwrap_or_else(|| PathBuf::from(RECORDS));
            lines.push("To record the decision:".to_owned());
            lines.push(command.record_in(&folder, answers));
        }
        let then = if stands { "To" } else { "Then, to" };
        lines.push(format!("{then} hold it in CI:"));
        lines.push(command.check_of(answers));
    }
    let is_command = |at: usize| at % 2 == 1;
    let line = |(at, line): (usize, String)| if is_command(at) { format!("  {line}") } else { line };
    lines.into_iter().enumerate().map(line).collect::<Vec<_>>().join("\n")
}
