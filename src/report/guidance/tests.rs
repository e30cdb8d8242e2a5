//! Whether the advice says what the answers make of it.

use super::*;
use crate::answers::AnswersFile;
use crate::assessment::Assessor;
use crate::document::Document;
use crate::report::Report;

const RULES: &str = "
rulebook: {id: small, version: 1.0.0, title: Small}
architectures:
  - id: one
    name: One
    summary: S.
    prerequisites: [A plan.]
    needs:
      - {what: A pipeline., met_when: {tools: {includes: pipeline}}}
      - {when: {size: vast}, what: A map.}
      - {what: Logs., met_when: {tools: {includes: logs}}, sources: [book]}
    variants:
      - {when: {size: small}, name: Tiny, about: Do little.}
      - {when: {size: large}, name: Grand, about: Do much.}
      - {name: Plain, about: Do it.}
    styles: [{when: {tools: {includes: logs}}, name: Logged, about: Log it.}]
    first_steps:
      - {when: {size: small}, do: Begin.}
      - {do: [Look., Leap.], takes: A year.}
    measures:
      - {what: Speed, why: It matters., good: under 1 s}
      - {when: {size: large}, what: Width, why: It grows., good: under 9}
    risks:
      - {what: Fog., mitigation: A lamp., bites_when: {size: large}}
      - {what: Rust., mitigation: Oil.}
      - {what: Rain., mitigation: A coat., bites_when: {size: small}}
  - {id: two, name: Two, summary: S.}
qualities: [{id: speed, name: Speed, about: How fast.}]
questions:
  - {id: size, ask: How large?, kind: nominal, options: [{id: small}, {id: large}, {id: vast}]}
  - {id: tools, ask: Which?, kind: multi, options: [{id: pipeline}, {id: logs}]}
sources: [{id: book, title: T, author: A, year: 2024, url: 'https://example.com/'}]
rules: [{id: r, quality: speed, when: {size: small}, points: {one: 1}, because: B.}]
";

fn report(answers: &str) -> Report {
    let files = vec![("r.yaml".to_owned(), RULES.to_owned())];
    let (rulebook, _) = Rulebook::parse(files).unwrap();
    let document = Document::parse("a.yaml", format!("answers: {answers}\n")).unwrap();
    let (file, _) = AnswersFile::read(&document, &rulebook).unwrap();
    Assessor::new(&rulebook).assess(&file).report()
}

fn advice(answers: &str) -> GuidanceView {
    report(answers).architectures[0].guidance.clone()
}

fn names(variants: &[VariantView]) -> Vec<&str> {
    variants.iter().map(|variant| variant.name.as_str()).collect()
}

#[test]
fn a_need_is_in_place_by_its_answers_and_not_asked_without_them() {
    let states = |answers| advice(answers).needs.iter().map(|need| need.state).collect::<Vec<_>>();
    use NeedState::{InPlace, NotAsked, NotInPlace};
    assert_eq!(states("{size: small, tools: [logs]}"), [NotAsked, NotInPlace, InPlace]);
    assert_eq!(states("{size: vast, tools: {includes: logs}}"), [NotAsked, NotAsked, NotAsked, InPlace]);
    let found = advice("{size: small, tools: [logs]}");
    assert_eq!(found.missing, 1);
    let said = "3 things must be in place: 1 is, 1 is not and 1 is to be checked.";
    assert_eq!(found.needs_summary.as_deref(), Some(said));
    assert_eq!(found.needs[1].answers["tools"], ["pipeline"]);
    let nothing = advice("{size: small}").needs_summary.unwrap();
    assert_eq!(nothing, "3 things must be in place; all of them are to be checked.");
}

#[test]
fn the_first_variant_that_holds_fits_and_open_ones_before_it_are_named() {
    let found = advice("{size: large}");
    assert_eq!(found.variant.unwrap().name, "Grand");
    assert!(found.other_variants.is_empty() && found.other_kinds.is_none());
    let found = advice("{size: [large, vast]}");
    assert_eq!(found.variant.unwrap().name, "Plain");
    assert_eq!(names(&found.other_variants), ["Grand"]);
    let said = "It may still become Grand, depending on “How large?”.";
    assert_eq!(found.other_kinds.as_deref(), Some(said));
    assert_eq!(names(&advice("{tools: [logs]}").styles), ["Logged"]);
}

#[test]
fn first_steps_say_on_which_answers_they_depend() {
    let way = advice("{size: small}").first_steps.unwrap();
    assert_eq!((way.steps, way.depends_on), (vec!["Begin.".to_owned()], Vec::new()));
    let way = advice("{tools: none}").first_steps.unwrap();
    assert_eq!(way.steps, ["Look.", "Leap."]);
    assert_eq!((way.takes.as_deref(), way.depends_on), (Some("A year."), vec!["size".to_owned()]));
}

#[test]
fn risks_that_bite_come_first_and_those_that_do_not_last() {
    let found = advice("{size: large}");
    let risks: Vec<_> = found.risks.iter().map(|risk| (risk.what.as_str(), risk.bites)).collect();
    let expected = [("Fog.", Some(Truth::Holds)), ("Rust.", None), ("Rain.", Some(Truth::Fails))];
    assert_eq!(risks, expected);
    assert_eq!(found.measures.len(), 2);
    assert_eq!(advice("{size: small}").measures.len(), 1);
}

#[test]
fn what_the_advice_cites_is_among_the_sources_and_its_needs_are_the_prerequisites() {
    let report = report("{size: small}");
    assert!(report.sources.iter().any(|source| source.id == "book"));
    assert_eq!(report.architectures[0].prerequisites, ["A plan.", "A pipeline.", "Logs."]);
    assert!(report.architectures[1].guidance.needs_summary.is_none());
}
