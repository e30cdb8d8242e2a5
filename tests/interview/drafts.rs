//! Drafts: whose they are, how one is chosen, and two interviews at once.

use crate::screen::{CTRL_C, DOWN, ENTER, FIRST, GLOBAL, Home, SECOND, Session, rulebook};

/// One answer, then broken off.
fn broken_off(home: &Home, arguments: &str, answer: &str) {
    let mut session = home.start(arguments);
    if session.sees_one_of(&["Question 1 of", "unfinished"]) == 1 {
        session.choose("Begin anew");
    }
    session.at("Question 1 of", answer);
    session.at("Question 2 of", CTRL_C);
    assert_eq!(session.ends(), 130);
    session.sees("Your answers are saved. To go on:");
}

fn said(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn two_interviews_at_once_keep_to_themselves() {
    let home = Home::new();
    let mut first = home.start("--order rulebook");
    first.at("Question 1 of", FIRST);
    first.sees("Question 2 of");
    let mut second = home.start("--order rulebook");
    second.sees("! Another interview about this is open in another terminal.");
    second.at("Question 1 of", GLOBAL);
    first.press(GLOBAL);
    first.sees("Question 3 of");
    second.at("Question 2 of", CTRL_C);
    assert_eq!(second.ends(), 130);
    second.sees("Interrupted. Your answers are saved.");
    let drafts = home.drafts();
    assert_eq!(drafts.len(), 2);
    assert!(drafts[0].contains("fault-tolerance: region-loss"), "{drafts:?}");
    assert!(drafts[1].contains("geographic-spread: global"), "{drafts:?}");
    // That of the first is not to be gone on with as long as it is open.
    let mut resumed = home.start("--resume --order rulebook");
    resumed.sees("Question 2 of");
    let output = home.run(&["--resume"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("is open in another terminal"), "{}", said(&output));
    resumed.press(CTRL_C);
    assert_eq!(resumed.ends(), 130);
    first.press(CTRL_C);
    assert_eq!(first.ends(), 130);
    assert_eq!(home.drafts(), drafts);
}

#[test]
fn four_interviews_at_once_lose_nothing_in_ten_rounds() {
    for round in 0..10 {
        let home = Home::new();
        let mut sessions: Vec<Session> = (0..4).map(|_| home.start("--order rulebook")).collect();
        // Nobody waits for what another one prints.
        for session in &mut sessions {
            session.sees("Question 1 of");
        }
        let answers = [FIRST, SECOND, GLOBAL, FIRST];
        for (session, answer) in sessions.iter_mut().zip(answers) {
            session.press(answer);
        }
        sessions.iter_mut().for_each(|session| session.sees("Question 2 of"));
        sessions[3].press(SECOND);
        sessions[3].sees("Question 3 of");
        sessions.iter_mut().for_each(|session| session.press(CTRL_C));
        for session in &mut sessions {
            assert_eq!(session.ends(), 130, "round {round}");
            session.sees("Your answers are saved.");
        }
        let drafts = home.drafts();
        assert_eq!(drafts.len(), 4, "round {round}");
        let with = |text: &str| drafts.iter().filter(|draft| draft.contains(text)).count();
        assert_eq!(with("geographic-spread: single-region"), 2, "round {round}: {drafts:?}");
        assert_eq!(with("geographic-spread: multi-region"), 1, "round {round}: {drafts:?}");
        assert_eq!(with("geographic-spread: global"), 1, "round {round}: {drafts:?}");
        assert_eq!(with("fault-tolerance: zone-loss"), 1, "round {round}: {drafts:?}");
    }
}

#[test]
fn an_interview_that_begins_before_the_other_has_answers_says_so_later() {
    let home = Home::new();
    let mut first = home.start("--order rulebook");
    first.sees("Question 1 of");
    let mut second = home.start("--order rulebook");
    second.at("Question 1 of", GLOBAL);
    second.sees("Question 2 of");
    first.press(FIRST);
    first.sees("Another interview about this is open in another terminal.");
    first.sees("Question 2 of");
    assert_eq!(home.drafts().len(), 2);
}

#[test]
fn finishing_removes_its_own_draft_only() {
    let home = Home::new();
    let mut first = home.start("--order rulebook");
    first.at("Question 1 of", GLOBAL);
    first.sees("Question 2 of");
    let mut second = home.start("--order rulebook");
    second.at("Question 1 of", FIRST);
    second.at("Question 2 of", FIRST);
    second.at("Settled", FIRST);
    second.sees("Your answers: choose one");
    assert_eq!(home.drafts().len(), 2);
    second.choose("Finish without saving");
    assert_eq!(second.ends(), 0);
    let drafts = home.drafts();
    assert_eq!(drafts.len(), 1);
    assert!(drafts[0].contains("geographic-spread: global"), "{drafts:?}");
    first.press(GLOBAL);
    first.at("Question 3 of", CTRL_C);
    assert_eq!(first.ends(), 130);
    assert!(home.draft().contains("fault-tolerance: region-loss"));
}

fn choose_second(session: &mut Session) {
    session.sees("There are 2 unfinished interviews. Go on with one of them?");
    session.press(DOWN);
    session.sees("  1. Untitled system: 1 answer, saved on ");
    session.sees("❯ 2. Untitled system: 1 answer, saved on ");
    session.press(ENTER);
}

#[test]
fn of_several_drafts_one_is_chosen() {
    let home = Home::sized(60, 150);
    broken_off(&home, "--order rulebook", FIRST);
    // The time of a file may be no finer than this.
    std::thread::sleep(std::time::Duration::from_millis(50));
    broken_off(&home, "--order rulebook", GLOBAL);
    let output = home.run(&["--resume"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("there are 2 unfinished interviews"), "{}", said(&output));
    for number in [1, 2] {
        let line = format!("draft-small-{number}.yaml: Untitled system: 1 answer, saved on ");
        assert!(said(&output).contains(&line), "{}", said(&output));
    }
    // The newest comes first.
    for arguments in ["--order rulebook", "--resume --order rulebook"] {
        let mut session = home.start(arguments);
        session.sees(&format!(" UTC in `{}", home.path("").canonicalize().unwrap().display()));
        choose_second(&mut session);
        session.at("Question 2 of 6", CTRL_C);
        assert_eq!(session.ends(), 130);
        // Nothing was answered, so the order is the same.
    }
}

#[test]
fn a_draft_belongs_to_its_folder() {
    let home = Home::new();
    home.write("folder.yaml", "");
    std::fs::create_dir(home.path("other")).unwrap();
    broken_off(&home, "--order rulebook", GLOBAL);
    let mut elsewhere = home.start_in("other", "--order rulebook");
    elsewhere.at("Question 1 of", FIRST);
    elsewhere.at("Question 2 of", CTRL_C);
    assert_eq!(elsewhere.ends(), 130);
    assert!(!elsewhere.raw().contains("nother interview"), "{}", elsewhere.screen());
    let mut back = home.start("--resume --order rulebook");
    back.at("Question 2 of 7", CTRL_C);
    assert_eq!(back.ends(), 130);
}

#[test]
fn a_draft_of_another_folder_can_be_gone_on_with_on_request() {
    let home = Home::new();
    std::fs::create_dir(home.path("other")).unwrap();
    broken_off(&home, "--order rulebook", GLOBAL);
    let mut session = home.start_in("other", "--resume --order rulebook");
    session.sees("This goes on with Untitled system: 1 answer, saved on ");
    session.at("Question 2 of 7", GLOBAL);
    session.at("Question 3 of 7", CTRL_C);
    assert_eq!(session.ends(), 130);
    // It stays that of its own folder.
    let mut elsewhere = home.start_in("other", "--order rulebook");
    elsewhere.at("Question 1 of about 7", CTRL_C);
    assert_eq!(elsewhere.ends(), 130);
    let mut back = home.start("--order rulebook");
    back.sees("1. Untitled system: 2 answers, saved on ");
    back.press(CTRL_C);
    assert_eq!(back.ends(), 130);
    assert_eq!(home.drafts().len(), 1);
}

#[test]
fn a_draft_belongs_to_its_rulebook_whatever_that_is_called() {
    let home = Home::new();
    broken_off(&home, "--order rulebook", GLOBAL);
    let text = std::fs::read_to_string(rulebook()).unwrap();
    home.write("changed.yaml", &text.replace("How many teams", "How many of them"));
    home.write("other.yaml", &text.replace("{id: small,", "{id: other,"));
    for (rules, told) in [
        ("changed.yaml", "one for another version of the rulebook `small` (`"),
        ("other.yaml", "for the rulebook `other`; broken off was one for the rulebook `small` (`"),
    ] {
        let output = home.run(&["--rules", rules, "--resume"]);
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).contains(told), "{}", said(&output));
        let mut session = home.start(&format!("--rules {rules} --order rulebook"));
        session.at("Question 1 of", CTRL_C);
        assert_eq!(session.ends(), 130);
    }
    let draft = home.path("state/archwise/draft-small-1.yaml");
    let output = home.run(&["--rules", "changed.yaml", draft.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "a draft is an answers file: {}", said(&output));
}

#[test]
fn a_report_on_a_draft_keeps_it_until_its_answers_are_in_a_file() {
    let home = Home::new();
    broken_off(&home, "--order rulebook", GLOBAL);
    let output = home.run(&["--resume"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(home.drafts().len(), 1);
    let output = home.run(&["--resume", "--save", "answers.yaml"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(home.read("answers.yaml").contains("geographic-spread: global"));
    assert_eq!(home.draft(), "");
}
