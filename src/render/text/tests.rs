//! Tests the text of a small report: the reasons it gives under weights, and how it is laid out.

use std::borrow::Cow;

use super::text;
use crate::answers::{Answers, Origin, Reply};
use crate::assessment::Assessor;
use crate::render::{Section, TextStyle};
use crate::report::Report;
use crate::rulebook::Rulebook;

const RULES: &str = "
    rulebook: {id: small, version: 1.0.0, title: Small, close_call: 1}
    architectures:
      - {id: whole, name: Whole, summary: One piece.}
      - {id: split, name: Split, summary: Many pieces.}
      - {id: spread, name: Spread, summary: Many places.}
    qualities: [{id: cost, name: Cost, about: A}, {id: pace, name: Pace, about: A}]
    questions:
      - {id: teams, ask: How many teams?, kind: nominal, options: [{id: one}, {id: many}]}
    rules:
      - {id: cheap, quality: cost, when: {teams: one}, points: {whole: 2, spread: -1}, because: It is cheap.}
      - {id: quick, quality: pace, when: {teams: one}, points: {whole: 1, spread: -3}, because: It is quick.}
      - {id: light, quality: cost, when: {teams: one}, points: {split: -1}, because: It is light.}
";

/// Reports on a system of one team; `weights` are those of cost and pace.
fn report(weights: [u8; 2]) -> Report {
    let (rulebook, _) = Rulebook::parse(vec![("small.yaml".to_owned(), RULES.to_owned())]).unwrap();
    let mut answers = Answers::open(&rulebook);
    let question = rulebook.question("teams").unwrap();
    let reply = Reply::parse(&rulebook.questions[question], "one").unwrap();
    answers.set(&rulebook, question, &reply, Origin::Prompt);
    Assessor::new(&rulebook).assess_answers(Cow::Borrowed(&answers), weights.to_vec().into()).report()
}

/// Returns the text without its colours.
fn plain(report: &Report, width: usize, sections: Option<&[Section]>) -> String {
    let style = TextStyle { width, sections, against: None };
    anstream::adapter::strip_str(&text(report, style)).to_string()
}

const ALL: Option<&[Section]> = Some(&Section::ALL);

/// Returns the lines from below a heading to the next empty one.
fn section<'t>(text: &'t str, heading: &str) -> Vec<&'t str> {
    let lines = text.lines().skip_while(|line| !line.starts_with(heading)).skip(1);
    lines.take_while(|line| !line.is_empty()).collect()
}

#[test]
fn the_reasons_for_which_another_is_behind_are_weighed() {
    let text = plain(&report([5, 1]), 80, ALL);
    let lines = section(&text, "Why not the others");
    let cost = "  −15 Cost, since the answer to “How many teams?” is “one” (see above)";
    assert_eq!([lines[0], lines[1]], ["  Spread is 19 points behind:", cost], "{text}");
}

#[test]
fn a_quality_without_weight_is_no_reason() {
    let text = plain(&report([0, 1]), 80, ALL);
    assert!(text.contains("Spread is 4 points behind:"), "{text}");
    assert!(!section(&text, "Why not the others").iter().any(|line| line.contains("Cost")), "{text}");
    assert!(!text.contains("It is cheap"), "{text}");
}

#[test]
fn every_rule_that_tells_them_apart_is_listed() {
    let text = plain(&report([1, 1]), 80, ALL);
    let lines = section(&text, "Why not the others");
    assert_eq!(lines[0], "  Spread is 7 points behind:", "{text}");
    assert_eq!(lines.len(), 3, "{text}");
}

#[test]
fn only_the_sections_that_are_asked_for_are_given() {
    let text = plain(&report([1, 1]), 80, Some(&[Section::Why, Section::Ranking]));
    let headings: Vec<&str> =
        text.lines().filter(|line| !line.is_empty() && !line.starts_with(' ')).collect();
    let expected = ["Ranking, in points", "Why Whole rather than Split: 4 − 0 = 4 points"];
    assert_eq!(headings[..2], expected, "in the order of the report: {text}");
    assert!(headings[2..].iter().all(|line| line.starts_with("Rulebook:")), "{text}");
}

#[test]
fn another_rival_can_be_named() {
    let style = TextStyle { width: 80, sections: Some(&[Section::Why]), against: Some("spread") };
    let text = anstream::adapter::strip_str(&text(&report([1, 1]), style)).to_string();
    assert!(text.contains("Why Whole rather than Spread: 7 − 0 = 7 points"), "{text}");
}

#[test]
fn nothing_is_wider_than_the_page_and_what_goes_on_is_indented() {
    for width in [40, 60, 100] {
        for sections in [None, ALL] {
            let text = plain(&report([5, 1]), width, sections);
            // Only an address or an id could be wider, since they are not cut; none here is so long.
            assert!(text.lines().all(|line| line.chars().count() <= width), "{width}: {text}");
        }
    }
    let narrow = plain(&report([5, 1]), 40, ALL);
    let lines = section(&narrow, "How firm it is");
    assert!(lines.len() > 2 && lines.iter().all(|line| line.starts_with("  ")), "{narrow}");
}
