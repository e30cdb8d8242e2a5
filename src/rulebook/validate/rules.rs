//! Rules: their effect, their branches, and everything they refer to.

use std::collections::BTreeMap;

use typed_index_collections::{TiSlice, TiVec, ti_vec};

use super::ids::Ids;
use super::{architectures, seams, when};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::document::Node;
use crate::rulebook::condition::{Condition, Decided, Scale, Variable};
use crate::rulebook::describe::and_list;
use crate::rulebook::ids::{ArchitectureId, ArchitectureSet, QualityId, QuestionId, RuleId, SourceId};
use crate::rulebook::limits::MAX_POINTS;
use crate::rulebook::model::{Architecture, Clause, Effect, Quality, Question, Rule, Source};
use crate::rulebook::region::TooComplex;
use crate::rulebook::source::{BranchSource, Item, RuleSource};
use crate::rulebook::topology::Seam;

/// Everything a rule may refer to.
pub(super) struct Names<'a> {
    pub architectures: &'a TiSlice<ArchitectureId, Architecture>,
    pub qualities: &'a TiSlice<QualityId, Quality>,
    pub questions: &'a TiSlice<QuestionId, Question>,
    pub variables: &'a [Variable],
    pub sizes: &'a [usize],
    pub sources: &'a TiSlice<SourceId, Source>,
    /// For each question: where it is asked.
    pub asked: TiVec<QuestionId, Decided>,
}

impl Names<'_> {
    pub(super) fn decide(
        &self,
        condition: &Condition,
        asked: &TiSlice<QuestionId, Decided>,
    ) -> Result<Decided, TooComplex> {
        condition.decide(&Scale { variables: self.variables, sizes: self.sizes, asked })
    }
}

/// What a rule, or one branch of it, does.
struct EffectSource<'s> {
    points: Option<&'s BTreeMap<String, i8>>,
    rules_out: Option<&'s Vec<String>>,
    warn: Option<&'s String>,
    because: Option<&'s String>,
}

pub(super) fn rules(
    items: &[Item<'_, RuleSource>],
    names: &Names<'_>,
    found: &mut Diagnostics,
) -> (TiVec<RuleId, Rule>, Vec<Clause>, Vec<Seam>) {
    let mut ids = Ids::new("rule");
    let (mut rules, mut clauses, mut about_seams) = (TiVec::new(), Vec::new(), Vec::new());
    for item in items {
        ids.define(&item.source.id, &item.node, found);
        let quality = quality(item, names, found);
        let sources = sources(item, names, found);
        let first = clauses.len();
        let rule = rules.next_key();
        match seams::is_seam(&item.source) {
            true => about_seams.extend(seams::seam(item, rule, names, found)),
            false => clauses.extend(branches(item, rule, quality, names, found)),
        }
        rules.push(Rule {
            id: item.source.id.clone(),
            at: item.node.whereabouts(),
            layer: item.layer,
            quality,
            sources,
            evidence: item.source.evidence,
            clauses: first..clauses.len(),
        });
    }
    (rules, clauses, about_seams)
}

fn quality(item: &Item<'_, RuleSource>, names: &Names<'_>, found: &mut Diagnostics) -> Option<QualityId> {
    let Some(id) = &item.source.quality else {
        let branches = item.source.first_of.iter().flatten();
        if item.source.points.is_some() || branches.into_iter().any(|branch| branch.points.is_some()) {
            let diagnostic =
                Diagnostic::error(Code::MissingKey, "points need a `quality` under which they count");
            found.push(diagnostic.at(item.node.place()).help("add `quality: …` to the rule"));
        }
        return None;
    };
    let index = names.qualities.position(|quality| quality.id == *id);
    if index.is_none() {
        let known = names.qualities.iter().map(|quality| quality.id.as_str());
        let place = item.node.entry("quality").map_or_else(|| item.node.place(), |node| node.place());
        let diagnostic = Diagnostic::error(Code::UnknownQuality, format!("there is no quality `{id}`"));
        found.push(diagnostic.at(place).help(did_you_mean(id, known)));
    }
    index
}

fn sources(item: &Item<'_, RuleSource>, names: &Names<'_>, found: &mut Diagnostics) -> Vec<SourceId> {
    let nodes = item.node.entry("sources").map(|node| node.items("`sources`", found)).unwrap_or_default();
    let mut all = Vec::new();
    for (id, node) in item.source.sources.iter().zip(&nodes) {
        match names.sources.position(|source| source.id == *id) {
            Some(index) => all.push(index),
            None => {
                let known = names.sources.iter().map(|source| source.id.as_str());
                let diagnostic = Diagnostic::error(Code::UnknownSource, format!("there is no source `{id}`"));
                found.push(diagnostic.at(node.place()).help(did_you_mean(id, known)));
            }
        }
    }
    all
}

fn branches(
    item: &Item<'_, RuleSource>,
    rule: RuleId,
    quality: Option<QualityId>,
    names: &Names<'_>,
    found: &mut Diagnostics,
) -> Vec<Clause> {
    let RuleSource { when, points, rules_out, warn, because, first_of, .. } = &item.source;
    let own = EffectSource {
        points: points.as_ref(),
        rules_out: rules_out.as_ref(),
        warn: warn.as_ref(),
        because: because.as_ref(),
    };
    let Some(listed) = first_of else {
        if when.is_none() {
            let message = format!("the rule `{}` has no `when`", item.source.id);
            found.push(
                Diagnostic::error(Code::MissingKey, message).at(item.node.place()).help("add `when: {…}`"),
            );
            return Vec::new();
        }
        return clause(&item.node, &own, &[], (rule, None, quality), names, found).into_iter().collect();
    };
    if when.is_some() || !own.named().is_empty() {
        let message = format!("the rule `{}` has `first_of` and something beside it", item.source.id);
        let help = "move `when`, the effect and `because` into the branches";
        found.push(Diagnostic::error(Code::BadEffect, message).at(item.node.place()).help(help));
    }
    first_of_clauses(item, listed, (rule, quality), names, found)
}

fn first_of_clauses(
    item: &Item<'_, RuleSource>,
    listed: &[BranchSource],
    (rule, quality): (RuleId, Option<QualityId>),
    names: &Names<'_>,
    found: &mut Diagnostics,
) -> Vec<Clause> {
    let nodes = item.node.entry("first_of").map(|node| node.items("`first_of`", found)).unwrap_or_default();
    if listed.is_empty() {
        found.push(Diagnostic::error(Code::BadEffect, "`first_of` lists no branch").at(item.node.place()));
    }
    let mut earlier: Vec<Condition> = Vec::new();
    let mut clauses = Vec::new();
    for (index, (branch, node)) in listed.iter().zip(&nodes).enumerate() {
        let effect = EffectSource {
            points: branch.points.as_ref(),
            rules_out: branch.rules_out.as_ref(),
            warn: branch.warn.as_ref(),
            because: branch.because.as_ref().or(item.source.because.as_ref()),
        };
        if branch.when.is_none() && index + 1 < listed.len() {
            let message = "only the last branch may leave out `when`: it catches everything";
            found.push(Diagnostic::error(Code::MissingKey, message).at(node.place()).help("add `when: {…}`"));
        }
        let Some(clause) = clause(node, &effect, &earlier, (rule, Some(index), quality), names, found) else {
            continue;
        };
        earlier.push(clause.when.clone());
        clauses.push(clause);
    }
    clauses
}

fn clause(
    node: &Node<'_>,
    effect: &EffectSource<'_>,
    earlier: &[Condition],
    (rule, branch, quality): (RuleId, Option<usize>, Option<QualityId>),
    names: &Names<'_>,
    found: &mut Diagnostics,
) -> Option<Clause> {
    let when = match node.entry("when") {
        Some(when) => when::condition(&when, names, found),
        None => Some(Condition::always()),
    };
    let (effect, because) = effect.resolve(node, quality, names, found)?;
    let when = when?;
    let not = |condition: &Condition| Condition::Not(Box::new(condition.clone()));
    let whole = Condition::All(earlier.iter().map(not).chain([when.clone()]).collect());
    let Ok(decided) = names.decide(&whole, &names.asked) else {
        found.push(when::too_complex(node));
        return None;
    };
    Some(Clause { rule, at: node.whereabouts(), branch, when, decided, effect, because })
}

impl EffectSource<'_> {
    /// The keys of the effects that are there.
    fn named(&self) -> Vec<String> {
        let effects = [
            ("`points`", self.points.is_some()),
            ("`rules_out`", self.rules_out.is_some()),
            ("`warn`", self.warn.is_some()),
        ];
        effects.into_iter().filter(|(_, some)| *some).map(|(name, _)| name.to_owned()).collect()
    }

    fn resolve(
        &self,
        node: &Node<'_>,
        quality: Option<QualityId>,
        names: &Names<'_>,
        found: &mut Diagnostics,
    ) -> Option<(Effect, String)> {
        let effect = match (self.points, self.rules_out, self.warn) {
            (Some(points), None, None) => points_effect(points, node, quality, names, found)?,
            (None, Some(ids), None) => rules_out_effect(ids, node, names, found)?,
            (None, None, Some(message)) => {
                return Some((Effect::Warn(message.clone()), self.because.cloned().unwrap_or_default()));
            }
            _ => {
                let message = match self.named().as_slice() {
                    [] => "a rule has exactly one effect, this one has none".to_owned(),
                    named => format!("a rule has exactly one effect, this one has {}", and_list(named)),
                };
                let help = "give it one of `points`, `rules_out`, `warn`, `warn_at_seam` or `first_of`";
                found.push(Diagnostic::error(Code::BadEffect, message).at(node.place()).help(help));
                return None;
            }
        };
        if self.because.is_none() {
            let message = "the key `because` is missing";
            let help = "say in a sentence why: the reason is what people read";
            found.push(Diagnostic::error(Code::MissingKey, message).at(node.place()).help(help));
        }
        Some((effect, self.because?.clone()))
    }
}

fn points_effect(
    points: &BTreeMap<String, i8>,
    node: &Node<'_>,
    quality: Option<QualityId>,
    names: &Names<'_>,
    found: &mut Diagnostics,
) -> Option<Effect> {
    let node = node.entry("points")?;
    let mut all = ti_vec![0; names.architectures.len()];
    let before = found.len();
    for (id, &given) in points {
        let entry = node.entry(id).unwrap_or_else(|| node.clone());
        if let Some(index) = architecture(id, &entry, names, found) {
            all[index] = given;
        }
        if !(-MAX_POINTS..=MAX_POINTS).contains(&given) {
            let message = format!("{given} points are not from −{MAX_POINTS} to {MAX_POINTS}");
            found.push(Diagnostic::error(Code::OutOfRange, message).at(entry.place()));
        }
    }
    if all.iter().all(|points| *points == 0) && found.len() == before {
        let diagnostic = Diagnostic::error(Code::BadEffect, "these points give nothing to any architecture");
        found.push(diagnostic.at(node.place()).help("give points, or use `warn`"));
    }
    // That it is missing or unknown has been said.
    let quality = quality?;
    Some(Effect::Points { quality, points: all })
}

fn rules_out_effect(
    ids: &[String],
    node: &Node<'_>,
    names: &Names<'_>,
    found: &mut Diagnostics,
) -> Option<Effect> {
    let nodes = node.entry("rules_out")?.items("`rules_out`", found);
    if ids.is_empty() {
        found.push(Diagnostic::error(Code::BadEffect, "`rules_out` lists no architecture").at(node.place()));
    }
    let resolve = |(id, node): (&String, &Node<'_>)| architecture(id, node, names, found);
    let architectures: Vec<Option<ArchitectureId>> = ids.iter().zip(&nodes).map(resolve).collect();
    Some(Effect::RulesOut(architectures.into_iter().collect::<Option<ArchitectureSet>>()?))
}

pub(super) fn architecture(
    id: &str,
    node: &Node<'_>,
    names: &Names<'_>,
    found: &mut Diagnostics,
) -> Option<ArchitectureId> {
    architectures::named(id, node, names.architectures.iter().map(|a| a.id.as_str()), found)
}
