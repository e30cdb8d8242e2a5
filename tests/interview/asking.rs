//! When it asks, what it says while it does, and what comes next.

use std::process::{Command, Stdio};

use crate::screen::{CTRL_C, ENTER, FIRST, GLOBAL, Home, SECOND, Session, rulebook};

fn leaves(mut session: Session) {
    session.press(CTRL_C);
    assert_eq!(session.ends(), 130);
}

#[test]
fn who_gives_answers_gets_the_report_and_the_command_that_asks_for_the_rest() {
    let file = "archwise: 1\nanswers: {teams: 3}\n";
    for (arguments, command) in [
        ("--teams 3", "archwise advise --teams 3 --ask"),
        ("advise --set teams=3 --order rulebook", "archwise advise --set teams=3 --order rulebook --ask"),
        ("answers.yaml", "archwise advise answers.yaml --ask --save answers.yaml"),
        ("advise answers.yaml --save other.yaml", "archwise advise answers.yaml --save other.yaml --ask"),
        ("--teams 3 --save new.yaml", "archwise advise --teams 3 --save new.yaml --ask"),
    ] {
        let home = Home::sized(60, 150);
        home.write("answers.yaml", file);
        let mut session = home.start(&format!("{arguments} > report.txt"));
        assert_eq!(session.ends(), 0, "{arguments}");
        session.sees(&format!("To answer what matters most first:\n  {command}"));
        assert!(home.read("report.txt").contains("Modular monolith"), "{arguments}");
        assert!(!session.screen().contains("Question 1"), "{arguments}");
        let asked = command.strip_prefix("archwise ").unwrap();
        let session = home.start(
            &format!("{asked} --order rulebook").replace("rulebook --ask --order rulebook", "rulebook --ask"),
        );
        session.sees("1 question answered already");
        session.sees("Question 1 of about 6\nWhere are the users?");
        leaves(session);
    }
    let home = Home::new().env("ARCHWISE_TEAMS", "3");
    let mut session = home.start("> report.txt");
    assert_eq!(session.ends(), 0);
    session.sees("archwise advise --ask");
    assert!(home.read("report.txt").contains("Modular monolith"));
}

#[test]
fn where_nothing_is_answered_it_asks() {
    for arguments in ["", "advise", "advise --save new.yaml", "blank.yaml", "--ask", "--review"] {
        let home = Home::new();
        home.write("blank.yaml", "archwise: 1\ntitle: Shop\nanswers: {}\n");
        let session = home.start(arguments);
        session.sees("Question 1 of about 7\nWhere are the users?");
        leaves(session);
    }
}

#[test]
fn who_asks_to_be_asked_is_told_why_not() {
    let home = Home::new();
    let output = home.run(&["--ask", "--teams", "3"]);
    assert_eq!(output.status.code(), Some(0));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("note: nobody is asked, since there is no terminal to ask at"), "{said}");
    let all = "--geographic-spread single-region --fault-tolerance restart --release-cadence weekly --teams 3 \
        --interaction none --budget low";
    let mut session = home.start(&format!("--ask {all} > report.txt"));
    assert_eq!(session.ends(), 0);
    session.sees("note: every question is answered; `--review` looks over them");
    let mut session = home.start(&format!("{all} > report.txt"));
    assert_eq!(session.ends(), 0);
    assert!(!session.screen().contains("--ask"), "{}", session.screen());
}

/// The rulebook of these tests with axes and a veto.
fn with_axes(home: &Home) {
    let text = std::fs::read_to_string(rulebook()).unwrap();
    let axes = "axes:\n  - {id: spread, ask: Over several regions?, high: [distributed, hybrid], \
        low: [microservices, modular-monolith]}\n  - {id: split, ask: Into services?, \
        high: [microservices, hybrid], low: [distributed, modular-monolith]}\nqualities:";
    let veto = "rules:\n  - id: law\n    when: {data-residency: pinned, geographic-spread: global}\n    \
        rules_out: [modular-monolith, microservices]\n    because: One place is not enough.\n";
    home.write("axes.yaml", &text.replacen("qualities:", axes, 1).replacen("rules:\n", veto, 1));
}

#[test]
fn standings_name_the_axes_and_what_rules_somebody_out() {
    for columns in [80, 40] {
        let home = Home::sized(60, columns);
        with_axes(&home);
        let mut session = home.start("--rules axes.yaml --order rulebook");
        session.at("Question 1 of about 7", GLOBAL);
        session.sees("Question 2 of 7");
        let said = |session: &Session| session.screen().replace("\n  ", " ");
        assert!(
            said(&session)
                .contains("Several continents Over several regions: yes so far, by 9. Into services: open.")
        );
        session.press(SECOND);
        session.sees("Question 3 of 7");
        assert!(said(&session).contains("Into services: open. No points moved."), "{}", session.screen());
        session.press(FIRST);
        session.at("Question 4 of 7", "1\r");
        session.at("Question 5 of 7", SECOND);
        session.sees("Question 6 of 7");
        let expected = "Over several regions: yes, nothing else is left. Into services: no so far, by 2. \
            Microservices and Modular monolith are ruled out, since the answer to “Where are the users?” is \
            “Several continents” and the answer to “Must data stay in its jurisdiction?” is “Yes, by law or contract”.";
        assert!(said(&session).contains(expected), "{}", session.screen());
        assert!(!session.raw().contains("level"));
        leaves(session);
    }
}

/// Runs a command as it was printed. Returns its exit code.
fn run_as_printed(home: &Home, command: &str) -> Option<i32> {
    let program = format!("{} ", env!("CARGO_BIN_EXE_archwise"));
    let mut shell = Command::new("sh");
    shell.args(["-c", &command.replacen("archwise ", &program, 1)]).current_dir(home.path(""));
    shell.env("ARCHWISE_RULES", rulebook()).stdout(Stdio::null()).stderr(Stdio::null());
    shell.status().unwrap().code()
}

fn printed_commands(screen: &str) -> Vec<String> {
    let after = screen.rsplit_once("Your answers are in ").unwrap().1;
    after
        .lines()
        .filter_map(|line| line.strip_prefix("  archwise "))
        .map(|rest| format!("archwise {rest}"))
        .collect()
}

#[test]
fn the_commands_that_come_next_work_as_they_are_printed() {
    let home = Home::sized(60, 120);
    let mut session = home.start("--order rulebook --among distributed,hybrid,modular-monolith > report.txt");
    session.at("Question 1 of", FIRST);
    session.at("Question 2 of", FIRST);
    session.at("Settled", FIRST);
    session.sees("Your answers: choose one");
    session.choose("Finish: save the answers");
    session.at("file [answers.yaml]: ", "my answers.yaml\r");
    assert_eq!(session.ends(), 0);
    session.sees("Your answers are in my answers.yaml. To see the report again:");
    let commands = printed_commands(&session.screen());
    let among = "--among distributed,hybrid,modular-monolith";
    assert_eq!(
        commands,
        [
            format!("archwise advise 'my answers.yaml' {among}"),
            format!("archwise advise 'my answers.yaml' --format html --output report.html {among}"),
            format!("archwise adr docs/adr 'my answers.yaml' {among}"),
            format!("archwise check 'my answers.yaml' {among}"),
        ]
    );
    for command in &commands {
        assert_eq!(run_as_printed(&home, command), Some(0), "{command}");
    }
    assert!(home.read("report.html").contains("<html"));
    // What is recorded already is not recorded again.
    let mut session = home.start(&format!("--review 'my answers.yaml' {among} > report.txt"));
    session.at("Settled", FIRST);
    session.sees("Your answers: choose one");
    session.choose("Finish: show the report");
    assert_eq!(session.ends(), 0);
    session.sees("To hold it in CI:");
    let commands = printed_commands(&session.screen());
    assert_eq!(commands.len(), 3, "{commands:?}");
    for command in &commands {
        assert_eq!(run_as_printed(&home, command), Some(0), "{command}");
    }
}

#[test]
fn where_everybody_is_ruled_out_there_is_nothing_to_record() {
    let home = Home::new();
    let text = std::fs::read_to_string(rulebook()).unwrap();
    let veto = "rules:\n  - id: law\n    when: {budget: low}\n    \
        rules_out: [distributed, hybrid, modular-monolith, microservices]\n    because: There is no money.\n";
    home.write("none.yaml", &text.replacen("rules:\n", veto, 1));
    let mut session =
        home.start("--rules none.yaml --ask --budget low --order rulebook --save a.yaml > report.txt");
    while session.sees_one_of(&["Settled", "Question"]) == 1 {
        session.choose("I don't know");
    }
    session.choose("Stop asking");
    session.sees("Your answers: choose one");
    session.choose("Finish: show the report");
    assert_eq!(session.ends(), 0);
    session.sees("archwise advise a.yaml --format html --output report.html --rules none.yaml");
    assert!(!session.screen().contains("archwise adr") && !session.screen().contains("archwise check"));
}

#[test]
fn answers_that_came_from_a_file_go_back_to_it_without_a_question() {
    let home = Home::new();
    home.write("answers.yaml", "archwise: 1 # ours\nanswers: {geographic-spread: single-region}\n");
    let mut session = home.start("--ask answers.yaml --order rulebook > report.txt");
    session.at("Question 1 of", FIRST);
    session.at("Settled", FIRST);
    session.sees("Your answers: choose one");
    session.choose("Finish: save the answers");
    session.at("file [answers.yaml]: ", ENTER);
    assert_eq!(session.ends(), 0);
    assert!(!session.raw().contains("exists already"));
    let saved = home.read("answers.yaml");
    assert!(saved.starts_with("archwise: 1 # ours") && saved.contains("fault-tolerance: restart"), "{saved}");
}

#[test]
fn what_is_unknown_in_a_file_is_asked_and_stays_there() {
    let home = Home::new();
    assert_eq!(home.run(&["questions", "-o", "blank.yaml"]).status.code(), Some(0));
    for arguments in ["--ask blank.yaml --order rulebook", "--save blank.yaml --order rulebook"] {
        let mut session = home.start(arguments);
        session.at("Question 1 of about 7", GLOBAL);
        session.at("Question 2 of 7", CTRL_C);
        assert_eq!(session.ends(), 130);
    }
    let saved = home.read("blank.yaml");
    assert!(saved.contains("geographic-spread: global") && saved.contains("teams: unknown"), "{saved}");
}

#[test]
fn what_nobody_was_asked_comes_before_what_the_file_calls_unknown() {
    let home = Home::new();
    home.write("a.yaml", "archwise: 1\nanswers: {geographic-spread: unknown, fault-tolerance: unknown}\n");
    let session = home.start("--ask a.yaml --order rulebook");
    session.sees("Question 1 of about 7\nHow often is it released?");
    leaves(session);
}

#[test]
fn what_was_not_known_is_not_asked_again_on_going_on() {
    let home = Home::new();
    let mut session = home.start("--order rulebook");
    session.at("Question 1 of about 7", GLOBAL);
    session.sees("Question 2 of 7");
    session.choose("I don't know");
    session.at("Question 3 of 7", CTRL_C);
    assert_eq!(session.ends(), 130);
    let mut session = home.start("--resume --order rulebook");
    session.sees("2 questions answered already");
    session.at("Question 3 of 7", CTRL_C);
    assert_eq!(session.ends(), 130);
}
