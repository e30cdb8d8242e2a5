//! What people say together, as one answers file.

use std::collections::BTreeMap;

use super::Person;
use super::notes::notes;
use super::parts::parts;
use super::union::Union;
use crate::answers::{Answers, AnswersFile};
use crate::engine::WeightRange;
use crate::rulebook::{QualityId, Rulebook, VariableId};

/// The common answers of a group.
#[derive(Debug, Clone)]
pub struct Common {
    /// As one answers file: lists where they differ, `unknown` where nobody knows.
    pub file: AnswersFile,
    /// The variables of which those who know something do not say the same.
    pub disputed: Vec<VariableId>,
    /// From the least to the greatest weight that somebody gives each quality.
    pub weights: WeightRange,
}

impl Common {
    /// Lays the answers of people together; `None` of nobody. `named` says whether the file may name them.
    pub fn of(rulebook: &Rulebook, people: &[Person], named: bool) -> Option<Self> {
        let weightings: Vec<_> = people.iter().map(|person| person.file.all_weights(rulebook)).collect();
        let weights = WeightRange::spanned(&weightings)?;
        let all: Vec<&Answers> = people.iter().map(|person| &person.file.answers).collect();
        let union = Union::of(rulebook, &all);
        let titles: Vec<&String> = people.iter().filter_map(|person| person.file.title.as_ref()).collect();
        let file = AnswersFile {
            title: titles.first().map(|title| (*title).clone()),
            deciders: people.iter().map(|person| person.name.clone()).filter(|_| named).collect(),
            notes: notes(rulebook, people),
            weights: agreed_weights(people, &weights),
            parts: parts(rulebook, people, &union.answers),
            answers: union.answers,
            ..AnswersFile::blank(rulebook)
        };
        Some(Self { file, disputed: union.disputed, weights })
    }
}

/// Returns the weights that everybody gives alike, where somebody gives one.
fn agreed_weights(people: &[Person], range: &WeightRange) -> BTreeMap<QualityId, u8> {
    let given = people.iter().flat_map(|person| &person.file.weights);
    let agreed = given.filter(|(quality, _)| range.least[**quality] == range.most[**quality]);
    agreed.map(|(quality, weight)| (*quality, *weight)).collect()
}
