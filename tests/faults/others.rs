//! Answers files that somebody else changes while an interview holds them.

use crate::screen::{CTRL_C, FIRST, GLOBAL, Home, Session};

/// The first question is answered, and the second on the screen.
fn begun(home: &Home) -> Session {
    home.write("my.yaml", "archwise: 1\nanswers:\n  budget: high\n");
    let mut session = home.start("--order rulebook --save my.yaml");
    session.at("Question 1 of about 6", GLOBAL);
    session.sees("Question 2 of 6");
    session
}

#[test]
fn what_another_window_adds_and_changes_counts_and_stays() {
    let home = Home::new();
    let mut session = begun(&home);
    let text = home.read("my.yaml").replace("budget: high", "budget: [low, high]  # who knows");
    home.write("my.yaml", &format!("{text}  teams: 12  # the others\nnotes: {{teams: from May}}\nparts: {{a: {{answers: {{teams: 1}}}}}}\n"));
    session.press(GLOBAL);
    session.sees("! my.yaml was changed meanwhile. Taken over from it: `teams`, `notes.teams`, `budget` and");
    // The teams are not asked any more; the budget is, of which the others know nothing.
    session.at("Question 3 of 6", FIRST);
    session.sees("Must data stay in its jurisdiction?");
    session.press(CTRL_C);
    assert_eq!(session.ends(), 130);
    let saved = home.read("my.yaml");
    for line in [
        "  budget: [low, high]  # who knows\n",
        "  geographic-spread: global\n",
        "  teams: 12  # the others\n",
        "  fault-tolerance: region-loss\n",
        "  release-cadence: quarterly\n",
        "notes: {teams: from May}\n",
        "parts: {a: {answers: {teams: 1}}}\n",
    ] {
        assert!(saved.contains(line), "{line} is not in {saved}");
    }
}

#[test]
fn of_two_answers_to_one_question_the_last_stays_and_the_other_is_told() {
    let home = Home::new();
    let mut session = begun(&home);
    home.write("my.yaml", &format!("{}  fault-tolerance: zone-loss # them\n", home.read("my.yaml")));
    session.press(GLOBAL);
    session.sees(
        "my.yaml was changed meanwhile. Replaced in it by what you said here: `fault-tolerance` (it said",
    );
    session.at("Question 3 of 6", CTRL_C);
    assert_eq!(session.ends(), 130);
    assert!(home.read("my.yaml").contains("  fault-tolerance: region-loss # them\n"));
}

#[test]
fn an_answer_that_another_takes_out_is_asked_again() {
    let home = Home::new();
    let mut session = begun(&home);
    let text = home.read("my.yaml");
    home.write("my.yaml", &text.replace("  budget: high\n", ""));
    session.press(GLOBAL);
    session.sees("my.yaml was changed meanwhile. Taken over from it: `budget`.");
    session.sees("Question 3 of 7");
    assert!(!home.read("my.yaml").contains("budget"));
}

#[test]
fn a_file_that_became_unreadable_is_left_alone_and_a_draft_takes_over() {
    let home = Home::new();
    let mut session = begun(&home);
    home.write("my.yaml", "archwise: 1\nanswers: {budget: [\n");
    session.press(GLOBAL);
    session.sees("`my.yaml` was changed meanwhile, and is left as it is");
    session.at("Question 3 of 6", CTRL_C);
    assert_eq!(session.ends(), 130);
    assert_eq!(home.read("my.yaml"), "archwise: 1\nanswers: {budget: [\n");
    assert!(home.draft().contains("fault-tolerance: region-loss"));
}

#[test]
fn a_file_that_was_removed_is_made_again() {
    let home = Home::new();
    let mut session = begun(&home);
    std::fs::remove_file(home.path("my.yaml")).unwrap();
    session.press(GLOBAL);
    session.at("Question 3 of 6", CTRL_C);
    assert_eq!(session.ends(), 130);
    let saved = home.read("my.yaml");
    assert!(saved.contains("budget: high") && saved.contains("fault-tolerance: region-loss"), "{saved}");
}

#[test]
fn two_interviews_on_one_file_keep_the_answers_of_both() {
    let home = Home::new();
    let mut first = begun(&home);
    let mut second = home.start("--order rulebook --save my.yaml");
    second.sees("Question 1 of 5");
    first.at("Question 2 of 6", GLOBAL);
    first.sees("Question 3 of 6");
    second.at("Question 1 of 5", FIRST);
    second.sees("Replaced in it by what you said here: `fault-tolerance`");
    first.at("Question 3 of 6", FIRST);
    first.sees("Taken over from it: `fault-tolerance`.");
    first.at("Question 4 of 6", CTRL_C);
    assert_eq!(first.ends(), 130);
    let saved = home.read("my.yaml");
    assert!(
        saved.contains("fault-tolerance: restart") && saved.contains("release-cadence: quarterly"),
        "{saved}"
    );
}
