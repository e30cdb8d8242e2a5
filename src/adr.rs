//! What a decision rested on, kept where the decision is kept, so that a later run can say what changed.
//!
//! A decision record carries it in a comment that readers do not see, which [`Basis::comment`] writes and
//! [`ParsedRecord::read`] finds again; a saved report carries the same, which [`read_saved_report`] reads.

mod basis;
mod edit;
mod front_matter;
mod markdown;
mod naming;
#[cfg(feature = "render")]
mod page;
mod parse;
mod record_status;
mod saved_report;
mod state;
mod status;
mod style;
#[cfg(feature = "render")]
mod write;

pub use basis::{Basis, PartBasis};
pub use edit::{RecordLink, StatusError, set_status, supersede};
pub use naming::{Naming, number, stem};
pub use parse::ParsedRecord;
pub use record_status::RecordStatus;
pub use saved_report::read_saved_report;
pub use state::RecordState;
pub use style::{Style, link_name};
#[cfg(feature = "render")]
pub use write::{RecordMetadata, record_title, write};

#[cfg(test)]
mod tests;
