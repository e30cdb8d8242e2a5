//! The positions of a rulebook's entries, one type for each kind of entry.
//!
//! A `…Id` is the position of an entry in its list. The name that the author of the rulebook gave the entry,
//! and that stands in files and reports, is its `id: String`.

use crate::options::{IdSet, id_types};

id_types! {
    /// The position of an architecture in its rulebook.
    ArchitectureId,
    /// The position of a quality in its rulebook.
    QualityId,
    /// The position of a question in its rulebook.
    QuestionId,
    /// The position of a rule in its rulebook.
    RuleId,
    /// The position of a source in its rulebook.
    SourceId,
}

/// A set of architectures of one rulebook.
pub type ArchitectureSet = IdSet<ArchitectureId>;
