//! The boxes of a clause: which some completion reaches, and in which it holds whatever stays open.

use typed_index_collections::TiSlice;

use super::indices::split;
use crate::engine::problem::Problem;
use crate::options::{OptionSet, Truth};
use crate::rulebook::{ClauseId, OptionSets, VariableId};

/// What each of some variables must be.
type Tests = Vec<(VariableId, OptionSet)>;

/// Returns the boxes of a clause that some completion reaches.
pub(super) fn reachable<'p>(
    problem: &'p Problem<'_>,
    sets: &OptionSets,
    clause: ClauseId,
) -> impl Iterator<Item = &'p [(VariableId, OptionSet)]> {
    let boxes = problem.rulebook.index.holding(clause);
    boxes.filter(|tests| tests.iter().all(|(variable, options)| options.intersects(sets[*variable])))
}

/// Returns the tests of a box that are not passed for sure.
pub(super) fn uncertain(
    sets: &OptionSets,
    tests: &[(VariableId, OptionSet)],
) -> impl Iterator<Item = (VariableId, OptionSet)> {
    tests.iter().copied().filter(|(variable, options)| !sets[*variable].is_subset(*options))
}

/// Divides a set so that each test is passed by all or none of each part.
pub(super) fn groups(set: OptionSet, tested: &[OptionSet]) -> Vec<OptionSet> {
    let mut groups = vec![set];
    tested.iter().for_each(|&options| split(&mut groups, options));
    groups
}

/// Returns the boxes over the disputed variables in which a clause holds whatever is not disputed and open
/// turns out to be: together they are all ways to settle the disputes with which it holds. Takes what it
/// costs from `steps`; `None` if that is more than there are.
pub(super) fn certain_boxes(
    problem: &Problem<'_>,
    disputed: &TiSlice<VariableId, bool>,
    clause: ClauseId,
    steps: &mut u64,
) -> Option<Vec<Tests>> {
    let sets = &problem.sets;
    let hangs_on_more =
        |tests: &[(VariableId, OptionSet)]| uncertain(sets, tests).any(|(variable, _)| !disputed[variable]);
    if !reachable(problem, sets, clause).any(hangs_on_more) {
        return Some(reachable(problem, sets, clause).map(<[_]>::to_vec).collect());
    }
    let mut division =
        Division { problem, disputed, clause, sets: sets.clone(), path: Vec::new(), found: Vec::new() };
    division.divide(steps)?;
    Some(division.found)
}

/// Divides what is disputed until a clause holds, fails, or hangs on nothing that is disputed.
struct Division<'p> {
    problem: &'p Problem<'p>,
    disputed: &'p TiSlice<VariableId, bool>,
    clause: ClauseId,
    sets: OptionSets,
    path: Tests,
    found: Vec<Tests>,
}

impl Division<'_> {
    fn divide(&mut self, steps: &mut u64) -> Option<()> {
        *steps = steps.checked_sub(1)?;
        match self.problem.rulebook.index.truth(self.clause, &self.sets) {
            Truth::Fails => {}
            Truth::Holds => self.found.push(self.path.clone()),
            Truth::Open => {
                let Some((variable, tested)) = self.next() else { return Some(()) };
                let whole = self.sets[variable];
                for group in groups(whole, &tested) {
                    self.sets[variable] = group;
                    self.path.push((variable, group));
                    self.divide(steps)?;
                    self.path.pop();
                }
                self.sets[variable] = whole;
            }
        }
        Some(())
    }

    /// Returns a disputed variable that is not decided enough, and the options for which it is tested.
    fn next(&self) -> Option<(VariableId, Vec<OptionSet>)> {
        let tests = || {
            let boxes = reachable(self.problem, &self.sets, self.clause);
            boxes.flat_map(|tests| uncertain(&self.sets, tests))
        };
        let (next, _) = tests().find(|(variable, _)| self.disputed[*variable])?;
        let of_it = tests().filter(|(variable, _)| *variable == next);
        Some((next, of_it.map(|(_, options)| options).collect()))
    }
}
