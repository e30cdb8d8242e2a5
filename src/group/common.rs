//! What people say together: of each variable the union of what those say who know something of it.

use std::collections::BTreeMap;

use typed_index_collections::TiVec;

use super::Person;
use super::notes::notes;
use super::parts::parts;
use crate::answers::{Answers, AnswersFile, Origin, Reply};
use crate::engine::WeightRange;
use crate::options::{OptionSet, Truth};
use crate::rulebook::{QualityId, QuestionId, Rulebook, VariableId};

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

/// Returns what somebody knows of a variable; `None` if they know nothing, or are not asked.
pub(super) fn known(rulebook: &Rulebook, answers: &Answers, variable: VariableId) -> Option<OptionSet> {
    let question = rulebook.variables[variable].question;
    let set = answers.sets()[variable];
    let knows = set.len() < rulebook.size(variable) && answers.asked(rulebook, question) != Truth::Fails;
    knows.then_some(set)
}

/// What several answers leave possible together.
pub(super) struct Union {
    pub answers: Answers,
    /// The variables of which they say different things.
    pub disputed: Vec<VariableId>,
}

impl Union {
    pub(super) fn of(rulebook: &Rulebook, all: &[&Answers]) -> Self {
        let mut union = Self { answers: Answers::open(rulebook), disputed: Vec::new() };
        for (index, question) in rulebook.questions.iter_enumerated() {
            let mut sets = Reply::unknown(question).sets;
            for (set, variable) in sets.iter_mut().zip(question.variable_ids()) {
                let known: Vec<OptionSet> =
                    all.iter().filter_map(|answers| known(rulebook, answers, variable)).collect();
                if known.iter().any(|other| *other != known[0]) {
                    union.disputed.push(variable);
                }
                *set = known.into_iter().reduce(OptionSet::union).unwrap_or(*set);
            }
            let is_given = |answers: &&Answers| {
                answers.given(index).is_some() && answers.asked(rulebook, index) != Truth::Fails
            };
            if all.iter().any(|answers| is_given(answers)) {
                let reply = Reply { sets, number: one_number(rulebook, all, index) };
                union.answers.set(rulebook, index, &reply, Origin::File("the common answers".into()));
            }
        }
        union
    }
}

/// Returns the number that everybody gives who knows something.
fn one_number(rulebook: &Rulebook, all: &[&Answers], question: QuestionId) -> Option<f64> {
    let variables: TiVec<usize, VariableId> = rulebook.questions[question].variable_ids().collect();
    let knows = |answers: &&&Answers| variables.iter().any(|&v| known(rulebook, answers, v).is_some());
    let numbers =
        all.iter().filter(knows).map(|answers| answers.given(question).and_then(|given| given.number));
    let numbers: Vec<Option<f64>> = numbers.collect();
    let first = *numbers.first()?;
    first.filter(|_| numbers.iter().all(|number| *number == first))
}
