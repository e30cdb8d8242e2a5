//! A comparison as people read it: names instead of ids, what changed in sentences, and what its charts show.

use serde::Serialize;

use super::charts;
use crate::engine::Status;
use crate::render::verdict_signs;
use crate::render::web::axes_map::dots::Dot;
use crate::report::{
    AnswerDifference, AxisSummary, Comparison, LeadChange, Moved, PartMove, Ranked, Report, SideView,
    WeightDifference, points,
};
use crate::rulebook::Rulebook;

/// The names of architectures, in the order of the rulebook.
pub(in crate::render) struct ArchitectureNames<'a>(Vec<(&'a str, &'a str)>);

impl<'a> ArchitectureNames<'a> {
    pub(in crate::render) fn of_rulebook(rulebook: &'a Rulebook) -> Self {
        let known = rulebook.architectures.iter();
        Self(known.map(|architecture| (architecture.id.as_str(), architecture.name.as_str())).collect())
    }

    pub(in crate::render) fn of_report(report: &'a Report) -> Self {
        let known = report.architectures.iter();
        Self(known.map(|architecture| (architecture.id.as_str(), architecture.name.as_str())).collect())
    }

    fn position(&self, id: &str) -> Option<usize> {
        self.0.iter().position(|(known, _)| *known == id)
    }

    fn name(&self, id: &str) -> String {
        self.position(id).map_or(id, |at| self.0[at].1).to_owned()
    }
}

/// A comparison with names, sentences and charts.
#[derive(Debug, Serialize)]
pub(in crate::render) struct ComparisonView {
    pub sides: [Side; 2],
    pub axes: Vec<AxisMove>,
    /// What changed, a sentence each.
    pub summary: Vec<String>,
    pub differences: Vec<Difference>,
    /// Whose lead the differences move, and how; absent where one difference does all of it.
    pub lead: Option<Lead>,
    pub weights: Vec<WeightRow>,
    pub parts: Vec<PartRow>,
    pub nets: Vec<NetRow>,
    pub nets_axis: String,
    pub rules: Vec<RuleList>,
}

/// One of the two.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Side {
    pub label: &'static str,
    pub title: Option<String>,
    pub headline: String,
    pub who: String,
    pub what: String,
    pub status: &'static str,
    pub sign: &'static str,
    pub axes: Vec<AxisSummary>,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct AxisMove {
    pub ask: String,
    pub before: String,
    pub after: String,
}

/// A question that is answered differently.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Difference {
    pub question: String,
    pub ask: String,
    pub before: String,
    pub after: String,
    /// What it makes of the verdict by itself, if that is another one: a sentence.
    pub enough: Option<String>,
    /// By how much it moves the lead by itself.
    pub points: i32,
    pub plot: String,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct Lead {
    pub of: String,
    pub over: String,
    pub before: i32,
    pub after: i32,
    pub axis: String,
    pub before_plot: String,
    pub after_plot: String,
    /// What no single answer does; the empty are left out.
    pub rest: Vec<RestStep>,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct RestStep {
    pub what: &'static str,
    pub points: i32,
    pub plot: String,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct WeightRow {
    pub what: String,
    pub before: u8,
    pub after: u8,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct PartRow {
    pub part: String,
    pub before: String,
    pub after: String,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct NetRow {
    pub name: String,
    pub dot: Option<Dot>,
    /// `None` where it was no candidate.
    pub before: Option<i32>,
    pub out_before: bool,
    pub after: i32,
    pub out_after: bool,
    pub change: i32,
    pub plot: String,
}

/// Rules that began or ceased to hold.
#[derive(Debug, Serialize)]
pub(in crate::render) struct RuleList {
    pub title: &'static str,
    pub rules: Vec<RuleRow>,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct RuleRow {
    pub rule: String,
    pub because: String,
    /// The name of an architecture and its points.
    pub points: Vec<(String, i32)>,
}

impl ComparisonView {
    pub(in crate::render) fn of(comparison: &Comparison, names: &ArchitectureNames<'_>) -> Self {
        let Comparison { before, after, .. } = comparison;
        let nets = charts::nets(&before.ranking, &after.ranking);
        let axes = before.verdict.axes.iter().zip(&after.verdict.axes);
        let weight = |weight: &WeightDifference| WeightRow {
            what: format!("Weight of {}", weight.name),
            before: weight.before,
            after: weight.after,
        };
        let (differences, lead) = differences(comparison, names);
        Self {
            sides: [side("Before", before), side("After", after)],
            axes: axes.map(|(before, after)| axis_move(before, after)).collect(),
            summary: summary(comparison, names),
            differences,
            lead,
            weights: comparison.weights.iter().map(weight).collect(),
            parts: comparison.parts.iter().map(|part| part_row(part, names)).collect(),
            nets_axis: nets.axis,
            nets: after
                .ranking
                .iter()
                .zip(nets.plots)
                .map(|(a, plot)| net_row(a, before, names, plot))
                .collect(),
            rules: [
                ("Rules that hold after, and did not before", &comparison.started),
                ("Rules that held before, and do not after", &comparison.stopped),
            ]
            .into_iter()
            .filter(|(_, moved)| !moved.is_empty())
            .map(|(title, moved)| RuleList {
                title,
                rules: moved.iter().map(|rule| rule_row(rule, names)).collect(),
            })
            .collect(),
        }
    }
}

fn side(label: &'static str, side: &SideView) -> Side {
    let headline = &side.verdict.headline;
    let status: Status = side.verdict.status;
    Side {
        label,
        title: side.title.clone(),
        headline: headline.to_string(),
        who: headline.who.clone(),
        what: headline.what.clone(),
        status: status.word(),
        sign: verdict_signs::sign(status),
        axes: side.verdict.axes.clone(),
    }
}

fn axis_move(before: &AxisSummary, after: &AxisSummary) -> AxisMove {
    AxisMove {
        ask: before.ask.trim_end_matches('?').to_owned(),
        before: before.outcome.clone(),
        after: after.outcome.clone(),
    }
}

/// Returns the answers that differ, and the lead that they move.
fn differences(comparison: &Comparison, names: &ArchitectureNames<'_>) -> (Vec<Difference>, Option<Lead>) {
    let is_alone = comparison.answers.len() + comparison.weights.len() < 2;
    let lead = comparison.lead.as_ref().filter(|_| !is_alone);
    let chart = lead.map(|lead| charts::lead(lead, &comparison.answers));
    let plot = |at: usize| chart.as_ref().map(|chart| chart.steps[at].clone()).unwrap_or_default();
    let difference = |(at, answer): (usize, &AnswerDifference)| Difference {
        question: answer.question.clone(),
        ask: answer.ask.clone(),
        before: answer.before_label.clone(),
        after: answer.after_label.clone(),
        enough: answer.enough.then(|| match &answer.alone {
            Some(alone) => format!("Enough by itself: {} leads.", names.name(alone)),
            None => "Enough by itself: every candidate is ruled out.".to_owned(),
        }),
        points: answer.moves_lead_by.unwrap_or(0),
        plot: plot(at),
    };
    let rows = comparison.answers.iter().enumerate().map(difference).collect();
    let lead = lead.zip(chart).map(|(lead, chart)| Lead {
        of: names.name(&lead.of),
        over: names.name(&lead.over),
        before: lead.before,
        after: lead.after,
        axis: chart.axis,
        before_plot: chart.before,
        after_plot: chart.after,
        rest: [("Together, beyond what each does by itself", lead.together), ("Other weights", lead.weights)]
            .into_iter()
            .zip(chart.rest)
            .filter(|((_, points), _)| *points != 0)
            .map(|((what, points), plot)| RestStep { what, points, plot })
            .collect(),
    });
    (rows, lead)
}

/// Returns what changed, a sentence each: who leads, by how much, and whether one difference is enough.
fn summary(comparison: &Comparison, names: &ArchitectureNames<'_>) -> Vec<String> {
    let leader = |side: &SideView| side.verdict.architecture.clone();
    let (was, is) = (leader(&comparison.before), leader(&comparison.after));
    if comparison.answers.is_empty() && comparison.weights.is_empty() && was == is {
        return Vec::new();
    }
    let mut sentences = vec![match (&was, &is) {
        (Some(was), Some(is)) if was == is => format!("{} leads before and after.", names.name(was)),
        (Some(was), Some(is)) => format!("{} led before; {} leads after.", names.name(was), names.name(is)),
        (Some(was), None) => format!("{} led before; after, every candidate is ruled out.", names.name(was)),
        (None, Some(is)) => {
            format!("Before, every candidate was ruled out; {} leads after.", names.name(is))
        }
        (None, None) => "Every candidate is ruled out before and after.".to_owned(),
    }];
    if let Some(lead) = &comparison.lead {
        sentences.extend(lead_sentences(comparison, lead, names, was == is));
    }
    if was != is {
        sentences.extend(what_is_enough(comparison));
    }
    sentences
}

/// Returns how the lead goes from before to after, and what of it vetoes make void.
fn lead_sentences(
    comparison: &Comparison,
    lead: &LeadChange,
    names: &ArchitectureNames<'_>,
    is_still_first: bool,
) -> Vec<String> {
    let (of, over) = (names.name(&lead.of), names.name(&lead.over));
    let subject = if is_still_first { "It" } else { &of };
    let mut sentences = vec![match lead.before == lead.after {
        true => format!("{subject} was and is {}.", before_name(lead.after, &over)),
        false => {
            let after = match lead.after {
                0 => "is level with it".to_owned(),
                after => format!("is now {}", apart(after)),
            };
            format!("{subject} was {}, and {after}.", before_name(lead.before, &over))
        }
    }];
    if lead.before < 0 && is_out(&comparison.before, &lead.over) {
        sentences.push(format!("{over} had more points before, but was ruled out."));
    }
    if lead.after > 0 && is_out(&comparison.after, &lead.of) {
        sentences.push(format!("{of} has more points after, but is ruled out."));
    }
    sentences
}

fn is_out(side: &SideView, id: &str) -> bool {
    side.ranking.iter().any(|ranked| ranked.architecture == id && !ranked.ruled_out_by.is_empty())
}

/// Returns a lead: `6 points ahead`.
fn apart(lead: i32) -> String {
    format!("{} {}", points(lead.abs()), if lead < 0 { "behind" } else { "ahead" })
}

/// Returns a lead and over whom: `6 points ahead of Hybrid`.
fn before_name(lead: i32, over: &str) -> String {
    match lead {
        0 => format!("level with {over}"),
        1.. => format!("{} of {over}", apart(lead)),
        _ => format!("{} {over}", apart(lead)),
    }
}

/// Returns whether one difference is enough for another leader.
fn what_is_enough(comparison: &Comparison) -> Option<String> {
    let differences = comparison.answers.len();
    let enough = comparison.answers.iter().filter(|difference| difference.enough).count();
    Some(match (differences, enough) {
        (0, _) => "The weights alone do that.".to_owned(),
        (1, 1) => return None,
        (_, 0) if !comparison.weights.is_empty() => {
            "No answer that differs is enough by itself; together with the weights they are.".to_owned()
        }
        (_, 0) => "No answer that differs is enough by itself; together they are.".to_owned(),
        (_, 1) => "One answer that differs is enough by itself.".to_owned(),
        (_, some) => format!("Each of {some} answers that differ is enough by itself."),
    })
}

fn part_row(moved: &PartMove, names: &ArchitectureNames<'_>) -> PartRow {
    let leads = |has: bool, id: &Option<String>| match (has, id) {
        (false, _) => "no such part".to_owned(),
        (true, None) => "no candidate left".to_owned(),
        (true, Some(id)) => names.name(id),
    };
    PartRow {
        part: moved.title.clone().unwrap_or_else(|| moved.part.clone()),
        before: leads(moved.had, &moved.before),
        after: leads(moved.has, &moved.after),
    }
}

fn net_row(after: &Ranked, before: &SideView, names: &ArchitectureNames<'_>, plot: String) -> NetRow {
    let was = before.ranking.iter().find(|ranked| ranked.architecture == after.architecture);
    NetRow {
        name: names.name(&after.architecture),
        dot: names.position(&after.architecture).map(Dot::of),
        before: was.map(|was| was.net),
        out_before: was.is_some_and(|was| !was.ruled_out_by.is_empty()),
        after: after.net,
        out_after: !after.ruled_out_by.is_empty(),
        change: was.map_or(0, |was| after.net - was.net),
        plot,
    }
}

fn rule_row(moved: &Moved, names: &ArchitectureNames<'_>) -> RuleRow {
    let given = moved.points.iter().filter(|(_, points)| **points != 0);
    RuleRow {
        rule: moved.rule.clone(),
        because: moved.because.clone(),
        points: given.map(|(id, points)| (names.name(id), *points)).collect(),
    }
}
