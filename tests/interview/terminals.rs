//! Terminals of every kind, and none.

use crate::screen::{CTRL_C, ENTER, ESC, FIRST, GLOBAL, Home, Session};

/// Answers whatever is asked, as long as something is.
fn to_the_end(session: &mut Session, keys: &[(&str, &str)]) {
    for (text, keys) in keys {
        session.at(text, keys);
    }
}

#[test]
fn forty_columns_and_fifteen_rows_are_enough() {
    let home = Home::sized(15, 40);
    let mut session = home.start("--order rulebook");
    session.sees("Question 1 of about 7");
    session.sees("  1. One country or region");
    session.sees("Why do you ask?");
    session.press(GLOBAL);
    session.sees("Question 2 of 7");
    session.sees("← back");
    session.sees("  2. The loss of a data centre, with");
    session.go_to("The loss of a whole region");
    session.sees("❯ 3. The loss of a whole region, with\n     every data centre that stands in\n     it\n");
    session.sees("Question 2 of 7\nWhat loss must be survived without an\n");
    session.press(ENTER);
    session.sees("Question 3 of 7");
    session.misses("Question 2 of 7");
    session.choose("Why do you ask?");
    session.at("More", ENTER);
    session.misses("More");
    session.at("Back to the question", ENTER);
    session.sees("Question 3 of 7");
    session.choose("A few times a year");
    session.at("Question 4 of 7", "24\r");
    session.at("Question 5 of 7", FIRST);
    session.sees("Question 6 of 7");
    session.choose("None of these");
    session.at("Question 7 of 7", FIRST);
    session.sees("[Page 1/2]");
    session.choose("Teams: ");
    session.sees("Your answer: 24 teams.");
    session.press(ESC);
    session.sees("[Page 2/2]");
    session.is_on("Teams: 24 teams");
    session.choose("Finish without saving");
    assert_eq!(session.ends(), 0);
}

#[test]
fn plain_mode_needs_no_cursor() {
    for (name, value) in [("TERM", "dumb"), ("ARCHWISE_ACCESSIBLE", "1")] {
        let home = Home::new().env(name, value);
        let mut session = home.start("--order rulebook > report.txt");
        session.sees("Question 1 of about 7.\nWhere are the users?\nCount regions");
        session.sees("  1. One country or region\n");
        session.sees(
            "  m. Several are possible: keep them open\n  ?. I don't know\n  w. Why do you ask?\nYour choice:",
        );
        session.press("9\r");
        session.sees("Please type 1 to 3, m, ? or w.");
        session.press("3\r");
        session.sees("Answer: Where are the users? Several continents");
        to_the_end(&mut session, &[("Question 2 of 7", "w\r"), ("Why: What loss", "m\r")]);
        to_the_end(&mut session, &[("Mark every option", "2 3\r"), ("Question 3 of 7", "<\r")]);
        session.sees("Question 2 of 7, so far: “The loss of a data centre");
        session.at("Your choice [m]: ", "3\r");
        session.sees(
            "Answer: What loss must be survived without an outage that users notice? The loss of a whole",
        );
        to_the_end(&mut session, &[("Question 3 of 7", "2\r"), ("Question 4 of 7", "900\r")]);
        session.sees("Problem: 900 is too high: at most 500 teams.");
        session.press("3\r");
        to_the_end(&mut session, &[("Question 5 of 7", "1\r"), ("Question 6 of 7", "1,3\r")]);
        to_the_end(&mut session, &[("Question 7 of 7", "1\r"), ("f. Finish: save", "s\r")]);
        assert_eq!(session.ends(), 0);
        assert!(!session.raw().contains('\u{1b}'), "no escape sequence at all");
        assert!(home.read("report.txt").contains("Distributed"));
    }
}

#[test]
fn plain_lines_break_between_words() {
    let home = Home::sized(15, 40).env("TERM", "dumb");
    let mut session = home.start("--order rulebook");
    session
        .sees("Count regions that need local\ninteractive response, not where the\ncompany has offices.\n");
    session.at("Your choice: ", "1\r");
    session.sees("  2. The loss of a data centre, with\n     all the machines that stand in it\n");
    session.press(CTRL_C);
    assert_eq!(session.ends(), 130);
}

#[test]
fn a_locale_without_utf_8_gets_ascii() {
    for term in ["xterm", "dumb"] {
        let home = Home::new().env("LANG", "C").env("TERM", term);
        let mut session = home.start("--order rulebook > report.txt");
        session.sees("Question 1 of about 7");
        session.press(if term == "dumb" { "w\r" } else { "\u{1b}[A\r" });
        session.sees("-4 Microservices, -5 Modular monolith");
        if term != "dumb" {
            session.at("> Back to the question", ENTER);
            session.sees("> Why do you ask?");
        }
        session.press(if term == "dumb" { "3\r" } else { "3" });
        if term != "dumb" {
            session.at("> 3. Several continents", ENTER);
        }
        session.sees("Question 2 of 7");
        session.sees(if term == "dumb" { "<. Back" } else { "<- back" });
        session.press(CTRL_C);
        assert_eq!(session.ends(), 130);
        assert!(session.raw().is_ascii(), "{}", session.screen());
    }
}

#[test]
fn colours_can_be_refused() {
    let coloured =
        |raw: &str| raw.contains("\u{1b}[36m") || raw.contains("\u{1b}[1m") || raw.contains("\u{1b}[2m");
    let home = Home::new();
    let session = home.start("");
    session.sees("Why do you ask?");
    assert!(coloured(&session.raw()));
    let session = home.start("--color never");
    session.sees("Why do you ask?");
    assert!(!coloured(&session.raw()));
    let home = Home::new().env("NO_COLOR", "1");
    let session = home.start("");
    session.sees("Why do you ask?");
    assert!(!coloured(&session.raw()));
}

#[test]
fn the_report_can_be_redirected_while_it_asks() {
    let home = Home::new();
    let mut session = home.start("--order rulebook --format markdown --no-standings > report.md");
    session.at("Question 1 of about 7", FIRST);
    session.at("Question 2 of 6", FIRST);
    session.at("Settled:", FIRST);
    session.sees("Your answers: choose one");
    session.choose("Finish without saving");
    assert_eq!(session.ends(), 0);
    assert!(!session.raw().contains("leads"), "no standings");
    let report = home.read("report.md");
    assert!(report.starts_with('#') && report.contains("Modular monolith"), "{report}");
    assert!(!report.contains('\u{1b}'));
}

#[test]
fn nobody_is_asked_unless_keys_and_screen_are_there() {
    for (redirection, shown) in
        [("< /dev/null", true), ("<&-", true), ("2> errors.txt", false), ("--no-input", true)]
    {
        let home = Home::new();
        let mut session = home.start(redirection);
        assert_eq!(session.ends(), 3, "{redirection}");
        let said = if shown { session.screen() } else { home.read("errors.txt") };
        assert!(
            said.contains("--geographic-spread single-region|multi-region|global"),
            "{redirection}: {said}"
        );
        assert!(!said.contains("Question 1"), "{redirection}: {said}");
    }
}

#[test]
fn where_nobody_watches_nobody_is_asked_and_it_says_why() {
    for (name, value) in [("CI", "true"), ("CI", "1"), ("ARCHWISE_NO_INPUT", "1")] {
        let home = Home::new().env(name, value);
        let mut session = home.start("");
        assert_eq!(session.ends(), 3, "{name}={value}");
        session.sees("--geographic-spread single-region|multi-region|global");
        session.sees(&format!("note: nobody is asked, since `{name}` is set"));
        let mut session = home.start("--teams 3 > report.txt");
        assert_eq!(session.ends(), 0, "{name}={value}");
        session.sees(&format!("note: nobody is asked, since `{name}` is set"));
        assert!(home.read("report.txt").contains("Modular monolith"));
    }
    for (ci, no_input, arguments) in
        [("false", "", ""), ("", "0", ""), ("1", "0", ""), ("true", "", "--review"), ("0", "false", "")]
    {
        let home = Home::new().env("CI", ci).env("ARCHWISE_NO_INPUT", no_input);
        let mut session = home.start(arguments);
        session.at("Question 1 of", CTRL_C);
        assert_eq!(session.ends(), 130, "{ci} {no_input}");
    }
}

#[test]
fn without_a_terminal_what_is_answered_is_reported_and_saved() {
    let home = Home::new();
    let output = home.run(&[
        "--geographic-spread",
        "global",
        "--teams",
        "7",
        "--title",
        "Shop: new",
        "--save",
        "new.yaml",
    ]);
    assert_eq!(output.status.code(), Some(0));
    assert!(!output.stdout.is_empty());
    let expected = "archwise: 1\ntitle: \"Shop: new\"\nanswers:\n  # Where are the users?\n  geographic-spread: global\n  # How many teams will change it?\n  teams: 7\n";
    assert_eq!(home.read("new.yaml"), expected);
    home.write("new.yaml", &expected.replace("teams: 7", "teams:  \"7\" # by hand"));
    let output = home.run(&["new.yaml", "--teams", "9", "--weight", "affordability=2", "--save", "new.yaml"]);
    assert_eq!(output.status.code(), Some(0));
    let edited = expected.replace("teams: 7", "teams:  \"9\" # by hand") + "weights:\n  affordability: 2\n";
    assert_eq!(home.read("new.yaml"), edited);
}

#[test]
fn a_file_that_cannot_be_saved_to_is_refused_before_anything_is_asked() {
    let home = Home::new();
    home.write("broken.yaml", "archwise: 1\nanswers: {teams: 2\n");
    home.write("other.yaml", "archwise: 1\nanswers: {colour: red}\n");
    for (file, why) in [
        ("no/such/folder.yaml", "there is no such file or folder"),
        (".", "is a directory"),
        ("broken.yaml", "not valid YAML"),
        ("other.yaml", "there is no question `colour`"),
    ] {
        let mut session = home.start(&format!("--save {file}"));
        assert_eq!(session.ends(), 2, "{file}");
        assert!(session.screen().contains(why), "{file}: {}", session.screen());
        assert!(!session.screen().contains("Question 1"));
    }
}
