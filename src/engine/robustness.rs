//! How the first place depends on the weights of the qualities.
//!
//! Two classic views. The stability interval of one weight, the others as they are, in closed form. And the
//! rank acceptability of SMAA-2 (Lahdelma and Salminen, Operations Research 49(3), 2001): the share of all
//! weightings, uniform on the simplex, in which each architecture has each rank.

use schemars::JsonSchema;
use serde::Serialize;

use typed_index_collections::{TiSlice, TiVec, ti_vec};

use super::evaluate::Evaluation;
use super::problem::{Effort, Problem};
use super::weightings::rank_counts;
use crate::options::Truth;
use crate::rulebook::{ArchitectureId, QualityId};

/// How the ranking depends on the weights. None of it is a probability of being right.
#[derive(Debug, Clone, PartialEq)]
pub struct Robustness {
    /// How many weightings were drawn.
    pub samples: u32,
    /// The seed they were drawn with.
    pub seed: u64,
    /// For each architecture the share of weightings in which it has each rank, the first rank first.
    pub ranks: TiVec<ArchitectureId, Vec<f64>>,
    /// For each quality the weights that leave the leader first.
    pub stable: TiVec<QualityId, Stable>,
}

/// The weights with which the winner stays first.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "StableView")]
pub struct Stable {
    /// The least.
    pub min: f64,
    /// `null`: however large.
    pub max: Option<f64>,
}

impl Robustness {
    /// Looks at the rules that hold; without a `leader` no weight bounds anything.
    pub fn of(
        problem: &Problem<'_>,
        evaluation: &Evaluation,
        leader: Option<ArchitectureId>,
        effort: &Effort,
    ) -> Self {
        let nets = nets(problem, evaluation);
        let unbound = Stable { min: 0.0, max: None };
        let stable = problem.weights.keys().map(|quality| {
            leader.map_or(unbound, |leader| stability(problem, evaluation, &nets[quality], leader, quality))
        });
        Self {
            samples: effort.samples,
            seed: effort.seed,
            ranks: ranks(problem, evaluation, &nets, effort),
            stable: stable.collect(),
        }
    }
}

/// For each quality and architecture the points of the rules that hold, before weighting.
type Nets = TiVec<QualityId, TiVec<ArchitectureId, i32>>;

fn nets(problem: &Problem<'_>, evaluation: &Evaluation) -> Nets {
    let architectures = problem.rulebook.architectures.len();
    let mut nets = ti_vec![ti_vec![0; architectures]; problem.weights.len()];
    for (clause, truth) in problem.rulebook.clauses.iter().zip(&evaluation.truths) {
        if let (Some((quality, points)), Truth::Holds) = (clause.effect.points(), truth) {
            nets[quality].iter_mut().zip(points).for_each(|(net, points)| *net += i32::from(*points));
        }
    }
    nets
}

/// Returns the interval of one weight in which no rival is ahead: the lead over each is linear in the weight.
fn stability(
    problem: &Problem<'_>,
    evaluation: &Evaluation,
    nets: &TiSlice<ArchitectureId, i32>,
    leader: ArchitectureId,
    quality: QualityId,
) -> Stable {
    let mut stable = Stable { min: 0.0, max: None };
    for rival in evaluation.standing().filter(|&rival| rival != leader) {
        let slope = nets[leader] - nets[rival];
        let lead = evaluation.scores[leader].net - evaluation.scores[rival].net;
        let without = lead - slope * i32::from(problem.weights[quality]);
        let crossing = f64::from(-without) / f64::from(slope);
        if slope > 0 {
            stable.min = stable.min.max(crossing);
        } else if slope < 0 {
            stable.max = Some(stable.max.map_or(crossing, |max| max.min(crossing)));
        }
    }
    stable
}

/// Ranks the candidates in random weightings; those that are ruled out come after all others.
fn ranks(
    problem: &Problem<'_>,
    evaluation: &Evaluation,
    nets: &Nets,
    effort: &Effort,
) -> TiVec<ArchitectureId, Vec<f64>> {
    let mut shares = ti_vec![vec![0.0; problem.among.len()]; problem.rulebook.architectures.len()];
    let (standing, out): (Vec<ArchitectureId>, Vec<ArchitectureId>) =
        problem.among.iter().partition(|&a| !evaluation.scores[a].is_out());
    for (group, first) in [(&standing, 0), (&out, standing.len())] {
        let row = |a: &ArchitectureId| nets.iter().map(|nets| nets[*a] as f32).collect();
        let rows: Vec<Vec<f32>> = group.iter().map(row).collect();
        let counts = rank_counts(&rows, effort.samples, effort.seed);
        for (architecture, counts) in group.iter().zip(counts) {
            let of_group = shares[*architecture][first..].iter_mut().zip(counts);
            of_group.for_each(|(share, count)| *share = f64::from(count) / f64::from(effort.samples.max(1)));
        }
    }
    shares
}
