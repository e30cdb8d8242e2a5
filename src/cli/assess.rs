//! From a situation to a report: the engine run with what the flags ask for.

use super::args::SamplingArgs;
use super::input::Situation;
use crate::answers::Answers;
use crate::engine::{Analysis, Effort, Evaluation, Problem, Verdict};
use crate::report::{self, Comparison, PartInput, QuestionAlternatives, Report, Side};
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
            sets: self.answers.sets().to_vec(),
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
        let parts: Vec<PartInput<'_>> = parts.iter().map(PartAssessment::input).collect();
        let what_if = changed.map(|changed| {
            let before = Side { title: None, problem: &problem, answers: &self.answers, analysis: &analysis };
            what_if(before, changed, effort)
        });
        report::build(&report::Input {
            problem: &problem,
            answers: &self.answers,
            analysis: &analysis,
            title: title.or(self.file.title.as_deref()),
            notes: &self.file.notes,
            parts: &parts,
            what_if,
        })
    }

    /// What each other answer to each question makes of the verdict.
    pub(super) fn alternatives(&self, rulebook: &Rulebook, effort: &Effort) -> Vec<QuestionAlternatives> {
        report::alternatives(&self.problem(rulebook), &self.answers, effort)
    }

    fn parts(&self, problem: &Problem<'_>, effort: &Effort) -> Vec<PartAssessment<'_>> {
        let rulebook = problem.rulebook;
        let assess = |part: &'_ crate::answers::Part| {
            let mut answers = self.answers.clone();
            for statement in &part.statements {
                answers.set(rulebook, statement.question, &statement.reply, statement.origin.clone());
            }
            let problem = problem.with_sets(answers.sets().to_vec());
            let evaluation = Evaluation::of(&problem);
            let verdict = Verdict::of(&problem, &evaluation, effort);
            (answers, evaluation, verdict)
        };
        let parts = self.file.parts.iter();
        parts
            .map(|part| {
                let (answers, evaluation, verdict) = assess(part);
                let differs = part.statements.iter().map(|statement| statement.question).collect();
                PartAssessment {
                    id: &part.id,
                    title: part.title.as_deref(),
                    answers,
                    evaluation,
                    verdict,
                    differs,
                }
            })
            .collect()
    }
}

fn what_if(before: Side<'_>, changed: &Answers, effort: &Effort) -> Comparison {
    let problem = before.problem.with_sets(changed.sets().to_vec());
    let analysis = Analysis::of(&problem, effort);
    let after = Side { title: None, problem: &problem, answers: changed, analysis: &analysis };
    report::compare(before, after)
}

struct PartAssessment<'a> {
    id: &'a str,
    title: Option<&'a str>,
    answers: Answers,
    evaluation: Evaluation,
    verdict: Verdict,
    differs: Vec<usize>,
}

impl PartAssessment<'_> {
    fn input(&self) -> PartInput<'_> {
        PartInput {
            id: self.id,
            title: self.title,
            answers: &self.answers,
            evaluation: &self.evaluation,
            verdict: &self.verdict,
            differs: self.differs.clone(),
        }
    }
}
