//! What a rule, or a branch of it, does where it holds.

use std::collections::BTreeMap;

use typed_index_collections::ti_vec;

use super::validator::Validator;
use crate::diagnostic::Code;
use crate::document::Node;
use crate::rulebook::describe::and_list;
use crate::rulebook::ids::{ArchitectureSet, QualityId};
use crate::rulebook::limits::MAX_POINTS;
use crate::rulebook::model::Effect;
use crate::rulebook::source::{BranchSource, RuleSource};

/// The keys of an effect, of which a rule or branch has exactly one, and its reason.
pub(super) struct EffectSource<'s> {
    points: Option<&'s BTreeMap<String, i8>>,
    rules_out: Option<&'s [String]>,
    warn: Option<&'s str>,
    because: Option<&'s str>,
}

impl<'s> EffectSource<'s> {
    pub(super) fn of_rule(rule: &'s RuleSource) -> Self {
        Self {
            points: rule.points.as_ref(),
            rules_out: rule.rules_out.as_deref(),
            warn: rule.warn.as_deref(),
            because: rule.because.as_deref(),
        }
    }

    /// A branch without a reason of its own has that of its rule.
    pub(super) fn of_branch(branch: &'s BranchSource, rule: &'s RuleSource) -> Self {
        Self {
            points: branch.points.as_ref(),
            rules_out: branch.rules_out.as_deref(),
            warn: branch.warn.as_deref(),
            because: branch.because.as_deref().or(rule.because.as_deref()),
        }
    }

    /// The keys of the effects that are there.
    pub(super) fn keys(&self) -> Vec<String> {
        let effects = [
            ("`points`", self.points.is_some()),
            ("`rules_out`", self.rules_out.is_some()),
            ("`warn`", self.warn.is_some()),
        ];
        effects.into_iter().filter(|(_, some)| *some).map(|(key, _)| key.to_owned()).collect()
    }
}

impl Validator<'_> {
    /// The effect and its reason, which only a warning may leave out.
    pub(super) fn effect(
        &mut self,
        source: &EffectSource<'_>,
        node: &Node<'_>,
        quality: Option<QualityId>,
    ) -> Option<(Effect, String)> {
        let effect = match (source.points, source.rules_out, source.warn) {
            (Some(points), None, None) => self.points(points, node, quality)?,
            (None, Some(ids), None) => self.rules_out(ids, node)?,
            (None, None, Some(message)) => {
                return Some((
                    Effect::Warn(message.to_owned()),
                    source.because.unwrap_or_default().to_owned(),
                ));
            }
            _ => {
                let message = match source.keys().as_slice() {
                    [] => "a rule has exactly one effect, this one has none".to_owned(),
                    keys => format!("a rule has exactly one effect, this one has {}", and_list(keys)),
                };
                let help = "give it one of `points`, `rules_out`, `warn`, `warn_at_seam` or `first_of`";
                self.error_with_help(Code::BadEffect, message, node.place(), help);
                return None;
            }
        };
        if source.because.is_none() {
            let message = "the key `because` is missing";
            let help = "say in a sentence why: the reason is what people read";
            self.error_with_help(Code::MissingKey, message, node.place(), help);
        }
        Some((effect, source.because?.to_owned()))
    }

    fn points(
        &mut self,
        points: &BTreeMap<String, i8>,
        node: &Node<'_>,
        quality: Option<QualityId>,
    ) -> Option<Effect> {
        let node = node.entry("points")?;
        let mut all = ti_vec![0; self.names.architectures.len()];
        let before = self.found.len();
        for (id, &given) in points {
            let entry = node.entry(id).unwrap_or_else(|| node.clone());
            if let Some(architecture) = self.architecture(id, &entry) {
                all[architecture] = given;
            }
            if !(-MAX_POINTS..=MAX_POINTS).contains(&given) {
                let message = format!("{given} points are not from −{MAX_POINTS} to {MAX_POINTS}");
                self.error(Code::OutOfRange, message, entry.place());
            }
        }
        if all.iter().all(|points| *points == 0) && self.found.len() == before {
            let message = "these points give nothing to any architecture";
            self.error_with_help(Code::BadEffect, message, node.place(), "give points, or use `warn`");
        }
        // A quality that is missing or unknown has been reported with its rule.
        Some(Effect::Points { quality: quality?, points: all })
    }

    fn rules_out(&mut self, ids: &[String], node: &Node<'_>) -> Option<Effect> {
        let nodes = node.entry("rules_out")?.items("`rules_out`", self.found);
        if ids.is_empty() {
            self.error(Code::BadEffect, "`rules_out` lists no architecture", node.place());
        }
        let architectures: Vec<_> =
            ids.iter().zip(&nodes).map(|(id, node)| self.architecture(id, node)).collect();
        Some(Effect::RulesOut(architectures.into_iter().collect::<Option<ArchitectureSet>>()?))
    }
}
