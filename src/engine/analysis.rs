//! Everything that a report needs, in one go.

use super::completions::{Shares, Tally};
use super::flips::flips;
use super::influence::rank;
use super::objective::Objective;
use super::{Evaluation, Flip, OpenQuestion, Problem, Robustness, Verdict};

/// How hard to try, and the seed of what is sampled. The same effort gives the same results.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effort {
    /// Nodes for each exact search; past them bounds are given, and said to be no proof.
    pub nodes: u64,
    /// Weightings.
    pub samples: u32,
    /// Completions that are sampled where they are too many to count.
    pub completions: u32,
    /// Up to so many different cases completions are counted exactly.
    pub enumerate: u64,
    pub seed: u64,
    /// Questions whose answers cannot change.
    pub fixed: Vec<usize>,
}

impl Default for Effort {
    fn default() -> Self {
        Self {
            nodes: 20_000,
            samples: 10_000,
            completions: 2_000,
            enumerate: 2_000,
            seed: 1,
            fixed: Vec::new(),
        }
    }
}

/// Between which values a net can come to lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    pub min: i32,
    pub max: i32,
    /// Whether both ends are taken by some completion; else they are bounds.
    pub exact: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Analysis {
    pub evaluation: Evaluation,
    pub verdict: Verdict,
    /// For each architecture of the rulebook.
    pub ranges: Vec<Range>,
    pub shares: Shares,
    /// The questions that are asked, or may be, and not fully answered; the one that can change most first.
    pub open_questions: Vec<OpenQuestion>,
    pub flips: Vec<Flip>,
    pub robustness: Robustness,
}

impl Analysis {
    pub fn of(problem: &Problem<'_>, effort: &Effort) -> Self {
        let evaluation = Evaluation::of(problem);
        let verdict = Verdict::of(problem, &evaluation, effort);
        let ranges = (0..evaluation.scores.len()).map(|a| range(problem, a, effort)).collect();
        let tally = Tally::of(problem, effort);
        let open_questions = rank(problem, &verdict, &tally, effort);
        let flips = verdict.leader.map(|leader| flips(problem, leader, effort)).unwrap_or_default();
        let robustness = Robustness::of(problem, &evaluation, verdict.leader, effort);
        Self { evaluation, verdict, ranges, shares: tally.shares(), open_questions, flips, robustness }
    }
}

fn range(problem: &Problem<'_>, architecture: usize, effort: &Effort) -> Range {
    let end = |sign| Objective::net(problem, architecture, sign).minimise(problem, effort.nodes);
    let (low, high) = (end(1), end(-1));
    Range {
        min: low.as_ref().map_or(0, |minimum| minimum.value),
        max: high.as_ref().map_or(0, |minimum| -minimum.value),
        exact: low.is_none_or(|minimum| minimum.exact) && high.is_none_or(|minimum| minimum.exact),
    }
}
