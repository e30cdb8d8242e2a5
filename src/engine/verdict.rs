//! The verdict: who wins, and whether an open answer can still change it.

use super::{Evaluation, Problem};
use crate::options::{OptionSet, Truth};
use crate::rulebook::Effect;

/// How firm a verdict is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// One winner for every completion of the open answers, never ahead by less than `close_call`.
    Decided,
    /// One winner for every completion, but its lead can be under `close_call`.
    Close,
    /// Another winner is possible, or could not be ruled out.
    Open,
    /// Every candidate is ruled out.
    None,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    pub status: Status,
    /// The first of the ranking.
    pub leader: Option<usize>,
    /// The second of the ranking.
    pub runner_up: Option<usize>,
    /// The lead of the first over the second by the rules that hold now.
    pub margin: Option<i32>,
    /// The smallest lead over any other candidate in any completion; a lower bound unless proven.
    pub least_margin: Option<i32>,
    /// Whether the leader wins every completion; `None` if that is not proven either way.
    pub settled: Option<bool>,
    /// Every architecture that wins some completion; more than those where that is not proven.
    pub possible: OptionSet,
    pub refutations: Vec<super::Refutation>,
}

impl Verdict {
    pub fn of(problem: &Problem<'_>, evaluation: &Evaluation) -> Self {
        let Some(leader) = evaluation.leader() else { return Self::none() };
        let runner_up = evaluation.runner_up();
        let margin = runner_up.map(|r| evaluation.scores[leader].net - evaluation.scores[r].net);
        let rivals = evaluation.standing().filter(|&a| a != leader);
        let least: Vec<(usize, i32)> =
            rivals.map(|r| (r, least_difference(problem, evaluation, leader, r))).collect();
        let beaten = |&(rival, least): &(usize, i32)| least > 0 || (least == 0 && leader < rival);
        let safe = evaluation.scores[leader].ruled_out == Truth::Fails;
        let proven = safe && least.iter().all(beaten);
        let least_margin = least.iter().map(|(_, least)| *least).min();
        let close = least_margin.is_some_and(|least| least < problem.rulebook.close_call);
        let mut possible = OptionSet::only(leader);
        if !proven {
            possible = possible.or(least.iter().filter(|l| !beaten(l)).map(|(rival, _)| *rival).collect());
        }
        Self {
            status: match (proven, close) {
                (false, _) => Status::Open,
                (true, true) => Status::Close,
                (true, false) => Status::Decided,
            },
            leader: Some(leader),
            runner_up,
            margin,
            least_margin,
            settled: proven.then_some(true),
            possible,
            refutations: vec![],
        }
    }

    fn none() -> Self {
        Self {
            status: Status::None,
            leader: None,
            runner_up: None,
            margin: None,
            least_margin: None,
            settled: Some(true),
            possible: OptionSet::EMPTY,
            refutations: vec![],
        }
    }
}

/// A lower bound of the difference in net, each open rule taken at its worst.
fn least_difference(problem: &Problem<'_>, evaluation: &Evaluation, leader: usize, rival: usize) -> i32 {
    let held = evaluation.scores[leader].net - evaluation.scores[rival].net;
    let open = problem.rulebook.clauses.iter().zip(&evaluation.truths);
    let worst = open.filter(|(_, truth)| **truth == Truth::Open).map(|(clause, _)| match &clause.effect {
        Effect::Points { quality, points } => {
            let difference = i32::from(points[leader]) - i32::from(points[rival]);
            (difference * i32::from(problem.weights[*quality])).min(0)
        }
        Effect::RulesOut(_) | Effect::Warn(_) => 0,
    });
    held + worst.sum::<i32>()
}
