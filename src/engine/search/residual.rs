//! What a problem leaves open, laid out for searching: the clauses that score and are not decided, the
//! variables that decide them, and the values that each of these may be given.

use std::ops::Range;

use typed_index_collections::{TiSlice, TiVec, ti_vec};

use super::budget::node_cost;
use super::clause_boxes::{certain_boxes, groups, reachable, uncertain};
use super::indices::{BoxIndex, ClauseIndex, ValueIndex, ValueSet, VariableIndex};
use super::random::Random;
use crate::engine::problem::Problem;
use crate::options::{OptionSet, Truth};
use crate::rulebook::{ArchitectureId, ArchitectureSet, ClauseId, Effect, OptionSets, VariableId};

/// A value for each variable.
pub(in crate::engine) type Completion = TiVec<VariableIndex, ValueIndex>;

/// The searchable rest of a problem. Variables, clauses and boxes are counted anew from zero.
#[derive(Debug)]
pub(in crate::engine) struct Residual<'p> {
    pub problem: &'p Problem<'p>,
    /// The variables on which something hangs.
    pub variables: TiVec<VariableIndex, VariableId>,
    /// The values that each of them can be given, at most 64.
    pub values: TiVec<VariableIndex, TiVec<ValueIndex, OptionSet>>,
    /// The tests of each of them, in the order of the boxes: those of one clause are neighbours.
    pub occurrences: TiVec<VariableIndex, Vec<Occurrence>>,
    pub clauses: TiVec<ClauseIndex, Clause>,
    pub multi_box_clauses: Vec<ClauseIndex>,
    pub boxes: TiVec<BoxIndex, Cuboid>,
    /// The tests of all boxes, those of one box in a row.
    tests: Vec<Test>,
    /// The number of sides of a lead: the architectures, and one more that never gets any points.
    pub sides: usize,
    /// For each clause the weighted points of each side.
    nets: Vec<i32>,
    /// For each clause what it adds to the lead of each side over each other; empty where values are changes,
    /// for which nothing is bounded.
    leads: Vec<i32>,
    /// Whether leads are bounded.
    has_leads: bool,
    /// The net of each side by the clauses that hold whatever the values.
    pub decided: TiVec<ArchitectureId, i32>,
    /// The candidates that no such clause rules out.
    pub standing: ArchitectureSet,
}

#[derive(Debug)]
pub(in crate::engine) struct Clause {
    /// Its position in the rulebook.
    pub id: ClauseId,
    boxes: Range<usize>,
    pub rules_out: ArchitectureSet,
}

/// A box of a clause, as far as it is undecided: it has at least one test.
#[derive(Debug)]
pub(in crate::engine) struct Cuboid {
    pub clause: ClauseIndex,
    tests: Range<usize>,
}

/// What one variable must be.
#[derive(Debug, Clone, Copy)]
pub(in crate::engine) struct Test {
    pub variable: VariableIndex,
    pub passing: Passing,
}

/// A test seen from its variable.
#[derive(Debug, Clone, Copy)]
pub(in crate::engine) struct Occurrence {
    pub cuboid: BoxIndex,
    pub passing: Passing,
}

/// The values of a variable that pass.
#[derive(Debug, Clone, Copy)]
pub(in crate::engine) struct Passing {
    /// Those with an option that passes.
    pub possible: ValueSet,
    /// Those of which every option passes.
    pub sure: ValueSet,
}

impl<'p> Residual<'p> {
    /// Groups the possible options of each variable into values between which no clause distinguishes. Every
    /// test is passed by all options of a value or by none, so with a value for each variable every clause is
    /// decided, and options of one value never differ in what they lead to.
    pub(in crate::engine) fn of(problem: &'p Problem<'p>) -> Self {
        let groups = |variable, tested: &[OptionSet]| groups(problem.sets[variable], tested);
        Self::blank(problem).filled(&problem.sets, groups)
    }

    /// Takes as the values of each variable first [`ValueIndex::AS_IT_IS`], then the sets to which it may be
    /// changed. Values may overlap, and need not decide.
    pub(in crate::engine) fn with_changes(
        problem: &'p Problem<'p>,
        changes: &TiSlice<VariableId, Vec<OptionSet>>,
    ) -> Self {
        let all = |(set, changes): (&OptionSet, &Vec<OptionSet>)| {
            changes.iter().fold(*set, |all, change| all.union(*change))
        };
        let sets: OptionSets = problem.sets.iter().zip(changes).map(all).collect();
        Self { has_leads: false, ..Self::blank(problem) }
            .filled(&sets, |variable, _| [&[problem.sets[variable]], changes[variable].as_slice()].concat())
    }

    /// Takes as variables the disputed ones only, each to be settled on one of its options; what else is open
    /// stays so. A clause holds where it does so whatever that turns out to be. Values are told apart by all
    /// clauses, also by those of which none ever holds so. `None` if that takes more than so many steps.
    pub(in crate::engine) fn settling(
        problem: &'p Problem<'p>,
        disputed: &TiSlice<VariableId, bool>,
        mut steps: u64,
    ) -> Option<Self> {
        let mut residual = Self::blank(problem);
        let sets = &problem.sets;
        let undecided = residual.decide(sets);
        let mut tested = tested(problem, sets, &undecided);
        tested.iter_mut().zip(disputed).filter(|(_, disputed)| !**disputed).for_each(|(t, _)| t.clear());
        let indices = residual.take(&tested, |variable, options| groups(sets[variable], options));
        for clause in undecided {
            let boxes = certain_boxes(problem, disputed, clause, &mut steps)?;
            if !boxes.is_empty() {
                residual.add(sets, &indices, clause, boxes.iter());
            }
        }
        Some(residual)
    }

    fn filled(
        mut self,
        sets: &OptionSets,
        values: impl Fn(VariableId, &[OptionSet]) -> Vec<OptionSet>,
    ) -> Self {
        let undecided = self.decide(sets);
        let indices = self.take(&tested(self.problem, sets, &undecided), values);
        for clause in undecided {
            self.add(sets, &indices, clause, reachable(self.problem, sets, clause));
        }
        self
    }

    fn blank(problem: &'p Problem<'p>) -> Self {
        let sides = problem.rulebook.architectures.len() + 1;
        Self {
            problem,
            variables: TiVec::new(),
            values: TiVec::new(),
            occurrences: TiVec::new(),
            clauses: TiVec::new(),
            multi_box_clauses: Vec::new(),
            boxes: TiVec::new(),
            tests: Vec::new(),
            sides,
            nets: Vec::new(),
            leads: Vec::new(),
            has_leads: true,
            decided: ti_vec![0; sides],
            standing: problem.among,
        }
    }

    /// Takes in the variables for which something tests, with their values; returns where each stands.
    fn take(
        &mut self,
        tested: &TiSlice<VariableId, Vec<OptionSet>>,
        values: impl Fn(VariableId, &[OptionSet]) -> Vec<OptionSet>,
    ) -> TiVec<VariableId, Option<VariableIndex>> {
        let mut indices: TiVec<VariableId, Option<VariableIndex>> = ti_vec![None; tested.len()];
        for (variable, options) in tested.iter_enumerated().filter(|(_, options)| !options.is_empty()) {
            indices[variable] = Some(self.variables.push_and_get_key(variable));
            self.values.push(values(variable, options).into());
        }
        self.occurrences = ti_vec![Vec::new(); self.variables.len()];
        indices
    }

    /// Adds up what is decided and returns the clauses that are not, of those that score or rule out.
    fn decide(&mut self, sets: &OptionSets) -> Vec<ClauseId> {
        let problem = self.problem;
        let mut undecided = Vec::new();
        problem.rulebook.index.scan(sets, |clause, truth| {
            match (&problem.rulebook.clauses[clause].effect, truth) {
                (Effect::Warn(_), _) => {}
                (Effect::Points { quality, .. }, _) if problem.weights[*quality] == 0 => {}
                (_, Truth::Open) => undecided.push(clause),
                (Effect::Points { quality, points }, _) => {
                    let nets = self.decided.iter_mut().zip(points);
                    nets.for_each(|(net, points)| *net += problem.weigh(*quality, *points));
                }
                (Effect::RulesOut(out), _) => self.standing = self.standing.difference(*out),
            }
        });
        undecided
    }

    fn add<B: AsRef<[(VariableId, OptionSet)]>>(
        &mut self,
        sets: &OptionSets,
        indices: &TiSlice<VariableId, Option<VariableIndex>>,
        id: ClauseId,
        boxes: impl Iterator<Item = B>,
    ) {
        let clause = self.clauses.next_key();
        let first = self.boxes.len();
        for tests in boxes {
            let cuboid = self.boxes.next_key();
            let first = self.tests.len();
            for (variable, options) in uncertain(sets, tests.as_ref()) {
                let Some(variable) = indices[variable] else { continue };
                let values = &self.values[variable];
                let those = |pass: &dyn Fn(OptionSet) -> bool| {
                    values.iter_enumerated().filter(|(_, value)| pass(**value)).map(|(at, _)| at).collect()
                };
                let passing = Passing {
                    possible: those(&|value| value.intersects(options)),
                    sure: those(&|value| value.is_subset(options)),
                };
                self.tests.push(Test { variable, passing });
                self.occurrences[variable].push(Occurrence { cuboid, passing });
            }
            self.boxes.push(Cuboid { clause, tests: first..self.tests.len() });
        }
        let boxes = first..self.boxes.len();
        if boxes.len() > 1 {
            self.multi_box_clauses.push(clause);
        }
        let effect = &self.problem.rulebook.clauses[id].effect;
        self.clauses.push(Clause {
            id,
            boxes,
            rules_out: effect.rules_out().unwrap_or(ArchitectureSet::EMPTY),
        });
        self.add_points(id);
    }

    /// Adds the points of a clause, and the leads that they give.
    fn add_points(&mut self, clause: ClauseId) {
        let row = self.nets.len();
        self.nets.resize(row + self.sides, 0);
        if let Some((quality, points)) = self.problem.rulebook.clauses[clause].effect.points() {
            let nets = self.nets[row..].iter_mut().zip(points);
            nets.for_each(|(net, points)| *net = self.problem.weigh(quality, *points));
        }
        let sides = if self.has_leads { self.sides } else { 0 };
        for first in row..row + sides {
            self.leads.extend((row..row + self.sides).map(|second| self.nets[first] - self.nets[second]));
        }
    }

    /// Returns what a node of a search costs, in steps.
    pub(in crate::engine) fn node_cost(&self) -> u64 {
        node_cost(self.clauses.len())
    }

    /// Returns the side that never gets any points.
    pub(in crate::engine) fn zero(&self) -> ArchitectureId {
        ArchitectureId::from(self.sides - 1)
    }

    /// Returns the weighted points that a clause gives to each side.
    pub(in crate::engine) fn nets(&self, clause: ClauseIndex) -> &TiSlice<ArchitectureId, i32> {
        TiSlice::from_ref(&self.nets[usize::from(clause) * self.sides..][..self.sides])
    }

    /// Returns what a clause adds to the lead of each side over each other, row by row; nothing where values
    /// are changes.
    pub(in crate::engine) fn leads(&self, clause: ClauseIndex) -> &[i32] {
        let square = if self.has_leads { self.sides * self.sides } else { 0 };
        &self.leads[usize::from(clause) * square..][..square]
    }

    /// Returns what a clause adds to one lead.
    pub(in crate::engine) fn lead(
        &self,
        clause: ClauseIndex,
        first: ArchitectureId,
        second: ArchitectureId,
    ) -> i32 {
        let nets = self.nets(clause);
        nets[first] - nets[second]
    }

    /// Returns the boxes of a clause.
    pub(in crate::engine) fn boxes(&self, clause: ClauseIndex) -> impl ExactSizeIterator<Item = BoxIndex> {
        self.clauses[clause].boxes.clone().map(BoxIndex::from)
    }

    /// Returns the tests of a box.
    pub(in crate::engine) fn tests(&self, cuboid: BoxIndex) -> &[Test] {
        &self.tests[self.boxes[cuboid].tests.clone()]
    }

    /// Returns the clauses that test a variable; one that tests it in several boxes comes several times in a
    /// row.
    pub(in crate::engine) fn clauses_of(&self, variable: VariableIndex) -> impl Iterator<Item = ClauseIndex> {
        self.occurrences[variable].iter().map(|occurrence| self.boxes[occurrence.cuboid].clause)
    }

    /// Returns whether a clause can hold with a value of a variable and some values of the others.
    pub(in crate::engine) fn can_hold(
        &self,
        clause: ClauseIndex,
        variable: VariableIndex,
        value: ValueIndex,
    ) -> bool {
        let passes = |test: &Test| test.variable != variable || test.passing.possible.contains(value);
        self.boxes(clause).any(|cuboid| self.tests(cuboid).iter().all(passes))
    }

    /// Returns the sets of the rulebook's variables with these values; those on which nothing hangs stay
    /// open.
    pub(in crate::engine) fn completion(&self, values: &Completion) -> OptionSets {
        let mut sets = self.problem.sets.clone();
        for (variable, &value) in values.iter_enumerated() {
            sets[self.variables[variable]] = self.values[variable][value];
        }
        sets
    }

    /// Draws a value for each variable, each as likely as the others.
    pub(in crate::engine) fn random_completion(&self, random: &mut Random) -> Completion {
        self.values.iter().map(|values| random.below(values.len()).into()).collect()
    }

    /// Returns the numbers of all values of a variable.
    pub(in crate::engine) fn all_values(&self, variable: VariableIndex) -> ValueSet {
        ValueSet::full(self.values[variable].len())
    }

    /// Returns the options of a variable that are possible.
    pub(in crate::engine) fn options(&self, variable: VariableIndex) -> OptionSet {
        self.problem.sets[self.variables[variable]]
    }

    /// Returns where a variable of the rulebook stands here; `None` if nothing hangs on it.
    pub(in crate::engine) fn index(&self, variable: VariableId) -> Option<VariableIndex> {
        self.variables.binary_search(&variable).ok()
    }
}

/// Returns for each variable of the rulebook the options for which the clauses test.
fn tested(
    problem: &Problem<'_>,
    sets: &OptionSets,
    clauses: &[ClauseId],
) -> TiVec<VariableId, Vec<OptionSet>> {
    let mut tested = ti_vec![Vec::new(); sets.len()];
    for &clause in clauses {
        for tests in reachable(problem, sets, clause) {
            uncertain(sets, tests).for_each(|(variable, options)| tested[variable].push(options));
        }
    }
    tested
}
