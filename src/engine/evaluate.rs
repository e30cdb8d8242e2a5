//! Which rules hold, and what they add up to.

use typed_index_collections::{TiVec, ti_vec};

use super::problem::Problem;
use crate::options::Truth;
use crate::rulebook::{ArchitectureId, ClauseId, Effect};

/// The state of every rule and the score of every architecture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evaluation {
    /// For each clause of the rulebook.
    pub truths: TiVec<ClauseId, Truth>,
    /// For each architecture of the rulebook, candidate or not.
    pub scores: TiVec<ArchitectureId, Score>,
    /// The candidates: first those that are not ruled out, by falling net; a tie goes to the one that the
    /// rulebook lists first.
    pub ranking: Vec<ArchitectureId>,
}

/// Weighted points of the rules that hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Score {
    /// `in_favour` and `against` together, in weighted points.
    pub net: i32,
    /// The positive part of the net.
    pub in_favour: i32,
    /// The negative part of the net, zero or less.
    pub against: i32,
    /// Whether a veto rules the architecture out.
    pub ruled_out: Truth,
}

impl Evaluation {
    /// Evaluates every rule once. The cost is linear in the size of the rulebook.
    pub fn of(problem: &Problem<'_>) -> Self {
        let mut truths = ti_vec![Truth::Fails; problem.rulebook.clauses.len()];
        let zero = Score { net: 0, in_favour: 0, against: 0, ruled_out: Truth::Fails };
        let mut scores = ti_vec![zero; problem.rulebook.architectures.len()];
        problem.rulebook.index.scan(&problem.sets, |clause, truth| {
            truths[clause] = truth;
            match &problem.rulebook.clauses[clause].effect {
                Effect::Points { quality, points } if truth == Truth::Holds => {
                    let points = scores.iter_mut().zip(points);
                    points.for_each(|(score, points)| score.add(problem.weigh(*quality, *points)));
                }
                Effect::RulesOut(out) => {
                    out.iter().for_each(|a| scores[a].ruled_out = scores[a].ruled_out.or(truth));
                }
                Effect::Points { .. } | Effect::Warn(_) => {}
            }
        });
        let mut ranking: Vec<ArchitectureId> = problem.among.iter().collect();
        ranking.sort_by_key(|&a| (scores[a].is_out(), -scores[a].net, a));
        Self { truths, scores, ranking }
    }

    /// The first of the ranking, unless every candidate is ruled out.
    pub fn leader(&self) -> Option<ArchitectureId> {
        self.standing().next()
    }

    /// The second of the ranking, unless it is ruled out.
    pub fn runner_up(&self) -> Option<ArchitectureId> {
        self.standing().nth(1)
    }

    /// The lead of the first over the second; `None` if there are not two.
    pub fn margin(&self) -> Option<i32> {
        Some(self.scores[self.leader()?].net - self.scores[self.runner_up()?].net)
    }

    /// The ranking without those that are ruled out.
    pub fn standing(&self) -> impl Iterator<Item = ArchitectureId> {
        self.ranking.iter().copied().filter(|&a| !self.scores[a].is_out())
    }
}

impl Score {
    fn add(&mut self, points: i32) {
        self.net += points;
        self.in_favour += points.max(0);
        self.against += points.min(0);
    }

    /// Ruled out in every completion by one and the same veto.
    pub fn is_out(&self) -> bool {
        self.ruled_out == Truth::Holds
    }
}
