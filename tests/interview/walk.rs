//! A whole interview, back and forth, with reasons, doubts, an early stop and a review.

use crate::screen::{CTRL_C, DOWN, ENTER, ESC, FIRST, GLOBAL, Home, SECOND};

/// Answers the opening questions such that nothing is settled: everywhere, a whole region, every week.
fn opening(session: &mut crate::screen::Session) {
    session.at("Question 1 of about 7", GLOBAL);
    session.at("Question 2 of 7", GLOBAL);
    session.at("Question 3 of 7", SECOND);
}

#[test]
fn a_whole_interview_from_the_first_question_to_a_saved_report() {
    let home = Home::new();
    let mut session = home.start("--order rulebook");
    session.sees("Questions about your system first, then a report");
    session.sees("Count regions that need local interactive response");
    opening(&mut session);
    session.sees("Distributed and Hybrid are level in front.");
    session.at("Question 4 of 7", "24\r");
    session.sees("Hybrid leads Distributed by 2. (+2 Microservices, +2 Hybrid");
    session.sees("Question 5 of 7");
    session.choose("Yes, by law or contract");
    session.sees("Question 6 of 7");
    session.press(" ");
    session.is_on("[x] Writes");
    session.press(ENTER);
    session.sees("Question 7 of 7");
    session.choose("What it takes");
    session.sees("Your answers: choose one");
    assert!(home.draft().contains("geographic-spread: global"));
    session.choose("Finish: save the answers to a file");
    session.at("file [answers.yaml]", ENTER);
    assert_eq!(session.ends(), 0);
    session
        .sees("Your answers are in answers.yaml. To see the report again:\n  archwise advise answers.yaml");
    assert!(session.screen().contains("Hybrid: decided"), "{}", session.screen());
    let saved = home.read("answers.yaml");
    assert!(saved.contains("  # How many teams will change it?\n  teams: 24\n"), "{saved}");
    assert!(saved.contains("  interaction: [writes]\n"), "{saved}");
    assert_eq!(home.draft(), "", "the draft is gone");
    let again = home.run(&["advise", "answers.yaml"]);
    assert!(String::from_utf8_lossy(&again.stdout).contains("Hybrid: decided"));
}

#[test]
fn back_twice_and_change_restores_what_was_answered() {
    let home = Home::new();
    let mut session = home.start("--order rulebook");
    opening(&mut session);
    session.at("Question 4 of 7", "<\r");
    session.sees("Question 3 of 7, so far: Every week");
    session.is_on("Every week");
    session.press(ESC);
    session.sees("Question 2 of 7, so far: The loss of a whole region");
    session.is_on("The loss of a whole region");
    session.choose("← back");
    session.sees("Question 1 of 7, so far: Several continents");
    session.choose("One country or region");
    session.at("Question 2 of 6, so far: The loss of a whole region", ENTER);
    session.at("Question 3 of 6, so far: Every week", ENTER);
    session.sees("Question 4 of 6");
    session.press("?\r");
    // The residency of data is not asked.
    session.sees("Question 5 of 6\nWhich interactions");
    let draft = home.draft();
    assert!(draft.contains("geographic-spread: single-region"), "{draft}");
    assert!(draft.contains("release-cadence: weekly"), "{draft}");
    session.press(CTRL_C);
    assert_eq!(session.ends(), 130);
}

#[test]
fn an_arrow_key_that_arrives_in_pieces_loses_nothing() {
    let home = Home::new();
    let mut session = home.start("--order rulebook");
    opening(&mut session);
    session.at("Question 4 of 7", "24\r");
    session.at("Question 5 of 7", FIRST);
    session.sees("Question 6 of 7");
    session.press(" ");
    session.is_on("[x] Writes");
    // The first byte of the arrow is Esc, and goes back; the rest comes too late.
    session.press(ESC);
    session.sees("Question 5 of 7, so far: No, it may be anywhere");
    session.press("[B");
    session.press(ENTER);
    session.sees("Question 6 of 7");
    session.is_on("[x] Writes");
    assert!(home.draft().contains("data-residency: anywhere"));
    session.press(CTRL_C);
    assert_eq!(session.ends(), 130);
}

#[test]
fn why_names_what_each_option_would_argue_for() {
    let home = Home::new();
    let mut session = home.start("--order rulebook");
    session.sees("Question 1 of about 7");
    session.choose("Why do you ask?");
    session.sees("“Several continents”:");
    session.sees("+5 Distributed, +5 Hybrid, −4 Microservices, −5 Modular monolith. Distance costs 100 ms");
    session.sees("[A. Author 2020; report]");
    session.sees("It also decides whether you are asked “Must data stay in its jurisdiction?”.");
    session.choose("Back to the question");
    session.choose("Several continents");
    session.at("Question 2 of 7", GLOBAL);
    session.at("Question 3 of 7", FIRST);
    session.at("Question 4 of 7", "w\r");
    session.sees("“several (from 6)” or “many (from 21)”:");
    session.choose("Back to the question");
    session.at("Question 4 of 7", "<\r");
    session.sees("Question 3 of 7, so far");
    session.press(CTRL_C);
    assert_eq!(session.ends(), 130);
    assert!(home.draft().contains("release-cadence: quarterly"));
}

#[test]
fn doubts_are_answers_too() {
    let home = Home::new();
    let mut session = home.start("--order rulebook --format json --output report.json");
    session.sees("Question 1 of about 7");
    session.choose("Several are possible");
    session.sees("Mark every option that is possible.");
    session.press(" ");
    session.is_on("[x] One country");
    session.press(DOWN);
    session.is_on("[ ] Several regions");
    session.press(" ");
    session.is_on("[x] Several regions");
    session.press(ENTER);
    session.sees("Question 2 of about 7");
    session.choose("I don't know");
    session.sees("Question 3 of about 7");
    session.choose("I don't know");
    session.at("Question 4 of about 7", "?\r");
    session.sees("Which interactions must be fast");
    session.choose("None of these");
    session.sees("What may it cost");
    session.choose("I don't know");
    session.sees("Must data stay");
    session.choose("I don't know");
    session.sees("Your answers: choose one");
    session.choose("Finish without saving");
    assert_eq!(session.ends(), 0);
    let report: serde_json::Value = serde_json::from_str(&home.read("report.json")).unwrap();
    let answer = |id: &str| {
        let answers = report["answers"].as_array().unwrap();
        answers.iter().find(|answer| answer["question"] == id).unwrap()["options"].clone()
    };
    assert_eq!(answer("geographic-spread"), serde_json::json!(["single-region", "multi-region"]));
    assert_eq!(answer("interaction"), serde_json::json!([]));
    assert_eq!(answer("budget"), serde_json::json!(["low", "high"]));
}

#[test]
fn a_settled_outcome_can_be_taken() {
    let home = Home::new();
    let mut session = home.start("--order rulebook --save answers.yaml");
    session.at("Question 1 of about 7", FIRST);
    session.at("Question 2 of 6", FIRST);
    session.sees("Settled: none of the 4 remaining questions can change it.");
    session.sees("Modular monolith stays first");
    session.at("Go on: the report", ENTER);
    session.sees("Choose with the arrow keys.");
    session.choose("Stop asking");
    session.sees("What is not answered cannot change the outcome.");
    session.is_on("Finish: show the report");
    session.press(ENTER);
    assert_eq!(session.ends(), 0);
    assert!(session.screen().contains("Modular monolith"));
    let saved = home.read("answers.yaml");
    assert!(saved.contains("fault-tolerance: restart") && !saved.contains("teams"), "{saved}");
}

#[test]
fn a_settled_outcome_can_be_refused_and_is_not_offered_again() {
    let home = Home::new();
    let mut session = home.start("--order rulebook");
    session.at("Question 1 of about 7", FIRST);
    session.at("Question 2 of 6", FIRST);
    session.sees("Settled:");
    session.choose("Go on");
    let offers = session.raw().matches("Settled:").count();
    session.at("Question 3 of 6", FIRST);
    session.at("Question 4 of 6", "1\r");
    session.sees("Question 5 of 6");
    session.choose("None of these");
    session.at("Question 6 of 6", FIRST);
    session.sees("Your answers: choose one");
    assert_eq!(session.raw().matches("Settled:").count(), offers);
    session.choose("Finish without saving");
    assert_eq!(session.ends(), 0);
    assert!(session.screen().contains("Modular monolith: decided"), "{}", session.screen());
    assert_eq!(home.draft(), "");
}

#[test]
fn the_review_changes_answers_and_takes_notes() {
    let home = Home::new();
    home.write(
        "in.yaml",
        "archwise: 1\nanswers:\n  geographic-spread: global # for now\n  fault-tolerance: region-loss\n  release-cadence: weekly\n  teams: 3\n  data-residency: pinned\n  interaction: [writes]\n",
    );
    let mut session = home.start("--ask in.yaml --save in.yaml");
    session.sees("6 questions answered already; up to 1 to go");
    session.sees("Question 1 of 1");
    session.sees("What may it cost to run?");
    session.press(FIRST);
    session.sees("Your answers: choose one");
    session.choose("Teams: ");
    session.sees("Your answer: 3 teams.");
    session.choose("Write a note");
    session.at("note: ", "two more: soon\r");
    session.sees("Teams: 3 teams (two more: soon)");
    session.choose("Teams: ");
    session.choose("Change the answer");
    session.at("teams [3]: ", "30\r");
    session.sees("Teams: 30 teams (two more: soon)");
    session.choose("Title: none yet");
    session.at("title: ", "Shop\r");
    session.sees("Title: Shop");
    session.choose("Finish: show the report");
    assert_eq!(session.ends(), 0);
    let expected = "archwise: 1\ntitle: Shop\nanswers:\n  geographic-spread: global # for now\n  fault-tolerance: region-loss\n  release-cadence: weekly\n  teams: 30\n  data-residency: pinned\n  interaction: [writes]\n  # What may it cost to run?\n  budget: low\nnotes:\n  teams: \"two more: soon\"\n";
    assert_eq!(home.read("in.yaml"), expected);
}
