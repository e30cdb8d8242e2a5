//! What would flip the decision: replace an answer, assess again.

use super::open::Open;
use super::state::State;
use super::{Effort, Problem, can_win};
use crate::options::{OptionSet, Truth};

/// One variable set to one option.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Change {
    /// An index into the variables of the rulebook.
    pub variable: usize,
    /// Its new value, an index into its options.
    pub option: usize,
}

/// Changes after which another architecture leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flip {
    /// All of them together.
    pub changes: Vec<Change>,
    /// Who then wins.
    pub winner: usize,
    /// Over the runner-up; over nobody it is zero.
    pub margin: i32,
}

/// The most sets of two or three changes that are reported.
const MOST_SETS: usize = 10;
/// The largest set of changes that is tried.
const LARGEST: usize = 3;
/// Of how many single changes, the most promising, sets of three are tried.
const PROMISING: usize = 24;
/// The value that leaves a variable as it is.
const AS_IT_IS: usize = 0;

/// Every single change that changes the leader. If there is none, the smallest sets of changes that do, up
/// to three. The largest new lead comes first.
pub(super) fn flips(problem: &Problem<'_>, leader: usize, effort: &Effort) -> Vec<Flip> {
    let values = values(problem, effort);
    let open = Open::with_values(problem, &values);
    let mut state = State::new(&open);
    (0..open.variables.len()).for_each(|variable| state.give(variable, AS_IT_IS));
    let mut search = Search { state, leader, tries: u64::MAX, made: Vec::new(), found: Vec::new() };
    let moves: Vec<Move> = (0..open.variables.len())
        .flat_map(|variable| (1..open.values[variable].len()).map(move |value| Move { variable, value }))
        .collect();
    search.sets(&moves, 1);
    let mut size = 1;
    while search.found.is_empty() && size < LARGEST {
        size += 1;
        let moves = search.by_promise(&moves);
        search.tries = effort.nodes;
        search.sets(if size == 2 { &moves } else { &moves[..moves.len().min(PROMISING)] }, size);
    }
    let mut found = search.found;
    found.retain(|flip| names_the_winner(problem, flip, effort));
    found.iter_mut().for_each(|flip| flip.changes.sort_unstable());
    found.sort_by(|a, b| b.margin.cmp(&a.margin).then_with(|| a.changes.cmp(&b.changes)));
    if size > 1 {
        found.truncate(MOST_SETS);
    }
    found
}

/// Whether the verdict after the changes names the same architecture: open answers may rule out that the one
/// that now leads ever wins.
fn names_the_winner(problem: &Problem<'_>, flip: &Flip, effort: &Effort) -> bool {
    let mut sets = problem.sets.clone();
    flip.changes.iter().for_each(|change| sets[change.variable] = OptionSet::only(change.option));
    let changed = problem.with_sets(sets);
    can_win(&changed, flip.winner, effort.nodes) != Some(false)
}

/// For each variable the set as it is, and every way to answer an asked question otherwise.
fn values(problem: &Problem<'_>, effort: &Effort) -> Vec<Vec<OptionSet>> {
    let rulebook = problem.rulebook;
    let mut values: Vec<Vec<OptionSet>> = problem.sets.iter().map(|set| vec![*set]).collect();
    for (index, question) in rulebook.questions.iter().enumerate() {
        if question.asked.truth(&problem.sets) == Truth::Fails || effort.fixed.contains(&index) {
            continue;
        }
        for variable in question.variables.clone() {
            let others = (0..rulebook.size(variable)).map(OptionSet::only);
            values[variable].extend(others.filter(|other| *other != problem.sets[variable]));
        }
    }
    values
}

/// A variable given a value other than the one it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Move {
    variable: usize,
    value: usize,
}

struct Search<'o> {
    state: State<'o>,
    leader: usize,
    /// How many sets may still be tried.
    tries: u64,
    made: Vec<Move>,
    found: Vec<Flip>,
}

impl Search<'_> {
    /// Tries all sets of `size` moves on top of those that are made.
    fn sets(&mut self, moves: &[Move], size: usize) {
        for (at, step) in moves.iter().enumerate() {
            if self.tries == 0 {
                return;
            }
            if self.made.iter().any(|made| made.variable == step.variable) {
                continue;
            }
            self.state.change(step.variable, AS_IT_IS, step.value);
            self.made.push(*step);
            if size > 1 {
                self.sets(&moves[at + 1..], size - 1);
            } else {
                self.tries -= 1;
                self.found.extend(self.flip());
            }
            self.made.pop();
            self.state.change(step.variable, step.value, AS_IT_IS);
        }
    }

    fn flip(&self) -> Option<Flip> {
        let standing = self.state.standing();
        let winner = standing.leader().filter(|&winner| winner != self.leader)?;
        let open = self.state.open;
        let change = |step: &Move| {
            let option = open.values[step.variable][step.value].single()?;
            Some(Change { variable: open.variables[step.variable], option })
        };
        let changes = self.made.iter().filter_map(change).collect();
        Some(Flip { changes, winner, margin: standing.margin(winner).unwrap_or(0) })
    }

    /// The moves that bring any rival nearest come first.
    fn by_promise(&mut self, moves: &[Move]) -> Vec<Move> {
        let mut ordered: Vec<(i32, Move)> = Vec::new();
        for step in moves {
            self.state.change(step.variable, AS_IT_IS, step.value);
            ordered.push((self.state.standing().margin(self.leader).unwrap_or(i32::MAX), *step));
            self.state.change(step.variable, step.value, AS_IT_IS);
        }
        ordered.sort_unstable();
        ordered.into_iter().map(|(_, step)| step).collect()
    }
}
