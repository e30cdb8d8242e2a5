//! Properties over all completions: proven by search, or refuted by a counterexample.

use super::cases::{Direction, Monotonic};
use crate::engine::Problem;
use crate::options::{OptionSet, Truth};
use crate::rulebook::{ClauseId, OptionSets, Rulebook, VariableId};

const NODES: u64 = 200_000;

/// What a check of a property came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Proof {
    Holds,
    /// The answers with which it does not.
    Refuted(String),
    OutOfNodes,
}

/// Whether each step up in the variable moves the net only as the property allows, whatever the rest.
pub(super) fn check(problem: &Problem<'_>, property: Monotonic) -> Proof {
    let rulebook = problem.rulebook;
    let steps: Vec<usize> = problem.sets[property.variable].iter().collect();
    for pair in steps.windows(2) {
        let mut search = Search { rulebook, problem, property, from: pair[0], to: pair[1], nodes: NODES };
        let mut sets = problem.sets.clone();
        // A clause that does not read the variable is the same on both sides of the step.
        let clauses: Vec<ClauseId> = rulebook
            .clauses
            .keys()
            .filter(|&clause| search.value(clause) != 0 && search.reads(clause, property.variable))
            .collect();
        match search.visit(&mut sets, &clauses, 0) {
            Some(Proof::Holds) | None => {}
            Some(other) => return other,
        }
    }
    Proof::Holds
}

struct Search<'p> {
    rulebook: &'p Rulebook,
    problem: &'p Problem<'p>,
    property: Monotonic,
    from: usize,
    to: usize,
    nodes: u64,
}

impl Search<'_> {
    /// What a clause adds to the wrong direction.
    fn value(&self, clause: ClauseId) -> i32 {
        let clause = &self.rulebook.clauses[clause];
        let points = self.problem.weighted(clause, self.property.architecture);
        match self.property.direction {
            Direction::NeverIncreases => points,
            Direction::NeverDecreases => -points,
        }
    }

    fn reads(&self, clause: ClauseId, variable: VariableId) -> bool {
        self.rulebook.index.holding(clause).flatten().any(|(tested, _)| *tested == variable)
    }

    fn truth(&self, clause: ClauseId, sets: &mut OptionSets, option: usize) -> Truth {
        let whole = std::mem::replace(&mut sets[self.property.variable], OptionSet::only(option));
        let truth = self.rulebook.index.truth(clause, sets);
        sets[self.property.variable] = whole;
        truth
    }

    /// A counterexample in this part, `None` if there is none.
    fn visit(&mut self, sets: &mut OptionSets, clauses: &[ClauseId], wrong: i32) -> Option<Proof> {
        let mut wrong = wrong;
        let mut most = 0;
        let mut open = Vec::new();
        for &clause in clauses {
            let value = self.value(clause);
            let (before, after) = (self.truth(clause, sets, self.from), self.truth(clause, sets, self.to));
            match (before, after) {
                (Truth::Open, _) | (_, Truth::Open) => {
                    open.push(clause);
                    let gain = |truth| if truth == Truth::Fails { 0 } else { value.max(0) };
                    let loss = |truth| if truth == Truth::Fails { 0 } else { (-value).max(0) };
                    most += gain(after) + loss(before);
                }
                _ => wrong += value * (i32::from(after == Truth::Holds) - i32::from(before == Truth::Holds)),
            }
        }
        if wrong + most <= 0 {
            return None;
        }
        let variable = open.iter().find_map(|&clause| self.branch(clause, sets));
        let Some(variable) = variable else { return Some(Proof::Refuted(self.words(sets, wrong))) };
        if self.nodes == 0 {
            return Some(Proof::OutOfNodes);
        }
        self.nodes -= 1;
        let whole = sets[variable];
        for option in whole.iter() {
            sets[variable] = OptionSet::only(option);
            let found = self.visit(sets, &open, wrong);
            if found.is_some() {
                return found;
            }
        }
        sets[variable] = whole;
        None
    }

    /// A variable that the clause reads and that is still open, other than the one that is raised.
    fn branch(&self, clause: ClauseId, sets: &OptionSets) -> Option<VariableId> {
        let tests = self.rulebook.index.holding(clause).flatten();
        let mut variables = tests.map(|(variable, _)| *variable);
        variables.find(|&v| v != self.property.variable && sets[v].single().is_none())
    }

    fn words(&self, sets: &OptionSets, by: i32) -> String {
        let name = |variable, option| self.rulebook.value_text(variable, option);
        let given: Vec<String> = sets
            .keys()
            .filter(|&v| v != self.property.variable && sets[v] != self.rulebook.all_open()[v])
            .filter_map(|v| Some(name(v, sets[v].single()?)))
            .collect();
        let variable = self.property.variable;
        let step = format!("from {} to {}", name(variable, self.from), name(variable, self.to));
        let architecture = &self.rulebook.architectures[self.property.architecture].id;
        let moved = match self.property.direction {
            Direction::NeverIncreases => format!("{architecture} gains {by}"),
            Direction::NeverDecreases => format!("{architecture} loses {by}"),
        };
        match given.as_slice() {
            [] => format!("{step} {moved}"),
            given => format!("{step} {moved} with {}", given.join(", ")),
        }
    }
}
