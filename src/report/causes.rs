//! Which answers make a condition what it is.

use indexmap::IndexMap;

use crate::answers::Answers;
use crate::options::Truth;
use crate::rulebook::condition::{Condition, Test};
use crate::rulebook::{Rulebook, Variable};

/// The tests that decide a condition: of an `all` that fails the first failing part, of an `any` that
/// holds the first holding part, and so on.
pub(super) fn decisive<'c>(
    rulebook: &Rulebook,
    condition: &'c Condition,
    answers: &Answers,
) -> Vec<&'c Test> {
    let truth = kleene(rulebook, condition, answers);
    let of = |parts: &[&'c Condition]| -> Vec<&'c Test> {
        parts.iter().flat_map(|part| decisive(rulebook, part, answers)).collect()
    };
    match condition {
        Condition::Test(test) => vec![test],
        Condition::Not(inner) => decisive(rulebook, inner, answers),
        Condition::All(parts) | Condition::Any(parts) => {
            let like: Vec<&Condition> =
                parts.iter().filter(|part| kleene(rulebook, part, answers) == truth).collect();
            let one_is_enough = matches!(
                (condition, truth),
                (Condition::All(_), Truth::Fails) | (Condition::Any(_), Truth::Holds)
            );
            if one_is_enough { of(&like[..like.len().min(1)]) } else { of(&like) }
        }
    }
}

/// Three-valued logic part by part. Calls a few conditions open that are decided; to explain, not to score.
fn kleene(rulebook: &Rulebook, condition: &Condition, answers: &Answers) -> Truth {
    let parts = |parts: &[Condition], decides: Truth, otherwise: Truth| {
        let truths = parts.iter().map(|part| kleene(rulebook, part, answers));
        truths.fold(otherwise, |so_far, truth| match (so_far, truth) {
            (a, b) if a == decides || b == decides => decides,
            (Truth::Open, _) | (_, Truth::Open) => Truth::Open,
            _ => otherwise,
        })
    };
    match condition {
        Condition::All(all) => parts(all, Truth::Fails, Truth::Holds),
        Condition::Any(any) => parts(any, Truth::Holds, Truth::Fails),
        Condition::Not(inner) => match kleene(rulebook, inner, answers) {
            Truth::Holds => Truth::Fails,
            Truth::Fails => Truth::Holds,
            Truth::Open => Truth::Open,
        },
        Condition::Test(test) => {
            let set = answers.sets()[test.variable];
            let asked = answers.asked(rulebook, rulebook.variables[test.variable].question);
            match (asked, set.is_subset(test.options), set.meets(test.options)) {
                (Truth::Fails, _, _) | (_, _, false) => Truth::Fails,
                (Truth::Holds, true, _) => Truth::Holds,
                _ => Truth::Open,
            }
        }
    }
}

/// The answers to the questions that decide a condition, in the order in which they decide.
pub(super) fn answers(
    rulebook: &Rulebook,
    condition: &Condition,
    answers: &Answers,
) -> IndexMap<String, Vec<String>> {
    let mut causes: IndexMap<String, Vec<String>> = IndexMap::new();
    for test in decisive(rulebook, condition, answers) {
        let Variable { question, choice } = rulebook.variables[test.variable];
        let asked = &rulebook.questions[question];
        let options = causes.entry(asked.id.clone()).or_default();
        let ids: Vec<&str> = match choice {
            _ if answers.asked(rulebook, question) == Truth::Fails => Vec::new(),
            Some(choice) => vec![&asked.options[choice].id],
            None => answers.option_ids(rulebook, question),
        };
        for id in ids {
            if !options.iter().any(|known| known == id) {
                options.push(id.to_owned());
            }
        }
    }
    causes
}
