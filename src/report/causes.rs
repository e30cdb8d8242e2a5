//! Which answers make a condition what it is.

use indexmap::IndexMap;

use crate::answers::Answers;
use crate::options::{OptionSet, Truth};
use crate::rulebook::condition::{Condition, Test};
use crate::rulebook::{Clause, Rulebook, Variable, or_list};

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

/// Why a clause is in its state, as a part of a sentence.
pub(super) fn why(rulebook: &Rulebook, clause: &Clause, truth: Truth, answers: &Answers) -> String {
    let tests = decisive(rulebook, &clause.when, answers);
    let of_when = kleene(rulebook, &clause.when, answers);
    let given = || {
        let mut said: Vec<String> = Vec::new();
        for test in &tests {
            let question = rulebook.variables[test.variable].question;
            let answer =
                format!("{} = {}", rulebook.questions[question].id, answers.shown(rulebook, question));
            if !said.contains(&answer) {
                said.push(answer);
            }
        }
        said.join(", ")
    };
    match truth {
        Truth::Holds => format!("since {}", given()),
        Truth::Open => format!("depends on {}", given()),
        Truth::Fails if of_when != Truth::Fails => "an earlier branch of the rule counts instead".to_owned(),
        Truth::Fails => {
            let needed =
                tests.first().map(|test| rulebook.test_text(test).replace('`', "")).unwrap_or_default();
            let negated = matches!(clause.when, Condition::Not(_));
            let needs = if negated {
                format!("needs something other than {needed}")
            } else {
                format!("needs {needed}")
            };
            format!("{needs}, but {}", given())
        }
    }
}

/// What would lift a veto that holds, in a sentence.
pub(super) fn lift(rulebook: &Rulebook, clause: &Clause, answers: &Answers) -> String {
    let way = |(id, options): (&String, &Vec<String>)| format!("{id} = {}", or_list(options));
    let ways: Vec<String> = lifted_by(rulebook, clause, Truth::Holds, answers).iter().map(way).collect();
    match ways.as_slice() {
        [] => {
            let when = rulebook.condition_text(&clause.when).replace('`', "");
            format!("No single answer lifts it; it holds while {when}.")
        }
        ways => format!("It would be lifted by {}.", ways.join(", or by ")),
    }
}

/// The single answers that would each lift a veto that holds, by question.
pub(super) fn lifted_by(
    rulebook: &Rulebook,
    clause: &Clause,
    truth: Truth,
    answers: &Answers,
) -> IndexMap<String, Vec<String>> {
    let mut lifting: IndexMap<String, Vec<String>> = IndexMap::new();
    if truth != Truth::Holds {
        return lifting;
    }
    let mut variables: Vec<usize> = Vec::new();
    clause.when.each_test(&mut |test| variables.push(test.variable));
    variables.sort_unstable();
    variables.dedup();
    for variable in variables {
        let Variable { question, choice } = rulebook.variables[variable];
        let asked = &rulebook.questions[question];
        for option in 0..rulebook.size(variable) {
            let mut sets = answers.sets().to_vec();
            sets[variable] = OptionSet::only(option);
            if clause.decided.truth(&sets) != Truth::Fails {
                continue;
            }
            let answer = match choice {
                Some(choice) if option == Variable::YES => format!("+{}", asked.options[choice].id),
                Some(choice) => format!("-{}", asked.options[choice].id),
                None => asked.options[option].id.clone(),
            };
            lifting.entry(asked.id.clone()).or_default().push(answer);
        }
    }
    lifting
}
