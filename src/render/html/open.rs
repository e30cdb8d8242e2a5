//! What is still open: which outcomes it leaves, and what to find out first.

use serde::Serialize;

use crate::render::percent;
use crate::render::web::number_line::Strip;
use crate::report::{OpenQuestionView, Report};

#[derive(Serialize)]
pub(super) struct Open {
    /// Empty once the winner is settled.
    outcomes: Vec<OutcomeRow>,
    questions: Vec<OpenQuestionRow>,
    /// Those that can't change the winner any more.
    idle: Vec<String>,
}

#[derive(Serialize)]
struct OutcomeRow {
    /// `None`: every candidate is ruled out.
    id: Option<String>,
    share: String,
    plot: String,
}

#[derive(Serialize)]
struct OpenQuestionRow {
    id: String,
    ask: String,
    can_change: String,
    proven: bool,
    plot: String,
}

pub(super) fn open(report: &Report) -> Option<Open> {
    let (idle, live): (Vec<_>, Vec<_>) =
        report.open_questions.iter().partition(|open: &&OpenQuestionView| open.matters == Some(false));
    // The bars are scaled to the longest: next to all that could move each is a stub.
    let most = live.iter().map(|open| open.can_change).fold(f64::MIN_POSITIVE, f64::max);
    let question = |open: &OpenQuestionView| OpenQuestionRow {
        id: open.question.clone(),
        ask: open.ask.clone(),
        can_change: percent(open.can_change),
        proven: open.matters.is_some(),
        plot: share(open.can_change / most),
    };
    (!report.open_questions.is_empty()).then(|| Open {
        outcomes: if report.verdict.settled == Some(true) { Vec::new() } else { outcomes(report) },
        questions: live.into_iter().map(question).collect(),
        idle: idle.iter().map(|open| open.ask.clone()).collect(),
    })
}

fn outcomes(report: &Report) -> Vec<OutcomeRow> {
    let shares = &report.shares;
    let named = shares.first.iter().map(|(id, share)| (Some(id.clone()), *share));
    let mut all: Vec<_> = named.chain([(None, shares.nobody)]).filter(|(_, share)| *share > 0.0).collect();
    all.sort_by(|a, b| b.1.total_cmp(&a.1));
    all.into_iter().map(|(id, part)| OutcomeRow { id, share: percent(part), plot: share(part) }).collect()
}

fn share(part: f64) -> String {
    let mut strip = Strip::default();
    strip.bar("whole", 0.0, 100.0, 10);
    strip.bar("for", 0.0, part.clamp(0.0, 1.0) * 100.0, 10);
    strip.finish("")
}
