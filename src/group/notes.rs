//! The notes of the common answers: who said what, with the remarks of each.

use std::collections::BTreeMap;

use super::Person;
use super::union::known;
use crate::report::answer_label;
use crate::rulebook::{QuestionId, Rulebook};

/// Returns a note on each question on which people differ, which one alone answered, or to which somebody has
/// remarked something.
pub(super) fn notes(rulebook: &Rulebook, people: &[Person]) -> BTreeMap<QuestionId, String> {
    let note = |question| Some((question, note(rulebook, people, question)?));
    rulebook.questions.keys().filter_map(note).collect()
}

fn note(rulebook: &Rulebook, people: &[Person], question: QuestionId) -> Option<String> {
    let variables: Vec<_> = rulebook.questions[question].variable_ids().collect();
    let knowing = |person: &&Person| {
        variables.iter().any(|&variable| known(rulebook, &person.file.answers, variable).is_some())
    };
    let know: Vec<&Person> = people.iter().filter(knowing).collect();
    let sets = |person: &Person| person.file.answers.of(rulebook, question).to_vec();
    let differ = know.iter().any(|person| sets(person) != sets(know[0]));
    let alone = know.len() == 1 && people.len() > 1;
    let said = |person: &Person| {
        let remark = person.file.notes.get(&question).map(|note| note.trim().trim_end_matches('.'));
        let answer = answer_label(rulebook, &person.file.answers, question);
        let tells = differ || alone && know[0].name == person.name;
        match (tells && know.iter().any(|other| other.name == person.name), remark) {
            (true, Some(remark)) => Some(format!("{}: {answer} ({remark}).", person.name)),
            (true, None) => Some(format!("{}: {answer}.", person.name)),
            (false, Some(remark)) => Some(format!("{}: {remark}.", person.name)),
            (false, None) => None,
        }
    };
    let lines: Vec<String> = people.iter().filter_map(said).collect();
    let rest = if alone { " Nobody else knows." } else { "" };
    (!lines.is_empty()).then(|| format!("{}{rest}", lines.join(" ")))
}
