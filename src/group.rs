//! Several people's answers to the same questions: where they differ, which of it matters, what is common.
//!
//! Nothing is averaged and nobody is outvoted. Where people differ, the common answer is the set of what was
//! said; what nobody knows stays unknown. Whether a difference matters is decided over all ways to settle it.

mod agenda;
mod build;
mod common;
mod notes;
#[cfg(feature = "render")]
mod output;
mod parts;
mod questions;
mod saved;
mod union;
mod view;
mod weights;

pub use build::Group;
pub use common::Common;
#[cfg(feature = "render")]
pub use output::{GroupFormat, GroupOrigin, GroupStyle, write_group};
pub use saved::saved;
pub use view::{
    Agreement, ChoiceView, DisputeView, GROUP_SCHEMA, GroupLead, GroupPart, GroupReport, HangingRule,
    LeadShare, NeedView, PersonAnswer, PersonView, PortionView, QuestionRow, WeightRow, WeightsView,
    WinnerView,
};

use crate::answers::AnswersFile;

/// One of those who answered.
#[derive(Debug, Clone)]
pub struct Person {
    /// The name by which they are told apart.
    pub name: String,
    /// The file, as the user names it; `None` to leave it out.
    pub path: Option<String>,
    /// What they answered.
    pub file: AnswersFile,
}
