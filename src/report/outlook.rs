//! How much hangs on the weights and on what is not known yet.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;

use super::sentences::percent;
use crate::engine::{Analysis, OpenQuestion, Problem, Stable};
use crate::rulebook::{ArchitectureId, MAX_WEIGHT, QualityId, RuleId, Rulebook};

/// How much hangs on the weights.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RobustnessView {
    /// How many weightings were drawn, evenly from all there are.
    pub samples: u32,
    /// With which seed.
    pub seed: u64,
    /// The share of all weightings in which each architecture is first. Not a probability of being right.
    pub first: IndexMap<String, f64>,
    /// For each architecture the share of all weightings in which it has each rank.
    pub ranks: IndexMap<String, Vec<f64>>,
    /// For each quality how far its weight can move alone.
    pub weights: Vec<WeightView>,
    /// How much hangs on the points of the rules that hold.
    pub points: PointsView,
}

/// How much hangs on the points, which are judgement.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PointsView {
    /// The share of all moves with which each architecture is first, where every point of every rule that
    /// holds is moved by −1, 0 or +1, each as likely. Not a probability of being right.
    pub first: IndexMap<String, f64>,
    /// How far all points may be off at once, in points, before another can lead; `null` without a rival.
    pub tolerance: Option<f64>,
    /// The rules that hold without which another one leads.
    pub needed: Vec<NeededRule>,
    /// The same in sentences.
    pub explanation: Vec<String>,
}

/// A rule without which another one leads.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NeededRule {
    /// The rule.
    pub rule: String,
    /// Who leads without it; `null` if every candidate is then ruled out.
    pub architecture: Option<String>,
}

/// How far the weight of a quality can move.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WeightView {
    /// The quality.
    pub quality: String,
    /// As it is now, 0 to 5.
    pub weight: u8,
    /// The weights of this quality, the others as they are, with which the winner stays first.
    pub stable: Stable,
}

impl WeightView {
    /// Returns the least and the greatest weight with which the winner stays first. An end is `None` where no
    /// weight that can be given is beyond it.
    pub fn bounds(&self) -> (Option<f64>, Option<f64>) {
        let Stable { min, max } = self.stable;
        (Some(min).filter(|min| *min > 0.0), max.filter(|max| *max < f64::from(MAX_WEIGHT)))
    }

    /// Returns whether another weight of this quality, the others as they are, puts another first.
    pub fn is_bound(&self) -> bool {
        self.bounds() != (None, None)
    }
}

/// Who wins in how many completions of the open answers.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SharesView {
    /// The share of the completions of the open answers in which each architecture wins.
    pub first: IndexMap<String, f64>,
    /// The share in which every architecture is ruled out.
    pub nobody: f64,
    /// Whether all completions were counted; else they were sampled.
    pub exact: bool,
    /// Counted if exact, else sampled.
    pub completions: u64,
    /// Of the shares, where they were sampled; 0 where they are exact.
    pub standard_error: f64,
}

/// A question that is not fully answered.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OpenQuestionView {
    /// Its id.
    pub question: String,
    /// As it is asked.
    pub ask: String,
    /// How much an answer is expected to change who wins: 0 not at all, 1 for sure.
    pub can_change: f64,
    /// Whether any answer can change the winner; `null` if not proven.
    pub matters: Option<bool>,
}

pub(super) fn robustness(problem: &Problem<'_>, analysis: &Analysis) -> RobustnessView {
    let rulebook = problem.rulebook;
    let found = &analysis.robustness;
    let id = |a: ArchitectureId| rulebook.architectures[a].id.clone();
    let weight = |(quality, stable): (QualityId, &Stable)| WeightView {
        quality: rulebook.qualities[quality].id.clone(),
        weight: problem.weights[quality],
        stable: *stable,
    };
    RobustnessView {
        samples: found.samples,
        seed: found.seed,
        first: problem
            .among
            .iter()
            .map(|a| (id(a), found.ranks[a].first().copied().unwrap_or(0.0)))
            .collect(),
        ranks: problem.among.iter().map(|a| (id(a), found.ranks[a].clone())).collect(),
        weights: found.stable.iter_enumerated().map(weight).collect(),
        points: points(problem, analysis),
    }
}

fn points(problem: &Problem<'_>, analysis: &Analysis) -> PointsView {
    let rulebook = problem.rulebook;
    let found = &analysis.points;
    let id = |a: ArchitectureId| rulebook.architectures[a].id.clone();
    let needed = |(rule, winner): &(RuleId, Option<ArchitectureId>)| NeededRule {
        rule: rulebook.rules[*rule].id.clone(),
        architecture: winner.map(id),
    };
    PointsView {
        first: problem.among.iter().map(|a| (id(a), found.first[a])).collect(),
        tolerance: found.tolerance,
        needed: found.needed.iter().map(needed).collect(),
        explanation: points_explanation(problem, analysis),
    }
}

/// Returns how much hangs on all points a little, and on each rule as a whole; nothing if nobody leads.
fn points_explanation(problem: &Problem<'_>, analysis: &Analysis) -> Vec<String> {
    let rulebook = problem.rulebook;
    let name = |a: ArchitectureId| rulebook.architectures[a].name.as_str();
    let Some(first) = analysis.evaluation.leader().filter(|_| problem.among.len() > 1) else {
        return Vec::new();
    };
    let found = &analysis.points;
    let moved = format!(
        "When the points of every rule that holds are moved at random by −1, 0 or +1, {} is first in {} of all cases.",
        name(first),
        percent(found.first[first])
    );
    let needed = |(rule, winner): &(RuleId, Option<ArchitectureId>)| {
        format!("{} ({})", rulebook.rules[*rule].id, winner.map_or("nobody", name))
    };
    let needed: Vec<String> = found.needed.iter().map(needed).collect();
    let rules = match needed.as_slice() {
        [] => "Leaving out any one rule does not change who is first.".to_owned(),
        [_] => {
            let (rule, winner) = &found.needed[0];
            let (rule, winner) = (&rulebook.rules[*rule].id, winner.map_or("nobody", name));
            format!("One rule carries it: without `{rule}`, {winner} comes first.")
        }
        some => format!("Leaving out any one of these rules puts another first: {}.", some.join(", ")),
    };
    vec![moved, rules]
}

pub(super) fn shares(problem: &Problem<'_>, analysis: &Analysis) -> SharesView {
    let found = &analysis.shares;
    let share = |a: ArchitectureId| (problem.rulebook.architectures[a].id.clone(), found.first[a]);
    SharesView {
        first: problem.among.iter().map(share).collect(),
        nobody: found.nobody,
        exact: found.exact,
        completions: found.completions,
        standard_error: found.standard_error,
    }
}

pub(super) fn open_questions(rulebook: &Rulebook, analysis: &Analysis) -> Vec<OpenQuestionView> {
    let view = |open: &OpenQuestion| OpenQuestionView {
        question: rulebook.questions[open.question].id.clone(),
        ask: rulebook.questions[open.question].ask.clone(),
        can_change: open.can_change,
        matters: open.matters,
    };
    analysis.open_questions.iter().map(view).collect()
}
