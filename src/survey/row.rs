//! One system in a survey, as a row that is serialised as a promise.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::engine;
use crate::rulebook::Side;

/// What a survey says of one system.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Row {
    /// The file it was read from; absent for what was piped in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The line of that input, from 1, where each line is a record. NDJSON gives it only of a record that
    /// cannot be read, so that all other rows follow from their record alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// The title that the system gives itself.
    pub title: Option<String>,
    /// The page with its report, from the place of the survey; present only where reports were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<String>,
    /// How firm the verdict is.
    pub status: Status,
    /// The architecture that leads; `null` if every one is ruled out.
    pub architecture: Option<String>,
    /// The next one after it.
    pub runner_up: Option<String>,
    /// The lead in points, by the rules that hold now.
    pub margin: Option<i32>,
    /// The smallest lead over any other in any completion of the open answers.
    pub least_margin: Option<i32>,
    /// Whether no open answer can change who leads; `null` if not proven.
    pub settled: Option<bool>,
    /// For each axis of the rulebook which side leads, and how sure that is; empty without axes, or without a
    /// verdict.
    pub axes: IndexMap<String, RowAxis>,
    /// Every architecture that can still win.
    pub possible: Vec<String>,
    /// The rules that hold and rule an architecture out.
    pub vetoes: Vec<String>,
    /// Those of them without which another architecture would lead.
    #[serde(rename = "bites")]
    pub deciding_vetoes: Vec<String>,
    /// The rules that hold and warn.
    pub warnings: Vec<String>,
    /// The questions of the shortest way to another winner: what to find out, and enough to turn the verdict.
    #[serde(rename = "turns_on")]
    pub deciding_questions: Vec<String>,
    /// The question whose answer is expected to change most. Present only where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// The decision that was recorded for the system.
    pub decision: Option<Decision>,
    /// The decisions that were recorded for its parts.
    pub parts: Vec<PartDecision>,
    /// Where the answers and the facts of the repository part. Present only where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drift: Option<Vec<RowDrift>>,
    /// The questions of which an answer is only assumed.
    pub assumed: Vec<String>,
    /// Why there is no verdict.
    pub errors: Vec<RowError>,
}

/// How firm a verdict is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// One winner whatever the open answers are, and clearly ahead.
    Decided,
    /// One winner whatever the open answers are, but not clearly ahead.
    Close,
    /// An open answer can still change the winner, but it would take an unlikely one.
    Likely,
    /// An open answer can still change the winner, or it could not be excluded.
    Open,
    /// Every architecture is ruled out.
    None,
    /// The record cannot be read.
    Error,
}

/// A recorded decision, and whether the answers still lead to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Decision {
    /// What was decided.
    pub architecture: String,
    /// Whether it is the architecture that leads now.
    pub holds: bool,
}

/// A decision that was recorded for a part, and what the answers lead to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PartDecision {
    /// The key of the part.
    pub part: String,
    /// What was decided.
    pub architecture: String,
    /// What leads now; `null` if every architecture is ruled out.
    pub leads: Option<String>,
    /// Whether it is the architecture that was decided.
    pub holds: bool,
}

/// One thing that is wrong with a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RowError {
    /// A stable diagnostic code.
    pub code: &'static str,
    /// What is wrong, in words.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Where, in lines of the file from 1; absent where a record is a line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// Where, in characters from 1.
    pub column: Option<usize>,
}

/// One fact of a repository that parts from an answer, or from what it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RowDrift {
    /// A stable diagnostic code.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The question whose answer it is about; `null` if it is about the facts that were kept.
    pub question: Option<String>,
    /// What parts from what.
    pub message: String,
    /// How it is known.
    pub evidence: String,
}

/// Which side of an axis leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RowAxis {
    /// The verdict on it in a word.
    pub status: engine::Status,
    /// The side; `null` if every candidate of both is ruled out.
    pub side: Option<Side>,
    /// The lead of its best over the best of the other side; `null` without one.
    pub margin: Option<i32>,
}

impl Row {
    /// Returns a row that says nothing but its status.
    pub(super) fn blank(status: Status) -> Self {
        Self {
            file: None,
            line: None,
            title: None,
            report: None,
            status,
            architecture: None,
            runner_up: None,
            margin: None,
            least_margin: None,
            settled: None,
            axes: IndexMap::new(),
            possible: Vec::new(),
            vetoes: Vec::new(),
            deciding_vetoes: Vec::new(),
            warnings: Vec::new(),
            deciding_questions: Vec::new(),
            next: None,
            decision: None,
            parts: Vec::new(),
            drift: None,
            assumed: Vec::new(),
            errors: Vec::new(),
        }
    }

    /// Returns the row of a record that cannot be read: its errors, without what was only noted.
    pub fn of_errors(found: &Diagnostics) -> Self {
        let errors = found.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
        Self { errors: errors.map(RowError::of).collect(), ..Self::blank(Status::Error) }
    }

    /// Returns whether every recorded decision, those on parts too, is what the answers lead to; `None` where
    /// nothing is recorded.
    pub fn holds(&self) -> Option<bool> {
        let whole = self.decision.iter().map(|decision| decision.holds);
        whole.chain(self.parts.iter().map(|part| part.holds)).reduce(|all, one| all && one)
    }

    /// Returns the row with the file from which it was read.
    pub fn in_file(self, file: Option<String>) -> Self {
        Self { file, ..self }
    }

    /// Returns the row with the line from which it was read, from 1. Its errors then say only in which column
    /// they stand.
    pub fn on_line(self, line: u64) -> Self {
        let errors = self.errors.into_iter().map(|error| RowError { line: None, ..error }).collect();
        Self { line: Some(line), errors, ..self }
    }
}

impl From<engine::Status> for Status {
    fn from(status: engine::Status) -> Self {
        match status {
            engine::Status::Decided => Self::Decided,
            engine::Status::Close => Self::Close,
            engine::Status::Likely => Self::Likely,
            engine::Status::Open => Self::Open,
            engine::Status::None => Self::None,
        }
    }
}

impl Status {
    /// Returns the status of the verdict; `None` if there is no verdict.
    pub fn of_verdict(self) -> Option<engine::Status> {
        match self {
            Self::Decided => Some(engine::Status::Decided),
            Self::Close => Some(engine::Status::Close),
            Self::Likely => Some(engine::Status::Likely),
            Self::Open => Some(engine::Status::Open),
            Self::None => Some(engine::Status::None),
            Self::Error => None,
        }
    }

    /// Returns the status as it is serialised.
    pub fn word(self) -> &'static str {
        self.of_verdict().map_or("error", engine::Status::word)
    }
}

impl RowError {
    fn of(diagnostic: &Diagnostic) -> Self {
        let place = diagnostic.place.as_ref();
        Self {
            code: diagnostic.code.id(),
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
            line: place.map(|place| place.line),
            column: place.map(|place| place.column),
        }
    }
}
