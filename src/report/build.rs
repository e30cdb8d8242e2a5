//! Puts names to the numbers of the engine.

use indexmap::IndexMap;
use typed_index_collections::{TiVec, ti_vec};

use super::arguments::Rules;
use super::blueprint::blueprint;
use super::difference::difference;
use super::parts::part_view;
use super::{
    AnswerOrigin, AnswerView, ArchitectureView, FlipView, Knowledge, OpenQuestionView, QualityView, Ranked,
    Report, RobustnessView, RulebookName, SCHEMA, SharesView, VerdictView, WeightView, seams, sentences,
};
use crate::answers::{Answers, Reply};
use crate::assessment::Assessment;
use crate::engine::{Analysis, Change, Evaluation, Problem, Verdict};
use crate::options::{OptionSet, Truth};
use crate::rulebook::{
    Architecture, ArchitectureId, ArchitectureSet, QualityId, QuestionId, Rulebook, Variable,
};

impl Assessment<'_> {
    /// Puts names and sentences to what was found. The same assessment gives the same report.
    pub fn report(&self) -> Report {
        let (problem, analysis) = (&self.problem, &self.analysis);
        let rulebook = problem.rulebook;
        let evaluation = &analysis.evaluation;
        let rules = Rules::of(problem, evaluation, &self.answers);
        let blueprint = blueprint(problem, &analysis.verdict, &self.parts);
        let seams = blueprint.as_ref().map(|blueprint| blueprint.seams.as_slice()).unwrap_or_default();
        let seam_rules = seams::rules(rulebook, seams);
        let pair = analysis.verdict.leader.zip(analysis.verdict.runner_up);
        Report {
            schema: SCHEMA,
            rulebook: RulebookName::of(rulebook),
            title: self.title.map(str::to_owned),
            verdict: verdict(problem, evaluation, &analysis.verdict, &self.answers),
            ranking: ranking(problem, analysis),
            qualities: qualities(problem, evaluation),
            difference: pair.map(|(first, second)| difference(problem, &rules, first, second)),
            sources: rules.cited(rulebook, &seam_rules),
            arguments: rules.arguments,
            vetoes: rules.vetoes,
            warnings: rules.warnings,
            answers: answer_views(self),
            flips: analysis
                .flips
                .iter()
                .map(|flip| flip_view(rulebook, &self.answers, &flip.changes, flip.winner, flip.margin))
                .collect(),
            robustness: robustness(problem, analysis),
            shares: shares(problem, analysis),
            open_questions: open_questions(rulebook, analysis),
            parts: self.parts.iter().map(|part| part_view(part, &self.parts)).collect(),
            blueprint,
            seam_rules,
            what_if: None,
            architectures: rulebook.architectures.iter().map(|a| architecture(rulebook, a)).collect(),
        }
    }
}

fn ids(rulebook: &Rulebook, architectures: ArchitectureSet) -> Vec<String> {
    architectures.iter().map(|a| rulebook.architectures[a].id.clone()).collect()
}

pub(super) fn verdict(
    problem: &Problem<'_>,
    evaluation: &Evaluation,
    verdict: &Verdict,
    answers: &Answers,
) -> VerdictView {
    let rulebook = problem.rulebook;
    let id = |a: ArchitectureId| rulebook.architectures[a].id.clone();
    let refutation =
        |r: &crate::engine::Refutation| flip_view(rulebook, answers, &r.changes, r.winner, r.margin);
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

pub(super) fn ranking(problem: &Problem<'_>, analysis: &Analysis) -> Vec<Ranked> {
    let evaluation = &analysis.evaluation;
    let ranked = |(index, &a): (usize, &ArchitectureId)| {
        let (score, range) = (&evaluation.scores[a], &analysis.ranges[a]);
        Ranked {
            architecture: problem.rulebook.architectures[a].id.clone(),
            rank: index + 1,
            net: score.net,
            in_favour: score.in_favour,
            against: score.against,
            range: *range,
            ruled_out_by: vetoing(problem.rulebook, evaluation, a),
        }
    };
    evaluation.ranking.iter().enumerate().map(ranked).collect()
}

/// The rules that rule an architecture out.
fn vetoing(rulebook: &Rulebook, evaluation: &Evaluation, architecture: ArchitectureId) -> Vec<String> {
    let holding =
        rulebook.clauses.iter().zip(&evaluation.truths).filter(|(_, truth)| **truth == Truth::Holds);
    let vetoes =
        holding.filter(|(clause, _)| clause.effect.rules_out().is_some_and(|out| out.contains(architecture)));
    vetoes.map(|(clause, _)| rulebook.rules[clause.rule].id.clone()).collect()
}

fn qualities(problem: &Problem<'_>, evaluation: &Evaluation) -> Vec<QualityView> {
    let rulebook = problem.rulebook;
    let mut nets = ti_vec![ti_vec![0; rulebook.architectures.len()]; rulebook.qualities.len()];
    for (clause, truth) in rulebook.clauses.iter().zip(&evaluation.truths) {
        if let (Some((quality, points)), Truth::Holds) = (clause.effect.points(), truth) {
            let nets = nets[quality].iter_mut().zip(points);
            nets.for_each(|(net, points)| *net += problem.weigh(quality, *points));
        }
    }
    let view = |(index, net): (QualityId, TiVec<ArchitectureId, i32>)| QualityView {
        quality: rulebook.qualities[index].id.clone(),
        name: rulebook.qualities[index].name.clone(),
        weight: problem.weights[index],
        net: problem.among.iter().map(|a| (rulebook.architectures[a].id.clone(), net[a])).collect(),
    };
    nets.into_iter_enumerated().map(view).collect()
}

fn answer_views(assessment: &Assessment<'_>) -> Vec<AnswerView> {
    let (rulebook, answers) = (assessment.problem.rulebook, &assessment.answers);
    let view = |index: QuestionId| {
        let question = &rulebook.questions[index];
        let not_asked = answers.asked(rulebook, index) == Truth::Fails;
        let options = if not_asked { Vec::new() } else { answers.option_ids(rulebook, index) };
        AnswerView {
            question: question.id.clone(),
            ask: question.ask.clone(),
            kind: question.kind,
            options: options.into_iter().map(str::to_owned).collect(),
            text: answers.shown(rulebook, index),
            value: answers.text(rulebook, index),
            origin: match answers.given(index) {
                _ if not_asked => AnswerOrigin::NotAsked,
                Some(given) => AnswerOrigin::from(&given.origin),
                None => AnswerOrigin::Unanswered,
            },
            knowledge: knowledge(rulebook, answers, index),
            note: assessment.notes.get(&index).cloned(),
        }
    };
    rulebook.questions.keys().map(view).collect()
}

fn knowledge(rulebook: &Rulebook, answers: &Answers, question: QuestionId) -> Knowledge {
    if answers.is_complete(rulebook, question) {
        Knowledge::Known
    } else if answers.of(rulebook, question) == Reply::unknown(&rulebook.questions[question]).sets {
        Knowledge::Unknown
    } else {
        Knowledge::Partly
    }
}

fn flip_view(
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

fn robustness(problem: &Problem<'_>, analysis: &Analysis) -> RobustnessView {
    let rulebook = problem.rulebook;
    let found = &analysis.robustness;
    let id = |a: ArchitectureId| rulebook.architectures[a].id.clone();
    let weight = |(quality, stable): (QualityId, &crate::engine::Stable)| WeightView {
        quality: rulebook.qualities[quality].id.clone(),
        weight: problem.weights[quality],
        stable: *stable,
    };
    RobustnessView {
        samples: found.samples,
        seed: found.seed,
        first: problem
            .among
            .iter()
            .map(|a| (id(a), found.ranks[a].first().copied().unwrap_or(0.0)))
            .collect(),
        ranks: problem.among.iter().map(|a| (id(a), found.ranks[a].clone())).collect(),
        weights: found.stable.iter_enumerated().map(weight).collect(),
    }
}

fn shares(problem: &Problem<'_>, analysis: &Analysis) -> SharesView {
    let found = &analysis.shares;
    let share = |a: ArchitectureId| (problem.rulebook.architectures[a].id.clone(), found.first[a]);
    SharesView {
        first: problem.among.iter().map(share).collect(),
        nobody: found.nobody,
        exact: found.exact,
        completions: found.completions,
        standard_error: found.standard_error,
    }
}

fn open_questions(rulebook: &Rulebook, analysis: &Analysis) -> Vec<OpenQuestionView> {
    let view = |open: &crate::engine::OpenQuestion| OpenQuestionView {
        question: rulebook.questions[open.question].id.clone(),
        ask: rulebook.questions[open.question].ask.clone(),
        can_change: open.can_change,
        matters: open.matters,
    };
    analysis.open_questions.iter().map(view).collect()
}

fn architecture(rulebook: &Rulebook, architecture: &Architecture) -> ArchitectureView {
    let id = |a: &ArchitectureId| rulebook.architectures[*a].id.clone();
    ArchitectureView {
        id: architecture.id.clone(),
        name: architecture.name.clone(),
        summary: architecture.summary.clone(),
        consists_of: architecture.consists_of.clone(),
        prerequisites: architecture.prerequisites.clone(),
        baseline: architecture.baseline,
        combines: architecture.combines.iter().map(id).collect(),
        backbone: architecture.backbone.as_ref().map(id),
        parts_stand: architecture.parts_stand.clone(),
        topology: architecture.topology.clone(),
    }
}
