//! Every answer that could be another one, as a chip that says who would then lead by the rules that hold;
//! and the proven verdict on each such change.

use indexmap::IndexSet;
use serde::Serialize;

use super::axes_map::dot;
use crate::render::web::axes_map::dots::Dot;
use crate::report::{Alternative, Headline, QuestionAlternatives, Report};
use crate::rulebook::Kind;

#[derive(Serialize)]
pub(super) struct AnswerGrid<'a> {
    /// Those that can put another first, then those that move the lead most.
    telling: Vec<GridRow<'a>>,
    /// Those of which no answer moves the lead.
    still: Vec<GridRow<'a>>,
}

#[derive(Serialize)]
struct GridRow<'a> {
    id: &'a str,
    ask: &'a str,
    /// The present answer in words, of a multiple choice.
    known: Option<&'a str>,
    /// Whether some answer puts another first.
    flips: bool,
    groups: Vec<ChipGroup<'a>>,
}

/// Chips that stand together.
#[derive(Serialize)]
struct ChipGroup<'a> {
    /// The option of a multiple choice that they add or take away.
    text: Option<&'a str>,
    chips: Vec<Chip<'a>>,
}

#[derive(Serialize)]
struct Chip<'a> {
    /// As `--set` takes it.
    set: &'a str,
    label: &'a str,
    /// Whether it is the present answer.
    now: bool,
    leads: Standing,
}

/// Who leads by the rules that hold, and how far.
#[derive(Serialize)]
struct Standing {
    name: Option<String>,
    dot: Option<Dot>,
    lead: Option<i32>,
    /// Whether the lead is a close call.
    close: bool,
}

/// The verdicts that the program proved, so that the page can say them.
#[derive(Serialize)]
pub(super) struct Proven<'a> {
    /// Every text once.
    texts: IndexSet<&'a str>,
    now: ProvenVerdict,
    /// Of each single change: its question, the answer as `--set` takes it, and the verdict.
    changes: Vec<(&'a str, &'a str, ProvenVerdict)>,
}

/// Who, how firm, and the sentences on it: positions in the texts.
type ProvenVerdict = (usize, usize, Vec<usize>);

impl<'a> AnswerGrid<'a> {
    pub(super) fn of(report: &'a Report, questions: &'a [QuestionAlternatives]) -> Self {
        let asked = questions.iter().filter(|question| !question.alternatives.is_empty());
        let mut rows: Vec<(i32, GridRow<'a>)> = asked.map(|question| row(report, question)).collect();
        // Stable, so that among equals the rulebook's order stands.
        rows.sort_by_key(|(swing, row)| (!row.flips, -swing));
        let (still, telling): (Vec<_>, Vec<_>) =
            rows.into_iter().partition(|(swing, row)| *swing == 0 && !row.flips);
        let only_rows = |rows: Vec<(i32, GridRow<'a>)>| rows.into_iter().map(|(_, row)| row).collect();
        Self { telling: only_rows(telling), still: only_rows(still) }
    }
}

/// Returns a row, and how far its answers move the lead of who leads now.
fn row<'a>(report: &'a Report, question: &'a QuestionAlternatives) -> (i32, GridRow<'a>) {
    let leader = report.ranking.first().map(|ranked| ranked.architecture.as_str());
    let now = question.alternatives.iter().find(|way| way.current);
    let leads = question.alternatives.iter().filter_map(|way| way.lead_of(leader?));
    let swing = leads.clone().max().zip(leads.min()).map_or(0, |(most, least)| most - least);
    let is_other = |way: &Alternative| now.is_some_and(|now| now.first() != way.first());
    let row = GridRow {
        id: &question.question,
        ask: &question.ask,
        known: (question.kind == Kind::Multi).then_some(question.known.as_str()),
        flips: question.alternatives.iter().any(is_other),
        groups: groups(report, question),
    };
    (swing, row)
}

/// Returns the chips of a question. Of a multiple choice each is a change, and the present answer none.
fn groups<'a>(report: &'a Report, question: &'a QuestionAlternatives) -> Vec<ChipGroup<'a>> {
    let is_multi = question.kind == Kind::Multi;
    let mut groups: Vec<ChipGroup<'a>> = Vec::new();
    for way in question.alternatives.iter().filter(|way| !(is_multi && way.current)) {
        let (text, label) = match way.label.split_once(": ").filter(|_| is_multi) {
            Some((word, option)) => (Some(option), word),
            None => (None, way.label.as_str()),
        };
        let chip = chip(report, way, label);
        match groups.last_mut().filter(|group| group.text == text) {
            Some(group) => group.chips.push(chip),
            None => groups.push(ChipGroup { text, chips: vec![chip] }),
        }
    }
    groups
}

fn chip<'a>(report: &'a Report, way: &'a Alternative, label: &'a str) -> Chip<'a> {
    let first = way.first();
    let lead = first.and_then(|first| way.lead_of(first));
    let leads = Standing {
        name: first.map(|id| report.name(id).to_owned()),
        dot: first.and_then(|id| dot(report, id)),
        lead,
        close: lead.is_some_and(|lead| lead < report.rulebook.close_call),
    };
    Chip { set: &way.answer, label, now: way.current, leads }
}

impl<'a> Proven<'a> {
    pub(super) fn of(report: &'a Report, questions: &'a [QuestionAlternatives]) -> Self {
        let mut texts = IndexSet::new();
        let mut said = |headline: &'a Headline, explanation: &'a [String]| {
            let mut position = |text: &'a str| texts.insert_full(text).0;
            let (who, what) = (position(&headline.who), position(&headline.what));
            (who, what, explanation.iter().map(|text| position(text)).collect())
        };
        let now = said(&report.verdict.headline, &report.verdict.explanation);
        let ways = questions.iter().flat_map(|question| {
            question.alternatives.iter().map(move |way| (question.question.as_str(), way))
        });
        let other = ways.filter(|(_, way)| !way.current);
        let changes = other
            .map(|(question, way)| (question, way.answer.as_str(), said(&way.headline, &way.explanation)));
        let changes = changes.collect();
        Self { now, changes, texts }
    }
}
