//! What a repository shows stands beside a question; a person decides.

use super::*;
use crate::options::OptionSet;

#[test]
fn evidence_stands_beside_the_question_and_chooses_nothing() {
    let rulebook = small();
    let question = rulebook.question("geographic-spread").unwrap();
    let asked = &rulebook.questions[question];
    let mut file = AnswersFile::blank(&rulebook);
    let bound = Reply::options(asked, OptionSet::between(1, asked.options.len() - 1));
    file.answers.set(&rulebook, question, &bound, Origin::Observed("shop".into()));
    let seen = Seen {
        evidence: "In the repository: It runs in two regions.".to_owned(),
        beside: BTreeMap::from([(1, "today".to_owned())]),
    };
    let setup = Setup { seen: BTreeMap::from([(question, seen)]), ..setup(&rulebook) };
    let played = play_with(&setup, file, Script::new([GLOBAL]), Counter::default());
    assert_eq!(played.shown()[0], asked.ask, "what nobody confirmed is asked");
    assert!(played.says("  In the repository: It runs in two regions."), "{:#?}", played.transcript);
    assert!(played.says(&format!("- {} [today]", asked.options[1].label)), "{:#?}", played.transcript);
    let before_the_answer = played.transcript.iter().take_while(|line| !line.contains("Question 2"));
    assert!(before_the_answer.clone().all(|line| !line.starts_with('*')), "nothing is chosen");
    assert_eq!(played.answers(&rulebook)[0], "geographic-spread=global");
}

#[test]
fn what_is_assumed_is_asked_and_marked() {
    let rulebook = small();
    let question = rulebook.find_question("geographic-spread").unwrap();
    let asked = &rulebook.questions[question];
    let mut file = AnswersFile::blank(&rulebook);
    let reply = Reply::options(asked, OptionSet::between(1, 2));
    file.answers.set(&rulebook, question, &reply, Origin::Assumed("saas".into()));
    let setup =
        Setup { seen: BTreeMap::from([(question, Seen::assumed(asked, &reply))]), ..setup(&rulebook) };
    let played = play_with(&setup, file, Script::new([GLOBAL]), Counter::default());
    assert_eq!(played.shown()[0], asked.ask);
    assert!(played.says(&format!("- {} [assumed]", asked.options[1].label)), "{:#?}", played.transcript);
    assert!(played.says(&format!("- {}", asked.options[0].label)), "{:#?}", played.transcript);
    assert_eq!(played.answers(&rulebook)[0], "geographic-spread=global");
}
