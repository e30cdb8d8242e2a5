//! The status that a new record is given, or an old one instead of its own.

use serde::Serialize;

use crate::engine::Status;
use crate::report::Report;

/// Whether a decision has been taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // `--help` would print them, and the names say it all.
pub enum RecordStatus {
    Proposed,
    Accepted,
    Rejected,
}

impl RecordStatus {
    /// Returns the status of a decision that follows the report: one that an open answer can still change is
    /// a proposal.
    pub fn of(report: &Report) -> Self {
        match report.verdict.status {
            Status::Decided | Status::Close => Self::Accepted,
            Status::Likely | Status::Open | Status::None => Self::Proposed,
        }
    }

    /// Returns its word, as readers of records know it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
        }
    }
}
