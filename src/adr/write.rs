//! Writes a report as a decision record, in the styles that readers of records know.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::{Basis, RecordLink, Style};
use crate::diagnostic::Diagnostics;
use crate::engine::Status;
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
    /// The record that it replaces.
    pub supersedes: Option<RecordLink>,
    /// The command that prints the same report.
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
    /// Returns the status of a decision that follows the report: one that an open answer can still change is
    /// a proposal.
    pub fn of(report: &Report) -> Self {
        match report.verdict.status {
            Status::Decided | Status::Close => Self::Accepted,
            Status::Open | Status::None => Self::Proposed,
        }
    }
}

/// The variable `record` of the templates.
#[derive(Serialize)]
struct View<'a> {
    number: Option<u32>,
    title: String,
    status: RecordStatus,
    date: String,
    supersedes: Option<&'a RecordLink>,
    command: &'a str,
    /// The comment that `archwise check` reads back and readers do not see.
    basis: String,
}

/// Returns the title of a record: `Hybrid for Shop`.
pub fn record_title(report: &Report) -> String {
    let name = report.verdict.architecture.as_deref().map_or("No architecture", |id| report.name(id));
    match &report.title {
        Some(title) => format!("{name} for {}", one_line(title)),
        None => name.to_owned(),
    }
}

/// Writes the decision record.
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
        supersedes: record.supersedes.as_ref(),
        command: &record.command,
        basis: Basis::of(report).comment(),
    }
}
