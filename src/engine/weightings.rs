//! Random weightings, uniform on the simplex, and how they rank some alternatives: many at once.
//!
//! Exponential numbers, divided by their sum, are uniform on the simplex (Devroye, Non-Uniform Random Variate
//! Generation, 1986, chapter V.2). Who is before whom does not hang on the sum, so they are not divided.

use super::search::random::Random;

/// So many weightings are drawn and ranked side by side, which the compiler turns into vector instructions.
const LANES: usize = 16;

/// One number for each of them.
type Lanes = [f32; LANES];

/// Returns for each of some rows of points, a column for each quality, in how many of `samples` weightings it
/// has each rank, the first rank first; a tie goes to the earlier row.
pub(super) fn rank_counts(rows: &[Vec<f32>], samples: u32, seed: u64) -> Vec<Vec<u32>> {
    let rows = without_common_columns(rows);
    if let Some(ranks) = certain_ranks(&rows) {
        let row = |rank: usize| (0..rows.len()).map(|at| if at == rank { samples } else { 0 }).collect();
        return ranks.into_iter().map(row).collect();
    }
    let mut counts = vec![vec![0; rows.len()]; rows.len()];
    let mut numbers = Exponentials::new(seed);
    let mut scores = vec![[0.0; LANES]; rows.len()];
    let mut left = samples as usize;
    while left > 0 {
        let lanes = LANES.min(left);
        scores.fill([0.0; LANES]);
        for quality in 0..rows[0].len() {
            let weights = numbers.next();
            scores.iter_mut().zip(&rows).for_each(|(score, row)| add(score, &weights, row[quality]));
        }
        for (row, counts) in counts.iter_mut().enumerate() {
            let ranks = ranks(&scores, row);
            ranks[..lanes].iter().for_each(|rank| counts[*rank as usize] += 1);
        }
        left -= lanes;
    }
    counts
}

/// Returns the rows without the qualities that give every row the same: they move no row past another.
fn without_common_columns(rows: &[Vec<f32>]) -> Vec<Vec<f32>> {
    let qualities = rows.first().map_or(0, Vec::len);
    let telling = |quality: &usize| rows.iter().any(|row| row[*quality] != rows[0][*quality]);
    let telling: Vec<usize> = (0..qualities).filter(telling).collect();
    rows.iter().map(|row| telling.iter().map(|&quality| row[quality]).collect()).collect()
}

/// Returns the rank of each row, if it is the same in every weighting: of any two rows one has at least as
/// much as the other under each quality.
fn certain_ranks(rows: &[Vec<f32>]) -> Option<Vec<usize>> {
    let covers = |a: usize, b: usize| rows[a].iter().zip(&rows[b]).all(|(a, b)| a >= b);
    let mut ranks = vec![0; rows.len()];
    for second in 1..rows.len() {
        for first in 0..second {
            match (covers(first, second), covers(second, first)) {
                (true, _) => ranks[second] += 1,
                (false, true) => ranks[first] += 1,
                (false, false) => return None,
            }
        }
    }
    Some(ranks)
}

fn add(score: &mut Lanes, weights: &Lanes, points: f32) {
    for lane in 0..LANES {
        score[lane] += weights[lane] * points;
    }
}

/// Returns the rank of one row in each weighting: how many are before it.
fn ranks(scores: &[Lanes], row: usize) -> [u32; LANES] {
    let mut ranks = [0_u32; LANES];
    let score = &scores[row];
    for (other, rival) in scores.iter().enumerate() {
        for lane in 0..LANES {
            let before = if other < row { rival[lane] >= score[lane] } else { rival[lane] > score[lane] };
            ranks[lane] = ranks[lane].wrapping_add(u32::from(before));
        }
    }
    ranks
}

/// Draws exponential numbers: those of each lane by a generator of its own, xoshiro128+ (Blackman and Vigna,
/// ACM Transactions on Mathematical Software 47(4), 2021), which shifts and adds 32 bits at a time and so
/// fits vector instructions. [`Random`] seeds them.
struct Exponentials {
    state: [[u32; LANES]; 4],
}

impl Exponentials {
    fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        // A generator never leaves the state in which all bits are 0.
        let mut word = || (random.next() >> 32) as u32 | 1;
        Self { state: std::array::from_fn(|_| std::array::from_fn(|_| word())) }
    }

    fn next(&mut self) -> Lanes {
        let [a, b, c, d] = &mut self.state;
        let mut numbers = [0.0; LANES];
        for lane in 0..LANES {
            numbers[lane] = exponential(a[lane].wrapping_add(d[lane]));
            let shifted = b[lane] << 9;
            c[lane] ^= a[lane];
            d[lane] ^= b[lane];
            b[lane] ^= c[lane];
            a[lane] ^= d[lane];
            c[lane] ^= shifted;
            d[lane] = d[lane].rotate_left(11);
        }
        numbers
    }
}

/// Turns random bits into a number whose distribution is exponential: minus the logarithm to the base of 2 of
/// a uniform number. It is the middle of one of 2^23 steps between 0 and 1, so never 0.
///
/// The logarithm of the fraction is a polynomial that is exact at both ends and off by 0.000 016 at most, as
/// fitted to the least greatest error. It is the same on every machine, which that of the system is not.
fn exponential(bits: u32) -> f32 {
    let steps = ((bits >> 9 << 1) | 1) as f32;
    let power = (steps.to_bits() >> 23) as i32 - 127;
    let fraction = f32::from_bits(steps.to_bits() & 0x007f_ffff | 0x3f80_0000) - 1.0;
    let bend = 0.441_917 + fraction * (-0.267_179_35 + fraction * (0.148_426_53 - fraction * 0.045_148_98));
    let logarithm = fraction + fraction * (1.0 - fraction) * bend;
    (24 - power) as f32 - logarithm
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_distributed_exponentially() {
        let mut numbers = Exponentials::new(1);
        let drawn: Vec<f64> = (0..20_000).flat_map(|_| numbers.next()).map(f64::from).collect();
        assert!(drawn.iter().all(|number| *number > 0.0));
        for limit in [0.01, 0.1, 0.5, 1.0, 2.0, 4.0, 8.0] {
            let share = drawn.iter().filter(|number| **number < limit).count() as f64 / drawn.len() as f64;
            let expected = 1.0 - 2_f64.powf(-limit);
            let error = (expected * (1.0 - expected) / drawn.len() as f64).sqrt();
            assert!((share - expected).abs() < 4.0 * error, "under {limit}: {share}, not {expected}");
        }
    }

    #[test]
    fn the_logarithm_is_that_of_the_standard_library() {
        for bits in (0..u32::MAX).step_by(65_521) {
            let steps = f64::from((bits >> 9 << 1) | 1);
            let expected = 24.0 - steps.log2();
            assert!((f64::from(exponential(bits)) - expected).abs() < 0.000_02, "{bits}");
        }
    }

    #[test]
    fn two_rows_share_the_weightings_as_the_simplex_is_cut() {
        // The weight of the first of three qualities is over a third in (2/3)² of the simplex.
        let rows = [vec![2.0, 0.0, 0.0], vec![0.0, 1.0, 1.0]];
        let counts = rank_counts(&rows, 100_000, 1);
        assert!((f64::from(counts[0][0]) / 100_000.0 - 4.0 / 9.0).abs() < 0.005, "{counts:?}");
        assert_eq!(counts[0][0] + counts[1][0], 100_000);
    }

    #[test]
    fn what_is_certain_is_what_is_drawn() {
        let mut random = Random::new(3);
        let mut certain = 0;
        for seed in 0..2_000 {
            let row = |random: &mut Random| vec![random.below(3) as f32, random.below(3) as f32, 1.0];
            let rows: Vec<Vec<f32>> = (0..1 + random.below(3)).map(|_| row(&mut random)).collect();
            let Some(ranks) = certain_ranks(&without_common_columns(&rows)) else { continue };
            // Rows that are never told apart have no column, and are ranked in their order.
            let mut scores = vec![[0.0; LANES]; rows.len()];
            let mut numbers = Exponentials::new(seed);
            for quality in 0..3 {
                let weights = numbers.next();
                scores.iter_mut().zip(&rows).for_each(|(score, row)| add(score, &weights, row[quality]));
            }
            for (row, rank) in ranks.iter().enumerate() {
                assert_eq!(super::ranks(&scores, row), [*rank as u32; LANES], "{rows:?}");
            }
            certain += 1;
        }
        assert!(certain > 500, "{certain}");
    }
}
