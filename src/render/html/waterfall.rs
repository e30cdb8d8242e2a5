//! The waterfall: from level to a lead of one architecture over another, by quality and by rule.

use serde::Serialize;

use crate::render::signed;
use crate::render::web::number_line::Scale;
use crate::report::{DifferenceView, QualityDifference, Report};

#[derive(Serialize)]
pub(super) struct Waterfall {
    /// The one whose lead it is.
    first: String,
    runner_up: String,
    margin: i32,
    axis: String,
    qualities: Vec<Step>,
    /// The last row: all steps together.
    plot: String,
}

#[derive(Serialize)]
struct Step {
    quality: String,
    points: i32,
    plot: String,
    rules: Vec<RuleStep>,
}

#[derive(Serialize)]
struct RuleStep {
    points: i32,
    /// The position in the arguments of the report.
    argument: usize,
    plot: String,
}

pub(super) fn waterfall(report: &Report) -> Option<Waterfall> {
    let (first, difference) = report.compared().filter(|(_, difference)| !difference.qualities.is_empty())?;
    let scale = scale(difference);
    let mut at = 0;
    let mut steps = Vec::new();
    for quality in &difference.qualities {
        steps.push(step(quality, at, scale));
        at += quality.points;
    }
    let mut total = scale.strip();
    total.upright("link", scale.of(at), (0, 50));
    total.bar("total", scale.of(0), scale.of(at), 16);
    Some(Waterfall {
        first: first.to_owned(),
        runner_up: difference.runner_up.clone(),
        margin: difference.margin,
        axis: scale.axis(signed),
        qualities: steps,
        plot: total.finish(""),
    })
}

/// Makes a scale over every level that the steps come to.
fn scale(difference: &DifferenceView) -> Scale {
    let mut levels = vec![difference.margin];
    let mut at = 0;
    for quality in &difference.qualities {
        let mut inner = at;
        for rule in &quality.rules {
            inner += rule.points;
            levels.push(inner);
        }
        at += quality.points;
        levels.push(at);
    }
    Scale::over(levels)
}

fn step(quality: &QualityDifference, from: i32, scale: Scale) -> Step {
    let mut strip = scale.strip();
    let (start, end) = (scale.of(from), scale.of(from + quality.points));
    strip.upright("link", start, (0, 50));
    strip.upright("link", end, (50, 100));
    strip.bar(class(quality.points), start, end, 14);
    let mut at = from;
    let mut rules = Vec::new();
    for rule in &quality.rules {
        let mut inner = scale.strip();
        inner.bar("whole", start, end, 6);
        inner.bar(class(rule.points), scale.of(at), scale.of(at + rule.points), 6);
        at += rule.points;
        rules.push(RuleStep { points: rule.points, argument: rule.argument, plot: inner.finish("") });
    }
    Step { quality: quality.quality.clone(), points: quality.points, plot: strip.finish(""), rules }
}

/// Returns the class of a bar that speaks for or against the leader.
pub(super) fn class(points: i32) -> &'static str {
    if points < 0 { "against" } else { "for" }
}
