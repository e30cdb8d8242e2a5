//! The parts that people name, laid together by their ids like the whole.

use super::Person;
use super::union::Union;
use crate::answers::{Answers, Part, Reply, forget_missing};
use crate::rulebook::{QuestionId, Rulebook};

/// Returns who names a part, each with the answers that hold for it.
pub(super) fn of_those_who_name<'p>(
    rulebook: &Rulebook,
    people: &'p [Person],
    id: &str,
) -> Vec<(&'p Person, Answers)> {
    let named = people.iter().filter_map(|person| {
        let part = person.file.parts.iter().find(|part| part.id == id)?;
        Some((person, part.over(rulebook, &person.file.answers)))
    });
    named.collect()
}

/// Returns the parts that somebody names, in the order in which they come. Where nobody who names one says
/// something else of it than of the whole, it answers as the common whole does.
pub(super) fn parts(rulebook: &Rulebook, people: &[Person], whole: &Answers) -> Vec<Part> {
    let mut ids: Vec<&str> = Vec::new();
    for part in people.iter().flat_map(|person| &person.file.parts) {
        if !ids.contains(&part.id.as_str()) {
            ids.push(&part.id);
        }
    }
    let mut parts: Vec<Part> = ids.iter().map(|id| part(rulebook, people, id, whole)).collect();
    forget_missing(&mut parts);
    parts
}

fn part(rulebook: &Rulebook, people: &[Person], id: &str, whole: &Answers) -> Part {
    let all = || people.iter().flat_map(|person| &person.file.parts).filter(|part| part.id == id);
    let mut common =
        Part { id: id.to_owned(), title: all().find_map(|part| part.title.clone()), ..Part::default() };
    for path in all().flat_map(|part| &part.paths) {
        if !common.paths.contains(path) {
            common.paths.push(path.clone());
        }
    }
    for other in all().flat_map(|part| &part.with) {
        if !common.with.contains(other) {
            common.with.push(other.clone());
        }
    }
    let answered: Vec<QuestionId> =
        all().flat_map(|part| &part.statements).map(|said| said.question).collect();
    let named = of_those_who_name(rulebook, people, id);
    let union = Union::of(rulebook, &named.iter().map(|(_, answers)| answers).collect::<Vec<_>>());
    for question in rulebook.questions.keys().filter(|question| answered.contains(question)) {
        let number = union.answers.given(question).and_then(|given| given.number);
        let reply = Reply { sets: union.answers.of(rulebook, question).to_vec(), number };
        if reply.sets != whole.of(rulebook, question) {
            common.set_reply(question, Some(reply));
        }
    }
    common
}
