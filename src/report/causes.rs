//! Which answers make a condition what it is.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use typed_index_collections::TiVec;

use crate::answers::Answers;
use crate::options::{OptionSet, Truth};
use crate::rulebook::condition::{Condition, Test};
use crate::rulebook::{Clause, QuestionId, Rulebook, Variable, VariableId, or_list};

/// What is known of each question, put into words once for all rules.
pub(super) struct Known<'a> {
    rulebook: &'a Rulebook,
    answers: &'a Answers,
    /// For each question whether it is asked.
    asked: TiVec<QuestionId, Truth>,
    /// For each question `consistency = strong`.
    said: TiVec<QuestionId, String>,
    /// For each question the options still possible; none if it is not asked.
    options: TiVec<QuestionId, Vec<&'a str>>,
}

/// Why a condition is what it is.
pub(super) struct Cause {
    /// The answers that decide it, in the order in which they decide.
    pub answers: IndexMap<String, Vec<String>>,
    /// The same as a part of a sentence.
    pub why: String,
}

impl<'a> Known<'a> {
    pub(super) fn of(rulebook: &'a Rulebook, answers: &'a Answers) -> Self {
        let questions = rulebook.questions.keys();
        let said = |index: QuestionId| {
            format!("{} = {}", rulebook.questions[index].id, answers.shown(rulebook, index))
        };
        let asked: TiVec<QuestionId, Truth> =
            questions.clone().map(|index| answers.asked(rulebook, index)).collect();
        let options = |index: QuestionId| match asked[index] {
            Truth::Fails => Vec::new(),
            Truth::Holds | Truth::Open => answers.option_ids(rulebook, index),
        };
        Self {
            rulebook,
            answers,
            said: questions.clone().map(said).collect(),
            options: questions.map(options).collect(),
            asked,
        }
    }

    /// Returns why a clause is in its state.
    pub(super) fn cause(&self, clause: &Clause, truth: Truth) -> Cause {
        let mut tests = Vec::new();
        let of_when = self.decisive(&clause.when, &mut tests);
        Cause { answers: self.deciding(&tests), why: self.why(clause, truth, of_when, &tests) }
    }

    /// Returns the answers that make a condition what it is.
    pub(super) fn deciding_answers(&self, condition: &Condition) -> IndexMap<String, Vec<String>> {
        let mut tests = Vec::new();
        self.decisive(condition, &mut tests);
        self.deciding(&tests)
    }

    /// Returns what a condition is by three-valued logic part by part, which calls a few conditions open that
    /// are decided: to explain, not to score. Adds the tests that decide it: of an `all` that fails those of
    /// the first failing part, of an `any` that holds those of the first holding part, else those of all
    /// parts that are like the whole.
    fn decisive<'c>(&self, condition: &'c Condition, tests: &mut Vec<&'c Test>) -> Truth {
        match condition {
            Condition::All(parts) => self.joined(parts, Truth::Fails, Truth::Holds, tests),
            Condition::Any(parts) => self.joined(parts, Truth::Holds, Truth::Fails, tests),
            Condition::Not(inner) => match self.decisive(inner, tests) {
                Truth::Holds => Truth::Fails,
                Truth::Fails => Truth::Holds,
                Truth::Open => Truth::Open,
            },
            Condition::Test(test) => {
                tests.push(test);
                self.test(test)
            }
        }
    }

    /// Does the same for parts of which one that is as `decides` is enough, and which else are as
    /// `otherwise`.
    fn joined<'c>(
        &self,
        parts: &'c [Condition],
        decides: Truth,
        otherwise: Truth,
        tests: &mut Vec<&'c Test>,
    ) -> Truth {
        let before = tests.len();
        let mut whole = otherwise;
        for part in parts {
            let from = tests.len();
            let truth = self.decisive(part, tests);
            if truth == decides {
                tests.drain(before..from);
                return decides;
            }
            match (whole, truth) {
                (Truth::Open, Truth::Open) => {}
                (Truth::Open, _) => tests.truncate(from),
                (_, Truth::Open) => {
                    tests.drain(before..from);
                    whole = Truth::Open;
                }
                _ => {}
            }
        }
        whole
    }

    fn test(&self, test: &Test) -> Truth {
        let set = self.answers.sets()[test.variable];
        let asked = self.asked[self.rulebook.variables[test.variable].question];
        match (asked, set.is_subset(test.options), set.intersects(test.options)) {
            (Truth::Fails, _, _) | (_, _, false) => Truth::Fails,
            (Truth::Holds, true, _) => Truth::Holds,
            _ => Truth::Open,
        }
    }

    fn deciding(&self, tests: &[&Test]) -> IndexMap<String, Vec<String>> {
        let mut deciding: IndexMap<String, Vec<String>> = IndexMap::new();
        for test in tests {
            let Variable { question, choice } = self.rulebook.variables[test.variable];
            let asked = &self.rulebook.questions[question];
            let options = deciding.entry(asked.id.clone()).or_default();
            let mut add = |id: &str| {
                if !options.iter().any(|known| known == id) {
                    options.push(id.to_owned());
                }
            };
            match choice {
                _ if self.asked[question] == Truth::Fails => {}
                Some(choice) => add(&asked.options[choice].id),
                None => self.options[question].iter().for_each(|id| add(id)),
            }
        }
        deciding
    }

    fn why(&self, clause: &Clause, truth: Truth, of_when: Truth, tests: &[&Test]) -> String {
        let mut said: Vec<&str> = Vec::new();
        for test in tests {
            let answer = self.said[self.rulebook.variables[test.variable].question].as_str();
            if !said.contains(&answer) {
                said.push(answer);
            }
        }
        let said = said.join(", ");
        match truth {
            Truth::Holds => format!("since {said}"),
            Truth::Open => format!("depends on {said}"),
            Truth::Fails if of_when != Truth::Fails => {
                "an earlier branch of the rule counts instead".to_owned()
            }
            Truth::Fails => {
                let needed = tests.first().map(|test| self.rulebook.test_text(test).replace('`', ""));
                let needed = needed.unwrap_or_default();
                match clause.when {
                    Condition::Not(_) => format!("needs something other than {needed}, but {said}"),
                    _ => format!("needs {needed}, but {said}"),
                }
            }
        }
    }
}

/// Says what would lift a veto that holds, from what [`lifted_by`] returns.
pub(super) fn lift(
    rulebook: &Rulebook,
    clause: &Clause,
    lifted_by: &IndexMap<String, Vec<String>>,
) -> String {
    let way = |(id, options): (&String, &Vec<String>)| format!("{id} = {}", or_list(options));
    let ways: Vec<String> = lifted_by.iter().map(way).collect();
    match ways.as_slice() {
        [] => {
            let when = rulebook.condition_text(&clause.when).replace('`', "");
            format!("No single answer lifts it; it holds while {when}.")
        }
        ways => format!("It would be lifted by {}.", ways.join(", or by ")),
    }
}

/// Returns the single answers that would each lift a veto that holds, by question.
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
    let variables: BTreeSet<VariableId> = clause.when.tests().map(|test| test.variable).collect();
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
