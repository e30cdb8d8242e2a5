//! The front door: a rulebook and an answers file in, everything that is known out, in one call.

mod next_question;

use std::borrow::Cow;
use std::collections::BTreeMap;

use typed_index_collections::TiVec;

use crate::answers::{Answers, AnswersFile, Part};
use crate::engine::{Analysis, Effort, Evaluation, Problem, Verdict};
use crate::rulebook::{ArchitectureId, ArchitectureSet, QualityId, QuestionId, Rulebook};

pub use next_question::{QuestionOrder, next_question, unanswered};

/// Assesses systems: by one rulebook, among some of its architectures, with one effort.
#[derive(Debug, Clone)]
pub struct Assessor<'r> {
    /// The rulebook whose questions are answered and whose rules count.
    pub rulebook: &'r Rulebook,
    /// The architectures to choose from.
    pub among: ArchitectureSet,
    /// The budgets of the searches, and the seed of what is sampled.
    pub effort: Effort,
}

/// Holds all that is known about one system.
#[derive(Debug, Clone)]
pub struct Assessment<'a> {
    /// What the system is called.
    pub title: Option<&'a str>,
    /// What is known, and where each answer came from.
    pub answers: Cow<'a, Answers>,
    /// The user's notes, by question.
    pub notes: &'a BTreeMap<QuestionId, String>,
    /// What the engine was asked.
    pub problem: Problem<'a>,
    /// What the engine found.
    pub analysis: Analysis,
    /// The parts of the system, in the order of the answers file.
    pub parts: Vec<PartAssessment<'a>>,
}

/// Holds who wins, without what would change that: enough for a part, a row of a survey or a case.
#[derive(Debug, Clone)]
pub struct Judgement<'a> {
    /// What the engine was asked.
    pub problem: Problem<'a>,
    /// Which rules hold now, and what they add up to.
    pub evaluation: Evaluation,
    /// Who wins, and how sure that is.
    pub verdict: Verdict,
}

/// Holds who wins for one part of a system, taken by itself.
#[derive(Debug, Clone)]
pub struct PartAssessment<'a> {
    /// The part, as the answers file tells of it.
    pub part: &'a Part,
    /// The answers of the whole with the part's own in their place.
    pub answers: Answers,
    /// Who wins for the part, by the weights and among the architectures of the whole.
    pub judgement: Judgement<'a>,
}

impl<'r> Assessor<'r> {
    /// Assesses among all architectures, with the default effort.
    pub fn new(rulebook: &'r Rulebook) -> Self {
        Self {
            rulebook,
            among: ArchitectureSet::full(rulebook.architectures.len()),
            effort: Effort::default(),
        }
    }

    /// Lays out for the engine what is known; `weights` are those of all qualities, 0 to 5 each.
    pub fn problem(&self, answers: &Answers, weights: TiVec<QualityId, u8>) -> Problem<'r> {
        Problem { rulebook: self.rulebook, sets: answers.sets().to_vec(), weights, among: self.among }
    }

    /// Decides who wins for the system that an answers file tells of, without its parts.
    pub fn judge(&self, file: &AnswersFile) -> Judgement<'r> {
        Judgement::of(self.problem(&file.answers, file.all_weights(self.rulebook)), &self.effort)
    }

    /// Assesses the system that an answers file tells of, its parts included.
    pub fn assess<'a>(&self, file: &'a AnswersFile) -> Assessment<'a>
    where
        'r: 'a,
    {
        self.assess_with(file, &file.answers)
    }

    /// Assesses the same system with other answers in place of those of the file.
    pub fn assess_with<'a>(&self, file: &'a AnswersFile, answers: &'a Answers) -> Assessment<'a>
    where
        'r: 'a,
    {
        let whole = self.assess_answers(Cow::Borrowed(answers), file.all_weights(self.rulebook));
        let assess = |part| PartAssessment::of(part, answers, &whole.problem, &self.effort);
        let parts = file.parts.iter().map(assess).collect();
        Assessment { title: file.title.as_deref(), notes: &file.notes, parts, ..whole }
    }

    /// Assesses answers without a title, notes or parts.
    pub fn assess_answers<'a>(
        &self,
        answers: Cow<'a, Answers>,
        weights: TiVec<QualityId, u8>,
    ) -> Assessment<'a>
    where
        'r: 'a,
    {
        static NO_NOTES: BTreeMap<QuestionId, String> = BTreeMap::new();
        let problem = self.problem(&answers, weights);
        let analysis = Analysis::of(&problem, &self.effort);
        Assessment { title: None, answers, notes: &NO_NOTES, problem, analysis, parts: Vec::new() }
    }
}

impl<'a> Judgement<'a> {
    /// Decides who wins, within the budget of `effort`.
    pub fn of(problem: Problem<'a>, effort: &Effort) -> Self {
        let evaluation = Evaluation::of(&problem);
        let verdict = Verdict::of(&problem, &evaluation, effort);
        Self { problem, evaluation, verdict }
    }
}

impl<'a> PartAssessment<'a> {
    /// Assesses a part of the system whose answers are `whole`, and whose problem gives the weights and the
    /// candidates.
    pub fn of(part: &'a Part, whole: &Answers, problem: &Problem<'a>, effort: &Effort) -> Self {
        let answers = part.over(problem.rulebook, whole);
        let judgement = Judgement::of(problem.with_sets(answers.sets().to_vec()), effort);
        Self { part, answers, judgement }
    }

    /// Returns the architecture that leads for the part; `None` if every one is ruled out.
    pub fn leader(&self) -> Option<ArchitectureId> {
        self.judgement.verdict.leader
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    const SHOP: &str = "title: Shop\nanswers: {geographic-spread: global, teams: 24}\nweights: {cost: 5}\n\
        parts: {billing: {answers: {geographic-spread: single-region, teams: one}}}\n";

    fn shop() -> AnswersFile {
        let document = Document::parse("shop.yaml", SHOP.to_owned()).unwrap();
        AnswersFile::read(&document, Rulebook::builtin()).unwrap().0
    }

    #[test]
    fn the_parts_are_assessed_with_the_whole() {
        let file = shop();
        let report = Assessor::new(Rulebook::builtin()).assess(&file).report();
        assert_eq!(report.title.as_deref(), Some("Shop"));
        assert_eq!(report.parts.len(), 1);
        assert_ne!(report.parts[0].verdict.architecture, report.verdict.architecture);
        let cost = report.qualities.iter().find(|quality| quality.quality == "cost").unwrap();
        assert_eq!(cost.weight, 5);
    }

    #[test]
    fn a_judgement_is_the_verdict_of_the_whole_assessment() {
        let file = shop();
        let assessor = Assessor::new(Rulebook::builtin());
        assert_eq!(assessor.judge(&file).verdict, assessor.assess(&file).analysis.verdict);
    }

    #[test]
    fn other_answers_reach_the_parts_as_well() {
        let file = shop();
        let rulebook = Rulebook::builtin();
        let assessment = Assessor::new(rulebook).assess_with(&file, &Answers::open(rulebook)).report();
        let teams = |answers: &[crate::report::AnswerView]| {
            answers.iter().find(|answer| answer.question == "teams").unwrap().value.clone()
        };
        assert_eq!(teams(&assessment.answers), "unknown");
        assert_eq!(assessment.parts[0].answers["teams"], "one");
    }
}
