//! Answers in words: each a clause that follows "since" or "if".

use super::condition::{Condition, Test, Variable};
use super::describe::{clause_list, or_clause_list, or_list, thousands};
use super::ids::{QuestionId, VariableId};
use super::model::{Choice, Question, Rulebook};
use crate::options::OptionSet;

/// Where the words of an option stand in the clause of its question.
pub(super) const GAP: &str = "{}";

impl Rulebook {
    /// Says that a variable has one of some values: `the budget is tight or sufficient`, `there is no
    /// platform team`.
    pub fn clause(&self, variable: VariableId, values: OptionSet) -> String {
        let Variable { question, choice } = self.variables[variable];
        let asked = &self.questions[question];
        match choice {
            Some(choice) => match values.single() {
                Some(Variable::YES) => asked.options[choice].applies(),
                Some(_) => asked.options[choice].does_not_apply(),
                None => format!("it is open whether {}", asked.options[choice].applies()),
            },
            None => asked.clause(values),
        }
    }

    /// Says the number that answers a question: `3 teams will change the system`.
    pub fn number_clause(&self, question: QuestionId, number: f64) -> String {
        let asked = &self.questions[question];
        asked.filled(&[asked.with_unit(number)])
    }

    /// Says what is to be found out, to follow "depends on": `whether there is a platform team`, `“How much
    /// money is there?”`.
    pub fn unknown(&self, variable: VariableId) -> String {
        let Variable { question, choice } = self.variables[variable];
        let asked = &self.questions[question];
        match choice {
            Some(choice) => format!("whether {}", asked.options[choice].applies()),
            None => format!("“{}”", asked.ask),
        }
    }

    /// Says the same to follow "it is open": `whether there is a platform team`, `what answers “How much
    /// money is there?”`.
    pub fn open_clause(&self, variable: VariableId) -> String {
        match self.variables[variable].choice {
            Some(_) => self.unknown(variable),
            None => format!("what the answer to {} is", self.unknown(variable)),
        }
    }

    /// Says a condition: `the budget is tight and there is a platform team`.
    pub fn condition_clause(&self, condition: &Condition) -> String {
        self.said(condition, false)
    }

    /// Says a condition, or that it does not hold, which turns "and" into "or".
    fn said(&self, condition: &Condition, is_denied: bool) -> String {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => {
                let is_all = matches!(condition, Condition::All(_)) != is_denied;
                let parts: Vec<String> = parts.iter().map(|part| self.said(part, is_denied)).collect();
                match (parts.len(), is_all) {
                    (0, true) => "always".to_owned(),
                    (0, false) => "never".to_owned(),
                    (1, _) | (_, true) => clause_list(&parts),
                    (_, false) => {
                        // One "either" is enough for alternatives within alternatives.
                        let parts = parts.iter().map(|part| part.trim_start_matches("either ").to_owned());
                        format!("either {}", or_list(&parts.collect::<Vec<_>>()))
                    }
                }
            }
            Condition::Not(inner) => self.said(inner, !is_denied),
            Condition::Test(Test { variable, options }) => {
                let all = OptionSet::full(self.size(*variable));
                self.clause(*variable, if is_denied { all.difference(*options) } else { *options })
            }
        }
    }
}

impl Question {
    /// Says that one of some options applies.
    fn clause(&self, options: OptionSet) -> String {
        let words = |option: usize| self.options[option].words();
        match (&self.says, options.iter().all(|option| self.options[option].says.is_some())) {
            (None, true) => alternatives(&options.iter().map(words).collect::<Vec<_>>()),
            _ => self.filled(&options.iter().map(words).collect::<Vec<_>>()),
        }
    }

    fn filled(&self, words: &[String]) -> String {
        let words = alternatives(words);
        match &self.says {
            Some(says) => says.replacen(GAP, &words, 1),
            None => format!("the answer to “{}” is {words}", self.ask),
        }
    }

    /// Returns a number with its unit: `1 team`, `20 requests a second`.
    pub fn with_unit(&self, number: f64) -> String {
        let one = self.unit_of_one.as_ref().filter(|_| number == 1.0);
        match one.or(self.unit.as_ref()) {
            Some(unit) => format!("{} {unit}", thousands(number)),
            None => thousands(number),
        }
    }
}

/// Joins what may be so: `a, b or c`; with a comma before the "or" too where one of them has an "or" or a "but"
/// of its own, so that one hears where it ends.
fn alternatives(words: &[String]) -> String {
    let is_compound = |words: &String| words.contains(" or ") || words.contains(" but ");
    if words.iter().any(is_compound) { or_clause_list(words) } else { or_list(words) }
}

impl Choice {
    fn words(&self) -> String {
        self.says.clone().unwrap_or_else(|| format!("“{}”", self.label))
    }

    fn applies(&self) -> String {
        self.says.clone().unwrap_or_else(|| format!("“{}” applies", self.label))
    }

    fn does_not_apply(&self) -> String {
        self.says_not.clone().unwrap_or_else(|| format!("“{}” does not apply", self.label))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: &str = "
        rulebook: {id: small, version: 1.0.0, title: Small}
        architectures: [{id: a, name: A, summary: A.}, {id: b, name: B, summary: B.}]
        qualities: [{id: cost, name: Cost, about: A}]
        questions:
          - {id: money, ask: How much?, kind: ordinal, says: 'the budget is {}',
             options: [{id: low, says: tight}, {id: middle}, {id: high, says: ample}]}
          - {id: crew, ask: How many?, kind: number, unit: teams, unit_of_one: team, says: '{} build it',
             options: [{id: few, from: 0, says: up to 9 teams}, {id: many, from: 10}]}
          - {id: means, ask: Which?, kind: multi,
             options: [{id: tests, says: there are tests, says_not: there are no tests}, {id: logs}]}
          - {id: place, ask: Where?, kind: nominal, options: [{id: here}, {id: there}]}
        rules:
          - {id: x, quality: cost, points: {a: 1}, because: Of it.,
             when: {any: [{money: low, means: {includes: logs}}, {not: {money: low, place: here}}]}}
    ";

    #[test]
    fn answers_are_clauses() {
        let (rulebook, _) = Rulebook::parse(vec![("small.yaml".to_owned(), RULES.to_owned())]).unwrap();
        let clause = |variable: usize, values: &[usize]| {
            rulebook.clause(VariableId::from(variable), values.iter().copied().collect())
        };
        assert_eq!(clause(0, &[0]), "the budget is tight");
        assert_eq!(clause(0, &[0, 1, 2]), "the budget is tight, “middle” or ample");
        assert_eq!(clause(1, &[0]), "up to 9 teams build it");
        assert_eq!(clause(2, &[0]), "there are no tests");
        assert_eq!(clause(2, &[1]), "there are tests");
        assert_eq!(clause(3, &[0]), "“logs” does not apply");
        assert_eq!(clause(4, &[1]), "the answer to “Where?” is “there”");
        let crew = rulebook.question("crew").unwrap();
        let numbers = [1.0, 2.0, 4_000.0].map(|number| rulebook.number_clause(crew, number));
        assert_eq!(numbers, ["1 team build it", "2 teams build it", "4,000 teams build it"]);
        assert_eq!(rulebook.unknown(VariableId::from(0)), "“How much?”");
        assert_eq!(rulebook.unknown(VariableId::from(2)), "whether there are tests");
    }

    #[test]
    fn a_denied_condition_is_said_by_what_it_leaves() {
        let (rulebook, _) = Rulebook::parse(vec![("small.yaml".to_owned(), RULES.to_owned())]).unwrap();
        let rule = rulebook.clauses.first().unwrap();
        let said = rulebook.condition_clause(&rule.when);
        let second = "the budget is “middle” or ample or the answer to “Where?” is “there”";
        assert_eq!(said, format!("either the budget is tight, and “logs” applies or {second}"));
    }
}
