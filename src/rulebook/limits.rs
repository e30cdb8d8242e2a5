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

/// The share of completions, in percent, with which a verdict is called likely, where the rulebook does not
/// say. On 51 published decisions that no rule had seen, an axis that led by `close_call` and kept its side
/// in 70 % of the plausible completions was right in 98 %; asking for 95 % made it no truer.
pub(super) const DEFAULT_LIKELY: u8 = 70;

/// The least share of completions, in percent, with which a rulebook may call a verdict likely: what holds in
/// fewer than half of them is not.
pub(super) const MIN_LIKELY: u8 = 50;

/// The greatest share of an option in relation to the others of its question; the least is 1.
pub(crate) const MAX_SHARE: u32 = 1000;

/// The greatest percentage of systems that an option of a multiple choice applies to; the least is 1, since
/// what is always or never so is no question.
pub(crate) const MAX_PERCENTAGE: u32 = 99;

/// The greatest lead that a rulebook may call close.
pub(super) const MAX_CLOSE_CALL: u32 = 1000;

/// The most boxes in the drawing of an architecture.
pub(super) const MAX_TOPOLOGY_BOXES: usize = 6;

/// The most first steps towards an architecture: more is a plan, which no rulebook can know.
pub(super) const MAX_STEPS: usize = 9;

/// The most months after which a rulebook may have a decision looked at again: five years.
pub(crate) const MAX_REVIEW_MONTHS: u8 = 60;

/// The most characters of an id, a name or a label: they stand in the cells of tables.
pub(super) const MAX_NAME: usize = 60;
