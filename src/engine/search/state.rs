//! A point in a search: some variables have a value. Changing one updates what hangs on it, and nothing else.
//!
//! What holds at any time, whatever the order of the changes:
//! - a box has failed if one of its tests fails, and is certain if none is pending; never both,
//! - a clause fails if none of its boxes can be reached, counts as one that holds if one of them is certain,
//!   and is else undecided. Several boxes may cover together what none covers alone: then it stays undecided
//!   here until more is known, which keeps every bound sound,
//! - `nets` and `vetoes` are those of the clauses that count so, `open_vetoes` of those that are undecided,
//! - `lower_bounds` are the leads by the clauses that count so, with every undecided one at its worst.

use typed_index_collections::{TiSlice, TiVec, ti_vec};

use super::indices::{BoxIndex, ClauseIndex, ValueIndex, ValueSet, VariableIndex, split};
use super::residual::{Occurrence, Passing, Residual, Test};
use super::standing::Standing;
use crate::options::Truth;
use crate::rulebook::{ArchitectureId, ArchitectureSet, MAX_ARCHITECTURES, OptionSets};

#[derive(Debug, Clone)]
pub(in crate::engine) struct State<'r> {
    pub residual: &'r Residual<'r>,
    /// The options of the rulebook's variables that are possible here.
    pub sets: OptionSets,
    /// For each variable its value, if it has one.
    assigned: TiVec<VariableIndex, Option<ValueIndex>>,
    /// For each box how many of its tests fail.
    failed: TiVec<BoxIndex, u16>,
    /// For each box how many of its tests are not passed for sure.
    pending: TiVec<BoxIndex, u16>,
    /// For each clause how many of its boxes can be reached.
    reachable: TiVec<ClauseIndex, u16>,
    /// For each clause how many of its boxes are certain.
    certain: TiVec<ClauseIndex, u16>,
    /// For each side the weighted points of the clauses that hold.
    nets: TiVec<ArchitectureId, i32>,
    /// For each side and each other a bound under which its lead cannot fall.
    lower_bounds: Vec<i32>,
    /// Above 0 for a side that is out: one that is no candidate, or that was out before the search, counts 1,
    /// and so does each undecided veto that came to hold.
    vetoes: TiVec<ArchitectureId, u32>,
    /// For each side how many vetoes are undecided.
    open_vetoes: TiVec<ArchitectureId, u32>,
}

impl<'r> State<'r> {
    /// Begins where no variable has a value.
    pub(in crate::engine) fn new(residual: &'r Residual<'r>) -> Self {
        let sides = residual.sides;
        let mut state = Self {
            residual,
            sets: residual.problem.sets.clone(),
            assigned: ti_vec![None; residual.variables.len()],
            failed: ti_vec![0; residual.boxes.len()],
            pending: residual.boxes.keys().map(|cuboid| residual.tests(cuboid).len() as u16).collect(),
            reachable: residual.clauses.keys().map(|clause| residual.boxes(clause).len() as u16).collect(),
            certain: ti_vec![0; residual.clauses.len()],
            nets: residual.decided.clone(),
            lower_bounds: Vec::with_capacity(sides * sides),
            vetoes: residual.decided.keys().map(|a| u32::from(!residual.standing.contains(a))).collect(),
            open_vetoes: ti_vec![0; sides],
        };
        for net in &residual.decided {
            state.lower_bounds.extend(residual.decided.iter().map(|other| net - other));
        }
        for (position, clause) in residual.clauses.iter_enumerated() {
            let bounds = state.lower_bounds.iter_mut().zip(residual.leads(position));
            bounds.for_each(|(bound, lead)| *bound += lead.min(&0));
            clause.rules_out.iter().for_each(|a| state.open_vetoes[a] += 1);
        }
        state
    }

    /// Begins where every variable has its value of this number.
    pub(in crate::engine) fn all_at(residual: &'r Residual<'r>, value: ValueIndex) -> Self {
        let mut state = Self::new(residual);
        residual.variables.keys().for_each(|variable| state.fix(variable, value));
        state
    }

    /// Runs `work` with the variable at a value, and then gives it back the value that it had, or none.
    pub(in crate::engine) fn with<T>(
        &mut self,
        variable: VariableIndex,
        value: ValueIndex,
        work: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let before = self.replace(variable, Some(value));
        let result = work(self);
        self.replace(variable, before);
        result
    }

    /// Sets a variable to a value for good.
    pub(in crate::engine) fn fix(&mut self, variable: VariableIndex, value: ValueIndex) {
        self.replace(variable, Some(value));
    }

    /// Sets a variable to a value or to none, and returns what it had.
    fn replace(&mut self, variable: VariableIndex, value: Option<ValueIndex>) -> Option<ValueIndex> {
        let before = std::mem::replace(&mut self.assigned[variable], value);
        if let Some(before) = before {
            self.count(variable, before, -1);
        }
        if let Some(value) = value {
            self.count(variable, value, 1);
        }
        let number = self.residual.variables[variable];
        self.sets[number] = match value {
            Some(value) => self.residual.values[variable][value],
            None => self.residual.problem.sets[number],
        };
        before
    }

    /// Counts what a value of a variable decides, or with a sign of −1 discounts it.
    fn count(&mut self, variable: VariableIndex, value: ValueIndex, sign: i16) {
        let residual = self.residual;
        for occurrence in &residual.occurrences[variable] {
            let cuboid = occurrence.cuboid;
            let clause = residual.boxes[cuboid].clause;
            if occurrence.passing.sure.contains(value) {
                if touches_zero(&mut self.pending[cuboid], -sign)
                    && touches_zero(&mut self.certain[clause], sign)
                {
                    self.decide(clause, true, sign.into());
                }
            } else if !occurrence.passing.possible.contains(value)
                && touches_zero(&mut self.failed[cuboid], sign)
                && touches_zero(&mut self.reachable[clause], -sign)
            {
                self.decide(clause, false, sign.into());
            }
        }
    }

    /// Books that a clause is now decided, or with a sign of −1 that it no longer is.
    ///
    /// A clause gives at most `MAX_POINTS` times `MAX_WEIGHT` points, so that no sum comes near its limit.
    /// Wrapping additions are vectorised, checked ones are not.
    fn decide(&mut self, clause: ClauseIndex, holds: bool, sign: i32) {
        let residual = self.residual;
        let bounds = self.lower_bounds.iter_mut().zip(residual.leads(clause));
        // An undecided clause stands in the bound at its worst: that was 0 if it adds to the lead.
        if holds {
            bounds.for_each(|(bound, lead)| *bound = bound.wrapping_add(sign.wrapping_mul(*lead.max(&0))));
            let nets = self.nets.iter_mut().zip(residual.nets(clause));
            nets.for_each(|(net, points)| *net = net.wrapping_add(sign.wrapping_mul(*points)));
        } else {
            bounds.for_each(|(bound, lead)| *bound = bound.wrapping_sub(sign.wrapping_mul(*lead.min(&0))));
        }
        for a in residual.clauses[clause].rules_out.iter() {
            self.open_vetoes[a] = self.open_vetoes[a].wrapping_add_signed(-sign);
            if holds {
                self.vetoes[a] = self.vetoes[a].wrapping_add_signed(sign);
            }
        }
    }

    /// Returns a bound under which the lead of one side over another does not fall; exact if no clause that
    /// gives them different points is undecided.
    pub(in crate::engine) fn lower_bound(&self, first: ArchitectureId, second: ArchitectureId) -> i32 {
        self.lower_bounds[usize::from(first) * self.residual.sides + usize::from(second)]
    }

    /// Returns a bound over which the lead of one side over another does not rise.
    pub(in crate::engine) fn upper_bound(&self, first: ArchitectureId, second: ArchitectureId) -> i32 {
        -self.lower_bound(second, first)
    }

    /// Returns whether a veto rules the architecture out.
    pub(in crate::engine) fn ruled_out(&self, architecture: ArchitectureId) -> Truth {
        match (self.vetoes[architecture], self.open_vetoes[architecture]) {
            (1.., _) => Truth::Holds,
            (0, 1..) => Truth::Open,
            (0, 0) => Truth::Fails,
        }
    }

    /// Returns the net of each side by the clauses of which one box is certain.
    pub(in crate::engine) fn nets(&self) -> &TiSlice<ArchitectureId, i32> {
        &self.nets
    }

    /// Returns the architectures that are ruled out by the clauses of which one box is certain, and those
    /// that are no candidates.
    pub(in crate::engine) fn vetoed(&self) -> ArchitectureSet {
        self.vetoes.keys().filter(|&a| a != self.residual.zero() && self.vetoes[a] > 0).collect()
    }

    /// Returns whether a clause is neither certain nor out of reach.
    pub(in crate::engine) fn is_undecided(&self, clause: ClauseIndex) -> bool {
        self.certain[clause] == 0 && self.reachable[clause] > 0
    }

    pub(in crate::engine) fn undecided(&self) -> impl Iterator<Item = ClauseIndex> + '_ {
        self.residual.clauses.keys().filter(|&clause| self.is_undecided(clause))
    }

    /// Returns the variables that can decide an undecided clause, one for each test that may do so.
    pub(in crate::engine) fn live_variables(
        &self,
        clause: ClauseIndex,
    ) -> impl Iterator<Item = VariableIndex> + '_ {
        let tests = self.reachable_boxes(clause).flat_map(|cuboid| self.pending_tests(cuboid));
        tests.map(|test| test.variable)
    }

    /// Calls `visit` for each test that may decide an undecided clause. A search does so for every clause at
    /// every node, so these are plain loops.
    pub(in crate::engine) fn each_live_test(&self, clause: ClauseIndex, mut visit: impl FnMut(&Test)) {
        for cuboid in self.residual.boxes(clause) {
            if self.failed[cuboid] == 0 {
                for test in self.residual.tests(cuboid) {
                    if self.assigned[test.variable].is_none() {
                        visit(test);
                    }
                }
            }
        }
    }

    /// Returns whether a clause with one box needs more than one variable to hold for sure.
    pub(in crate::engine) fn waits_for_several(&self, clause: ClauseIndex) -> bool {
        let mut boxes = self.residual.boxes(clause);
        boxes.len() == 1 && boxes.next().is_some_and(|cuboid| self.pending[cuboid] > 1)
    }

    /// Returns the boxes of a clause of which no test fails.
    pub(in crate::engine) fn reachable_boxes(
        &self,
        clause: ClauseIndex,
    ) -> impl Iterator<Item = BoxIndex> + '_ {
        self.residual.boxes(clause).filter(|&cuboid| self.failed[cuboid] == 0)
    }

    /// Returns the tests of a box whose variables have no value.
    pub(in crate::engine) fn pending_tests(&self, cuboid: BoxIndex) -> impl Iterator<Item = &Test> + '_ {
        let tests = self.residual.tests(cuboid).iter();
        tests.filter(|test| self.assigned[test.variable].is_none())
    }

    /// Returns the values of a variable with which an undecided clause stays possible, and those with which
    /// it is sure to hold.
    pub(in crate::engine) fn effect(&self, clause: ClauseIndex, variable: VariableIndex) -> Passing {
        let mut effect = Passing { possible: ValueSet::EMPTY, sure: ValueSet::EMPTY };
        for cuboid in self.residual.boxes(clause).filter(|&cuboid| self.failed[cuboid] == 0) {
            let mut tests = self.residual.tests(cuboid).iter();
            let Some(test) = tests.find(|test| test.variable == variable) else {
                effect.possible = self.residual.all_values(variable);
                continue;
            };
            effect.possible = effect.possible.union(test.passing.possible);
            if self.pending[cuboid] == 1 {
                effect.sure = effect.sure.union(test.passing.sure);
            }
        }
        effect
    }

    /// Returns whether the variable has a value.
    pub(in crate::engine) fn has_value(&self, variable: VariableIndex) -> bool {
        self.assigned[variable].is_some()
    }

    /// Returns the value of each variable; `None` where it has none.
    pub(in crate::engine) fn values(&self) -> &TiSlice<VariableIndex, Option<ValueIndex>> {
        &self.assigned
    }

    /// Returns whether some undecided clause hangs on the variable.
    pub(in crate::engine) fn is_live(&self, variable: VariableIndex) -> bool {
        self.residual.occurrences[variable].iter().any(|occurrence| self.is_open(occurrence))
    }

    /// Returns whether a test may help to decide a clause that is undecided.
    fn is_open(&self, occurrence: &Occurrence) -> bool {
        self.failed[occurrence.cuboid] == 0
            && self.is_undecided(self.residual.boxes[occurrence.cuboid].clause)
    }

    /// Returns the values of a variable in groups that all undecided clauses treat alike.
    pub(in crate::engine) fn groups(&self, variable: VariableIndex) -> Vec<ValueSet> {
        let mut groups = vec![self.residual.all_values(variable)];
        for occurrence in &self.residual.occurrences[variable] {
            if self.is_open(occurrence) {
                split(&mut groups, occurrence.passing.possible);
            }
        }
        groups
    }

    /// Returns the lowest value of each group.
    pub(in crate::engine) fn distinct_values(
        &self,
        variable: VariableIndex,
    ) -> impl Iterator<Item = ValueIndex> + use<> {
        self.groups(variable).into_iter().filter_map(ValueSet::first)
    }

    /// Returns the candidates that may still win: not ruled out, and not behind one that cannot be ruled out,
    /// as far as bounds say.
    pub(in crate::engine) fn contenders(&self) -> ArchitectureSet {
        self.contenders_among(self.residual.problem.among)
    }

    /// Returns the same if only some of the candidates were any.
    pub(in crate::engine) fn contenders_among(&self, among: ArchitectureSet) -> ArchitectureSet {
        let ahead = |rival: ArchitectureId, a: ArchitectureId| {
            rival != a
                && self.ruled_out(rival) == Truth::Fails
                && self.lower_bound(rival, a) >= i32::from(a < rival)
        };
        let standing = among.iter().filter(|&a| self.vetoes[a] == 0);
        standing.filter(|&a| !among.iter().any(|rival| ahead(rival, a))).collect()
    }

    /// Returns who wins every completion, if bounds are enough to say so; `Some(None)` if every
    /// candidate is ruled out in all of them.
    pub(in crate::engine) fn winner(&self) -> Option<Option<ArchitectureId>> {
        self.winner_among(self.contenders())
    }

    /// Returns the same, given [`Self::contenders`].
    pub(in crate::engine) fn winner_among(
        &self,
        contenders: ArchitectureSet,
    ) -> Option<Option<ArchitectureId>> {
        if contenders.is_empty() {
            return Some(None);
        }
        contenders.single().filter(|&only| self.ruled_out(only) == Truth::Fails).map(Some)
    }

    /// Returns the nets and the candidates still standing by the clauses that hold, exactly.
    pub(in crate::engine) fn standing(&self) -> Standing {
        let mut standing = Standing { nets: [0; MAX_ARCHITECTURES], candidates: self.residual.problem.among };
        standing.nets.iter_mut().zip(&self.nets).for_each(|(net, held)| *net = *held);
        standing.candidates = standing.candidates.difference(self.vetoed());
        for &clause in &self.residual.multi_box_clauses {
            if self.certain[clause] == 0 && self.holds(clause) {
                let nets = standing.nets.iter_mut().zip(self.residual.nets(clause));
                nets.for_each(|(net, points)| *net += points);
                standing.candidates = standing.candidates.difference(self.residual.clauses[clause].rules_out);
            }
        }
        standing
    }

    /// Returns whether a clause holds, exactly: several boxes may cover together what none covers alone.
    pub(in crate::engine) fn holds(&self, clause: ClauseIndex) -> bool {
        let index = &self.residual.problem.rulebook.index;
        self.certain[clause] > 0
            || self.reachable[clause] > 1
                && index.truth(self.residual.clauses[clause].id, &self.sets) == Truth::Holds
    }
}

/// Adds to a counter, and returns whether it was zero before or is now.
fn touches_zero(counter: &mut u16, by: i16) -> bool {
    let before = *counter;
    *counter = before.wrapping_add_signed(by);
    before == 0 || *counter == 0
}
