//! Lints, cases, coverage and differences on rulebooks of a few lines.

use super::*;
use crate::document::Document;
use crate::rulebook::Rulebook;

const HEADER: &str = "\
rulebook: {id: small, version: 1.0.0, title: Small, close_call: 1}
architectures: [{id: one, name: One, summary: S.}, {id: two, name: Two, summary: S.}]
qualities: [{id: speed, name: Speed, about: How fast.}]
sources: [{id: book, title: T, author: A, year: 2020, url: \"https://example.com\"}]
questions:
  - {id: size, ask: How large?, kind: ordinal, options: [{id: small}, {id: medium}, {id: large}]}
  - {id: extras, ask: Which?, kind: multi, options: [{id: red}, {id: blue}]}
";

/// Rules that no lint objects to.
const RULES: &str = "\
rules:
  - {id: large-is-two, quality: speed, when: {size: large}, points: {one: -1, two: 2},
     because: B, sources: [book]}
  - {id: medium-is-one, quality: speed, when: {size: medium}, points: {one: 2, two: -1},
     because: B, sources: [book]}
  - {id: red-is-not-two, when: {extras: {includes: red}, size: small}, rules_out: [two],
     because: B, sources: [book]}
  - {id: blue-warns, when: {extras: {includes: blue}}, warn: Blue.}
";

fn rulebook(rules: &str) -> Rulebook {
    Rulebook::parse(vec![("small.yaml".to_owned(), format!("{HEADER}{rules}"))]).unwrap().0
}

fn read(cases: &str) -> Result<Vec<RulebookCase>, crate::diagnostic::Diagnostics> {
    let document = Document::parse("cases.yaml", format!("cases:\n{cases}")).unwrap();
    cases::read(&[document], &rulebook(RULES))
}

fn results(cases: &str) -> Vec<CaseResult> {
    let rulebook = rulebook(RULES);
    read(cases).unwrap().iter().map(|case| case.run(&rulebook)).collect()
}

/// The failures of one case, which is written as the rest of its mapping after the name.
fn failures(case: &str) -> Vec<String> {
    results(&format!("  - {{name: a case, {case}}}")).remove(0).failures
}

fn lints(rules: &str) -> Vec<String> {
    lint(&rulebook(rules)).iter().map(|found| format!("{}: {}", found.code.id(), found.message)).collect()
}

#[test]
fn sound_rules_pass_the_lints() {
    assert_eq!(lints(RULES), [""; 0]);
}

#[test]
fn a_condition_that_cannot_hold_names_the_two_parts_that_exclude_each_other() {
    let never = "  - {id: never, when: {all: [{size: small}, {size: large}]}, warn: W}\n";
    let found = lints(&format!("{RULES}{never}"));
    assert_eq!(
        found,
        [
            "never-holds: the condition of `never` never holds: `size` is `small` and `size` is `large` exclude each other"
        ]
    );
}

#[test]
fn a_branch_behind_a_wider_one_is_never_reached() {
    let branches = "  - {id: shadowed, first_of: [{when: {size: {at_least: medium}}, warn: W}, {when: {size: large}, warn: W}]}\n";
    let found = lints(&format!("{RULES}{branches}"));
    assert_eq!(
        found,
        ["never-holds: this branch of `shadowed` is never reached: an earlier one holds whenever it does"]
    );
}

#[test]
fn a_rule_that_holds_only_where_another_does_is_subsumed_unless_a_comment_allows_it() {
    let narrow = "{id: narrow, quality: speed, when: {size: large, extras: red}, points: {one: -1, two: 1}, because: B, sources: [book]}";
    let found = lints(&format!("{RULES}  - {narrow}\n"));
    assert!(
        found.iter().any(|finding| finding.starts_with("subsumed: `narrow` holds only where")),
        "{found:?}"
    );
    let allowed = lints(&format!("{RULES}  # allow: subsumed, both count\n  - {narrow}\n"));
    assert!(!allowed.iter().any(|finding| finding.starts_with("subsumed")), "{allowed:?}");
}

#[test]
fn an_allowance_that_allows_nothing_is_a_finding() {
    let found = lints(&format!(
        "{RULES}  # allow: subsumed, for no reason\n  - {{id: red-warns, when: {{extras: red}}, warn: W}}\n"
    ));
    assert_eq!(found, ["unused-allow: `# allow: subsumed` allows nothing that was found"]);
}

#[test]
fn each_expectation_says_how_it_fails() {
    for (expected, failure) in [
        ("architecture: one", "expected one, but two leads by 3"),
        ("status: open", "expected open, got decided"),
        ("possible: [one, two]", "expected possible one, two, got two"),
        ("margin: {at_least: 4}", "expected a margin of at least 4, got 3"),
        ("margin: {at_most: 2}", "expected a margin of at most 2, got 3"),
        ("holds: medium-is-one", "expected that `medium-is-one` holds, but it fails"),
        ("fails: large-is-two", "expected that `large-is-two` fails, but it holds"),
        ("warns: large-is-two", "`large-is-two` is no warning"),
        ("warns: blue-warns", "expected that `blue-warns` holds, but it fails"),
        ("adds_up_to: one", "expected parts that add up to one, got nothing"),
    ] {
        let failures = failures(&format!("answers: {{size: large, extras: none}}, expect: {{{expected}}}"));
        assert_eq!(failures, [failure], "{expected}");
    }
}

#[test]
fn what_is_expected_and_so_is_no_failure() {
    let expected = "architecture: one, also: [two], status: decided, possible: [two], margin: 3, \
                    holds: large-is-two, fails: [medium-is-one, red-is-not-two], warns: blue-warns";
    assert_eq!(
        failures(&format!("answers: {{size: large, extras: [blue]}}, expect: {{{expected}}}")),
        [""; 0]
    );
}

#[test]
fn a_known_miss_passes_until_it_is_met() {
    let miss = "answers: {size: large, extras: none}, miss: Known";
    assert_eq!(failures(&format!("{miss}, expect: {{architecture: one}}")), [""; 0]);
    let met = failures(&format!("{miss}, expect: {{architecture: two}}"));
    assert_eq!(met, ["marked as a `miss`, but all that is expected is so"]);
}

#[test]
fn a_property_is_proven_or_refuted_by_a_counterexample() {
    assert_eq!(
        failures("raise: size, never_increases: {architecture: one}"),
        ["from size = small to size = medium one gains 2"]
    );
    assert_eq!(
        failures("answers: {size: {at_least: medium}}, raise: size, never_decreases: {architecture: two}"),
        [""; 0]
    );
}

#[test]
fn every_mistake_in_the_cases_is_reported() {
    let found =
        read("  - {name: a, answers: {sise: large}, expect: {architecture: on}}\n  - {name: a, expct: {}}\n")
            .unwrap_err();
    let codes: Vec<&str> = found.iter().map(|found| found.code.id()).collect();
    assert_eq!(codes, ["unknown-question", "unknown-architecture", "unknown-key", "duplicate-id"]);
}

#[test]
fn coverage_names_what_no_case_has_seen() {
    let rulebook = rulebook(RULES);
    let cases =
        read("  - {name: a, answers: {size: large, extras: [red]}, expect: {architecture: two}}").unwrap();
    let results: Vec<CaseResult> = cases.iter().map(|case| case.run(&rulebook)).collect();
    let coverage = Coverage::of(&rulebook, &cases, &results);
    assert_eq!(coverage.never_held, ["medium-is-one", "red-is-not-two", "blue-warns"]);
    assert_eq!(coverage.never_failed, ["large-is-two"]);
    assert_eq!(coverage.never_answered, ["size = small", "size = medium", "extras = +blue"]);
    assert_eq!(coverage.never_led, ["one"]);
    // Four rules that hold and fail, three sizes, two extras, two architectures; eight of these are missing.
    assert_eq!((coverage.seen, coverage.of), (7, 15));
}

#[test]
fn a_change_that_no_case_notices_is_named() {
    let rulebook = rulebook(RULES);
    let cases =
        read("  - {name: a, answers: {size: large, extras: none}, expect: {architecture: two}}").unwrap();
    let results: Vec<CaseResult> = cases.iter().map(|case| case.run(&rulebook)).collect();
    let unnoticed = unnoticed(&rulebook, &cases, &results);
    // Without the rule the two are level, and the first comes first; reversed, the other leads as well.
    assert!(!unnoticed.iter().any(|change| change.starts_with("large-is-two")), "{unnoticed:?}");
    assert!(unnoticed.contains(&"medium-is-one: dropped".to_owned()), "{unnoticed:?}");
    assert!(unnoticed.contains(&"blue-warns: dropped".to_owned()), "{unnoticed:?}");
}

#[test]
fn a_difference_is_by_id_and_not_by_position() {
    let old = rulebook(RULES);
    assert!(
        RulebookDifference::of(&old, &old).kinds().iter().all(|(_, d)| **d == EntryDifference::default())
    );
    let moved = RULES.replace("two: 2", "two: 1").replace("blue-warns", "blue-is-noted");
    let difference = RulebookDifference::of(&old, &rulebook(&moved));
    assert_eq!(difference.rules.added, ["blue-is-noted"]);
    assert_eq!(difference.rules.removed, ["blue-warns"]);
    assert_eq!(difference.rules.changed, ["large-is-two"]);
    assert_eq!(difference.questions, EntryDifference::default());
}
