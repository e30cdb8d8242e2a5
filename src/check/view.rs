//! What came of a check as an object that is serialised as a promise.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Check, CheckKind, CheckReport, DecidedBy, DecisionReport, FileReport, Outcome};
use crate::diagnostic::{Diagnostic, Severity};
use crate::report::{AnswerDifference, RulebookName, VerdictView, WeightDifference};

/// The name and version of the serialised form.
pub const CHECK_SCHEMA: &str = "archwise-check/1";

/// The `archwise-check/1` object.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "GateView")]
pub struct CheckReportView {
    /// The name and version of the serialised form.
    pub schema: &'static str,
    /// Whether every file passed.
    pub passed: bool,
    /// How severe a finding must be to fail a file.
    pub fail_on: Severity,
    /// By which rulebook they were checked; `null` if it could not be read.
    pub rulebook: Option<RulebookName>,
    /// How many came out how.
    pub counts: Counts,
    /// In the order of the command line.
    pub files: Vec<FileView>,
}

/// How many files came to what.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct Counts {
    pub passed: usize,
    pub failed: usize,
    pub broken: usize,
}

/// One file, and what became of it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FileView {
    /// Its path.
    pub file: String,
    /// What the system is called.
    pub title: Option<String>,
    /// Who takes the decision, as far as the file says; empty if it does not.
    pub deciders: Vec<String>,
    /// Whether it passed.
    pub outcome: Outcome,
    /// The whole first, then the parts of which something is held; empty if the file could not be read.
    pub held: Vec<DecisionView>,
    /// What was held against what.
    pub checks: Vec<CheckView>,
    /// What was found, of all its checks.
    pub findings: Vec<FindingView>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "HeldView")]
pub struct DecisionView {
    /// `null`: the whole.
    pub part: Option<String>,
    /// The architecture that must lead; `null` if nothing says which.
    pub architecture: Option<String>,
    pub by: Option<DecidedBy>,
    /// What the answers come to now.
    pub verdict: VerdictView,
    /// The share of the weightings in which the architecture that must lead, else the one that does, is
    /// first.
    pub robustness: Option<f64>,
    /// What changed since it was decided; `null` if that is not known.
    pub since: Option<ChangesView>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "SinceView")]
pub struct ChangesView {
    /// Who leads by the rulebook of now with the answers of then.
    pub architecture: Option<String>,
    pub answers: Vec<AnswerDifference>,
    pub weights: Vec<WeightDifference>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CheckView {
    pub check: CheckKind,
    pub part: Option<String>,
    pub passed: bool,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FindingView {
    pub check: CheckKind,
    pub part: Option<String>,
    pub code: &'static str,
    pub severity: Severity,
    pub message: String,
    pub help: Option<String>,
    pub file: Option<String>,
    /// From 1.
    pub line: Option<usize>,
    /// From 1, in characters.
    pub column: Option<usize>,
}

impl CheckReport {
    /// Returns the object that is serialised.
    pub fn view(&self) -> CheckReportView {
        CheckReportView {
            schema: CHECK_SCHEMA,
            passed: self.passed(),
            fail_on: self.fail_on,
            rulebook: self.rulebook.clone(),
            counts: Counts {
                passed: self.count(Outcome::Passed),
                failed: self.count(Outcome::Failed),
                broken: self.count(Outcome::Broken),
            },
            files: self.files.iter().map(|file| FileView::of(file, self.fail_on)).collect(),
        }
    }
}

impl FileView {
    fn of(file: &FileReport, fail_on: Severity) -> Self {
        let findings_of = |check: &Check| -> Vec<FindingView> {
            check.findings.iter().map(|finding| FindingView::of(finding, check)).collect()
        };
        Self {
            file: file.name.clone(),
            title: file.title.clone(),
            deciders: file.deciders.clone(),
            outcome: file.outcome(fail_on),
            held: file.decisions.iter().map(DecisionView::of).collect(),
            checks: file.checks.iter().map(|check| CheckView::of(check, fail_on)).collect(),
            findings: file.checks.iter().flat_map(findings_of).collect(),
        }
    }
}

impl DecisionView {
    fn of(decision: &DecisionReport) -> Self {
        let report = &decision.report;
        let (architecture, by) = decision.required.clone().unzip();
        let first = architecture.as_ref().or(report.verdict.architecture.as_ref());
        Self {
            part: decision.part.clone(),
            robustness: first.and_then(|id| report.robustness.first.get(id).copied()),
            architecture,
            by,
            verdict: report.verdict.clone(),
            since: decision.changes.as_ref().map(|changes| ChangesView {
                architecture: changes.comparison.before.verdict.architecture.clone(),
                answers: changes.comparison.answers.clone(),
                weights: changes.comparison.weights.clone(),
            }),
        }
    }
}

impl CheckView {
    fn of(check: &Check, fail_on: Severity) -> Self {
        Self { check: check.kind, part: check.part.clone(), passed: !check.fails(fail_on) }
    }
}

impl FindingView {
    fn of(finding: &Diagnostic, check: &Check) -> Self {
        let place = finding.place.as_ref();
        Self {
            check: check.kind,
            part: check.part.clone(),
            code: finding.code.id(),
            severity: finding.severity,
            message: finding.message.clone(),
            help: finding.help.clone(),
            file: place.map(|place| place.source.name.clone()),
            line: place.map(|place| place.line),
            column: place.map(|place| place.column),
        }
    }
}
