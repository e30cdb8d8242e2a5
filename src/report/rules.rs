//! Rules with their names: arguments, vetoes and warnings.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;
use typed_index_collections::TiSlice;

use super::causes::{self, Cause, Known};
use super::rulebook_views::ArchitectureView;
use super::seams::SeamRule;
use super::sources::{SourceView, source_ids};
use crate::answers::Answers;
use crate::engine::{Evaluation, Problem};
use crate::options::Truth;
use crate::rulebook::{ArchitectureId, Clause, ClauseId, Effect, Evidence, QualityId, Rulebook};

/// A rule that gives points, or a branch of one.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Argument {
    /// The rule.
    pub rule: String,
    /// The position in `first_of`, from 0, where the rule has branches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub branch: Option<usize>,
    /// The quality under which it gives them.
    pub quality: String,
    /// Whether it holds.
    pub state: Truth,
    /// Before weighting.
    pub points: IndexMap<String, i8>,
    /// Its reason.
    pub because: String,
    /// The answers that make the rule hold, fail or stay open.
    pub answers: IndexMap<String, Vec<String>>,
    /// The same as a clause: `since the budget is tight`, `depends on “How many teams …?”`.
    pub why: String,
    /// The same answers, each as `--set` takes it.
    pub statements: Vec<String>,
    /// What it cites.
    pub sources: Vec<String>,
    /// What kind of evidence these are.
    pub evidence: Option<Evidence>,
}

/// A rule that rules architectures out.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Veto {
    /// The rule.
    pub rule: String,
    /// Whether it holds.
    pub state: Truth,
    /// Which it rules out.
    pub architectures: Vec<String>,
    /// Its reason.
    pub because: String,
    /// The answers that make it hold, fail or stay open.
    pub answers: IndexMap<String, Vec<String>>,
    /// The same as a clause.
    pub why: String,
    /// The same answers, each as `--set` takes it.
    pub statements: Vec<String>,
    /// The condition in words.
    pub when: String,
    /// Single answers that would each lift it, where it holds.
    pub lifted_by: IndexMap<String, Vec<String>>,
    /// What would lift it, in a sentence; `null` unless it holds.
    pub lift: Option<String>,
    /// What it cites.
    pub sources: Vec<String>,
}

/// A risk, a missing prerequisite or a contradiction between answers. It never scores.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Warning {
    /// The rule.
    pub rule: String,
    /// What to look out for.
    pub message: String,
    /// Whether it holds; one that is open may come to hold.
    pub state: Truth,
    /// Its reason.
    pub because: String,
    /// The answers that make it hold or stay open.
    pub answers: IndexMap<String, Vec<String>>,
    /// The same as a clause.
    pub why: String,
    /// The same answers, each as `--set` takes it.
    pub statements: Vec<String>,
    /// What it cites.
    pub sources: Vec<String>,
}

/// The rules of a report, by what they do.
#[derive(Default)]
pub(super) struct Rules {
    pub arguments: Vec<Argument>,
    /// For each argument the clause it came from.
    pub clauses: Vec<ClauseId>,
    pub vetoes: Vec<Veto>,
    pub warnings: Vec<Warning>,
}

impl Rules {
    pub(super) fn of(
        problem: &Problem<'_>,
        evaluation: &Evaluation,
        known: &Known<'_>,
        answers: &Answers,
    ) -> Self {
        let rulebook = problem.rulebook;
        let mut rules = Self::default();
        for ((index, clause), truth) in rulebook.clauses.iter_enumerated().zip(&evaluation.truths) {
            if clause.effect.warning().is_some() && *truth == Truth::Fails {
                continue;
            }
            let cause = known.cause(clause, *truth);
            match &clause.effect {
                Effect::Points { quality, points } => {
                    rules.clauses.push(index);
                    rules.arguments.push(argument(rulebook, clause, *truth, cause, *quality, points));
                }
                Effect::RulesOut(architectures) => {
                    let lifting = causes::lifted_by(rulebook, clause, *truth, answers);
                    rules.vetoes.push(Veto {
                        lift: (*truth == Truth::Holds).then(|| causes::lift(rulebook, clause, &lifting)),
                        rule: rulebook.rules[clause.rule].id.clone(),
                        state: *truth,
                        architectures: architectures
                            .iter()
                            .map(|a| rulebook.architectures[a].id.clone())
                            .collect(),
                        because: clause.because.clone(),
                        answers: cause.answers,
                        why: cause.why,
                        statements: cause.statements,
                        when: rulebook.condition_text(&clause.when),
                        lifted_by: causes::lifting_answers(rulebook, &lifting),
                        sources: source_ids(rulebook, &rulebook.rules[clause.rule].sources),
                    });
                }
                Effect::Warn(message) => rules.warnings.push(Warning {
                    rule: rulebook.rules[clause.rule].id.clone(),
                    message: message.clone(),
                    state: *truth,
                    because: clause.because.clone(),
                    answers: cause.answers,
                    why: cause.why,
                    statements: cause.statements,
                    sources: source_ids(rulebook, &rulebook.rules[clause.rule].sources),
                }),
            }
        }
        rules
    }

    /// Returns the sources that are cited by the rules and in the advice, in the order of the rulebook.
    pub(super) fn cited(
        &self,
        rulebook: &Rulebook,
        seams: &[SeamRule],
        architectures: &[ArchitectureView],
    ) -> Vec<SourceView> {
        let arguments = self.arguments.iter().flat_map(|argument| &argument.sources);
        let vetoes = self.vetoes.iter().flat_map(|veto| &veto.sources);
        let warnings = self.warnings.iter().flat_map(|warning| &warning.sources);
        let seams = seams.iter().flat_map(|rule| &rule.sources);
        let advice = architectures.iter().flat_map(|architecture| architecture.guidance.sources());
        let cited: BTreeSet<&String> =
            arguments.chain(vetoes).chain(warnings).chain(seams).chain(advice).collect();
        let sources = rulebook.sources.iter().filter(|source| cited.contains(&source.id));
        sources.map(SourceView::of).collect()
    }
}

fn argument(
    rulebook: &Rulebook,
    clause: &Clause,
    truth: Truth,
    cause: Cause,
    quality: QualityId,
    points: &TiSlice<ArchitectureId, i8>,
) -> Argument {
    let rule = &rulebook.rules[clause.rule];
    let named = rulebook.architectures.iter().zip(points).map(|(a, points)| (a.id.clone(), *points));
    Argument {
        rule: rule.id.clone(),
        branch: clause.branch,
        quality: rulebook.qualities[quality].id.clone(),
        state: truth,
        points: named.collect(),
        because: clause.because.clone(),
        answers: cause.answers,
        why: cause.why,
        statements: cause.statements,
        sources: source_ids(rulebook, &rule.sources),
        evidence: rule.evidence,
    }
}
