//! What would flip the decision: replace an answer, assess again.

use typed_index_collections::TiVec;

use super::search::branch_and_bound::SearchResult;
use super::search::can_win::find_win;
use super::search::residual::Residual;
use super::search::state::{Standing, State};
use super::{Effort, Evaluation, Problem, can_win};
use crate::options::{OptionSet, Truth};
use crate::rulebook::{ArchitectureId, ArchitectureSet, MAX_ARCHITECTURES, OptionSets, VariableId};

/// One variable set to one option.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Change {
    /// The variable.
    pub variable: VariableId,
    /// Its new value, an index into its options.
    pub option: usize,
}

/// Changes after which the verdict names another architecture, or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flip {
    /// All of them together.
    pub changes: Vec<Change>,
    /// Who is then named; `None` if every candidate is ruled out.
    pub winner: Option<ArchitectureId>,
    /// The lead over the best other by the rules that then hold, negative if that one can not win any more;
    /// `None` without another.
    pub margin: Option<i32>,
}

/// The most sets of two or three changes that are reported.
const MOST_SETS: usize = 10;
/// The largest set of changes that is tried.
const LARGEST: usize = 3;
/// Of how many single changes, the most promising, sets of three are tried.
const PROMISING: usize = 24;
/// Nodes for each search whether an architecture can still win, as a part of those for a whole search.
const PART: u64 = 20;
/// The value that leaves a variable as it is.
const AS_IT_IS: usize = 0;

/// Every single change after which the verdict names another architecture than `leader`. If there is none,
/// the smallest sets of changes, up to three, after which another one leads. The largest new lead comes
/// first.
pub(super) fn flips(problem: &Problem<'_>, leader: ArchitectureId, effort: &Effort) -> Vec<Flip> {
    let values = values(problem, effort);
    let open = Residual::with_values(problem, &values);
    let mut state = State::all_at(&open, AS_IT_IS);
    let mut search = Search::new(&state, leader, effort);
    let moves: Vec<Move> = (0..open.variables.len())
        .flat_map(|variable| (1..open.values[variable].len()).map(move |value| Move { variable, value }))
        .collect();
    search.sets(&mut state, &moves, 1);
    let mut size = 1;
    while search.found.is_empty() && size < LARGEST {
        size += 1;
        let moves = by_promise(&mut state, leader, &moves);
        search.tries = effort.nodes;
        search.sets(&mut state, if size == 2 { &moves } else { &moves[..moves.len().min(PROMISING)] }, size);
    }
    let mut found = search.found;
    found.iter_mut().for_each(|flip| flip.changes.sort_unstable());
    found.sort_by(|a, b| b.margin.cmp(&a.margin).then_with(|| a.changes.cmp(&b.changes)));
    if size > 1 {
        found.truncate(MOST_SETS);
    }
    found
}

/// For each variable the set as it is, and every way to answer an asked question otherwise.
fn values(problem: &Problem<'_>, effort: &Effort) -> TiVec<VariableId, Vec<OptionSet>> {
    let rulebook = problem.rulebook;
    let mut values: TiVec<VariableId, Vec<OptionSet>> = problem.sets.iter().map(|set| vec![*set]).collect();
    for (index, question) in rulebook.questions.iter_enumerated() {
        if question.asked.truth(&problem.sets) == Truth::Fails || effort.fixed.contains(&index) {
            continue;
        }
        for variable in question.variable_ids() {
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
    open: &'o Residual<'o>,
    leader: ArchitectureId,
    nodes: u64,
    /// As it is without any change.
    before: Standing,
    /// For each value of each variable what the change to it can do at most.
    reach: Vec<Vec<Reach>>,
    /// A completion in which the leader wins, if anything is open and one was found.
    witness: Option<OptionSets>,
    is_complete: bool,
    /// How many sets may still be tried.
    tries: u64,
    made: Vec<Move>,
    found: Vec<Flip>,
}

/// What one move can do at most, whatever is done besides.
#[derive(Debug, Clone)]
struct Reach {
    /// For each architecture how many points it can gain on the leader.
    gains: [i32; MAX_ARCHITECTURES],
    /// The architectures that a veto may come to rule out, and those that one may cease to.
    barred: ArchitectureSet,
    lifted: ArchitectureSet,
}

impl<'o> Search<'o> {
    fn new(state: &State<'o>, leader: ArchitectureId, effort: &Effort) -> Self {
        let open = state.residual;
        let problem = open.problem;
        let is_complete = problem.sets.iter().all(|set| set.single().is_some());
        let witness = || match find_win(&Residual::of(problem), leader, effort.nodes / PART) {
            SearchResult::Found(sets) => {
                Some(sets.iter().filter_map(|set| set.first().map(OptionSet::only)).collect())
            }
            SearchResult::Absent | SearchResult::NotProven => None,
        };
        let reach = open.values.iter().enumerate().map(|(variable, values)| {
            let moves = (0..values.len()).map(|value| Move { variable, value });
            moves.map(|step| Reach::of(state, step, leader)).collect()
        });
        Self {
            before: state.standing(),
            reach: reach.collect(),
            witness: if is_complete { None } else { witness() },
            open,
            leader,
            nodes: effort.nodes / PART,
            is_complete,
            tries: u64::MAX,
            made: Vec::new(),
            found: Vec::new(),
        }
    }

    /// Tries all sets of `size` moves on top of those that are made.
    fn sets(&mut self, state: &mut State<'o>, moves: &[Move], size: usize) {
        for (at, step) in moves.iter().enumerate() {
            if self.tries == 0 {
                return;
            }
            if self.made.iter().any(|made| made.variable == step.variable) {
                continue;
            }
            self.made.push(*step);
            if size > 1 || self.made.len() == 1 || self.can_move_the_lead() {
                state.with(step.variable, step.value, |state| {
                    if size > 1 {
                        self.sets(state, &moves[at + 1..], size - 1);
                    } else {
                        self.tries -= 1;
                        let flip = self.flip(state);
                        self.found.extend(flip);
                    }
                });
            }
            self.made.pop();
        }
    }

    /// Whether bounds leave it possible that another one leads after the moves that are made.
    fn can_move_the_lead(&self) -> bool {
        let reach = || self.made.iter().map(|step| &self.reach[step.variable][step.value]);
        let lifted = reach().fold(self.before.candidates, |all, reach| all.union(reach.lifted));
        let standing = lifted.intersection(self.open.problem.among);
        let lead = |rival: ArchitectureId| self.before.net(self.leader) - self.before.net(rival);
        let gain = |rival: ArchitectureId| reach().map(|reach| reach.gains[usize::from(rival)]).sum::<i32>();
        reach().any(|reach| reach.barred.contains(self.leader))
            || standing.iter().any(|rival| rival != self.leader && lead(rival) <= gain(rival))
    }

    fn flip(&self, state: &State<'_>) -> Option<Flip> {
        let standing = state.standing();
        let first = standing.leader();
        // A set is tried for what it makes of the lead only: who can still win is a search each time.
        if self.made.len() > 1 && (first == Some(self.leader) || first == self.before.leader()) {
            return None;
        }
        let open = self.open;
        let change = |step: &Move| {
            let option = open.values[step.variable][step.value].single()?;
            Some(Change { variable: open.variables[step.variable], option })
        };
        let changes: Vec<Change> = self.made.iter().filter_map(change).collect();
        let winner = self.named(standing.clone(), &changes);
        let margin = winner.and_then(|winner| standing.margin(winner));
        (winner != Some(self.leader)).then_some(Flip { changes, winner, margin })
    }

    /// Whom the verdict names after some changes: the first of those that can win.
    fn named(&self, mut standing: Standing, changes: &[Change]) -> Option<ArchitectureId> {
        while let Some(first) = standing.leader() {
            if self.is_complete || self.can_win(first, changes) {
                return Some(first);
            }
            standing.candidates = standing.candidates.difference(ArchitectureSet::only(first));
        }
        None
    }

    fn can_win(&self, architecture: ArchitectureId, changes: &[Change]) -> bool {
        let problem = self.open.problem;
        let changed = |sets: &OptionSets| {
            let mut sets = sets.to_vec();
            changes.iter().for_each(|change| sets[change.variable] = OptionSet::only(change.option));
            problem.with_sets(sets)
        };
        let wins_in =
            |completion: &OptionSets| Evaluation::of(&changed(completion)).leader() == Some(architecture);
        // The completion in which the leader wins now saves most searches.
        self.witness.as_ref().is_some_and(wins_in)
            || can_win(&changed(&problem.sets), architecture, self.nodes) != Some(false)
    }
}

/// The moves that bring any rival nearest come first.
fn by_promise(state: &mut State<'_>, leader: ArchitectureId, moves: &[Move]) -> Vec<Move> {
    let mut ordered: Vec<(i32, Move)> = Vec::new();
    for step in moves {
        let standing = state.with(step.variable, step.value, |state| state.standing());
        ordered.push((standing.margin(leader).unwrap_or(i32::MAX), *step));
    }
    ordered.sort_unstable();
    ordered.into_iter().map(|(_, step)| step).collect()
}

impl Reach {
    /// Of the branches of one rule at most one holds, now and then.
    fn of(state: &State<'_>, step: Move, leader: ArchitectureId) -> Self {
        let open = state.residual;
        let rule = |clause: usize| open.problem.rulebook.clauses[open.clauses[clause].clause].rule;
        let mut reach = Self {
            gains: [0; MAX_ARCHITECTURES],
            barred: ArchitectureSet::EMPTY,
            lifted: ArchitectureSet::EMPTY,
        };
        let mut seen = None;
        for occurrence in &open.occurrences[step.variable] {
            let clause = open.boxes[occurrence.cuboid].clause;
            let rules_out = open.clauses[clause].rules_out;
            if state.holds(clause) {
                reach.lifted = reach.lifted.union(rules_out);
            } else if open.can_hold(clause, step.variable, step.value) {
                reach.barred = reach.barred.union(rules_out);
            }
            if seen == Some(rule(clause)) {
                continue;
            }
            seen = Some(rule(clause));
            let alike = |other: &usize| rule(*other) == rule(clause);
            let first = (0..clause).rev().take_while(alike).last().unwrap_or(clause);
            let branches = || (first..open.clauses.len()).take_while(alike);
            let now = branches().find(|&branch| state.holds(branch));
            let then = || branches().filter(|&branch| open.can_hold(branch, step.variable, step.value));
            for (rival, gained) in reach.gains[..usize::from(open.zero())].iter_mut().enumerate() {
                let gain = |branch| open.lead(branch, rival.into(), leader);
                let best = then().map(gain).max().unwrap_or(0).max(0);
                // What is lost counts for nothing: another move may lose the same.
                *gained += (best - now.map_or(0, gain)).max(0);
            }
        }
        reach
    }
}
