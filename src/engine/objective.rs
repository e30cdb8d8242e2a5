//! The exact minimum of a sum of rules over all completions: branch and bound.
//!
//! The variables are independent, so a node is a set of options for each. Every open rule is charged to one
//! of its open variables, and a variable is bounded by its cheapest option: a sound bound, and much tighter
//! than taking each open rule at its worst by itself.

use std::collections::BTreeMap;

use super::Problem;
use crate::options::{OptionSet, Truth};
use crate::rulebook::Effect;

/// A sum over the clauses that hold, and the clauses that must not hold.
#[derive(Debug, Clone, Default)]
pub(super) struct Objective {
    /// Clause and what it adds while it holds.
    pub terms: Vec<(usize, i32)>,
    /// Completions in which one of these holds do not count.
    pub barred: Vec<usize>,
}

/// The least value of an objective.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Minimum {
    /// The minimum if exact, else a bound that it does not fall below.
    pub value: i32,
    pub exact: bool,
    /// Where the least value that was found is taken.
    pub completion: Option<Vec<OptionSet>>,
}

impl Objective {
    /// The net of one architecture.
    pub(super) fn net(problem: &Problem<'_>, architecture: usize, sign: i32) -> Self {
        Self { terms: weighted(problem, |points| sign * i32::from(points[architecture])), barred: Vec::new() }
    }

    /// The lead of one architecture over another, where the other is not ruled out.
    pub(super) fn lead(problem: &Problem<'_>, first: usize, second: usize) -> Self {
        let difference = |points: &[i8]| i32::from(points[first]) - i32::from(points[second]);
        Self { terms: weighted(problem, difference), barred: vetoes(problem, second) }
    }

    /// The minimum over all completions that count; `None` if none does. Visits at most `nodes` nodes.
    pub(super) fn minimise(&self, problem: &Problem<'_>, nodes: u64) -> Option<Minimum> {
        let mut search = Search { problem, nodes, best: None, unexplored: None };
        let mut sets = problem.sets.clone();
        search.visit(&mut sets, &self.terms, &self.barred, 0);
        let Search { best, unexplored, .. } = search;
        match (best, unexplored) {
            (None, None) => None,
            (Some((value, completion)), None) => {
                Some(Minimum { value, exact: true, completion: Some(completion) })
            }
            (best, Some(bound)) => {
                let found = best.as_ref().map_or(i32::MAX, |(value, _)| *value);
                let exact = found <= bound;
                Some(Minimum {
                    value: found.min(bound),
                    exact,
                    completion: best.map(|(_, completion)| completion),
                })
            }
        }
    }
}

fn weighted(problem: &Problem<'_>, value: impl Fn(&[i8]) -> i32) -> Vec<(usize, i32)> {
    let clauses = problem.rulebook.clauses.iter().enumerate();
    let terms = clauses.filter_map(|(index, clause)| match &clause.effect {
        Effect::Points { quality, points } => {
            Some((index, value(points) * i32::from(problem.weights[*quality])))
        }
        Effect::RulesOut(_) | Effect::Warn(_) => None,
    });
    terms.filter(|(_, value)| *value != 0).collect()
}

/// The clauses that rule an architecture out.
pub(super) fn vetoes(problem: &Problem<'_>, architecture: usize) -> Vec<usize> {
    let clauses = problem.rulebook.clauses.iter().enumerate();
    let vetoes = clauses.filter(|(_, clause)| match &clause.effect {
        Effect::RulesOut(architectures) => architectures.contains(architecture),
        Effect::Points { .. } | Effect::Warn(_) => false,
    });
    vetoes.map(|(index, _)| index).collect()
}

struct Search<'p> {
    problem: &'p Problem<'p>,
    nodes: u64,
    best: Option<(i32, Vec<OptionSet>)>,
    /// The least bound of what was left aside when the nodes ran out.
    unexplored: Option<i32>,
}

impl Search<'_> {
    fn visit(&mut self, sets: &mut [OptionSet], terms: &[(usize, i32)], barred: &[usize], base: i32) {
        let mut base = base;
        let mut open = Vec::new();
        for &(clause, value) in terms {
            match truth(self.problem, clause, sets) {
                Truth::Holds => base += value,
                Truth::Open => open.push((clause, value)),
                Truth::Fails => {}
            }
        }
        let mut still_barred = Vec::new();
        for &clause in barred {
            match truth(self.problem, clause, sets) {
                Truth::Holds => return,
                Truth::Open => still_barred.push(clause),
                Truth::Fails => {}
            }
        }
        let Relaxed { bound, branch } = relax(self.problem, sets, &open, base);
        if self.best.as_ref().is_some_and(|(best, _)| bound >= *best) {
            return;
        }
        let branch = branch
            .or_else(|| still_barred.first().and_then(|&clause| live(self.problem, clause, sets).next()));
        let Some(variable) = branch else {
            self.best = Some((base, sets.to_vec()));
            return;
        };
        if self.nodes == 0 {
            self.unexplored = Some(self.unexplored.map_or(bound, |least| least.min(bound)));
            return;
        }
        self.nodes -= 1;
        self.split(sets, variable, &open, &still_barred, base);
    }

    /// Visits the parts of one variable, the most promising first.
    fn split(
        &mut self,
        sets: &mut [OptionSet],
        variable: usize,
        open: &[(usize, i32)],
        barred: &[usize],
        base: i32,
    ) {
        let whole = sets[variable];
        let clauses = open.iter().map(|(clause, _)| *clause).chain(barred.iter().copied());
        let mut parts: Vec<(i32, OptionSet)> = Vec::new();
        for part in classes(self.problem, variable, whole, clauses) {
            sets[variable] = part;
            parts.push((worst(self.problem, sets, open), part));
        }
        parts.sort_by_key(|(worst, part)| (*worst, *part));
        for (_, part) in parts {
            sets[variable] = part;
            self.visit(sets, open, barred, base);
        }
        sets[variable] = whole;
    }
}

/// A lower bound, and the variable to branch on.
struct Relaxed {
    bound: i32,
    branch: Option<usize>,
}

fn relax(problem: &Problem<'_>, sets: &mut [OptionSet], open: &[(usize, i32)], base: i32) -> Relaxed {
    let mut stakes: BTreeMap<usize, i32> = BTreeMap::new();
    for &(clause, value) in open {
        for variable in live(problem, clause, sets) {
            *stakes.entry(variable).or_default() += value.abs();
        }
    }
    let most = |variables: &mut dyn Iterator<Item = usize>| {
        variables
            .max_by_key(|variable| (stakes.get(variable).copied().unwrap_or(0), std::cmp::Reverse(*variable)))
    };
    let mut charged: BTreeMap<usize, Vec<(usize, i32)>> = BTreeMap::new();
    for &(clause, value) in open {
        if let Some(variable) = most(&mut live(problem, clause, sets)) {
            charged.entry(variable).or_default().push((clause, value));
        }
    }
    let mut bound = base;
    for (variable, terms) in charged {
        let whole = sets[variable];
        let clauses = terms.iter().map(|(clause, _)| *clause);
        let least = classes(problem, variable, whole, clauses).into_iter().map(|part| {
            sets[variable] = part;
            worst(problem, sets, &terms)
        });
        bound += least.min().unwrap_or(0);
        sets[variable] = whole;
    }
    Relaxed { bound, branch: most(&mut stakes.keys().copied()) }
}

/// What the terms add up to at worst, each by itself.
fn worst(problem: &Problem<'_>, sets: &[OptionSet], terms: &[(usize, i32)]) -> i32 {
    let least = terms.iter().map(|&(clause, value)| match truth(problem, clause, sets) {
        Truth::Holds => value,
        Truth::Open => value.min(0),
        Truth::Fails => 0,
    });
    least.sum()
}

pub(super) fn truth(problem: &Problem<'_>, clause: usize, sets: &[OptionSet]) -> Truth {
    problem.rulebook.index.truth(clause, sets)
}

/// The variables on which it still depends whether a clause holds.
pub(super) fn live<'a>(
    problem: &'a Problem<'_>,
    clause: usize,
    sets: &'a [OptionSet],
) -> impl Iterator<Item = usize> + 'a {
    let set = |variable: u32| sets[variable as usize];
    let boxes = problem.rulebook.index.holding(clause);
    let reachable =
        boxes.filter(move |tests| tests.iter().all(|(variable, options)| options.meets(set(*variable))));
    let undecided =
        reachable.flatten().filter(move |(variable, options)| !set(*variable).is_subset(*options));
    undecided.map(|(variable, _)| *variable as usize)
}

/// The options of a variable, grouped by what the clauses make of them.
pub(super) fn classes(
    problem: &Problem<'_>,
    variable: usize,
    whole: OptionSet,
    clauses: impl Iterator<Item = usize>,
) -> Vec<OptionSet> {
    let mut classes = vec![whole];
    for clause in clauses {
        for (tested, options) in problem.rulebook.index.holding(clause).flatten() {
            if *tested as usize == variable && !classes.iter().all(|class| class.is_subset(*options)) {
                classes =
                    classes.iter().flat_map(|class| [class.and(*options), class.minus(*options)]).collect();
                classes.retain(|class| !class.is_empty());
            }
        }
    }
    classes
}
