//! The report as one HTML page that needs nothing else: no network, no other file, and no script to be whole.
//!
//! The words come from the template, which escapes them; the charts are strips of SVG that hold only numbers.
//! A content security policy with the hashes of the one style sheet and the one script forbids all others.

mod answer_grid;
pub(super) mod axes_map;
mod gauge;
mod heatmap;
mod model;
mod open;
mod ranking;
mod sketch;
mod tornado;
mod view;
mod waterfall;
mod weights;

use std::collections::BTreeMap;

use serde::Serialize;

use super::comparison::COMPARISON_STYLE;
use super::template;
use super::verdict_signs;
use super::web::{self, csp};
use crate::diagnostic::Diagnostics;
use crate::engine::{Problem, Status};
use crate::report::{AxesMap, ChangeView, QuestionAlternatives, Report, Veto, Warning};
use view::QuestionLabels;

/// What only this page has.
const STYLE: &str = include_str!("templates/report.css");
const SKETCH_STYLE: &str = include_str!("templates/sketch.css");
const PARTS_STYLE: &str = include_str!("templates/parts.css");
const SCRIPTS: [&str; 2] = [include_str!("templates/model.js"), include_str!("templates/report.js")];

/// What a page shows.
#[derive(Debug)]
pub struct PageInputs<'a> {
    /// What it is about.
    pub report: &'a Report,
    /// What the engine was asked, with the rules that the page adds up itself.
    pub problem: &'a Problem<'a>,
    /// Every question, with what each other answer makes of the verdict.
    pub questions: &'a [QuestionAlternatives],
    /// The map of two axes, if the rulebook has them.
    pub map: Option<&'a AxesMap>,
    /// Where it is from.
    pub origin: &'a PageOrigin,
}

/// Where a page is from, as its head says it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PageOrigin {
    /// The day on which it was made, as year-month-day.
    pub date: Option<String>,
    /// The answers file, as the user named it.
    pub file: Option<String>,
    /// Who decides.
    pub deciders: Vec<String>,
    /// The command line that prints the same report as text.
    pub command: String,
    /// The command line that writes a decision record, where there is an answers file.
    pub record_command: Option<String>,
    /// The decision that the answers file records, and the day by which to look at it again.
    pub recorded: Option<(String, Option<String>)>,
}

/// What the template is given beside the report.
#[derive(Serialize)]
struct Page<'a> {
    policy: String,
    style: String,
    script: String,
    origin: &'a PageOrigin,
    /// By the words of a status in the report.
    signs: BTreeMap<&'static str, &'static str>,
    words: BTreeMap<&'static str, &'static str>,
    likeliest_changes: Vec<&'a ChangeView>,
    often_first: Option<String>,
    gauge: Option<gauge::Gauge>,
    verdict: view::HeadlineParts<'a>,
    vetoes: Vec<&'a Veto>,
    barred_twice: Vec<&'a str>,
    /// How each source is cited.
    citations: BTreeMap<&'a str, String>,
    warnings: Vec<&'a Warning>,
    sides: Vec<view::SideOfReasons<'a>>,
    costs: Vec<view::Reason>,
    map: Option<axes_map::MapSection>,
    ranking: ranking::Ranking,
    sketch: Option<sketch::Sketch>,
    waterfall: Option<waterfall::Waterfall>,
    heatmap: heatmap::HeatMap,
    tornado: Option<tornado::Tornado>,
    weights: Option<weights::Weights>,
    ranks: Option<weights::Ranks>,
    open: Option<open::Open>,
    grid: answer_grid::AnswerGrid<'a>,
    /// The mark of each architecture.
    dots: BTreeMap<&'a str, Option<web::axes_map::dots::Dot>>,
    /// The rules and the proven verdicts as JSON that may stand in a script element.
    data: String,
    answers: Vec<view::AnswerRow<'a>>,
    not_asked: Vec<&'a str>,
    /// The addresses that may become links, by source.
    links: BTreeMap<&'a str, &'a str>,
}

/// What the script of the page knows.
#[derive(Serialize)]
struct ScriptData<'a> {
    model: model::Model<'a>,
    proven: answer_grid::Proven<'a>,
    command: &'a str,
}

/// Returns the style of a page: only what it shows.
fn own_style(report: &Report) -> String {
    let compared = if report.what_if.is_some() { COMPARISON_STYLE } else { "" };
    [web::STYLE, web::MAP_STYLE, STYLE, SKETCH_STYLE, PARTS_STYLE, compared].concat()
}

/// Returns the page.
///
/// # Errors
/// None that a report can cause, unless a template has a mistake.
pub fn html(inputs: &PageInputs<'_>) -> Result<String, Diagnostics> {
    let PageInputs { report, problem, questions, map, origin } = inputs;
    let words = QuestionLabels::of(questions);
    let style = own_style(report);
    let script = SCRIPTS.concat();
    let tornado = tornado::tornado(report, questions);
    let data = ScriptData {
        model: model::Model::of(problem, report),
        proven: answer_grid::Proven::of(report, questions),
        command: &origin.command,
    };
    let page = Page {
        policy: csp::policy(&style, &script),
        style,
        script,
        origin,
        signs: Status::ALL.map(|status| (status.word(), verdict_signs::sign(status))).into(),
        words: Status::ALL.map(|status| (status.word(), verdict_signs::words(status))).into(),
        likeliest_changes: report.likeliest_changes(),
        often_first: report.often_first(),
        gauge: gauge::gauge(report, tornado.as_ref()),
        verdict: view::HeadlineParts::of(&report.verdict),
        vetoes: view::vetoes(report),
        barred_twice: view::barred_twice(report),
        citations: view::citations(report),
        warnings: view::warnings(report),
        sides: view::sides(report),
        costs: view::costs(report),
        map: map.map(|map| axes_map::section(report, map)),
        ranking: ranking::ranking(report),
        sketch: sketch::sketch(report),
        waterfall: waterfall::waterfall(report),
        heatmap: heatmap::heatmap(report),
        tornado,
        weights: weights::weights(report),
        ranks: weights::ranks(report),
        open: open::open(report),
        dots: report.architectures.iter().map(|a| (a.id.as_str(), axes_map::dot(report, &a.id))).collect(),
        grid: answer_grid::AnswerGrid::of(report, questions),
        data: csp::json(&data),
        answers: view::answers(report, &words),
        not_asked: view::not_asked(report),
        links: view::links(report),
    };
    template::builtin("report.html", report, &BTreeMap::from([("page", page)]))
}
