//! The report as one HTML page that needs nothing else: no network, no other file, and no script to be whole.
//!
//! The words come from the template, which escapes them; the charts are strips of SVG that hold only numbers.
//! A content security policy with the hashes of the one style sheet and the one script forbids all others.

mod heatmap;
mod open;
mod policy;
mod ranking;
mod sketch;
mod strip;
mod tornado;
mod waterfall;
mod weights;
mod what_if;
mod words;

use std::collections::BTreeMap;

use serde::Serialize;

use super::template;
use crate::diagnostic::Diagnostics;
use crate::report::{Argument, QuestionAlternatives, Report, Veto, Warning};
use words::Questions;

const STYLE: &str = include_str!("templates/report.css");
const SCRIPT: &str = include_str!("templates/report.js");

/// What the template is given beside the report.
#[derive(Serialize)]
struct Page<'a> {
    policy: String,
    style: &'static str,
    script: &'static str,
    verdict: words::Headline,
    arguments: Vec<words::Rule<'a, Argument>>,
    vetoes: Vec<words::Rule<'a, Veto>>,
    warnings: Vec<words::Rule<'a, Warning>>,
    strongest: Vec<words::Reason>,
    costs: Vec<words::Reason>,
    ranking: ranking::Ranking,
    sketch: Option<sketch::Sketch>,
    waterfall: Option<waterfall::Waterfall>,
    heatmap: heatmap::HeatMap,
    tornado: Option<tornado::Tornado>,
    weights: Option<weights::Weights>,
    ranks: Option<weights::Ranks>,
    open: Option<open::Open>,
    changes: Vec<words::Change>,
    what_if: &'a what_if::WhatIf<'a>,
    /// The same as JSON that may stand in a script element.
    data: String,
    answers: Vec<words::Answer<'a>>,
    not_asked: Vec<&'a str>,
    /// The addresses that may become links, by source.
    links: BTreeMap<&'a str, &'a str>,
}

/// The page. `questions` are every question and what each other answer makes of the verdict.
///
/// # Errors
/// None that a report can cause, unless a template has a mistake.
pub fn html(report: &Report, questions: &[QuestionAlternatives]) -> Result<String, Diagnostics> {
    let words = Questions::of(questions);
    let what_if = what_if::WhatIf::of(report, questions);
    let page = Page {
        policy: policy::policy(STYLE, SCRIPT),
        style: STYLE,
        script: SCRIPT,
        verdict: words::Headline::of(report, &report.verdict),
        arguments: words::arguments(report, &words),
        vetoes: words::vetoes(report, &words),
        warnings: words::warnings(report, &words),
        strongest: words::strongest(report),
        costs: words::costs(report),
        ranking: ranking::ranking(report),
        sketch: sketch::sketch(report),
        waterfall: waterfall::waterfall(report),
        heatmap: heatmap::heatmap(report),
        tornado: tornado::tornado(report, questions),
        weights: weights::weights(report),
        ranks: weights::ranks(report),
        open: open::open(report),
        changes: words::changes(report, &words),
        data: policy::json(&what_if),
        what_if: &what_if,
        answers: words::answers(report, &words),
        not_asked: words::not_asked(report),
        links: words::links(report),
    };
    template::builtin("report.html", report, &BTreeMap::from([("page", page)]))
}
