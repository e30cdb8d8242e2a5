//! What a problem leaves open, laid out for searching: the clauses that score and are not decided, the
//! variables that decide them, and the values that each of these may be given.

use typed_index_collections::{TiSlice, TiVec, ti_vec};

use crate::engine::Problem;
use crate::options::{OptionSet, Truth};
use crate::rulebook::{ArchitectureId, ArchitectureSet, ClauseId, OptionSets, VariableId};

/// The searchable rest of a problem. Variables, clauses and boxes are counted anew from zero.
#[derive(Debug)]
pub(in crate::engine) struct Residual<'p> {
    pub problem: &'p Problem<'p>,
    /// The variables on which something hangs, as the rulebook counts them.
    pub variables: Vec<VariableId>,
    /// For each of them the values it can be given, at most 64.
    pub values: Vec<Vec<OptionSet>>,
    /// For each of them the boxes that test it.
    pub occurrences: Vec<Vec<Occurrence>>,
    pub clauses: Vec<Clause>,
    /// The clauses of more than one box.
    pub multi_box_clauses: Vec<usize>,
    pub boxes: Vec<Cuboid>,
    tests: Vec<Test>,
    /// The architectures and one more, which never gets any points.
    pub sides: usize,
    /// For each clause the weighted points of each side.
    nets: Vec<i32>,
    /// For each clause what it adds to the lead of each side over each other.
    leads: Vec<i32>,
    /// The net of each side by the clauses that hold whatever the values.
    pub decided: TiVec<ArchitectureId, i32>,
    /// The candidates that no such clause rules out.
    pub standing: ArchitectureSet,
}

#[derive(Debug)]
pub(in crate::engine) struct Clause {
    /// As the rulebook counts it.
    pub clause: ClauseId,
    /// Its boxes are those from `first` to before `end`.
    pub first: usize,
    pub end: usize,
    pub rules_out: ArchitectureSet,
}

#[derive(Debug)]
pub(in crate::engine) struct Cuboid {
    pub clause: usize,
    /// Its tests are those from `first` to before `end`; there is at least one.
    pub first: usize,
    pub end: usize,
}

/// What one variable must be: bit masks over its values.
#[derive(Debug, Clone, Copy)]
pub(in crate::engine) struct Test {
    pub variable: usize,
    /// The values with which the test can be passed.
    pub possible: u64,
    /// The values with which it is.
    pub sure: u64,
}

/// A test seen from its variable.
#[derive(Debug, Clone, Copy)]
pub(in crate::engine) struct Occurrence {
    pub cuboid: usize,
    pub possible: u64,
    pub sure: u64,
}

impl<'p> Residual<'p> {
    /// A variable's values are the groups of its possible options between which no clause distinguishes:
    /// every value is possible, and with a value for each variable every clause is decided.
    pub(in crate::engine) fn of(problem: &'p Problem<'p>) -> Self {
        Self::new(problem, &problem.sets, |variable, tested| groups(problem.sets[variable], tested))
    }

    /// The values of each variable as given; they may overlap, and need not decide.
    pub(in crate::engine) fn with_values(
        problem: &'p Problem<'p>,
        values: &TiSlice<VariableId, Vec<OptionSet>>,
    ) -> Self {
        let all = |values: &Vec<OptionSet>| values.iter().fold(OptionSet::EMPTY, |all, set| all.union(*set));
        let sets: OptionSets = values.iter().map(all).collect();
        Self::new(problem, &sets, |variable, _| values[variable].clone())
    }

    fn new(
        problem: &'p Problem<'p>,
        sets: &OptionSets,
        values: impl Fn(VariableId, &[OptionSet]) -> Vec<OptionSet>,
    ) -> Self {
        let sides = problem.rulebook.architectures.len() + 1;
        let mut residual = Self {
            problem,
            variables: Vec::new(),
            values: Vec::new(),
            occurrences: Vec::new(),
            clauses: Vec::new(),
            multi_box_clauses: Vec::new(),
            boxes: Vec::new(),
            tests: Vec::new(),
            sides,
            nets: Vec::new(),
            leads: Vec::new(),
            decided: ti_vec![0; sides],
            standing: problem.among,
        };
        let undecided = residual.decide(sets);
        let tested = tested(problem, sets, &undecided);
        let mut places: TiVec<VariableId, usize> = ti_vec![usize::MAX; sets.len()];
        for (variable, options) in tested.iter_enumerated().filter(|(_, options)| !options.is_empty()) {
            places[variable] = residual.variables.len();
            residual.variables.push(variable);
            residual.values.push(values(variable, options));
        }
        residual.occurrences = vec![Vec::new(); residual.variables.len()];
        undecided.iter().for_each(|&clause| residual.add(sets, &places, clause));
        residual
    }

    /// Adds up what is decided and returns the clauses that are not, of those that score.
    fn decide(&mut self, sets: &OptionSets) -> Vec<ClauseId> {
        let index = &self.problem.rulebook.index;
        let mut undecided = Vec::new();
        index.scan(sets, |clause, truth| match (index.points(clause), truth) {
            (Some((quality, _)), _) if self.problem.weights[quality] == 0 => {}
            (None, _) if index.rules_out(clause).is_empty() => {}
            (_, Truth::Open) => undecided.push(clause),
            (Some((quality, points)), _) => {
                let nets = self.decided.iter_mut().zip(points);
                nets.for_each(|(net, points)| *net += self.problem.weigh(quality, *points));
            }
            (None, _) => self.standing = self.standing.difference(index.rules_out(clause)),
        });
        undecided
    }

    fn add(&mut self, sets: &OptionSets, places: &TiSlice<VariableId, usize>, clause: ClauseId) {
        let index = &self.problem.rulebook.index;
        let position = self.clauses.len();
        let first = self.boxes.len();
        for tests in reachable(self.problem, sets, clause) {
            let cuboid = self.boxes.len();
            let first = self.tests.len();
            for (variable, options) in uncertain(sets, tests) {
                let variable = places[variable];
                let mask = |pass: &dyn Fn(OptionSet) -> bool| {
                    let values = self.values[variable].iter().enumerate();
                    values.filter(|(_, value)| pass(**value)).fold(0, |mask, (at, _)| mask | 1 << at)
                };
                let possible = mask(&|value| value.intersects(options));
                let sure = mask(&|value| value.is_subset(options));
                self.tests.push(Test { variable, possible, sure });
                self.occurrences[variable].push(Occurrence { cuboid, possible, sure });
            }
            self.boxes.push(Cuboid { clause: position, first, end: self.tests.len() });
        }
        if self.boxes.len() - first > 1 {
            self.multi_box_clauses.push(position);
        }
        let rules_out = index.rules_out(clause);
        self.clauses.push(Clause { clause, first, end: self.boxes.len(), rules_out });
        self.value(clause);
    }

    /// Adds the points of a clause, and the leads that they give.
    fn value(&mut self, clause: ClauseId) {
        let row = self.nets.len();
        self.nets.resize(row + self.sides, 0);
        if let Some((quality, points)) = self.problem.rulebook.index.points(clause) {
            let nets = self.nets[row..].iter_mut().zip(points);
            nets.for_each(|(net, points)| *net = self.problem.weigh(quality, *points));
        }
        for first in row..row + self.sides {
            self.leads.extend((row..row + self.sides).map(|second| self.nets[first] - self.nets[second]));
        }
    }

    /// The side that never gets any points.
    pub(in crate::engine) fn zero(&self) -> ArchitectureId {
        ArchitectureId::from(self.sides - 1)
    }

    /// The weighted points that a clause gives to each side.
    pub(in crate::engine) fn nets(&self, clause: usize) -> &[i32] {
        &self.nets[clause * self.sides..][..self.sides]
    }

    /// What a clause adds to the lead of each side over each other, row by row.
    pub(in crate::engine) fn leads(&self, clause: usize) -> &[i32] {
        let square = self.sides * self.sides;
        &self.leads[clause * square..][..square]
    }

    /// What a clause adds to one lead.
    pub(in crate::engine) fn lead(
        &self,
        clause: usize,
        first: ArchitectureId,
        second: ArchitectureId,
    ) -> i32 {
        let net = |side| self.nets[clause * self.sides + usize::from(side)];
        net(first) - net(second)
    }

    /// Whether a clause can hold with some values of the other variables.
    pub(in crate::engine) fn can_hold(&self, clause: usize, variable: usize, value: usize) -> bool {
        let Clause { first, end, .. } = self.clauses[clause];
        let mut tests = self.boxes[first..end].iter().map(|cuboid| &self.tests[cuboid.first..cuboid.end]);
        tests.any(|tests| {
            tests.iter().all(|test| test.variable != variable || test.possible >> value & 1 == 1)
        })
    }

    /// Returns the sets of the rulebook's variables with a value for each that is open.
    pub(in crate::engine) fn completion(&self, values: &[usize]) -> OptionSets {
        let mut sets = self.problem.sets.clone();
        for (variable, &value) in values.iter().enumerate() {
            sets[self.variables[variable]] = self.values[variable][value];
        }
        sets
    }

    /// Returns the options of a variable that are possible.
    pub(in crate::engine) fn options(&self, variable: usize) -> OptionSet {
        self.problem.sets[self.variables[variable]]
    }

    /// Returns the tests of a box.
    pub(in crate::engine) fn tests(&self, cuboid: &Cuboid) -> &[Test] {
        &self.tests[cuboid.first..cuboid.end]
    }

    /// Where a variable of the rulebook stands here; `None` if nothing hangs on it.
    pub(in crate::engine) fn place(&self, variable: VariableId) -> Option<usize> {
        self.variables.binary_search(&variable).ok()
    }
}

/// The boxes of a clause that some completion reaches.
fn reachable<'p>(
    problem: &'p Problem<'_>,
    sets: &OptionSets,
    clause: ClauseId,
) -> impl Iterator<Item = &'p [(VariableId, OptionSet)]> {
    let boxes = problem.rulebook.index.holding(clause);
    boxes.filter(|tests| tests.iter().all(|(variable, options)| options.intersects(sets[*variable])))
}

/// The tests of a box that are not passed for sure.
fn uncertain(
    sets: &OptionSets,
    tests: &[(VariableId, OptionSet)],
) -> impl Iterator<Item = (VariableId, OptionSet)> {
    tests.iter().copied().filter(|(variable, options)| !sets[*variable].is_subset(*options))
}

/// For each variable of the rulebook the options for which the clauses test.
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

/// A set, divided so that each test is passed by all or none of each part.
fn groups(set: OptionSet, tested: &[OptionSet]) -> Vec<OptionSet> {
    let mut groups = vec![set];
    for options in tested {
        if groups.iter().any(|group| group.intersects(*options) && !group.is_subset(*options)) {
            groups = groups
                .iter()
                .flat_map(|group| [group.intersection(*options), group.difference(*options)])
                .collect();
            groups.retain(|group| !group.is_empty());
        }
    }
    groups
}
