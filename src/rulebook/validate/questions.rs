//! Questions, their options and scales, and when they are asked.

use typed_index_collections::{TiSlice, TiVec, ti_vec};

use super::ids::Ids;
use super::validator::{Validator, place_of, too_complex};
use crate::diagnostic::Code;
use crate::document::Node;
use crate::rulebook::condition::{Condition, TruthRegions, Variable};
use crate::rulebook::ids::{QuestionId, VariableId};
use crate::rulebook::limits::MAX_OPTIONS;
use crate::rulebook::model::{Choice, Kind, Question};
use crate::rulebook::source::{ChoiceSource, Entry, QuestionSource};

/// Names that the command line uses for its own flags, so that no question may have them.
pub const RESERVED_FLAGS: [&str; 59] = [
    "accessible",
    "adr-style",
    "among",
    "anonymous",
    "architecture",
    "as",
    "ask",
    "baseline",
    "color",
    "coverage",
    "date",
    "decider",
    "exit-zero",
    "expect",
    "explain",
    "fail-on",
    "file",
    "fixed",
    "format",
    "full",
    "help",
    "input",
    "json",
    "min-margin",
    "name",
    "no-input",
    "no-pager",
    "no-save",
    "no-standings",
    "observe",
    "order",
    "output",
    "picture",
    "preset",
    "quality",
    "question",
    "quiet",
    "reports",
    "resume",
    "review",
    "rule",
    "rules",
    "samples",
    "save",
    "section",
    "seed",
    "set",
    "standings",
    "status",
    "summary",
    "supersedes",
    "template",
    "timings",
    "title",
    "today",
    "version",
    "weight",
    "what-if",
    "why-not",
];

impl Validator<'_> {
    /// The questions without their `ask_when`, which may name any of them, and their variables.
    pub(super) fn questions(
        &mut self,
        entries: &[Entry<'_, QuestionSource>],
    ) -> (TiVec<QuestionId, Question>, TiVec<VariableId, Variable>) {
        let mut ids = Ids::new("question");
        let mut questions: TiVec<QuestionId, Question> = TiVec::new();
        let mut variables = TiVec::new();
        for Entry { source, node, .. } in entries {
            let question = questions.next_key();
            self.define(&mut ids, &source.id, node);
            if RESERVED_FLAGS.contains(&source.id.as_str()) {
                let message =
                    format!("a question cannot be called `{0}`: `--{0}` means something else", source.id);
                self.error_with_help(Code::ReservedName, message, place_of(node, "id"), "choose another id");
            }
            let options = self.choices(source, node);
            let first = variables.next_key();
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
                unit_of_one: source.unit_of_one.clone(),
                says: source.says.clone(),
                max: source.max,
                opening: source.opening,
                formerly: self.formerly(node),
                fixed: source.fixed,
                usual: Vec::new(),
                usual_sources: Vec::new(),
                observed: Vec::new(),
                ask_when: None,
                asked: TruthRegions::always(),
                variables: first..variables.next_key(),
            });
        }
        self.check_former_names(entries, &questions.raw);
        entries.iter().for_each(|entry| self.check_words(entry));
        (questions, variables)
    }

    fn choices(&mut self, source: &QuestionSource, node: &Node<'_>) -> Vec<Choice> {
        let mut ids = Ids::new("option");
        let nodes = node.entry("options").map(|options| options.items("`options`", self.found));
        let least = if source.kind == Kind::Multi { 1 } else { 2 };
        if !(least..=MAX_OPTIONS).contains(&source.options.len()) {
            let message = format!("`{}` has {} options", source.id, source.options.len());
            let help = format!("a question of this kind has {least} to {} options", MAX_OPTIONS);
            self.error_with_help(Code::BadOptions, message, node.key_place(), help);
        }
        let mut before: Option<f64> = None;
        let mut choices = Vec::new();
        for (choice, node) in source.options.iter().zip(&nodes.unwrap_or_default()).take(MAX_OPTIONS) {
            self.define(&mut ids, &choice.id, node);
            if source.kind == Kind::Multi && choice.id == "none" {
                let message =
                    "`none` cannot be an option of a multi question: it means that no option applies";
                self.error_with_help(Code::BadId, message, node.place(), "leave the option out");
            }
            match threshold(source.kind, choice, before) {
                Ok(from) => before = from,
                Err(message) => {
                    let help = "each option of a number starts at its `from`, in rising order";
                    self.error_with_help(Code::BadOptions, message, node.place(), help);
                }
            }
            choices.push(self.choice(choice, node));
        }
        choices
    }

    fn choice(&mut self, source: &ChoiceSource, node: &Node<'_>) -> Choice {
        Choice {
            id: source.id.clone(),
            label: source.label.clone().unwrap_or_else(|| source.id.replace('-', " ")),
            example: source.example.clone(),
            says: source.says.clone(),
            says_not: source.says_not.clone(),
            formerly: self.formerly(node),
            added: source.added,
            from: source.from,
        }
    }

    /// For each question its `ask_when` and where that makes it asked. The order in the file is free, but
    /// there must be no circle.
    pub(super) fn asked(
        &mut self,
        entries: &[Entry<'_, QuestionSource>],
    ) -> TiVec<QuestionId, (Option<Condition>, TruthRegions)> {
        let conditions: TiVec<QuestionId, Option<Condition>> =
            entries.iter().map(|entry| self.ask_when(entry)).collect();
        let mut decided: TiVec<QuestionId, Option<TruthRegions>> = ti_vec![None; entries.len()];
        // Each round decides the questions that depend on decided ones only; what is left is a circle.
        while let Some(next) =
            decided.keys().find(|&q| decided[q].is_none() && self.is_decidable(&conditions[q], &decided))
        {
            let node = &entries[usize::from(next)].node;
            decided[next] = Some(self.decide_asked(conditions[next].as_ref(), &decided, node));
        }
        for (entry, _) in entries.iter().zip(&decided).filter(|(_, decided)| decided.is_none()) {
            let node = entry.node.entry("ask_when").unwrap_or_else(|| entry.node.clone());
            let message = format!("`{}` depends on itself through `ask_when`", entry.source.id);
            let help = "ask one of the questions in the circle unconditionally";
            self.error_with_help(Code::AskCycle, message, node.key_place(), help);
        }
        conditions
            .into_iter()
            .zip(decided.into_iter().map(|d| d.unwrap_or_else(TruthRegions::always)))
            .collect()
    }

    fn ask_when(&mut self, entry: &Entry<'_, QuestionSource>) -> Option<Condition> {
        entry.source.ask_when.as_ref()?;
        self.condition(&entry.node.entry("ask_when")?)
    }

    /// Returns whether it is known of every question in the condition where it is asked.
    fn is_decidable(
        &self,
        condition: &Option<Condition>,
        decided: &TiSlice<QuestionId, Option<TruthRegions>>,
    ) -> bool {
        let mut tests = condition.iter().flat_map(Condition::tests);
        tests.all(|test| decided[self.names.variables[test.variable].question].is_some())
    }

    fn decide_asked(
        &mut self,
        condition: Option<&Condition>,
        decided: &TiSlice<QuestionId, Option<TruthRegions>>,
        node: &Node<'_>,
    ) -> TruthRegions {
        let Some(condition) = condition else { return TruthRegions::always() };
        let asked: TiVec<QuestionId, TruthRegions> =
            decided.iter().map(|d| d.clone().unwrap_or_else(TruthRegions::always)).collect();
        self.names.decide(condition, &asked).unwrap_or_else(|_| {
            self.found.push(too_complex(&node.entry("ask_when").unwrap_or_else(|| node.clone())));
            TruthRegions::always()
        })
    }
}

/// The number of options of each variable.
pub(super) fn sizes(
    questions: &TiSlice<QuestionId, Question>,
    variables: &TiSlice<VariableId, Variable>,
) -> TiVec<VariableId, usize> {
    let size = |v: &Variable| if v.choice.is_some() { 2 } else { questions[v.question].options.len() };
    variables.iter().map(size).collect()
}

/// The threshold that the one after this must rise above, or what is wrong with this.
fn threshold(kind: Kind, choice: &ChoiceSource, before: Option<f64>) -> Result<Option<f64>, String> {
    match (kind, choice.from) {
        (Kind::Number, None) => Err(format!("the option `{}` of a number has no `from`", choice.id)),
        (Kind::Number, Some(from)) if !from.is_finite() || before.is_some_and(|before| from <= before) => {
            Err(format!("`from: {from}` does not rise above the option before it"))
        }
        (Kind::Number, Some(from)) => Ok(Some(from)),
        (_, Some(_)) => Err("only the options of a number have `from`".to_owned()),
        (_, None) => Ok(before),
    }
}
