//! The positions of a rulebook's entries, one type for each kind of entry.
//!
//! A `…Id` is the position of an entry in its list. The name that the author of the rulebook gave the entry,
//! and that stands in files and reports, is its `id: String`.

use typed_index_collections::TiVec;

use crate::options::{IdSet, OptionSet, id_types};

id_types! {
    /// The position of an architecture in its rulebook.
    ArchitectureId,
    /// The position of an axis in its rulebook.
    AxisId,
    /// The position of a clause in its rulebook.
    ClauseId,
    /// The position of a quality in its rulebook.
    QualityId,
    /// The position of a question in its rulebook.
    QuestionId,
    /// The position of a rule in its rulebook.
    RuleId,
    /// The position of a rule about seams among those of its rulebook.
    SeamId,
    /// The position of a source in its rulebook.
    SourceId,
    /// The position of a variable in its rulebook.
    VariableId,
}

/// A set of architectures of one rulebook.
pub type ArchitectureSet = IdSet<ArchitectureId>;

/// For each variable of a rulebook the options still possible.
pub type OptionSets = TiVec<VariableId, OptionSet>;
