//! The report as one HTML page that needs nothing else: no network, no other file, and no script to be whole.
//!
//! The words come from the template, which escapes them; the charts are strips of SVG that hold only numbers.
//! A content security policy with the hashes of the one style sheet and the one script forbids all others.

mod heatmap;
mod open;
mod ranking;
mod sketch;
mod tornado;
mod view;
mod waterfall;
mod weights;
mod what_if;

use std::collections::BTreeMap;

use serde::Serialize;

use super::template;
use super::web::{self, csp};
use crate::diagnostic::Diagnostics;
use crate::report::{QuestionAlternatives, Report, Veto, Warning};
use view::QuestionLabels;

/// What only this page has.
const STYLE: &str = include_str!("templates/report.css");
const SKETCH_STYLE: &str = include_str!("templates/sketch.css");
const SCRIPT: &str = include_str!("templates/report.js");

/// What the template is given beside the report.
#[derive(Serialize)]
struct Page<'a> {
    policy: String,
    style: String,
    script: &'static str,
    verdict: view::HeadlineParts<'a>,
    vetoes: Vec<&'a Veto>,
    warnings: Vec<&'a Warning>,
    sides: Vec<view::SideOfReasons<'a>>,
    costs: Vec<view::Reason>,
    ranking: ranking::Ranking,
    sketch: Option<sketch::Sketch>,
    waterfall: Option<waterfall::Waterfall>,
    heatmap: heatmap::HeatMap,
    tornado: Option<tornado::Tornado>,
    weights: Option<weights::Weights>,
    ranks: Option<weights::Ranks>,
    open: Option<open::Open>,
    what_if: &'a what_if::WhatIf<'a>,
    /// The same as JSON that may stand in a script element.
    data: String,
    answers: Vec<view::AnswerRow<'a>>,
    not_asked: Vec<&'a str>,
    /// The addresses that may become links, by source.
    links: BTreeMap<&'a str, &'a str>,
}

/// Returns the page. `questions` are every question, with what each other answer makes of the verdict.
///
/// # Errors
/// None that a report can cause, unless a template has a mistake.
pub fn html(report: &Report, questions: &[QuestionAlternatives]) -> Result<String, Diagnostics> {
    let words = QuestionLabels::of(questions);
    let what_if = what_if::WhatIf::of(report, questions);
    let style = [web::STYLE, STYLE, SKETCH_STYLE].concat();
    let page = Page {
        policy: csp::policy(&style, SCRIPT),
        style,
        script: SCRIPT,
        verdict: view::HeadlineParts::of(&report.verdict),
        vetoes: view::vetoes(report),
        warnings: view::warnings(report),
        sides: view::sides(report),
        costs: view::costs(report),
        ranking: ranking::ranking(report),
        sketch: sketch::sketch(report),
        waterfall: waterfall::waterfall(report),
        heatmap: heatmap::heatmap(report),
        tornado: tornado::tornado(report, questions),
        weights: weights::weights(report),
        ranks: weights::ranks(report),
        open: open::open(report),
        data: csp::json(&what_if),
        what_if: &what_if,
        answers: view::answers(report, &words),
        not_asked: view::not_asked(report),
        links: view::links(report),
    };
    template::builtin("report.html", report, &BTreeMap::from([("page", page)]))
}
