//! The union of what several people say: of each variable, of those who know something of it.

use crate::answers::{Answers, Origin, Reply};
use crate::options::{OptionSet, Truth};
use crate::rulebook::{QuestionId, Rulebook, VariableId};

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
            if all.iter().any(is_given) {
                let reply = Reply { sets, number: one_number(rulebook, all, index) };
                union.answers.set(rulebook, index, &reply, Origin::File("the common answers".into()));
            }
        }
        union
    }
}

/// Returns the number that everybody gives who knows something.
fn one_number(rulebook: &Rulebook, all: &[&Answers], question: QuestionId) -> Option<f64> {
    let variables: Vec<VariableId> = rulebook.questions[question].variable_ids().collect();
    let knows = |answers: &&&Answers| variables.iter().any(|&v| known(rulebook, answers, v).is_some());
    let numbers =
        all.iter().filter(knows).map(|answers| answers.given(question).and_then(|given| given.number));
    let numbers: Vec<Option<f64>> = numbers.collect();
    let first = *numbers.first()?;
    first.filter(|_| numbers.iter().all(|number| *number == first))
}
