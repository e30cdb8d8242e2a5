//! The points of each architecture: its place, and what each quality gives it.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;
use typed_index_collections::{TiVec, ti_vec};

use crate::engine::{Analysis, Evaluation, Problem, Range};
use crate::options::Truth;
use crate::rulebook::{ArchitectureId, ClauseId, QualityId, Rulebook};

/// One architecture's place.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Ranked {
    /// Its id.
    pub architecture: String,
    /// From 1.
    pub rank: usize,
    /// `for` and `against` together, in weighted points.
    pub net: i32,
    /// The weighted points for it: 0 or more.
    #[serde(rename = "for")]
    pub in_favour: i32,
    /// The weighted points against it: 0 or less.
    pub against: i32,
    /// Its net over all completions of the open answers.
    pub range: Range,
    /// The rules that hold and rule it out.
    pub ruled_out_by: Vec<String>,
}

impl Ranked {
    /// Returns whether some rule that holds rules it out.
    pub fn is_ruled_out(&self) -> bool {
        !self.ruled_out_by.is_empty()
    }
}

/// What a quality gives to each architecture.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct QualityView {
    /// Its id.
    pub quality: String,
    /// What it is called.
    pub name: String,
    /// How much it counts, 0 to 5.
    pub weight: u8,
    /// Weighted points of the rules that hold, by architecture.
    pub net: IndexMap<String, i32>,
}

pub(super) fn ranking(problem: &Problem<'_>, analysis: &Analysis) -> Vec<Ranked> {
    let evaluation = &analysis.evaluation;
    let ranked = |(index, &a): (usize, &ArchitectureId)| {
        let (score, range) = (&evaluation.scores[a], &analysis.ranges[a]);
        Ranked {
            architecture: problem.rulebook.architectures[a].id.clone(),
            rank: index + 1,
            net: score.net,
            in_favour: score.in_favour,
            against: score.against,
            range: *range,
            ruled_out_by: vetoing(problem.rulebook, evaluation, a),
        }
    };
    evaluation.ranking.iter().enumerate().map(ranked).collect()
}

/// Returns the rules that hold and rule an architecture out.
pub(super) fn vetoing(
    rulebook: &Rulebook,
    evaluation: &Evaluation,
    architecture: ArchitectureId,
) -> Vec<String> {
    let clauses = vetoing_clauses(rulebook, evaluation, architecture);
    clauses.map(|clause| rulebook.rules[rulebook.clauses[clause].rule].id.clone()).collect()
}

/// Yields the clauses that hold and rule an architecture out.
pub(super) fn vetoing_clauses(
    rulebook: &Rulebook,
    evaluation: &Evaluation,
    architecture: ArchitectureId,
) -> impl Iterator<Item = ClauseId> {
    let holding = evaluation.truths.iter_enumerated().filter(|(_, truth)| **truth == Truth::Holds);
    let vetoes = holding.filter(move |(clause, _)| {
        let out = rulebook.clauses[*clause].effect.rules_out();
        out.is_some_and(|out| out.contains(architecture))
    });
    vetoes.map(|(clause, _)| clause)
}

pub(super) fn qualities(problem: &Problem<'_>, evaluation: &Evaluation) -> Vec<QualityView> {
    let rulebook = problem.rulebook;
    let mut nets = ti_vec![ti_vec![0; rulebook.architectures.len()]; rulebook.qualities.len()];
    for (clause, truth) in rulebook.clauses.iter().zip(&evaluation.truths) {
        if let (Some((quality, points)), Truth::Holds) = (clause.effect.points(), truth) {
            let nets = nets[quality].iter_mut().zip(points);
            nets.for_each(|(net, points)| *net += problem.weigh(quality, *points));
        }
    }
    let view = |(index, net): (QualityId, TiVec<ArchitectureId, i32>)| QualityView {
        quality: rulebook.qualities[index].id.clone(),
        name: rulebook.qualities[index].name.clone(),
        weight: problem.weights[index],
        net: problem.among.iter().map(|a| (rulebook.architectures[a].id.clone(), net[a])).collect(),
    };
    nets.into_iter_enumerated().map(view).collect()
}
