//! Reads a condition: question ids, `all`, `any`, `not`, and the operators of each kind of question.

use super::validator::Validator;
use crate::diagnostic::{Code, Diagnostic, IdKind, did_you_mean};
use crate::document::Node;
use crate::options::OptionSet;
use crate::rulebook::condition::{Condition, Test, Variable};
use crate::rulebook::ids::QuestionId;
use crate::rulebook::model::{Kind, Question};

impl Validator<'_> {
    /// Reads the condition at `node`; all keys of one mapping must hold. `None` if an error was found.
    pub(super) fn condition(&mut self, node: &Node<'_>) -> Option<Condition> {
        let entries = node.entries("a condition", self.found);
        if entries.is_empty() {
            let help = "a condition names at least one question: `{geographic-spread: global}`";
            self.error_with_help(Code::MissingKey, "an empty condition", node.place(), help);
            return None;
        }
        let parts: Vec<_> = entries.iter().map(|(key, value)| self.condition_part(key, value)).collect();
        all_of(parts)
    }

    fn condition_part(&mut self, key: &str, node: &Node<'_>) -> Option<Condition> {
        match key {
            "all" => Some(Condition::All(self.condition_list(key, node)?)),
            "any" => Some(Condition::Any(self.condition_list(key, node)?)),
            "not" => Some(Condition::Not(Box::new(self.condition(node)?))),
            id => {
                let known = self.names.questions.iter().map(|question| question.id.as_str());
                let question: QuestionId = self.find(IdKind::Question, id, known, || node.key_place())?;
                self.test(&self.names.questions[question], node)
            }
        }
    }

    fn condition_list(&mut self, key: &str, node: &Node<'_>) -> Option<Vec<Condition>> {
        let items = node.items(&format!("`{key}`"), self.found);
        if items.is_empty() {
            let message = format!("`{key}` lists no condition");
            let help = "list the conditions: `[{question: option}, …]`";
            self.error_with_help(Code::MissingKey, message, node.place(), help);
            return None;
        }
        let parts: Vec<_> = items.iter().map(|item| self.condition(item)).collect();
        parts.into_iter().collect()
    }

    /// Reads the test of one question: an option, a list of options, or a mapping of operators.
    fn test(&mut self, question: &Question, node: &Node<'_>) -> Option<Condition> {
        if node.value().as_mapping().is_none() {
            return Some(one_of(question, self.options(question, node)?));
        }
        let operators = node.entries("operators", self.found);
        let parts: Vec<_> =
            operators.iter().map(|(operator, node)| self.operation(question, operator, node)).collect();
        all_of(parts)
    }

    fn operation(&mut self, question: &Question, operator: &str, node: &Node<'_>) -> Option<Condition> {
        let ordered = matches!(question.kind, Kind::Ordinal | Kind::Number);
        let multi = question.kind == Kind::Multi;
        let last = question.options.len().saturating_sub(1);
        match operator {
            "at_least" if ordered => {
                let from = self.option(question, node)?;
                Some(one_of(question, OptionSet::between(from, last)))
            }
            "at_most" if ordered => {
                let to = self.option(question, node)?;
                Some(one_of(question, OptionSet::between(0, to)))
            }
            "includes" if multi => Some(one_of(question, self.options(question, node)?)),
            "excludes" if multi => {
                let no = OptionSet::only(Variable::NO);
                let options = self.options(question, node)?;
                let test =
                    |option| Some(Condition::Test(Test { variable: question.variable(option), options: no }));
                all_of(options.iter().map(test).collect())
            }
            _ => {
                self.found.push(bad_operator(question, operator, node));
                None
            }
        }
    }

    pub(super) fn options(&mut self, question: &Question, node: &Node<'_>) -> Option<OptionSet> {
        let nodes = node.one_or_more();
        let options: Vec<_> = nodes.iter().map(|item| self.option(question, item)).collect();
        if options.is_empty() {
            let what = format!("the options of `{}`", question.id);
            self.found.push(node.wrong_shape(&what, "a list with an option in it"));
            return None;
        }
        options.into_iter().collect()
    }

    /// Reads the option that a scalar names; for a number also by its threshold.
    fn option(&mut self, question: &Question, node: &Node<'_>) -> Option<usize> {
        let Some(text) = node.text() else {
            self.found.push(node.wrong_shape(&format!("an option of `{}`", question.id), "an option id"));
            return None;
        };
        if let Some(option) = question.choice(&text) {
            return Some(option);
        }
        if let (Kind::Number, Ok(number)) = (question.kind, text.parse::<f64>()) {
            return self.option_from(question, number, node);
        }
        // An id may look like a number that is written in another way.
        let text = node.written().unwrap_or(text);
        if let Some(option) = question.choice(&text) {
            return Some(option);
        }
        let known = question.options.iter().map(|choice| choice.id.as_str());
        let message = format!("`{}` has no option `{text}`", question.id);
        self.error_with_help(Code::UnknownOption, message, node.place(), did_you_mean(&text, known));
        None
    }

    fn option_from(&mut self, question: &Question, number: f64, node: &Node<'_>) -> Option<usize> {
        let option = question.options.iter().position(|choice| choice.from == Some(number));
        if option.is_none() {
            let known: Vec<String> =
                question.options.iter().filter_map(|choice| Some(choice.from?.to_string())).collect();
            let message = format!("{number} is not where an option of `{}` starts", question.id);
            let help = format!("the options start at {}", known.join(", "));
            self.error_with_help(Code::OutOfScale, message, node.place(), help);
        }
        option
    }
}

/// All parts together; `None` if one could not be read.
fn all_of(parts: Vec<Option<Condition>>) -> Option<Condition> {
    let mut parts = parts.into_iter().collect::<Option<Vec<_>>>()?;
    if parts.len() == 1 { parts.pop() } else { Some(Condition::All(parts)) }
}

/// The question is one of `options`; for a `multi` question: includes one of them.
fn one_of(question: &Question, options: OptionSet) -> Condition {
    let first = question.variables.start;
    if question.kind != Kind::Multi {
        return Condition::Test(Test { variable: first, options });
    }
    let yes = OptionSet::only(Variable::YES);
    let mut tests: Vec<Condition> = options
        .iter()
        .map(|o| Condition::Test(Test { variable: question.variable(o), options: yes }))
        .collect();
    if tests.len() == 1 { tests.remove(0) } else { Condition::Any(tests) }
}

pub(super) fn bad_operator(question: &Question, operator: &str, node: &Node<'_>) -> Diagnostic {
    let fitting: &[&str] = match question.kind {
        Kind::Ordinal | Kind::Number => &["at_least", "at_most"],
        Kind::Multi => &["includes", "excludes"],
        Kind::Nominal => &[],
    };
    let message =
        format!("`{operator}` does not fit `{}`, which is {}", question.id, question.kind.describe());
    let meant = did_you_mean(operator, fitting.iter().copied());
    let help = match fitting {
        [] => "write an option or a list of options".to_owned(),
        _ if meant.starts_with("did you mean") => meant,
        _ => format!("write an option, a list of options, `{}`", fitting.join("` or `")),
    };
    Diagnostic::error(Code::BadOperator, message).at(node.key_place()).help(help)
}
