//! A place of a decision record that states its status.

use std::ops::Range;

use crate::adr::state::{RecordState, withdraws};

/// A place of a record that states the status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::adr) struct Statement {
    /// Where its words stand in the text, in bytes.
    pub words: Range<usize>,
    /// What they say, without marks and on one line.
    pub plain: String,
    pub form: Form,
    /// Whether other words can be put in their place, and nothing else changes.
    pub is_simple: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::adr) enum Form {
    /// A value in YAML.
    FrontMatter,
    /// What follows `Status:`, or stands beside it in a table.
    Entry,
    /// The text of a section.
    Section,
    /// A further item in the list of a section, that may be the status or its past.
    Item,
    /// A later remark below the status, which counts only if it withdraws the decision.
    Remark,
}

impl Statement {
    /// Returns what it says of the decision.
    pub(in crate::adr) fn state(&self) -> RecordState {
        match self.form {
            Form::Item => RecordState::Unknown,
            Form::Remark if !withdraws(&self.plain) => RecordState::Unknown,
            _ => RecordState::of(&self.plain),
        }
    }
}

/// Puts the words of a text on one line.
pub(in crate::adr) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns whether a heading, a key or a cell says `Status`, numbered or not.
pub(super) fn is_status(text: &str) -> bool {
    text.trim_matches(|c: char| !c.is_alphabetic()).eq_ignore_ascii_case("status")
}
