//! The questions, and who answers each how.

use super::Person;
use super::common::Common;
use super::union::known;
use super::view::{Agreement, PersonAnswer, QuestionRow};
use crate::engine::Dispute;
use crate::options::Truth;
use crate::report::answer_label;
use crate::rulebook::{QuestionId, Rulebook};

/// Returns a row for each question that somebody answered, or that is asked with the common answers.
pub(super) fn questions(
    rulebook: &Rulebook,
    people: &[Person],
    common: &Common,
    disputes: &[Dispute],
) -> Vec<QuestionRow> {
    let counts = |question: &QuestionId| {
        common.file.answers.asked(rulebook, *question) != Truth::Fails
            || people.iter().any(|person| person.file.answers.given(*question).is_some())
    };
    let row = |question| row(rulebook, people, common, disputes, question);
    rulebook.questions.keys().filter(counts).map(row).collect()
}

fn row(
    rulebook: &Rulebook,
    people: &[Person],
    common: &Common,
    disputes: &[Dispute],
    question: QuestionId,
) -> QuestionRow {
    let asked = &rulebook.questions[question];
    let answers: Vec<PersonAnswer> = people.iter().map(|person| answer(rulebook, person, question)).collect();
    let of_it = disputes.iter().filter(|d| rulebook.variables[d.variable].question == question);
    let matter: Vec<Option<bool>> = of_it.map(|dispute| dispute.matters).collect();
    let agreement = match answers.iter().filter(|answer| answer.known).count() {
        _ if !matter.is_empty() => Agreement::Differs,
        0 => Agreement::Nobody,
        1 => Agreement::One,
        _ => Agreement::Agreed,
    };
    QuestionRow {
        question: asked.id.clone(),
        ask: asked.ask.clone(),
        agreement,
        matters: match matter.as_slice() {
            some if some.contains(&Some(true)) => Some(true),
            some if some.contains(&None) => None,
            _ => Some(false),
        },
        asked: common.file.answers.asked(rulebook, question) != Truth::Fails,
        common: common.file.answers.shown(rulebook, question),
        answers,
    }
}

fn answer(rulebook: &Rulebook, person: &Person, question: QuestionId) -> PersonAnswer {
    let answers = &person.file.answers;
    let mut variables = rulebook.questions[question].variable_ids();
    let known = variables.any(|variable| known(rulebook, answers, variable).is_some());
    PersonAnswer {
        value: answers.shown(rulebook, question),
        label: answer_label(rulebook, answers, question),
        known,
        note: person.file.notes.get(&question).cloned(),
    }
}

/// Counts the questions to which somebody knows something.
pub(super) fn known_to(rulebook: &Rulebook, person: &Person) -> usize {
    let knows = |question: &QuestionId| {
        let mut variables = rulebook.questions[*question].variable_ids();
        variables.any(|variable| known(rulebook, &person.file.answers, variable).is_some())
    };
    rulebook.questions.keys().filter(knows).count()
}
