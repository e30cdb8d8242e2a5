//! The parts of a system: what each is assessed from, and what the report says of it.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;

use super::VerdictView;
use super::build::verdict;
use crate::answers::Answers;
use crate::engine::{Evaluation, Problem, Verdict};
use crate::options::Truth;

/// The assessment of one part.
#[derive(Debug)]
pub struct PartInput<'a> {
    /// Its key in the answers file.
    pub id: &'a str,
    /// What it is called, if not by its key.
    pub title: Option<&'a str>,
    /// The answers of the whole with its own in their place.
    pub answers: &'a Answers,
    /// What holds for it now.
    pub evaluation: &'a Evaluation,
    /// Who wins for it.
    pub verdict: &'a Verdict,
    /// The questions in which the part differs from the whole.
    pub differs: Vec<usize>,
    /// The ids of the parts with which it says that it exchanges data.
    pub with: &'a [String],
}

/// A part, assessed by itself.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PartView {
    /// Its key in the answers file.
    pub part: String,
    /// What it is called, if not by its key.
    pub title: Option<String>,
    /// Who wins for it, and how sure that is.
    pub verdict: VerdictView,
    /// The answers in which the part differs from the whole.
    pub answers: IndexMap<String, String>,
    /// The parts with which it exchanges data, whichever of the two says so.
    pub with: Vec<String>,
    /// What says most for the architecture of the part.
    pub because: Vec<String>,
}

impl PartView {
    /// What the part is called.
    pub fn name(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.part)
    }
}

pub(super) fn part_view(problem: &Problem<'_>, part: &PartInput<'_>, all: &[PartInput<'_>]) -> PartView {
    let rulebook = problem.rulebook;
    let part_problem = problem.with_sets(part.answers.sets().to_vec());
    let differs = part.differs.iter();
    PartView {
        part: part.id.to_owned(),
        title: part.title.map(str::to_owned),
        verdict: verdict(&part_problem, part.evaluation, part.verdict, part.answers),
        answers: differs
            .map(|&q| (rulebook.questions[q].id.clone(), part.answers.text(rulebook, q)))
            .collect(),
        with: all.iter().filter(|other| exchange(part, other)).map(|other| other.id.to_owned()).collect(),
        because: part.verdict.leader.map(|leader| strongest(problem, part, leader)).unwrap_or_default(),
    }
}

/// How many reasons are given.
const REASONS: usize = 2;

/// The rules that hold and say most for the architecture of a part.
fn strongest(problem: &Problem<'_>, part: &PartInput<'_>, leader: usize) -> Vec<String> {
    let holding = problem.rulebook.clauses.iter().zip(&part.evaluation.truths);
    let holding = holding.filter(|(_, truth)| **truth == Truth::Holds);
    let mut reasons: Vec<(i32, &str)> = holding
        .map(|(clause, _)| (problem.weighted(clause, leader), clause.because.as_str()))
        .filter(|(points, _)| *points > 0)
        .collect();
    reasons.sort_by_key(|(points, _)| -points);
    reasons.iter().take(REASONS).map(|(_, because)| (*because).to_owned()).collect()
}

/// Whether two parts exchange data; one of them says so.
pub(super) fn exchange(a: &PartInput<'_>, b: &PartInput<'_>) -> bool {
    let says = |one: &PartInput<'_>, other: &PartInput<'_>| one.with.iter().any(|id| id == other.id);
    says(a, b) || says(b, a)
}
