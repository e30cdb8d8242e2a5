//! The figures of a calibration: they add up, and on a small rulebook they are those that a reader counts.

use archwise::authoring::calibration::{Decision, LeadBand, Rates, Reliability, Threshold};
use archwise::authoring::cases;
use archwise::document::Document;
use archwise::engine::Status;
use archwise::rulebook::{Hits, Rulebook};

use super::RELIABILITY;

fn sum<'r>(rates: impl Iterator<Item = &'r Rates>) -> Rates {
    rates.fold(Rates::default(), |all, rates| all.and(*rates))
}

#[test]
fn the_figures_add_up() {
    let reliability = &*RELIABILITY;
    let verdicts = &reliability.published;
    let published = reliability.decisions.iter().filter(|decision| decision.label.is_published());
    let published: Vec<&Decision> = published.collect();
    assert_eq!(verdicts.all.of as usize, published.len());
    for parts in [&verdicts.by_status, &verdicts.by_lead, &verdicts.by_certainty] {
        assert_eq!(sum(parts.values()), verdicts.all);
    }
    assert_eq!(verdicts.by_status.len(), Status::ALL.len());
    assert_eq!(verdicts.by_lead.len(), LeadBand::ALL.len());
    let firm = [Status::Decided, Status::Close, Status::Likely].map(|s| verdicts.by_status[s.word()]);
    assert_eq!(sum(firm.iter()), verdicts.firm);
    let own = &reliability.own_sources;
    assert_eq!(own.with.of, own.without.of);
    assert_eq!(own.all.of, verdicts.all.of);
    assert_eq!(own.all.accepted + own.with.accepted, verdicts.all.accepted + own.without.accepted);

    assert_eq!(reliability.axes.len(), 2);
    for axis in &reliability.axes {
        assert_eq!(axis.all.of, verdicts.all.of);
        assert_eq!(sum(axis.by_status.values()), axis.all);
        assert_eq!(sum(axis.by_lead.values()), axis.all);
        // A lead of `close_call`, or nobody to lead over.
        let bands =
            [("from_3_to_5", 3), ("from_6_to_9", 6), ("from_10", 10), ("no_rival", reliability.close_call)];
        let clear = bands.iter().filter(|(_, least)| *least >= reliability.close_call);
        assert_eq!(sum(clear.map(|(band, _)| &axis.by_lead[*band])), axis.clear);
    }
    let clear = sum(reliability.axes.iter().map(|axis| &axis.clear));
    assert_eq!(reliability.calibration.clear_axes, clear.hits());
    assert_eq!(reliability.calibration.open, verdicts.by_status["open"].hits());
}

#[test]
fn a_stricter_threshold_never_lets_more_through() {
    let reliability = &*RELIABILITY;
    let all = &reliability.thresholds;
    assert_eq!(all.len(), 18);
    for loose in all {
        for strict in all.iter().filter(|strict| strict.share >= loose.share && strict.lead >= loose.lead) {
            assert!(strict.axes.of <= loose.axes.of, "{strict:?} {loose:?}");
            assert!(strict.verdicts.of <= loose.verdicts.of, "{strict:?} {loose:?}");
        }
    }
    // With the thresholds of the rulebook what qualifies is what is called likely, or proven.
    let is_own = |t: &&Threshold| t.share == reliability.likely && t.lead == reliability.close_call;
    let own = all.iter().find(is_own).unwrap();
    assert_eq!(own.verdicts, reliability.published.firm);
}

#[test]
fn noise_keeps_most_winners_that_lead_by_much() {
    let noise = &RELIABILITY.noise;
    let share = |band: &str| f64::from(noise.by_lead[band].kept) / f64::from(noise.by_lead[band].of.max(1));
    assert!(share("under_3") < share("from_6_to_9") && share("from_6_to_9") <= share("from_10"), "{noise:?}");
    let all: u32 = noise.by_lead.values().map(|kept| kept.of).sum();
    assert!(all <= noise.situations * noise.draws);
}

const RULEBOOK: &str = "\
rulebook:
  {id: small, version: 1.0.0, title: Small, close_call: 2, calibration: {decided: {accepted: 2, of: 3}}}
architectures: [{id: one, name: One, summary: S.}, {id: two, name: Two, summary: S.}]
qualities: [{id: speed, name: Speed, about: How fast.}]
sources:
  - {id: book, title: T, author: A, year: 2020, url: \"https://example.com\"}
  - {id: talk, title: T, author: A, year: 2020, url: \"https://example.com\"}
questions:
  - {id: size, ask: How large?, kind: ordinal, options: [{id: small}, {id: large}]}
rules:
  - {id: small-is-one, quality: speed, when: {size: small}, points: {one: 3}, because: B, sources: [talk]}
  - {id: large-is-two, quality: speed, when: {size: large}, points: {two: 2}, because: B, sources: [book]}
cases:
  - {name: a, answers: {size: large}, label: outcome, certainty: high, sources: [book],
     expect: {architecture: two}}
  - {name: b, answers: {size: large}, label: expert-judgement, certainty: low, source: A talk,
     expect: {architecture: one, also: [two]}}
  - {name: c, answers: {size: small}, label: outcome, certainty: high, source: [A talk, Another],
     expect: {architecture: two}, miss: M.}
  - {name: d, answers: {}, label: own-description, certainty: high, expect: {architecture: one}}
  - {name: e, answers: {size: small}, expect: {architecture: one}}
";

fn small() -> (Rulebook, Reliability) {
    let text = RULEBOOK.to_owned();
    let (rulebook, _) = Rulebook::parse(vec![("small.yaml".to_owned(), text.clone())]).unwrap();
    let cases = cases::read(&[Document::parse("small.yaml", text).unwrap()], &rulebook).unwrap();
    let reliability = Reliability::measure(&rulebook, &cases, &[]);
    (rulebook, reliability)
}

#[test]
fn a_small_rulebook_comes_to_what_one_counts_by_hand() {
    let (rulebook, reliability) = small();
    let rates = |expected, accepted, of| Rates { expected, accepted, of };
    assert_eq!(reliability.published.all, rates(1, 2, 3));
    assert_eq!(reliability.published.by_status["decided"], rates(1, 2, 3));
    assert_eq!(reliability.published.by_lead["under_3"], rates(1, 2, 2));
    assert_eq!(reliability.published.by_lead["from_3_to_5"], rates(0, 0, 1));
    assert_eq!(reliability.published.by_certainty["high"], rates(1, 1, 2));
    assert_eq!(reliability.own_descriptions, rates(1, 1, 1));
    // Without the rule that cites the book nothing speaks for what case a expects.
    assert_eq!(reliability.own_sources.decisions, 1);
    assert_eq!(reliability.own_sources.with, rates(1, 1, 1));
    assert_eq!(reliability.own_sources.without, rates(0, 0, 1));
    assert_eq!(reliability.own_sources.all, rates(0, 1, 3));
    assert!(reliability.thresholds.is_empty(), "there are no axes");
    assert_eq!(reliability.calibration.decided, Hits { accepted: 2, of: 3 });
    assert_eq!(reliability.correction(&rulebook), None);
}

#[test]
fn a_header_that_says_something_else_is_corrected() {
    let (mut rulebook, reliability) = small();
    rulebook.calibration.as_mut().unwrap().decided.of = 4;
    assert_eq!(reliability.correction(&rulebook), Some(reliability.calibration));
    rulebook.calibration = None;
    assert_eq!(reliability.correction(&rulebook), None, "a header need not say anything");
}

#[test]
fn the_same_cases_give_the_same_figures() {
    assert_eq!(small().1, small().1);
}
