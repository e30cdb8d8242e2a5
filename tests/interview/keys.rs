//! What is typed and what is pasted, and a terminal that changes its size meanwhile.

use crate::screen::{CTRL_C, DOWN, ENTER, FIRST, GLOBAL, Home, Session};

/// At the review, with everything answered and a file to save in.
fn at_the_review(home: &Home) -> Session {
    home.write(
        "in.yaml",
        "archwise: 1\nanswers:\n  geographic-spread: global\n  fault-tolerance: region-loss\n  \
         release-cadence: weekly\n  teams: 3\n  data-residency: pinned\n  interaction: [writes]\n  \
         budget: high\n",
    );
    let session = home.start("in.yaml --save in.yaml --review");
    session.sees("Your answers: choose one");
    session
}

fn at_the_title(home: &Home) -> Session {
    let mut session = at_the_review(home);
    session.choose("Title: none yet");
    session.sees("title: ");
    session
}

fn counted(session: &Session, text: &str) -> usize {
    session.screen().matches(text).count()
}

#[test]
fn what_is_pasted_into_a_line_stays_in_it() {
    for paste in [
        "Little load.\rSee the wiki.\r\rSince spring.\r",
        "\u{1b}[200~Little load.\r\nSee the wiki.\n\nSince spring.\n\u{1b}[201~\r",
    ] {
        let home = Home::new();
        let mut session = at_the_review(&home);
        session.choose("Teams: ");
        session.choose("Write a note");
        session.at("note: ", paste);
        session.sees("Teams: 3 teams (Little load. See the wiki. Since spring.)");
        session.is_on("Teams: 3 teams");
        session.press(CTRL_C);
        assert_eq!(session.ends(), 130);
        assert!(home.read("in.yaml").contains("Little load. See the wiki. Since spring."));
    }
}

#[test]
fn lines_that_are_pasted_as_a_number_are_refused() {
    let home = Home::new();
    let mut session = home.start("--order rulebook");
    session.at("Question 1 of", GLOBAL);
    session.at("Question 2 of", GLOBAL);
    session.at("Question 3 of", FIRST);
    session.at("Question 4 of 7", "5\r6\r7\r");
    session.sees("5 6 7");
    session.at("Question 4 of 7", CTRL_C);
    assert_eq!(session.ends(), 130);
    assert!(!home.path("7").exists());
}

#[test]
fn what_is_pasted_at_a_menu_chooses_nothing() {
    for paste in ["Little load is q expected\rSee\r", "\u{1b}[200~all\r\r\u{1b}[201~", "5\r"] {
        let home = Home::new();
        let mut session = at_the_review(&home);
        session.press(paste);
        // What comes together with a text is taken for a part of it.
        std::thread::sleep(std::time::Duration::from_millis(300));
        session.press(DOWN);
        session.is_on("Title: none yet");
        session.press(CTRL_C);
        assert_eq!(session.ends(), 130);
    }
}

#[test]
fn pasted_lines_answer_no_plain_question() {
    let home = Home::new().env("TERM", "dumb");
    let mut session = home.start("--order rulebook");
    session.at("Your choice: ", "3\r1\r2\r");
    session.sees("Several lines came at once, and none of them counts. Please type one.");
    session.at("Your choice: ", "3\r");
    session.at("Question 2 of 7", CTRL_C);
    assert_eq!(session.ends(), 130);
    let mut session = at_the_review(&home);
    session.press("t\r");
    session.at("title: ", "My\rshop\r");
    session.sees("Title: My shop");
    session.press(CTRL_C);
    assert_eq!(session.ends(), 130);
}

#[test]
fn a_long_line_of_wide_characters_shows_what_is_in_it() {
    let home = Home::sized(24, 40);
    let mut session = at_the_title(&home);
    session.press(&"注文の管理".repeat(12));
    session.sees("の管理");
    session.press("\u{1b}[D\u{1b}[D\u{1b}[DX");
    session.sees("文Xの管理");
    session.press("\u{1}Y\u{5}e\u{301}🙂");
    session.sees("title: Y注文");
    session.sees("e\u{301}🙂");
    session.press("\u{7f}\u{7f}\u{7f}!");
    session.sees("文Xの管!");
    session.press(ENTER);
    session.sees("Your answers: choose one");
    assert_eq!(counted(&session, "Review"), 1, "{}", session.screen());
    session.press(CTRL_C);
    assert_eq!(session.ends(), 130);
    assert!(home.read("in.yaml").contains(&format!("Y{}注文Xの管!", "注文の管理".repeat(11))));
}

#[test]
fn a_line_is_edited_as_in_a_shell() {
    let home = Home::new();
    let mut session = at_the_title(&home);
    session.press("one two three");
    session.sees("title: one two three");
    session.press("\u{17}");
    session.misses("three");
    session.press("\u{1}\u{b}");
    session.misses("one");
    session.press("new name\u{1b}[Hmy \u{1b}[F!");
    session.sees("title: my new name!");
    // Ctrl-U clears the field, wherever the cursor is.
    session.press("\u{15}gone\u{1b}[D\u{1b}[D\u{15}new");
    session.sees("title: new");
    session.press(ENTER);
    session.sees("Title: new\n");
    session.press(CTRL_C);
    assert_eq!(session.ends(), 130);
}

#[test]
fn a_narrower_terminal_shows_the_menu_once() {
    let home = Home::sized(40, 100);
    let mut session = home.start("--order rulebook");
    session.at("Question 1 of", GLOBAL);
    session.sees("Question 2 of");
    session.sees("← back");
    for (rows, columns) in [(40, 36), (15, 40), (40, 120)] {
        session.resize(rows, columns);
        session.press(DOWN);
        session.press("\u{1b}[F");
        session.is_on("← back");
        session.press("\u{1b}[H");
        session.is_on("None; a restart");
        session.is_drawn();
        assert_eq!(counted(&session, "None; a restart"), 1, "{}", session.screen());
        assert_eq!(counted(&session, "Question 2 of"), 1, "{}", session.screen());
    }
    session.press(CTRL_C);
    assert_eq!(session.ends(), 130);
}

#[test]
fn without_utf_8_what_is_typed_is_shown_in_ascii() {
    let home = Home::new().env("LANG", "C");
    let mut session = at_the_review(&home);
    session.press("\u{1b}[B\r");
    session.at("title: ", "Bestellungen – für 注文");
    session.sees("title: Bestellungen - fur ??");
    session.press(ENTER);
    session.sees("Title: Bestellungen - fur ??");
    session.press(CTRL_C);
    assert_eq!(session.ends(), 130);
    assert!(session.raw().is_ascii());
    assert!(home.read("in.yaml").contains("Bestellungen – für 注文"));
}

#[test]
fn an_option_of_a_multiple_choice_can_be_left_unknown() {
    let home = Home::new();
    let mut session = at_the_review(&home);
    session.choose("Interaction: Writes");
    session.choose("Change the answer");
    session.sees("(Space marks, ? unknown, Enter goes on; letters search; Esc: back)");
    session.at("[x] 1. Writes", DOWN);
    session.is_on("[ ] Reads of one's own data");
    session.press("?");
    session.at("[?] 2. Reads of one's own data", ENTER);
    session.sees("the others are open");
    session.is_on("Interaction: Writes");
    session.press(CTRL_C);
    assert_eq!(session.ends(), 130);
    assert!(home.read("in.yaml").contains("interaction: {includes: [writes], excludes: [cacheable]}"));
}
