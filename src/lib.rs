//! archwise: an architecture decision advisor.
pub mod diagnostic;
pub mod document;
pub mod engine;
pub mod options;
pub mod rulebook;
