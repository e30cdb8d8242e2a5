//! What would flip the decision: replace an answer, assess again.

use std::collections::BTreeSet;

use super::{Effort, Evaluation, Problem, evaluate};
use crate::options::{OptionSet, Truth};

/// One variable set to one option.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Change {
    pub variable: usize,
    pub option: usize,
}

/// Changes after which another architecture leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flip {
    pub changes: Vec<Change>,
    pub winner: usize,
    /// Over the runner-up; over nobody it is zero.
    pub margin: i32,
}

/// The most sets of two or three changes that are reported.
const MOST_SETS: usize = 10;
/// Of how many single changes, the most promising, sets of three are tried.
const PROMISING: usize = 24;

/// Every single change that changes the leader. If there is none, the smallest sets of changes that do, up
/// to three. The largest new lead comes first.
pub(super) fn flips(problem: &Problem<'_>, leader: usize, effort: &Effort) -> Vec<Flip> {
    let changes = changes(problem, effort);
    let mut found: Vec<Flip> =
        changes.iter().filter_map(|change| flip(problem, leader, &[*change])).collect();
    if found.is_empty() {
        found = pairs(problem, leader, &changes, effort);
    }
    if found.is_empty() {
        found = triples(problem, leader, &changes, effort);
    }
    found.sort_by_key(|flip| (-flip.margin, flip.changes.clone()));
    found
}

/// Every way to answer one asked question otherwise.
fn changes(problem: &Problem<'_>, effort: &Effort) -> Vec<Change> {
    let rulebook = problem.rulebook;
    let mut changes = Vec::new();
    for (variable, &set) in problem.sets.iter().enumerate() {
        let question = rulebook.variables[variable].question;
        let asked = rulebook.questions[question].asked.truth(&problem.sets);
        if asked == Truth::Fails || effort.fixed.contains(&question) {
            continue;
        }
        let others = (0..rulebook.size(variable)).filter(|&option| set != OptionSet::only(option));
        changes.extend(others.map(|option| Change { variable, option }));
    }
    changes
}

fn changed(problem: &Problem<'_>, changes: &[Change]) -> Vec<OptionSet> {
    let mut sets = problem.sets.clone();
    for change in changes {
        sets[change.variable] = OptionSet::only(change.option);
    }
    sets
}

fn flip(problem: &Problem<'_>, leader: usize, changes: &[Change]) -> Option<Flip> {
    let sets = changed(problem, changes);
    let winner = evaluate::leader(problem, &sets).filter(|&winner| winner != leader)?;
    let evaluation = Evaluation::of(&problem.with_sets(sets));
    Some(Flip { changes: changes.to_vec(), winner, margin: evaluation.margin().unwrap_or(0) })
}

fn pairs(problem: &Problem<'_>, leader: usize, changes: &[Change], effort: &Effort) -> Vec<Flip> {
    let mut found = Vec::new();
    let mut tries = effort.nodes;
    let changes = by_promise(problem, leader, changes);
    for (index, first) in changes.iter().enumerate() {
        for second in changes[index + 1..].iter().filter(|second| second.variable != first.variable) {
            if tries == 0 {
                return best(found);
            }
            tries -= 1;
            found.extend(flip(problem, leader, &[*first, *second]));
        }
    }
    best(found)
}

fn triples(problem: &Problem<'_>, leader: usize, changes: &[Change], effort: &Effort) -> Vec<Flip> {
    let mut found = Vec::new();
    let mut tries = effort.nodes;
    let changes = by_promise(problem, leader, changes);
    let changes = &changes[..changes.len().min(PROMISING)];
    for (i, first) in changes.iter().enumerate() {
        for (j, second) in changes.iter().enumerate().skip(i + 1) {
            for third in &changes[j + 1..] {
                let variables = BTreeSet::from([first.variable, second.variable, third.variable]);
                if variables.len() < 3 || tries == 0 {
                    continue;
                }
                tries -= 1;
                found.extend(flip(problem, leader, &[*first, *second, *third]));
            }
        }
    }
    best(found)
}

/// The changes that bring any rival nearest come first.
fn by_promise(problem: &Problem<'_>, leader: usize, changes: &[Change]) -> Vec<Change> {
    let nearest = |change: &Change| {
        let evaluation = Evaluation::of(&problem.with_sets(changed(problem, &[*change])));
        let lead = |rival: usize| evaluation.scores[leader].net - evaluation.scores[rival].net;
        evaluation.standing().filter(|&rival| rival != leader).map(lead).min().unwrap_or(i32::MAX)
    };
    let mut ordered: Vec<(i32, Change)> = changes.iter().map(|change| (nearest(change), *change)).collect();
    ordered.sort_unstable();
    ordered.into_iter().map(|(_, change)| change).collect()
}

fn best(found: Vec<Flip>) -> Vec<Flip> {
    let mut found = found;
    for flip in &mut found {
        flip.changes.sort_unstable();
    }
    found.sort_by_key(|flip| (-flip.margin, flip.changes.clone()));
    found.truncate(MOST_SETS);
    found
}
