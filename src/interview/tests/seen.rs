//! What a repository shows stands beside a question; a person decides.

use super::*;
use crate::answers::{FileContents, Statement, to_yaml};
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

/// Returns a file that assumes this and says nothing.
fn assuming(rulebook: &Rulebook, assumed: &[(&str, &str)]) -> AnswersFile {
    let statement = |(id, text): &(&str, &str)| {
        let question = rulebook.find_question(id).unwrap();
        let reply = Reply::parse(&rulebook.questions[question], text).unwrap();
        let origin = Origin::Assumed("saas".into());
        Statement { question, reply, origin, place: None, former: false }
    };
    let mut file = AnswersFile::blank(rulebook);
    file.assume(rulebook, "saas", assumed.iter().map(statement).collect()).unwrap();
    file
}

#[test]
fn what_only_assumptions_settle_is_said_to_be_so() {
    let rulebook = small();
    let file = assuming(&rulebook, &[("geographic-spread", "single-region"), ("fault-tolerance", "restart")]);
    let played = play_with(&setup(&rulebook), file, Script::new(["s", "s"]), Counter::default());
    assert!(
        played.says(
            "| Settled if what is assumed holds: only answers of yours in the place of the 2 that are assumed"
        ),
        "{:#?}",
        played.transcript
    );
    assert!(played.says("What is open cannot change the outcome, if what is assumed holds."));
}

#[test]
fn whoever_does_not_know_leaves_what_is_assumed_standing() {
    let rulebook = small();
    let question = |id: &str| rulebook.find_question(id).unwrap();
    let file = assuming(
        &rulebook,
        &[("geographic-spread", "multi-region"), ("fault-tolerance", "zone-loss"), ("teams", "3")],
    );
    let marks = |id: &str, text: &str| {
        let asked = &rulebook.questions[question(id)];
        (question(id), Seen::assumed(asked, &Reply::parse(asked, text).unwrap()))
    };
    let seen = BTreeMap::from([marks("teams", "3"), marks("interaction", "+writes,-cacheable")]);
    let setup = Setup { seen, ..setup(&rulebook) };
    let script = Script::new(["?", REGION, "<", "?", "Every week", "?", "?", "n", "?"]);
    let played = play_with(&setup, file, script, Counter::default());
    assert!(
        played.says(
            "> Where are the users? don't know, so this stands: Several regions of one continent (assumed)"
        ),
        "{:#?}",
        played.transcript
    );
    assert!(played.says("  Assumed: 3 teams."), "{:#?}", played.transcript);
    assert!(played.says("- Writes [assumed]") && played.says("[assumed not]"), "{:#?}", played.transcript);
    assert!(played.says("- Teams: 3 teams (assumed)"), "{:#?}", played.transcript);
    let shown = played.shown();
    assert_eq!(shown.iter().filter(|title| title.starts_with("Where are")).count(), 1, "it is asked once");
    let answers = &played.file.answers;
    for id in ["geographic-spread", "fault-tolerance", "teams"] {
        let given = answers.given(question(id)).unwrap();
        assert!(matches!(given.origin, Origin::Assumed(_)) && given.declined, "{id}");
    }
    let written = to_yaml(&rulebook, &FileContents::of(&played.file));
    let (answers, assumed) = written.split_once("\nassumed:").unwrap();
    assert!(answers.contains("teams: unknown") && assumed.contains("teams: 3"), "{written}");
}
