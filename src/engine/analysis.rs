//! Everything that a report needs, in one go.

use typed_index_collections::TiVec;

use schemars::JsonSchema;
use serde::Serialize;

use super::axis_analysis::AxisAnalysis;
use super::breakdown::Breakdown;
use super::completions::Completions;
use super::evaluate::Evaluation;
use super::findings::Findings;
use super::flips::{Flip, Flips, flips, open_singles};
use super::lift::lifts;
use super::points::PointsRobustness;
use super::problem::{Effort, Problem};
use super::question_ranking::{OpenQuestion, rank};
use super::robustness::Robustness;
use super::search::budget::Budget;
use super::search::min_lead::{Minimum, min_lead};
use super::search::residual::Residual;
use super::verdict::Verdict;
use super::win_shares::Shares;
use crate::rulebook::{ArchitectureId, ArchitectureSet, AxisId};

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
    /// What is known of each axis besides its verdict.
    pub axes: TiVec<AxisId, AxisAnalysis>,
    /// How many open answers it takes before another one leads; `None` if none do.
    pub breakdown: Option<Breakdown>,
    /// How much hangs on the weights.
    pub robustness: Robustness,
    /// How much hangs on the points.
    pub points: PointsRobustness,
    /// What is of use for changes.
    pub findings: Findings,
}

impl Analysis {
    /// Finds everything; the costly steps stop when the budget that `effort` gives is used up.
    pub fn of(problem: &Problem<'_>, effort: &Effort) -> Self {
        let evaluation = Evaluation::of(problem);
        let residual = Residual::of(problem);
        let budget = Budget::of(problem, effort);
        let completions = Completions::of(&residual, effort, &budget);
        let verdict = Verdict::over(&completions, &evaluation);
        let open_questions = rank(&completions, verdict.settled);
        let ranges = ranges(&residual, &budget);
        let AllFlips { of_whole: flips, of_axes } = all_flips(&completions, &verdict);
        let axes: TiVec<AxisId, AxisAnalysis> = problem
            .rulebook
            .axes
            .iter_enumerated()
            .map(|(id, axis)| {
                AxisAnalysis::of(axis, &verdict.axes[id], &completions, &of_axes[id], &open_questions)
            })
            .collect();
        let breakdown = breakdown(&completions, &verdict, &axes, &flips);
        let robustness = Robustness::of(problem, &evaluation, verdict.leader, effort);
        let points = PointsRobustness::of(problem, &evaluation);
        Self {
            shares: Shares::over(completions.tally()),
            findings: completions.findings(),
            flips: flips.found,
            evaluation,
            verdict,
            ranges,
            open_questions,
            axes,
            breakdown,
            robustness,
            points,
        }
    }
}

/// What would change the winner, and the side that leads on each axis.
struct AllFlips {
    of_whole: Flips,
    of_axes: TiVec<AxisId, Flips>,
}

fn all_flips(completions: &Completions<'_>, verdict: &Verdict) -> AllFlips {
    let rulebook = completions.problem().rulebook;
    let Some(leader) = verdict.leader else {
        let of_axes = rulebook.axes.iter().map(|_| Flips::default()).collect();
        let of_whole = Flips { found: lifts(completions), all_singles: false };
        return AllFlips { of_whole, of_axes };
    };
    let only = ArchitectureSet::only(leader);
    let sides = rulebook.axes.iter().map(|axis| axis.side_of(leader).map_or(only, |side| axis.side(side)));
    let keeps: Vec<ArchitectureSet> = std::iter::once(only).chain(sides).collect();
    let mut found = flips(completions, leader, &keeps).into_iter();
    AllFlips { of_whole: found.next().unwrap_or_default(), of_axes: found.collect() }
}

/// Returns how many open answers it takes before another one leads. Where the axes tell the leader from every
/// other candidate, that is as many as it takes on the axis that takes the fewest.
fn breakdown(
    completions: &Completions<'_>,
    verdict: &Verdict,
    axes: &TiVec<AxisId, AxisAnalysis>,
    flips: &Flips,
) -> Option<Breakdown> {
    let leader = verdict.leader.filter(|_| verdict.settled != Some(true))?;
    let problem = completions.problem();
    if problem.rulebook.axes_tell_apart(leader, problem.among) {
        return Breakdown::least(problem, axes.iter().filter_map(|axis| axis.breakdown.as_ref()));
    }
    let singles = open_singles(problem, flips);
    Breakdown::of(completions, ArchitectureSet::only(leader), &singles)
}

/// The search for the ranges may cost as much as the budget that is left, divided by this: no verdict hangs
/// on it.
const PARTS: u64 = 16;

fn ranges(residual: &Residual<'_>, budget: &Budget) -> TiVec<ArchitectureId, Range> {
    let search = |(first, second), part: &Budget| min_lead(residual, first, second, part);
    let zero = residual.zero();
    let ends: Vec<_> =
        residual.problem.rulebook.architectures.keys().flat_map(|a| [(a, zero), (zero, a)]).collect();
    let found = budget.part(PARTS, |budget| budget.each(ends.into_iter(), search));
    let range = |[low, high]: &[Minimum; 2]| Range {
        min: low.value,
        max: -high.value,
        exact: low.exact && high.exact,
    };
    found.as_chunks().0.iter().map(range).collect()
}
