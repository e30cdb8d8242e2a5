//! Rules: their branches, and everything they refer to.

use typed_index_collections::TiVec;

use super::effects::EffectSource;
use super::ids::Ids;
use super::validator::{Validator, place_of, too_complex};
use crate::diagnostic::{Code, Diagnostic, IdKind};
use crate::document::Node;
use crate::rulebook::condition::Condition;
use crate::rulebook::ids::{AxisId, ClauseId, QualityId, RuleId, SeamId};
use crate::rulebook::model::{Clause, Rule};
use crate::rulebook::source::{BranchSource, Entry, RuleSource};
use crate::rulebook::topology::Seam;

/// The rules of a rulebook, with all that they consist of.
#[derive(Default)]
pub(super) struct Rules {
    pub rules: TiVec<RuleId, Rule>,
    pub clauses: TiVec<ClauseId, Clause>,
    pub seams: TiVec<SeamId, Seam>,
}

/// Which clause of which rule.
#[derive(Clone, Copy)]
struct ClausePosition {
    rule: RuleId,
    /// The quality under which the rule gives points, as far as it is known.
    quality: Option<QualityId>,
    /// The position in `first_of`, from 0.
    branch: Option<usize>,
}

impl Validator<'_> {
    pub(super) fn rules(&mut self, entries: &[Entry<'_, RuleSource>]) -> Rules {
        let mut ids = Ids::new("rule");
        let mut all = Rules::default();
        for entry in entries {
            self.define(&mut ids, &entry.source.id, &entry.node);
            let quality = self.quality(entry);
            let sources = self.cited(&entry.source.sources, &entry.node, "sources");
            let first = all.clauses.next_key();
            let rule = all.rules.next_key();
            self.note_old_evidence(entry);
            if entry.source.warn_at_seam.is_some() || entry.source.across.is_some() {
                all.seams.extend(self.seam(entry, rule));
            } else {
                all.clauses.extend(self.clauses(entry, ClausePosition { rule, quality, branch: None }));
            }
            all.rules.push(Rule {
                id: entry.source.id.clone(),
                at: entry.node.whereabouts(),
                layer: entry.layer,
                quality,
                axis: self.axis(entry),
                sources,
                evidence: entry.source.evidence,
                clauses: first..all.clauses.next_key(),
            });
        }
        all
    }

    /// Notes the word for evidence that was split in three.
    fn note_old_evidence(&mut self, entry: &Entry<'_, RuleSource>) {
        let Some(node) = entry.node.entry("evidence") else { return };
        if node.text().as_deref() == Some("measured") {
            let message = format!("the evidence of `{}` is `measured`, read as `report`", entry.source.id);
            let note = Diagnostic::note(Code::OldWord, message).at(node.place());
            self.found.push(note.help("write `experiment`, `survey` or `report`"));
        }
    }

    fn quality(&mut self, entry: &Entry<'_, RuleSource>) -> Option<QualityId> {
        let Some(id) = &entry.source.quality else {
            let mut branches = entry.source.first_of.iter().flatten();
            if entry.source.points.is_some() || branches.any(|branch| branch.points.is_some()) {
                let message = "points need a `quality` under which they count";
                let help = "add `quality: …` to the rule";
                self.error_with_help(Code::MissingKey, message, entry.node.place(), help);
            }
            return None;
        };
        let quality = self.names.qualities.iter().map(|quality| quality.id.as_str());
        self.find(IdKind::Quality, id, quality, || place_of(&entry.node, "quality"))
    }

    fn axis(&mut self, entry: &Entry<'_, RuleSource>) -> Option<AxisId> {
        let id = entry.source.axis.as_ref()?;
        let known = self.names.axes.iter().map(|axis| axis.id.as_str());
        self.find(IdKind::Axis, id, known, || place_of(&entry.node, "axis"))
    }

    /// The clauses of a rule, of which `position` is known but for the branch.
    fn clauses(&mut self, entry: &Entry<'_, RuleSource>, position: ClausePosition) -> Vec<Clause> {
        let Entry { source, node, .. } = entry;
        let own = EffectSource::of_rule(source);
        if let Some(branches) = &source.first_of {
            if source.when.is_some() || !own.keys().is_empty() {
                let message = format!("the rule `{}` has `first_of` and something beside it", source.id);
                let help = "move `when`, the effect and `because` into the branches";
                self.error_with_help(Code::BadEffect, message, node.place(), help);
            }
            return self.branches(entry, branches, position);
        }
        if source.when.is_none() {
            let message = format!("the rule `{}` has no `when`", source.id);
            self.error_with_help(Code::MissingKey, message, node.place(), "add `when: {…}`");
            return Vec::new();
        }
        self.clause(node, &own, &[], position).into_iter().collect()
    }

    fn branches(
        &mut self,
        entry: &Entry<'_, RuleSource>,
        branches: &[BranchSource],
        position: ClausePosition,
    ) -> Vec<Clause> {
        let nodes = entry.node.entry("first_of").map(|node| node.items("`first_of`", self.found));
        if branches.is_empty() {
            self.error(Code::BadEffect, "`first_of` lists no branch", entry.node.place());
        }
        let mut earlier: Vec<Condition> = Vec::new();
        let mut clauses = Vec::new();
        for (index, (branch, node)) in branches.iter().zip(&nodes.unwrap_or_default()).enumerate() {
            if branch.when.is_none() && index + 1 < branches.len() {
                let message = "only the last branch may leave out `when`: it catches everything";
                self.error_with_help(Code::MissingKey, message, node.place(), "add `when: {…}`");
            }
            let effect = EffectSource::of_branch(branch, &entry.source);
            let position = ClausePosition { branch: Some(index), ..position };
            let Some(clause) = self.clause(node, &effect, &earlier, position) else { continue };
            earlier.push(clause.when.clone());
            clauses.push(clause);
        }
        clauses
    }

    /// The clause at `node`, which counts where none of the `earlier` branches does.
    fn clause(
        &mut self,
        node: &Node<'_>,
        effect: &EffectSource<'_>,
        earlier: &[Condition],
        ClausePosition { rule, quality, branch }: ClausePosition,
    ) -> Option<Clause> {
        let when = match node.entry("when") {
            Some(when) => self.condition(&when),
            None => Some(Condition::always()),
        };
        let (effect, because) = self.effect(effect, node, quality)?;
        let when = when?;
        let not = |condition: &Condition| Condition::Not(Box::new(condition.clone()));
        let whole = Condition::All(earlier.iter().map(not).chain([when.clone()]).collect());
        let Ok(decided) = self.names.decide(&whole, &self.names.asked) else {
            self.found.push(too_complex(node));
            return None;
        };
        Some(Clause { rule, at: node.whereabouts(), branch, when, decided, effect, because })
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code;
    use crate::rulebook::{Evidence, Rulebook};

    const TEXT: &str = "
rulebook: {id: small, version: 1.0.0, title: Small}
architectures: [{id: one, name: One, summary: S.}, {id: two, name: Two, summary: S.}]
qualities: [{id: speed, name: Speed, about: How fast.}]
questions: [{id: size, ask: How large?, kind: nominal, options: [{id: small}, {id: large}]}]
rules: [{id: r, quality: speed, when: {size: small}, points: {one: 1}, because: B., evidence: measured}]
";

    #[test]
    fn the_old_word_for_evidence_is_read_with_a_note() {
        let (rulebook, notes) = Rulebook::parse(vec![("a.yaml".to_owned(), TEXT.to_owned())]).unwrap();
        assert_eq!(rulebook.rules.first().unwrap().evidence, Some(Evidence::Report));
        assert_eq!(notes.iter().map(|note| note.code).collect::<Vec<_>>(), [Code::OldWord]);
    }
}
