//! How the first place depends on the weights: the interval of each, and the ranks over all weightings.

use serde::Serialize;

use crate::render::percent;
use crate::render::web::number_line::{ROUND, Scale, Strip};
use crate::report::{Report, WeightView};
use crate::rulebook::MAX_WEIGHT;

/// The scale of weights ends at the greatest that can be given.
const MOST: i32 = MAX_WEIGHT as i32;

#[derive(Serialize)]
pub(super) struct Weights {
    axis: String,
    /// Those that can change the winner first; none where another one is first so far.
    rows: Vec<WeightRow>,
    /// How many of them can.
    bound: usize,
}

#[derive(Serialize)]
struct WeightRow {
    quality: String,
    weight: u8,
    bound: bool,
    stable: String,
    plot: String,
}

pub(super) fn weights(report: &Report) -> Option<Weights> {
    report.verdict.runner_up.as_ref()?;
    let scale = Scale::over([0, MOST]);
    let mut rows: Vec<WeightRow> = report
        .robustness
        .weights
        .iter()
        .filter(|_| report.is_first_now())
        .map(|weight| WeightRow {
            quality: weight.quality.clone(),
            weight: weight.weight,
            bound: weight.is_bound(),
            stable: words(weight),
            plot: plot(weight, scale),
        })
        .collect();
    rows.sort_by_key(|row| !row.bound);
    Some(Weights {
        axis: scale.axis(|tick| tick.to_string()),
        bound: rows.iter().filter(|row| row.bound).count(),
        rows,
    })
}

fn words(weight: &WeightView) -> String {
    match weight.bounds() {
        (None, None) => "any".to_owned(),
        (Some(min), None) => format!("{min:.1} or more"),
        (None, Some(max)) => format!("up to {max:.1}"),
        (Some(min), Some(max)) => format!("{min:.1} to {max:.1}"),
    }
}

fn plot(weight: &WeightView, scale: Scale) -> String {
    let mut strip = scale.strip();
    strip.bar("whole", scale.of(0), scale.of(MOST), 8);
    let max = weight.stable.max.unwrap_or(f64::INFINITY);
    strip.bar("for", scale.at(weight.stable.min), scale.at(max), 8);
    strip.mark("net", scale.of(i32::from(weight.weight)), ROUND);
    strip.finish("")
}

#[derive(Serialize)]
pub(super) struct Ranks {
    samples: u32,
    /// The share in which the leader of the report is first.
    leader: String,
    /// `1st`, `2nd`, …
    places: Vec<String>,
    rows: Vec<RankRow>,
}

#[derive(Serialize)]
struct RankRow {
    id: String,
    /// The share of the first place, and those of the others in words: `2nd in 12 %`.
    first: String,
    others: Vec<String>,
    plot: String,
}

/// Returns the share of weightings in which each architecture has each rank.
pub(super) fn ranks(report: &Report) -> Option<Ranks> {
    let robustness = &report.robustness;
    let leader = report.verdict.architecture.as_ref()?;
    if robustness.samples == 0 || report.ranking.len() < 2 {
        return None;
    }
    let mut rows: Vec<(&String, &Vec<f64>)> = robustness.ranks.iter().collect();
    rows.sort_by(|a, b| b.1.iter().partial_cmp(a.1.iter()).unwrap_or(std::cmp::Ordering::Equal));
    let row = |(id, shares): (&String, &Vec<f64>)| RankRow {
        id: id.clone(),
        first: percent(shares.first().copied().unwrap_or_default()),
        others: others(shares),
        plot: stacked(shares),
    };
    Some(Ranks {
        samples: robustness.samples,
        leader: percent(robustness.first.get(leader).copied().unwrap_or_default()),
        places: (1..=report.ranking.len()).map(ordinal).collect(),
        rows: rows.into_iter().map(row).collect(),
    })
}

fn others(shares: &[f64]) -> Vec<String> {
    let ranks = shares.iter().enumerate().skip(1).filter(|(_, share)| **share > 0.0);
    ranks.map(|(rank, share)| format!("{} in {}", ordinal(rank + 1), percent(*share))).collect()
}

fn stacked(shares: &[f64]) -> String {
    let mut strip = Strip::default();
    let mut from = 0.0;
    for (rank, share) in shares.iter().enumerate().filter(|(_, share)| **share > 0.0) {
        let to = from + share * 100.0;
        strip.bar(&format!("rank-{}", (rank + 1).min(4)), from, to, 18);
        from = to;
    }
    strip.finish("")
}

fn ordinal(n: usize) -> String {
    let end = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{end}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Stable;

    #[test]
    fn an_interval_is_said_within_the_weights_that_can_be_given() {
        let of = |min, max| {
            words(&WeightView { quality: "cost".to_owned(), weight: 1, stable: Stable { min, max } })
        };
        assert_eq!(of(0.0, None), "any");
        assert_eq!(of(0.0, Some(7.0)), "any");
        assert_eq!(of(0.0, Some(5.0)), "any");
        assert_eq!(of(0.25, None), "0.2 or more");
        assert_eq!(of(0.5, Some(2.0)), "0.5 to 2.0");
    }

    #[test]
    fn places_are_counted_in_words() {
        assert_eq!([1, 2, 3, 4, 11, 21].map(ordinal), ["1st", "2nd", "3rd", "4th", "11th", "21st"]);
    }
}
