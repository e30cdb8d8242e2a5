//! Answers files that an earlier version of a rulebook wrote: over random pairs of versions they are read as
//! the names say, and an update or an edit of them changes nothing else.
#![allow(clippy::panic, clippy::unwrap_used)]

mod case;
#[path = "../exact/spec.rs"]
#[allow(dead_code)]
mod spec;
mod update;

use archwise::answers::{AnswersFile, FileContents, Origin, Reply, edited, updated};
use archwise::document::Document;
use archwise::rulebook::{QuestionId, Rulebook};
use case::Case;
use spec::Random;

const SEEDS: u64 = 1_000;

fn read(rulebook: &Rulebook, text: &str) -> AnswersFile {
    let document = Document::parse("a.yaml", text.to_owned()).unwrap();
    AnswersFile::read(&document, rulebook).unwrap_or_else(|found| panic!("{found}\n{text}")).0
}

#[test]
fn a_file_of_then_says_what_its_words_say() {
    for seed in 0..SEEDS {
        let case = Case::new(seed);
        case.check(&read(&case.rulebook, &case.text), None, &format!("seed {seed}, read"));
    }
}

#[test]
fn an_updated_file_says_the_same_and_needs_no_other_update() {
    for seed in 0..SEEDS {
        let case = Case::new(seed);
        let update = updated(&case.rulebook, "a.yaml", &case.text);
        let update = update.unwrap_or_else(|found| panic!("seed {seed}: {found}\n{}", case.text));
        let file = read(&case.rulebook, &update.text);
        case.check(&file, None, &format!("seed {seed}, updated to\n{}", update.text));
        assert!(update.lost.is_empty(), "seed {seed}");
        assert!(file.statements.iter().all(|statement| !statement.former), "seed {seed}");
        assert_eq!(file.statements.len(), case.now.len(), "seed {seed}\n{}", update.text);
        let again = updated(&case.rulebook, "a.yaml", &update.text).unwrap();
        assert_eq!(again.text, update.text, "seed {seed}");
        assert!(again.renamed.is_empty() && again.added.is_empty(), "seed {seed}: {:?}", again.renamed);
    }
}

#[test]
fn an_answer_that_changes_leaves_nothing_of_the_former_one() {
    for seed in 0..SEEDS {
        let case = Case::new(seed);
        let mut random = Random::new(seed + SEEDS);
        let mut file = read(&case.rulebook, &case.text);
        let question = QuestionId::from(random.below(case.now.len()));
        let asked = &case.rulebook.questions[question];
        let sets = Reply::unknown(asked).sets;
        let sets = sets.iter().map(|set| random.subset(set.len())).collect();
        let reply = Reply { sets, number: None };
        file.answers.set(&case.rulebook, question, &reply, Origin::Prompt);
        let text = edited(&case.rulebook, "a.yaml", &case.text, &FileContents::of(&file));
        let text = text.unwrap_or_else(|found| panic!("seed {seed}: {found}\n{}", case.text));
        let after = read(&case.rulebook, &text);
        assert_eq!(after.reply(question), Some(&reply), "seed {seed}\n{text}");
        case.check(&after, Some(question), &format!("seed {seed}, edited to\n{text}"));
    }
}
