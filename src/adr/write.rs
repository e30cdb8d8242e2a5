//! Writes a report as a decision record, in the styles that readers of records know.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use super::page::FirstPage;
use super::{Basis, RecordLink, RecordStatus, Style};
use crate::diagnostic::Diagnostics;
use crate::render::builtin_template;
use crate::render::escape::one_line;
use crate::report::Report;

/// What a record says of itself, besides what the report says.
#[derive(Debug, Clone)]
pub struct RecordMetadata {
    /// The layout.
    pub style: Style,
    /// Its number; `None` in a style that dates records.
    pub number: Option<u32>,
    /// Whether the decision has been taken.
    pub status: RecordStatus,
    /// The day on which it was written.
    pub date: Date,
    /// Who decides.
    pub deciders: Vec<String>,
    /// The record that it replaces.
    pub supersedes: Option<RecordLink>,
    /// The command that prints the same report.
    pub command: String,
}

/// The variable `record` of the templates.
#[derive(Serialize)]
struct View<'a> {
    number: Option<u32>,
    title: String,
    status: RecordStatus,
    date: String,
    deciders: &'a [String],
    /// The day by which to look at the decision again; `None` past the end of the calendar.
    review_by: Option<String>,
    supersedes: Option<&'a RecordLink>,
    command: &'a str,
    page: FirstPage,
    /// The comment that `archwise check` reads back and readers do not see.
    basis: String,
}

/// Returns the title of a record on one line: `Hybrid for Shop`.
pub fn record_title(report: &Report) -> String {
    let name = report.verdict.architecture.as_deref().map_or("No architecture", |id| report.name(id));
    match report.title.as_deref().filter(|title| !title.trim().is_empty()) {
        Some(title) => format!("{name} for {}", one_line(title)),
        None => name.to_owned(),
    }
}

/// Returns the text of the decision record, in Markdown.
///
/// # Errors
/// None that a report can cause.
pub fn write(report: &Report, record: &RecordMetadata) -> Result<String, Diagnostics> {
    let name = match record.style {
        Style::Madr4 => "adr/madr4.md",
        Style::Log4brains => "adr/log4brains.md",
        Style::Nygard => "adr/nygard.md",
    };
    builtin_template(name, report, &BTreeMap::from([("record", view(report, record))]))
}

fn view<'a>(report: &Report, record: &'a RecordMetadata) -> View<'a> {
    View {
        number: record.number,
        title: record_title(report),
        status: record.status,
        date: record.date.to_string(),
        review_by: review_by(report, record.date).map(|day| day.to_string()),
        supersedes: record.supersedes.as_ref(),
        command: &record.command,
        deciders: &record.deciders,
        page: FirstPage::of(report),
        basis: Basis::of(report).comment(),
    }
}

/// Returns the day by which to look at a decision again that was taken on this one.
fn review_by(report: &Report, taken: Date) -> Option<Date> {
    taken.checked_add(i64::from(report.revisit.months).months()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::adr::{ParsedRecord, supersede};
    use crate::answers::AnswersFile;
    use crate::assessment::Assessor;
    use crate::document::Document;
    use crate::rulebook::Rulebook;

    const SHOP: &str = "title: Shop\nanswers: {geographic-spread: global, teams: 24}\nweights: {cost: 5}\n\
        parts: {billing: {answers: {teams: one}}}\n";

    fn shop() -> Report {
        let document = Document::parse("shop.yaml", SHOP.to_owned()).unwrap();
        let (file, _) = AnswersFile::read(&document, Rulebook::builtin()).unwrap();
        Assessor::new(Rulebook::builtin()).assess(&file).report()
    }

    /// Returns what every style is told, but for the record that it replaces.
    fn styles() -> [RecordMetadata; 3] {
        [Style::Madr4, Style::Log4brains, Style::Nygard].map(|style| RecordMetadata {
            style,
            number: style.naming().is_numbered().then_some(3),
            status: RecordStatus::Accepted,
            date: Date::constant(2026, 11, 25),
            deciders: vec!["Ada".to_owned()],
            supersedes: None,
            command: "archwise advise shop.yaml".to_owned(),
        })
    }

    #[test]
    fn a_record_of_every_style_is_in_force_and_says_what_it_rests_on() {
        let report = shop();
        for metadata in styles() {
            let text = write(&report, &metadata).unwrap();
            let record = ParsedRecord::read("0003.md", &text).unwrap();
            assert_eq!(record.basis, Some(Basis::of(&report)), "{text}");
            assert_eq!(record.withdrawn, None, "{text}");
            assert!(record.mentions(&record_title(&report)), "{text}");
        }
    }

    #[test]
    fn a_record_of_every_style_names_the_one_that_it_replaces() {
        let old = RecordLink { name: "ADR-0002".to_owned(), file: "0002-split.md".to_owned() };
        for metadata in styles() {
            let replacing = RecordMetadata { supersedes: Some(old.clone()), ..metadata.clone() };
            let text = write(&shop(), &replacing).unwrap();
            assert!(text.contains("Supersedes [ADR-0002](0002-split.md)"), "{text}");
            let text = write(&shop(), &metadata).unwrap();
            assert!(!text.contains("Supersedes"), "{text}");
        }
    }

    #[test]
    fn a_record_of_every_style_can_be_superseded() {
        let new = RecordLink { name: "ADR-0004".to_owned(), file: "0004-split.md".to_owned() };
        for metadata in styles() {
            let text = supersede(&write(&shop(), &metadata).unwrap(), &new).unwrap();
            let withdrawn = ParsedRecord::read("0003.md", &text).unwrap().withdrawn.unwrap();
            assert_eq!(withdrawn.to_lowercase(), "superseded by [adr-0004](0004-split.md)");
        }
    }

    #[test]
    fn a_title_stays_on_one_line_and_names_the_winner_if_there_is_one() {
        let mut report = shop();
        report.verdict.architecture = Some("hybrid".to_owned());
        report.title = Some("Shop\n# and more".to_owned());
        assert_eq!(record_title(&report), "Hybrid for Shop # and more");
        report.title = None;
        assert_eq!(record_title(&report), "Hybrid");
        report.verdict.architecture = None;
        assert_eq!(record_title(&report), "No architecture");
    }
}
