//! What those need who write rulebooks: lints, and cases that test rules like code.

pub mod lint;

pub use lint::lint;
