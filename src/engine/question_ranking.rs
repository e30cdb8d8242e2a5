//! Which question to answer next: the one whose answer is expected to change most.
//!
//! A question is worth as much as its answer is expected to move the distribution of the winner, measured as
//! total variation: an expected value of information (Howard, IEEE Transactions on Systems Science and
//! Cybernetics 2(1), 1966) with the distance of distributions in the place of utility. That a question
//! cannot matter is not estimated but proven, by a search for a completion in which it does.

use std::ops::Range;

use super::search::completion_scorer::Lookup;
use super::search::random::Random;
use super::search::residual::Residual;
use super::search::state::{State, lowest};
use super::win_shares::Tally;
use super::{Effort, Evaluation, Problem, Verdict};
use crate::options::Truth;
use crate::rulebook::{ArchitectureSet, QuestionId};

/// An open question and what its answer can do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OpenQuestion {
    /// The question.
    pub question: QuestionId,
    /// The expected change of the distribution of the winner: 0 none, 1 all of it.
    pub can_change: f64,
    /// Whether some answer can change the winner, given some answers to the others; `None` if not proven.
    pub matters: Option<bool>,
}

impl OpenQuestion {
    /// The questions that are asked, or may be, and not fully answered; the one that can change most first.
    pub fn ranked(problem: &Problem<'_>, effort: &Effort) -> Vec<Self> {
        let open = Residual::of(problem);
        let verdict = Verdict::over(&open, &Evaluation::of(problem), effort);
        rank(&open, &verdict, &Tally::of(&open, effort), effort)
    }
}

/// Nodes for each variable in the search whether it matters, as a part of those for a whole search.
const PART: u64 = 50;
/// Random completions that are tried before the search.
const CHANCES: u32 = 40;

/// The same with what is known of the problem already.
pub(super) fn rank(
    open: &Residual<'_>,
    verdict: &Verdict,
    tally: &Tally,
    effort: &Effort,
) -> Vec<OpenQuestion> {
    let problem = open.problem;
    let questions = problem.rulebook.questions.iter_enumerated();
    let waiting = questions.filter(|(_, question)| {
        let complete = problem.sets[question.variables.clone()].iter().all(|set| set.single().is_some());
        !complete && question.asked.truth(&problem.sets) != Truth::Fails
    });
    let mut asked = Asked { open, tally, effort, lookup: Lookup::new(open) };
    let mut ranked: Vec<OpenQuestion> = waiting
        .map(|(index, question)| {
            // Nothing changes a winner that is settled.
            let settled = verdict.settled == Some(true);
            let matters = if settled { Some(false) } else { asked.matters(question.variables.clone()) };
            let changes = question.variables.clone().filter_map(|variable| open.place(variable));
            let change = changes.map(|variable| tally.expected_change(variable)).fold(0.0, f64::max);
            OpenQuestion {
                question: index,
                can_change: if matters == Some(false) { 0.0 } else { change },
                matters,
            }
        })
        .collect();
    ranked.sort_by(|a, b| {
        let idle = |open: &OpenQuestion| open.matters == Some(false);
        idle(a).cmp(&idle(b)).then(b.can_change.total_cmp(&a.can_change)).then(a.question.cmp(&b.question))
    });
    ranked
}

/// What is known while questions are gone through.
struct Asked<'a> {
    open: &'a Residual<'a>,
    tally: &'a Tally,
    effort: &'a Effort,
    lookup: Lookup<'a>,
}

impl Asked<'_> {
    /// Whether any variable of a question matters.
    fn matters(&mut self, variables: Range<usize>) -> Option<bool> {
        let mut proven = true;
        for variable in variables.filter_map(|variable| self.open.place(variable)) {
            match self.decides(variable) {
                Some(true) => return Some(true),
                Some(false) => {}
                None => proven = false,
            }
        }
        proven.then_some(false)
    }

    /// Whether two values of a variable lead to different winners, for some answers to everything else.
    fn decides(&mut self, variable: usize) -> Option<bool> {
        if self.tally.tells_apart(variable) || self.chance_witness(variable) {
            return Some(true);
        }
        let mut search = Search {
            state: State::new(self.open),
            variable,
            nodes: self.effort.nodes / PART,
            exhausted: false,
            stakes: vec![0; self.open.variables.len()],
        };
        match (search.visit(), search.exhausted) {
            (true, _) => Some(true),
            (false, true) => None,
            (false, false) => Some(false),
        }
    }

    /// Whether some of a few random completions shows that the variable decides. Saves most searches.
    fn chance_witness(&mut self, variable: usize) -> bool {
        let values = &self.open.values;
        let mut random = Random::new(self.effort.seed ^ self.open.variables[variable] as u64);
        (0..CHANCES).any(|_| {
            let mut completion: Vec<usize> = values.iter().map(|values| random.below(values.len())).collect();
            let mut winners = (0..values[variable].len()).map(|value| {
                completion[variable] = value;
                self.lookup.winner(&completion)
            });
            let first = winners.next();
            winners.any(|winner| Some(winner) != first)
        })
    }
}

struct Search<'o> {
    state: State<'o>,
    variable: usize,
    nodes: u64,
    exhausted: bool,
    stakes: Vec<i32>,
}

impl Search<'_> {
    /// True if a completion was found in which the variable decides.
    fn visit(&mut self) -> bool {
        let contenders = self.state.contenders();
        if self.state.winner().is_some() || !self.can_decide(contenders) {
            return false;
        }
        let Some(branch) = self.branch(contenders) else { return self.differs() };
        if self.nodes == 0 {
            self.exhausted = true;
            return false;
        }
        self.nodes -= 1;
        let mut values: Vec<(i32, usize)> = Vec::new();
        for group in self.state.groups(branch) {
            let value = lowest(group);
            self.state.give(branch, value);
            values.push((self.gap(), value));
            self.state.take(branch, value);
        }
        // Where two are level, little decides.
        values.sort_unstable();
        for (_, value) in values {
            self.state.give(branch, value);
            let found = self.visit();
            self.state.take(branch, value);
            if found {
                return true;
            }
        }
        false
    }

    /// What a clause decides between some architectures: the widest lead that it gives, or a veto.
    fn stake(&self, clause: usize, contenders: ArchitectureSet) -> i32 {
        /// A veto weighs as much as the largest rule.
        const VETO: i32 = 25;
        let open = self.state.open;
        if open.clauses[clause].rules_out.intersects(contenders) {
            return VETO;
        }
        let nets = open.nets(clause);
        let most = contenders.iter().map(|a| nets[usize::from(a)]).max();
        let least = contenders.iter().map(|a| nets[usize::from(a)]).min();
        most.zip(least).map_or(0, |(most, least)| most - least)
    }

    /// Whether the variable decides an undecided clause that tells the contenders apart.
    fn can_decide(&self, contenders: ArchitectureSet) -> bool {
        let open = self.state.open;
        let mut clauses = open.reads[self.variable].iter().map(|read| open.boxes[read.cuboid].clause);
        clauses.any(|clause| {
            self.stake(clause, contenders) > 0
                && self.state.is_undecided(clause)
                && self.state.live(clause).any(|variable| variable == self.variable)
        })
    }

    /// The other variable on which most depends.
    fn branch(&mut self, contenders: ArchitectureSet) -> Option<usize> {
        self.stakes.fill(0);
        for clause in self.state.undecided() {
            let stake = self.stake(clause, contenders);
            if stake > 0 {
                self.state.live(clause).for_each(|variable| self.stakes[variable] += stake);
            }
        }
        let others = (0..self.stakes.len()).filter(|&v| v != self.variable && self.stakes[v] > 0);
        others.max_by_key(|&variable| (self.stakes[variable], std::cmp::Reverse(variable)))
    }

    /// How far the second contender is behind the first, both halfway between their bounds.
    fn gap(&self) -> i32 {
        let zero = self.state.open.zero();
        let net = |a| self.state.least(a, zero) + self.state.most(a, zero);
        let mut nets: Vec<i32> = self.state.contenders().iter().map(net).collect();
        nets.sort_unstable();
        match nets.as_slice() {
            [.., second, first] => first - second,
            _ => i32::MAX,
        }
    }

    /// Only the variable is left: whether its values have different winners.
    fn differs(&mut self) -> bool {
        let groups = self.state.groups(self.variable);
        let mut winners = groups.into_iter().map(|group| {
            self.state.give(self.variable, lowest(group));
            let winner = self.state.winner();
            self.state.take(self.variable, lowest(group));
            winner
        });
        let first = winners.next();
        winners.any(|winner| Some(winner) != first)
    }
}
