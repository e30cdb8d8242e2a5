//! Many systems at once: a row for each, and what the rows have in common.
//!
//! A row rests on the record and the rulebook alone: not on the other records, the order or the machine. So a
//! survey may be split over threads, processes and machines, and the rows are the same.

mod key;
mod lines;
#[cfg(feature = "render")]
mod output;
mod places;
mod row;
mod summary;
mod surveyor;
mod timeline;

pub use lines::{Line, Lines};
#[cfg(feature = "render")]
pub use output::{SurveyFormat, SurveyWriter, TimelineFormat, write_timeline};
pub use places::{Place, Places, Standing};
pub use row::{Decision, PartDecision, Row, RowAxis, RowError, Status};
pub use summary::{
    DecisionCounts, IdCount, LeadCounts, OverruledDecision, StatusCounts, Summary, VetoCount, by_frequency,
};
pub use surveyor::Surveyor;
pub use timeline::{
    Event, Moment, SystemHistory, TIMELINE_SCHEMA, Timeline, TimelineSummary, Version, timeline,
};

use schemars::JsonSchema;
use serde::Serialize;

use crate::report::RulebookName;

/// The name and version of the serialised form.
pub const SCHEMA: &str = "archwise-survey/1";

/// A whole survey: the `archwise-survey/1` object.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Survey {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// By which rulebook every row was assessed.
    pub rulebook: RulebookName,
    /// In the order of the input.
    pub rows: Vec<Row>,
    /// What the rows have in common.
    pub summary: Summary,
}
