//! What stands on the page above the systems: figures, decisions, who leads, what to find out, what rules out
//! and what warns.

use serde::Serialize;

use super::super::sentences;
use super::map::{self, Map};
use crate::render::web::axes_map::dots;
use crate::render::web::number_line::Strip;
use crate::rulebook::{Architecture, Rulebook, and_list};
use crate::survey::{LeadCounts, OverruledDecision, Status, StatusCounts, Summary, VetoCount, by_frequency};

/// How many entries of a list are shown; the others are folded.
const SHOWN: usize = 6;
/// How thick bars are, in pixels.
const THICKNESS: i32 = 16;

#[derive(Serialize)]
pub(super) struct Overview<'a> {
    systems: u64,
    shown: usize,
    figures: Vec<Figure>,
    decisions: Option<Decisions<'a>>,
    leads: Vec<Lead<'a>>,
    map: Option<Map>,
    turns_on: Vec<Asked<'a>>,
    next: Vec<Asked<'a>>,
    vetoes: Vec<RuleCount<'a>>,
    warnings: Vec<RuleCount<'a>>,
}

/// How many systems are in a state.
#[derive(Serialize)]
struct Figure {
    state: &'static str,
    sign: &'static str,
    word: &'static str,
    systems: u64,
}

/// Recorded decisions.
#[derive(Serialize)]
struct Decisions<'a> {
    recorded: u64,
    overruled: u64,
    rows: Vec<Overruled<'a>>,
    /// How many no longer hold besides.
    unnamed: u64,
}

#[derive(Serialize)]
struct Overruled<'a> {
    key: String,
    name: String,
    part: Option<&'a str>,
    decided: &'a str,
    leads: Option<&'a str>,
}

/// How often an architecture leads.
#[derive(Serialize)]
struct Lead<'a> {
    id: &'a str,
    name: &'a str,
    /// The class that gives its colour, and its mark.
    class: String,
    mark: &'static str,
    systems: u64,
    parts: String,
    plot: String,
}

/// A question, and for how many systems it is asked.
#[derive(Serialize)]
struct Asked<'a> {
    ask: &'a str,
    systems: u64,
    plot: String,
}

/// A rule, and in how many systems it holds.
#[derive(Serialize)]
struct RuleCount<'a> {
    rule: &'a str,
    reasons: Vec<&'a str>,
    rules_out: String,
    /// Whether it rules out more than one.
    several: bool,
    systems: u64,
    /// In how many it keeps out the architecture that would lead.
    decides: u64,
}

impl<'a> Overview<'a> {
    pub(super) fn of(summary: &'a Summary, rulebook: &'a Rulebook) -> Self {
        let leads = match summary.architectures.is_empty() {
            true => Vec::new(),
            false => leads(summary, rulebook),
        };
        Self {
            systems: summary.systems,
            shown: SHOWN,
            figures: figures(&summary.statuses),
            decisions: decisions(summary, rulebook),
            leads,
            map: map::map(summary, rulebook),
            turns_on: asked(&summary.deciding_questions, rulebook),
            next: asked(&summary.next, rulebook),
            vetoes: vetoes(summary, rulebook),
            warnings: warnings(summary, rulebook),
        }
    }
}

fn figures(counts: &StatusCounts) -> Vec<Figure> {
    let figure = |(status, systems): (Status, u64)| Figure {
        state: status.word(),
        sign: sentences::sign(status),
        word: sentences::state(status),
        systems,
    };
    counts.by_status().map(figure).into()
}

fn decisions<'a>(summary: &'a Summary, rulebook: &'a Rulebook) -> Option<Decisions<'a>> {
    let counts = &summary.decisions;
    let row = |one: &'a OverruledDecision| Overruled {
        key: one.key(),
        name: sentences::title(one.title.as_deref())
            .or_else(|| sentences::place(one.file.as_deref(), one.line))
            .unwrap_or_default(),
        part: one.part.as_deref(),
        decided: sentences::name(rulebook, &one.decided),
        leads: one.leads.as_deref().map(|id| sentences::name(rulebook, id)),
    };
    (counts.recorded > 0).then(|| Decisions {
        recorded: counts.recorded,
        overruled: counts.overruled(),
        rows: counts.overruled.iter().map(row).collect(),
        unnamed: counts.unnamed(),
    })
}

/// Returns every architecture of the rulebook, the most frequent leader first.
fn leads<'a>(summary: &'a Summary, rulebook: &'a Rulebook) -> Vec<Lead<'a>> {
    let most = summary.architectures.values().map(LeadCounts::all).max().unwrap_or_default();
    let lead = |(kind, architecture): (usize, &'a Architecture)| {
        let counts = summary.architectures.get(&architecture.id).copied().unwrap_or_default();
        Lead {
            id: &architecture.id,
            name: &architecture.name,
            class: dots::class(kind),
            mark: dots::dot(kind),
            systems: counts.all(),
            parts: sentences::firmness(&counts),
            plot: stacked(&counts, most),
        }
    };
    let mut leads: Vec<Lead<'a>> = rulebook.architectures.iter().enumerate().map(lead).collect();
    leads.sort_by_key(|lead| std::cmp::Reverse(lead.systems));
    leads
}

/// Draws how often an architecture leads, by how firmly it does; the longest bar is as wide as its place.
fn stacked(counts: &LeadCounts, most: u64) -> String {
    let mut strip = Strip::default();
    let mut begin = 0;
    for (status, systems) in counts.by_status() {
        let (from, to) = (percent(begin, most), percent(begin + systems, most));
        if systems > 0 {
            // A hatch lies over the colour of the architecture.
            if matches!(status, Status::Likely | Status::Close) {
                strip.bar("decided", from, to, THICKNESS);
            }
            strip.bar(status.word(), from, to, THICKNESS);
        }
        begin += systems;
    }
    strip.finish("")
}

fn percent(systems: u64, most: u64) -> f64 {
    systems as f64 * 100.0 / most.max(1) as f64
}

fn asked<'a>(counts: &'a std::collections::BTreeMap<String, u64>, rulebook: &'a Rulebook) -> Vec<Asked<'a>> {
    let most = counts.values().copied().max().unwrap_or_default();
    let row = |(id, systems): (&'a str, u64)| {
        let mut strip = Strip::default();
        strip.bar("for", 0.0, percent(systems, most), THICKNESS);
        Asked { ask: sentences::ask(rulebook, id), systems, plot: strip.finish("") }
    };
    by_frequency(counts).into_iter().map(row).collect()
}

fn vetoes<'a>(summary: &'a Summary, rulebook: &'a Rulebook) -> Vec<RuleCount<'a>> {
    let row = |(id, count): (&'a str, VetoCount)| {
        let (reasons, out) = sentences::veto(rulebook, id);
        RuleCount {
            rule: id,
            reasons,
            several: out.len() > 1,
            rules_out: and_list(&out),
            systems: count.holds,
            decides: count.decides,
        }
    };
    summary.vetoes_by_frequency().into_iter().map(row).collect()
}

fn warnings<'a>(summary: &'a Summary, rulebook: &'a Rulebook) -> Vec<RuleCount<'a>> {
    let row = |(id, systems): (&'a str, u64)| RuleCount {
        rule: id,
        reasons: sentences::warning(rulebook, id),
        rules_out: String::new(),
        several: false,
        systems,
        decides: 0,
    };
    by_frequency(&summary.warnings).into_iter().map(row).collect()
}
