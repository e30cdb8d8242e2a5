//! Puts names to the numbers of the engine.

use indexmap::IndexMap;

use super::answer_views::answer_views;
use super::axes::axes;
use super::blueprint::blueprint;
use super::breakdown::breakdown;
use super::causes::Known;
use super::changes::changes;
use super::difference::difference;
use super::guidance::guidance;
use super::outlook::{open_questions, robustness, shares};
use super::parts::part_view;
use super::ranking::{qualities, ranking};
use super::revisit::revisit;
use super::rulebook_views::{ArchitectureView, RulebookName, architecture};
use super::ruled_out_leader::RuledOutLeaderView;
use super::rules::{Rules, Warning};
use super::seams;
use super::sentences::points;
use super::verdict::{FlipView, flip_view, verdict};
use super::view::{Report, SCHEMA};
use crate::assessment::Assessment;
use crate::engine::Flip;
use crate::options::Truth;
use crate::rulebook::Architecture;

impl Assessment<'_> {
    /// Puts names and sentences to what was found. The same assessment gives the same report.
    pub fn report(&self) -> Report {
        let (problem, analysis) = (&self.problem, &self.analysis);
        let rulebook = problem.rulebook;
        let evaluation = &analysis.evaluation;
        let known = Known::of(rulebook, &self.answers);
        let mut rules = Rules::of(problem, evaluation, &known, &self.answers);
        let verdict = verdict(problem, evaluation, &analysis.verdict, &self.answers);
        rules.warnings.splice(0..0, verdict.ruled_out_leader.as_ref().and_then(is_it_required));
        let blueprint = blueprint(problem, &analysis.verdict, &self.parts);
        let seams = blueprint.as_ref().map(|blueprint| blueprint.seams.as_slice()).unwrap_or_default();
        let seam_rules = seams::rules(rulebook, seams);
        let pair = analysis.verdict.leader.zip(analysis.verdict.runner_up);
        let out = analysis.verdict.ruled_out_leader;
        let guided = |a: &Architecture| {
            architecture(rulebook, a, guidance(rulebook, &known, &problem.sets, &a.guidance))
        };
        let architectures: Vec<ArchitectureView> = rulebook.architectures.iter().map(guided).collect();
        let flip = |flip: &Flip| flip_view(rulebook, &self.answers, &flip.changes, flip.winner, flip.margin);
        let flips: Vec<FlipView> = analysis.flips.iter().map(flip).collect();
        Report {
            schema: SCHEMA,
            rulebook: RulebookName::of(rulebook),
            title: self.title.map(str::to_owned),
            verdict,
            axes: axes(problem, analysis, &rules, &self.answers),
            ranking: ranking(problem, analysis),
            qualities: qualities(problem, evaluation),
            breakdown: analysis.breakdown.as_ref().map(|found| breakdown(problem, &self.answers, found)),
            ruled_out_difference: out
                .zip(analysis.verdict.leader)
                .map(|(out, leader)| difference(problem, &rules, out.architecture, leader)),
            difference: pair.map(|(first, second)| difference(problem, &rules, first, second)),
            sources: rules.cited(rulebook, &seam_rules, &architectures),
            arguments: rules.arguments,
            vetoes: rules.vetoes,
            warnings: rules.warnings,
            answers: answer_views(self),
            revisit: revisit(problem, analysis.verdict.status, &analysis.flips, &flips),
            changes: changes(problem, analysis),
            flips,
            robustness: robustness(problem, analysis),
            shares: shares(problem, analysis),
            open_questions: open_questions(rulebook, analysis),
            parts: self.parts.iter().map(|part| part_view(part, &self.answers, &self.parts)).collect(),
            blueprint,
            seam_rules,
            what_if: None,
            architectures,
        }
    }
}

/// The lead from which on a veto is doubted: however the points are moved by one, a winner with such a lead
/// stays the winner, so that nothing but the veto keeps it out.
const DOUBTED: i32 = 10;

/// Returns a warning where a veto alone decides against what would lead clearly.
fn is_it_required(out: &RuledOutLeaderView) -> Option<Warning> {
    if out.lead < DOUBTED {
        return None;
    }
    Some(Warning {
        rule: out.ruled_out_by.first()?.clone(),
        message: format!("Is it required, or only wished, that {}?", out.grounds.join(", and that ")),
        state: Truth::Holds,
        because: format!("Nothing else keeps out {}, which would lead by {}.", out.name, points(out.lead)),
        answers: IndexMap::new(),
        why: String::new(),
        statements: Vec::new(),
        sources: Vec::new(),
    })
}
