//! How much of a rulebook its cases exercise, and which changes of it they would not notice.

use serde::Serialize;

use super::cases::{CaseResult, RulebookCase};
use crate::options::Truth;
use crate::rulebook::{ArchitectureId, ClauseId, Rulebook, SeamId, Variable, VariableId};

/// How much of a rulebook the cases exercise.
#[derive(Debug, Clone, Serialize)]
pub struct Coverage {
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
        let options = options(rulebook);
        let answered = |(variable, option): &(VariableId, usize)| {
            cases.iter().any(|case| case.answers.sets()[*variable].single() == Some(*option))
        };
        let unanswered = options.iter().filter(|option| !answered(option));
        let never_answered: Vec<String> = unanswered.map(|(v, o)| rulebook.value_text(*v, *o)).collect();
        let led = |a: &ArchitectureId| results.iter().any(|result| result.leader == Some(*a));
        let architectures = rulebook.architectures.keys();
        let never_led: Vec<String> =
            architectures.clone().filter(|a| !led(a)).map(|a| rulebook.architectures[a].id.clone()).collect();
        let of = 2 * (rulebook.clauses.len() + rulebook.seams.len()) + options.len() + architectures.len();
        let missed = never_held.len() + never_failed.len() + never_answered.len() + never_led.len();
        Self { seen: of - missed, of, never_held, never_failed, never_answered, never_led }
    }

    /// Returns the share that was seen, from 0 to 100.
    pub fn percent(&self) -> f64 {
        100.0 * self.seen as f64 / self.of.max(1) as f64
    }
}

/// Names the rules, or branches of them, of which no case sees that they are so.
fn rules_that_never(rulebook: &Rulebook, results: &[CaseResult], truth: Truth) -> Vec<String> {
    let clauses = rulebook.clauses.keys();
    let clauses = clauses.filter(|&clause| results.iter().all(|result| result.truths[clause] != truth));
    let seams = rulebook.seams.keys();
    let seams = seams.filter(|&seam| results.iter().all(|result| result.seams.get(seam) != Some(&truth)));
    clauses
        .map(|clause| clause_name(rulebook, clause))
        .chain(seams.map(|seam| seam_name(rulebook, seam)))
        .collect()
}

/// Returns every option of every variable; of a multiple choice, that the option applies.
fn options(rulebook: &Rulebook) -> Vec<(VariableId, usize)> {
    let of = |(index, variable): (VariableId, &Variable)| {
        let all = match variable.choice {
            Some(_) => Variable::YES..Variable::YES + 1,
            None => 0..rulebook.size(index),
        };
        all.map(move |option| (index, option))
    };
    rulebook.variables.iter_enumerated().flat_map(of).collect()
}

fn clause_name(rulebook: &Rulebook, clause: ClauseId) -> String {
    let clause = &rulebook.clauses[clause];
    let id = &rulebook.rules[clause.rule].id;
    clause.branch.map_or_else(|| id.clone(), |branch| format!("{id} (branch {})", branch + 1))
}

fn seam_name(rulebook: &Rulebook, seam: SeamId) -> String {
    rulebook.rules[rulebook.seams[seam].rule].id.clone()
}

/// Returns the changes of a rulebook that no case notices: rules that could be dropped, and signs that could
/// flip.
pub fn unnoticed(rulebook: &Rulebook, cases: &[RulebookCase], results: &[CaseResult]) -> Vec<String> {
    let notices = |case: usize, mutant: &Rulebook| cases[case].run(mutant).passed() != results[case].passed();
    let mut unnoticed = Vec::new();
    for (index, clause) in rulebook.clauses.iter_enumerated() {
        // A case in which the rule fails for sure cannot notice it. Those in which it holds notice it
        // soonest; properties, in which it is open, look at all situations and take their time.
        let mut order: Vec<usize> =
            (0..cases.len()).filter(|&case| results[case].truths[index] != Truth::Fails).collect();
        order.sort_by_key(|&case| results[case].truths[index] != Truth::Holds);
        let noticed = |mutant: &Rulebook| order.iter().any(|&case| notices(case, mutant));
        if !noticed(&rulebook.without_clause(index)) {
            unnoticed.push(format!("{}: dropped", clause_name(rulebook, index)));
        }
        if clause.effect.points().is_some() && !noticed(&rulebook.with_points_reversed(index)) {
            unnoticed.push(format!("{}: sign flipped", clause_name(rulebook, index)));
        }
    }
    for seam in rulebook.seams.keys() {
        let mutant = rulebook.without_seam(seam);
        let concerned = |case: &usize| results[*case].seams.get(seam).is_some_and(|t| *t != Truth::Fails);
        if !(0..cases.len()).filter(concerned).any(|case| notices(case, &mutant)) {
            unnoticed.push(format!("{}: dropped", seam_name(rulebook, seam)));
        }
    }
    unnoticed
}
