//! What would flip the decision: replace an answer, assess again.

use std::cell::Cell;

use typed_index_collections::{TiVec, ti_vec};

use super::completions::Completions;
use super::plausibility::sort_by_surprise;
use super::problem::{Change, Effort, Problem};
use super::reach::{Move, Reach};
use super::search::branch_and_bound::SearchResult;
use super::search::budget::Budget;
use super::search::can_win::find_win_by;
use super::search::indices::{ValueIndex, VariableIndex};
use super::search::residual::Residual;
use super::search::standing::Standing;
use super::search::state::State;
use super::witnesses::Witnesses;
use crate::options::{OptionSet, Truth};
use crate::rulebook::{ArchitectureId, ArchitectureSet, VariableId};

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

/// What was found that would flip a decision.
#[derive(Debug, Clone, Default)]
pub(super) struct Flips {
    pub found: Vec<Flip>,
    /// Whether it is proven that no other single change would.
    pub all_singles: bool,
}

/// The most sets of two or three changes that are reported.
pub(super) const MOST_SETS: usize = 10;
/// The largest set of changes that is tried.
const LARGEST: usize = 3;
/// How many single changes, the most promising, sets of three are made of: 2,024 sets.
const PROMISING: usize = 24;
/// The single changes, and the larger sets for each of the sets to keep, may cost as much as the budget that
/// is left, divided by this.
const SHARE: u64 = 4;
/// Each search for a win may cost as much as is then left, divided by this: there is one for each set.
const PARTS: u64 = 20;

/// Finds for each of some sets of architectures, `leader` in all of them, every single change after which the
/// verdict names none of the set. If there is none, the smallest sets of changes, up to three, after which
/// another one leads. First come those that take the fewest unusual answers, of these those with the largest
/// new lead.
pub(super) fn flips(
    completions: &Completions<'_>,
    leader: ArchitectureId,
    keeps: &[ArchitectureSet],
) -> Vec<Flips> {
    let (problem, effort) = (completions.problem(), completions.effort);
    let residual = Residual::with_changes(problem, &changes(problem, effort));
    let mut state = State::all_at(&residual, ValueIndex::AS_IT_IS);
    let mut search = FlipSearch::new(&state, leader, completions);
    let moves: Vec<Move> =
        residual.variables.keys().flat_map(|variable| moves(&residual, variable)).collect();
    completions.budget.part(SHARE, |budget| search.try_sets(&mut state, &moves, 1, budget));
    let singles = std::mem::take(&mut search.found);
    let all_singles = !search.is_unproven.get();
    keeps
        .iter()
        .map(|&keep| {
            let names_another = |flip: &&Flip| flip.winner.is_none_or(|winner| !keep.contains(winner));
            let singles: Vec<Flip> = singles.iter().filter(names_another).cloned().collect();
            let found = match singles.is_empty() {
                true => {
                    completions.budget.part(SHARE, |budget| search.larger(&mut state, &moves, keep, budget))
                }
                false => in_order(problem, singles),
            };
            Flips { found, all_singles }
        })
        .collect()
}

pub(super) fn in_order(problem: &Problem<'_>, mut flips: Vec<Flip>) -> Vec<Flip> {
    flips.iter_mut().for_each(|flip| flip.changes.sort_unstable());
    flips.sort_by(|a, b| b.margin.cmp(&a.margin).then_with(|| a.changes.cmp(&b.changes)));
    sort_by_surprise(problem, &mut flips, |flip| &flip.changes);
    flips
}

/// Single answers to what is open, after which another one leads.
pub(super) struct Singles {
    pub found: Vec<Flip>,
    /// Whether it is proven that there are no others.
    pub are_all: bool,
}

/// Returns the single changes among some flips that answer what is open, and take back nothing.
pub(super) fn open_singles(problem: &Problem<'_>, flips: &Flips) -> Singles {
    let answers_open = |flip: &&Flip| match flip.changes.as_slice() {
        [change] => problem.sets[change.variable].contains(change.option),
        _ => false,
    };
    Singles { found: flips.found.iter().filter(answers_open).cloned().collect(), are_all: flips.all_singles }
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
    witnesses: &'r Witnesses,
    leader: ArchitectureId,
    /// The architectures that it takes to be named for a change to be none.
    keep: ArchitectureSet,
    /// The standing without any change.
    before: Standing,
    /// For each value of each variable what the change to it can do at most; empty before it is needed.
    reach: TiVec<VariableIndex, TiVec<ValueIndex, Reach>>,
    /// Whether nothing is open.
    is_complete: bool,
    /// Whether it once was not proven that somebody can win.
    is_unproven: Cell<bool>,
    /// The moves that are made at the moment.
    made: Vec<Move>,
    found: Vec<Flip>,
}

impl<'r> FlipSearch<'r> {
    fn new(state: &State<'r>, leader: ArchitectureId, completions: &'r Completions<'_>) -> Self {
        let residual = state.residual;
        Self {
            residual,
            witnesses: completions.witnesses(),
            leader,
            keep: ArchitectureSet::only(leader),
            before: state.standing(),
            reach: TiVec::new(),
            is_complete: residual.problem.sets.iter().all(|set| set.single().is_some()),
            is_unproven: Cell::new(false),
            made: Vec::new(),
            found: Vec::new(),
        }
    }

    /// Returns the smallest sets of two or three changes after which another one leads than those of `keep`.
    fn larger(
        &mut self,
        state: &mut State<'r>,
        moves: &[Move],
        keep: ArchitectureSet,
        budget: &Budget,
    ) -> Vec<Flip> {
        self.keep = keep;
        if self.reach.is_empty() {
            self.reach = reach(state, self.leader);
        }
        let mut moves = by_promise(state, self.leader, moves);
        for size in 2..=LARGEST {
            if size > 2 {
                moves.truncate(PROMISING);
            }
            self.try_sets(state, &moves, size, budget);
            if !self.found.is_empty() {
                break;
            }
        }
        let mut found = in_order(self.residual.problem, std::mem::take(&mut self.found));
        found.truncate(MOST_SETS);
        found
    }

    /// Tries all sets of `size` moves on top of those that are made, as far as the budget lasts.
    fn try_sets(&mut self, state: &mut State<'r>, moves: &[Move], size: usize, budget: &Budget) {
        for (at, step) in moves.iter().enumerate() {
            if self.made.iter().any(|made| made.variable == step.variable) {
                continue;
            }
            if size == 1 {
                self.try_last(state, *step, budget);
                continue;
            }
            let others = &moves[at + 1..];
            self.made.push(*step);
            // A move is only made if some set with it is worth trying.
            if size > 2 || others.iter().any(|last| self.can_move_the_lead(*last)) {
                let inner = |state: &mut State<'r>| self.try_sets(state, others, size - 1, budget);
                state.with(step.variable, step.value, inner);
            }
            self.made.pop();
        }
    }

    /// Tries one move on top of those that are made.
    fn try_last(&mut self, state: &mut State<'r>, last: Move, budget: &Budget) {
        let is_promising = self.made.is_empty() || self.can_move_the_lead(last);
        // What hangs on the variable is looked at.
        let cost = self.residual.occurrences[last.variable].len() as u64;
        // Single changes are few, and all are tried.
        if !is_promising || !budget.pay(cost) && !self.made.is_empty() {
            return;
        }
        self.made.push(last);
        let flip = state.with(last.variable, last.value, |state| self.flip(state, budget));
        self.found.extend(flip);
        self.made.pop();
    }

    /// Returns whether bounds leave it possible that another one leads after the moves that are made and one
    /// more.
    fn can_move_the_lead(&self, last: Move) -> bool {
        let reach = |step: &Move| &self.reach[step.variable][step.value];
        let all = || self.made.iter().chain([&last]).map(reach);
        let lifted = all().fold(self.before.candidates, |all, reach| all.union(reach.lifted));
        let standing = lifted.intersection(self.residual.problem.among);
        let lead = |rival| self.before.net(self.leader) - self.before.net(rival);
        let gain = |rival| all().map(|reach| reach.gains[rival]).sum::<i32>();
        all().any(|reach| reach.barred.contains(self.leader))
            || standing.difference(self.keep).iter().any(|rival| lead(rival) <= gain(rival))
    }

    /// Returns what the moves that are made come to, if the verdict then names another one.
    fn flip(&self, state: &State<'_>, budget: &Budget) -> Option<Flip> {
        let standing = state.standing();
        let first = standing.leader();
        let keeps = |first: Option<ArchitectureId>| first.is_some_and(|first| self.keep.contains(first));
        // A set is tried for what it makes of the lead only: who can still win is a search each time.
        if self.made.len() > 1 && (keeps(first) || first == self.before.leader()) {
            return None;
        }
        let changes: Vec<Change> = self.made.iter().filter_map(|step| self.change(*step)).collect();
        let winner = self.named(&standing, &changes, budget);
        let margin = winner.and_then(|winner| standing.margin(winner));
        (!keeps(winner)).then_some(Flip { changes, winner, margin })
    }

    fn change(&self, step: Move) -> Option<Change> {
        let option = self.residual.values[step.variable][step.value].single()?;
        Some(Change { variable: self.residual.variables[step.variable], option })
    }

    /// Returns whom the verdict names after some changes: the first of those that can win.
    fn named(&self, standing: &Standing, changes: &[Change], budget: &Budget) -> Option<ArchitectureId> {
        standing.first_that(|first| self.is_complete || self.can_win(first, changes, budget))
    }

    /// Returns whether an architecture can still win after some changes; if that is not proven it counts so.
    fn can_win(&self, architecture: ArchitectureId, changes: &[Change], budget: &Budget) -> bool {
        let problem = self.residual.problem;
        if self.witnesses.show(problem, architecture, changes) {
            return true;
        }
        let changed = problem.clone().with_changes(changes);
        let found = budget.part(PARTS, |part| find_win_by(&changed, architecture, part));
        self.is_unproven.set(self.is_unproven.get() || found == SearchResult::NotProven);
        found != SearchResult::Absent
    }
}

/// Returns for each value of each variable what the change to it can do at most.
fn reach(state: &State<'_>, leader: ArchitectureId) -> TiVec<VariableIndex, TiVec<ValueIndex, Reach>> {
    let of_variable = |(variable, values): (VariableIndex, &TiVec<ValueIndex, OptionSet>)| {
        values.keys().map(|value| Reach::of(state, Move { variable, value }, leader)).collect()
    };
    state.residual.values.iter_enumerated().map(of_variable).collect()
}
