//! The verdict: who wins, and whether an open answer can still change it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::evaluate::Evaluation;
use super::problem::{Effort, Problem};
use super::refutation::Refutation;
use super::search::branch_and_bound::SearchResult;
use super::search::can_win::find_win;
use super::search::min_lead::min_lead_while_standing;
use super::search::no_winner::find_no_winner;
use super::search::residual::Residual;
use crate::rulebook::{ArchitectureId, ArchitectureSet, OptionSets};

/// The verdict in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "StatusView")]
pub enum Status {
    /// One winner whatever the open answers are, ahead by at least the rulebook's `close_call`.
    Decided,
    /// One winner, ahead by less than `close_call`.
    Close,
    /// The open answers can change the winner.
    Open,
    /// Every candidate is ruled out.
    None,
}

impl Status {
    /// Every status, the firmest first.
    pub const ALL: [Self; 4] = [Self::Decided, Self::Close, Self::Open, Self::None];

    /// Returns the status as it is serialised.
    pub fn word(self) -> &'static str {
        match self {
            Self::Decided => "decided",
            Self::Close => "close",
            Self::Open => "open",
            Self::None => "none",
        }
    }

    /// Returns whether a verdict is at least as firm as another.
    pub fn is_as_firm_as(self, other: Self) -> bool {
        // They are declared from the firmest on.
        self as u8 <= other as u8
    }
}

/// Who wins, and how sure that is.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// either way within the nodes allowed.
    pub settled: Option<bool>,
    /// Every architecture that wins some completion; where `settled` is not true, also those that could not
    /// be excluded.
    pub possible: ArchitectureSet,
    /// For each other outcome that was found one way to come to it.
    pub refutations: Vec<Refutation>,
}

impl Verdict {
    /// Finds who wins and how sure that is, within the budget of nodes in `effort`.
    pub fn of(problem: &Problem<'_>, evaluation: &Evaluation, effort: &Effort) -> Self {
        Self::over(&Residual::of(problem), evaluation, effort)
    }

    pub(super) fn over(residual: &Residual<'_>, evaluation: &Evaluation, effort: &Effort) -> Self {
        let outcomes = Outcomes::of(residual, effort);
        let standing: ArchitectureSet = evaluation.standing().collect();
        let possible = outcomes.possible.intersection(standing);
        // Who leads by the rules that hold need not be able to win.
        let leader = evaluation.standing().find(|&a| possible.contains(a));
        let Some(leader) = leader else { return Self::none() };
        let runner_up = evaluation.standing().find(|&a| a != leader);
        let margin = runner_up.map(|r| evaluation.scores[leader].net - evaluation.scores[r].net);
        let (least_margin, least_is_exact) = least_lead(residual, leader, effort);
        let settled = outcomes.settled();
        let close = least_margin.is_some_and(|least| least < residual.problem.rulebook.close_call);
        Self {
            status: match (settled, close) {
                (Some(true), true) => Status::Close,
                (Some(true), false) => Status::Decided,
                (Some(false) | None, _) => Status::Open,
            },
            leader: Some(leader),
            runner_up,
            margin,
            least_margin,
            least_is_exact,
            settled,
            possible,
            refutations: outcomes.refutations(residual.problem, leader),
        }
    }

    fn none() -> Self {
        Self {
            status: Status::None,
            leader: None,
            runner_up: None,
            margin: None,
            least_margin: None,
            least_is_exact: true,
            settled: Some(true),
            possible: ArchitectureSet::EMPTY,
            refutations: Vec::new(),
        }
    }
}

/// Returns the smallest lead over any rival, and whether it is exact.
fn least_lead(residual: &Residual<'_>, leader: ArchitectureId, effort: &Effort) -> (Option<i32>, bool) {
    let rivals = residual.problem.among.iter().filter(|&rival| rival != leader);
    let least = rivals.filter_map(|rival| min_lead_while_standing(residual, leader, rival, effort.nodes));
    least.fold((None, true), |(so_far, exact), minimum| {
        let least = so_far.map_or(minimum.value, |least: i32| least.min(minimum.value));
        (Some(least), exact && minimum.exact)
    })
}

/// Sets of options with which an outcome comes about in every completion.
type Win = SearchResult<OptionSets>;

/// Who wins in some completion, as far as the searches came.
struct Outcomes {
    /// For each candidate.
    found: Vec<(ArchitectureId, Win)>,
    /// Where every candidate is ruled out.
    nobody: Win,
    /// The candidates that were not proven to win nowhere.
    possible: ArchitectureSet,
}

impl Outcomes {
    fn of(residual: &Residual<'_>, effort: &Effort) -> Self {
        let found: Vec<(ArchitectureId, Win)> =
            residual.problem.among.iter().map(|a| (a, find_win(residual, a, effort.nodes))).collect();
        let possible =
            found.iter().filter(|(_, found)| *found != SearchResult::Absent).map(|(a, _)| *a).collect();
        Self { found, nobody: find_no_winner(residual, effort.nodes), possible }
    }

    fn settled(&self) -> Option<bool> {
        let outcomes = || self.found.iter().map(|(_, found)| found).chain([&self.nobody]);
        let sure = outcomes().filter(|found| matches!(found, SearchResult::Found(_))).count();
        let unknown = outcomes().any(|found| *found == SearchResult::NotProven);
        match sure {
            2.. => Some(false),
            _ if unknown => None,
            _ => Some(true),
        }
    }

    fn refutations(&self, problem: &Problem<'_>, leader: ArchitectureId) -> Vec<Refutation> {
        let others = self.found.iter().filter(|(a, _)| *a != leader).map(|(a, found)| (Some(*a), found));
        let outcomes = others.chain([(None, &self.nobody)]);
        let refutation = |(winner, found): (Option<ArchitectureId>, &Win)| match found {
            SearchResult::Found(completion) => Some(Refutation::of(problem, completion, winner)),
            SearchResult::Absent | SearchResult::NotProven => None,
        };
        outcomes.filter_map(refutation).collect()
    }
}
