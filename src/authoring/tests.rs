//! Lints, cases, coverage and differences on rulebooks of a few lines.

use super::*;
use crate::diagnostic::Code;
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
fn an_axis_divides_as_no_other_does() {
    let axes = "axes:\n  - {id: a, ask: A?, high: [one], low: [two]}\n  - {id: b, ask: B?, high: [two], low: [one]}\n";
    assert_eq!(
        lints(&format!("{RULES}{axes}")),
        ["same-axis: the axis `b` divides the architectures as `a` does"]
    );
    let empty = "axes: [{id: a, ask: A?, high: [one, two], low: []}]\n";
    assert_eq!(
        lints(&format!("{RULES}{empty}")),
        ["one-sided-axis: the axis `a` divides nothing: no architecture answers it with no"]
    );
}

#[test]
fn an_architecture_that_an_axis_leaves_out_is_named_unless_a_comment_allows_it() {
    let three = "{id: three, name: Three, summary: S.}";
    let text =
        HEADER.replace("architectures: [", "architectures:\n  - ").replace("}, {id: two", "}\n  - {id: two");
    let text = text.replace("summary: S.}]", &format!("summary: S.}}\n  - {three}"));
    let axes =
        "axes: [{id: a, ask: A?, high: [one], low: [two]}, {id: b, ask: B?, high: [two], low: [three]}]\n";
    let found = |text: &str| {
        let text = format!("{text}{RULES}{axes}");
        let rulebook = Rulebook::parse(vec![("small.yaml".to_owned(), text)]).unwrap().0;
        let found = lint(&rulebook);
        let found = found.iter().filter(|found| found.code.id().contains("axis"));
        found.map(|found| format!("{}: {}", found.code.id(), found.message)).collect::<Vec<_>>()
    };
    assert_eq!(
        found(&text),
        [
            "off-axis: `one` stands on neither side of the axis `b`",
            "off-axis: `three` stands on neither side of the axis `a`"
        ]
    );
    let allowed = text.replace("  - {id: three", "  # allow: off-axis, it is neither\n  - {id: three");
    assert_eq!(found(&allowed), ["off-axis: `one` stands on neither side of the axis `b`"]);
}

/// The lints of shares of `size`, written as entries under `usual`, beside a question that is not always
/// asked.
fn lints_of_shares(entries: &str) -> Vec<String> {
    let place = "  - {id: place, ask: Where?, kind: nominal, ask_when: {size: large}, options: [{id: here}, {id: there}]}\n";
    let options = "{id: small}, {id: medium}, {id: large}]";
    let text = HEADER.replace(options, &format!("{options}, usual: [{entries}]")) + place;
    let rule = "  - {id: here-warns, when: {place: here}, warn: Here.}\n";
    let rulebook =
        Rulebook::parse(vec![("small.yaml".to_owned(), format!("{text}{RULES}{rule}"))]).unwrap().0;
    lint(&rulebook).iter().map(|found| format!("{}: {}", found.code.id(), found.message)).collect()
}

#[test]
fn shares_that_never_count_are_named() {
    const SHARES: &str = "shares: {small: 1, medium: 1, large: 1}";
    let entry = |when: &str| format!("{{when: {when}, {SHARES}}}");
    assert_eq!(lints_of_shares(&entry("{extras: red}")), [""; 0]);
    assert_eq!(lints_of_shares(&format!("{}, {{{SHARES}}}", entry("{extras: red}"))), [""; 0]);
    assert_eq!(
        lints_of_shares(&entry("{all: [{extras: red}, {not: {extras: red}}]}")),
        [
            "never-holds: the condition of these shares of `size` never holds: `extras` includes `red` and not (`extras` includes `red`) exclude each other"
        ]
    );
    let never =
        "never-holds: these shares of `size` never count: those of earlier entries do whenever they would";
    let both = entry("{extras: red}") + ", " + &entry("{extras: {includes: red, excludes: blue}}");
    assert_eq!(lints_of_shares(&both), [never]);
    let always = entry("{any: [{extras: red}, {extras: {excludes: red}}]}");
    assert_eq!(lints_of_shares(&format!("{always}, {{{SHARES}}}")), [never]);
}

#[test]
fn a_source_of_shares_is_cited() {
    let cited = HEADER.replace(
        "options: [{id: red}, {id: blue}]",
        "options: [{id: red, usual: 5}, {id: blue}], usual_sources: [count]",
    );
    let source = "{id: count, title: T, author: A, year: 2020, url: \"https://example.com\"}";
    let text = |header: &str| {
        format!("{}{RULES}", header.replace("\nsources: [", &format!("\nsources: [{source}, ")))
    };
    let unused = |text: String| {
        let rulebook = Rulebook::parse(vec![("small.yaml".to_owned(), text)]).unwrap().0;
        lint(&rulebook).iter().map(|found| found.message.clone()).collect::<Vec<_>>()
    };
    assert_eq!(unused(text(&cited)), [""; 0]);
    assert_eq!(unused(text(HEADER)), ["nothing cites the source `count`"]);
}

#[test]
fn one_fact_under_two_qualities_is_counted_twice() {
    let header =
        HEADER.replace("about: How fast.}]", "about: How fast.}, {id: cost, name: Cost, about: C.}]");
    let found = |when: &str, points: &str| {
        let rule = format!(
            "  - {{id: again, quality: cost, when: {when}, points: {points}, because: B, sources: [book]}}\n"
        );
        let rulebook =
            Rulebook::parse(vec![("small.yaml".to_owned(), format!("{header}{RULES}{rule}"))]).unwrap().0;
        lint(&rulebook).iter().map(|found| found.code.id()).collect::<Vec<_>>()
    };
    assert_eq!(found("{size: large, extras: red}", "{one: -2, two: 1}"), ["counted-twice"]);
    assert_eq!(found("{size: large}", "{one: -1, two: 2}"), ["counted-twice"]);
    assert_eq!(found("{size: large, extras: red}", "{one: 1, two: -1}"), [""; 0]);
    assert_eq!(found("{extras: red}", "{one: -2, two: 1}"), [""; 0]);
}

#[test]
fn advice_that_is_never_given_is_an_error() {
    let advice = "needs: [{what: A., met_when: {all: [{size: small}, {size: large}]}}], \
                  variants: [{when: {size: [small, large]}, name: B, about: B.}, \
                  {when: {size: small}, name: C, about: C.}], \
                  first_steps: [{when: {size: small}, do: D.}, {when: {size: large}, do: E.}], \
                  risks: [{what: F., mitigation: F., bites_when: {size: [small, medium, large]}}]";
    let header = HEADER.replace(
        "{id: one, name: One, summary: S.}",
        &format!("{{id: one, name: One, summary: S., {advice}}}"),
    );
    let rulebook = Rulebook::parse(vec![("small.yaml".to_owned(), format!("{header}{RULES}"))]).unwrap().0;
    let found = lint(&rulebook);
    let found: Vec<String> =
        found.iter().map(|found| format!("{}: {}", found.code.id(), found.message)).collect();
    let expected = [
        "never-holds: the condition of \"A.\" of `one` never holds: `size` is `small` and `size` is `large` exclude each other",
        "always-holds: the condition of \"F.\" of `one` always holds",
        "never-holds: \"C\" of `one` is never reached: \"B\" holds whenever it does",
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_rule_about_an_axis_scores_each_side_alike() {
    let header = HEADER.replace(
        "{id: two, name: Two, summary: S.}]",
        "{id: two, name: Two, summary: S.}, {id: three, name: Three, summary: S.}, \
         {id: both, name: Both, summary: S., combines: [two, three]}]\n\
         axes: [{id: wide, ask: Wide?, high: [three, both], low: [one, two]}]",
    );
    let found = |axis: &str, points: &str| {
        let rule = format!(
            "rules:\n  - {{id: wide-or-not, quality: speed, {axis}when: {{size: large}}, points: {points}, \
             because: B, sources: [book]}}\n"
        );
        let rulebook = Rulebook::parse(vec![("small.yaml".to_owned(), format!("{header}{rule}"))]).unwrap().0;
        let found = lint(&rulebook);
        found
            .iter()
            .filter(|found| found.code == Code::ScoredApart)
            .map(|f| f.message.clone())
            .collect::<Vec<_>>()
    };
    let said = "`wide-or-not` is about the axis `wide` and scores `one` and `two` apart, which stand on the same \
                side of it";
    assert_eq!(found("axis: wide, ", "{one: -1, two: -2, three: 2, both: 2}"), [said]);
    // What is made of another may pay for more than it.
    assert_eq!(found("axis: wide, ", "{one: -1, two: -1, three: 2, both: 1}"), [""; 0]);
    assert_eq!(found("", "{one: -1, two: -2, three: 2, both: 2}"), [""; 0]);
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

#[test]
fn a_difference_names_axes_shares_and_numbers_of_the_header() {
    let axes = "axes: [{id: a, ask: A?, high: [one], low: [two]}]\n";
    let old = rulebook(&format!("{RULES}{axes}"));
    let parse = |text: String| Rulebook::parse(vec![("small.yaml".to_owned(), text)]).unwrap().0;
    let shares =
        HEADER.replace("[{id: red}", "[{id: red, usual: 7}").replace("close_call: 1", "close_call: 2");
    let new =
        parse(format!("{shares}{RULES}{}", axes.replace("high: [one], low: [two]", "high: [], low: [two]")));
    let difference = RulebookDifference::of(&old, &new);
    assert_eq!(difference.header.changed, ["close_call"]);
    assert_eq!(difference.axes.changed, ["a"]);
    assert_eq!(difference.shares.added, ["extras"]);
    assert_eq!(difference.questions, EntryDifference::default());
    let newer = parse(format!("{}{RULES}", shares.replace("usual: 7", "usual: 8")));
    let difference = RulebookDifference::of(&new, &newer);
    assert_eq!(difference.axes.removed, ["a"]);
    assert_eq!(difference.shares.changed, ["extras"]);
}
