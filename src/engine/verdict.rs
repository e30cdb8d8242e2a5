//! The verdict: who wins, and whether an open answer can still change it.

use super::objective::Objective;
use super::winners::{Found, nobody, wins};
use super::{Change, Effort, Evaluation, Problem, evaluate};
use crate::options::OptionSet;

/// How firm a verdict is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// One winner for every completion of the open answers, never ahead by less than `close_call`.
    Decided,
    /// One winner for every completion, but its lead can be under `close_call`.
    Close,
    /// Another winner is possible, or could not be excluded.
    Open,
    /// Every candidate is ruled out, in every completion.
    None,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    pub status: Status,
    /// The one winner where there is only one, else the first of the ranking.
    pub leader: Option<usize>,
    /// The first of the ranking after the leader.
    pub runner_up: Option<usize>,
    /// The lead of the leader over the runner-up by the rules that hold now.
    pub margin: Option<i32>,
    /// The smallest lead of the leader over any candidate that is not ruled out, over all completions; a
    /// lower bound if `least_is_exact` is false. `None` if no completion has a rival.
    pub least_margin: Option<i32>,
    pub least_is_exact: bool,
    /// Whether one and the same architecture, or nobody, wins every completion; `None` if that is not proven
    /// either way within the nodes allowed.
    pub settled: Option<bool>,
    /// Every architecture that wins some completion; where `settled` is not true, also those that could not
    /// be excluded.
    pub possible: OptionSet,
    /// For each other outcome that was found one way to come to it.
    pub refutations: Vec<Refutation>,
}

/// A few answers with which another architecture leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refutation {
    pub changes: Vec<Change>,
    /// `None`: every candidate is ruled out.
    pub winner: Option<usize>,
    /// Over the runner-up; `None` without one.
    pub margin: Option<i32>,
}

impl Verdict {
    pub fn of(problem: &Problem<'_>, evaluation: &Evaluation, effort: &Effort) -> Self {
        let outcomes = Outcomes::of(problem, effort);
        if outcomes.possible.is_empty() {
            return Self::none();
        }
        let leader = match outcomes.possible.single() {
            Some(only) => Some(only),
            None => evaluation.leader(),
        };
        let Some(leader) = leader else { return Self::none() };
        let runner_up = evaluation.standing().find(|&a| a != leader);
        let margin = runner_up.map(|r| evaluation.scores[leader].net - evaluation.scores[r].net);
        let (least_margin, least_is_exact) = least_lead(problem, leader, effort);
        let settled = outcomes.settled();
        let close = least_margin.is_some_and(|least| least < problem.rulebook.close_call);
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
            possible: outcomes.possible,
            refutations: outcomes.refutations(problem, leader),
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
            possible: OptionSet::EMPTY,
            refutations: Vec::new(),
        }
    }
}

/// The smallest lead over any rival, and whether it is exact.
fn least_lead(problem: &Problem<'_>, leader: usize, effort: &Effort) -> (Option<i32>, bool) {
    let rivals = problem.among.iter().filter(|&rival| rival != leader);
    let least =
        rivals.filter_map(|rival| Objective::lead(problem, leader, rival).minimise(problem, effort.nodes));
    least.fold((None, true), |(so_far, exact), minimum| {
        let least = so_far.map_or(minimum.value, |least: i32| least.min(minimum.value));
        (Some(least), exact && minimum.exact)
    })
}

/// Who wins in some completion, as far as the search came.
struct Outcomes {
    /// By architecture.
    found: Vec<(usize, Found)>,
    nobody: Found,
    possible: OptionSet,
}

impl Outcomes {
    fn of(problem: &Problem<'_>, effort: &Effort) -> Self {
        let found: Vec<(usize, Found)> =
            problem.among.iter().map(|a| (a, wins(problem, a, effort.nodes))).collect();
        let possible = found.iter().filter(|(_, found)| *found != Found::No).map(|(a, _)| *a).collect();
        Self { found, nobody: nobody(problem, effort.nodes), possible }
    }

    fn settled(&self) -> Option<bool> {
        let outcomes = || self.found.iter().map(|(_, found)| found).chain([&self.nobody]);
        let sure = outcomes().filter(|found| matches!(found, Found::Yes(_))).count();
        let unknown = outcomes().any(|found| *found == Found::Unknown);
        match sure {
            2.. => Some(false),
            _ if unknown => None,
            _ => Some(true),
        }
    }

    fn refutations(&self, problem: &Problem<'_>, leader: usize) -> Vec<Refutation> {
        let others = self.found.iter().filter(|(a, _)| *a != leader).map(|(a, found)| (Some(*a), found));
        let outcomes = others.chain([(None, &self.nobody)]);
        let refutation = |(winner, found): (Option<usize>, &Found)| match found {
            Found::Yes(completion) => Some(reduce(problem, completion, winner)),
            Found::No | Found::Unknown => None,
        };
        outcomes.filter_map(refutation).collect()
    }
}

/// A few answers of a completion with which its winner already leads: the most telling first, until it
/// does; then without those that turn out not to be needed.
fn reduce(problem: &Problem<'_>, completion: &[OptionSet], winner: Option<usize>) -> Refutation {
    let settled: Vec<OptionSet> =
        completion.iter().map(|set| OptionSet::only(set.first().unwrap_or(0))).collect();
    let mut sets = problem.sets.clone();
    let mut changed: Vec<usize> = Vec::new();
    while evaluate::leader(problem, &sets) != winner {
        let left = (0..sets.len()).filter(|&variable| sets[variable] != settled[variable]);
        let telling = left.max_by_key(|&variable| {
            let mut with = sets.clone();
            with[variable] = settled[variable];
            (standing_of(&Evaluation::of(&problem.with_sets(with)), winner), std::cmp::Reverse(variable))
        });
        let Some(variable) = telling else { break };
        sets[variable] = settled[variable];
        changed.push(variable);
    }
    changed.retain(|&variable| {
        let narrowed = std::mem::replace(&mut sets[variable], problem.sets[variable]);
        let needed = evaluate::leader(problem, &sets) != winner;
        if needed {
            sets[variable] = narrowed;
        }
        needed
    });
    changed.sort_unstable();
    let change = |&variable: &usize| Some(Change { variable, option: sets[variable].single()? });
    let changes = changed.iter().filter_map(change).collect();
    Refutation { changes, winner, margin: Evaluation::of(&problem.with_sets(sets.clone())).margin() }
}

/// How near an outcome is: the lead of the winner over the best other; for nobody, how few are left.
fn standing_of(evaluation: &Evaluation, winner: Option<usize>) -> i32 {
    let Some(winner) = winner else { return -(evaluation.standing().count() as i32) };
    if evaluation.scores[winner].is_out() {
        return i32::MIN;
    }
    let others = evaluation.standing().filter(|&a| a != winner).map(|a| evaluation.scores[a].net);
    others.max().map_or(i32::MAX, |best| evaluation.scores[winner].net - best)
}
