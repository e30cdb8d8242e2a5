//! The gate: does a recorded decision still hold? Findings about it, each with its place.
//!
//! What is decided of the whole system and what is decided of a part are held in the same way. Files, the
//! clock and the environment stay outside: they come in through [`Subject`] and [`Requirements`].

mod assessed_decision;
mod causes;
mod checks;
#[cfg(feature = "render")]
pub mod output;
mod view;

pub use view::{CHECK_SCHEMA, CheckReportView, FileView};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::adr::{Basis, ParsedRecord};
use crate::answers::AnswersFile;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::engine::{Effort, Status};
use crate::report::{Comparison, Report, RulebookName};
use crate::rulebook::{ArchitectureId, ArchitectureSet, Rulebook};
use assessed_decision::AssessedDecision;

/// What must hold, besides that the decided architecture leads.
#[derive(Debug, Clone)]
pub struct Requirements {
    /// The architecture that must lead, in place of that which the file decides.
    pub expect: Option<ArchitectureId>,
    /// The lead over the runner-up, in points.
    pub min_margin: Option<i32>,
    /// The verdict must be at least so firm: `Decided`, or `Close`, which is proven as well.
    pub require: Option<Status>,
    /// The share of all weightings in which the decided architecture is first, from 0 to 1.
    pub min_robustness: Option<f64>,
    /// The candidates; all if the record or the baseline names none.
    pub among: Option<ArchitectureSet>,
    /// Against which `review_by` is held.
    pub today: Date,
}

/// One answers file and what belongs to it.
pub struct Subject<'a> {
    /// As the user knows the file.
    pub name: &'a str,
    /// As it was read.
    pub file: &'a AnswersFile,
    /// Reads the decision record that the file names.
    pub records: &'a dyn Fn(&str) -> Result<ParsedRecord, Diagnostics>,
    /// What a saved report says, and how firm its verdict was.
    pub baseline: Option<&'a (Basis, Status)>,
}

/// What was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "Aspect")]
pub enum CheckKind {
    /// Whether the file can be read.
    Input,
    /// Whether the decided architecture leads.
    Decision,
    /// Whether it leads by enough.
    Margin,
    /// Whether the verdict is firm.
    Verdict,
    /// Whether it leads with enough of the weightings.
    Robustness,
    /// Whether the rulebook is the same.
    Rulebook,
    /// Whether the answers are the same.
    Answers,
    /// Whether the decision record is there and says the same.
    Record,
    /// Whether it is time to look again.
    Review,
}

/// One thing that was looked at, and what was found.
#[derive(Debug, Clone)]
pub struct Check {
    /// What is held against what.
    pub aspect: CheckKind,
    /// Of the whole if `None`.
    pub part: Option<String>,
    /// What was found; empty if all holds.
    pub findings: Vec<Diagnostic>,
}

/// Who says which architecture must lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "HeldBy")]
pub enum DecidedBy {
    /// What `--expect` names.
    Expect,
    /// The decision that the file records.
    Decision,
    /// A saved report.
    Baseline,
}

/// What is held of the whole or of one part.
#[derive(Debug, Clone)]
pub struct DecisionReport {
    /// The part that is checked; `None` for the whole.
    pub part: Option<String>,
    /// The architecture that must lead, and who says so.
    pub architecture: Option<(String, DecidedBy)>,
    /// As assessed now.
    pub report: Report,
    /// With what was known when it was decided.
    pub since: Option<ChangesSince>,
}

/// The comparison with what a decision rested on.
#[derive(Debug, Clone)]
pub struct ChangesSince {
    /// `the record` or `the baseline`.
    pub what: &'static str,
    /// What moved since.
    pub comparison: Comparison,
}

/// What came of one file.
#[derive(Debug, Clone)]
pub struct FileReport {
    /// The file.
    pub name: String,
    /// What the system is called.
    pub title: Option<String>,
    /// The whole first, then the parts that are held. Empty if the file could not be read.
    pub held: Vec<DecisionReport>,
    /// The whole first, then its parts.
    pub checks: Vec<Check>,
}

/// What came of a file, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// No finding is as severe as what fails.
    Passed,
    /// At least one is.
    Failed,
    /// The file could not be read.
    Broken,
}

/// What came of all files.
#[derive(Debug, Clone)]
pub struct CheckReport {
    /// By which rulebook they were checked.
    pub rulebook: RulebookName,
    /// In the order of the command line.
    pub files: Vec<FileReport>,
    /// A finding of this severity or a worse one fails a file.
    pub fail_on: Severity,
}

/// Checks one file. Pure: the same input gives the same findings.
pub fn check(
    subject: &Subject<'_>,
    demands: &Requirements,
    rulebook: &Rulebook,
    effort: &Effort,
) -> FileReport {
    let cases = AssessedDecision::all(subject, demands, rulebook, effort);
    let mut checks: Vec<Check> =
        cases.iter().flat_map(|case| checks::of(case, &cases[0], subject, demands, rulebook)).collect();
    if cases.iter().all(|case| case.held.is_none()) {
        let missing = Diagnostic::warning(Code::NoDecision, "there is no decision to hold")
            .help("add `decision: {architecture: …}`, or name one by `--expect` or `--baseline`")
            .at(assessed_decision::start_of(subject.file, None));
        checks.insert(0, Check { aspect: CheckKind::Decision, part: None, findings: vec![missing] });
    }
    FileReport {
        name: subject.name.to_owned(),
        title: subject.file.title.clone(),
        held: cases.into_iter().map(AssessedDecision::into_held).collect(),
        checks,
    }
}

impl CheckKind {
    /// The name of the check, as it is serialised.
    pub fn name(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::Decision => "decision",
            Self::Margin => "margin",
            Self::Verdict => "verdict",
            Self::Robustness => "robustness",
            Self::Rulebook => "rulebook",
            Self::Answers => "answers",
            Self::Record => "record",
            Self::Review => "review",
        }
    }
}

impl Check {
    /// Whether any finding is at least as severe as this.
    pub fn fails(&self, fail_on: Severity) -> bool {
        self.findings.iter().any(|finding| finding.severity >= fail_on)
    }
}

impl FileReport {
    /// A file that could not be read, or whose baseline could not.
    pub fn broken(name: &str, errors: Diagnostics) -> Self {
        let check = Check { aspect: CheckKind::Input, part: None, findings: errors.into_iter().collect() };
        Self { name: name.to_owned(), title: None, held: Vec::new(), checks: vec![check] }
    }

    /// With what was noted while the file was read.
    pub fn with_notes(mut self, notes: Diagnostics) -> Self {
        if !notes.is_empty() {
            let findings = notes.into_iter().collect();
            self.checks.insert(0, Check { aspect: CheckKind::Input, part: None, findings });
        }
        self
    }

    /// The same as an outcome.
    pub fn outcome(&self, fail_on: Severity) -> Outcome {
        let failed = self.checks.iter().any(|check| check.fails(fail_on));
        match (self.held.is_empty(), failed) {
            (true, _) => Outcome::Broken,
            (false, true) => Outcome::Failed,
            (false, false) => Outcome::Passed,
        }
    }

    /// Of all its checks.
    pub fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.checks.iter().flat_map(|check| &check.findings)
    }
}

impl CheckReport {
    /// Whether every file passed.
    pub fn passed(&self) -> bool {
        self.count(Outcome::Passed) == self.files.len()
    }

    /// How many files came out so.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.files.iter().filter(|file| file.outcome(self.fail_on) == outcome).count()
    }

    /// Every finding, file by file.
    pub fn findings(&self) -> Diagnostics {
        self.files.iter().flat_map(FileReport::findings).cloned().collect()
    }
}
