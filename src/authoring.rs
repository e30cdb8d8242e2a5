//! What those need who write rulebooks: lints, and cases that test rules like code.

pub mod calibration;
#[cfg(feature = "render")]
pub mod calibration_results;
#[cfg(feature = "render")]
pub mod case_results;
pub mod cases;
mod coverage;
mod diff;
mod lint;
mod mutation;
mod property;
pub mod schema;
#[cfg(test)]
mod tests;

pub use cases::{CaseResult, RulebookCase};
pub use coverage::Coverage;
pub use diff::{EntryDifference, RulebookDifference};
pub use lint::lint;
pub use mutation::{needless_changes, unnoticed};
