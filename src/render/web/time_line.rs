//! A scale of days for strips of charts.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::number_line::{EDGE, Strip};

/// The most marks of an axis, so that their words keep clear of each other on a phone.
const MARKS: usize = 5;
/// The steps between the marks, in months.
const STEPS: [i32; 8] = [1, 2, 3, 6, 12, 24, 60, 120];

/// From days to places.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TimeScale {
    from: Date,
    to: Date,
}

impl TimeScale {
    /// Makes a scale that covers all the days; of one day alone, it covers the next as well.
    pub(crate) fn over(days: impl IntoIterator<Item = Date>) -> Option<Self> {
        let (from, to) = days.into_iter().fold(None, |ends: Option<(Date, Date)>, day| {
            Some(ends.map_or((day, day), |(from, to)| (from.min(day), to.max(day))))
        })?;
        Some(Self { from, to: if from == to { to.saturating_add(1.day()) } else { to } })
    }

    /// Returns the place of a day, in percent of the width; what lies beyond the scale is at its end.
    pub(crate) fn at(self, day: Date) -> f64 {
        let day = day.clamp(self.from, self.to);
        EDGE + days(self.from, day) / days(self.from, self.to) * (100.0 - 2.0 * EDGE)
    }

    /// Returns the first days of months at even steps; the ends where no such day lies between them.
    fn marks(self) -> Vec<(Date, String)> {
        let every = |months: i32| {
            let mut marks = Vec::new();
            let mut day = self.from.first_of_month();
            while day <= self.to {
                if day >= self.from && (i32::from(day.month()) - 1 + 12 * i32::from(day.year())) % months == 0
                {
                    marks.push(day);
                }
                day = day.saturating_add(Span::new().months(1));
            }
            marks
        };
        let found = STEPS.into_iter().map(|step| (step, every(step))).find(|(_, marks)| marks.len() <= MARKS);
        match found {
            Some((step, marks)) if marks.len() > 1 => {
                let word = |day: Date| match step % 12 {
                    0 => day.year().to_string(),
                    _ => format!("{}-{:02}", day.year(), day.month()),
                };
                marks.into_iter().map(|day| (day, word(day))).collect()
            }
            _ => [self.from, self.to].map(|day| (day, day.to_string())).into(),
        }
    }

    /// Draws the days over a column of strips.
    pub(crate) fn axis(self) -> String {
        let mut strip = Strip::default();
        self.marks().into_iter().for_each(|(day, word)| strip.label(self.at(day), &word));
        strip.finish("axis")
    }

    /// Draws a strip with the lines of the axis.
    pub(crate) fn strip(self) -> Strip {
        let mut strip = Strip::default();
        self.marks().into_iter().for_each(|(day, _)| strip.upright("grid", self.at(day), (0, 100)));
        strip
    }
}

fn days(from: Date, to: Date) -> f64 {
    f64::from(from.duration_until(to).as_hours() as i32) / 24.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap_or_default()
    }

    #[test]
    fn days_are_in_order_and_the_marks_few() {
        for (from, to) in [
            ("2026-01-01", "2026-01-01"),
            ("2026-01-05", "2026-02-03"),
            ("2025-11-30", "2026-11-27"),
            ("2016-02-29", "2026-11-27"),
            ("1970-01-01", "2100-01-01"),
        ] {
            let scale = TimeScale::over([day(from), day(to)]).expect("a scale of days");
            let marks = scale.marks();
            assert!((2..=MARKS).contains(&marks.len()), "{from} {to}: {marks:?}");
            let places: Vec<f64> = marks.iter().map(|(day, _)| scale.at(*day)).collect();
            assert!(places.is_sorted(), "{places:?}");
            assert_eq!(scale.at(day(from)), EDGE);
            assert_eq!(scale.at(day("2200-01-01")), 100.0 - EDGE);
        }
    }
}
