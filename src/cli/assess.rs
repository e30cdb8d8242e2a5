//! From a situation to a report: the engine run with what the flags ask for.

use super::args::SamplingArgs;
use super::input::Situation;
use crate::answers::{Answers, Part};
use crate::engine::{Analysis, Effort, Evaluation, Problem, Verdict};
use crate::report::{self, PartInput, QuestionAlternatives, Report, Side};
use crate::rulebook::Rulebook;

/// How hard the engine tries, as the flags say.
pub(super) fn effort(sampling: &SamplingArgs, fixed: Vec<usize>) -> Effort {
    Effort { samples: sampling.samples, seed: sampling.seed, fixed, ..Effort::default() }
}

impl Situation {
    /// What the engine is asked.
    pub(super) fn problem<'r>(&self, rulebook: &'r Rulebook) -> Problem<'r> {
        Problem {
            rulebook,
            sets: self.file.answers.sets().to_vec(),
            weights: self.weights.clone(),
            among: self.among,
        }
    }

    /// The whole report; `changed` are the answers of a what-if.
    pub(super) fn report(
        &self,
        rulebook: &Rulebook,
        effort: &Effort,
        title: Option<&str>,
        changed: Option<&Answers>,
    ) -> Report {
        let problem = self.problem(rulebook);
        let analysis = Analysis::of(&problem, effort);
        let parts = self.parts(&problem, effort);
        let parts = inputs(&parts);
        let what_if = changed.map(|changed| {
            let problem = problem.with_sets(changed.sets().to_vec());
            let after = Analysis::of(&problem, effort);
            let moved = self.parts_over(changed, &problem, effort);
            report::compare(
                self.side(None, &self.problem(rulebook), &analysis, &parts),
                Side {
                    title: None,
                    problem: &problem,
                    answers: changed,
                    analysis: &after,
                    parts: &inputs(&moved),
                },
            )
        });
        report::build(&report::Input {
            problem: &problem,
            answers: &self.file.answers,
            analysis: &analysis,
            title: title.or(self.file.title.as_deref()),
            notes: &self.file.notes,
            parts: &parts,
            what_if,
        })
    }

    /// The situation as one side of a comparison.
    pub(super) fn side<'a>(
        &'a self,
        title: Option<&'a str>,
        problem: &'a Problem<'a>,
        analysis: &'a Analysis,
        parts: &'a [PartInput<'a>],
    ) -> Side<'a> {
        Side { title, problem, answers: &self.file.answers, analysis, parts }
    }

    /// What each other answer to each question makes of the verdict.
    pub(super) fn alternatives(&self, rulebook: &Rulebook, effort: &Effort) -> Vec<QuestionAlternatives> {
        report::alternatives(&self.problem(rulebook), &self.file.answers, effort)
    }

    /// The assessment of each part.
    pub(super) fn parts(&self, problem: &Problem<'_>, effort: &Effort) -> Vec<PartAssessment<'_>> {
        self.parts_over(&self.file.answers, problem, effort)
    }

    /// The same with other answers of the whole.
    fn parts_over(&self, whole: &Answers, problem: &Problem<'_>, effort: &Effort) -> Vec<PartAssessment<'_>> {
        let assess = |part: &'_ Part| {
            let answers = part.over(problem.rulebook, whole);
            let problem = problem.with_sets(answers.sets().to_vec());
            let evaluation = Evaluation::of(&problem);
            let verdict = Verdict::of(&problem, &evaluation, effort);
            (answers, evaluation, verdict)
        };
        let assessment = |part| {
            let (answers, evaluation, verdict) = assess(part);
            PartAssessment { part, answers, evaluation, verdict }
        };
        self.file.parts.iter().map(assessment).collect()
    }
}

/// A part, assessed.
pub(super) struct PartAssessment<'a> {
    part: &'a Part,
    answers: Answers,
    evaluation: Evaluation,
    verdict: Verdict,
}

/// The assessments as a report takes them.
pub(super) fn inputs<'a>(parts: &'a [PartAssessment<'a>]) -> Vec<PartInput<'a>> {
    let input = |assessed: &'a PartAssessment<'a>| PartInput {
        id: &assessed.part.id,
        title: assessed.part.title.as_deref(),
        answers: &assessed.answers,
        evaluation: &assessed.evaluation,
        verdict: &assessed.verdict,
        differs: assessed.part.statements.iter().map(|statement| statement.question).collect(),
        with: &assessed.part.with,
    };
    parts.iter().map(input).collect()
}
