//! How reliable the words of a rulebook are: as tables for people, and as data.

use std::fmt::Write;

use crate::authoring::calibration::{
    Agreement, AxisReliability, Kept, LeadBand, Outcome, Rates, Reliability,
};
use crate::engine::Status;
use crate::render::page::Page;
use crate::render::percent;
use crate::rulebook::{Calibration, Hits, counted};

/// A table with a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReliabilityTable {
    /// What it is about.
    pub heading: String,
    /// What its figures mean, in a sentence or two.
    pub about: String,
    /// The heads of its columns; the first one is often empty.
    pub columns: Vec<String>,
    /// Its rows, a text for each column.
    pub rows: Vec<Vec<String>>,
}

/// Returns all figures as tables, laid out for a width.
pub fn text(reliability: &Reliability, width: usize) -> String {
    let mut page = Page::new(width);
    for table in tables(reliability) {
        page.heading(&table.heading);
        page.paragraph("", "", &table.about);
        let mut printed = page.table();
        printed.set_header(&table.columns);
        table.rows.iter().for_each(|row| _ = printed.add_row(row));
        page.add_table(&printed);
    }
    page.finish()
}

/// Returns the `archwise-calibration/1` object.
pub fn json(reliability: &Reliability) -> Result<String, serde_json::Error> {
    Ok(serde_json::to_string_pretty(reliability)? + "\n")
}

/// Returns what the header of the rulebook must say in the place of what it says.
pub fn correction(measured: &Calibration) -> String {
    let mut out = "the `calibration` in the header is not what is measured; this is:\n".to_owned();
    out += "  calibration:\n";
    let Calibration { decided, close, likely, open, clear_axes } = measured;
    for (key, Hits { accepted, of }) in [
        ("decided", decided),
        ("close", close),
        ("likely", likely),
        ("open", open),
        ("clear_axes", clear_axes),
    ] {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "    {key}: {{accepted: {accepted}, of: {of}}}");
    }
    out
}

/// Returns the tables, in the order in which they are printed.
pub fn tables(reliability: &Reliability) -> Vec<ReliabilityTable> {
    let mut all = vec![published(reliability)];
    all.extend(reliability.axes.iter().map(|axis| one_axis(axis, reliability.close_call)));
    all.extend((!reliability.thresholds.is_empty()).then(|| thresholds(reliability)));
    all.extend([apart(reliability), noise(reliability), interview(reliability), misses(reliability)]);
    all
}

const RATES: [&str; 3] = ["", "accepted", "as expected"];

fn table(heading: &str, about: String, columns: &[&str], rows: Vec<Vec<String>>) -> ReliabilityTable {
    let columns = columns.iter().map(|column| (*column).to_owned()).collect();
    ReliabilityTable { heading: heading.to_owned(), about, columns, rows }
}

fn published(reliability: &Reliability) -> ReliabilityTable {
    let verdicts = &reliability.published;
    let mut rows = vec![row("all", verdicts.all), row("decided, close or likely", verdicts.firm)];
    rows.extend(by_status(&verdicts.by_status));
    rows.extend(by_lead(&verdicts.by_lead));
    rows.extend(verdicts.by_certainty.iter().map(|(word, rates)| row(&format!("certainty {word}"), *rates)));
    let without = match reliability.without.as_slice() {
        [] => String::new(),
        some => format!(" The answers to {} are left out.", some.join(", ")),
    };
    let none = match verdicts.all.of {
        0 => " A case tells of one by its `label`, its `certainty` and its source.",
        _ => "",
    };
    let about = format!(
        "What {} {} recommends for {}, by what it says of itself.{none}{without}",
        reliability.rulebook,
        reliability.version,
        counted(verdicts.all.of, "published decision"),
    );
    table("Published decisions", about, &RATES, rows)
}

fn one_axis(axis: &AxisReliability, close_call: i32) -> ReliabilityTable {
    let mut rows =
        vec![row("all", axis.all), row(&format!("clear: a lead of {close_call} or more"), axis.clear)];
    rows.extend(by_status(&axis.by_status));
    rows.extend(by_lead(&axis.by_lead));
    let about = format!("{} How often the side that leads is that of the right architecture.", axis.ask);
    table(&format!("The axis {}", axis.axis), about, &RATES, rows)
}

fn thresholds(reliability: &Reliability) -> ReliabilityTable {
    let about = format!(
        "What would be called likely with another `likely` and another `close_call`; they are {} and {}. An axis \
         qualifies that leads by so many points, and whose side stays in so large a share of the plausible \
         completions; a verdict, if all of its axes do or are proven.",
        reliability.likely, reliability.close_call
    );
    let columns = ["share", "lead", "axes: accepted", "verdicts: accepted", "as expected"];
    let rows = reliability.thresholds.iter().map(|threshold| {
        let (share, lead) = (format!("{} %", threshold.share), threshold.lead.to_string());
        let [accepted, expected] = rates(threshold.verdicts);
        vec![share, lead, rates(threshold.axes)[0].clone(), accepted, expected]
    });
    table("Thresholds", about, &columns, rows.collect())
}

fn apart(reliability: &Reliability) -> ReliabilityTable {
    let own = &reliability.own_sources;
    let rows = vec![
        row("published decisions, each without the rules that cite its sources", own.all),
        row("those of them that lose rules by this", own.without),
        row("the same with all rules", own.with),
        row("the author's own descriptions of systems", reliability.own_descriptions),
    ];
    let about =
        "The published decisions where no rule may rest on a work that tells of them, and the systems that the \
         rulebook's author describes as typical."
        .to_owned();
    table("Set apart", about, &RATES, rows)
}

fn noise(reliability: &Reliability) -> ReliabilityTable {
    let noise = &reliability.noise;
    let about = format!(
        "How many winners stay when every point of every rule is moved by −1, 0 or +1 at random: {} draws over {} \
         of which at least a third of the questions are answered. The more are answered, the more points are \
         moved. `close_call` is best where winners begin to stay.",
        noise.draws,
        counted(noise.situations, "case"),
    );
    let rows = LeadBand::ALL.into_iter().filter_map(|band| {
        Some(vec![format!("a lead {}", band.describe()), kept(*noise.by_lead.get(band.word())?)])
    });
    table("Moved points", about, &["", "winners that stay"], rows.collect())
}

fn interview(reliability: &Reliability) -> ReliabilityTable {
    let about =
        "How often the architecture that leads after some answers, in the order of the interview, is \
                 the one that is recommended after all answers of the decision. Decisions of which no more \
                 is known are not counted."
            .to_owned();
    let row =
        |agreement: &Agreement| vec![format!("after {} answers", agreement.answers), kept(agreement.leaders)];
    table("Interview", about, &["", "leaders that stay"], reliability.interview.iter().map(row).collect())
}

fn misses(reliability: &Reliability) -> ReliabilityTable {
    let others = reliability.decisions.iter().filter(|decision| decision.outcome != Outcome::Expected);
    let published = others.filter(|decision| decision.label.is_published());
    let rows = published.map(|decision| {
        let recommended = decision.recommended.as_deref().unwrap_or("none");
        let lead = match (decision.lead, &decision.runner_up) {
            (Some(lead), Some(runner_up)) => format!("{lead} over {runner_up}"),
            _ => String::new(),
        };
        let outcome = if decision.outcome == Outcome::Accepted { "accepted" } else { "missed" };
        let recommended = format!("{recommended} ({})", decision.status.word());
        vec![decision.case.clone(), recommended, lead, decision.expected.clone(), outcome.to_owned()]
    });
    let mut rows: Vec<Vec<String>> = rows.collect();
    rows.sort();
    let about = "The published decisions that do not come out as expected.".to_owned();
    table("Not as expected", about, &["decision", "recommended", "by", "expected", ""], rows)
}

fn by_status(rates: &indexmap::IndexMap<&'static str, Rates>) -> impl Iterator<Item = Vec<String>> {
    let shown = rates.iter().filter(|(word, rates)| **word != Status::None.word() || rates.of > 0);
    shown.map(|(word, rates)| row(word, *rates))
}

fn by_lead(rates: &indexmap::IndexMap<&'static str, Rates>) -> impl Iterator<Item = Vec<String>> {
    LeadBand::ALL.into_iter().filter_map(|band| {
        let of_band = *rates.get(band.word())?;
        let shown = band != LeadBand::NoRival || of_band.of > 0;
        shown.then(|| row(&format!("a lead {}", band.describe()), of_band))
    })
}

/// Returns a row of a table: what is counted, how many were accepted, and how many came out as expected.
pub fn row(name: &str, of: Rates) -> Vec<String> {
    let [accepted, expected] = rates(of);
    vec![name.to_owned(), accepted, expected]
}

/// Returns how many were accepted, and how many came out as expected.
fn rates(rates: Rates) -> [String; 2] {
    let Rates { expected, accepted, of } = rates;
    let expected = if of == 0 { String::new() } else { format!("{expected} ({})", part(expected, of)) };
    [kept(Kept { kept: accepted, of }), expected]
}

/// Returns how many stayed, as `9 of 10 (90 %)`.
pub fn kept(kept: Kept) -> String {
    let Kept { kept, of } = kept;
    if of == 0 { "none".to_owned() } else { format!("{kept} of {of} ({})", part(kept, of)) }
}

fn part(some: u32, of: u32) -> String {
    percent(f64::from(some) / f64::from(of))
}
