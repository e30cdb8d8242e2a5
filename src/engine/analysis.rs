//! Everything that a report needs, in one go.

use typed_index_collections::TiVec;

use schemars::JsonSchema;
use serde::Serialize;

use super::evaluate::Evaluation;
use super::flips::{Flip, flips};
use super::problem::{Effort, Problem};
use super::question_ranking::{OpenQuestion, rank};
use super::robustness::Robustness;
use super::search::min_lead::min_lead;
use super::search::residual::Residual;
use super::verdict::Verdict;
use super::win_shares::{Shares, tally};
use crate::rulebook::ArchitectureId;

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
    /// Finds everything; the costly steps stop at their budgets in `effort`.
    pub fn of(problem: &Problem<'_>, effort: &Effort) -> Self {
        let evaluation = Evaluation::of(problem);
        let residual = Residual::of(problem);
        let verdict = Verdict::over(&residual, &evaluation, effort);
        let ranges = evaluation.scores.keys().map(|a| range(&residual, a, effort)).collect();
        let tally = tally(&residual, effort);
        let open_questions = rank(&residual, &verdict, &tally, effort);
        let flips = verdict.leader.map(|leader| flips(problem, leader, effort)).unwrap_or_default();
        let robustness = Robustness::of(problem, &evaluation, verdict.leader, effort);
        Self { evaluation, verdict, ranges, shares: Shares::over(&tally), open_questions, flips, robustness }
    }
}

fn range(residual: &Residual<'_>, architecture: ArchitectureId, effort: &Effort) -> Range {
    let low = min_lead(residual, architecture, residual.zero(), effort.nodes);
    let high = min_lead(residual, residual.zero(), architecture, effort.nodes);
    Range { min: low.value, max: -high.value, exact: low.exact && high.exact }
}
