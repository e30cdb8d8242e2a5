//! The candidate that a veto keeps out though it has the most points.

use indexmap::IndexSet;
use schemars::JsonSchema;
use serde::Serialize;

use super::causes::Known;
use super::ranking::{vetoing, vetoing_clauses};
use crate::engine::{Evaluation, Problem, Verdict};
use crate::options::Truth;

/// A candidate that would lead if no veto ruled it out.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RuledOutLeaderView {
    /// Its id.
    pub architecture: String,
    /// Its name.
    pub name: String,
    /// By how much it would lead.
    pub lead: i32,
    /// The rules that rule it out.
    pub ruled_out_by: Vec<String>,
    /// The answers that make them hold, each as `question = answer`.
    pub answers: Vec<String>,
    /// The same, for each veto a clause: `each customer's data must stay in its jurisdiction`.
    pub grounds: Vec<String>,
}

impl RuledOutLeaderView {
    /// Returns why it is ruled out, to follow "because".
    pub fn because(&self) -> String {
        self.grounds.join(", and because ")
    }
}

pub(super) fn ruled_out_leader(
    problem: &Problem<'_>,
    evaluation: &Evaluation,
    verdict: &Verdict,
    known: &Known<'_>,
) -> Option<RuledOutLeaderView> {
    let out = verdict.ruled_out_leader?;
    let rulebook = problem.rulebook;
    let architecture = &rulebook.architectures[out.architecture];
    let statements = vetoing_clauses(rulebook, evaluation, out.architecture)
        .flat_map(|clause| known.cause(&rulebook.clauses[clause], Truth::Holds).statements);
    let answers: IndexSet<String> = statements.map(|text| text.replacen('=', " = ", 1)).collect();
    Some(RuledOutLeaderView {
        architecture: architecture.id.clone(),
        name: architecture.name.clone(),
        lead: out.lead,
        ruled_out_by: vetoing(rulebook, evaluation, out.architecture),
        answers: answers.into_iter().collect(),
        grounds: known.grounds_of_vetoes(evaluation, out.architecture),
    })
}
