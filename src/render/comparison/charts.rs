//! The charts of a comparison: the net points of both sides on one scale, and the lead from before to after,
//! difference by difference.

use crate::render::signed;
use crate::render::web::number_line::{CROSS, DIAMOND, ROUND, Scale};
use crate::report::{AnswerDifference, LeadChange, Ranked};

/// Net points before and after, a strip for each architecture in the order of after.
pub(super) struct Nets {
    pub axis: String,
    pub plots: Vec<String>,
}

/// Draws them; of one that was no candidate before only what it has after.
pub(super) fn nets(places: &[(Option<&Ranked>, &Ranked)]) -> Nets {
    let nets = places.iter().flat_map(|(before, after)| [*before, Some(*after)]).flatten();
    let scale = Scale::over(nets.map(|ranked| ranked.net));
    let plot = |(before, after): &(Option<&Ranked>, &Ranked)| {
        let mut strip = scale.strip();
        let end = scale.of(after.net);
        if let Some(before) = before {
            let start = scale.of(before.net);
            strip.bar(if after.net < before.net { "against" } else { "for" }, start, end, 4);
            strip.mark(if before.is_ruled_out() { "gone" } else { "now" }, start, mark(before, ROUND));
        }
        strip.mark(if after.is_ruled_out() { "gone" } else { "net" }, end, mark(after, DIAMOND));
        strip.finish("")
    };
    Nets { axis: scale.axis(signed), plots: places.iter().map(plot).collect() }
}

fn mark(ranked: &Ranked, shape: &'static str) -> &'static str {
    if ranked.is_ruled_out() { CROSS } else { shape }
}

/// The lead from before to after, a strip for each step.
pub(super) struct LeadSteps {
    pub axis: String,
    pub before: String,
    /// What each answer does by itself.
    pub steps: Vec<String>,
    /// What answers do together, and what weights do.
    pub rest: [String; 2],
    pub after: String,
}

pub(super) fn lead(lead: &LeadChange, answers: &[AnswerDifference]) -> LeadSteps {
    let alone: Vec<i32> = answers.iter().map(|answer| answer.moves_lead_by.unwrap_or(0)).collect();
    let moves = alone.iter().copied().chain([lead.together, lead.weights]);
    let mut levels = vec![lead.before];
    levels.extend(moves.scan(lead.before, |at, points| {
        *at += points;
        Some(*at)
    }));
    let scale = Scale::over(levels.iter().copied());
    let mut strips = levels.windows(2).map(|pair| step(scale, pair[0], pair[1]));
    let steps = strips.by_ref().take(alone.len()).collect();
    let rest = [strips.next().unwrap_or_default(), strips.next().unwrap_or_default()];
    LeadSteps {
        axis: scale.axis(signed),
        before: total(scale, lead.before),
        steps,
        rest,
        after: total(scale, lead.after),
    }
}

fn step(scale: Scale, from: i32, to: i32) -> String {
    let mut strip = scale.strip();
    strip.upright("link", scale.of(from), (0, 50));
    strip.upright("link", scale.of(to), (50, 100));
    strip.bar(if to < from { "against" } else { "for" }, scale.of(from), scale.of(to), 14);
    strip.finish("")
}

fn total(scale: Scale, lead: i32) -> String {
    let mut strip = scale.strip();
    strip.bar("total", scale.of(0), scale.of(lead), 16);
    strip.finish("")
}
