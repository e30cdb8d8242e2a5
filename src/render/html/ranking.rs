//! The ranking: points for and against each architecture, their sum, and how far it can still move.

use serde::Serialize;

use crate::render::signed;
use crate::render::web::number_line::{CAP, DIAMOND, Scale};
use crate::report::{Ranked, Report};

#[derive(Serialize)]
pub(super) struct Ranking {
    axis: String,
    /// Whether some net can still move.
    open: bool,
    rows: Vec<RankedRow>,
}

#[derive(Serialize)]
struct RankedRow {
    id: String,
    /// `None` if it is ruled out.
    place: Option<usize>,
    first: bool,
    net: i32,
    in_favour: i32,
    against: i32,
    range: Option<String>,
    ruled_out_by: Vec<String>,
    plot: String,
}

pub(super) fn ranking(report: &Report) -> Ranking {
    let moves = |ranked: &Ranked| ranked.range.min != ranked.range.max;
    let ends = |ranked: &Ranked| [ranked.in_favour, ranked.against, ranked.range.min, ranked.range.max];
    let scale = Scale::over(report.ranking.iter().flat_map(ends));
    let row = |ranked: &Ranked| {
        let out = ranked.is_ruled_out();
        RankedRow {
            id: ranked.architecture.clone(),
            place: (!out).then_some(ranked.rank),
            first: Some(&ranked.architecture) == report.verdict.architecture.as_ref(),
            net: ranked.net,
            in_favour: ranked.in_favour,
            against: ranked.against,
            range: moves(ranked).then(|| range(ranked)),
            ruled_out_by: ranked.ruled_out_by.clone(),
            plot: plot(ranked, scale, out),
        }
    };
    Ranking {
        axis: scale.axis(signed),
        open: report.ranking.iter().any(moves),
        rows: report.ranking.iter().map(row).collect(),
    }
}

fn range(ranked: &Ranked) -> String {
    let bound = if ranked.range.exact { "" } else { " at most" };
    format!("{} to {}{bound}", signed(ranked.range.min), signed(ranked.range.max))
}

fn plot(ranked: &Ranked, scale: Scale, out: bool) -> String {
    let mut strip = scale.strip();
    if ranked.range.min != ranked.range.max {
        let (low, high) = (scale.of(ranked.range.min), scale.of(ranked.range.max));
        strip.along("range", low, high);
        [low, high].into_iter().for_each(|end| strip.mark("range", end, CAP));
    }
    strip.bar("for", scale.of(0), scale.of(ranked.in_favour), 14);
    strip.bar("against", scale.of(ranked.against), scale.of(0), 14);
    strip.mark("net", scale.of(ranked.net), DIAMOND);
    strip.finish(if out { "out" } else { "" })
}
