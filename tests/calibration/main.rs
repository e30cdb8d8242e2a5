//! How reliable the words of the built-in rulebook are, over published decisions and over plausible systems.
#![allow(clippy::panic, clippy::print_stdout, clippy::unwrap_used)]

mod archetypes;
mod figures;
mod page;
#[path = "../plausible/mod.rs"]
mod plausible;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use archwise::authoring::calibration::{self, Decision, Outcome, Rates, Reliability};
use archwise::authoring::calibration_results::{self, ReliabilityTable, row};
use archwise::authoring::{RulebookCase, cases};
use archwise::rulebook::{QuestionId, RuleId, Rulebook, builtin_with_cases};

static CASES: LazyLock<Vec<RulebookCase>> =
    LazyLock::new(|| cases::read(&builtin_with_cases().documents, Rulebook::builtin()).unwrap());
static RELIABILITY: LazyLock<Reliability> =
    LazyLock::new(|| Reliability::measure(Rulebook::builtin(), &CASES, &[]));

/// What a rulebook says of the published decisions; without the answers to some questions if they are named.
fn published(rulebook: &Rulebook, without: &[QuestionId]) -> Vec<Decision> {
    let decisions = calibration::decisions(rulebook, &CASES, without).into_iter();
    decisions.filter(|decision| decision.label.is_published()).collect()
}

fn rates(decisions: &[Decision]) -> Rates {
    decisions.iter().map(|decision| decision.outcome).collect()
}

/// What always recommending one architecture would come to.
fn always(architecture: &str) -> Rates {
    let outcome = |decision: &Decision| match architecture {
        a if a == decision.expected => Outcome::Expected,
        a if decision.also.iter().any(|also| also == a) => Outcome::Accepted,
        _ => Outcome::Missed,
    };
    let published = RELIABILITY.decisions.iter().filter(|decision| decision.label.is_published());
    published.map(outcome).collect()
}

/// The file of a rule.
fn theme(rulebook: &Rulebook, rule: RuleId) -> String {
    rulebook.rules[rule].at.place(None).source.name.clone()
}

/// What advisors come to that know less, or do not listen at all.
fn compared() -> ReliabilityTable {
    let rulebook = Rulebook::builtin();
    let existing = rulebook.question("existing-system").unwrap();
    let mut rows = vec![row("all of it", RELIABILITY.published.all)];
    let without = rates(&published(rulebook, &[existing]));
    rows.push(row("without the answer to `existing-system`", without));
    for architecture in &rulebook.architectures {
        rows.push(row(&format!("always {}", architecture.id), always(&architecture.id)));
    }
    // Rules about seams say nothing of a whole.
    let scoring: Vec<RuleId> =
        rulebook.rules.keys().filter(|rule| !rulebook.rules[*rule].clauses.is_empty()).collect();
    let themes: BTreeSet<String> = scoring.iter().map(|rule| theme(rulebook, *rule)).collect();
    for name in themes {
        let rules: Vec<RuleId> =
            scoring.iter().copied().filter(|rule| theme(rulebook, *rule) == name).collect();
        let without = rates(&published(&rulebook.without_rules(&rules), &[]));
        rows.push(row(&format!("without the rules of `{name}`"), without));
    }
    ReliabilityTable {
        heading: "Compared".to_owned(),
        about: "What always recommending one architecture would come to, and what each theme of the rules carries."
            .to_owned(),
        columns: ["", "accepted", "as expected"].map(str::to_owned).to_vec(),
        rows,
    }
}

#[test]
fn four_of_five_published_decisions_are_accepted() {
    let Rates { accepted, of, .. } = RELIABILITY.published.all;
    assert!(of >= 39);
    assert!(accepted * 5 >= of * 4, "{accepted} of {of}");
}

#[test]
fn the_tables_in_the_docs_are_those_of_the_rulebook() {
    let mut tables = calibration_results::tables(&RELIABILITY);
    tables.insert(1, compared());
    page::holds("tables", &tables);
}

#[test]
fn the_header_says_what_is_measured() {
    let correction = RELIABILITY.correction(Rulebook::builtin());
    assert!(correction.is_none(), "{}", calibration_results::correction(&correction.unwrap()));
}
