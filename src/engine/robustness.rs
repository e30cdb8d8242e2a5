//! How the first place depends on the weights of the qualities.
//!
//! Two classic views. The stability interval of one weight, the others as they are, in closed form. And the
//! rank acceptability of SMAA-2 (Lahdelma and Salminen, Operations Research 49(3), 2001): the share of all
//! weightings, uniform on the simplex, in which each architecture has each rank.

use super::random::Random;
use super::{Effort, Evaluation, Problem};
use crate::options::Truth;
use crate::rulebook::Effect;

/// How the ranking depends on the weights. None of it is a probability of being right.
#[derive(Debug, Clone, PartialEq)]
pub struct Robustness {
    pub samples: u32,
    pub seed: u64,
    /// For each architecture the share of weightings in which it has each rank, the first rank first.
    pub ranks: Vec<Vec<f64>>,
    /// For each quality.
    pub stable: Vec<Stable>,
}

/// The weights of one quality, from `min` to `max`, with which the leader stays first or level; 0 or more.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stable {
    pub min: f64,
    /// `None`: however large.
    pub max: Option<f64>,
}

impl Robustness {
    /// For the rules that hold; `leader` is the one whose stability is asked for.
    pub fn of(
        problem: &Problem<'_>,
        evaluation: &Evaluation,
        leader: Option<usize>,
        effort: &Effort,
    ) -> Self {
        let nets = nets(problem, evaluation);
        let qualities = problem.weights.len();
        let unbound = Stable { min: 0.0, max: None };
        let stable = (0..qualities).map(|quality| match leader {
            Some(leader) => stability(problem, evaluation, &nets, leader, quality),
            None => unbound,
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
fn nets(problem: &Problem<'_>, evaluation: &Evaluation) -> Vec<Vec<i32>> {
    let architectures = problem.rulebook.architectures.len();
    let mut nets = vec![vec![0; architectures]; problem.weights.len()];
    for (clause, truth) in problem.rulebook.clauses.iter().zip(&evaluation.truths) {
        if let (Effect::Points { quality, points }, Truth::Holds) = (&clause.effect, truth) {
            nets[*quality].iter_mut().zip(points).for_each(|(net, points)| *net += i32::from(*points));
        }
    }
    nets
}

/// The lead over each rival is linear in one weight; the interval is where all leads are zero or more.
fn stability(
    problem: &Problem<'_>,
    evaluation: &Evaluation,
    nets: &[Vec<i32>],
    leader: usize,
    quality: usize,
) -> Stable {
    let mut stable = Stable { min: 0.0, max: None };
    for rival in evaluation.standing().filter(|&rival| rival != leader) {
        let slope = nets[quality][leader] - nets[quality][rival];
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

/// Weights are the gaps between sorted uniform numbers, which is uniform on the simplex.
fn ranks(
    problem: &Problem<'_>,
    evaluation: &Evaluation,
    nets: &[Vec<i32>],
    effort: &Effort,
) -> Vec<Vec<f64>> {
    let candidates = &evaluation.ranking;
    let qualities = problem.weights.len();
    let mut counts = vec![vec![0_u32; candidates.len()]; problem.rulebook.architectures.len()];
    let mut random = Random::new(effort.seed);
    let mut cuts = vec![0_u64; qualities.saturating_sub(1)];
    let mut ordered: Vec<(bool, i64, usize)> = Vec::with_capacity(candidates.len());
    for _ in 0..effort.samples {
        cuts.iter_mut().for_each(|cut| *cut = random.next() >> 32);
        cuts.sort_unstable();
        ordered.clear();
        for &candidate in candidates {
            let score = weighted(&cuts, nets, candidate);
            ordered.push((evaluation.scores[candidate].is_out(), -score, candidate));
        }
        ordered.sort_unstable();
        for (rank, (.., candidate)) in ordered.iter().enumerate() {
            counts[*candidate][rank] += 1;
        }
    }
    let share = |count: &u32| f64::from(*count) / f64::from(effort.samples.max(1));
    counts.iter().map(|row| row.iter().map(share).collect()).collect()
}

fn weighted(cuts: &[u64], nets: &[Vec<i32>], candidate: usize) -> i64 {
    let mut below = 0;
    let mut score = 0;
    for (quality, net) in nets.iter().enumerate() {
        let cut = cuts.get(quality).copied().unwrap_or(1 << 32);
        score += (cut - below) as i64 * i64::from(net[candidate]);
        below = cut;
    }
    score
}
