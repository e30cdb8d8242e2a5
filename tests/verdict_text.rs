//! The text says what was proven: settled, open, or not proven, with few and with many answers.
#![allow(clippy::panic, clippy::unwrap_used)]

use std::borrow::Cow;

use archwise::answers::{Answers, AnswersFile};
use archwise::assessment::Assessor;
use archwise::document::Document;
use archwise::engine::{Analysis, Effort, Status};
use archwise::render::{Section, TextStyle, text};
use archwise::rulebook::Rulebook;

/// The first answers of an example, analysed with some effort, and the text of the report.
fn advise(file: &str, answered: usize, effort: &Effort) -> (Analysis, String) {
    let rulebook = Rulebook::builtin();
    let yaml =
        std::fs::read_to_string(format!("{}/examples/{file}.yaml", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let (file, _) = AnswersFile::read(&Document::parse("example", yaml).unwrap(), rulebook).unwrap();
    let mut answers = Answers::open(rulebook);
    answers.apply(rulebook, &file.statements[..answered.min(file.statements.len())], &mut Default::default());
    let assessor = Assessor { effort: effort.clone(), ..Assessor::new(rulebook) };
    let assessment = assessor.assess_answers(Cow::Owned(answers), rulebook.weights());
    let text =
        text(&assessment.report(), TextStyle { width: 100, sections: Some(&Section::ALL), against: None });
    (assessment.analysis, text.split_whitespace().collect::<Vec<_>>().join(" "))
}

const EXAMPLES: [&str; 5] =
    ["streaming-platform", "global-finance", "cloud-storage", "rapid-product", "internal-tool"];

#[test]
fn the_words_are_those_of_the_proof() {
    let mut met = std::collections::BTreeSet::new();
    for file in EXAMPLES {
        for answered in [5, 10, 15, 20, 26] {
            let (analysis, text) = advise(file, answered, &Effort::default());
            let says = |words: &str| text.contains(words);
            let context = format!("{file} with {answered} answers: {text}");
            match (analysis.verdict.settled, analysis.verdict.status) {
                (Some(true), Status::Decided) => {
                    assert!(says(": decided, ") && !says("may win instead"), "{context}");
                    let idle = analysis.open_questions.iter().all(|open| open.matters == Some(false));
                    assert!(idle, "{context}");
                    met.insert("settled");
                }
                (Some(true), _) => assert!(says(": close") || says("a tie"), "{context}"),
                (Some(false), Status::Likely) => {
                    assert!(says(": likely") && says("Not proven: "), "{context}");
                    assert!(says("open answer") && says("change it"), "{context}");
                    met.insert("likely");
                }
                (Some(false), _) => {
                    assert!(
                        (says(" so far: open") || says(": open, level so far")) && says("Find out first"),
                        "{context}"
                    );
                    let axes = &analysis.verdict.axes;
                    assert!(
                        axes.iter().any(|axis| axis.status == Status::Open) && says(": open, "),
                        "{context}"
                    );
                    assert!(says("What would change it"), "{context}");
                    met.insert("open");
                }
                (None, _) => assert!(says("not proven"), "{context}"),
            }
        }
    }
    assert_eq!(met.len(), 3, "all three were met: {met:?}");
}

#[test]
fn what_could_not_be_proven_is_said_to_be_so() {
    let hasty = Effort { nodes: 0, ..Effort::default() };
    let (analysis, text) = advise("streaming-platform", 15, &hasty);
    assert_eq!(analysis.verdict.settled, None);
    assert!(text.contains("so far: not proven"), "{text}");
    assert!(text.contains("The search ended before it could prove the winner: "), "{text}");
}

#[test]
fn nothing_is_lost_in_a_terminal_of_width_one() {
    let rulebook = Rulebook::builtin();
    let blank = AnswersFile { title: Some("Title".to_owned()), ..AnswersFile::blank(rulebook) };
    let report = Assessor::new(rulebook).assess(&blank).report();
    for width in [1, 2, 20, 40] {
        assert!(
            text(&report, TextStyle { width, sections: Some(&Section::ALL), against: None })
                .contains("Title")
        );
    }
}
