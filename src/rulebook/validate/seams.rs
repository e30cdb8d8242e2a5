//! Rules about seams: a warning, and between which parts it holds.

use super::validator::{Validator, too_complex};
use crate::diagnostic::{Code, Place};
use crate::document::Node;
use crate::rulebook::condition::{Condition, TruthRegions};
use crate::rulebook::ids::{ArchitectureSet, RuleId};
use crate::rulebook::source::{Entry, RuleSource};
use crate::rulebook::topology::{Across, Seam};

const KEYS: [&str; 4] = ["between", "one", "other", "both"];

impl Validator<'_> {
    pub(super) fn seam(&mut self, entry: &Entry<'_, RuleSource>, rule: RuleId) -> Option<Seam> {
        let RuleSource { id, warn_at_seam, because, .. } = &entry.source;
        for key in ["when", "points", "rules_out", "warn", "first_of", "quality"] {
            if let Some(node) = entry.node.entry(key) {
                let message = format!("`{id}` is about seams and has `{key}` beside it");
                let help = "say in `across` what must hold of the parts, and write other effects as rules of their own";
                self.error_with_help(Code::BadSeam, message, node.key_place(), help);
            }
        }
        if warn_at_seam.is_none() {
            let message = format!("`{id}` is about seams and has no `warn_at_seam`");
            self.bad_seam(&message, entry.node.place(), "add `warn_at_seam: …`, the warning");
        }
        let Some(node) = entry.node.entry("across") else {
            let message = format!("`{id}` is about seams and has no `across`");
            self.bad_seam(&message, entry.node.place(), "add `across: {one: {question: option}}`");
            return None;
        };
        let across = self.across(&node);
        Some(Seam {
            rule,
            at: entry.node.whereabouts(),
            across: across?,
            message: warn_at_seam.clone()?,
            because: because.clone().unwrap_or_default(),
        })
    }

    fn bad_seam(&mut self, message: &str, place: Place, help: &str) {
        self.error_with_help(Code::BadSeam, message, place, help);
    }

    fn across(&mut self, node: &Node<'_>) -> Option<Across> {
        let before = self.found.len();
        let (mut between, mut one, mut other, mut both) = (None, None, None, None);
        let entries = node.entries("`across`", self.found);
        for (key, value) in &entries {
            match key.as_str() {
                "between" => between = self.between(value),
                "one" => one = self.condition(value),
                "other" => other = self.condition(value),
                "both" => both = self.condition(value),
                unknown => self.found.push(value.unknown_key(unknown, &KEYS)),
            }
        }
        if entries.is_empty() && self.found.len() == before {
            let message = "`across` says nothing of the parts";
            let help =
                "write a condition under `one`, `other` or `both`, or two architectures under `between`";
            self.bad_seam(message, node.place(), help);
        }
        if node.entry("other").is_some() && node.entry("one").is_none() {
            let message = "`other` without `one`: there is no first part yet";
            self.bad_seam(message, node.place(), "write `one` in its place");
        }
        if self.found.len() > before {
            return None;
        }
        let undecided =
            Across { between, one, other, both, near: TruthRegions::always(), far: TruthRegions::always() };
        let decide = |condition: &Condition| self.names.decide(condition, &self.names.asked);
        match (decide(&undecided.near()), decide(&undecided.far())) {
            (Ok(near), Ok(far)) => Some(Across { near, far, ..undecided }),
            _ => {
                self.found.push(too_complex(node));
                None
            }
        }
    }

    /// Two different architectures.
    fn between(&mut self, node: &Node<'_>) -> Option<ArchitectureSet> {
        let before = self.found.len();
        let nodes = node.items("`between`", self.found);
        let all: ArchitectureSet = nodes
            .iter()
            .filter_map(|node| self.architecture(&node.written().unwrap_or_default(), node))
            .collect();
        if self.found.len() == before && (nodes.len() != 2 || all.len() != 2) {
            let message = "`between` names two different architectures";
            self.bad_seam(message, node.place(), "on one and the same architecture there is no seam");
        }
        (self.found.len() == before).then_some(all)
    }
}
