//! The what-if: each answer that could be another one, with the verdict as it would then be.

use serde::Serialize;

use super::view::HeadlineParts;
use crate::render::web::number_line::Scale;
use crate::report::{Alternative, QuestionAlternatives, Report};

#[derive(Serialize)]
pub(super) struct WhatIf<'a> {
    /// The names, in the order of the ranking; `net` and `out` below are in the same order.
    architectures: Vec<&'a str>,
    /// For each of the nets, from the least to the largest, the place on the scale in percent.
    places: Vec<f64>,
    least: i32,
    now: WhatIfOutcome<'a>,
    questions: Vec<WhatIfQuestion<'a>>,
}

#[derive(Serialize)]
struct WhatIfQuestion<'a> {
    id: &'a str,
    ask: &'a str,
    /// Whether some answer changes who is first.
    flips: bool,
    answers: Vec<WhatIfAnswer<'a>>,
}

#[derive(Serialize)]
struct WhatIfAnswer<'a> {
    /// As `--set` takes it.
    set: &'a str,
    label: &'a str,
    now: bool,
    flips: bool,
    then: WhatIfOutcome<'a>,
}

/// A verdict in the words in which `archwise advise` gives it.
#[derive(Serialize)]
struct WhatIfOutcome<'a> {
    headline: HeadlineParts<'a>,
    explanation: &'a [String],
    first: Option<&'a str>,
    net: Vec<i32>,
    out: Vec<bool>,
}

impl<'a> WhatIf<'a> {
    pub(super) fn of(report: &'a Report, questions: &'a [QuestionAlternatives]) -> Self {
        let nets = questions.iter().flat_map(|q| &q.alternatives).flat_map(|way| way.net.values().copied());
        let nets: Vec<i32> = nets.chain(report.ranking.iter().map(|ranked| ranked.net)).collect();
        let (least, most) = nets.iter().fold((0, 0), |(least, most), &n| (n.min(least), n.max(most)));
        let scale = Scale::over([least, most]);
        let asked = questions.iter().filter(|question| !question.alternatives.is_empty());
        Self {
            architectures: report.ranking.iter().map(|ranked| report.name(&ranked.architecture)).collect(),
            places: (least..=most).map(|net| (scale.of(net) * 100.0).round() / 100.0).collect(),
            least,
            now: WhatIfOutcome {
                headline: HeadlineParts::of(&report.verdict),
                explanation: &report.verdict.explanation,
                first: report.verdict.architecture.as_deref().map(|id| report.name(id)),
                net: report.ranking.iter().map(|ranked| ranked.net).collect(),
                out: report.ranking.iter().map(|ranked| !ranked.ruled_out_by.is_empty()).collect(),
            },
            questions: asked.map(|asked| question(report, asked)).collect(),
        }
    }
}

fn question<'a>(report: &'a Report, asked: &'a QuestionAlternatives) -> WhatIfQuestion<'a> {
    let answers: Vec<WhatIfAnswer<'a>> = asked.alternatives.iter().map(|way| answer(report, way)).collect();
    WhatIfQuestion {
        id: &asked.question,
        ask: &asked.ask,
        flips: answers.iter().any(|answer| answer.flips),
        answers,
    }
}

fn answer<'a>(report: &'a Report, way: &'a Alternative) -> WhatIfAnswer<'a> {
    let order = || report.ranking.iter().map(|ranked| &ranked.architecture);
    WhatIfAnswer {
        set: &way.answer,
        label: &way.label,
        now: way.current,
        flips: way.verdict.architecture != report.verdict.architecture,
        then: WhatIfOutcome {
            headline: HeadlineParts::of(&way.verdict),
            explanation: &way.verdict.explanation,
            first: way.verdict.architecture.as_deref().map(|id| report.name(id)),
            net: order().map(|id| way.net.get(id).copied().unwrap_or_default()).collect(),
            out: order().map(|id| way.ruled_out.contains(id)).collect(),
        },
    }
}
