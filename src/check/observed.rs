//! Whether the facts of repositories fit the answers, and what it would come to if they were taken instead.

use std::borrow::Cow;

use super::assessed_decision::{AssessedDecision, place_in};
use super::{Check, CheckKind, ObservedScope, Requirements, Subject};
use crate::answers::{Answers, KeptFacts, Origin, Part, Reply, Statement};
use crate::assessment::{Assessor, Judgement};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::document::key_in_path;
use crate::engine::{Effort, Verdict};
use crate::observe::{Drift, Facts, drift};
use crate::options::OptionSet;
use crate::rulebook::{ArchitectureId, QuestionId, Rulebook, and_list, counted};

/// Returns a check of the whole and of each part that was observed.
pub(super) fn checks(
    whole: &AssessedDecision<'_>,
    requirements: &Requirements,
    effort: &Effort,
) -> Vec<Check> {
    let AssessedDecision { subject, rulebook, among, .. } = *whole;
    let assessor = Assessor { rulebook, among, effort: effort.clone() };
    let check = |scope: &ObservedScope| {
        let part = subject.file.parts.iter().find(|part| Some(&part.id) == scope.part.as_ref());
        let scoped = Scoped::of(subject, part, &scope.facts, &assessor);
        let mut findings = scoped.findings(requirements);
        let missing = scope.facts.missing_history().filter(|_| scope.says_what_is_missing);
        findings.extend(missing.map(|note| note.at(scoped.place(None))));
        Check { kind: CheckKind::Observed, part: scope.part.clone(), findings }
    };
    subject.observed.iter().map(check).collect()
}

/// The answers to which facts are held.
struct Scoped<'s> {
    subject: &'s Subject<'s>,
    part: Option<&'s Part>,
    answers: Cow<'s, Answers>,
    statements: &'s [Statement],
    kept: Option<&'s KeptFacts>,
    facts: &'s Facts,
    assessor: &'s Assessor<'s>,
}

impl<'s> Scoped<'s> {
    fn of(
        subject: &'s Subject<'s>,
        part: Option<&'s Part>,
        facts: &'s Facts,
        assessor: &'s Assessor<'s>,
    ) -> Self {
        let file = subject.file;
        let (answers, statements, kept) = match part {
            // The facts that were kept are those of the whole.
            Some(part) => (Cow::Owned(part.over(assessor.rulebook, &file.answers)), &part.statements, None),
            None => (Cow::Borrowed(&file.answers), &file.statements, file.observed.as_ref()),
        };
        Self { subject, part, answers, statements, kept, facts, assessor }
    }

    fn findings(&self, requirements: &Requirements) -> Vec<Diagnostic> {
        if let Some(note) = self.facts.at_rest(requirements.today) {
            return vec![note.at(self.place(None))];
        }
        let drifts = drift(self.facts, &self.answers, self.kept, self.assessor.rulebook);
        let of_it = |drift: &Drift| drift.question.is_none_or(|question| self.is_answered_here(question));
        let before = self.judged(&self.answers);
        drifts.iter().filter(|drift| of_it(drift)).map(|drift| self.finding(drift, &before)).collect()
    }

    /// Returns whether the part answers the question itself; what it takes from the whole is held there.
    fn is_answered_here(&self, question: QuestionId) -> bool {
        self.part.is_none() || self.statements.iter().any(|statement| statement.question == question)
    }

    fn finding(&self, drift: &Drift, before: &Verdict) -> Diagnostic {
        let of_part = self.part.map_or(String::new(), |part| format!(" (part `{}`)", part.id));
        let message = format!("{}{of_part}", drift.message);
        let place = self.place(drift.question);
        let instead = drift.question.zip(drift.instead.as_ref());
        let effect = instead.map(|(question, reply)| self.effect(question, reply, before));
        let help = [Some(drift.evidence.trim_end_matches('.').to_owned()), effect];
        let help: Vec<String> = help.into_iter().flatten().collect();
        let finding = match drift.severity {
            Severity::Note => Diagnostic::note(drift.code, message),
            Severity::Warning | Severity::Error => Diagnostic::warning(drift.code, message),
        };
        finding.at(place).help(help.join("; "))
    }

    /// Returns where the answer stands, or the kept facts, or the part or the file begins.
    fn place(&self, question: Option<QuestionId>) -> Place {
        let stands = |question| {
            let statement = self.statements.iter().find(|statement| statement.question == question)?;
            Some(statement.place.as_ref()?.key_place())
        };
        let entry = match self.part {
            Some(part) => Some(format!("parts.{}", key_in_path(&part.id))),
            None => self.kept.map(|_| "observed".to_owned()),
        };
        question.and_then(stands).unwrap_or_else(|| place_in(self.subject.file, entry.as_deref()))
    }

    fn judged(&self, answers: &Answers) -> Verdict {
        let weights = self.subject.file.all_weights(self.assessor.rulebook);
        Judgement::of(self.assessor.problem(answers, weights), &self.assessor.effort).verdict
    }

    /// Says what the verdict would be if the fact were the answer.
    fn effect(&self, question: QuestionId, reply: &Reply, before: &Verdict) -> String {
        let rulebook = self.assessor.rulebook;
        let mut changed = self.answers.clone().into_owned();
        // The option nearest to the record: the least that a scale leaves possible.
        let asked = &rulebook.questions[question];
        let nearest = asked.least_of(&reply.sets).map(|least| Reply::options(asked, OptionSet::only(least)));
        let reply = nearest.as_ref().unwrap_or(reply);
        changed.set(rulebook, question, reply, Origin::Prompt);
        let instead = match reply.sets.iter().all(|set| set.single().is_some()) {
            true => asked.left_by(&reply.sets),
            false => "another answer".to_owned(),
        };
        format!("with {instead} {}", change(rulebook, before, &self.judged(&changed)))
    }
}

/// Says what differs between two verdicts, as the end of a sentence.
fn change(rulebook: &Rulebook, before: &Verdict, after: &Verdict) -> String {
    let id = |leader: ArchitectureId| &rulebook.architectures[leader].id;
    let lead = |margin: Option<i32>| margin.map_or("nothing".to_owned(), |points| counted(points, "point"));
    let leads = match (before.leader, after.leader) {
        (_, None) => "every candidate is ruled out".to_owned(),
        (Some(one), Some(other)) if one != other => {
            format!("`{}` leads, {} ahead", id(other), lead(after.margin))
        }
        (_, Some(leader)) => match (before.margin, after.margin) {
            (Some(was), Some(is)) if was != is => {
                let moves = if was > is { "falls" } else { "grows" };
                format!("the lead of `{}` {moves} from {was} to {}", id(leader), counted(is, "point"))
            }
            _ => format!("`{}` leads as before", id(leader)),
        },
    };
    let sides = before.axes.iter().zip(&after.axes);
    let turned: Vec<String> = rulebook
        .axes
        .iter()
        .zip(sides)
        .filter(|(_, (before, after))| before.side != after.side)
        .map(|(axis, _)| format!("`{}`", axis.id))
        .collect();
    match turned.len() {
        0 => leads,
        1 => format!("{leads}, and the axis {} turns", turned[0]),
        _ => format!("{leads}, and the axes {} turn", and_list(&turned)),
    }
}
