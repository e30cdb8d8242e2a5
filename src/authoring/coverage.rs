//! How much of a rulebook its cases exercise.

use serde::Serialize;

use super::cases::{CaseResult, RulebookCase};
use crate::options::Truth;
use crate::rulebook::{ArchitectureId, ClauseId, Rulebook, SeamId, Variable, VariableId};

/// How much of a rulebook the cases exercise; where it builds on the built-in one, how much of what it adds
/// and changes.
#[derive(Debug, Clone, Serialize)]
pub struct Coverage {
    /// The layers of which it speaks where they stand on the built-in rulebook; `None`: of all.
    pub layers: Option<Vec<String>>,
    /// The number of things that some case has seen.
    pub seen: usize,
    /// The number of things to be seen: each rule to hold and to fail, each option as an answer, each
    /// architecture in the lead.
    pub of: usize,
    /// Rules, or branches of them, that hold in no case.
    pub never_held: Vec<String>,
    /// Rules, or branches of them, that fail in no case.
    pub never_failed: Vec<String>,
    /// Options that are the answer in no case.
    pub never_answered: Vec<String>,
    /// Architectures that lead in no case.
    pub never_led: Vec<String>,
}

impl Coverage {
    /// Returns what the cases saw of a rulebook, given the result of each.
    pub fn of(rulebook: &Rulebook, cases: &[RulebookCase], results: &[CaseResult]) -> Self {
        let never_held = rules_that_never(rulebook, results, Truth::Holds);
        let never_failed = rules_that_never(rulebook, results, Truth::Fails);
        let options = own_options(rulebook);
        let answered = |(variable, option): &(VariableId, usize)| {
            cases.iter().any(|case| case.answers.sets()[*variable].single() == Some(*option))
        };
        let unanswered = options.iter().filter(|option| !answered(option));
        let never_answered: Vec<String> = unanswered.map(|(v, o)| rulebook.value_text(*v, *o)).collect();
        let led = |a: &ArchitectureId| results.iter().any(|result| result.leader == Some(*a));
        let own = |a: &ArchitectureId| rulebook.is_own(&rulebook.architectures[*a].at);
        let architectures: Vec<_> = rulebook.architectures.keys().filter(own).collect();
        let unled = architectures.iter().filter(|a| !led(a));
        let never_led: Vec<String> = unled.map(|a| rulebook.architectures[*a].id.clone()).collect();
        let rules = own_clauses(rulebook).count() + own_seams(rulebook).count();
        let of = 2 * rules + options.len() + architectures.len();
        let missed = never_held.len() + never_failed.len() + never_answered.len() + never_led.len();
        let layers = rulebook.extends_builtin().then(|| rulebook.layers[1..].to_vec());
        Self { layers, seen: of - missed, of, never_held, never_failed, never_answered, never_led }
    }

    /// Returns the share that was seen, from 0 to 100; 100 where there is nothing to see.
    pub fn percent(&self) -> f64 {
        if self.of == 0 { 100.0 } else { 100.0 * self.seen as f64 / self.of as f64 }
    }
}

/// Names the rules, or branches of them, of which no case sees that they are so.
fn rules_that_never(rulebook: &Rulebook, results: &[CaseResult], truth: Truth) -> Vec<String> {
    let clauses =
        own_clauses(rulebook).filter(|&clause| results.iter().all(|result| result.truths[clause] != truth));
    let seams = own_seams(rulebook)
        .filter(|&seam| results.iter().all(|result| result.seams.get(seam) != Some(&truth)));
    clauses
        .map(|clause| clause_name(rulebook, clause))
        .chain(seams.map(|seam| seam_name(rulebook, seam)))
        .collect()
}

pub(super) fn own_clauses(rulebook: &Rulebook) -> impl Iterator<Item = ClauseId> {
    rulebook.clauses.keys().filter(|&clause| rulebook.is_own_clause(clause))
}

pub(super) fn own_seams(rulebook: &Rulebook) -> impl Iterator<Item = SeamId> {
    rulebook.seams.keys().filter(|&seam| rulebook.is_own(&rulebook.rules[rulebook.seams[seam].rule].at))
}

/// Returns every option of every own question; of a multiple choice, that the option applies.
fn own_options(rulebook: &Rulebook) -> Vec<(VariableId, usize)> {
    let of = |(index, variable): (VariableId, &Variable)| {
        let all = match variable.choice {
            Some(_) => Variable::YES..Variable::YES + 1,
            None => 0..rulebook.size(index),
        };
        all.map(move |option| (index, option))
    };
    let own =
        |(_, variable): &(VariableId, &Variable)| rulebook.is_own(&rulebook.questions[variable.question].at);
    rulebook.variables.iter_enumerated().filter(own).flat_map(of).collect()
}

pub(super) fn clause_name(rulebook: &Rulebook, clause: ClauseId) -> String {
    let clause = &rulebook.clauses[clause];
    let id = &rulebook.rules[clause.rule].id;
    clause.branch.map_or_else(|| id.clone(), |branch| format!("{id} (branch {})", branch + 1))
}

pub(super) fn seam_name(rulebook: &Rulebook, seam: SeamId) -> String {
    rulebook.rules[rulebook.seams[seam].rule].id.clone()
}
