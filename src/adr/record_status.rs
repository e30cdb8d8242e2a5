//! The status that a new record is given, or an old one instead of its own.

use serde::Serialize;

/// Whether a decision has been taken. What a program comes to is a proposal until a person says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // `--help` would print them, and the names say it all.
pub enum RecordStatus {
    #[default]
    Proposed,
    Accepted,
    Rejected,
}

impl RecordStatus {
    /// Returns its word, as readers of records know it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
        }
    }
}
