//! The gauge: the lead on a line, with the band of close calls and the worst that one other answer makes of
//! it.

use serde::Serialize;

use super::tornado::Tornado;
use crate::render::signed;
use crate::render::web::number_line::{CAP, DIAMOND, Scale};
use crate::report::{Report, points};

#[derive(Serialize)]
pub(super) struct Gauge {
    plot: String,
    axis: String,
    /// The lead of the first over the second.
    lead: i32,
    /// Whether it shows the worst single answer, and the worst once all is known.
    worst: bool,
    at_worst: bool,
    /// What the gauge shows, a sentence each.
    sentences: Vec<String>,
}

/// Returns the gauge; `None` without a second candidate, or where the leader is behind by the rules that
/// hold.
pub(super) fn gauge(report: &Report, tornado: Option<&Tornado>) -> Option<Gauge> {
    let (lead, second) = report.verdict.margin.zip(report.verdict.runner_up.as_deref())?;
    let leader = report.leader()?;
    if lead < 0 {
        return None;
    }
    let close = report.rulebook.close_call;
    let worst = tornado.and_then(Tornado::worst);
    let at_worst = report.verdict.least_margin.filter(|least| *least < lead);
    // How far all that is open could bring it would make the rest of the scale too small to read.
    let shown = at_worst.filter(|least| -*least <= lead.max(close * 3));
    let ends = [0, lead, close * 3].into_iter().chain(worst.as_ref().map(|worst| worst.lead)).chain(shown);
    let scale = Scale::over(ends);
    let mut strip = scale.strip();
    strip.bar("whole", scale.of(i32::MIN), scale.of(i32::MAX), 14);
    strip.bar("for", scale.of(0), scale.of(lead), 10);
    strip.bar("close", scale.of(0), scale.of(close), 24);
    strip.upright("zero", scale.of(0), (0, 100));
    if let Some(least) = shown {
        strip.along("range", scale.of(least), scale.of(lead));
        strip.mark("range", scale.of(least), CAP);
    }
    if let Some(worst) = &worst {
        strip.upright("worst", scale.of(worst.lead), (10, 90));
    }
    strip.mark("net", scale.of(lead), DIAMOND);
    let shows = (worst.is_some(), shown.is_some());
    let mut sentences = vec![match lead {
        0 => format!("{} and {} are level.", leader.name, report.name(second)),
        _ => format!("{} is {} ahead of {}.", leader.name, points(lead), report.name(second)),
    }];
    sentences.push(format!("A lead under {} is a close call.", points(close)));
    if let Some(least) = at_worst {
        let no_worse = if report.verdict.least_margin_exact { "" } else { "no worse than " };
        sentences.push(format!("In the worst case, once all is known, it is {no_worse}{}.", ahead(least)));
    }
    sentences.push(match worst {
        Some(worst) => worst.sentence(),
        None => "No single other answer makes the lead smaller.".to_owned(),
    });
    sentences.extend(tornado.and_then(Tornado::ruling_out));
    Some(Gauge {
        plot: strip.finish(""),
        axis: scale.axis(signed),
        lead,
        worst: shows.0,
        at_worst: shows.1,
        sentences,
    })
}

/// Returns how far a lead is ahead or behind: `6 points behind`.
fn ahead(lead: i32) -> String {
    match lead {
        ..0 => format!("{} behind", points(-lead)),
        0 => "level".to_owned(),
        _ => format!("{} ahead", points(lead)),
    }
}
