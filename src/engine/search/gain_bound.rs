//! A bound on what the answers to a few open questions can do for a rival, by the rules that then hold.
//!
//! A clause that is undecided comes to hold only once all tests of one of its boxes are passed. If it has one
//! box that can still be reached, its points are shared evenly among the questions that the box waits for: if
//! all of them are answered the shares add up to the points, and if one is not the clause brings nothing. If
//! it has several, one of these questions at least must be answered, with an answer that one of the boxes
//! passes, and each counts the points in full. What a question brings is at most the best sum over its
//! answers.

use std::collections::BTreeSet;

use typed_index_collections::{TiVec, ti_vec};

use super::indices::{BoxIndex, ClauseIndex, ValueIndex, VariableIndex};
use super::residual::{Residual, Test};
use super::standing::Standing;
use super::state::State;
use crate::options::Truth;
use crate::rulebook::{ArchitectureId, ArchitectureSet, QuestionId};

/// Open questions, each with its variables.
pub(in crate::engine) type Questions = [(QuestionId, Vec<VariableIndex>)];

/// So many parts of a point are shared: a whole number of parts for up to five questions. For more they are
/// rounded up, which keeps the bound sound.
const PARTS: i32 = 60;

/// Computes the bound, and keeps its buffers.
pub(in crate::engine) struct GainBound {
    /// For each variable its question.
    questions: TiVec<VariableIndex, QuestionId>,
    /// For each value of each variable what it can bring, in parts of a point.
    gains: TiVec<VariableIndex, TiVec<ValueIndex, i32>>,
    /// For each question of the rulebook whether it may be answered.
    allowed: Vec<bool>,
}

impl GainBound {
    pub(in crate::engine) fn new(residual: &Residual<'_>) -> Self {
        let rulebook = residual.problem.rulebook;
        Self {
            questions: residual.variables.iter().map(|id| rulebook.variables[*id].question).collect(),
            gains: residual.values.iter().map(|values| ti_vec![0; values.len()]).collect(),
            allowed: vec![true; rulebook.questions.len()],
        }
    }

    /// Returns for each question of the rulebook the most that it can bring any rival over any of `keep`.
    pub(in crate::engine) fn promise(&mut self, state: &State<'_>, keep: ArchitectureSet) -> Vec<i32> {
        let mut promise = vec![0; self.allowed.len()];
        let among = state.residual.problem.among;
        for rival in among.difference(keep).iter() {
            for leader in among.intersection(keep).iter() {
                self.add_up(state, rival, leader);
                let mut sums = vec![0; promise.len()];
                for (variable, gains) in self.gains.iter_enumerated() {
                    sums[usize::from(self.questions[variable])] += best(gains);
                }
                promise.iter_mut().zip(sums).for_each(|(promise, sum)| *promise = sum.max(*promise));
            }
        }
        promise
    }

    /// Returns whether answers to so many of some questions may leave all of `keep` ruled out or beaten.
    pub(in crate::engine) fn can_lead(
        &mut self,
        state: &State<'_>,
        keep: ArchitectureSet,
        questions: &Questions,
        count: usize,
    ) -> bool {
        self.allowed.fill(false);
        questions.iter().for_each(|(question, _)| self.allowed[usize::from(*question)] = true);
        let standing = state.standing();
        let kept = standing.candidates.intersection(keep);
        let unbeaten = kept.iter().filter(|&a| !self.can_bar(state, a, count));
        let Some(leader) = unbeaten.max_by_key(|&a| (standing.net(a), std::cmp::Reverse(a))) else {
            return true;
        };
        let rivals = standing.candidates.difference(keep);
        rivals.iter().any(|rival| self.can_pass(state, &standing, rival, leader, questions, count))
    }

    /// Returns whether answers to so many questions may rule an architecture out.
    fn can_bar(&self, state: &State<'_>, architecture: ArchitectureId, count: usize) -> bool {
        if state.ruled_out(architecture) != Truth::Open {
            return false;
        }
        let bars = |clause: &ClauseIndex| state.residual.clauses[*clause].rules_out.contains(architecture);
        let mut vetoes = state.undecided().filter(bars);
        vetoes.any(|clause| {
            let boxes: Vec<_> = state.reachable_boxes(clause).collect();
            // Several boxes may cover together what none covers alone.
            boxes.len() > 1
                || boxes.iter().any(|&cuboid| self.waits_for(state, cuboid).is_some_and(|w| w.len() <= count))
        })
    }

    fn can_pass(
        &mut self,
        state: &State<'_>,
        standing: &Standing,
        rival: ArchitectureId,
        leader: ArchitectureId,
        questions: &Questions,
        count: usize,
    ) -> bool {
        let needed = standing.net(leader) - standing.net(rival) + i32::from(rival > leader);
        self.add_up(state, rival, leader);
        let gain = |variables: &Vec<VariableIndex>| -> i32 {
            variables.iter().map(|&variable| best(&self.gains[variable])).sum()
        };
        let mut gains: Vec<i32> = questions.iter().map(|(_, variables)| gain(variables)).collect();
        gains.sort_unstable_by(|a, b| b.cmp(a));
        gains.iter().take(count).sum::<i32>() >= needed * PARTS
    }

    /// Adds up what each value of each variable can bring the rival over the leader.
    fn add_up(&mut self, state: &State<'_>, rival: ArchitectureId, leader: ArchitectureId) {
        self.gains.iter_mut().for_each(|gains| gains.fill(0));
        for clause in state.undecided() {
            let lead = state.residual.lead(clause, rival, leader);
            if lead <= 0 {
                continue;
            }
            let boxes: Vec<BoxIndex> = state.reachable_boxes(clause).collect();
            match boxes.as_slice() {
                [only] => self.share(state, *only, lead),
                several => self.count_in_full(state, several, lead),
            }
        }
    }

    fn share(&mut self, state: &State<'_>, cuboid: BoxIndex, lead: i32) {
        let Some(tests) = self.waits_for(state, cuboid) else { return };
        let part = (lead * PARTS + tests.len() as i32 - 1) / tests.len() as i32;
        for test in tests {
            let gains = &mut self.gains[test.variable];
            test.passing.possible.iter().for_each(|value| gains[value] += part);
        }
    }

    fn count_in_full(&mut self, state: &State<'_>, boxes: &[BoxIndex], lead: i32) {
        let mut counted: BTreeSet<(VariableIndex, ValueIndex)> = BTreeSet::new();
        for test in boxes.iter().flat_map(|&cuboid| state.pending_tests(cuboid)) {
            for value in test.passing.possible.iter() {
                if counted.insert((test.variable, value)) {
                    self.gains[test.variable][value] += lead * PARTS;
                }
            }
        }
    }

    /// Returns one open test for each question that a box waits for; `None` if one of these must not be
    /// answered.
    fn waits_for<'s>(&self, state: &'s State<'_>, cuboid: BoxIndex) -> Option<Vec<&'s Test>> {
        let mut tests: Vec<&Test> = Vec::new();
        for test in state.pending_tests(cuboid) {
            let question = self.questions[test.variable];
            if !self.allowed[usize::from(question)] {
                return None;
            }
            if tests.iter().all(|other| self.questions[other.variable] != question) {
                tests.push(test);
            }
        }
        Some(tests)
    }
}

fn best(gains: &TiVec<ValueIndex, i32>) -> i32 {
    gains.iter().copied().max().unwrap_or(0)
}
