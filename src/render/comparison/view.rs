//! A comparison as people read it: names instead of ids, what changed in sentences, and what its charts show.

use serde::Serialize;

use super::architecture_names::ArchitectureNames;
use super::{charts, sentences};
use crate::engine::Status;
use crate::render::verdict_signs;
use crate::render::web::axes_map::dots::Dot;
use crate::report::{
    AnswerDifference, AxisSummary, Comparison, Moved, PartMove, Ranked, SideView, WeightDifference,
};

/// A comparison with names, sentences and charts.
#[derive(Debug, Serialize)]
pub(in crate::render) struct ComparisonView {
    pub sides: [Side; 2],
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
        let of_before = |id: &str| before.ranking.iter().find(|ranked| ranked.architecture == id);
        let places: Vec<(Option<&Ranked>, &Ranked)> =
            after.ranking.iter().map(|after| (of_before(&after.architecture), after)).collect();
        let nets = charts::nets(&places);
        let weight = |weight: &WeightDifference| WeightRow {
            what: format!("Weight of {}", weight.name),
            before: weight.before,
            after: weight.after,
        };
        let (differences, lead) = differences(comparison, names);
        Self {
            sides: [side("Before", before), side("After", after)],
            summary: sentences::summary(comparison, names),
            differences,
            lead,
            weights: comparison.weights.iter().map(weight).collect(),
            parts: comparison.parts.iter().map(|part| part_row(part, names)).collect(),
            nets_axis: nets.axis,
            nets: places
                .iter()
                .zip(nets.plots)
                .map(|((before, after), plot)| net_row(*before, after, names, plot))
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

fn net_row(was: Option<&Ranked>, after: &Ranked, names: &ArchitectureNames<'_>, plot: String) -> NetRow {
    NetRow {
        name: names.name(&after.architecture),
        dot: names.position(&after.architecture).map(Dot::of),
        before: was.map(|was| was.net),
        out_before: was.is_some_and(Ranked::is_ruled_out),
        after: after.net,
        out_after: after.is_ruled_out(),
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
