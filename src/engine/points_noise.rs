//! Who is first when every point of every rule that holds is moved by −1, 0 or +1, each as likely: exactly.
//!
//! The moves of one candidate are independent of those of another, and each is a sum of independent steps of
//! −w, 0 or +w, one for each rule of weight w. So all candidates share one distribution of the sum, which is
//! built up rule by rule, and a candidate is first where its sum beats all others.

use typed_index_collections::{TiVec, ti_vec};

use crate::rulebook::ArchitectureId;

/// So many standard deviations the distribution reaches to each side, if it does not end before. By
/// Hoeffding's inequality less than 1 in 10^11 lies beyond.
const REACH: f64 = 9.0;

/// Returns for each architecture the share of moves with which it is first. `standing` are those that can be,
/// each with its net, in the order in which they win a tie; `weights` are those of the rules that hold.
pub(super) fn first(
    architectures: usize,
    standing: &[(ArchitectureId, i32)],
    weights: &[i32],
) -> TiVec<ArchitectureId, f64> {
    let moves = Moves::of(weights);
    let mut first = ti_vec![0.0; architectures];
    for (at, (architecture, net)) in standing.iter().enumerate() {
        let share = |(sum, part): (i32, f64)| {
            let rivals = standing.iter().enumerate().filter(|(other, _)| *other != at);
            // A tie goes to the earlier.
            let beaten =
                rivals.map(|(other, (_, rival))| moves.below(net + sum - rival + i32::from(other > at)));
            part * beaten.product::<f64>()
        };
        first[*architecture] = moves.each().map(share).sum();
    }
    // The parts were rounded: what is certain is said to be so.
    let total: f64 = first.iter().sum();
    first.iter_mut().filter(|_| total > 0.0).for_each(|share| *share /= total);
    first
}

/// The distribution of the sum of all moves.
struct Moves {
    /// For each sum from `-reach` on its share.
    parts: Vec<f64>,
    /// For each of these the share of all sums up to it; 1 for the last.
    up_to: Vec<f64>,
    reach: i32,
}

impl Moves {
    fn of(weights: &[i32]) -> Self {
        let variance: f64 = weights.iter().map(|weight| f64::from(weight * weight) * 2.0 / 3.0).sum();
        let most: i32 = weights.iter().sum();
        let reach = most.min((REACH * variance.sqrt()).ceil() as i32);
        let mut parts = vec![0.0; 2 * reach as usize + 1];
        parts[reach as usize] = 1.0;
        let mut before = parts.clone();
        for weight in weights {
            std::mem::swap(&mut parts, &mut before);
            step(&before, &mut parts, *weight as usize);
        }
        let total: f64 = parts.iter().sum();
        let sums = parts.iter().scan(0.0, |sum, part| {
            *sum += part;
            Some(*sum / total)
        });
        let up_to = sums.collect();
        Self { parts, up_to, reach }
    }

    /// Yields each sum with its share.
    fn each(&self) -> impl Iterator<Item = (i32, f64)> {
        (-self.reach..=self.reach).zip(self.parts.iter().copied())
    }

    /// Returns the share of the sums below a number.
    fn below(&self, number: i32) -> f64 {
        let last = number - 1 + self.reach;
        if last < 0 { 0.0 } else { self.up_to.get(last as usize).copied().unwrap_or(1.0) }
    }
}

/// Spreads each share evenly over its place and those a weight to both sides.
fn step(before: &[f64], after: &mut [f64], weight: usize) {
    let third = |part: &f64| part / 3.0;
    after.iter_mut().zip(before).for_each(|(after, part)| *after = third(part));
    let shifted = before.len().saturating_sub(weight);
    after[..shifted]
        .iter_mut()
        .zip(&before[before.len() - shifted..])
        .for_each(|(a, part)| *a += third(part));
    let above = after.len() - shifted;
    after[above..].iter_mut().zip(before).for_each(|(a, part)| *a += third(part));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::search::random::Random;

    /// Goes through all moves.
    fn brute(standing: &[(ArchitectureId, i32)], weights: &[i32]) -> Vec<f64> {
        let digits = standing.len() * weights.len();
        let mut counts = vec![0.0; standing.len()];
        for number in 0..3_usize.pow(digits as u32) {
            let digit = |at: usize| (number / 3_usize.pow(at as u32) % 3) as i32 - 1;
            let moved = standing.iter().enumerate().map(|(at, (_, net))| {
                let moves = weights.iter().enumerate().map(|(rule, w)| w * digit(at * weights.len() + rule));
                net + moves.sum::<i32>()
            });
            let best = moved.enumerate().max_by_key(|&(at, net)| (net, std::cmp::Reverse(at)));
            counts[best.unwrap().0] += 1.0;
        }
        counts.iter().map(|count| count / 3_f64.powi(digits as i32)).collect()
    }

    #[test]
    fn the_shares_are_those_of_all_moves() {
        let mut random = Random::new(1);
        for _ in 0..300 {
            let candidates = 1 + random.below(3);
            let weights: Vec<i32> =
                (0..random.below(9 / candidates)).map(|_| 1 + random.below(5) as i32).collect();
            let standing: Vec<(ArchitectureId, i32)> =
                (0..candidates).map(|a| (a.into(), random.below(9) as i32 - 4)).collect();
            let found = first(candidates, &standing, &weights);
            for (found, expected) in found.iter().zip(brute(&standing, &weights)) {
                assert!((found - expected).abs() < 1e-9, "{standing:?} {weights:?}: {found}, not {expected}");
            }
        }
    }

    #[test]
    fn what_no_move_can_change_is_certain() {
        let standing = [(0.into(), 40), (1.into(), 9)];
        assert_eq!(first(2, &standing, &[3; 5]).raw, [1.0, 0.0]);
        assert_eq!(first(2, &standing[..1], &[]).raw, [1.0, 0.0]);
        assert_eq!(first(2, &[], &[2]).raw, [0.0, 0.0]);
    }

    #[test]
    fn thousands_of_rules_lose_no_share() {
        let moves = Moves::of(&[5; 5_000]);
        assert!((moves.parts.iter().sum::<f64>() - 1.0).abs() < 1e-10);
        assert!((moves.below(1) - 0.5).abs() < 0.01);
    }
}
