//! Which answers make a condition what it is.

use std::collections::BTreeSet;

use indexmap::{IndexMap, IndexSet};
use typed_index_collections::TiVec;

use super::ranking::vetoing_clauses;
use crate::answers::Answers;
use crate::engine::Evaluation;
use crate::options::{OptionSet, Truth};
use crate::rulebook::condition::{Condition, Test};
use crate::rulebook::{
    ArchitectureId, Clause, ClauseId, QuestionId, Rulebook, Variable, VariableId, and_list, clause_list,
};

/// What is known of each question, put into words once for all rules.
pub(super) struct Known<'a> {
    rulebook: &'a Rulebook,
    answers: &'a Answers,
    /// For each question whether it is asked.
    asked: TiVec<QuestionId, Truth>,
    /// For each question the options still possible; none if it is not asked.
    options: TiVec<QuestionId, Vec<&'a str>>,
}

/// Why a condition is what it is.
pub(super) struct Cause {
    /// The answers that decide it, in the order in which they decide.
    pub answers: IndexMap<String, Vec<String>>,
    /// The same as a part of a sentence.
    pub why: String,
    /// The same, each as `--set` takes it.
    pub statements: Vec<String>,
}

impl<'a> Known<'a> {
    pub(super) fn of(rulebook: &'a Rulebook, answers: &'a Answers) -> Self {
        let questions = rulebook.questions.keys();
        let asked: TiVec<QuestionId, Truth> =
            questions.clone().map(|index| answers.asked(rulebook, index)).collect();
        let options = |index: QuestionId| match asked[index] {
            Truth::Fails => Vec::new(),
            Truth::Holds | Truth::Open => answers.option_ids(rulebook, index),
        };
        Self { rulebook, answers, options: questions.map(options).collect(), asked }
    }

    /// Returns why a clause is in its state.
    pub(super) fn cause(&self, clause: &Clause, truth: Truth) -> Cause {
        let mut tests = Vec::new();
        let of_when = self.decisive(&clause.when, &mut tests);
        Cause {
            answers: self.deciding(&tests),
            why: self.why(truth, of_when, &tests),
            statements: self.each(&tests, |test| self.statement(test.variable)),
        }
    }

    /// Returns the answers that rule an architecture out, for each veto a clause of a sentence. What is
    /// absent is only an exception that does not apply, unless nothing else is left.
    pub(super) fn grounds_of_vetoes(
        &self,
        evaluation: &Evaluation,
        architecture: ArchitectureId,
    ) -> Vec<String> {
        let grounds = |clause: ClauseId| {
            let mut tests = Vec::new();
            self.decisive(&self.rulebook.clauses[clause].when, &mut tests);
            if tests.iter().any(|test| !self.is_absence(test)) {
                tests.retain(|test| !self.is_absence(test));
            }
            clause_list(&self.each(&tests, |test| self.said(test.variable)))
        };
        let vetoes = vetoing_clauses(self.rulebook, evaluation, architecture);
        vetoes.map(grounds).collect::<IndexSet<String>>().into_iter().collect()
    }

    /// Returns the answers that make a condition what it is.
    pub(super) fn deciding_answers(&self, condition: &Condition) -> IndexMap<String, Vec<String>> {
        let mut tests = Vec::new();
        self.decisive(condition, &mut tests);
        self.deciding(&tests)
    }

    /// Returns what a condition is by three-valued logic part by part, which calls a few conditions open
    /// that are decided: to explain, not to score. Adds the tests that decide it: of an `all` that fails
    /// those of the first failing part, of an `any` that holds those of the first holding part, else those
    /// of all parts that are like the whole.
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

    /// Returns whether a test is of an option of a multiple choice that does not apply.
    fn is_absence(&self, test: &Test) -> bool {
        let is_choice = self.rulebook.variables[test.variable].choice.is_some();
        is_choice && self.answers.sets()[test.variable].single() == Some(Variable::NO)
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

    fn why(&self, truth: Truth, of_when: Truth, tests: &[&Test]) -> String {
        match truth {
            Truth::Open => {
                let open = self.each(tests, |test| self.rulebook.unknown(test.variable));
                format!("depends on {}", and_list(&open))
            }
            Truth::Fails if of_when != Truth::Fails => {
                "an earlier branch of the rule counts instead".to_owned()
            }
            // A rule that always holds rests on no answer.
            _ if tests.is_empty() => "whatever the answers are".to_owned(),
            Truth::Holds | Truth::Fails => {
                format!("since {}", clause_list(&self.each(tests, |test| self.said(test.variable))))
            }
        }
    }

    /// Returns what is said of each test, everything once.
    fn each(&self, tests: &[&Test], said: impl Fn(&Test) -> String) -> Vec<String> {
        tests.iter().map(|test| said(test)).collect::<IndexSet<String>>().into_iter().collect()
    }

    /// Says what is known of a variable: `the budget is tight`, `3 teams will change the system`.
    fn said(&self, variable: VariableId) -> String {
        let question = self.rulebook.variables[variable].question;
        if self.asked[question] == Truth::Fails {
            return format!("“{}” is not asked", self.rulebook.questions[question].ask);
        }
        self.answers.clause(self.rulebook, variable)
    }

    /// Writes what is known of a variable as `--set` takes it: `teams=3`, `capabilities=-platform-team`.
    fn statement(&self, variable: VariableId) -> String {
        let Variable { question, choice } = self.rulebook.variables[variable];
        let word = match choice.and(self.answers.sets()[variable].single()) {
            Some(value) => self.rulebook.value_word(variable, value),
            None => self.answers.text(self.rulebook, question),
        };
        format!("{}={word}", self.rulebook.questions[question].id)
    }
}

/// Says what would lift a veto that holds, from what [`lifted_by`] returns.
pub(super) fn lift(rulebook: &Rulebook, clause: &Clause, lifting: &[(VariableId, OptionSet)]) -> String {
    let ways: Vec<String> = lifting
        .iter()
        .map(|(variable, options)| format!("if {}", rulebook.clause(*variable, *options)))
        .collect();
    match ways.as_slice() {
        [] => {
            format!(
                "No single answer lifts it: it holds as long as {}.",
                rulebook.condition_clause(&clause.when)
            )
        }
        ways => format!("The veto would be lifted {}.", ways.join(", or ")),
    }
}

/// Returns the single answers that would each lift a veto that holds, by variable.
pub(super) fn lifted_by(
    rulebook: &Rulebook,
    clause: &Clause,
    truth: Truth,
    answers: &Answers,
) -> Vec<(VariableId, OptionSet)> {
    if truth != Truth::Holds {
        return Vec::new();
    }
    let variables: BTreeSet<VariableId> = clause.when.tests().map(|test| test.variable).collect();
    let lifts = |variable: VariableId, option: usize| {
        let mut sets = answers.sets().to_vec();
        sets[variable] = OptionSet::only(option);
        clause.decided.truth(&sets) == Truth::Fails
    };
    let lifting = |variable: VariableId| {
        let options = (0..rulebook.size(variable)).filter(|&option| lifts(variable, option)).collect();
        (variable, options)
    };
    variables.into_iter().map(lifting).filter(|(_, options): &(_, OptionSet)| !options.is_empty()).collect()
}

/// Writes what [`lifted_by`] returns as `--set` takes it, by question.
pub(super) fn lifting_answers(
    rulebook: &Rulebook,
    lifting: &[(VariableId, OptionSet)],
) -> IndexMap<String, Vec<String>> {
    let mut answers: IndexMap<String, Vec<String>> = IndexMap::new();
    for (variable, options) in lifting {
        let question = rulebook.variables[*variable].question;
        let words = options.iter().map(|option| rulebook.value_word(*variable, option));
        answers.entry(rulebook.questions[question].id.clone()).or_default().extend(words);
    }
    answers
}
