//! Everything that a report needs, in one go.

use typed_index_collections::TiVec;

use schemars::JsonSchema;
use serde::Serialize;

use super::flips::flips;
use super::question_ranking::rank;
use super::search::min_lead::min_lead;
use super::search::residual::Residual;
use super::win_shares::{Shares, tally};
use super::{Evaluation, Flip, OpenQuestion, Problem, Robustness, Verdict};
use crate::rulebook::{ArchitectureId, QuestionId};

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
    /// Of everything that is sampled: the same seed gives the same samples.
    pub seed: u64,
    /// Questions whose answers cannot change.
    pub fixed: Vec<QuestionId>,
}

impl Default for Effort {
    fn default() -> Self {
        Self {
            nodes: 20_000,
            samples: 10_000,
            completions: 2_000,
            enumerate: 20_000,
            seed: 1,
            fixed: Vec::new(),
        }
    }
}

/// From where to where a net can still move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "RangeView")]
pub struct Range {
    /// The least.
    pub min: i32,
    /// The most.
    pub max: i32,
    /// Whether both ends are reached; else they are bounds.
    pub exact: bool,
}

/// Everything that is found about a problem.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysis {
    /// What holds now.
    pub evaluation: Evaluation,
    /// Who wins, and how sure that is.
    pub verdict: Verdict,
    /// For each architecture of the rulebook.
    pub ranges: TiVec<ArchitectureId, Range>,
    /// In what share of completions each wins.
    pub shares: Shares,
    /// The questions that are asked, or may be, and not fully answered; the one that can change most first.
    pub open_questions: Vec<OpenQuestion>,
    /// What would change the winner.
    pub flips: Vec<Flip>,
    /// How much hangs on the weights.
    pub robustness: Robustness,
}

impl Analysis {
    /// Finds it all; the costly steps stop at their budgets in `effort`.
    pub fn of(problem: &Problem<'_>, effort: &Effort) -> Self {
        let evaluation = Evaluation::of(problem);
        let open = Residual::of(problem);
        let verdict = Verdict::over(&open, &evaluation, effort);
        let ranges = evaluation.scores.keys().map(|a| range(&open, a, effort)).collect();
        let tally = tally(&open, effort);
        let open_questions = rank(&open, &verdict, &tally, effort);
        let flips = verdict.leader.map(|leader| flips(problem, leader, effort)).unwrap_or_default();
        let robustness = Robustness::of(problem, &evaluation, verdict.leader, effort);
        Self { evaluation, verdict, ranges, shares: Shares::over(&tally), open_questions, flips, robustness }
    }
}

fn range(open: &Residual<'_>, architecture: ArchitectureId, effort: &Effort) -> Range {
    let low = min_lead(open, architecture, open.zero(), effort.nodes);
    let high = min_lead(open, open.zero(), architecture, effort.nodes);
    Range { min: low.value, max: -high.value, exact: low.exact && high.exact }
}
