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
use super::search::random::Random;
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

/// So many weightings are drawn and ranked side by side, which the compiler turns into vector instructions.
const LANES: usize = 16;

/// One number for each of them.
type Lanes = [f32; LANES];

/// Ranks the candidates in random weightings; those that are ruled out come after all others.
fn ranks(
    problem: &Problem<'_>,
    evaluation: &Evaluation,
    nets: &Nets,
    effort: &Effort,
) -> TiVec<ArchitectureId, Vec<f64>> {
    let mut counts = ti_vec![vec![0_u32; problem.among.len()]; problem.rulebook.architectures.len()];
    let mut weightings = Weightings::new(problem.weights.len(), effort.seed);
    let (standing, out): (Vec<ArchitectureId>, Vec<ArchitectureId>) =
        problem.among.iter().partition(|&a| !evaluation.scores[a].is_out());
    let mut done = 0;
    while done < effort.samples {
        let lanes = LANES.min((effort.samples - done) as usize);
        weightings.draw();
        for (group, first) in [(&standing, 0), (&out, standing.len())] {
            let scores: Vec<Lanes> = group.iter().map(|&a| weightings.score(nets, a)).collect();
            for (&architecture, ranks) in group.iter().zip(ranked(&scores)) {
                let counts = &mut counts[architecture][first..];
                ranks[..lanes].iter().for_each(|rank| counts[*rank as usize] += 1);
            }
        }
        done += lanes as u32;
    }
    let share = |count: &u32| f64::from(*count) / f64::from(effort.samples.max(1));
    counts.iter().map(|row| row.iter().map(share).collect()).collect()
}

/// Returns the rank of each score in its group; a tie goes to the earlier.
fn ranked(scores: &[Lanes]) -> Vec<[u32; LANES]> {
    let mut ranks = vec![[0_u32; LANES]; scores.len()];
    for second in 1..scores.len() {
        for first in 0..second {
            for lane in 0..LANES {
                let beaten = u32::from(scores[second][lane] > scores[first][lane]);
                ranks[first][lane] = ranks[first][lane].wrapping_add(beaten);
                ranks[second][lane] = ranks[second][lane].wrapping_add(beaten ^ 1);
            }
        }
    }
    ranks
}

/// Random weightings: the gaps between sorted uniform numbers, which are uniform on the simplex.
struct Weightings {
    random: Random,
    /// The sorted numbers from 0 to 2^24; `f32` holds them exactly.
    cuts: Vec<Lanes>,
}

impl Weightings {
    const WHOLE: f32 = (1 << 24) as f32;

    fn new(qualities: usize, seed: u64) -> Self {
        Self { random: Random::new(seed), cuts: vec![[0.0; LANES]; qualities.saturating_sub(1)] }
    }

    fn draw(&mut self) {
        for cut in &mut self.cuts {
            for pair in cut.chunks_exact_mut(2) {
                let bits = self.random.next();
                pair[0] = (bits >> 40) as u32 as f32;
                pair[1] = (bits as u32 >> 8) as f32;
            }
        }
        sort(&mut self.cuts);
    }

    fn score(&self, nets: &Nets, architecture: ArchitectureId) -> Lanes {
        let (mut below, mut score) = ([0.0; LANES], [0.0; LANES]);
        for (quality, nets) in nets.iter().enumerate() {
            let cut = self.cuts.get(quality).copied().unwrap_or([Self::WHOLE; LANES]);
            let net = nets[architecture] as f32;
            for lane in 0..LANES {
                score[lane] += (cut[lane] - below[lane]) * net;
            }
            below = cut;
        }
        score
    }
}

/// Sorts each lane by itself. Bubble sort compares the same places whatever the numbers, so that all lanes
/// are sorted at once; for the few numbers that there are this takes less time than any sort that branches.
fn sort(rows: &mut [Lanes]) {
    for end in (1..rows.len()).rev() {
        let mut greatest = rows[0];
        for at in 0..end {
            let next = rows[at + 1];
            for lane in 0..LANES {
                let (a, b) = (greatest[lane], next[lane]);
                rows[at][lane] = if a < b { a } else { b };
                greatest[lane] = if a < b { b } else { a };
            }
        }
        rows[end] = greatest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_lane_is_sorted_and_keeps_its_numbers() {
        let mut random = Random::new(1);
        for count in 0..20 {
            let rows: Vec<Lanes> = (0..count).map(|_| [(); LANES].map(|()| random.below(9) as f32)).collect();
            let mut sorted = rows.clone();
            sort(&mut sorted);
            for lane in 0..LANES {
                let mut expected: Vec<f32> = rows.iter().map(|row| row[lane]).collect();
                expected.sort_by(f32::total_cmp);
                assert!(sorted.iter().map(|row| row[lane]).eq(expected));
            }
        }
    }
}
