//! One system in a survey.

use schemars::JsonSchema;
use serde::Serialize;

use crate::answers::{AnswersFile, DecisionRecord, Part};
use crate::assessment::{Assessor, Judgement, PartAssessment};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::document::Document;
use crate::engine::{self, Effort, Evaluation, OpenQuestion, Problem, Verdict};
use crate::options::Truth;
use crate::rulebook::{ArchitectureId, ArchitectureSet, Effect, QuestionId, Rulebook};

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

/// Assesses systems one by one, by one rulebook.
#[derive(Debug)]
pub struct Surveyor {
    rulebook: Rulebook,
    effort: Effort,
    next: bool,
}

impl Surveyor {
    /// By `rulebook`. With `next` each row says also which question to answer next, which takes far longer
    /// than all the rest.
    pub fn new(rulebook: Rulebook, next: bool) -> Self {
        Self { rulebook, effort: Effort::default(), next }
    }

    /// The rulebook that every row is assessed by.
    pub fn rulebook(&self) -> &Rulebook {
        &self.rulebook
    }

    /// The row of one record. What is wrong with the record is in the row.
    pub fn row(&self, document: Result<Document, Diagnostics>) -> Row {
        let document = match document {
            Ok(document) => document,
            Err(found) => return Row::of_errors(&found),
        };
        match AnswersFile::read(&document, &self.rulebook) {
            Ok((file, _)) => self.assessed(file),
            Err(found) => Row { title: title(&document), ..Row::of_errors(&found) },
        }
    }

    fn assessed(&self, file: AnswersFile) -> Row {
        let rulebook = &self.rulebook;
        let assessor = Assessor { effort: self.effort.clone(), ..Assessor::new(rulebook) };
        let Judgement { problem, evaluation, verdict } = assessor.judge(&file);
        let id = |a: ArchitectureId| rulebook.architectures[a].id.clone();
        let decided = file.parts.iter().filter_map(|part| Some((part, part.decision.as_ref()?)));
        let part_decision = |(part, decision): (&Part, &DecisionRecord)| {
            let assessed = PartAssessment::of(part, &file.answers, &problem, &self.effort);
            PartDecision::of(&assessed, decision)
        };
        let parts = decided.map(part_decision).collect();
        Row {
            title: file.title,
            status: verdict.status.into(),
            architecture: verdict.leader.map(id),
            runner_up: verdict.runner_up.map(id),
            margin: verdict.margin,
            least_margin: verdict.least_margin,
            settled: verdict.settled,
            possible: verdict.possible.iter().map(id).collect(),
            vetoes: vetoes(&problem, &evaluation, problem.among),
            deciding_vetoes: deciding_vetoes(&problem, &evaluation),
            warnings: warnings(rulebook, &evaluation),
            deciding_questions: deciding_questions(rulebook, &verdict),
            next: self.next.then(|| self.next_question(&problem, &verdict)).flatten(),
            decision: file.decision.map(|decision| Decision::of(&decision, rulebook, verdict.leader)),
            parts,
            ..Row::blank(Status::None)
        }
    }

    fn next_question(&self, problem: &Problem<'_>, verdict: &Verdict) -> Option<String> {
        if verdict.settled == Some(true) {
            return None;
        }
        let first = OpenQuestion::ranked(problem, &self.effort).into_iter().next()?;
        Some(self.rulebook.questions[first.question].id.clone())
    }
}

impl Row {
    fn blank(status: Status) -> Self {
        Self {
            file: None,
            line: None,
            title: None,
            status,
            architecture: None,
            runner_up: None,
            margin: None,
            least_margin: None,
            settled: None,
            possible: Vec::new(),
            vetoes: Vec::new(),
            deciding_vetoes: Vec::new(),
            warnings: Vec::new(),
            deciding_questions: Vec::new(),
            next: None,
            decision: None,
            parts: Vec::new(),
            errors: Vec::new(),
        }
    }

    /// The row of a record that cannot be read.
    pub fn of_errors(found: &Diagnostics) -> Self {
        let errors = found.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
        Self { errors: errors.map(RowError::of).collect(), ..Self::blank(Status::Error) }
    }

    /// The row, read from `file`.
    pub fn in_file(self, file: Option<String>) -> Self {
        Self { file, ..self }
    }

    /// The row, read from a line, from 1. Where the errors stand is then said by their columns alone.
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
            engine::Status::Open => Self::Open,
            engine::Status::None => Self::None,
        }
    }
}

impl Status {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Decided => engine::Status::Decided.word(),
            Self::Close => engine::Status::Close.word(),
            Self::Open => engine::Status::Open.word(),
            Self::None => engine::Status::None.word(),
            Self::Error => "error",
        }
    }
}

impl Decision {
    fn of(record: &DecisionRecord, rulebook: &Rulebook, leader: Option<ArchitectureId>) -> Self {
        let architecture = rulebook.architectures[record.architecture].id.clone();
        Self { architecture, holds: leader == Some(record.architecture) }
    }
}

impl PartDecision {
    fn of(assessed: &PartAssessment<'_>, decision: &DecisionRecord) -> Self {
        let id = |a: ArchitectureId| assessed.judgement.problem.rulebook.architectures[a].id.clone();
        let leader = assessed.leader();
        Self {
            part: assessed.part.id.clone(),
            architecture: id(decision.architecture),
            leads: leader.map(id),
            holds: leader == Some(decision.architecture),
        }
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

/// The title of a record that has something else wrong with it.
fn title(document: &Document) -> Option<String> {
    document.root().entry("title").and_then(|title| title.text())
}

fn holding<'r>(
    rulebook: &'r Rulebook,
    evaluation: &'r Evaluation,
) -> impl Iterator<Item = (&'r Effect, &'r str)> {
    let clauses = rulebook.clauses.iter().zip(&evaluation.truths);
    let holding = clauses.filter(|(_, truth)| **truth == Truth::Holds);
    holding.map(|(clause, _)| (&clause.effect, rulebook.rules[clause.rule].id.as_str()))
}

/// The rules that hold and rule out any of `architectures`.
fn vetoes(problem: &Problem<'_>, evaluation: &Evaluation, architectures: ArchitectureSet) -> Vec<String> {
    let vetoes = holding(problem.rulebook, evaluation)
        .filter(|(effect, _)| effect.rules_out().is_some_and(|out| out.intersects(architectures)));
    vetoes.map(|(_, rule)| rule.to_owned()).collect()
}

/// The vetoes on the architectures that would lead, were they not ruled out.
fn deciding_vetoes(problem: &Problem<'_>, evaluation: &Evaluation) -> Vec<String> {
    let rank = |a: &ArchitectureId| (std::cmp::Reverse(evaluation.scores[*a].net), *a);
    match problem.among.iter().min_by_key(rank) {
        Some(first) if evaluation.scores[first].is_out() => {
            vetoes(problem, evaluation, ArchitectureSet::only(first))
        }
        _ => Vec::new(),
    }
}

fn warnings(rulebook: &Rulebook, evaluation: &Evaluation) -> Vec<String> {
    let warnings = holding(rulebook, evaluation).filter(|(effect, _)| effect.warning().is_some());
    warnings.map(|(_, rule)| rule.to_owned()).collect()
}

/// The questions of the refutation that needs the fewest answers.
fn deciding_questions(rulebook: &Rulebook, verdict: &Verdict) -> Vec<String> {
    let shortest = verdict.refutations.iter().min_by_key(|refutation| refutation.changes.len());
    let changes = shortest.map(|refutation| refutation.changes.as_slice()).unwrap_or_default();
    let mut questions: Vec<QuestionId> =
        changes.iter().map(|change| rulebook.variables[change.variable].question).collect();
    questions.dedup();
    questions.into_iter().map(|question| rulebook.questions[question].id.clone()).collect()
}
