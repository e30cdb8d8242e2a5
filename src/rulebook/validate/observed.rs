//! What facts of a repository say of the answers to a question.

use typed_index_collections::TiVec;

use super::validator::Validator;
use crate::diagnostic::{Code, did_you_mean};
use crate::document::Node;
use crate::fact::FactKind;
use crate::options::OptionSet;
use crate::rulebook::condition::Variable;
use crate::rulebook::ids::QuestionId;
use crate::rulebook::model::{Kind, Question};
use crate::rulebook::observed::Observed;
use crate::rulebook::source::{Entry, QuestionSource};

const KEYS: [&str; 3] = ["fact", "options", "hint"];

impl Validator<'_> {
    /// For each question what facts say of it.
    pub(super) fn observed(
        &mut self,
        entries: &[Entry<'_, QuestionSource>],
    ) -> TiVec<QuestionId, Vec<Observed>> {
        let names = self.names;
        let mut of = |(entry, question): (&Entry<'_, QuestionSource>, &Question)| {
            let nodes = entry.node.entry("observed").map(|node| node.one_or_more()).unwrap_or_default();
            let mut all: Vec<Observed> = Vec::new();
            for node in &nodes {
                let Some(observed) = self.observed_entry(node, question) else { continue };
                if all.iter().any(|other| other.fact == observed.fact) {
                    let message = format!("`{}` is observed by `{}` twice", question.id, observed.fact.id());
                    self.error_with_help(Code::BadObserved, message, node.place(), "keep one of them");
                }
                all.push(observed);
            }
            all
        };
        entries.iter().zip(&names.questions).map(&mut of).collect()
    }

    fn observed_entry(&mut self, node: &Node<'_>, question: &Question) -> Option<Observed> {
        let (mut fact, mut options, mut hint) = (None, None, false);
        for (key, node) in node.entries("`observed`", self.found) {
            match key.as_str() {
                "fact" => fact = self.fact(&node),
                "options" => options = Some(node),
                "hint" => match node.value().as_bool() {
                    Some(is_hint) => hint = is_hint,
                    None => self.found.push(node.wrong_shape("`hint`", "`true` or `false`")),
                },
                unknown => self.found.push(node.unknown_key(unknown, &KEYS)),
            }
        }
        if node.entry("fact").is_none() {
            let help = "add `fact: …`; `archwise observe --facts` lists them";
            self.error_with_help(Code::MissingKey, "`observed` names no `fact`", node.place(), help);
        }
        let fact = fact?;
        let by_level = match &options {
            Some(node) => self.by_level(fact, node, question),
            None => vec![None; fact.levels().len()],
        };
        if let (None, false, false) = (&options, hint, fact.is_number()) {
            let message = format!("nothing is said of what `{}` leaves possible", fact.id());
            let help = "add `options: {LEVEL: ANSWER, …}`, or `hint: true` to show it only";
            self.error_with_help(Code::BadObserved, message, node.place(), help);
        }
        if fact.is_number() && options.is_none() && question.kind != Kind::Number {
            let message = format!("`{}` counts teams, and `{}` is no number", fact.id(), question.id);
            let help = "observe it for a question of the kind `number`";
            self.error_with_help(Code::BadObserved, message, node.place(), help);
        }
        Some(Observed { fact, by_level, hint })
    }

    fn fact(&mut self, node: &Node<'_>) -> Option<FactKind> {
        let id = node.expect_text("the fact", self.found)?;
        let fact = FactKind::find(&id);
        if fact.is_none() {
            let known = FactKind::ALL.into_iter().map(FactKind::id);
            let message = format!("there is no fact `{id}`");
            self.error_with_help(Code::UnknownFact, message, node.place(), did_you_mean(&id, known));
        }
        fact
    }

    /// What each level of a fact leaves possible. On a scale a higher level is all that a lower one is, so
    /// that it must not allow what that excludes.
    fn by_level(
        &mut self,
        fact: FactKind,
        node: &Node<'_>,
        question: &Question,
    ) -> Vec<Option<Vec<OptionSet>>> {
        let mut all: Vec<Option<Vec<OptionSet>>> = vec![None; fact.levels().len()];
        for (id, node) in node.entries("`options`", self.found) {
            let Some(level) = fact.level(&id) else {
                let message = format!("the fact `{}` has no level `{id}`", fact.id());
                let help = match fact.levels() {
                    [] => "it has none: leave `options` out".to_owned(),
                    levels => did_you_mean(&id, levels.iter().map(|level| level.id)),
                };
                self.error_with_help(Code::UnknownFact, message, node.key_place(), help);
                continue;
            };
            all[level] = self.left_possible(question, &node);
            let is_wider = |lower: &Vec<OptionSet>, higher: &Vec<OptionSet>| {
                lower.iter().zip(higher).any(|(lower, higher)| !higher.is_subset(*lower))
            };
            let lower = all[..level].iter().flatten().next_back();
            if let (true, Some(lower), Some(higher)) = (fact.is_scale(), lower, &all[level])
                && is_wider(lower, higher)
            {
                let message = format!("`{id}` allows what a lower level of `{}` excludes", fact.id());
                let help = "a higher level is all that a lower one is: give levels in their order, each \
                            narrower than the one before";
                self.error_with_help(Code::BadObserved, message, node.place(), help);
            }
        }
        all
    }

    /// Reads an answer as an answers file gives it: an option, a list, or operators.
    fn left_possible(&mut self, question: &Question, node: &Node<'_>) -> Option<Vec<OptionSet>> {
        let mut sets = match question.kind {
            Kind::Multi => vec![OptionSet::full(2); question.options.len()],
            _ => vec![OptionSet::full(question.options.len())],
        };
        if node.value().as_mapping().is_none() {
            self.narrow(question, "", node, &mut sets)?;
        } else {
            for (operator, node) in node.entries("an answer", self.found) {
                self.narrow(question, &operator, &node, &mut sets)?;
            }
        }
        let says_nothing = sets.iter().all(|set| set.len() > 1) && question.kind == Kind::Multi
            || question.kind != Kind::Multi && sets[0] == OptionSet::full(question.options.len());
        if sets.iter().any(|set| set.is_empty()) || says_nothing {
            let message = format!("this leaves every option of `{}` possible, or none", question.id);
            let help = "name what is left possible at this level, or leave the level out";
            self.error_with_help(Code::BadObserved, message, node.place(), help);
            return None;
        }
        Some(sets)
    }

    fn narrow(
        &mut self,
        question: &Question,
        operator: &str,
        node: &Node<'_>,
        sets: &mut [OptionSet],
    ) -> Option<()> {
        let options = self.options(question, node)?;
        let is_ordered = matches!(question.kind, Kind::Ordinal | Kind::Number);
        let last = question.options.len().saturating_sub(1);
        match (operator, question.kind) {
            ("includes", Kind::Multi) => {
                options.iter().for_each(|option| sets[option] = OptionSet::only(Variable::YES));
            }
            ("excludes", Kind::Multi) => {
                options.iter().for_each(|option| sets[option] = OptionSet::only(Variable::NO));
            }
            ("", Kind::Ordinal | Kind::Nominal | Kind::Number) => sets[0] = sets[0].intersection(options),
            ("excludes", _) => sets[0] = sets[0].difference(options),
            ("at_least", _) if is_ordered => {
                let from = options.first()?;
                sets[0] = sets[0].intersection(OptionSet::between(from, last));
            }
            ("at_most", _) if is_ordered => {
                let to = options.iter().last()?;
                sets[0] = sets[0].intersection(OptionSet::between(0, to));
            }
            _ => {
                self.found.push(super::condition::bad_operator(question, operator, node));
                return None;
            }
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use crate::fact::FactKind;
    use crate::rulebook::Rulebook;

    fn read(observed: &str) -> Result<Rulebook, Vec<String>> {
        let text = format!(
            "
rulebook: {{id: small, version: 1.0.0, title: Small}}
architectures: [{{id: one, name: One, summary: S.}}, {{id: two, name: Two, summary: S.}}]
qualities: [{{id: speed, name: Speed, about: How fast.}}]
questions:
  - id: pace
    ask: How often?
    kind: ordinal
    options: [{{id: slow}}, {{id: medium}}, {{id: fast}}]
    observed: {observed}
"
        );
        let read = Rulebook::parse(vec![("small.yaml".to_owned(), text)]);
        read.map(|(rulebook, _)| rulebook).map_err(|found| {
            found.iter().map(|error| format!("{}: {}", error.code.id(), error.message)).collect()
        })
    }

    #[test]
    fn a_level_leaves_options_possible() {
        let rulebook = read("{fact: releases, options: {weekly: {at_least: medium}, daily: fast}}").unwrap();
        let [observed] = rulebook.questions.raw[0].observed.as_slice() else { panic!() };
        assert_eq!(observed.fact, FactKind::Releases);
        let sets: Vec<Option<usize>> =
            observed.by_level.iter().map(|sets| sets.as_ref().map(|sets| sets[0].len())).collect();
        assert_eq!(sets, [None, None, Some(2), Some(1), None]);
        assert_eq!(read("[{fact: regions, hint: true}]").unwrap().questions.raw[0].observed.len(), 1);
    }

    #[test]
    fn each_mistake_is_named() {
        for (observed, error) in [
            ("{fact: relases, options: {}}", "unknown-fact: there is no fact `relases`"),
            ("{options: {weekly: fast}}", "missing-key: `observed` names no `fact`"),
            (
                "{fact: releases, options: {wekly: fast}}",
                "unknown-fact: the fact `releases` has no level `wekly`",
            ),
            ("{fact: releases, options: {weekly: fats}}", "unknown-option: `pace` has no option `fats`"),
            ("{fact: releases}", "bad-observed: nothing is said of what `releases` leaves possible"),
            (
                "{fact: releases, options: {weekly: {at_least: slow}}}",
                "bad-observed: this leaves every option of `pace` possible, or none",
            ),
            (
                "{fact: releases, options: {weekly: fast, daily: {at_least: medium}}}",
                "bad-observed: `daily` allows what a lower level of `releases` excludes",
            ),
            ("{fact: people}", "bad-observed: `people` counts teams, and `pace` is no number"),
            (
                "[{fact: code, hint: true}, {fact: code, hint: true}]",
                "bad-observed: `pace` is observed by `code` twice",
            ),
            (
                "{fact: code, hint: perhaps, options: {exists: fast}}",
                "wrong-shape: `hint` must be `true` or `false`, not a text",
            ),
            ("{fact: code, hint: true, today: fast}", "unknown-key: unknown key `today`"),
        ] {
            assert_eq!(read(observed).unwrap_err(), [error], "{observed}");
        }
    }
}
