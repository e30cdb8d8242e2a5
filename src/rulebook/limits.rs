//! The numbers that bound what a rulebook may say.

use crate::options::OptionSet;

/// The greatest weight of a quality; the least is 0.
pub const MAX_WEIGHT: u8 = 5;

/// The most points that a rule gives to an architecture, or takes from it.
pub const MAX_POINTS: i8 = 5;

/// The most options of a question: with the question as it is, one more, they fit into one set.
pub(super) const MAX_OPTIONS: usize = OptionSet::CAPACITY - 1;

/// The most architectures of a rulebook.
pub const MAX_ARCHITECTURES: usize = 32;

/// The lead under which a verdict is called close, where the rulebook does not say.
pub(super) const DEFAULT_CLOSE_CALL: u32 = 3;

/// The greatest lead that a rulebook may call close.
pub(super) const MAX_CLOSE_CALL: u32 = 1000;

/// The most boxes in the drawing of an architecture.
pub(super) const MAX_TOPOLOGY_BOXES: usize = 6;

/// The most characters of an id, a name or a label: they stand in the cells of tables.
pub(super) const MAX_NAME: usize = 60;
