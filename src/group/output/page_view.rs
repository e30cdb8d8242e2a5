//! A group as people read it: names instead of ids, and sentences.

use serde::Serialize;

use super::sentences;
use crate::engine::Status;
use crate::group::{Agreement, DisputeView, GroupPart, GroupReport, PersonAnswer, PersonView, QuestionRow};
use crate::render::verdict_signs;
use crate::render::web::axes_map::dots::Dot;
use crate::report::{AxisSummary, NOT_KNOWN, VerdictView};
use crate::rulebook::{Rulebook, and_list, counted};

/// What a template, or the text, is given.
#[derive(Debug, Serialize)]
pub(super) struct PageView {
    /// What the system is called.
    pub title: Option<String>,
    /// The people as the subject of a sentence.
    pub who: String,
    pub people: Vec<PersonRow>,
    pub summary: Vec<String>,
    /// Whose lead the disagreements move.
    pub lead: Option<String>,
    /// What is to be settled, in this order.
    pub agenda: Vec<Item>,
    /// Of what it is not proven whether it matters.
    pub unproven: Vec<Item>,
    /// What needs no meeting.
    pub idle: Vec<Item>,
    /// The common answers.
    pub common: VerdictRow,
    /// What counts as possible in them.
    pub open: Option<&'static str>,
    /// What it takes for each to lead.
    pub winners: Vec<WinnerRow>,
    pub weights: Vec<WeightRow>,
    pub weight_sentences: Vec<String>,
    pub parts: Vec<PartRow>,
    /// Who says what, group by group.
    pub blocks: Vec<Block>,
}

#[derive(Debug, Serialize)]
pub(super) struct VerdictRow {
    pub headline: String,
    pub who: String,
    pub what: String,
    pub status: &'static str,
    pub sign: &'static str,
    pub axes: Vec<AxisSummary>,
    pub dot: Option<Dot>,
}

#[derive(Debug, Serialize)]
pub(super) struct PersonRow {
    pub name: String,
    pub file: Option<String>,
    /// How many questions they answered.
    pub known: String,
    pub verdict: VerdictRow,
}

#[derive(Debug, Serialize)]
pub(super) struct Item {
    pub asked: String,
    pub choices: Vec<Choice>,
    pub unknown_to: Option<String>,
    pub effect: String,
    /// Who stands against whom, and the effect in fewer words.
    pub overview: String,
    pub rules: Vec<(String, String)>,
}

#[derive(Debug, Serialize)]
pub(super) struct Choice {
    pub label: String,
    pub people: String,
    /// Who leads then.
    pub then: String,
    pub dot: Option<Dot>,
}

#[derive(Debug, Serialize)]
pub(super) struct WinnerRow {
    pub takes: String,
    pub dot: Option<Dot>,
}

#[derive(Debug, Serialize)]
pub(super) struct WeightRow {
    pub name: String,
    pub weights: Vec<u8>,
    pub least: u8,
    pub most: u8,
    pub used: u8,
}

#[derive(Debug, Serialize)]
pub(super) struct PartRow {
    pub name: String,
    pub people: String,
    pub said: String,
    pub dot: Option<Dot>,
}

/// Questions on which people agree alike.
#[derive(Debug, Serialize)]
pub(super) struct Block {
    pub title: &'static str,
    pub class: &'static str,
    pub disagree: bool,
    pub rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub ask: String,
    /// What is to be known of the row beside its answers.
    pub tag: Option<&'static str>,
    /// Whether somebody remarked something.
    pub noted: bool,
    /// In the order of the people.
    pub cells: Vec<Cell>,
    /// The same by answer: who gives it.
    pub answers: Vec<(String, String)>,
}

#[derive(Debug, Serialize)]
pub(super) struct Cell {
    pub label: String,
    pub note: Option<String>,
    pub known: bool,
    /// Which of the answers to the question it is, from 1; 0 where nothing is known or all say the same.
    pub shade: usize,
}

impl PageView {
    pub(super) fn of(report: &GroupReport, rulebook: &Rulebook) -> Self {
        let items = |matters: Option<bool>| -> Vec<Item> {
            let some = report.disagreements.iter().filter(|item| item.matters == matters);
            some.map(|item| item_view(item, report, rulebook)).collect()
        };
        Self {
            title: report.title.clone(),
            who: sentences::people(report),
            people: report.people.iter().map(|person| person_row(person, rulebook)).collect(),
            summary: sentences::summary(report, rulebook),
            lead: sentences::lead(report, rulebook),
            agenda: items(Some(true)),
            unproven: items(None),
            idle: items(Some(false)),
            common: verdict_row(&report.verdict, rulebook),
            open: sentences::what_is_open(report).filter(|_| report.verdict.settled != Some(true)),
            winners: report
                .winners
                .iter()
                .map(|winner| WinnerRow {
                    takes: sentences::takes(winner, report, rulebook),
                    dot: dot(Some(&winner.architecture), rulebook),
                })
                .collect(),
            weights: report.weights.differing.iter().map(weight_row).collect(),
            weight_sentences: sentences::weights(report, rulebook),
            parts: report.parts.iter().map(|part| part_row(part, rulebook)).collect(),
            blocks: blocks(report),
        }
    }
}

fn dot(id: Option<&str>, rulebook: &Rulebook) -> Option<Dot> {
    id.and_then(|id| rulebook.architecture(id)).map(|a| Dot::of(a.into()))
}

fn verdict_row(verdict: &VerdictView, rulebook: &Rulebook) -> VerdictRow {
    let status: Status = verdict.status;
    VerdictRow {
        headline: verdict.headline.to_string(),
        who: verdict.headline.who.clone(),
        what: verdict.headline.what.clone(),
        status: status.word(),
        sign: verdict_signs::sign(status),
        axes: verdict.axes.clone(),
        dot: dot(verdict.architecture.as_deref(), rulebook),
    }
}

fn person_row(person: &PersonView, rulebook: &Rulebook) -> PersonRow {
    PersonRow {
        name: person.name.clone(),
        file: person.file.clone(),
        known: format!("{} answered", counted(person.known as u64, "question")),
        verdict: verdict_row(&person.verdict, rulebook),
    }
}

fn item_view(item: &DisputeView, report: &GroupReport, rulebook: &Rulebook) -> Item {
    let choices = item.choices.iter().map(|choice| Choice {
        label: choice.label.clone(),
        people: sentences::sayers(&choice.people, &choice.unsure),
        then: sentences::most_often(&choice.leads, rulebook),
        dot: dot(choice.leads.first().and_then(|lead| lead.architecture.as_deref()), rulebook),
    });
    Item {
        asked: sentences::asked(item),
        choices: choices.collect(),
        unknown_to: Some(and_list(&item.unknown_to)).filter(|names| !names.is_empty()),
        effect: sentences::effect(item, report, rulebook),
        overview: sentences::overview(item, report),
        rules: item.rules.iter().map(|rule| (rule.rule.clone(), rule.because.clone())).collect(),
    }
}

fn weight_row(row: &crate::group::WeightRow) -> WeightRow {
    WeightRow {
        name: row.name.clone(),
        weights: row.weights.clone(),
        least: row.least,
        most: row.most,
        used: row.used,
    }
}

fn part_row(part: &GroupPart, rulebook: &Rulebook) -> PartRow {
    let leader = part.leads.first().and_then(|lead| lead.architecture.as_deref());
    let leads = sentences::most_often(&part.leads, rulebook);
    let ask = |id: &String| {
        let question = rulebook.question(id);
        question.map_or_else(|| id.clone(), |question| format!("“{}”", rulebook.questions[question].ask))
    };
    let said = match part.matters.as_slice() {
        _ if part.decided == Some(true) => format!("{leads}."),
        [] => format!("{leads} to settle the disagreements."),
        some => {
            format!("Who leads depends on {}; {leads}.", and_list(&some.iter().map(ask).collect::<Vec<_>>()))
        }
    };
    PartRow {
        name: part.title.clone().unwrap_or_else(|| part.part.clone()),
        people: and_list(&part.people),
        said,
        dot: dot(leader, rulebook),
    }
}

/// Returns the questions: first those on which people differ and it matters, last those that nobody knows.
fn blocks(report: &GroupReport) -> Vec<Block> {
    let block = |title, class, belongs: &dyn Fn(&QuestionRow) -> bool| Block {
        title,
        class,
        disagree: matches!(class, "matters" | "unproven" | "idle"),
        rows: report.questions.iter().filter(|row| belongs(row)).map(|row| row_view(row, report)).collect(),
    };
    let is = |agreement: Agreement| move |row: &QuestionRow| row.agreement == agreement;
    let differs = |matters: Option<bool>| {
        move |row: &QuestionRow| row.agreement == Agreement::Differs && row.matters == matters
    };
    let mut blocks = vec![
        block("They disagree, and it matters", "matters", &differs(Some(true))),
        block("They disagree; whether it matters is not proven", "unproven", &differs(None)),
        block("They disagree, but it does not matter", "idle", &differs(Some(false))),
        block("All who know say the same", "agreed", &is(Agreement::Agreed)),
        block("Only one knows", "one", &is(Agreement::One)),
        block("Nobody knows", "nobody", &is(Agreement::Nobody)),
    ];
    blocks.retain(|block| !block.rows.is_empty());
    blocks
}

fn row_view(row: &QuestionRow, report: &GroupReport) -> Row {
    let mut labels: Vec<&str> = Vec::new();
    for answer in row.answers.iter().filter(|answer| answer.known) {
        if !labels.contains(&answer.label.as_str()) {
            labels.push(&answer.label);
        }
    }
    let shade = |answer: &PersonAnswer| match row.agreement {
        Agreement::Differs if answer.known => {
            labels.iter().position(|label| *label == answer.label).map_or(0, |at| at % 4 + 1)
        }
        _ => 0,
    };
    let cell = |answer: &PersonAnswer| Cell {
        label: answer.label.clone(),
        note: answer.note.clone(),
        known: answer.known,
        shade: shade(answer),
    };
    let who = |label: &str| {
        let with = report.people.iter().zip(&row.answers).filter(|(_, answer)| answer.label == label);
        let names: Vec<String> = with.map(|(person, _)| person.name.clone()).collect();
        if names.len() == report.people.len() { "all".to_owned() } else { and_list(&names) }
    };
    let mut answers: Vec<(String, String)> =
        labels.iter().map(|label| ((*label).to_owned(), who(label))).collect();
    let rest = [NOT_KNOWN, "Not asked"].map(|label| (label.to_owned(), who(label)));
    // Who says nothing is whoever is left, unless it is everybody.
    answers
        .extend(rest.into_iter().filter(|(_, who)| row.agreement == Agreement::Differs && !who.is_empty()));
    Row {
        ask: row.ask.clone(),
        tag: match row.agreement {
            _ if !row.asked => Some("not asked, as things stand"),
            Agreement::Agreed if labels.len() > 1 => Some("no rule tells these apart"),
            _ => None,
        },
        noted: row.answers.iter().any(|answer| answer.note.is_some()),
        cells: row.answers.iter().map(cell).collect(),
        answers,
    }
}
