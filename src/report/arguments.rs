//! Rules with their names: arguments, vetoes and warnings.

use typed_index_collections::TiSlice;

use super::causes::{self, Cause, Known};
use super::{Argument, SeamRule, SourceView, Veto, Warning};
use crate::answers::Answers;
use crate::engine::{Evaluation, Problem};
use crate::options::Truth;
use crate::rulebook::{ArchitectureId, Clause, ClauseId, Effect, QualityId, RuleId, Rulebook};

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
    pub(super) fn of(problem: &Problem<'_>, evaluation: &Evaluation, answers: &Answers) -> Self {
        let rulebook = problem.rulebook;
        let known = Known::of(rulebook, answers);
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
                    let lifted_by = causes::lifted_by(rulebook, clause, *truth, answers);
                    rules.vetoes.push(Veto {
                        lift: (*truth == Truth::Holds).then(|| causes::lift(rulebook, clause, &lifted_by)),
                        rule: rulebook.rules[clause.rule].id.clone(),
                        state: *truth,
                        architectures: architectures
                            .iter()
                            .map(|a| rulebook.architectures[a].id.clone())
                            .collect(),
                        because: clause.because.clone(),
                        answers: cause.answers,
                        why: cause.why,
                        when: rulebook.condition_text(&clause.when),
                        lifted_by,
                        sources: source_ids(rulebook, clause.rule),
                    });
                }
                Effect::Warn(message) => rules.warnings.push(Warning {
                    rule: rulebook.rules[clause.rule].id.clone(),
                    message: message.clone(),
                    state: *truth,
                    because: clause.because.clone(),
                    answers: cause.answers,
                    why: cause.why,
                    sources: source_ids(rulebook, clause.rule),
                }),
            }
        }
        rules
    }

    /// The sources that are cited, in the order of the rulebook.
    pub(super) fn cited(&self, rulebook: &Rulebook, seams: &[SeamRule]) -> Vec<SourceView> {
        let arguments = self.arguments.iter().flat_map(|argument| &argument.sources);
        let vetoes = self.vetoes.iter().flat_map(|veto| &veto.sources);
        let warnings = self.warnings.iter().flat_map(|warning| &warning.sources);
        let seams = seams.iter().flat_map(|rule| &rule.sources);
        let cited: std::collections::BTreeSet<&String> =
            arguments.chain(vetoes).chain(warnings).chain(seams).collect();
        let sources = rulebook.sources.iter().filter(|source| cited.contains(&source.id));
        sources
            .map(|source| SourceView {
                id: source.id.clone(),
                title: source.title.clone(),
                author: source.author.clone(),
                year: source.year,
                url: source.url.clone(),
            })
            .collect()
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
        sources: source_ids(rulebook, clause.rule),
        evidence: rule.evidence,
    }
}

/// The sources that a rule cites.
pub(super) fn source_ids(rulebook: &Rulebook, rule: RuleId) -> Vec<String> {
    rulebook.rules[rule].sources.iter().map(|&source| rulebook.sources[source].id.clone()).collect()
}
