//! The advice that comes with each architecture: its texts, its conditions and what it cites.

use serde_yaml::Value;
use typed_index_collections::TiVec;

use super::validator::{Validator, place_of, too_complex};
use crate::diagnostic::Code;
use crate::document::Node;
use crate::rulebook::guidance::{FirstSteps, Guidance, Measure, Need, Risk, Variant, When};
use crate::rulebook::ids::ArchitectureId;
use crate::rulebook::limits::{MAX_ARCHITECTURES, MAX_STEPS};
use crate::rulebook::source::{
    ArchitectureSource, Entry, FirstStepsSource, MeasureSource, NeedSource, RiskSource, VariantSource,
};

impl Validator<'_> {
    /// The advice of each architecture, which may test any question.
    pub(super) fn guidance(
        &mut self,
        entries: &[Entry<'_, ArchitectureSource>],
    ) -> TiVec<ArchitectureId, Guidance> {
        entries.iter().take(MAX_ARCHITECTURES).map(|entry| self.guidance_of(entry)).collect()
    }

    fn guidance_of(&mut self, Entry { source, node, .. }: &Entry<'_, ArchitectureSource>) -> Guidance {
        let bare =
            |what: &String| Need { when: None, what: what.clone(), met_when: None, sources: Vec::new() };
        let mut needs: Vec<Need> = source.prerequisites.iter().map(bare).collect();
        needs.extend(self.listed_under("needs", &source.needs, node, Self::need));
        self.only_the_last_may_catch_all("variants", source.variants.iter().map(|v| v.when.is_some()), node);
        self.only_the_last_may_catch_all(
            "first_steps",
            source.first_steps.iter().map(|steps| steps.when.is_some()),
            node,
        );
        Guidance {
            needs,
            variants: self.listed_under("variants", &source.variants, node, Self::variant),
            styles: self.listed_under("styles", &source.styles, node, Self::variant),
            first_steps: self.listed_under("first_steps", &source.first_steps, node, Self::first_steps),
            measures: self.listed_under("measures", &source.measures, node, Self::measure),
            risks: self.listed_under("risks", &source.risks, node, Self::risk),
        }
    }

    /// The entries of the list under `key`, each built from its source and its node.
    fn listed_under<S, T>(
        &mut self,
        key: &str,
        sources: &[S],
        node: &Node<'_>,
        build: impl Fn(&mut Self, &S, &Node<'_>) -> T,
    ) -> Vec<T> {
        let nodes = node.entry(key).map(|node| node.items(&format!("`{key}`"), self.found));
        let nodes = nodes.unwrap_or_default();
        sources.iter().zip(&nodes).map(|(source, node)| build(self, source, node)).collect()
    }

    fn need(&mut self, source: &NeedSource, node: &Node<'_>) -> Need {
        Need {
            when: self.when(&source.when, "when", node),
            what: self.said("what", &source.what, node),
            met_when: self.when(&source.met_when, "met_when", node),
            sources: self.cited(&source.sources, node, "sources"),
        }
    }

    fn variant(&mut self, source: &VariantSource, node: &Node<'_>) -> Variant {
        self.check_name(&source.name, node);
        Variant {
            when: self.when(&source.when, "when", node),
            name: self.said("name", &source.name, node),
            about: self.said("about", &source.about, node),
            sources: self.cited(&source.sources, node, "sources"),
        }
    }

    fn first_steps(&mut self, source: &FirstStepsSource, node: &Node<'_>) -> FirstSteps {
        FirstSteps {
            when: self.when(&source.when, "when", node),
            steps: node.entry("do").map(|node| self.steps(&node)).unwrap_or_default(),
            takes: source.takes.clone(),
            sources: self.cited(&source.sources, node, "sources"),
        }
    }

    fn steps(&mut self, node: &Node<'_>) -> Vec<String> {
        let nodes = node.one_or_more();
        if nodes.is_empty() || nodes.len() > MAX_STEPS {
            let message = format!("`do` lists {} steps", nodes.len());
            let help = format!("write one to {MAX_STEPS} steps: the first ones, not the whole way");
            self.error_with_help(Code::OutOfRange, message, node.place(), help);
        }
        nodes.iter().filter_map(|step| step.expect_text("a step", self.found)).collect()
    }

    fn measure(&mut self, source: &MeasureSource, node: &Node<'_>) -> Measure {
        Measure {
            when: self.when(&source.when, "when", node),
            what: self.said("what", &source.what, node),
            why: self.said("why", &source.why, node),
            how: source.how.clone(),
            good: self.said("good", &source.good, node),
            sources: self.cited(&source.sources, node, "sources"),
        }
    }

    fn risk(&mut self, source: &RiskSource, node: &Node<'_>) -> Risk {
        Risk {
            what: self.said("what", &source.what, node),
            mitigation: self.said("mitigation", &source.mitigation, node),
            bites_when: self.when(&source.bites_when, "bites_when", node),
            sources: self.cited(&source.sources, node, "sources"),
        }
    }

    /// The text under `key`, which must say something.
    fn said(&mut self, key: &str, text: &str, node: &Node<'_>) -> String {
        if text.trim().is_empty() {
            self.error(Code::EmptyValue, format!("`{key}` says nothing"), place_of(node, key));
        }
        text.to_owned()
    }

    /// The condition under `key`; `None` if there is none, or it cannot be read.
    fn when(&mut self, written: &Option<Value>, key: &str, node: &Node<'_>) -> Option<When> {
        written.as_ref()?;
        let node = node.entry(key)?;
        let condition = self.condition(&node)?;
        match self.names.decide(&condition, &self.names.asked) {
            Ok(decided) => Some(When { condition, decided }),
            Err(_) => {
                self.found.push(too_complex(&node));
                None
            }
        }
    }

    fn only_the_last_may_catch_all(
        &mut self,
        key: &str,
        conditional: impl DoubleEndedIterator<Item = bool>,
        node: &Node<'_>,
    ) {
        let Some(list) = node.entry(key) else { return };
        let items = list.items(&format!("`{key}`"), self.found);
        let conditional: Vec<bool> = conditional.collect();
        for (item, has_when) in items.iter().zip(&conditional).rev().skip(1) {
            if !has_when {
                let message = format!("only the last of `{key}` may leave out `when`: it catches everything");
                self.error_with_help(Code::MissingKey, message, item.place(), "add `when: {…}`");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rulebook::Rulebook;

    fn errors(advice: &str) -> Vec<String> {
        let text = format!(
            "
rulebook: {{id: small, version: 1.0.0, title: Small}}
architectures:
  - {{id: one, name: One, summary: S., {advice}}}
  - {{id: two, name: Two, summary: S.}}
questions: [{{id: size, ask: How large?, kind: nominal, options: [{{id: small}}, {{id: large}}]}}]
"
        );
        let found = Rulebook::parse(vec![("a.yaml".to_owned(), text)]).err().unwrap_or_default();
        found.iter().map(|error| format!("{}: {}", error.code.id(), error.message)).collect()
    }

    #[test]
    fn every_mistake_in_the_advice_is_reported_at_once() {
        let found = errors(
            "needs: [{what: '', met_when: {size: huge}}], variants: [{name: A, about: B.}, {name: C, about: D.}], \
             first_steps: [{do: []}], risks: [{what: X., mitigation: Y., sources: [nowhere]}]",
        );
        let expected = [
            "missing-key: only the last of `variants` may leave out `when`: it catches everything",
            "empty-value: `what` says nothing",
            "unknown-option: `size` has no option `huge`",
            "out-of-range: `do` lists 0 steps",
            "unknown-source: there is no source `nowhere`",
        ];
        for error in expected {
            assert!(found.iter().any(|found| found == error), "{error}: {found:?}");
        }
        assert_eq!(found.len(), expected.len(), "{found:?}");
    }

    #[test]
    fn one_step_may_stand_without_a_list() {
        assert_eq!(errors("first_steps: [{do: Begin.}]"), Vec::<String>::new());
    }
}
