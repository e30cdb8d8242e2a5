//! The order in which questions are answered never reaches the report.

use archwise::answers::{AnswersFile, Origin, Reply};
use archwise::assessment::Assessor;
use archwise::interview::{AnswerStore, QuestionOrder, Script, Setup, conduct, unanswered};
use archwise::render;
use archwise::rulebook::{ArchitectureSet, QuestionId, Rulebook};

use crate::screen::{FIRST, GLOBAL, Home, Session, rulebook};

struct Nowhere;

impl AnswerStore for Nowhere {
    fn save(&mut self, _: &mut AnswersFile) -> Result<Option<String>, String> {
        Ok(None)
    }

    fn exists(&self, _: &str) -> bool {
        false
    }

    fn needs_file(&self) -> bool {
        false
    }

    fn save_as(&mut self, _: &mut AnswersFile, _: &str) -> Result<(), String> {
        Ok(())
    }
}

/// What is replied to each question, as script and as text.
const REPLIES: [(&str, &str, &str); 7] = [
    ("Where are the users", "Several continents", "global"),
    ("What loss", "The loss of a data", "zone-loss"),
    ("How often", "?", "unknown"),
    ("How many teams", "24", "24"),
    ("Must data stay", "Yes", "pinned"),
    ("Which interactions", "Writes;Reads of", "writes,personal-reads"),
    ("What may it cost", "What it takes", "high"),
];

fn json(rulebook: &Rulebook, file: &AnswersFile) -> String {
    render::json(&Assessor::new(rulebook).assess(file).report()).unwrap()
}

/// Answers `first` beforehand, in this order, and the rest in the interview.
fn interview(rulebook: &Rulebook, first: &[usize], order: QuestionOrder) -> String {
    let setup = Setup {
        rulebook,
        weights: rulebook.weights(),
        among: ArchitectureSet::full(rulebook.architectures.len()),
        order,
        standings: true,
        seen: Default::default(),
    };
    let mut file = AnswersFile::blank(rulebook);
    for &at in first {
        let question = QuestionId::from(at);
        let reply = Reply::parse(&rulebook.questions[question], REPLIES[at].2).unwrap();
        file.answers.set(rulebook, question, &reply, Origin::Prompt);
    }
    let replies = REPLIES.iter().map(|(title, reply, _)| (*title, *reply));
    let mut script = Script::by_title(replies.chain([("Settled", "g"), ("Your answers", "s")]));
    conduct(&setup, &mut file, &mut script, &mut Nowhere).unwrap();
    assert!(unanswered(rulebook, &file.answers).is_empty());
    json(rulebook, &file)
}

#[test]
fn any_order_of_answering_gives_the_same_bytes() {
    let rulebook = Rulebook::load(&rulebook()).unwrap().0;
    let expected = interview(&rulebook, &[], QuestionOrder::Rulebook);
    assert!(expected.contains("\"data-residency\""));
    assert_eq!(interview(&rulebook, &[], QuestionOrder::Next), expected);
    let mut random = 7_u32;
    for _ in 0..60 {
        let mut order: Vec<usize> = (0..REPLIES.len()).collect();
        for at in (1..order.len()).rev() {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            order.swap(at, random as usize % (at + 1));
        }
        let first = &order[..random as usize % order.len()];
        assert_eq!(interview(&rulebook, first, QuestionOrder::Next), expected, "{first:?}");
    }
}

/// Answers what is left by its title, in whatever order it comes.
fn answer_the_rest(session: &mut Session) {
    let mut number = 4;
    loop {
        let at = |title: &str| format!("Question {number} of 7\n{title}");
        let prompts = [
            "Settled:".to_owned(),
            "Your answers: choose".to_owned(),
            at("How many teams"),
            at("Which interactions"),
            at("Must data stay"),
            at("What may it cost"),
        ];
        match session.sees_one_of(&prompts.each_ref().map(String::as_str)) {
            0 => {
                session.choose("Go on");
                continue;
            }
            1 => return,
            2 => session.press("24\r"),
            3 => session.choose("None of these"),
            _ => session.press(FIRST),
        }
        number += 1;
    }
}

#[test]
fn the_program_prints_the_same_report_in_either_order() {
    let home = Home::new();
    let mut reports = Vec::new();
    for order in ["next", "rulebook"] {
        let mut session = home.start(&format!("--order {order} --format json > {order}.json"));
        session.at("Question 1 of about 7", GLOBAL);
        session.at("Question 2 of 7", GLOBAL);
        session.at("Question 3 of 7", FIRST);
        answer_the_rest(&mut session);
        session.choose("Finish without saving");
        assert_eq!(session.ends(), 0);
        reports.push(home.read(&format!("{order}.json")));
    }
    assert_eq!(reports[0], reports[1]);
}
