//! What would flip the decision: replace an answer, assess again.

use typed_index_collections::{TiVec, ti_vec};

use super::evaluate::Evaluation;
use super::plausibility::sort_by_surprise;
use super::problem::{Change, Effort, Problem};
use super::reach::{Move, Reach};
use super::search::branch_and_bound::SearchResult;
use super::search::can_win::{can_win, find_win};
use super::search::indices::{ValueIndex, VariableIndex};
use super::search::residual::Residual;
use super::search::state::{Standing, State};
use crate::options::{OptionSet, Truth};
use crate::rulebook::{ArchitectureId, ArchitectureSet, OptionSets, VariableId};

/// Changes after which the verdict names another architecture, or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flip {
    /// All of them together.
    pub changes: Vec<Change>,
    /// Who is then named; `None` if every candidate is ruled out.
    pub winner: Option<ArchitectureId>,
    /// The lead over the best other by the rules that then hold, negative if that one cannot win any more;
    /// `None` without another.
    pub margin: Option<i32>,
}

/// The most sets of two or three changes that are reported.
pub(super) const MOST_SETS: usize = 10;
/// The largest set of changes that is tried.
const LARGEST: usize = 3;
/// How many single changes, the most promising, sets of three are made of: 2,024 sets.
const PROMISING: usize = 24;
/// The part of a search's nodes that each search for a win has: there is one for each set of changes.
const PART: u64 = 20;

/// Finds for each of some sets of architectures, `leader` in all of them, every single change after which the
/// verdict names none of the set. If there is none, the smallest sets of changes, up to three, after which
/// another one leads. First come those that take the fewest unusual answers, of these those with the largest
/// new lead.
pub(super) fn flips(
    problem: &Problem<'_>,
    leader: ArchitectureId,
    keeps: &[ArchitectureSet],
    effort: &Effort,
) -> Vec<Vec<Flip>> {
    let residual = Residual::with_changes(problem, &changes(problem, effort));
    let mut state = State::all_at(&residual, ValueIndex::AS_IT_IS);
    let mut search = FlipSearch::new(&state, leader, effort);
    let moves: Vec<Move> =
        residual.variables.keys().flat_map(|variable| moves(&residual, variable)).collect();
    search.try_sets(&mut state, &moves, 1);
    let singles = std::mem::take(&mut search.found);
    keeps
        .iter()
        .map(|&keep| {
            let names_another = |flip: &&Flip| flip.winner.is_none_or(|winner| !keep.contains(winner));
            let singles: Vec<Flip> = singles.iter().filter(names_another).cloned().collect();
            if singles.is_empty() {
                search.larger(&mut state, &moves, keep)
            } else {
                in_order(problem, singles)
            }
        })
        .collect()
}

pub(super) fn in_order(problem: &Problem<'_>, mut flips: Vec<Flip>) -> Vec<Flip> {
    flips.iter_mut().for_each(|flip| flip.changes.sort_unstable());
    flips.sort_by(|a, b| b.margin.cmp(&a.margin).then_with(|| a.changes.cmp(&b.changes)));
    sort_by_surprise(problem, &mut flips, |flip| &flip.changes);
    flips
}

/// Returns the single changes among some flips that answer what is open, and take back nothing.
pub(super) fn open_singles(problem: &Problem<'_>, flips: &[Flip]) -> Vec<Flip> {
    let answers_open = |flip: &&Flip| match flip.changes.as_slice() {
        [change] => problem.sets[change.variable].contains(change.option),
        _ => false,
    };
    flips.iter().filter(answers_open).cloned().collect()
}

/// Returns for each variable every way to answer an asked question otherwise.
pub(super) fn changes(problem: &Problem<'_>, effort: &Effort) -> TiVec<VariableId, Vec<OptionSet>> {
    let rulebook = problem.rulebook;
    let mut changes = ti_vec![Vec::new(); problem.sets.len()];
    for (index, question) in rulebook.questions.iter_enumerated() {
        if question.asked.truth(&problem.sets) == Truth::Fails || effort.fixed.contains(&index) {
            continue;
        }
        for variable in question.variable_ids() {
            let known = problem.sets[variable];
            let all = (0..rulebook.size(variable)).map(OptionSet::only);
            // History can still be found out, but not undone.
            let may_become = |other: &OptionSet| !question.fixed || other.is_subset(known);
            changes[variable] = all.filter(|other| *other != known).filter(may_become).collect();
        }
    }
    changes
}

/// Returns the changes to one variable.
fn moves(residual: &Residual<'_>, variable: VariableIndex) -> impl Iterator<Item = Move> {
    let values = residual.values[variable].keys().filter(|&value| value != ValueIndex::AS_IT_IS);
    values.map(move |value| Move { variable, value })
}

/// Orders moves by how near they bring any rival, the nearest first.
fn by_promise(state: &mut State<'_>, leader: ArchitectureId, moves: &[Move]) -> Vec<Move> {
    let mut ordered: Vec<(i32, Move)> = Vec::new();
    for step in moves {
        let standing = state.with(step.variable, step.value, |state| state.standing());
        ordered.push((standing.margin(leader).unwrap_or(i32::MAX), *step));
    }
    ordered.sort_unstable();
    ordered.into_iter().map(|(_, step)| step).collect()
}

/// Tries sets of moves.
struct FlipSearch<'r> {
    residual: &'r Residual<'r>,
    leader: ArchitectureId,
    /// The architectures that it takes to be named for a change to be none.
    keep: ArchitectureSet,
    /// Nodes for each search for a win.
    nodes: u64,
    /// The standing without any change.
    before: Standing,
    /// For each value of each variable what the change to it can do at most.
    reach: TiVec<VariableIndex, TiVec<ValueIndex, Reach>>,
    /// A completion in which the leader wins, if anything is open and one was found.
    witness: Option<OptionSets>,
    /// Whether nothing is open.
    is_complete: bool,
    /// How many sets may still be tried.
    tries: u64,
    /// How many sets of one size may be tried.
    most_tries: u64,
    /// The moves that are made at the moment.
    made: Vec<Move>,
    found: Vec<Flip>,
}

impl<'r> FlipSearch<'r> {
    fn new(state: &State<'r>, leader: ArchitectureId, effort: &Effort) -> Self {
        let residual = state.residual;
        let nodes = effort.nodes / PART;
        let is_complete = residual.problem.sets.iter().all(|set| set.single().is_some());
        let reach = residual.values.iter_enumerated().map(|(variable, values)| {
            values.keys().map(|value| Reach::of(state, Move { variable, value }, leader)).collect()
        });
        Self {
            residual,
            leader,
            keep: ArchitectureSet::only(leader),
            nodes,
            before: state.standing(),
            reach: reach.collect(),
            witness: if is_complete { None } else { win(residual.problem, leader, nodes) },
            is_complete,
            tries: u64::MAX,
            most_tries: effort.nodes,
            made: Vec::new(),
            found: Vec::new(),
        }
    }

    /// Returns the smallest sets of two or three changes after which another one leads than those of `keep`.
    fn larger(&mut self, state: &mut State<'r>, moves: &[Move], keep: ArchitectureSet) -> Vec<Flip> {
        self.keep = keep;
        let mut moves = by_promise(state, self.leader, moves);
        for size in 2..=LARGEST {
            if size > 2 {
                moves.truncate(PROMISING);
            }
            self.tries = self.most_tries;
            self.try_sets(state, &moves, size);
            if !self.found.is_empty() {
                break;
            }
        }
        let mut found = in_order(self.residual.problem, std::mem::take(&mut self.found));
        found.truncate(MOST_SETS);
        found
    }

    /// Tries all sets of `size` moves on top of those that are made.
    fn try_sets(&mut self, state: &mut State<'r>, moves: &[Move], size: usize) {
        for (at, step) in moves.iter().enumerate() {
            if self.tries == 0 {
                return;
            }
            if self.made.iter().any(|made| made.variable == step.variable) {
                continue;
            }
            self.made.push(*step);
            if size > 1 {
                let others = &moves[at + 1..];
                state.with(step.variable, step.value, |state| self.try_sets(state, others, size - 1));
            } else if self.made.len() == 1 || self.can_move_the_lead() {
                self.tries -= 1;
                let flip = state.with(step.variable, step.value, |state| self.flip(state));
                self.found.extend(flip);
            }
            self.made.pop();
        }
    }

    /// Returns whether bounds leave it possible that another one leads after the moves that are made.
    fn can_move_the_lead(&self) -> bool {
        let reach = || self.made.iter().map(|step| &self.reach[step.variable][step.value]);
        let lifted = reach().fold(self.before.candidates, |all, reach| all.union(reach.lifted));
        let standing = lifted.intersection(self.residual.problem.among);
        let lead = |rival| self.before.net(self.leader) - self.before.net(rival);
        let gain = |rival| reach().map(|reach| reach.gains[rival]).sum::<i32>();
        reach().any(|reach| reach.barred.contains(self.leader))
            || standing.difference(self.keep).iter().any(|rival| lead(rival) <= gain(rival))
    }

    /// Returns what the moves that are made come to, if the verdict then names another one.
    fn flip(&self, state: &State<'_>) -> Option<Flip> {
        let standing = state.standing();
        let first = standing.leader();
        let keeps = |first: Option<ArchitectureId>| first.is_some_and(|first| self.keep.contains(first));
        // A set is tried for what it makes of the lead only: who can still win is a search each time.
        if self.made.len() > 1 && (keeps(first) || first == self.before.leader()) {
            return None;
        }
        let changes: Vec<Change> = self.made.iter().filter_map(|step| self.change(*step)).collect();
        let winner = self.named(&standing, &changes);
        let margin = winner.and_then(|winner| standing.margin(winner));
        (!keeps(winner)).then_some(Flip { changes, winner, margin })
    }

    fn change(&self, step: Move) -> Option<Change> {
        let option = self.residual.values[step.variable][step.value].single()?;
        Some(Change { variable: self.residual.variables[step.variable], option })
    }

    /// Returns whom the verdict names after some changes: the first of those that can win.
    fn named(&self, standing: &Standing, changes: &[Change]) -> Option<ArchitectureId> {
        standing.first_that(|first| self.is_complete || self.can_win(first, changes))
    }

    fn can_win(&self, architecture: ArchitectureId, changes: &[Change]) -> bool {
        let problem = self.residual.problem;
        // The completion in which the leader wins now saves most searches.
        let wins_in = |witness: &OptionSets| {
            let changed = problem.with_sets(witness.clone()).with_changes(changes);
            Evaluation::of(&changed).leader() == Some(architecture)
        };
        self.witness.as_ref().is_some_and(wins_in)
            || can_win(&problem.clone().with_changes(changes), architecture, self.nodes) != Some(false)
    }
}

/// Finds a completion in which an architecture wins.
fn win(problem: &Problem<'_>, architecture: ArchitectureId, nodes: u64) -> Option<OptionSets> {
    match find_win(&Residual::of(problem), architecture, nodes) {
        SearchResult::Found(sets) => {
            Some(sets.iter().filter_map(|set| set.first().map(OptionSet::only)).collect())
        }
        SearchResult::Absent | SearchResult::NotProven => None,
    }
}
