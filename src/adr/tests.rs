//! What is written into a record is read back, whatever stands around it.
#![allow(clippy::unwrap_used)]

use indexmap::IndexMap;

use super::*;
use crate::answers::RulebookPin;
use crate::rulebook::Rulebook;

fn basis() -> Basis {
    let map = |pairs: &[(&str, &str)]| {
        pairs.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect::<IndexMap<_, _>>()
    };
    Basis {
        architecture: Some("hybrid".to_owned()),
        rulebook: Some(RulebookPin {
            id: Some("builtin".to_owned()),
            version: Some("1.0 -- the --> \"first\"".to_owned()),
            hash: Some("sha256:00ff".to_owned()),
        }),
        answers: map(&[
            ("geographic-spread", "global"),
            ("teams", "24"),
            ("load-shape", "+sudden-peaks,-uniform"),
            ("special-demands", "-isolated-subset"),
            ("consistency", "session,eventual"),
            ("budget", "unknown"),
        ]),
        weights: IndexMap::from([("availability".to_owned(), 2), ("cost".to_owned(), 0)]),
        among: vec!["hybrid".to_owned(), "distributed".to_owned()],
        parts: IndexMap::from([
            ("billing".to_owned(), PartBasis { architecture: None, answers: map(&[]) }),
            (
                "The \"core\": <!-- part -->".to_owned(),
                PartBasis {
                    architecture: Some("microservices".to_owned()),
                    answers: map(&[("consistency", "strong,session"), ("teams", "3")]),
                },
            ),
        ]),
    }
}

fn read(text: &str) -> ParsedRecord {
    ParsedRecord::read("0001.md", text).unwrap()
}

#[test]
fn what_is_written_is_read_back() {
    let comment = basis().comment();
    assert_eq!(comment.matches("-->").count(), 1, "{comment}");
    assert_eq!(comment.matches("--").count(), 2, "nothing in a comment may look like its end: {comment}");
    let page = read(&format!("---\nstatus: accepted\n---\n\n# Title\n\nText.\n\n{comment}\nMore.\n"));
    assert_eq!(page.basis, Some(basis()));
    let none = Basis::default();
    assert_eq!(Basis { architecture: Some("a".to_owned()), ..none.clone() }.comment().lines().count(), 3);
    let page = read(&basis().comment().replace('\n', "\r\n"));
    assert_eq!(page.basis, Some(basis()), "line ends of Windows");
}

#[test]
fn the_front_matter_may_hold_the_same() {
    let text =
        "---\nstatus: accepted\narchwise:\n  architecture: hybrid\n  rulebook: {version: 1.0.0}\n---\n# T\n";
    let basis = read(text).basis.unwrap();
    assert_eq!(basis.architecture.as_deref(), Some("hybrid"));
    assert_eq!(basis.rulebook.unwrap().version.as_deref(), Some("1.0.0"));
    // Front matter without the key is nobody's business.
    assert_eq!(read("---\nstatus: [\n---\n# T\n").basis, None);
}

#[test]
fn errors_stand_where_they_are_in_the_record() {
    let text = "# T\n\n<!-- archwise\narchitectur: hybrid\nweights: {cost: 9}\n-->\n";
    let found = ParsedRecord::read("0001.md", text).unwrap_err();
    let said = found.to_string();
    assert!(said.contains("0001.md:4:1: unknown key `architectur`"), "{said}");
    assert!(said.contains("0001.md:5:17: the weight of `cost`"), "{said}");
    for (text, wrong) in [
        ("<!-- archwise\narchitecture: a\n", "not closed"),
        ("<!-- archwise\n-->\n", "is empty"),
        ("<!-- archwise\na: b\n-->\n<!-- archwise\na: b\n-->\n", "two comments"),
        ("<!-- archwise\n- a\n-->\n", "must be a mapping"),
    ] {
        let said = ParsedRecord::read("r.md", text).unwrap_err().to_string();
        assert!(said.contains(wrong), "{said}");
    }
}

#[test]
fn a_record_that_is_not_in_force_says_so_in_many_ways() {
    for withdrawn in [
        "---\nstatus: superseded by [ADR-0002](0002-b.md)\n---\n# T\n",
        "---\nstatus: \"deprecated\"\n---\n# T\n",
        "# T\n\n- Status: superseded by [20250101-b](20250101-b.md)\n- Date: 2025-01-01\n",
        "# T\n\n* **Status**: rejected\n",
        "# 1. T\n\nDate: 2025-01-01\n\n## Status\n\nAccepted\n\nSuperceded by [2. B](0002-b.md)\n\n## Context\n",
    ] {
        assert!(read(withdrawn).withdrawn.is_some(), "{withdrawn}");
    }
    for in_force in [
        "---\nstatus: accepted\n---\n# T\n",
        "# 2. T\n\n## Status\n\nAccepted\n\nSupercedes [1. A](0001-a.md)\n\n## Context\n\nSuperseded by nothing.\n",
        "# T\n\n## Options\n\n- Status: rejected\n",
    ] {
        assert_eq!(read(in_force).withdrawn, None, "{in_force}");
    }
}

#[test]
fn a_name_is_mentioned_word_by_word() {
    let page = read("# We build a modular-monolith\n\nChosen: **Hybrid**, not a Distributed  System.");
    assert!(
        page.mentions("hybrid") && page.mentions("modular-monolith") && page.mentions("Distributed system")
    );
    assert!(!page.mentions("microservices") && !page.mentions("Modular monolith"));
}

#[test]
fn answers_that_the_rulebook_no_longer_knows_are_left_out() {
    let rulebook = Rulebook::builtin();
    let mut basis = basis();
    basis.answers.insert("no-such-question".to_owned(), "yes".to_owned());
    basis.answers.insert("release-cadence".to_owned(), "no-such-option".to_owned());
    let answers = basis.answers(rulebook, "0001.md");
    let text = |id: &str| answers.text(rulebook, rulebook.question(id).unwrap());
    assert_eq!(text("teams"), "24");
    assert_eq!(text("load-shape"), "+sudden-peaks,-uniform");
    assert_eq!(text("release-cadence"), "unknown");
    assert_eq!(basis.weights(rulebook)[rulebook.quality("availability").unwrap()], 2);
    assert_eq!(basis.weights(rulebook)[rulebook.quality("scalability").unwrap()], 1);
    assert_eq!(basis.among(rulebook).unwrap().iter().count(), 2);
    assert_eq!(Basis::default().among(rulebook), None);
}

#[test]
fn answers_of_an_earlier_version_of_the_rulebook_are_read_by_its_names() {
    let text = include_str!("../../tests/data/former/rulebook.yaml").to_owned();
    let rulebook = Rulebook::parse(vec![("rulebook.yaml".to_owned(), text)]).unwrap().0;
    let then =
        [("budget", "ample"), ("recovery-objective", "hours"), ("operations", "delivery,observability")];
    let answers = then.map(|(id, text)| (id.to_owned(), text.to_owned())).into();
    let answers = Basis { answers, ..Basis::default() }.answers(&rulebook, "0001.md");
    let text = |id: &str| answers.text(&rulebook, rulebook.question(id).unwrap());
    assert_eq!(text("budget"), "sufficient");
    assert_eq!((text("recovery-time"), text("recovery-point")), ("hours".into(), "hours,minutes".into()));
    assert_eq!(text("capabilities"), "+automated-delivery,-tests");
}
