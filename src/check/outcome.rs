//! What came of a check: of a file, of its decisions, and of each thing that was looked at.

use schemars::JsonSchema;
use serde::Serialize;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::report::{Comparison, Report, RulebookName};

/// What came of all files.
#[derive(Debug, Clone)]
pub struct CheckReport {
    /// The rulebook by which they were checked; `None` if it could not be read, so that nothing was.
    pub rulebook: Option<RulebookName>,
    /// The files in the order of the command line.
    pub files: Vec<FileReport>,
    /// The mildest severity that fails a file.
    pub fail_on: Severity,
}

/// What came of one file.
#[derive(Debug, Clone)]
pub struct FileReport {
    /// The name by which the user knows the file.
    pub name: String,
    /// The title of the system.
    pub title: Option<String>,
    /// Who takes the decision, as far as the file says.
    pub deciders: Vec<String>,
    /// The whole first, then the parts with a decision. Empty if the file could not be read.
    pub decisions: Vec<DecisionReport>,
    /// The checks of the whole first, then those of its parts.
    pub checks: Vec<Check>,
}

/// The decision on the whole or on one part, as it stands now.
#[derive(Debug, Clone)]
pub struct DecisionReport {
    /// The part; `None` for the whole.
    pub part: Option<String>,
    /// The architecture that must lead, and who says so; `None` if nobody does.
    pub required: Option<(String, DecidedBy)>,
    /// The assessment by the answers of now.
    pub report: Report,
    /// What changed since it was decided; `None` if what it rested on is not known.
    pub changes: Option<ChangesSince>,
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

/// The comparison with what a decision rested on.
#[derive(Debug, Clone)]
pub struct ChangesSince {
    /// Where it is kept: `the record` or `the baseline`.
    pub source: &'static str,
    /// The situation then against that of now, both by the rulebook of now.
    pub comparison: Comparison,
}

/// One thing that was looked at, and what was found.
#[derive(Debug, Clone)]
pub struct Check {
    /// The thing that was looked at.
    pub kind: CheckKind,
    /// The part; `None` for the whole.
    pub part: Option<String>,
    /// What was found; empty if all is well.
    pub findings: Vec<Diagnostic>,
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
    /// Whether the facts of a repository fit the answers.
    Observed,
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

impl CheckReport {
    /// Reports what is wrong with the rulebook or the baseline: nothing could be checked. Each of the files
    /// in which something is wrong is broken.
    pub fn broken(errors: Diagnostics, fail_on: Severity) -> Self {
        let mut files: Vec<(String, Vec<Diagnostic>)> = Vec::new();
        for error in errors {
            let name = error.file_name().unwrap_or("rulebook").to_owned();
            match files.iter_mut().find(|(known, _)| *known == name) {
                Some((_, errors)) => errors.push(error),
                None => files.push((name, vec![error])),
            }
        }
        let file = |(name, errors): (String, Vec<_>)| FileReport::broken(&name, errors.into_iter().collect());
        Self { rulebook: None, files: files.into_iter().map(file).collect(), fail_on }
    }

    /// Returns whether every file passed.
    pub fn passed(&self) -> bool {
        self.count(Outcome::Passed) == self.files.len()
    }

    /// Returns how many files came out so.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.files.iter().filter(|file| file.outcome(self.fail_on) == outcome).count()
    }

    /// Returns every finding, file by file. What has no place is about its file as a whole.
    pub fn findings(&self) -> Diagnostics {
        let of_file = |file: &FileReport| {
            file.findings().map(|finding| finding.clone().in_file(&file.name)).collect::<Vec<_>>()
        };
        self.files.iter().flat_map(of_file).collect()
    }
}

impl FileReport {
    /// Reports a file that could not be read, or whose baseline could not.
    pub fn broken(name: &str, errors: Diagnostics) -> Self {
        let check = Check { kind: CheckKind::Input, part: None, findings: errors.into_iter().collect() };
        Self {
            name: name.to_owned(),
            title: None,
            deciders: Vec::new(),
            decisions: Vec::new(),
            checks: vec![check],
        }
    }

    /// Adds what was noted while the file was read.
    pub fn with_notes(mut self, notes: Diagnostics) -> Self {
        if !notes.is_empty() {
            let findings = notes.into_iter().collect();
            self.checks.insert(0, Check { kind: CheckKind::Input, part: None, findings });
        }
        self
    }

    /// Returns what came of a part, or of the whole without the parts, if findings from `fail_on` upward fail
    /// it.
    pub fn outcome_of(&self, part: Option<&str>, fail_on: Severity) -> Outcome {
        let of_it = |check: &&Check| check.part.as_deref() == part;
        match self.checks.iter().filter(of_it).any(|check| check.fails(fail_on)) {
            true => Outcome::Failed,
            false => Outcome::Passed,
        }
    }

    /// Returns what came of the file if findings from `fail_on` upward fail it.
    pub fn outcome(&self, fail_on: Severity) -> Outcome {
        if self.decisions.is_empty() {
            Outcome::Broken
        } else if self.checks.iter().any(|check| check.fails(fail_on)) {
            Outcome::Failed
        } else {
            Outcome::Passed
        }
    }

    /// Returns the findings of all checks.
    pub fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.checks.iter().flat_map(|check| &check.findings)
    }
}

impl Check {
    /// Returns whether any finding is at least as severe as `fail_on`.
    pub fn fails(&self, fail_on: Severity) -> bool {
        self.findings.iter().any(|finding| finding.severity >= fail_on)
    }
}

impl CheckKind {
    /// Returns the name of the check, as it is serialised.
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
            Self::Observed => "observed",
        }
    }
}
