//! Windows of time that end at the observed commit, never at the clock.

use std::collections::BTreeSet;

/// The seconds of a day in UTC.
const DAY: i64 = 86_400;
/// The seconds of a week.
const WEEK: i64 = 7 * DAY;
/// What a month is taken for.
const MONTH: i64 = 30 * DAY;

/// A span of weeks that ends at a moment, itself included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Window {
    /// In seconds since 1970.
    pub end: i64,
    pub weeks: i64,
}

impl Window {
    /// Returns the moment after which it begins, in seconds since 1970.
    pub(super) fn begin(self) -> i64 {
        self.end - self.weeks * WEEK
    }

    /// Returns whether a moment lies in it.
    pub(super) fn holds(self, moment: i64) -> bool {
        moment > self.begin() && moment <= self.end
    }

    /// Returns the window of the same length before it.
    pub(super) fn before(self) -> Self {
        Self { end: self.begin(), ..self }
    }

    /// Counts what is different in each week of it, counted back from its end.
    pub(super) fn per_week<T: Ord>(self, moments: impl IntoIterator<Item = (i64, T)>) -> Vec<usize> {
        self.per(WEEK, usize::try_from(self.weeks).unwrap_or_default(), moments)
    }

    /// Counts the same in each whole month of 30 days.
    pub(super) fn per_month<T: Ord>(self, moments: impl IntoIterator<Item = (i64, T)>) -> Vec<usize> {
        let months = self.weeks * WEEK / MONTH;
        self.per(MONTH, usize::try_from(months).unwrap_or_default(), moments)
    }

    fn per<T: Ord>(
        self,
        length: i64,
        blocks: usize,
        moments: impl IntoIterator<Item = (i64, T)>,
    ) -> Vec<usize> {
        let mut different: Vec<BTreeSet<T>> = Vec::new();
        different.resize_with(blocks, BTreeSet::new);
        for (moment, what) in moments {
            let block = usize::try_from((self.end - moment) / length).ok().filter(|_| moment <= self.end);
            if let Some(block) = block.and_then(|block| different.get_mut(block)) {
                block.insert(what);
            }
        }
        different.iter().map(BTreeSet::len).collect()
    }
}

/// Returns the day in UTC of a moment, counted from 1970.
pub(super) fn day(moment: i64) -> i64 {
    moment.div_euclid(DAY)
}

/// Returns the median; of an even number the mean of the two in the middle. 0 of nothing.
pub(super) fn median(mut counts: Vec<usize>) -> f64 {
    counts.sort_unstable();
    let middle = counts.len() / 2;
    match counts.len() {
        0 => 0.0,
        length if length % 2 == 1 => counts[middle] as f64,
        _ => (counts[middle - 1] + counts[middle]) as f64 / 2.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_are_counted_back_from_the_end() {
        let window = Window { end: 100 * WEEK, weeks: 3 };
        assert!(window.holds(100 * WEEK) && !window.holds(97 * WEEK) && window.holds(97 * WEEK + 1));
        assert_eq!(window.before(), Window { end: 97 * WEEK, weeks: 3 });
        let moments = [100 * WEEK, 100 * WEEK - 1, 99 * WEEK, 98 * WEEK + 1, 97 * WEEK, 101 * WEEK];
        // 99 * WEEK is the end of the week before; 97 * WEEK lies outside.
        let counted = window.per_week(moments.map(|moment| (moment, moment)));
        assert_eq!(counted, [2, 2, 0]);
        let days = window.per_week(moments.map(|moment| (moment, day(moment))));
        assert_eq!(days[0], 2);
    }

    #[test]
    fn a_median_is_in_the_middle() {
        assert_eq!(
            [median(vec![]), median(vec![3]), median(vec![5, 1]), median(vec![9, 1, 2])],
            [0.0, 3.0, 3.0, 2.0]
        );
    }
}
