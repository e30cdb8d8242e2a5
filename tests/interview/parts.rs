//! Parts in the interview: added after the whole, changed, kept when it is broken off.

use crate::screen::{CTRL_C, DOWN, ENTER, ESC, Home, Session};

/// A whole in which nothing is left to ask, with comments.
const WHOLE: &str = "# The shop.\narchwise: 1\ntitle: 'Shop'\nanswers:\n  geographic-spread: global  # for now\n  \
    fault-tolerance: region-loss\n  release-cadence: weekly\n  teams: 24\n  data-residency: pinned\n  \
    interaction: [writes]\n  budget: high  # until May\n";

/// From the review to the name of a new part.
fn first_part(session: &mut Session, name: &str) {
    session.sees("Your answers: choose one");
    session.choose("Parts that differ");
    session.sees("A part is a subsystem that needs");
    session.at("name: ", &format!("{name}\r"));
    session.sees("In what does");
}

/// Marks rows of the list of questions and goes on.
fn marks(session: &mut Session, rows: &[&str]) {
    for row in rows {
        session.go_to(row);
        session.press(" ");
        session.is_on(&format!("[x] {row}"));
    }
    session.press(ENTER);
}

#[test]
fn two_parts_are_added_where_they_differ() {
    let home = Home::new();
    home.write("shop.yaml", WHOLE);
    let mut session = home.start("--review --save shop.yaml --format json > report.json");
    first_part(&mut session, "Billing");
    session.sees("In what does Billing differ from the whole?");
    session.sees("[ ] 4. Teams: 24 teams");
    marks(&mut session, &["Geographic spread", "Budget"]);
    session.sees("Billing, question 1 of 2; the whole: Several continents\nWhere are the users?");
    session.is_on("Several continents");
    session.choose("One country or region");
    session.sees("✔ Billing: Where are the users? One country or region");
    session.sees("Billing, question 2 of 2; the whole: What it takes");
    session.choose("Why do you ask?");
    session.sees("Why: What may it cost to run?");
    session.choose("Back to the question");
    session.sees("Billing, question 2 of 2");
    session.choose("As little as possible");
    session.sees("Does any other part differ from the whole?");
    session.sees("Billing: Geographic spread and Budget");
    session.choose("Yes: add a part");
    session.at("name: ", "Search & find\r");
    session.sees("In what does Search & find differ");
    marks(&mut session, &["Teams"]);
    session.sees("Search & find, question 1 of 1; the whole: 24 teams");
    session.at("teams [24]: ", "?\r");
    session.sees("With which parts does Search & find exchange data?");
    marks(&mut session, &["Billing"]);
    session.sees("So far 2 parts.");
    session.sees("Search & find: Teams; with Billing");
    session.choose("No: back to the review");
    session.sees("Parts that differ from the whole: Billing and Search & find");
    session.choose("Finish: show the report");
    assert_eq!(session.ends(), 0);
    let parts = "parts:\n  billing:\n    title: Billing\n    answers:\n      # Where are the users?\n      geographic-spread: single-region\n      \
        # What may it cost to run?\n      budget: low\n  search-find:\n    title: \"Search & find\"\n    answers:\n      \
        # How many teams will change it?\n      teams: unknown\n    with: [billing]\n";
    assert_eq!(home.read("shop.yaml"), format!("{WHOLE}{parts}"));
    let report: serde_json::Value = serde_json::from_str(&home.read("report.json")).unwrap();
    assert_eq!(report["parts"][0]["part"], "billing");
    assert_eq!(report["parts"][1]["part"], "search-find");
    assert_eq!(report["parts"][0]["with"][0], "search-find");
}

#[test]
fn back_goes_from_the_questions_of_a_part_to_the_marks_and_away() {
    let home = Home::new();
    home.write("shop.yaml", WHOLE);
    let mut session = home.start("--review --save shop.yaml");
    first_part(&mut session, "Billing");
    marks(&mut session, &["Teams", "Budget"]);
    session.at("teams [24]: ", "3\r");
    session.sees("Billing, question 2 of 2");
    session.press(ESC);
    session.at("teams [3]: ", "<\r");
    session.sees("[x] 7. Budget: What it takes");
    session.press(ESC);
    session.sees("Parts that differ from the whole: none yet");
    session.choose("Finish: show the report");
    assert_eq!(session.ends(), 0);
    assert_eq!(home.read("shop.yaml"), WHOLE);
}

#[test]
fn ctrl_c_in_the_middle_of_a_part_keeps_it_in_the_file_that_is_looked_over() {
    let home = Home::new();
    home.write("shop.yaml", WHOLE);
    let mut session = home.start("shop.yaml --review");
    first_part(&mut session, "Payments");
    marks(&mut session, &["Teams", "Budget"]);
    session.at("teams [24]: ", "3\r");
    session.at("Payments, question 2 of 2", CTRL_C);
    assert_eq!(session.ends(), 130);
    session
        .sees("Your answers are saved in shop.yaml. To go on:\n  archwise advise --review --save shop.yaml");
    assert!(
        home.read("shop.yaml")
            .ends_with("      teams: 3\n      # What may it cost to run?\n      budget: unknown\n")
    );
    let mut session = home.start("advise --review --save shop.yaml");
    session.sees("Parts that differ from the whole: Payments");
    session.choose("Parts that differ");
    session.choose("Payments: Teams and Budget");
    session.sees("Teams: 3 teams");
    session.choose("Budget: don't know");
    session.sees("Payments; the whole: What it takes");
    session.choose("As little as possible");
    session.sees("Budget: As little as possible");
    session.press(ESC);
    session.sees("Does any other part differ");
    session.press(ENTER);
    session.sees("Your answers: choose one");
    session.choose("Finish: show the report");
    assert_eq!(session.ends(), 0);
    let saved = home.read("shop.yaml");
    assert!(saved.starts_with(WHOLE), "{saved}");
    assert!(saved.contains("parts:\n  payments:\n    title: Payments\n    answers:\n"), "{saved}");
    assert!(saved.ends_with("      budget: low\n"), "{saved}");
    assert_eq!(home.draft(), "");
}

#[test]
fn parts_in_a_file_are_changed_in_place_and_their_comments_stay() {
    let home = Home::new();
    let parts = "parts:  # as of May\n  delivery:\n    answers: {teams: 3}  # the player\n    decision: {architecture: distributed}\n  \
        billing: {answers: {budget: low, teams: 2}}  # one team soon\n# the end\n";
    home.write("shop.yaml", &format!("{WHOLE}{parts}"));
    let mut session = home.start("--review --save shop.yaml --no-standings");
    session.sees("Parts that differ from the whole: Delivery and Billing");
    session.choose("Parts that differ");
    session.choose("Delivery: Teams");
    session.choose("Teams: 3 teams");
    session.at("teams [3]: ", "5\r");
    session.sees("Teams: 5 teams");
    session.choose("Remove this part");
    session.sees("Delivery is removed.");
    session.choose("Billing: Teams and Budget");
    session.choose("Mark where it differs");
    session.sees("[x] 4. Teams: 24 teams");
    session.go_to("Teams: 24 teams");
    session.press(" ");
    session.is_on("[ ] Teams");
    session.press(ENTER);
    session.sees("Budget: As little as possible");
    session.choose("Budget");
    session.choose("I don't know");
    session.sees("Budget: don't know");
    session.press(CTRL_C);
    assert_eq!(session.ends(), 130);
    let expected = "parts:  # as of May\n  # delivery:\n    # answers: {teams: 3}  # the player\n    \
        # decision: {architecture: distributed}\n  billing: {answers: {budget: unknown}}  # one team soon\n# the end\n";
    assert_eq!(home.read("shop.yaml"), format!("{WHOLE}{expected}"));
}

#[test]
fn whom_a_part_exchanges_data_with_is_said_and_forgotten_with_the_part() {
    let home = Home::new();
    let parts = "parts:\n  delivery: {answers: {teams: 3}, with: billing}  # the player\n  billing:\n    \
        answers: {budget: low}\n    with: [delivery]  # agreed\n  search: {answers: {teams: 2}}\n";
    home.write("shop.yaml", &format!("{WHOLE}{parts}"));
    let mut session = home.start("--review --save shop.yaml --no-standings");
    session.choose("Parts that differ");
    session.choose("Search: Teams");
    session.choose("Say with which parts");
    session.sees("With which parts does Search exchange data?");
    marks(&mut session, &["Billing"]);
    session.sees("Search exchanges data with Billing.");
    session.sees("Search: choose an answer");
    session.press(ESC);
    session.sees("Does any other part differ");
    session.choose("Delivery: Teams; with Billing");
    session.choose("Remove this part");
    session.sees("Delivery is removed.");
    session.sees("Billing: Budget; with Search");
    session.choose("No: back to the review");
    session.choose("Finish: show the report");
    assert_eq!(session.ends(), 0);
    let expected = "parts:\n  # delivery: {answers: {teams: 3}, with: billing}  # the player\n  billing:\n    \
        answers: {budget: low}\n    # with: [delivery]  # agreed\n  search: {answers: {teams: 2}, with: [billing]}\n";
    assert_eq!(home.read("shop.yaml"), format!("{WHOLE}{expected}"));
}

#[test]
fn parts_are_asked_in_plain_lines_too() {
    let home = Home::new().env("ARCHWISE_ACCESSIBLE", "1");
    home.write("shop.yaml", WHOLE);
    let mut session = home.start("--review --save shop.yaml");
    session.sees("  p. Parts that differ from the whole: none yet\n");
    session.at("Your choice: ", "p\r");
    session.at("name: ", "Billing\r");
    session.at("  7. Budget: What it takes\n  <. Back\nNumbers with spaces between them:", "7 1\r");
    session.at("Billing, question 1 of 2; the whole: Several continents.", "1\r");
    session.at("Billing, question 2 of 2", "<\r");
    session.at("Your choice [1]: ", "2\r");
    session.sees("Answer: Billing: Where are the users? Several regions of one continent");
    session.at("Billing, question 2 of 2; the whole: What it takes", "1\r");
    session.sees(
        "  d. No: back to the review\n  a. Yes: add a part\n  1. Billing: Geographic spread and Budget\n",
    );
    session.press("d\r");
    session.sees("  p. Parts that differ from the whole: Billing\n");
    session.press("s\r");
    assert_eq!(session.ends(), 0);
    assert!(home.read("shop.yaml").contains("geographic-spread: multi-region"));
}

#[test]
fn on_a_small_terminal_the_marks_go_over_pages() {
    let home = Home::sized(15, 40);
    home.write("shop.yaml", WHOLE);
    let mut session = home.start("--review --save shop.yaml");
    session.sees("Review\nYour answers: choose one to change it\n");
    first_part(&mut session, "Billing");
    session.sees("Parts\nIn what does Billing differ from the\nwhole?\n");
    marks(&mut session, &["Budget"]);
    session.sees("Billing, question 1 of 1; the whole:\nWhat it takes\n");
    session.press(&format!("{DOWN}{CTRL_C}"));
    assert_eq!(session.ends(), 130);
    assert!(home.read("shop.yaml").ends_with("      budget: unknown\n"));
}
