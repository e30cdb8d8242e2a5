//! The seams of a blueprint: where two parts exchange data across architectures, and what to watch there.

use schemars::JsonSchema;
use serde::Serialize;

use super::parts::Placed;
use super::sources::source_ids;
use crate::options::Truth;
use crate::rulebook::{Rulebook, Seam, SeamSide};

/// Two parts that exchange data and stand on different architectures.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SeamView {
    /// The two parts.
    pub between: [String; 2],
    /// The architecture of each.
    pub architectures: [String; 2],
    /// The rules that hold there, or may come to hold.
    pub warnings: Vec<SeamWarning>,
}

/// What a rule warns of at a seam.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SeamWarning {
    /// The id of the rule.
    pub rule: String,
    /// What it warns of.
    pub message: String,
    /// Whether it holds, or may come to hold.
    pub state: Truth,
    /// Why.
    pub because: String,
    /// The ids of its sources.
    pub sources: Vec<String>,
}

/// A rule about seams, whether it holds anywhere or not.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SeamRule {
    /// The id of the rule.
    pub rule: String,
    /// What it warns of.
    pub message: String,
    /// Holds if it does at one of the seams, fails if it does at all of them.
    pub state: Truth,
    /// The condition in words.
    pub when: String,
    /// Why.
    pub because: String,
    /// The ids of its sources.
    pub sources: Vec<String>,
}

pub(super) fn seams(rulebook: &Rulebook, placed: &[Placed<'_, '_>]) -> Vec<SeamView> {
    let pairs = placed.iter().enumerate().flat_map(|(i, a)| placed[i + 1..].iter().map(move |b| (a, b)));
    let at_a_seam =
        pairs.filter(|(a, b)| a.architecture != b.architecture && a.part.part.exchanges_with(b.part.part));
    at_a_seam.map(|(a, b)| seam(rulebook, a, b)).collect()
}

fn side<'a>(placed: &Placed<'_, 'a>) -> SeamSide<'a> {
    SeamSide { architecture: placed.architecture, sets: placed.part.answers.sets() }
}

fn seam(rulebook: &Rulebook, a: &Placed<'_, '_>, b: &Placed<'_, '_>) -> SeamView {
    let id = |placed: &Placed<'_, '_>| rulebook.architectures[placed.architecture].id.clone();
    let warning = |rule: &Seam| {
        let truth = rule.across.truth(side(a), side(b));
        (truth != Truth::Fails).then(|| SeamWarning {
            rule: rulebook.rules[rule.rule].id.clone(),
            message: rule.message.clone(),
            state: truth,
            because: rule.because.clone(),
            sources: source_ids(rulebook, &rulebook.rules[rule.rule].sources),
        })
    };
    SeamView {
        between: [a.part.part.id.clone(), b.part.part.id.clone()],
        architectures: [id(a), id(b)],
        warnings: rulebook.seams.iter().filter_map(warning).collect(),
    }
}

/// Returns every rule about seams, with what it does at these.
pub(super) fn rules(rulebook: &Rulebook, seams: &[SeamView]) -> Vec<SeamRule> {
    let rule = |rule: &Seam| {
        let id = &rulebook.rules[rule.rule].id;
        let warnings = seams.iter().flat_map(|seam| &seam.warnings).filter(|warning| warning.rule == *id);
        SeamRule {
            rule: id.clone(),
            message: rule.message.clone(),
            state: Truth::any(warnings.map(|warning| warning.state)),
            when: rulebook.across_text(&rule.across),
            because: rule.because.clone(),
            sources: source_ids(rulebook, &rulebook.rules[rule.rule].sources),
        }
    };
    rulebook.seams.iter().map(rule).collect()
}
