//! The heat map: what each quality gives each architecture. A cell has its number, and a shade by its size.

use serde::Serialize;

use crate::report::{QualityView, Report};

#[derive(Serialize)]
pub(super) struct HeatMap {
    /// In the order of the ranking.
    columns: Vec<String>,
    /// Those of them that are ruled out.
    out: Vec<String>,
    rows: Vec<QualityRow>,
    /// The qualities of which no rule that holds speaks.
    silent: Vec<String>,
    /// Whether some weight is not 1.
    weighted: bool,
}

#[derive(Serialize)]
struct QualityRow {
    quality: String,
    weight: u8,
    cells: Vec<HeatMapCell>,
}

#[derive(Serialize)]
struct HeatMapCell {
    points: i32,
    plot: String,
}

/// How many shades there are on each side.
const SHADES: i32 = 4;

pub(super) fn heatmap(report: &Report) -> HeatMap {
    let columns: Vec<String> = report.ranking.iter().map(|ranked| ranked.architecture.clone()).collect();
    let points = |quality: &QualityView| -> Vec<i32> {
        columns.iter().map(|id| quality.net.get(id).copied().unwrap_or_default()).collect()
    };
    let most = report.qualities.iter().flat_map(points).map(i32::abs).max().unwrap_or_default();
    let mut speaking: Vec<(&QualityView, Vec<i32>)> =
        report.qualities.iter().map(|quality| (quality, points(quality))).collect();
    speaking.retain(|(_, points)| points.iter().any(|points| *points != 0));
    speaking.sort_by_key(|(_, points)| std::cmp::Reverse(spread(points)));
    let row = |(quality, points): &(&QualityView, Vec<i32>)| QualityRow {
        quality: quality.quality.clone(),
        weight: quality.weight,
        cells: points.iter().map(|&points| HeatMapCell { points, plot: plot(points, most) }).collect(),
    };
    let silent = report.qualities.iter().filter(|quality| quality.net.values().all(|points| *points == 0));
    HeatMap {
        rows: speaking.iter().map(row).collect(),
        silent: silent.map(|quality| quality.quality.clone()).collect(),
        weighted: report.qualities.iter().any(|quality| quality.weight != 1),
        out: report
            .ranking
            .iter()
            .filter(|ranked| ranked.is_ruled_out())
            .map(|ranked| ranked.architecture.clone())
            .collect(),
        columns,
    }
}

/// Returns how much a quality tells the architectures apart, in points.
fn spread(points: &[i32]) -> i32 {
    points.iter().max().unwrap_or(&0) - points.iter().min().unwrap_or(&0)
}

fn plot(points: i32, most: i32) -> String {
    let class = match (points, shade(points, most)) {
        (0, _) => "level".to_owned(),
        (p, shade) if p > 0 => format!("more-{shade}"),
        (_, shade) => format!("less-{shade}"),
    };
    format!(
        "<svg class=\"shade\" aria-hidden=\"true\" focusable=\"false\"><rect class=\"{class}\" width=\"100%\" \
         height=\"100%\" rx=\"4\"/></svg>"
    )
}

/// Returns a shade from 1 to [`SHADES`], in equal steps up to the largest number of the map.
fn shade(points: i32, most: i32) -> i32 {
    (points.abs() * SHADES + most - 1) / most.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shades_go_from_the_faintest_to_the_strongest() {
        assert_eq!((shade(1, 9), shade(9, 9), shade(-9, 9)), (1, SHADES, SHADES));
        assert!(plot(0, 9).contains("level") && plot(-1, 9).contains("less-1"));
    }
}
