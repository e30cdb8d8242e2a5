//! What is checked, and against what.

use jiff::civil::Date;

use crate::adr::{Basis, ParsedRecord};
use crate::answers::AnswersFile;
use crate::diagnostic::Diagnostics;
use crate::engine::Status;
use crate::observe::Facts;
use crate::rulebook::{ArchitectureId, ArchitectureSet};

/// One answers file and what belongs to it.
pub struct Subject<'a> {
    /// The name by which the user knows the file.
    pub name: &'a str,
    /// The answers and decisions in it.
    pub file: &'a AnswersFile,
    /// Reads the decision record at the path that the file names.
    pub records: &'a dyn Fn(&str) -> Result<ParsedRecord, RecordError>,
    /// What a saved report rests on, and the status of its verdict.
    pub baseline: Option<&'a (Basis, Status)>,
    /// What repositories say of the whole and of the parts that have paths; empty if nothing was observed.
    pub observed: &'a [ObservedScope],
}

/// What repositories say of the whole or of one part.
#[derive(Debug, Clone)]
pub struct ObservedScope {
    /// The key of the part; `None` for the whole.
    pub part: Option<String>,
    /// The facts.
    pub facts: Facts,
    /// Whether to say what is missing of the history: once is enough, however many files there are.
    pub says_what_is_missing: bool,
}

/// Why a decision record cannot be looked at.
#[derive(Debug, Clone)]
pub enum RecordError {
    /// There is no text to read, for this reason.
    Missing(String),
    /// The text says something wrong.
    Invalid(Diagnostics),
}

/// What must hold, besides that the decided architecture leads.
#[derive(Debug, Clone)]
pub struct Requirements {
    /// The architecture that must lead, in place of the one that the file decides.
    pub expect: Option<ArchitectureId>,
    /// The least lead over the runner-up, in points.
    pub min_margin: Option<i32>,
    /// The least firm status of the verdict that is accepted, `Decided` or `Close`.
    pub require: Option<Status>,
    /// The least share of all weightings in which the decided architecture is first, from 0 to 1.
    pub min_robustness: Option<f64>,
    /// The candidates; `None` for those of the record or the baseline, or else all.
    pub among: Option<ArchitectureSet>,
    /// The day after which a `review_by` is overdue.
    pub today: Date,
}
