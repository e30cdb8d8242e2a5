//! The verdict: who wins, and whether an open answer can still change it.

use typed_index_collections::TiVec;

use super::axis_verdict::{AxisVerdict, is_likely};
use super::completions::{Completions, Win};
use super::evaluate::Evaluation;
use super::findings::Findings;
use super::plausibility::sort_by_surprise;
use super::problem::{Effort, Problem};
use super::refutation::Refutation;
use super::search::branch_and_bound::SearchResult;
use super::search::budget::Budget;
use super::search::min_lead::min_lead_while_standing;
use super::search::residual::Residual;
use super::status::Status;
use crate::rulebook::{ArchitectureId, ArchitectureSet, AxisId};

/// Who wins, and how sure that is.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// The verdict in a word.
    pub status: Status,
    /// The first of the ranking among those that can win.
    pub leader: Option<ArchitectureId>,
    /// The first of the ranking after the leader.
    pub runner_up: Option<ArchitectureId>,
    /// The lead of the leader over the runner-up by the rules that hold now.
    pub margin: Option<i32>,
    /// The smallest lead of the leader over any candidate that is not ruled out, over all completions; a
    /// lower bound if `least_is_exact` is false. `None` if no completion has a rival.
    pub least_margin: Option<i32>,
    /// Whether that is the exact least; else the truth may be higher.
    pub least_is_exact: bool,
    /// Whether one and the same architecture, or nobody, wins every completion; `None` if that is not proven
    /// either way within the budget.
    pub settled: Option<bool>,
    /// Every architecture that wins some completion; where `settled` is not true, also those that could not
    /// be excluded.
    pub possible: ArchitectureSet,
    /// The share of the plausible completions that the leader wins, where the verdict is likely.
    pub share: Option<f64>,
    /// The candidate with the most points, if a veto rules it out and it has more than the leader.
    pub ruled_out_leader: Option<RuledOutLeader>,
    /// The verdict on each axis of the rulebook.
    pub axes: TiVec<AxisId, AxisVerdict>,
    /// For each other outcome that was found one way to come to it: first that which takes the fewest unusual
    /// answers.
    pub refutations: Vec<Refutation>,
}

/// A candidate that would lead if no veto ruled it out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuledOutLeader {
    /// Which candidate it is.
    pub architecture: ArchitectureId,
    /// Its lead over the one that leads, in weighted points, at least 1.
    pub lead: i32,
}

impl Verdict {
    /// Finds who wins and how sure that is, within the budget that `effort` gives.
    pub fn of(problem: &Problem<'_>, evaluation: &Evaluation, effort: &Effort) -> Self {
        let (residual, budget) = (Residual::of(problem), Budget::of(problem, effort));
        Self::over(&Completions::of(&residual, effort, &budget), evaluation)
    }

    /// Finds who wins and how firm that is once some answers of a problem of which something is `known` are
    /// others, and nothing that is not said of a change: no refutations, and no least lead or share on which
    /// neither hangs.
    pub fn of_change(
        known: &Findings,
        problem: &Problem<'_>,
        evaluation: &Evaluation,
        effort: &Effort,
    ) -> Self {
        let (residual, budget) = (Residual::of(problem), Budget::of(problem, effort));
        Self::found(&Completions::given(&residual, effort, &budget, Some(known)), evaluation, false)
    }

    pub(super) fn over(completions: &Completions<'_>, evaluation: &Evaluation) -> Self {
        Self::found(completions, evaluation, true)
    }

    fn found(completions: &Completions<'_>, evaluation: &Evaluation, is_whole: bool) -> Self {
        let rulebook = completions.problem().rulebook;
        let standing: ArchitectureSet = evaluation.standing().collect();
        let possible = completions.possible().intersection(standing);
        let axes = rulebook.axes.iter().map(|axis| AxisVerdict::of(axis, completions, evaluation)).collect();
        // Who leads by the rules that hold need not be able to win.
        let leader = evaluation.standing().find(|&a| possible.contains(a));
        let Some(leader) = leader else { return Self::none(axes) };
        let runner_up = evaluation.standing().find(|&a| a != leader);
        let among = completions.problem().among;
        let settled = completions.settled(among.iter().map(ArchitectureSet::only));
        let (least_margin, least_is_exact) = match settled {
            Some(false) if is_whole => least_lead(completions, leader, PARTS_OF_THE_OPEN),
            Some(false) => (None, false),
            Some(true) | None => least_lead(completions, leader, PARTS),
        };
        // Who always wins is never behind, whatever bounds say.
        let least_margin = if settled == Some(true) { least_margin.map(|l| l.max(0)) } else { least_margin };
        let mut verdict = Self {
            status: Status::Open,
            leader: Some(leader),
            runner_up,
            margin: runner_up.map(|r| evaluation.scores[leader].net - evaluation.scores[r].net),
            least_margin,
            least_is_exact,
            settled,
            possible,
            share: None,
            ruled_out_leader: ruled_out_leader(evaluation, leader),
            axes,
            refutations: if is_whole { refutations(completions, leader) } else { Vec::new() },
        };
        verdict.status = verdict.judged(completions, leader);
        if verdict.status == Status::Likely && (is_whole || verdict.axes.is_empty()) {
            verdict.share = Some(completions.tally().share(ArchitectureSet::only(leader)));
        }
        verdict
    }

    fn judged(&self, completions: &Completions<'_>, leader: ArchitectureId) -> Status {
        let close_call = completions.problem().rulebook.close_call;
        match self.settled {
            Some(true) if self.least_margin.is_some_and(|least| least < close_call) => Status::Close,
            Some(true) => Status::Decided,
            Some(false) | None if self.is_likely(completions, leader) => Status::Likely,
            Some(false) | None => Status::Open,
        }
    }

    /// Returns whether every axis is proven or likely. Where the axes do not tell the leader from every other
    /// candidate, the lead over all others must be likely by itself.
    fn is_likely(&self, completions: &Completions<'_>, leader: ArchitectureId) -> bool {
        let problem = completions.problem();
        if problem.rulebook.axes_tell_apart(leader, problem.among) {
            return self.axes.iter().all(|axis| axis.status.is_firm());
        }
        let clear = self.margin.is_none_or(|margin| margin >= problem.rulebook.close_call);
        clear && is_likely(completions, ArchitectureSet::only(leader))
    }

    fn none(axes: TiVec<AxisId, AxisVerdict>) -> Self {
        Self {
            status: Status::None,
            leader: None,
            runner_up: None,
            margin: None,
            least_margin: None,
            least_is_exact: true,
            settled: Some(true),
            possible: ArchitectureSet::EMPTY,
            share: None,
            ruled_out_leader: None,
            axes,
            refutations: Vec::new(),
        }
    }
}

fn ruled_out_leader(evaluation: &Evaluation, leader: ArchitectureId) -> Option<RuledOutLeader> {
    let out = evaluation.ranking.iter().copied().find(|&a| evaluation.scores[a].is_out())?;
    let lead = evaluation.scores[out].net - evaluation.scores[leader].net;
    (lead > 0).then_some(RuledOutLeader { architecture: out, lead })
}

/// The search for the least lead may cost as much as the budget that is left, divided by this: on it hangs
/// how firm a winner is that nothing changes.
const PARTS: u64 = 3;
/// The same where something does: then it says only how far the winner may fall behind.
const PARTS_OF_THE_OPEN: u64 = 50;

/// Returns the smallest lead over any rival, and whether it is exact.
fn least_lead(completions: &Completions<'_>, leader: ArchitectureId, parts: u64) -> (Option<i32>, bool) {
    let Completions { residual, budget, .. } = completions;
    let rivals = residual.problem.among.iter().filter(|&rival| rival != leader);
    let rivals: Vec<ArchitectureId> = rivals.collect();
    let search = |rival, part: &Budget| min_lead_while_standing(residual, leader, rival, part);
    let least = budget.part(parts, |budget| budget.each(rivals.into_iter(), search));
    least.into_iter().flatten().fold((None, true), |(so_far, exact), minimum| {
        let least = so_far.map_or(minimum.value, |least: i32| least.min(minimum.value));
        (Some(least), exact && minimum.exact)
    })
}

fn refutations(completions: &Completions<'_>, leader: ArchitectureId) -> Vec<Refutation> {
    let problem = completions.problem();
    let others = completions.wins.iter().filter(|(a, _)| *a != leader).map(|(a, win)| (Some(*a), win));
    let outcomes = others.chain([(None, &completions.nobody)]);
    let refutation = |(winner, win): (Option<ArchitectureId>, &Win)| match win {
        SearchResult::Found(completion) => Some(Refutation::of(problem, completion, winner)),
        SearchResult::Absent | SearchResult::NotProven => None,
    };
    let mut all: Vec<Refutation> = outcomes.filter_map(refutation).collect();
    sort_by_surprise(problem, &mut all, |refutation| &refutation.changes);
    all
}
