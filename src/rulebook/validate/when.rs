//! Reads a condition: question ids, `all`, `any`, `not`, and the operators of each kind of question.

use super::rules::Names;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::document::Node;
use crate::options::OptionSet;
use crate::rulebook::condition::{Condition, Test, Variable};
use crate::rulebook::model::{Kind, Question};

/// The condition at `node`; all keys of one mapping must hold. `None` if an error was found.
pub(super) fn condition(node: &Node<'_>, names: &Names<'_>, found: &mut Diagnostics) -> Option<Condition> {
    let entries = node.entries("a condition", found);
    if entries.is_empty() {
        let help = "a condition names at least one question: `{geographic-spread: global}`";
        found.push(Diagnostic::error(Code::MissingKey, "an empty condition").at(node.place()).help(help));
        return None;
    }
    let parts = entries.iter().map(|(key, value)| part(key, value, names, found));
    let parts: Vec<Option<Condition>> = parts.collect();
    all(parts.into_iter().collect::<Option<Vec<_>>>()?)
}

fn all(mut parts: Vec<Condition>) -> Option<Condition> {
    if parts.len() == 1 { parts.pop() } else { Some(Condition::All(parts)) }
}

fn part(key: &str, node: &Node<'_>, names: &Names<'_>, found: &mut Diagnostics) -> Option<Condition> {
    match key {
        "all" => Some(Condition::All(list(key, node, names, found)?)),
        "any" => Some(Condition::Any(list(key, node, names, found)?)),
        "not" => Some(Condition::Not(Box::new(condition(node, names, found)?))),
        id => {
            let Some(index) = names.questions.position(|question| question.id == id) else {
                let known = names.questions.iter().map(|question| question.id.as_str());
                let diagnostic =
                    Diagnostic::error(Code::UnknownQuestion, format!("there is no question `{id}`"));
                found.push(diagnostic.at(node.key_place()).help(did_you_mean(id, known)));
                return None;
            };
            test(&names.questions[index], node, found)
        }
    }
}

fn list(key: &str, node: &Node<'_>, names: &Names<'_>, found: &mut Diagnostics) -> Option<Vec<Condition>> {
    let items = node.items(&format!("`{key}`"), found);
    if items.is_empty() {
        let diagnostic = Diagnostic::error(Code::MissingKey, format!("`{key}` lists no condition"));
        found.push(diagnostic.at(node.place()).help("list the conditions: `[{question: option}, …]`"));
        return None;
    }
    let parts: Vec<Option<Condition>> = items.iter().map(|item| condition(item, names, found)).collect();
    parts.into_iter().collect()
}

/// The test of one question: an option, a list of options, or a mapping of operators.
fn test(question: &Question, node: &Node<'_>, found: &mut Diagnostics) -> Option<Condition> {
    if node.value().as_mapping().is_none() {
        let options = options(question, node, found)?;
        return Some(one_of(question, options));
    }
    let operators = node.entries("operators", found);
    let parts = operators.iter().map(|(operator, node)| operation(question, operator, node, found));
    let parts: Vec<Option<Condition>> = parts.collect();
    all(parts.into_iter().collect::<Option<Vec<_>>>()?)
}

fn operation(
    question: &Question,
    operator: &str,
    node: &Node<'_>,
    found: &mut Diagnostics,
) -> Option<Condition> {
    let ordered = matches!(question.kind, Kind::Ordinal | Kind::Number);
    let multi = question.kind == Kind::Multi;
    let last = question.options.len().saturating_sub(1);
    match operator {
        "at_least" if ordered => {
            let from = step(question, node, found)?;
            Some(one_of(question, OptionSet::between(from, last)))
        }
        "at_most" if ordered => {
            let to = step(question, node, found)?;
            Some(one_of(question, OptionSet::between(0, to)))
        }
        "includes" if multi => Some(one_of(question, options(question, node, found)?)),
        "excludes" if multi => {
            let options = options(question, node, found)?;
            let no = OptionSet::only(Variable::NO);
            let test = |o| Condition::Test(Test { variable: question.variables.start + o, options: no });
            all(options.iter().map(test).collect())
        }
        _ => {
            found.push(bad_operator(question, operator, node));
            None
        }
    }
}

fn bad_operator(question: &Question, operator: &str, node: &Node<'_>) -> Diagnostic {
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

/// The question is one of `options`; for a `multi` question: includes one of them.
fn one_of(question: &Question, options: OptionSet) -> Condition {
    let first = question.variables.start;
    if question.kind != Kind::Multi {
        return Condition::Test(Test { variable: first, options });
    }
    let yes = OptionSet::only(Variable::YES);
    let mut tests: Vec<Condition> =
        options.iter().map(|o| Condition::Test(Test { variable: first + o, options: yes })).collect();
    if tests.len() == 1 { tests.remove(0) } else { Condition::Any(tests) }
}

fn options(question: &Question, node: &Node<'_>, found: &mut Diagnostics) -> Option<OptionSet> {
    let steps: Vec<Option<usize>> =
        node.one_or_more().iter().map(|item| step(question, item, found)).collect();
    if steps.is_empty() {
        found.push(
            node.wrong_shape(&format!("the options of `{}`", question.id), "a list with an option in it"),
        );
        return None;
    }
    steps.into_iter().collect()
}

/// The option that a scalar names; for a number also by its threshold.
fn step(question: &Question, node: &Node<'_>, found: &mut Diagnostics) -> Option<usize> {
    let Some(text) = node.text() else {
        found.push(node.wrong_shape(&format!("an option of `{}`", question.id), "an option id"));
        return None;
    };
    if let Some(option) = question.choice(&text) {
        return Some(option);
    }
    if let (Kind::Number, Ok(number)) = (question.kind, text.parse::<f64>()) {
        let threshold = question.options.iter().position(|choice| choice.from == Some(number));
        if threshold.is_none() {
            let known: Vec<String> =
                question.options.iter().filter_map(|o| o.from).map(|f| f.to_string()).collect();
            let message = format!("{number} is not where an option of `{}` starts", question.id);
            let help = format!("the options start at {}", known.join(", "));
            found.push(Diagnostic::error(Code::OutOfScale, message).at(node.place()).help(help));
        }
        return threshold;
    }
    let known = question.options.iter().map(|choice| choice.id.as_str());
    let message = format!("`{}` has no option `{text}`", question.id);
    found.push(
        Diagnostic::error(Code::UnknownOption, message).at(node.place()).help(did_you_mean(&text, known)),
    );
    None
}

pub(super) fn too_complex(node: &Node<'_>) -> Diagnostic {
    Diagnostic::error(Code::TooComplex, "this condition falls into too many separate cases")
        .at(node.place())
        .help("split the rule into several, each with a simpler condition")
}
