//! A sorting network: the same comparisons whatever the numbers are, so that many rows are sorted at once.

/// The pairs of positions, lower first, that sort `count` numbers if each pair is put in order in turn:
/// Batcher's merge exchange (Knuth, The Art of Computer Programming 3, algorithm 5.2.2M).
pub(super) fn pairs(count: usize) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let half = count.next_power_of_two() / 2;
    let mut step = half;
    while step > 0 {
        let (mut block, mut apart, mut phase) = (half, step, 0);
        loop {
            let starts = (0..count.saturating_sub(apart)).filter(|at| at & step == phase);
            pairs.extend(starts.map(|at| (at, at + apart)));
            if block == step {
                break;
            }
            apart = block - step;
            block /= 2;
            phase = step;
        }
        step /= 2;
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::pairs;

    #[test]
    fn every_row_of_zeros_and_ones_is_sorted_and_so_is_everything_else() {
        for count in 0..13 {
            for row in 0..1_u32 << count {
                let mut row: Vec<u32> = (0..count).map(|at| row >> at & 1).collect();
                for (low, high) in pairs(count) {
                    if row[low] > row[high] {
                        row.swap(low, high);
                    }
                }
                assert!(row.is_sorted(), "{row:?}");
            }
        }
    }
}
