//! The sections of the full report, each by the name under which it can be asked for.

/// A section of the report as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Section {
    /// The verdict on the whole and on each axis
    Verdict,
    /// What `--what-if` would change
    WhatIf,
    /// The parts and what they add up to
    Parts,
    /// The points of each architecture
    Ranking,
    /// Why the first rather than the second, for and against
    Why,
    /// What counts against the first by itself
    Costs,
    /// Why not the others
    Others,
    /// What to watch out for
    Warnings,
    /// What must be in place
    Needs,
    /// The first steps
    Steps,
    /// The risks that come with it
    Risks,
    /// What to measure
    Measures,
    /// When to look at it again
    Review,
    /// What would change the verdict
    Flips,
    /// How much hangs on weights, points and single rules
    Firmness,
    /// What is still open
    Open,
    /// The answers, with their ids
    Answers,
    /// Every rule and its state
    Rules,
    /// The sources that are cited
    Sources,
}

impl Section {
    /// Every section, in the order of the report.
    pub const ALL: [Self; 19] = [
        Self::Verdict,
        Self::WhatIf,
        Self::Parts,
        Self::Ranking,
        Self::Why,
        Self::Costs,
        Self::Others,
        Self::Warnings,
        Self::Needs,
        Self::Steps,
        Self::Risks,
        Self::Measures,
        Self::Review,
        Self::Flips,
        Self::Firmness,
        Self::Open,
        Self::Answers,
        Self::Rules,
        Self::Sources,
    ];
}
