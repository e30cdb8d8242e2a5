//! Nothing is answered by accident, and nothing is lost on the way back and forth.

use crate::screen::{CTRL_C, ENTER, ESC, FIRST, GLOBAL, Home, SECOND, Session};

fn leaves(session: &mut Session) {
    session.press(CTRL_C);
    assert_eq!(session.ends(), 130);
}

fn counted(session: &Session, text: &str) -> usize {
    session.screen().matches(text).count()
}

#[test]
fn enter_alone_answers_no_question_and_says_how_to_choose() {
    let home = Home::sized(24, 80);
    let mut session = home.start("--order rulebook");
    session.at("(↑ ↓ or a number, then Enter; letters search)", ENTER);
    session.sees("Choose with the arrow keys or a number.");
    session.press("2");
    session.is_on("Several regions of one continent");
    session.misses("Choose with the arrow keys");
    session.press("\u{1b}[F");
    session.is_on("Why do you ask?");
    session.press("\u{1b}[H");
    session.is_on("One country or region");
    session.press("3");
    session.is_on("Several continents");
    session.press(ENTER);
    session.at("Question 2 of 7", " ");
    session.sees("Choose with the arrow keys or a number.");
    assert!(!home.draft().contains("fault-tolerance"));
    leaves(&mut session);
}

#[test]
fn keys_that_turn_the_pages_of_a_reason_answer_nothing() {
    let home = Home::sized(15, 60);
    let mut session = home.start("--order rulebook");
    session.at("Question 1 of about 7", "3");
    session.is_on("Several continents");
    session.press(ENTER);
    session.at("Question 2 of 7", "2");
    session.is_on("The loss of a data centre");
    session.press(ENTER);
    session.at("Question 3 of 7", ESC);
    session.sees("Question 2 of 7, so far: The loss of a data centre");
    session.choose("Why do you ask?");
    for _ in 0..4 {
        if session.sees_one_of(&["❯ More", "❯ Back to the question"]) == 1 {
            break;
        }
        session.choose("More");
    }
    session.is_on("Back to the question");
    session.press(ESC);
    session.sees("Question 2 of 7, so far: The loss of a data centre");
    session.is_on("Why do you ask?");
    session.choose("Why do you ask?");
    session.sees("❯ ");
    assert!(home.draft().contains("fault-tolerance: zone-loss"));
    leaves(&mut session);
}

#[test]
fn letters_search_the_options_and_escape_ends_that_first() {
    let home = Home::new();
    let mut session = home.start("--order rulebook");
    session.at("Question 1 of", GLOBAL);
    session.sees("Question 2 of 7");
    for letter in ["r", "e", "g"] {
        session.press(letter);
        session.sees(&format!("Search: {}", &"reg"[.."reg".find(letter).unwrap() + 1]));
    }
    session.is_on("The loss of a whole region");
    session.misses("The loss of a data centre");
    session.press("x");
    session.sees("Search: regx (not found; Esc shows all)");
    session.press("\u{7f}");
    session.is_on("The loss of a whole region");
    session.press(ESC);
    session.sees("The loss of a data centre");
    session.press(ENTER);
    session.sees("Choose with the arrow keys or a number.");
    session.press("w");
    session.sees("Search: w ");
    session.press("h");
    session.sees("Search: wh ");
    session.press("o");
    session.sees("Search: who ");
    session.is_on("The loss of a whole region");
    session.press(ENTER);
    session.sees("Question 3 of 7");
    assert!(home.draft().contains("fault-tolerance: region-loss"));
    leaves(&mut session);
}

#[test]
fn forward_goes_by_the_same_way_as_back_over_what_is_answered() {
    let home = Home::new();
    let mut session = home.start("");
    session.at("Question 1 of about 7\nWhere are the users?", GLOBAL);
    session.at("Question 2 of 7\nWhat loss", GLOBAL);
    session.at("Question 3 of 7\nHow often", SECOND);
    // What can change most comes next, whatever that is.
    session.sees("Question 4 of 7\n");
    let title = |session: &Session, number: usize| {
        let screen = session.screen();
        let after = screen.rsplit_once(&format!("Question {number} of 7")).unwrap().1;
        after.lines().nth(1).unwrap_or_default().to_owned()
    };
    let fourth = title(&session, 4);
    for (question, answer) in
        [(3, "Every week"), (2, "The loss of a whole region"), (1, "Several continents")]
    {
        session.press(ESC);
        session.sees(&format!("Question {question} of 7, so far: {answer}"));
        session.is_on(answer);
    }
    // There is one check mark for each answer that stands, and none for those that are looked at again.
    assert_eq!(counted(&session, "✔"), 0, "{}", session.screen());
    for (question, answer) in [(2, "The loss of a whole region"), (3, "Every week")] {
        session.press(ENTER);
        session.sees(&format!("Question {question} of 7, so far: {answer}"));
        session.is_on(answer);
        assert_eq!(counted(&session, "✔"), question - 1, "{}", session.screen());
    }
    session.press(ENTER);
    session.sees("Question 4 of 7\n");
    assert_eq!(title(&session, 4), fourth);
    assert_eq!(counted(&session, "✔"), 3);
    leaves(&mut session);
}

#[test]
fn no_check_mark_stays_for_an_answer_that_was_changed() {
    let home = Home::new();
    let mut session = home.start("--order rulebook");
    session.at("Question 1 of", GLOBAL);
    session.at("Question 2 of", GLOBAL);
    session.sees("✔ What loss must be survived");
    session.at("Question 3 of", ESC);
    session.sees("Question 2 of 7, so far");
    session.choose("None; a restart");
    session.sees("✔ What loss must be survived without an outage that users notice? None; a restart is fine");
    session.at("Question 3 of", CTRL_C);
    assert_eq!(session.ends(), 130);
    assert_eq!(counted(&session, "✔ What loss must be survived"), 1, "{}", session.screen());
    // Where it has scrolled away, the new line says what it was before.
    let home = Home::sized(15, 80);
    let mut session = home.start("--order rulebook");
    session.at("Question 1 of", GLOBAL);
    session.at("Question 2 of", GLOBAL);
    session.at("Question 3 of", FIRST);
    session.at("Question 4 of", "\u{1b}");
    session.at("Question 3 of 7, so far", ESC);
    session.at("Question 2 of 7, so far", ESC);
    session.sees("Question 1 of 7, so far");
    session.choose("One country or region");
    session.sees("✔ Where are the users? One country or region (before: Several continents)");
    leaves(&mut session);
}

#[test]
fn answers_that_do_not_go_together_are_said_at_the_second_once() {
    for arguments in ["--order rulebook", "--order rulebook --no-standings"] {
        let home = Home::new();
        let mut session = home.start(arguments);
        session.at("Question 1 of", GLOBAL);
        session.at("Question 2 of", GLOBAL);
        session.at("Question 3 of", GLOBAL);
        session.at("Question 4 of 7", "1\r");
        session.sees("✔ How many teams will change it? 1 team\n! One team would run every pipeline by hand. Esc goes back to change it.\n");
        session.at("Question 5 of 7", ESC);
        session.at("teams [1]: ", "9\r");
        session.sees("✔ How many teams will change it? 9 teams");
        session.misses("by hand");
        session.at("Question 5 of 7", ESC);
        session.at("teams [9]: ", "1\r");
        session.sees("✔ How many teams will change it? 1 team\n");
        session.sees("Question 5 of 7");
        assert_eq!(session.raw().matches("by hand").count(), 1);
        leaves(&mut session);
    }
    let home = Home::new().env("ARCHWISE_ACCESSIBLE", "1");
    let mut session = home.start("--order rulebook --release-cadence on-demand --ask");
    session.at("Question 1 of", "3\r");
    session.at("Question 2 of", "3\r");
    session.at("teams: ", "1\r");
    session.sees("Warning: One team would run every pipeline by hand. < goes back to change it.");
    leaves(&mut session);
}

#[test]
fn a_number_is_refused_in_terms_of_a_number() {
    let home = Home::new();
    let mut session = home.start(
        "--ask --order rulebook --geographic-spread global --fault-tolerance restart \
        --release-cadence weekly",
    );
    for (typed, problem) in [
        ("some", "“some” is not a number. Type a whole number, such as 2; ? means that you don't know."),
        ("3 people", "“3 people” is not a number of teams."),
        ("0", "0 is too low: at least 1 team."),
        ("501", "501 is too high: at most 500 teams."),
        ("3.5", "Type a whole number, such as 3 or 4."),
        ("", "Nothing is typed yet. Type a whole number"),
    ] {
        session.at("teams: ", &format!("{typed}\r"));
        session.sees(problem);
    }
    session.press("3 teams\r");
    session.sees("✔ How many teams will change it? 3 teams");
    session.at("Question 2 of", ESC);
    session.at("teams [3]: ", "1");
    session.sees("teams [3]: 1");
    session.press("\u{15}");
    session.misses("teams [3]: 1");
    session.press(ENTER);
    session.at("Question 2 of", ESC);
    session.at("teams [3]: ", ESC);
    session.sees("This is the first question.");
    leaves(&mut session);
}

#[test]
fn in_plain_lines_an_empty_line_never_answers() {
    let home = Home::new().env("TERM", "dumb");
    let mut session = home.start("--order rulebook");
    session.at("Your choice: ", ENTER);
    session.sees("Please type 1 to 3, m, ? or w.");
    session.press("3\r");
    session.at("Question 2 of 7", "w\r");
    session.sees("Why: What loss");
    session.press(ENTER);
    session.sees("Please type 1 to 3, m, ?, w or <.");
    session.press("3\r");
    session.at("Question 3 of 7", "<\r");
    session.at("Your choice [3]: ", ENTER);
    session.at("Your choice [3]: \n\nQuestion 3 of 7", "1\r");
    session.at("teams: ", ENTER);
    session.sees("Nothing is typed yet.");
    session.press("3\r");
    session.at("Question 5 of 7", "1\r");
    session.at("Numbers with spaces between them: ", ENTER);
    session.sees("Nothing is marked yet");
    session.press("n\r");
    session.at("Question 7 of 7", "1\r");
    session.sees("f. Finish: save");
    session.press(ENTER);
    session.sees("Please type 1 to 7, f, s, t, p or <.");
    leaves(&mut session);
}

#[test]
fn an_edit_in_the_review_leaves_the_cursor_where_it_was() {
    let home = Home::new();
    home.write(
        "in.yaml",
        "archwise: 1\nanswers: {geographic-spread: global, fault-tolerance: restart, \
        release-cadence: weekly, teams: 3, data-residency: anywhere, interaction: [], budget: low}\n",
    );
    let mut session = home.start("in.yaml --review --order rulebook");
    session.is_on("Finish: show the report");
    session.choose("Budget: ");
    session.choose("Change the answer");
    session.choose("What it takes");
    session.sees("✔ What may it cost to run? What it takes (before: As little as possible)");
    session.is_on("Budget: What it takes");
    session.choose("Title: ");
    session.at("title: ", "Shop\r");
    session.is_on("Title: Shop");
    session.choose("Finish: show the report");
    assert_eq!(session.ends(), 0);
    let saved = home.read("in.yaml");
    assert!(saved.contains("title: Shop") && saved.contains("budget: high"), "{saved}");
    assert!(!session.raw().contains("In which file?"));
}
