//! The candidate that a veto keeps out though it has the most points.

use schemars::JsonSchema;
use serde::Serialize;

use super::causes::Known;
use super::ranking::{vetoing, vetoing_clauses};
use crate::answers::Answers;
use crate::engine::{Evaluation, Problem, Verdict};
use crate::options::Truth;
use crate::rulebook::or_list;

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
}

pub(super) fn ruled_out_leader(
    problem: &Problem<'_>,
    evaluation: &Evaluation,
    verdict: &Verdict,
    answers: &Answers,
) -> Option<RuledOutLeaderView> {
    let out = verdict.ruled_out_leader?;
    let rulebook = problem.rulebook;
    let architecture = &rulebook.architectures[out.architecture];
    let known = Known::of(rulebook, answers);
    let mut said: Vec<String> = Vec::new();
    for clause in vetoing_clauses(rulebook, evaluation, out.architecture) {
        let cause = known.cause(&rulebook.clauses[clause], Truth::Holds);
        for (question, options) in cause.answers {
            let answer = format!("{question} = {}", or_list(&options));
            if !said.contains(&answer) {
                said.push(answer);
            }
        }
    }
    Some(RuledOutLeaderView {
        architecture: architecture.id.clone(),
        name: architecture.name.clone(),
        lead: out.lead,
        ruled_out_by: vetoing(rulebook, evaluation, out.architecture),
        answers: said,
    })
}
