//! What changed between two rulebooks.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::options::OptionSet;
use crate::rulebook::{
    ArchitectureId, ArchitectureSet, Axis, Choice, Effect, Guidance, Observed, Question, Rule, Rulebook,
    Usual,
};

/// The entries of one kind that differ, by id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct EntryDifference {
    /// Only in the new one.
    pub added: Vec<String>,
    /// Only in the old one.
    pub removed: Vec<String>,
    /// In both, with something different to say.
    pub changed: Vec<String>,
}

/// The differences between two rulebooks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RulebookDifference {
    /// Those of the numbers in the headers, by key.
    pub header: EntryDifference,
    /// Those of the architectures.
    pub architectures: EntryDifference,
    /// Those of the axes.
    pub axes: EntryDifference,
    /// Those of the qualities.
    pub qualities: EntryDifference,
    /// Those of the questions, but for how usual their options are.
    pub questions: EntryDifference,
    /// Those of how usual the options are, by question.
    pub shares: EntryDifference,
    /// Those of the rules.
    pub rules: EntryDifference,
    /// Those of the sources.
    pub sources: EntryDifference,
}

impl RulebookDifference {
    /// Compares two rulebooks, entry by entry.
    pub fn of(old: &Rulebook, new: &Rulebook) -> Self {
        Self {
            header: difference(&header(old), &header(new)),
            architectures: difference(&architectures(old), &architectures(new)),
            axes: difference(&axes(old), &axes(new)),
            qualities: difference(&qualities(old), &qualities(new)),
            questions: difference(&questions(old), &questions(new)),
            shares: difference(&shares(old), &shares(new)),
            rules: difference(&rules(old), &rules(new)),
            sources: difference(&sources(old), &sources(new)),
        }
    }

    /// Returns each kind of entry with its differences.
    pub fn kinds(&self) -> [(&'static str, &EntryDifference); 8] {
        [
            ("header", &self.header),
            ("architectures", &self.architectures),
            ("axes", &self.axes),
            ("qualities", &self.qualities),
            ("questions", &self.questions),
            ("shares", &self.shares),
            ("rules", &self.rules),
            ("sources", &self.sources),
        ]
    }
}

/// Entries by id, each with all that it says.
type Entries = BTreeMap<String, String>;

fn difference(old: &Entries, new: &Entries) -> EntryDifference {
    let only = |these: &Entries, those: &Entries| {
        these.keys().filter(|id| !those.contains_key(*id)).cloned().collect::<Vec<_>>()
    };
    let changed = old.iter().filter(|(id, text)| new.get(*id).is_some_and(|other| other != *text));
    EntryDifference {
        added: only(new, old),
        removed: only(old, new),
        changed: changed.map(|(id, _)| id.clone()).collect(),
    }
}

/// Returns the numbers that the verdict depends on, by their keys. The id, the version and the title name a
/// rulebook, and change nothing.
fn header(rulebook: &Rulebook) -> Entries {
    let numbers = [("close_call", rulebook.close_call.to_string()), ("likely", rulebook.likely.to_string())];
    let calibration = rulebook.calibration.map(|measured| ("calibration", format!("{measured:?}")));
    let introduction = rulebook.introduction.as_ref().map(|text| ("introduction", text.clone()));
    let months = [("review_months", format!("{:?}", rulebook.review_months))];
    numbers
        .into_iter()
        .chain(calibration)
        .chain(introduction)
        .chain(months)
        .map(|(key, text)| (key.to_owned(), text))
        .collect()
}

fn axes(rulebook: &Rulebook) -> Entries {
    let ids = |side: ArchitectureSet| {
        let ids: BTreeSet<&String> = side.iter().map(|a| &rulebook.architectures[a].id).collect();
        format!("{ids:?}")
    };
    let text = |axis: &Axis| format!("{:?}", (&axis.ask, ids(axis.high), ids(axis.low)));
    rulebook.axes.iter().map(|axis| (axis.id.clone(), text(axis))).collect()
}

fn architectures(rulebook: &Rulebook) -> Entries {
    let text = |a: &crate::rulebook::Architecture| {
        let id = |a: &ArchitectureId| &rulebook.architectures[*a].id;
        let combines: Vec<&String> = a.combines.iter().map(id).collect();
        let built = (combines, a.backbone.as_ref().map(id), &a.parts_stand, &a.topology);
        format!("{:?}", (&a.name, &a.summary, &a.price, &a.consists_of, built, advice(rulebook, &a.guidance)))
    };
    rulebook.architectures.iter().map(|a| (a.id.clone(), text(a))).collect()
}

/// Returns all that the advice of an architecture says, with ids in the place of positions.
fn advice(rulebook: &Rulebook, guidance: &Guidance) -> String {
    let Guidance { needs: _, variants, styles, first_steps, measures, risks } = guidance;
    let entries = guidance.entries().map(|entry| {
        let when = entry.conditions.map(|when| when.map(|when| rulebook.condition_text(&when.condition)));
        let sources: Vec<_> = entry.sources.iter().map(|&source| &rulebook.sources[source].id).collect();
        (entry.list, entry.text, when, sources)
    });
    let entries: Vec<_> = entries.collect();
    let kinds: Vec<_> = variants.iter().chain(styles).map(|kind| &kind.about).collect();
    let steps: Vec<_> = first_steps.iter().map(|way| (&way.steps, &way.takes)).collect();
    let measures: Vec<_> = measures.iter().map(|m| (&m.why, &m.how, &m.good)).collect();
    let mitigations: Vec<_> = risks.iter().map(|risk| &risk.mitigation).collect();
    format!("{:?}", (entries, kinds, steps, measures, mitigations))
}

fn qualities(rulebook: &Rulebook) -> Entries {
    let text = |q: &crate::rulebook::Quality| format!("{:?}", (&q.name, &q.about, &q.standard, q.weight));
    rulebook.qualities.iter().map(|q| (q.id.clone(), text(q))).collect()
}

fn sources(rulebook: &Rulebook) -> Entries {
    let text = |s: &crate::rulebook::Source| format!("{:?}", (&s.title, &s.author, s.year, &s.url));
    rulebook.sources.iter().map(|s| (s.id.clone(), text(s))).collect()
}

fn questions(rulebook: &Rulebook) -> Entries {
    let text = |q: &Question| {
        let option = |o: &Choice| {
            format!("{:?}", (&o.id, &o.label, &o.example, &o.formerly, o.added, o.from.map(f64::to_bits)))
        };
        let options: Vec<String> = q.options.iter().map(option).collect();
        let ask_when = q.ask_when.as_ref().map(|condition| rulebook.condition_text(condition));
        format!(
            "{:?}",
            (
                &q.ask,
                &q.help,
                q.kind,
                options,
                ask_when,
                &q.unit,
                q.max.map(f64::to_bits),
                q.opening,
                q.fixed,
                observed(q)
            )
        )
    };
    rulebook.questions.iter().map(|q| (q.id.clone(), text(q))).collect()
}

/// Returns what each fact says of a question.
fn observed(question: &Question) -> Vec<(&'static str, bool, Vec<Option<String>>)> {
    let left = |sets: &Option<Vec<OptionSet>>| sets.as_ref().map(|sets| question.left_by(sets));
    let entry = |observed: &Observed| {
        (observed.fact.id(), observed.hint, observed.by_level.iter().map(left).collect())
    };
    question.observed.iter().map(entry).collect()
}

fn shares(rulebook: &Rulebook) -> Entries {
    let text = |question: &Question| {
        let entry = |usual: &Usual| {
            let when = usual.when.as_ref().map(|condition| rulebook.condition_text(condition));
            let shares: BTreeMap<&String, &Option<u32>> =
                question.options.iter().map(|choice| &choice.id).zip(&usual.shares).collect();
            format!("{:?}", (when, shares))
        };
        let sources: Vec<_> =
            question.usual_sources.iter().map(|&source| &rulebook.sources[source].id).collect();
        format!("{:?}", (question.usual.iter().map(entry).collect::<Vec<_>>(), sources))
    };
    let said = rulebook.questions.iter().filter(|question| !question.usual.is_empty());
    said.map(|question| (question.id.clone(), text(question))).collect()
}

fn rules(rulebook: &Rulebook) -> Entries {
    rulebook.rules.iter().map(|rule| (rule.id.clone(), rule_text(rulebook, rule))).collect()
}

fn rule_seam(rulebook: &Rulebook, rule: &Rule) -> Option<(String, String, String)> {
    let seam = rulebook.seams.iter().find(|seam| std::ptr::eq(&rulebook.rules[seam.rule], rule))?;
    Some((rulebook.across_text(&seam.across), seam.message.clone(), seam.because.clone()))
}

/// Returns all that a rule says, with ids in the place of positions.
fn rule_text(rulebook: &Rulebook, rule: &Rule) -> String {
    let architecture = |a: ArchitectureId| rulebook.architectures[a].id.as_str();
    let branches = rulebook.clauses[rule.clauses.clone()].iter().map(|clause| {
        let effect = match &clause.effect {
            Effect::Points { points, .. } => {
                let given = points.iter_enumerated().filter(|(_, points)| **points != 0);
                let given: BTreeMap<&str, i8> = given.map(|(a, points)| (architecture(a), *points)).collect();
                format!("{given:?}")
            }
            Effect::RulesOut(out) => format!("{:?}", out.iter().map(architecture).collect::<Vec<_>>()),
            Effect::Warn(message) => message.clone(),
        };
        (rulebook.condition_text(&clause.when), effect, &clause.because)
    });
    let branches: Vec<_> = branches.collect();
    let quality = rule.quality.map(|quality| &rulebook.qualities[quality].id);
    let sources: Vec<_> = rule.sources.iter().map(|&source| &rulebook.sources[source].id).collect();
    let seam = rule_seam(rulebook, rule);
    let axis = rule.axis.map(|axis| &rulebook.axes[axis].id);
    format!("{:?}", (quality, axis, branches, seam, sources, rule.evidence))
}
