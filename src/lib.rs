//! archwise: an architecture decision advisor.
pub mod answers;
pub mod cli;
pub mod diagnostic;
pub mod document;
pub mod engine;
pub mod interview;
pub mod options;
pub mod render;
pub mod report;
pub mod rulebook;
pub mod workbench;
