//! Tests what is said of a decision for `split` where `whole` leads now.

use std::sync::LazyLock;

use super::*;
use crate::adr::ParsedRecord;
use crate::answers::AnswersFile;
use crate::check::tests::nothing;
use crate::check::{RecordError, Subject};
use crate::document::Document;
use crate::engine::Effort;
use crate::rulebook::Rulebook;

static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(|| {
    let text = "
    rulebook: {id: small, version: 1.0.0, title: Small, close_call: 1}
    architectures:
      - {id: whole, name: Whole, summary: One piece.}
      - {id: split, name: Split, summary: Many pieces.}
    qualities: [{id: cost, name: Cost, about: A}, {id: pace, name: Pace, about: A}]
    questions:
      - {id: teams, ask: How many teams?, kind: nominal, options: [{id: one}, {id: many}]}
      - {id: budget, ask: How much money?, kind: nominal, options: [{id: ample}, {id: tight}]}
      - {id: skill, ask: How much skill?, kind: nominal, options: [{id: high}, {id: low}]}
      - {id: distance, ask: How far?, kind: nominal, options: [{id: near}, {id: far}]}
      - {id: law, ask: What does the law say?, kind: nominal, options: [{id: allows}, {id: forbids}]}
    rules:
      - {id: queues, quality: pace, when: {teams: many}, points: {split: 3}, because: They wait.}
      - {id: talk, quality: pace, when: {teams: one}, points: {whole: 1}, because: They talk.}
      - {id: close-by, quality: pace, when: {distance: near}, points: {whole: 1}, because: It is near.}
      - {id: dear, quality: cost, when: {budget: tight}, points: {whole: 2}, because: Pieces cost.}
      - {id: hard, quality: cost, when: {skill: low}, points: {whole: 2}, because: Pieces are hard.}
      - {id: secrecy, when: {law: forbids}, rules_out: [split], because: Secrets stay.}
    ";
    Rulebook::parse(vec![("small.yaml".to_owned(), text.to_owned())]).unwrap().0
});

/// Calls `say` with a decision for `split`: its record keeps `then`, its file says `now`.
fn with_decision<T>(then: Option<&str>, now: &str, say: impl Fn(&AssessedDecision<'_>) -> T) -> T {
    let text = format!("{now}\ndecision: {{architecture: split, record: a.md}}\n");
    let document = Document::parse("answers.yaml", text).unwrap();
    let (file, _) = AnswersFile::read(&document, &RULEBOOK).unwrap();
    let records = |path: &str| {
        let then = then.ok_or(RecordError::Missing("nobody wrote one".to_owned()))?;
        let text = format!("<!-- archwise\narchitecture: split\n{then}\n-->\n");
        ParsedRecord::read(path, &text).map_err(RecordError::Invalid)
    };
    let subject =
        Subject { name: "answers.yaml", file: &file, records: &records, baseline: None, observed: &[] };
    let decisions = AssessedDecision::all(&subject, &nothing(), &RULEBOOK, &Effort::default());
    say(&decisions[0])
}

fn causes_since(then: &str, now: &str) -> String {
    with_decision(Some(then), now, |decision| causes(decision, "split"))
}

#[test]
fn answers_that_are_enough_by_themselves_are_named_without_the_others() {
    assert_eq!(
        causes_since("answers: {teams: many, skill: high}", "answers: {teams: one, skill: low}"),
        "since the record an answer changed that is enough by itself: `teams` from many to one"
    );
    assert_eq!(
        causes_since(
            "answers: {teams: many, budget: ample, skill: high}\nweights: {cost: 2}",
            "answers: {teams: many, budget: tight, skill: low}\nweights: {cost: 2}"
        ),
        "since the record answers changed of which each is enough by itself: \
         `budget` from ample to tight and `skill` from high to low"
    );
}

#[test]
fn changes_that_are_enough_only_together_are_all_named() {
    assert_eq!(
        causes_since(
            "answers: {teams: many, budget: ample, skill: high}",
            "answers: {teams: many, budget: tight, skill: low}"
        ),
        "since the record these changed, and only together they are enough: \
         `budget` from ample to tight and `skill` from high to low"
    );
    assert_eq!(
        causes_since(
            "answers: {teams: many, budget: tight}",
            "answers: {teams: many, budget: tight}\nweights: {cost: 2}"
        ),
        "since the record these changed: the weight of `cost` from 1 to 2"
    );
    assert_eq!(
        causes_since(
            "answers: {teams: many, budget: ample}",
            "answers: {teams: many, budget: tight}\nweights: {cost: 2}"
        ),
        "since the record `budget` from ample to tight changed, and weights with it"
    );
}

#[test]
fn a_rulebook_that_never_led_to_the_decision_is_the_cause() {
    assert_eq!(
        causes_since("answers: {teams: one}", "answers: {teams: one}"),
        "by the rulebook of now `whole` leads already with the answers of the record"
    );
}

#[test]
fn without_a_record_the_strongest_reasons_are_named() {
    let said = |now: &str| with_decision(None, now, |decision| causes(decision, "split"));
    assert_eq!(
        said("answers: {teams: one, budget: tight, skill: low, distance: near}\nweights: {cost: 2}"),
        "what speaks for `whole` most: +4 Cost, since the answer to “How much money?” is “tight”; +4 Cost, since \
         the answer to “How much skill?” is “low”; +1 Pace, since the answer to “How many teams?” is “one”",
        "three of the four, by falling weight"
    );
    assert_eq!(said(""), "what speaks for `whole` most: nothing; it stands first in the rulebook");
}

#[test]
fn the_rule_that_rules_an_architecture_out_is_named_with_its_reason() {
    let said = |architecture| {
        with_decision(None, "answers: {law: forbids}", |decision| ruled_out(decision, architecture))
    };
    assert_eq!(
        said("split").as_deref(),
        Some(
            "`secrecy` rules it out since the answer to “What does the law say?” is “forbids”: Secrets stay"
        )
    );
    assert_eq!(said("whole"), None);
}
