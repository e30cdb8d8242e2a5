//! The time line of decisions: every version of the answers files of a repository since a commit, each
//! assessed by the rulebook of today, and what became otherwise from one to the next.

mod compare;
mod read;

pub use read::timeline;

use schemars::JsonSchema;
use serde::Serialize;

use crate::report::{AnswerDifference, RulebookName, WeightDifference};
use crate::survey::Row;

/// The name and version of the serialised form.
pub const TIMELINE_SCHEMA: &str = "archwise-timeline/1";

/// The time line of some systems: the `archwise-timeline/1` object.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Timeline {
    /// [`TIMELINE_SCHEMA`].
    pub schema: &'static str,
    /// By which rulebook every version was assessed, those from before it too.
    pub rulebook: RulebookName,
    /// In the order in which the files were named.
    pub systems: Vec<SystemHistory>,
    /// What the systems have in common.
    pub summary: TimelineSummary,
}

/// What became of one system.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SystemHistory {
    /// Its answers file.
    pub file: String,
    /// What it is called, in the last version that says so.
    pub title: Option<String>,
    /// The commit from which on its history is read.
    pub since: Moment,
    /// The commit that is checked out.
    pub until: Moment,
    /// The day by which the decision of the last version is to be looked at again, as year-month-day.
    pub review_by: Option<String>,
    /// Whether that day lies before the commit that is checked out.
    pub review_is_past: bool,
    /// The first to the last; the first is the state at `since`, if the file was there.
    pub versions: Vec<Version>,
}

/// A commit and its day.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Moment {
    /// The hash of the commit.
    pub commit: String,
    /// The day in UTC on which it was committed, as year-month-day.
    pub date: String,
}

/// One version of an answers file.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Version {
    /// The commit that made it; `null` if it is not committed.
    pub commit: Option<Moment>,
    /// The first line of the message of that commit.
    pub subject: Option<String>,
    /// What it comes to.
    pub row: Row,
    /// What became otherwise since the version before.
    pub events: Vec<Event>,
    /// The answers that changed since the version before, those that move the lead most first.
    pub answers: Vec<AnswerDifference>,
    /// The weights that changed.
    pub weights: Vec<WeightDifference>,
}

/// What can become otherwise from one version to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Event {
    /// Another architecture leads, or none does any more.
    LeaderChanged,
    /// The same leads, but the verdict is more or less firm.
    StatusChanged,
    /// A decision was recorded.
    Decided,
    /// Another decision was recorded.
    DecisionChanged,
    /// The decision is no longer recorded.
    DecisionWithdrawn,
    /// The recorded decision, or that on a part, is no longer what the answers lead to.
    NoLongerHolds,
    /// Every recorded decision is what the answers lead to again.
    HoldsAgain,
    /// The file cannot be read any more.
    Unreadable,
}

/// What the systems of a time line have in common.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct TimelineSummary {
    /// How many systems there are.
    pub systems: usize,
    /// How many versions of them were assessed.
    pub versions: usize,
    /// How often another architecture came to lead.
    pub leader_changes: usize,
    /// How often a recorded decision ceased to hold.
    pub breaks: usize,
    /// How many systems record a decision that does not hold in the last version.
    pub overruled: usize,
    /// How many systems were to be looked at again before the commit that is checked out.
    pub reviews_past: usize,
}

impl TimelineSummary {
    fn of(systems: &[SystemHistory]) -> Self {
        let versions = || systems.iter().flat_map(|system| &system.versions);
        let count = |event: Event| versions().filter(|version| version.events.contains(&event)).count();
        let is_overruled = |system: &&SystemHistory| {
            system.versions.last().is_some_and(|version| version.row.holds() == Some(false))
        };
        Self {
            systems: systems.len(),
            versions: versions().count(),
            leader_changes: count(Event::LeaderChanged),
            breaks: count(Event::NoLongerHolds),
            overruled: systems.iter().filter(is_overruled).count(),
            reviews_past: systems.iter().filter(|system| system.review_is_past).count(),
        }
    }
}
