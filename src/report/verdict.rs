//! Who wins, how sure that is, and what would change it.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;

use super::sentences::{self, Headline};
use crate::answers::{Answers, Reply};
use crate::engine::{Change, Evaluation, Problem, Refutation, Status, Verdict};
use crate::options::OptionSet;
use crate::rulebook::{ArchitectureId, ArchitectureSet, QuestionId, Rulebook, Variable};

/// Who wins, and how sure that is.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct VerdictView {
    /// The verdict in a word.
    pub status: Status,
    /// Who leads by the rules that hold now; `null` if every candidate is ruled out.
    pub architecture: Option<String>,
    /// Who comes next; `null` if nobody else is left.
    pub runner_up: Option<String>,
    /// The lead over the runner-up by the rules that hold now.
    pub margin: Option<i32>,
    /// The smallest lead over any candidate in any completion of the open answers.
    pub least_margin: Option<i32>,
    /// Whether no open answer can change the winner; `null` if not proven.
    pub settled: Option<bool>,
    /// Every architecture that wins in some completion of the open answers, as far as was found.
    pub possible: Vec<String>,
    /// How each other possible winner would come to win.
    pub refutations: Vec<FlipView>,
    /// The verdict in a line.
    #[schemars(with = "String")]
    pub headline: Headline,
    /// What the verdict rests on, a sentence each.
    pub explanation: Vec<String>,
}

/// Answers with which the verdict would name another architecture.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FlipView {
    /// Each as `--set` takes it.
    pub answers: IndexMap<String, String>,
    /// `null` if every architecture is then ruled out.
    pub architecture: Option<String>,
    /// Its lead over the best other by the rules that would then hold, negative if that one could not win any
    /// more; `null` without another.
    pub margin: Option<i32>,
}

pub(super) fn verdict(
    problem: &Problem<'_>,
    evaluation: &Evaluation,
    verdict: &Verdict,
    answers: &Answers,
) -> VerdictView {
    let rulebook = problem.rulebook;
    let id = |a: ArchitectureId| rulebook.architectures[a].id.clone();
    let refutation = |r: &Refutation| flip_view(rulebook, answers, &r.changes, r.winner, r.margin);
    VerdictView {
        status: verdict.status,
        architecture: verdict.leader.map(id),
        runner_up: verdict.runner_up.map(id),
        margin: verdict.margin,
        least_margin: verdict.least_margin,
        settled: verdict.settled,
        possible: ids(rulebook, verdict.possible),
        refutations: verdict.refutations.iter().map(refutation).collect(),
        headline: sentences::headline(problem, verdict),
        explanation: sentences::explanation(problem, evaluation, verdict),
    }
}

fn ids(rulebook: &Rulebook, architectures: ArchitectureSet) -> Vec<String> {
    architectures.iter().map(|a| rulebook.architectures[a].id.clone()).collect()
}

pub(super) fn flip_view(
    rulebook: &Rulebook,
    answers: &Answers,
    changes: &[Change],
    winner: Option<ArchitectureId>,
    margin: Option<i32>,
) -> FlipView {
    let mut by_question: IndexMap<QuestionId, Reply> = IndexMap::new();
    for change in changes {
        let Variable { question, .. } = rulebook.variables[change.variable];
        let asked = &rulebook.questions[question];
        let known = Reply { sets: answers.of(rulebook, question).to_vec(), number: None };
        let reply = by_question.entry(question).or_insert(known);
        reply.sets[usize::from(change.variable) - usize::from(asked.variables.start)] =
            OptionSet::only(change.option);
    }
    let text = |(question, reply): (QuestionId, Reply)| {
        let asked = &rulebook.questions[question];
        (asked.id.clone(), reply.text(asked))
    };
    FlipView {
        answers: by_question.into_iter().map(text).collect(),
        architecture: winner.map(|a| rulebook.architectures[a].id.clone()),
        margin,
    }
}
