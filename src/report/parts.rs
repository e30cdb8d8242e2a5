//! The parts of a system: what the report says of each, and how it stands on its architecture.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;

use super::verdict::{VerdictView, verdict};
use crate::answers::{Answers, Statement};
use crate::assessment::{Judgement, PartAssessment};
use crate::options::Truth;
use crate::rulebook::{ArchitectureId, Stand, VariableId};

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
    /// The same, each as a clause: `a change must be seen at once by everybody`.
    pub differs: Vec<String>,
    /// The parts with which it exchanges data, whichever of the two says so.
    pub with: Vec<String>,
    /// What says most for the architecture of the part.
    pub because: Vec<String>,
}

impl PartView {
    /// Returns what the part is called: its title, else its key.
    pub fn name(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.part)
    }
}

pub(super) fn part_view(
    assessed: &PartAssessment<'_>,
    whole: &Answers,
    all: &[PartAssessment<'_>],
) -> PartView {
    let PartAssessment { part, answers, judgement } = assessed;
    let Judgement { problem, evaluation, verdict: found } = judgement;
    let rulebook = problem.rulebook;
    let answer = |statement: &Statement| {
        let question = statement.question;
        (rulebook.questions[question].id.clone(), answers.text(rulebook, question))
    };
    let others = all.iter().filter(|other| part.exchanges_with(other.part));
    PartView {
        part: part.id.clone(),
        title: part.title.clone(),
        verdict: verdict(problem, evaluation, found, answers),
        answers: part.statements.iter().map(answer).collect(),
        differs: part.statements.iter().flat_map(|statement| said(assessed, whole, statement)).collect(),
        with: others.map(|other| other.part.id.clone()).collect(),
        because: found.leader.map(|leader| strongest(assessed, leader)).unwrap_or_default(),
    }
}

/// Says how a part answers a question otherwise than the whole does, a clause for each variable that differs.
fn said(assessed: &PartAssessment<'_>, whole: &Answers, statement: &Statement) -> Vec<String> {
    let (rulebook, answers) = (assessed.judgement.problem.rulebook, &assessed.answers);
    let question = statement.question;
    if answers.asked(rulebook, question) == Truth::Fails {
        return Vec::new();
    }
    let number = |answers: &Answers| answers.given(question).and_then(|given| given.number);
    if let Some(number) = number(answers).filter(|own| number(whole) != Some(*own)) {
        return vec![rulebook.number_clause(question, number)];
    }
    let asked = &rulebook.questions[question];
    let variables = usize::from(asked.variables.start)..usize::from(asked.variables.end);
    let sets = variables.map(VariableId::from).map(|variable| (variable, answers.sets()[variable]));
    let differing = sets.filter(|(variable, set)| whole.sets()[*variable] != *set);
    differing
        .map(|(variable, set)| match set.len() < rulebook.size(variable) {
            true => rulebook.clause(variable, set),
            false => format!("it is open {}", rulebook.open_clause(variable)),
        })
        .collect()
}

/// How many reasons are given.
const REASONS: usize = 2;

/// Returns the reasons that say most for the architecture of a part.
fn strongest(part: &PartAssessment<'_>, leader: ArchitectureId) -> Vec<String> {
    let problem = &part.judgement.problem;
    let holding = problem.rulebook.clauses.iter().zip(&part.judgement.evaluation.truths);
    let holding = holding.filter(|(_, truth)| **truth == Truth::Holds);
    let mut reasons: Vec<(i32, &str)> = holding
        .map(|(clause, _)| (problem.weighted(clause, leader), clause.because.as_str()))
        .filter(|(points, _)| *points > 0)
        .collect();
    reasons.sort_by_key(|(points, _)| -points);
    reasons.iter().take(REASONS).map(|(_, because)| (*because).to_owned()).collect()
}

/// A part on the architecture that leads for it.
#[derive(Clone, Copy)]
pub(super) struct Placed<'a, 'p> {
    pub part: &'p PartAssessment<'a>,
    pub architecture: ArchitectureId,
}

impl Placed<'_, '_> {
    pub(super) fn name(&self) -> String {
        self.part.part.name().to_owned()
    }
}

/// Returns how so many parts stand on an architecture, to follow their names: `as a service`.
pub(super) fn standing(stand: Option<&Stand>, architecture: &str, parts: usize) -> String {
    match stand {
        Some(stand) if parts == 1 => stand.one.clone(),
        Some(stand) => stand.several.clone(),
        None => format!("on {architecture}"),
    }
}
