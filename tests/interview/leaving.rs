//! Breaking off in every way, and going on.

use crate::screen::{CTRL_C, CTRL_D, ENTER, FIRST, GLOBAL, Home, Session, rulebook};

/// Two answers, then at the third question, a Select.
fn two_answers(home: &Home, arguments: &str) -> Session {
    let mut session = home.start(arguments);
    session.at("Question 1 of about 7", GLOBAL);
    session.at("Question 2 of 7", GLOBAL);
    session.sees("Question 3 of 7");
    session.sees("A few times a year");
    session
}

/// Goes on where it was broken off, to the end.
fn goes_on(home: &Home) {
    let mut session = home.start("advise --resume --order rulebook");
    session.sees("2 questions answered already");
    session.at("Question 3 of 7", FIRST);
    session.at("Question 4 of 7", "?\r");
    session.at("Question 5 of 7", FIRST);
    session.sees("Question 6 of 7");
    session.choose("None of these");
    session.at("Question 7 of 7", FIRST);
    session.sees("Your answers: choose one");
    session.choose("Finish without saving");
    assert_eq!(session.ends(), 0);
    assert_eq!(home.draft(), "");
}

#[test]
fn ctrl_c_at_a_menu_names_the_command_that_goes_on() {
    let home = Home::new();
    let mut session = two_answers(&home, &format!("--rules '{}' --order rulebook", rulebook().display()));
    session.press(CTRL_C);
    assert_eq!(session.ends(), 130);
    let said = session.screen().replace('\n', "");
    assert!(said.contains("Interrupted. Your answers are saved. To go on:"), "{said}");
    let command = format!("archwise advise --resume --order rulebook --rules {}", rulebook().display());
    assert!(said.contains(&command), "{said}");
    let draft = home.draft();
    assert!(draft.contains("fault-tolerance: region-loss") && !draft.contains("release-cadence"), "{draft}");
    goes_on(&home);
}

#[test]
fn ctrl_c_at_an_input_loses_only_what_was_being_typed() {
    let home = Home::new();
    let mut session = two_answers(&home, "--order rulebook");
    session.press(FIRST);
    session.at("Question 4 of 7", "2");
    session.sees("teams: 2");
    session.press(CTRL_C);
    assert_eq!(session.ends(), 130);
    session.sees("archwise advise --resume --order rulebook");
    assert!(home.draft().contains("release-cadence: quarterly"));
    assert!(!home.draft().contains("teams"));
    let mut session = home.start("--resume --order rulebook");
    session.sees("Question 4 of 7");
    session.press("<\r");
    session.sees("Question 3 of 7, so far: A few times a year");
}

#[test]
fn ctrl_c_before_the_first_answer_leaves_no_draft() {
    let home = Home::new();
    let mut session = home.start("");
    session.at("Question 1 of about 7", CTRL_C);
    assert_eq!(session.ends(), 130);
    session.sees("Interrupted before the first answer.");
    assert!(!home.path("state").exists());
}

#[test]
fn with_a_file_to_save_in_it_is_the_file_that_goes_on() {
    let home = Home::new();
    let mut session = two_answers(&home, "--order rulebook --save my.yaml");
    session.press(CTRL_C);
    assert_eq!(session.ends(), 130);
    session.sees("Your answers are saved in my.yaml.");
    session.sees("archwise advise --order rulebook --save my.yaml");
    assert_eq!(home.draft(), "");
    let before = home.read("my.yaml");
    let mut session = home.start("advise --order rulebook --save my.yaml");
    session.at("Question 1 of 5", FIRST);
    session.at("Question 2 of 5", CTRL_C);
    assert_eq!(session.ends(), 130);
    assert_eq!(
        home.read("my.yaml"),
        before + "  # How often is it released?\n  release-cadence: quarterly\n"
    );
}

#[test]
fn being_killed_loses_at_most_the_question_on_the_screen() {
    let home = Home::new();
    let mut session = two_answers(&home, "--order rulebook");
    session.signal("KILL");
    session.is_gone();
    goes_on(&home);
}

#[test]
fn signals_end_it_in_good_order() {
    for signal in ["TERM", "HUP", "INT"] {
        let home = Home::new();
        let mut session = two_answers(&home, "--order rulebook");
        session.signal(signal);
        assert_eq!(session.ends(), 130, "{signal}");
        session.sees("archwise advise --resume");
        assert!(home.draft().contains("fault-tolerance: region-loss"));
    }
}

#[test]
fn without_resuming_it_asks_what_to_do_with_the_draft() {
    let home = Home::new();
    let mut session = two_answers(&home, "--order rulebook");
    session.press(CTRL_C);
    assert_eq!(session.ends(), 130);
    let mut session = home.start("--order rulebook");
    session.sees("There is an unfinished interview. Go on with it?");
    session.sees("Untitled system: 2 answers, saved on ");
    session.press(ENTER);
    session.at("Question 3 of 7", CTRL_C);
    assert_eq!(session.ends(), 130);
    let mut session = home.start("--order rulebook");
    session.sees("Go on with it?");
    session.choose("Begin anew");
    session.at("Question 1 of about 7", FIRST);
    session.at("Question 2 of 6", CTRL_C);
    assert_eq!(session.ends(), 130);
    let drafts = home.drafts();
    assert_eq!(drafts.len(), 2, "the one before is as it was");
    assert!(drafts[0].contains("fault-tolerance: region-loss"), "{drafts:?}");
    assert!(drafts[1].contains("geographic-spread: single-region"), "{drafts:?}");
}

#[test]
fn each_file_has_a_draft_of_its_own() {
    let home = Home::new();
    home.write(
        "app.yaml",
        "archwise: 1\nanswers: {geographic-spread: global}\nparts: {delivery: {answers: {teams: 3}}}\n",
    );
    let mut session = home.start("--ask app.yaml --order rulebook");
    session.at("Question 1 of 6", GLOBAL);
    session.at("Question 2 of 6", CTRL_C);
    assert_eq!(session.ends(), 130);
    session.sees("archwise advise --resume --ask app.yaml --order rulebook");
    let output = home.run(&["--resume"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("begun with `") && said.contains("app.yaml`"), "{said}");
    let mut session = home.start("advise --resume app.yaml --order rulebook");
    session.sees("2 questions answered already");
    session.sees("Question 2 of 6\nHow often is it released?");
    session.press(CTRL_C);
    session.ends();
    let mut session = home.start("--order rulebook");
    session.at("Question 1 of about 7", CTRL_C);
    assert_eq!(session.ends(), 130);
    assert!(home.read("app.yaml").starts_with("archwise: 1\nanswers: {geographic-spread: global}\n"));
}

#[test]
fn a_terminal_that_is_closed_ends_it_and_loses_nothing() {
    let home = Home::new();
    let steps = [
        ("Question 1 of", GLOBAL),
        ("Question 2 of", GLOBAL),
        ("Question 3 of", FIRST),
        ("Question 4 of", ""),
    ];
    assert_eq!(home.start_and_close("--order rulebook", &steps), 130);
    let ignoring = "--order rulebook --save closed.yaml";
    assert_eq!(home.start_and_close(ignoring, &[("Question 1 of", GLOBAL), ("Question 2 of", "")]), 130);
    assert!(home.read("closed.yaml").contains("geographic-spread: global"));
    assert!(home.draft().contains("release-cadence: quarterly"));
    let session = home.start("--resume --order rulebook");
    session.sees("3 questions answered already");
    session.sees("Question 4 of 7");
}

#[test]
fn resuming_what_is_not_there_says_so() {
    let home = Home::new();
    let output = home.run(&["advise", "--resume"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("there is no interview to go on with"), "{said}");
}

#[test]
fn in_plain_mode_ctrl_c_and_the_end_of_input_save_too() {
    for key in [CTRL_C, CTRL_D] {
        let home = Home::new().env("TERM", "dumb");
        let mut session = home.start("--order rulebook");
        session.at("Your choice: ", "3\r");
        session.at("Question 2 of 7", "3\r");
        session.sees("Question 3 of 7");
        let last = "  3. Several times a day\n  m. Several are possible: keep them open\n  ?. I don't know\n  \
            w. Why do you ask?\n  <. Back\nYour choice:";
        session.sees(last);
        session.press(key);
        assert_eq!(session.ends(), 130);
        session.sees("archwise advise --resume --order rulebook");
        assert!(home.draft().contains("fault-tolerance: region-loss"));
    }
}

#[test]
fn breaking_off_again_at_once_names_the_command_again() {
    let home = Home::new();
    let mut session = two_answers(&home, "--order rulebook");
    session.press(CTRL_C);
    assert_eq!(session.ends(), 130);
    let draft = home.draft();
    let mut session = home.start("--resume --order rulebook");
    session.at("Question 3 of 7", CTRL_C);
    assert_eq!(session.ends(), 130);
    session
        .sees("Interrupted. Your answers are saved. To go on:\n  archwise advise --resume --order rulebook");
    assert_eq!(home.draft(), draft);
}

#[test]
fn a_file_to_save_in_that_exists_is_gone_on_with() {
    let home = Home::new();
    let text = "archwise: 1\nanswers:\n  geographic-spread: global # for now\n  teams: 3\n";
    home.write("my.yaml", text);
    let mut session = home.start("--save my.yaml --order rulebook");
    session.sees("2 questions answered already");
    session.at("Question 1 of 5\nWhat loss", CTRL_C);
    assert_eq!(session.ends(), 130);
    session.sees("Interrupted. Your answers are saved in my.yaml.");
    assert_eq!(home.read("my.yaml"), text);
    let output = home.run(&["--budget", "low", "--save", "my.yaml"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(home.read("my.yaml"), format!("{text}  # What may it cost to run?\n  budget: low\n"));
}

#[test]
fn a_draft_can_be_gone_on_with_in_a_file() {
    let home = Home::new();
    let mut session = two_answers(&home, "--order rulebook");
    session.press(CTRL_C);
    assert_eq!(session.ends(), 130);
    let mut session = home.start("--resume --order rulebook --save my.yaml");
    session.at("Question 3 of 7", CTRL_C);
    assert_eq!(session.ends(), 130);
    session.sees("archwise advise --order rulebook --save my.yaml");
    assert!(home.read("my.yaml").contains("fault-tolerance: region-loss"));
}
