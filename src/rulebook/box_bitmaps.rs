//! Bit maps of boxes, one for each option of a variable: which boxes admit it.

use crate::options::OptionSet;

/// The number of bits in one word of a bit map.
pub const WORD: usize = u64::BITS as usize;

/// The bit maps of one variable. Only the words with a box that tests it are stored, so that the maps grow
/// with the tests, and not with variables times boxes.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// The positions of these words, in rising order.
    words: Vec<u32>,
    /// For each option and each of the words the boxes that admit it.
    admits: Vec<u64>,
}

impl Column {
    /// Makes the maps from the tests of one variable, which has `size` options: for each the bit of its box,
    /// in rising order, and the options that pass.
    pub fn new(tests: &[(usize, OptionSet)], size: usize) -> Self {
        let mut words: Vec<u32> = tests.iter().map(|(bit, _)| (bit / WORD) as u32).collect();
        words.dedup();
        let mut admits = vec![u64::MAX; size * words.len()];
        let mut at = 0;
        for &(bit, options) in tests {
            while words[at] as usize != bit / WORD {
                at += 1;
            }
            for option in (0..size).filter(|&option| !options.contains(option)) {
                admits[option * words.len() + at] &= !(1 << (bit % WORD));
            }
        }
        Self { words, admits }
    }

    /// Takes out of `reached` the boxes that the option does not reach.
    pub fn choose(&self, option: usize, reached: &mut [u64]) {
        let admits = &self.admits[option * self.words.len()..][..self.words.len()];
        if self.words.len() == reached.len() {
            reached.iter_mut().zip(admits).for_each(|(word, admits)| *word &= admits);
        } else {
            self.words.iter().zip(admits).for_each(|(&word, admits)| reached[word as usize] &= admits);
        }
    }

    /// Takes out of `reached` the boxes that no option of the set reaches, and adds to `unsure` those that
    /// some do not reach.
    pub fn narrow(&self, set: OptionSet, reached: &mut [u64], unsure: &mut [u64]) {
        if let Some(option) = set.single() {
            return self.choose(option, reached);
        }
        for (at, &word) in self.words.iter().enumerate() {
            let (mut some, mut all) = (0, u64::MAX);
            for option in set.iter() {
                let admits = self.admits[option * self.words.len() + at];
                some |= admits;
                all &= admits;
            }
            reached[word as usize] &= some;
            unsure[word as usize] |= !all;
        }
    }
}
