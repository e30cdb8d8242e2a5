//! Whether the facts of repositories fit the answers, and what it would come to if they were taken instead.

use std::borrow::Cow;

use super::assessed_decision::place_in;
use super::{Check, CheckKind, ObservedScope, Requirements, Subject};
use crate::answers::{Answers, KeptFacts, Origin, Part, Reply, Statement};
use crate::assessment::Assessor;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::document::key_in_path;
use crate::engine::Effort;
use crate::observe::{Drift, FETCH_MORE, Facts, drift};
use crate::options::OptionSet;
use crate::report::Report;
use crate::rulebook::{ArchitectureSet, QuestionId, Rulebook, and_list, counted};

/// Returns a check of the whole and of each part that was observed.
pub(super) fn checks(
    subject: &Subject<'_>,
    requirements: &Requirements,
    rulebook: &Rulebook,
    effort: &Effort,
) -> Vec<Check> {
    let among = requirements.among.unwrap_or_else(|| ArchitectureSet::full(rulebook.architectures.len()));
    let assessor = Assessor { rulebook, among, effort: effort.clone() };
    let check = |scope: &ObservedScope| {
        let part = subject.file.parts.iter().find(|part| Some(&part.id) == scope.part.as_ref());
        let scoped = Scoped::of(subject, part, &scope.facts, &assessor);
        let mut findings = scoped.findings(requirements);
        findings.extend(scope.facts.incomplete().filter(|_| scope.says_what_is_missing).map(|missing| {
            Diagnostic::note(Code::HistoryIncomplete, missing).at(scoped.place(None)).help(FETCH_MORE)
        }));
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
        if let Some(days) = self.facts.quiet_days(requirements.today) {
            let message = format!("the newest commit of {} is {days} days old", self.facts.names());
            let note = Diagnostic::note(Code::RepositoryQuiet, message).at(self.place(None));
            return vec![note.help("the facts are not compared with the answers")];
        }
        let drifts = drift(self.facts, &self.answers, self.kept, self.assessor.rulebook);
        let of_it = |drift: &Drift| drift.question.is_none_or(|question| self.is_answered_here(question));
        drifts.iter().filter(|drift| of_it(drift)).map(|drift| self.finding(drift)).collect()
    }

    /// Returns whether the part answers the question itself; what it takes from the whole is held there.
    fn is_answered_here(&self, question: QuestionId) -> bool {
        self.part.is_none() || self.statements.iter().any(|statement| statement.question == question)
    }

    fn finding(&self, drift: &Drift) -> Diagnostic {
        let of_part = self.part.map_or(String::new(), |part| format!(" (part `{}`)", part.id));
        let message = format!("{}{of_part}", drift.message);
        let place = self.place(drift.question);
        let effect =
            drift.question.zip(drift.instead.as_ref()).map(|(question, reply)| self.effect(question, reply));
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

    /// Says what the verdict would be if the fact were the answer.
    fn effect(&self, question: QuestionId, reply: &Reply) -> String {
        let rulebook = self.assessor.rulebook;
        let mut changed = self.answers.clone().into_owned();
        // The option nearest to the record: the least that a scale leaves possible.
        let asked = &rulebook.questions[question];
        let nearest = asked.least_of(&reply.sets).map(|least| Reply::options(asked, OptionSet::only(least)));
        let reply = nearest.as_ref().unwrap_or(reply);
        changed.set(rulebook, question, reply, Origin::Prompt);
        let weights = self.subject.file.all_weights(rulebook);
        let assessed = |answers| self.assessor.assess_answers(Cow::Owned(answers), weights.clone()).report();
        let (before, after) = (assessed(self.answers.clone().into_owned()), assessed(changed));
        let instead = match reply.sets.iter().all(|set| set.single().is_some()) {
            true => asked.left_by(&reply.sets),
            false => "another answer".to_owned(),
        };
        format!("with {instead} {}", change(&before, &after))
    }
}

/// Says what differs between two verdicts, as the end of a sentence.
fn change(before: &Report, after: &Report) -> String {
    let (was, is) = (&before.verdict, &after.verdict);
    let lead = |margin: Option<i32>| margin.map_or("nothing".to_owned(), |points| counted(points, "point"));
    let leads = match (&was.architecture, &is.architecture) {
        (_, None) => "every candidate is ruled out".to_owned(),
        (Some(one), Some(other)) if one != other => format!("`{other}` leads, {} ahead", lead(is.margin)),
        (_, Some(leader)) => match (was.margin, is.margin) {
            (Some(was), Some(is)) if was > is => {
                format!("the lead of `{leader}` falls from {was} to {}", counted(is, "point"))
            }
            (Some(was), Some(is)) if was < is => {
                format!("the lead of `{leader}` grows from {was} to {}", counted(is, "point"))
            }
            _ => format!("`{leader}` leads as before"),
        },
    };
    let turned: Vec<String> = before
        .axes
        .iter()
        .zip(&after.axes)
        .filter(|(before, after)| before.side != after.side)
        .map(|(_, after)| format!("`{}`", after.axis))
        .collect();
    match turned.len() {
        0 => leads,
        1 => format!("{leads}, and the axis {} turns", turned[0]),
        _ => format!("{leads}, and the axes {} turn", and_list(&turned)),
    }
}
