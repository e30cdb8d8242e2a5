//! What lets a candidate back in where every one is ruled out: the smallest sets of answers that would have
//! to be others.
//!
//! Each veto that holds on a candidate must cease to, and only another answer to a question that it reads
//! makes it so. So it is enough to branch on the questions of one such veto, whichever it is: that leaves out
//! no set.

use std::collections::BTreeSet;

use super::completions::Completions;
use super::flips::{Flip, MOST_SETS, changes, in_order};
use super::problem::{Change, Problem};
use super::search::branch_and_bound::SearchResult;
use super::search::budget::Budget;
use super::search::can_win::{find_win, find_win_by};
use super::search::indices::{ClauseIndex, ValueIndex, VariableIndex};
use super::search::residual::Residual;
use super::search::state::State;
use crate::rulebook::{ArchitectureId, ArchitectureSet};

/// Finds the smallest sets of changes after which some candidate is not ruled out: of each who is named then.
/// First come those that take the fewest unusual answers. Empty if no answers let one in, or none were found
/// within the budget.
pub(super) fn lifts(completions: &Completions<'_>) -> Vec<Flip> {
    let Completions { residual: Residual { problem, .. }, effort, budget, .. } = completions;
    let residual = Residual::with_changes(problem, &changes(problem, effort));
    let mut state = State::all_at(&residual, ValueIndex::AS_IT_IS);
    let mut search = LiftSearch {
        residual: &residual,
        budget,
        is_exhausted: false,
        made: Vec::new(),
        found: BTreeSet::new(),
    };
    for size in 1..=residual.variables.len() {
        for candidate in residual.standing.iter() {
            search.visit(&mut state, candidate, size);
        }
        if !search.found.is_empty() || search.is_exhausted {
            break;
        }
    }
    let flips = search.found.iter().map(|changes| flip(problem, changes.clone(), budget)).collect();
    let mut lifts = in_order(problem, flips);
    lifts.truncate(MOST_SETS);
    lifts
}

/// Returns what some changes come to: the first, by the rules that then hold, of those that can win.
fn flip(problem: &Problem<'_>, changes: Vec<Change>, budget: &Budget) -> Flip {
    let changed = problem.clone().with_changes(&changes);
    let residual = Residual::of(&changed);
    let standing = State::new(&residual).standing();
    let can_win = |first| budget.part(PARTS, |part| find_win(&residual, first, part)) != SearchResult::Absent;
    let winner = standing.first_that(can_win);
    Flip { changes, winner, margin: winner.and_then(|winner| standing.margin(winner)) }
}

/// Each search for a win may cost as much as the budget that is left, divided by this.
const PARTS: u64 = 20;

struct LiftSearch<'r> {
    residual: &'r Residual<'r>,
    budget: &'r Budget,
    is_exhausted: bool,
    made: Vec<Change>,
    found: BTreeSet<Vec<Change>>,
}

impl<'r> LiftSearch<'r> {
    /// Looks below a point for so many more changes that let a candidate in.
    fn visit(&mut self, state: &mut State<'r>, candidate: ArchitectureId, changes: usize) {
        if !self.budget.pay(self.residual.node_cost()) {
            self.is_exhausted = true;
            return;
        }
        let veto = self.vetoes(candidate).find(|&clause| state.holds(clause));
        if changes == 0 {
            if veto.is_none() && self.can_stand(candidate) {
                let mut made = self.made.clone();
                made.sort_unstable();
                self.found.insert(made);
            }
            return;
        }
        for variable in self.variables(candidate, veto) {
            let id = self.residual.variables[variable];
            if self.made.iter().any(|made| made.variable == id) {
                continue;
            }
            for value in self.residual.values[variable].keys().filter(|&value| value != ValueIndex::AS_IT_IS)
            {
                let Some(option) = self.residual.values[variable][value].single() else { continue };
                self.made.push(Change { variable: id, option });
                state.with(variable, value, |state| self.visit(state, candidate, changes - 1));
                self.made.pop();
            }
        }
    }

    fn vetoes(&self, candidate: ArchitectureId) -> impl Iterator<Item = ClauseIndex> + use<'r> {
        let clauses = self.residual.clauses.iter_enumerated();
        clauses.filter(move |(_, clause)| clause.rules_out.contains(candidate)).map(|(at, _)| at)
    }

    /// Returns the variables that a veto reads; without one those that any veto on the candidate reads, since
    /// several that are open may rule it out together.
    fn variables(&self, candidate: ArchitectureId, veto: Option<ClauseIndex>) -> BTreeSet<VariableIndex> {
        let clauses: Vec<ClauseIndex> = match veto {
            Some(veto) => vec![veto],
            None => self.vetoes(candidate).collect(),
        };
        let boxes = clauses.into_iter().flat_map(|clause| self.residual.boxes(clause));
        boxes.flat_map(|cuboid| self.residual.tests(cuboid)).map(|test| test.variable).collect()
    }

    /// Returns whether some completion leaves the candidate in, after the changes that are made.
    fn can_stand(&self, candidate: ArchitectureId) -> bool {
        let among = ArchitectureSet::only(candidate);
        let problem = Problem { among, ..self.residual.problem.clone() }.with_changes(&self.made);
        let found = self.budget.part(PARTS, |part| find_win_by(&problem, candidate, part));
        matches!(found, SearchResult::Found(_))
    }
}
