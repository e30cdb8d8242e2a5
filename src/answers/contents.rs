//! What an answers file should say, whether it is written anew or changed.

use std::collections::BTreeMap;

use super::file::AnswersFile;
use super::observed::KeptFacts;
use super::part::Part;
use super::reply::Reply;
use super::sets::Answers;
use super::statement::{Statement, reply_to};
use crate::rulebook::{ArchitectureId, QualityId, QuestionId};

/// What the file should say.
#[derive(Debug, Clone, Copy)]
pub struct FileContents<'f> {
    /// The answers about the whole system.
    pub answers: &'f Answers,
    /// What stands in for answers, one by one. What is confirmed is assumed no longer.
    pub assumed: &'f [Statement],
    /// The title; `None` leaves it as it is.
    pub title: Option<&'f str>,
    /// Who filled it in; `None` leaves it as it is.
    pub by: Option<&'f str>,
    /// Who takes the decision, for a new file; in one that is changed they stay.
    pub deciders: &'f [String],
    /// The remarks on answers, by question.
    pub notes: &'f BTreeMap<QuestionId, String>,
    /// The weights that are given, by quality. One that is not named here stays as it is.
    pub weights: &'f BTreeMap<QualityId, u8>,
    /// The parts of the system, in the order of the file.
    pub parts: &'f [Part],
    /// The facts of a repository that were known when it was confirmed; `None` leaves them as they are.
    pub observed: Option<&'f KeptFacts>,
    /// The decision to record; `None` leaves it as it is.
    pub decision: Option<NewDecision<'f>>,
}

impl<'f> FileContents<'f> {
    /// Returns what an answers file says, except its decision.
    pub fn of(file: &'f AnswersFile) -> Self {
        let AnswersFile { answers, assumed, title, by, deciders, notes, weights, parts, observed, .. } = file;
        let (title, by, observed) = (title.as_deref(), by.as_deref(), observed.as_ref());
        Self { answers, assumed, title, by, deciders, notes, weights, parts, observed, decision: None }
    }

    /// Returns what is assumed in place of an answer that nobody has given.
    pub(super) fn assumption(&self, question: QuestionId) -> Option<&Reply> {
        reply_to(self.assumed, question).filter(|_| !self.answers.is_confirmed(question))
    }
}

/// A decision to record. What the file says of it besides, such as when to look again, stays.
#[derive(Debug, Clone, Copy)]
pub struct NewDecision<'f> {
    /// The architecture that was chosen.
    pub architecture: ArchitectureId,
    /// The path of the decision record, relative to the answers file.
    pub record: &'f str,
}
