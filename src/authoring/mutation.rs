//! Mutation: which changes of a rulebook its cases would not notice.

use super::cases::{self, CaseResult, RulebookCase};
use super::coverage::{clause_name, own_clauses, own_seams, seam_name};
use crate::document::Document;
use crate::options::Truth;
use crate::rulebook::{Layer, RuleChange, Rulebook};

/// Returns the changes of a rulebook that no case notices: rules that could be dropped, signs that could
/// flip. Where it builds on the built-in one, only what it adds and changes is tried.
pub fn unnoticed(rulebook: &Rulebook, cases: &[RulebookCase], results: &[CaseResult]) -> Vec<String> {
    let notices = |case: usize, mutant: &Rulebook| cases[case].run(mutant).passed() != results[case].passed();
    let mut unnoticed = Vec::new();
    for index in own_clauses(rulebook) {
        // A case in which the rule fails for sure cannot notice it. Those in which it holds notice it
        // soonest; properties, in which it is open, look at all situations and take their time.
        let mut order: Vec<usize> =
            (0..cases.len()).filter(|&case| results[case].truths[index] != Truth::Fails).collect();
        order.sort_by_key(|&case| results[case].truths[index] != Truth::Holds);
        let noticed = |mutant: &Rulebook| order.iter().any(|&case| notices(case, mutant));
        if !noticed(&rulebook.without_clause(index)) {
            unnoticed.push(format!("{}: dropped", clause_name(rulebook, index)));
        }
        if rulebook.clauses[index].effect.points().is_some()
            && !noticed(&rulebook.with_points_reversed(index))
        {
            unnoticed.push(format!("{}: sign flipped", clause_name(rulebook, index)));
        }
    }
    for seam in own_seams(rulebook) {
        let mutant = rulebook.without_seam(seam);
        let concerned = |case: &usize| results[*case].seams.get(seam).is_some_and(|t| *t != Truth::Fails);
        if !(0..cases.len()).filter(concerned).any(|case| notices(case, &mutant)) {
            unnoticed.push(format!("{}: dropped", seam_name(rulebook, seam)));
        }
    }
    unnoticed
}

/// Returns the [`Rulebook::changes`] that no case would miss if they were undone.
pub fn needless_changes(layers: &[Layer], rulebook: &Rulebook, results: &[CaseResult]) -> Vec<String> {
    let documents: Vec<Document> = layers.iter().flat_map(|layer| &layer.documents).cloned().collect();
    // Rules have other numbers where one is back, so the cases are read anew. Where they no longer can be,
    // they name what only the change makes.
    let is_noticed = |change: usize| {
        let Ok(mutant) = Rulebook::without_change(layers, change) else { return true };
        let Ok(cases) = cases::read(&documents, &mutant) else { return true };
        cases.iter().zip(results).any(|(case, result)| case.run(&mutant).passed() != result.passed())
    };
    let missed = rulebook.changes.iter().enumerate().filter(|(change, _)| !is_noticed(*change));
    let named = |change: &RuleChange| match change.branch {
        Some(branch) => format!("{} (branch {}): change undone", change.rule, branch + 1),
        None => format!("{}: change undone", change.rule),
    };
    missed.map(|(_, change)| named(change)).collect()
}
