//! What is left of the agreement where no rule may rest on the work that tells of the case.

use schemars::JsonSchema;
use serde::Serialize;

use super::decision::{Decision, DecisionCase};
use super::rates::Rates;
use crate::rulebook::{RuleId, Rulebook};

/// What the rulebook says of each decision without the rules that cite a work that tells of that decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OwnSources {
    /// The decisions that lose rules by this.
    pub decisions: u32,
    /// What comes out for these with all rules.
    pub with: Rates,
    /// What comes out for these without.
    pub without: Rates,
    /// What comes out for all published decisions without.
    pub all: Rates,
}

impl OwnSources {
    /// Measures over the published decisions, each with what the whole rulebook says of it.
    pub(super) fn measure(rulebook: &Rulebook, published: &[(&DecisionCase<'_>, &Decision)]) -> Self {
        let (mut with, mut without, mut untouched) = (Vec::new(), Vec::new(), Vec::new());
        for (case, decision) in published {
            let rules = citing(rulebook, case);
            if rules.is_empty() {
                untouched.push(decision.outcome);
            } else {
                with.push(decision.outcome);
                without.push(case.judge(&rulebook.without_rules(&rules)).outcome);
            }
        }
        let untouched: Rates = untouched.into_iter().collect();
        let without: Rates = without.into_iter().collect();
        Self { decisions: without.of, with: with.into_iter().collect(), without, all: untouched.and(without) }
    }
}

/// Returns the rules about one system that cite a work that tells of the decision.
fn citing(rulebook: &Rulebook, case: &DecisionCase<'_>) -> Vec<RuleId> {
    let rules = rulebook.rules.iter_enumerated().filter(|(_, rule)| !rule.clauses.is_empty());
    let citing = rules.filter(|(_, rule)| rule.sources.iter().any(|source| case.sources().contains(source)));
    citing.map(|(rule, _)| rule).collect()
}
