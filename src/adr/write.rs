//! The report as a decision record, in the styles that readers of records know.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::{Basis, RecordLink, Style};
use crate::diagnostic::Diagnostics;
use crate::render::builtin_template;
use crate::render::escape::one_line;
use crate::report::{Report, StatusView};

/// What a record says besides what the report does.
#[derive(Debug, Clone)]
pub struct RecordMetadata {
    /// In which layout.
    pub style: Style,
    /// Its number, where it has one.
    pub number: Option<u32>,
    /// What the record says of itself.
    pub status: RecordStatus,
    /// The day of the record.
    pub date: Date,
    /// The record that it replaces.
    pub supersedes: Option<RecordLink>,
    /// The command that gives the same report.
    pub command: String,
}

/// Whether a decision has been taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // `--help` would print them, and the names say it all.
pub enum RecordStatus {
    Proposed,
    Accepted,
}

impl RecordStatus {
    /// A decision that an open answer can still change is a proposal.
    pub fn of(report: &Report) -> Self {
        match report.verdict.status {
            StatusView::Decided | StatusView::Close => Self::Accepted,
            StatusView::Open | StatusView::None => Self::Proposed,
        }
    }
}

/// The record as a template sees it.
#[derive(Serialize)]
struct View<'a> {
    number: Option<u32>,
    title: String,
    status: RecordStatus,
    date: String,
    supersedes: Option<LinkView<'a>>,
    command: &'a str,
    /// What `archwise check` reads back, hidden from readers.
    basis: String,
}

#[derive(Serialize)]
struct LinkView<'a> {
    name: &'a str,
    file: &'a str,
}

/// The title of a record: the architecture, and for what.
pub fn record_title(report: &Report) -> String {
    let name = report.verdict.architecture.as_deref().map_or("No architecture", |id| report.name(id));
    match &report.title {
        Some(title) => format!("{name} for {}", one_line(title)),
        None => name.to_owned(),
    }
}

/// The decision record.
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
        supersedes: record.supersedes.as_ref().map(|link| LinkView { name: &link.name, file: &link.file }),
        command: &record.command,
        basis: Basis::of(report).comment(),
    }
}
