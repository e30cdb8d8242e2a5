//! Questions, their options and scales, and when they are asked.

use typed_index_collections::{TiSlice, TiVec, ti_vec};

use super::ids::Ids;
use super::rules::Names;
use super::when;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Node;
use crate::options::OptionSet;
use crate::rulebook::condition::{Condition, Decided, Variable};
use crate::rulebook::ids::QuestionId;
use crate::rulebook::model::{Choice, Kind, Question};
use crate::rulebook::source::{ChoiceSource, Item, QuestionSource};

/// Names that the command line uses for its own flags, so that no question may have them.
pub const RESERVED_FLAGS: [&str; 44] = [
    "accessible",
    "adr-style",
    "among",
    "architecture",
    "baseline",
    "color",
    "coverage",
    "date",
    "exit-zero",
    "expect",
    "explain",
    "fail-on",
    "file",
    "fixed",
    "format",
    "help",
    "input",
    "min-margin",
    "name",
    "no-input",
    "no-save",
    "no-standings",
    "order",
    "output",
    "quality",
    "question",
    "resume",
    "review",
    "rule",
    "rules",
    "samples",
    "save",
    "seed",
    "set",
    "standings",
    "status",
    "summary",
    "supersedes",
    "template",
    "title",
    "today",
    "version",
    "weight",
    "what-if",
];

/// The questions without their `ask_when`, which needs all questions to be known first.
pub(super) fn questions(
    items: &[Item<'_, QuestionSource>],
    found: &mut Diagnostics,
) -> (TiVec<QuestionId, Question>, Vec<Variable>) {
    let mut ids = Ids::new("question");
    let mut questions: TiVec<QuestionId, Question> = TiVec::new();
    let mut variables = Vec::new();
    for Item { source, node, .. } in items {
        let question = questions.next_key();
        ids.define(&source.id, node, found);
        if RESERVED_FLAGS.contains(&source.id.as_str()) {
            let message =
                format!("a question cannot be called `{0}`: `--{0}` means something else", source.id);
            let place = node.entry("id").map_or_else(|| node.place(), |id| id.place());
            found.push(Diagnostic::error(Code::ReservedName, message).at(place).help("choose another id"));
        }
        let options = choices(source, node, found);
        let first = variables.len();
        match source.kind {
            Kind::Multi => {
                variables.extend((0..options.len()).map(|o| Variable { question, choice: Some(o) }))
            }
            _ => variables.push(Variable { question, choice: None }),
        }
        questions.push(Question {
            id: source.id.clone(),
            at: node.whereabouts(),
            ask: source.ask.clone(),
            help: source.help.clone(),
            kind: source.kind,
            options,
            unit: source.unit.clone(),
            max: source.max,
            opening: source.opening,
            ask_when: None,
            asked: Decided::always(),
            variables: first..variables.len(),
        });
    }
    (questions, variables)
}

/// The number of options of each variable.
pub(super) fn sizes(questions: &TiSlice<QuestionId, Question>, variables: &[Variable]) -> Vec<usize> {
    let size = |v: &Variable| if v.choice.is_some() { 2 } else { questions[v.question].options.len() };
    variables.iter().map(size).collect()
}

fn choices(source: &QuestionSource, node: &Node<'_>, found: &mut Diagnostics) -> Vec<Choice> {
    let mut ids = Ids::new("option");
    let nodes = node.entry("options").map(|options| options.items("`options`", found)).unwrap_or_default();
    let least = if source.kind == Kind::Multi { 1 } else { 2 };
    if !(least..=OptionSet::CAPACITY).contains(&source.options.len()) {
        let message = format!("`{}` has {} options", source.id, source.options.len());
        let help = format!("a question of this kind has {least} to {} options", OptionSet::CAPACITY);
        found.push(Diagnostic::error(Code::BadOptions, message).at(node.key_place()).help(help));
    }
    let mut before: Option<f64> = None;
    for (choice, node) in source.options.iter().zip(&nodes) {
        ids.define(&choice.id, node, found);
        if source.kind == Kind::Multi && choice.id == "none" {
            let message = "`none` cannot be an option of a multi question: it means that no option applies";
            found.push(Diagnostic::error(Code::BadId, message).at(node.place()).help("leave the option out"));
        }
        threshold(source.kind, choice, &mut before, node, found);
    }
    let label = |choice: &ChoiceSource| choice.label.clone().unwrap_or_else(|| choice.id.replace('-', " "));
    let choice =
        |choice: &ChoiceSource| Choice { id: choice.id.clone(), label: label(choice), from: choice.from };
    source.options.iter().take(OptionSet::CAPACITY).map(choice).collect()
}

fn threshold(
    kind: Kind,
    choice: &ChoiceSource,
    before: &mut Option<f64>,
    node: &Node<'_>,
    found: &mut Diagnostics,
) {
    let message = match (kind, choice.from) {
        (Kind::Number, None) => format!("the option `{}` of a number has no `from`", choice.id),
        (Kind::Number, Some(from)) if !from.is_finite() || before.is_some_and(|before| from <= before) => {
            format!("`from: {from}` does not rise above the option before it")
        }
        (Kind::Number, Some(from)) => {
            *before = Some(from);
            return;
        }
        (_, Some(_)) => "only the options of a number have `from`".to_owned(),
        (_, None) => return,
    };
    let help = "each option of a number starts at its `from`, in rising order";
    found.push(Diagnostic::error(Code::BadOptions, message).at(node.place()).help(help));
}

/// For each question its `ask_when` and where that makes it asked. Needs no order in the file, but no circle.
pub(super) fn asked(
    items: &[Item<'_, QuestionSource>],
    names: &Names<'_>,
    found: &mut Diagnostics,
) -> TiVec<QuestionId, (Option<Condition>, Decided)> {
    let mut read = |item: &Item<'_, QuestionSource>| {
        item.source.ask_when.as_ref()?;
        when::condition(&item.node.entry("ask_when")?, names, found)
    };
    let conditions: TiVec<QuestionId, Option<Condition>> = items.iter().map(&mut read).collect();
    let mut decided: TiVec<QuestionId, Option<Decided>> = ti_vec![None; items.len()];
    // Each round decides the questions that depend on decided ones only; what is left is a circle.
    while let Some(next) =
        decided.keys().find(|&q| decided[q].is_none() && ready(&conditions[q], names, &decided))
    {
        decided[next] = Some(decide(&conditions[next], names, &decided, &items[usize::from(next)], found));
    }
    for (item, decided) in items.iter().zip(&decided) {
        if decided.is_none() {
            let message = format!("`{}` depends on itself through `ask_when`", item.source.id);
            let place =
                item.node.entry("ask_when").map_or_else(|| item.node.place(), |node| node.key_place());
            let help = "ask one of the questions in the circle unconditionally";
            found.push(Diagnostic::error(Code::AskCycle, message).at(place).help(help));
        }
    }
    conditions.into_iter().zip(decided.into_iter().map(|d| d.unwrap_or_else(Decided::always))).collect()
}

fn ready(
    condition: &Option<Condition>,
    names: &Names<'_>,
    decided: &TiSlice<QuestionId, Option<Decided>>,
) -> bool {
    let mut ready = true;
    if let Some(condition) = condition {
        condition.each_test(&mut |test| ready &= decided[names.variables[test.variable].question].is_some());
    }
    ready
}

fn decide(
    condition: &Option<Condition>,
    names: &Names<'_>,
    decided: &TiSlice<QuestionId, Option<Decided>>,
    item: &Item<'_, QuestionSource>,
    found: &mut Diagnostics,
) -> Decided {
    let Some(condition) = condition else { return Decided::always() };
    let asked: TiVec<QuestionId, Decided> =
        decided.iter().map(|d| d.clone().unwrap_or_else(Decided::always)).collect();
    names.decide(condition, &asked).unwrap_or_else(|_| {
        found.push(when::too_complex(&item.node.entry("ask_when").unwrap_or_else(|| item.node.clone())));
        Decided::always()
    })
}
