//! Puts names to the numbers of the engine.

use super::answer_views::answer_views;
use super::blueprint::blueprint;
use super::difference::difference;
use super::outlook::{open_questions, robustness, shares};
use super::parts::part_view;
use super::ranking::{qualities, ranking};
use super::rulebook_views::{RulebookName, architecture};
use super::rules::Rules;
use super::seams;
use super::verdict::{flip_view, verdict};
use super::view::{Report, SCHEMA};
use crate::assessment::Assessment;

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
