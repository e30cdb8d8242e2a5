//! What the cases have seen of a rulebook, and what nobody would miss.

use serde::Serialize;

use super::cases::{Case, option_name};
use super::run::{Outcome, run};
use crate::options::Truth;
use crate::rulebook::{ArchitectureId, Effect, Rulebook, Variable};

/// How much of a rulebook the cases exercise.
#[derive(Debug, Clone, Serialize)]
pub struct Coverage {
    /// How many were seen.
    pub seen: usize,
    /// Of how many.
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
    /// What the cases showed, given what came of each.
    pub fn of(rulebook: &Rulebook, cases: &[Case], outcomes: &[Outcome]) -> Self {
        let clauses = || 0..rulebook.clauses.len();
        let met = |clause: usize, truth| outcomes.iter().any(|outcome| outcome.truths[clause] == truth);
        let lacking =
            |truth| clauses().filter(|&c| !met(c, truth)).map(|c| clause_name(rulebook, c)).collect();
        let seams = |truth: Truth| {
            let met =
                move |seam: usize| outcomes.iter().any(|outcome| outcome.seams.get(seam) == Some(&truth));
            let lacking = (0..rulebook.seams.len()).filter(move |&seam| !met(seam));
            lacking.map(|seam| seam_name(rulebook, seam)).collect::<Vec<_>>()
        };
        let mut never_held: Vec<String> = lacking(Truth::Holds);
        never_held.extend(seams(Truth::Holds));
        let mut never_failed: Vec<String> = lacking(Truth::Fails);
        never_failed.extend(seams(Truth::Fails));
        let options = options(rulebook);
        let answered = |(variable, option): &(usize, usize)| {
            cases.iter().any(|case| case.answers.sets()[*variable].single() == Some(*option))
        };
        let unanswered = options.iter().filter(|option| !answered(option));
        let never_answered: Vec<String> = unanswered.map(|(v, o)| option_name(rulebook, *v, *o)).collect();
        let led = |a: &ArchitectureId| outcomes.iter().any(|outcome| outcome.leader == Some(*a));
        let architectures = rulebook.architectures.keys();
        let never_led: Vec<String> =
            architectures.clone().filter(|a| !led(a)).map(|a| rulebook.architectures[a].id.clone()).collect();
        let of = 2 * (rulebook.clauses.len() + rulebook.seams.len()) + options.len() + architectures.len();
        let missed = never_held.len() + never_failed.len() + never_answered.len() + never_led.len();
        Self { seen: of - missed, of, never_held, never_failed, never_answered, never_led }
    }

    /// From 0 to 100.
    pub fn percent(&self) -> f64 {
        100.0 * self.seen as f64 / self.of.max(1) as f64
    }
}

/// Every option of every variable; of a multiple choice that the option applies.
fn options(rulebook: &Rulebook) -> Vec<(usize, usize)> {
    let of = |(index, variable): (usize, &Variable)| {
        let all = match variable.choice {
            Some(_) => Variable::YES..Variable::YES + 1,
            None => 0..rulebook.size(index),
        };
        all.map(move |option| (index, option))
    };
    rulebook.variables.iter().enumerate().flat_map(of).collect()
}

fn clause_name(rulebook: &Rulebook, clause: usize) -> String {
    let Some(branch) = rulebook.clauses[clause].branch else {
        return rulebook.rules[rulebook.clauses[clause].rule].id.clone();
    };
    format!("{} (branch {})", rulebook.rules[rulebook.clauses[clause].rule].id, branch + 1)
}

fn seam_name(rulebook: &Rulebook, seam: usize) -> String {
    rulebook.rules[rulebook.seams[seam].rule].id.clone()
}

/// The changes of a rulebook that no case notices: rules that could be dropped, and signs that could flip.
pub fn unnoticed(rulebook: &Rulebook, cases: &[Case], outcomes: &[Outcome]) -> Vec<String> {
    let mut unnoticed = Vec::new();
    for (index, clause) in rulebook.clauses.iter().enumerate() {
        // A case in which the rule fails for sure cannot notice it. Those in which it holds notice it soonest;
        // properties, in which it is open, look at all situations and take their time.
        let mut order: Vec<usize> =
            (0..cases.len()).filter(|&c| outcomes[c].truths[index] != Truth::Fails).collect();
        order.sort_by_key(|&case| outcomes[case].truths[index] != Truth::Holds);
        let noticed = |mutant: &Rulebook| {
            order.iter().any(|&case| run(&cases[case], mutant).passed() != outcomes[case].passed())
        };
        if !noticed(&rulebook.without_clause(index)) {
            unnoticed.push(format!("{}: dropped", clause_name(rulebook, index)));
        }
        let points = matches!(clause.effect, Effect::Points { .. });
        if points && !noticed(&rulebook.with_points_reversed(index)) {
            unnoticed.push(format!("{}: sign flipped", clause_name(rulebook, index)));
        }
    }
    for seam in 0..rulebook.seams.len() {
        let mutant = rulebook.without_seam(seam);
        let concerned = |case: &usize| outcomes[*case].seams.get(seam).is_some_and(|t| *t != Truth::Fails);
        let mut concerned = (0..cases.len()).filter(concerned);
        if !concerned.any(|case| run(&cases[case], &mutant).passed() != outcomes[case].passed()) {
            unnoticed.push(format!("{}: dropped", seam_name(rulebook, seam)));
        }
    }
    unnoticed
}
