//! Fills the rows of a survey: assesses one system after the other.

use indexmap::IndexMap;

use super::row::{Decision, PartDecision, Row, RowAxis, RowDrift, Status};
use crate::answers::{AnswersFile, DecisionRecord, Part};
use crate::assessment::{Assessor, Judgement, PartAssessment};
use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::engine::{AxisVerdict, Effort, Evaluation, Inquiry, Problem, Verdict};
use crate::observe::{Drift, Facts, drift};
use crate::options::Truth;
use crate::rulebook::{ArchitectureId, ArchitectureSet, Axis, Effect, QuestionId, Rulebook};

/// Assesses systems one by one, by one rulebook.
#[derive(Debug)]
pub struct Surveyor {
    rulebook: Rulebook,
    effort: Effort,
    next: bool,
}

impl Surveyor {
    /// Assesses by `rulebook`. With `next` each row says also which question to answer next, which takes far
    /// longer than all the rest.
    pub fn new(rulebook: Rulebook, next: bool) -> Self {
        Self { rulebook, effort: Effort::default(), next }
    }

    /// Returns the rulebook by which every row is assessed.
    pub fn rulebook(&self) -> &Rulebook {
        &self.rulebook
    }

    /// Returns the row of one record. What is wrong with the record is in the row.
    pub fn row(&self, document: Result<Document, Diagnostics>) -> Row {
        self.read(document).map_or_else(|row| *row, |file| self.assessed(&file))
    }

    /// Reads a record.
    ///
    /// # Errors
    /// The row that says why it cannot be read.
    pub fn read(&self, document: Result<Document, Diagnostics>) -> Result<AnswersFile, Box<Row>> {
        let document = document.map_err(|found| Box::new(Row::of_errors(&found)))?;
        match AnswersFile::read(&document, &self.rulebook) {
            Ok((file, _)) => Ok(file),
            Err(found) => Err(Box::new(Row { title: title(&document), ..Row::of_errors(&found) })),
        }
    }

    /// Returns what assesses every system.
    pub fn assessor(&self) -> Assessor<'_> {
        Assessor { effort: self.effort.clone(), ..Assessor::new(&self.rulebook) }
    }

    /// Returns the row of a record that was read.
    pub fn assessed(&self, file: &AnswersFile) -> Row {
        let rulebook = &self.rulebook;
        let Judgement { problem, evaluation, verdict } = self.assessor().judge(file);
        let id = |a: ArchitectureId| rulebook.architectures[a].id.clone();
        let question = |q: QuestionId| rulebook.questions[q].id.clone();
        let decided = file.parts.iter().filter_map(|part| Some((part, part.decision.as_ref()?)));
        let part_decision = |(part, decision): (&Part, &DecisionRecord)| {
            let assessed = PartAssessment::of(part, &file.answers, &problem, &self.effort);
            PartDecision::of(&assessed, decision)
        };
        let parts = decided.map(part_decision).collect();
        Row {
            title: file.title.clone(),
            status: verdict.status.into(),
            architecture: verdict.leader.map(id),
            runner_up: verdict.runner_up.map(id),
            margin: verdict.margin,
            least_margin: verdict.least_margin,
            settled: verdict.settled,
            axes: axes(rulebook, &verdict),
            possible: verdict.possible.iter().map(id).collect(),
            vetoes: vetoes(&problem, &evaluation, problem.among),
            deciding_vetoes: deciding_vetoes(&problem, &evaluation),
            warnings: warnings(rulebook, &evaluation),
            deciding_questions: deciding_questions(rulebook, &verdict),
            next: self.next.then(|| self.next_question(&problem, &verdict)).flatten(),
            decision: file.decision.as_ref().map(|decision| Decision::of(decision, rulebook, verdict.leader)),
            parts,
            assumed: file.standing_assumptions(rulebook).map(|one| question(one.question)).collect(),
            ..Row::blank(Status::None)
        }
    }

    /// Returns where the answers of a record and the facts of its repository part.
    pub fn drift(&self, file: &AnswersFile, facts: &Facts) -> Vec<RowDrift> {
        let found = drift(facts, &file.answers, file.observed.as_ref(), &self.rulebook);
        let row = |drift: Drift| RowDrift {
            code: drift.code.id(),
            severity: drift.severity,
            question: drift.question.map(|question| self.rulebook.questions[question].id.clone()),
            message: drift.message,
            evidence: drift.evidence,
        };
        found.into_iter().map(row).collect()
    }

    fn next_question(&self, problem: &Problem<'_>, verdict: &Verdict) -> Option<String> {
        if verdict.settled == Some(true) {
            return None;
        }
        let first = Inquiry::of(problem, &self.effort).open_questions.into_iter().next()?;
        Some(self.rulebook.questions[first.question].id.clone())
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

/// Returns what each axis comes to.
fn axes(rulebook: &Rulebook, verdict: &Verdict) -> IndexMap<String, RowAxis> {
    let axis = |(axis, found): (&Axis, &AxisVerdict)| {
        let AxisVerdict { status, side, margin, .. } = *found;
        (axis.id.clone(), RowAxis { status, side, margin })
    };
    rulebook.axes.iter().zip(&verdict.axes).map(axis).collect()
}

/// Returns the title of a record of which something else is wrong.
fn title(document: &Document) -> Option<String> {
    document.root().entry("title").and_then(|title| title.written())
}

/// Returns the effects that hold, each with the id of its rule.
fn holding<'r>(
    rulebook: &'r Rulebook,
    evaluation: &'r Evaluation,
) -> impl Iterator<Item = (&'r Effect, &'r str)> {
    let clauses = rulebook.clauses.iter().zip(&evaluation.truths);
    let holding = clauses.filter(|(_, truth)| **truth == Truth::Holds);
    holding.map(|(clause, _)| (&clause.effect, rulebook.rules[clause.rule].id.as_str()))
}

/// Returns the rules that hold and rule out any of `architectures`.
fn vetoes(problem: &Problem<'_>, evaluation: &Evaluation, architectures: ArchitectureSet) -> Vec<String> {
    let vetoes = holding(problem.rulebook, evaluation)
        .filter(|(effect, _)| effect.rules_out().is_some_and(|out| out.intersects(architectures)));
    vetoes.map(|(_, rule)| rule.to_owned()).collect()
}

/// Returns the vetoes on the architecture that would lead, were it not ruled out; none if another leads.
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

/// Returns the questions of the refutation that needs the fewest answers.
fn deciding_questions(rulebook: &Rulebook, verdict: &Verdict) -> Vec<String> {
    let shortest = verdict.refutations.iter().min_by_key(|refutation| refutation.changes.len());
    let changes = shortest.map(|refutation| refutation.changes.as_slice()).unwrap_or_default();
    let mut questions: Vec<QuestionId> =
        changes.iter().map(|change| rulebook.variables[change.variable].question).collect();
    questions.dedup();
    questions.into_iter().map(|question| rulebook.questions[question].id.clone()).collect()
}
