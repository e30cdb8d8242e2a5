//! What a decision rested on, kept where the decision is kept, so that a later run can say what changed.
//!
//! A decision record carries it in a comment that readers do not see, which [`Basis::comment`] writes and
//! [`ParsedRecord::read`] finds again; a saved report carries the same, which [`read_saved_report`] reads.

mod basis;
mod layout;
mod naming;
mod parse;
mod saved_report;
mod supersede;
#[cfg(feature = "render")]
mod write;

pub use basis::{Basis, PartBasis};
pub use naming::{Style, file_name, next_number, number};
pub use parse::ParsedRecord;
pub use saved_report::read_saved_report;
pub use supersede::{RecordLink, SupersedeError, supersede};
#[cfg(feature = "render")]
pub use write::{RecordMetadata, RecordStatus, record_title, write};

#[cfg(test)]
mod tests;
