//! Answers in the words of the questionnaire: the labels of their options.

use crate::answers::{Answers, Reply};
use crate::options::{OptionSet, Truth};
use crate::rulebook::{Kind, Question, QuestionId, Rulebook, Variable, listable};

pub(crate) const NOT_KNOWN: &str = "Not known";

/// Returns what is known of a question: `Tight; the cost of each user decides`, `3 teams`, `Not known`.
pub(crate) fn answer_label(rulebook: &Rulebook, answers: &Answers, index: QuestionId) -> String {
    let question = &rulebook.questions[index];
    let sets = answers.of(rulebook, index);
    let number = answers.given(index).and_then(|given| given.number);
    match answers.asked(rulebook, index) {
        Truth::Fails => "Not asked".to_owned(),
        _ if sets == Reply::unknown(question).sets => NOT_KNOWN.to_owned(),
        _ => number.map_or_else(|| sets_label(question, sets), |number| question.with_unit(number)),
    }
}

/// Returns the sets of a question in words.
pub(super) fn sets_label(question: &Question, known: &[OptionSet]) -> String {
    let label = |option: usize| question.options[option].label.clone();
    if question.kind != Kind::Multi {
        return listable(known[0].iter().map(label).collect(), " or ").join(" or ");
    }
    let with = |value| {
        let found = (0..known.len()).filter(move |&option| known[option].single() == Some(value));
        listable(found.map(label).collect(), ";").join("; ")
    };
    match (with(Variable::YES), known.iter().all(|set| set.single().is_some())) {
        (yes, true) if yes.is_empty() => "None of them".to_owned(),
        (yes, true) => yes,
        (yes, false) if yes.is_empty() => format!("Not: {}", with(Variable::NO)),
        (yes, false) => format!("{yes}; others not known"),
    }
}
