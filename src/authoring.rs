//! What those need who write rulebooks: lints, and cases that test rules like code.

#[cfg(feature = "render")]
pub mod case_results;
pub mod cases;
mod coverage;
mod diff;
mod lint;
mod parts;
mod property;
mod run;
pub mod schema;
#[cfg(test)]
mod tests;

pub use cases::Case;
pub use coverage::{Coverage, unnoticed};
pub use diff::{Difference, RulebookDifference};
pub use lint::lint;
pub use run::{Outcome, run};
