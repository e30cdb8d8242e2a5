//! Introductions, examples, and what is known of some options of a multiple choice only.

use super::*;

fn second() -> Rulebook {
    let text = include_str!("../../../tests/data/former/rulebook.yaml").to_owned();
    Rulebook::parse(vec![("rulebook.yaml".to_owned(), text)]).unwrap().0
}

/// Reads answers as `--set` takes them.
fn answered(rulebook: &Rulebook, texts: &[(&str, &str)]) -> AnswersFile {
    let mut file = AnswersFile::blank(rulebook);
    for (id, text) in texts {
        let question = rulebook.question(id).unwrap();
        let reply = Reply::parse(&rulebook.questions[question], text).unwrap();
        file.answers.set(rulebook, question, &reply, Origin::File("a.yaml".into()));
    }
    file
}

const OTHERS: [(&str, &str); 6] = [
    ("budget", "sufficient"),
    ("recovery-time", "hours"),
    ("recovery-point", "hours"),
    ("existing-system", "nothing"),
    ("load", "5000"),
    ("regions", "few"),
];

/// Answers the one question that is open, on numbered lines. Returns the answer and what was shown.
fn typed(capabilities: Option<&str>, lines: &str) -> (String, String) {
    let rulebook = second();
    let known: Vec<_> = OTHERS.into_iter().chain(capabilities.map(|text| ("capabilities", text))).collect();
    let mut file = answered(&rulebook, &known);
    let mut out = Vec::new();
    let mut prompter = PlainPrompter::new(lines.as_bytes(), &mut out, false);
    let ended = conduct(&setup(&rulebook), &mut file, &mut prompter, &mut Counter::default());
    assert_eq!(ended.unwrap_err().kind(), ErrorKind::UnexpectedEof);
    let text = file.answers.text(&rulebook, rulebook.question("capabilities").unwrap());
    (text, String::from_utf8(out).unwrap())
}

#[test]
fn the_introduction_stands_before_the_first_question_and_nowhere_else() {
    let rulebook = second();
    let played = play(&rulebook, &["tight"]);
    assert_eq!(played.times("Answer for the next two years"), 1);
    let at = |text: &str| played.transcript.iter().position(|line| line.contains(text));
    assert!(at("Answer for the next two years") < at("Is there money to run it?"));
    let mut known = answered(&rulebook, &OTHERS);
    let capabilities = rulebook.question("capabilities").unwrap();
    let reply = Reply::unknown(&rulebook.questions[capabilities]);
    known.answers.set(&rulebook, capabilities, &reply, Origin::Prompt);
    let done = play_with(&setup(&rulebook), known, Script::new(["s"]), Counter::default());
    assert!(!done.says("Answer for the next two years"), "nothing is left to ask");
}

#[test]
fn examples_are_shown_on_request_where_there_are_some() {
    let rulebook = second();
    let played = play(&rulebook, &["e", "sufficient", "hours", "hours", "n", "g", "nothing", "e", "5"]);
    assert!(played.says("- Show examples"));
    assert!(played.says("> Examples: Is there money to run it?"));
    assert!(played.says("> tight: A single server has to do."));
    assert_eq!(played.times("- Show examples"), 2, "the other questions have none");
    assert!(played.says("“e” is not a number."), "nor has the number");
}

#[test]
fn an_option_that_is_not_known_is_neither_yes_nor_no() {
    let rulebook = second();
    let played = play(&rulebook, &["sufficient", "hours", "hours", "automated;?logs"]);
    let expected = "capabilities=+automated-delivery,-traces,-tests,-experience";
    assert!(played.answers(&rulebook).contains(&expected.to_owned()));
    assert!(played.says("automated delivery; not known: logs; none of the others"));
    let open = play(&rulebook, &["sufficient", "hours", "hours", "?logs"]);
    let expected = "capabilities=-automated-delivery,-traces,-tests,-experience";
    assert!(open.answers(&rulebook).contains(&expected.to_owned()), "no option is needed that applies");
}

#[test]
fn numbered_lines_leave_options_open_by_signs() {
    let said = |line: &str| typed(None, &format!("{line}\n")).0;
    assert_eq!(said("1 3"), "automated-delivery,traces");
    assert_eq!(said("1 ?3"), "+automated-delivery,-logs,-tests,-experience");
    assert_eq!(said("+1,-2"), "+automated-delivery,-logs");
    assert_eq!(said("-5"), "-experience");
    let (_, shown) = typed(None, "9\n?\n");
    assert!(shown.contains("Please type 1 to 5, n, ? or w, or several numbers."), "{shown}");
    assert!(shown.contains("A ? before a number means that you don't know: 1 ?3."), "{shown}");
}

#[test]
fn an_answer_that_left_some_open_is_shown_with_its_marks_and_kept_by_enter() {
    // The fourth answer of the review, which is changed.
    let (kept, shown) = typed(Some("+automated-delivery,-logs"), "4\nc\n\n");
    assert!(shown.contains("1. automated delivery (marked)\n  2. logs\n  3. traces (unknown)\n"), "{shown}");
    assert!(shown.contains("Enter keeps the marks"), "{shown}");
    assert_eq!(kept, "+automated-delivery,-logs");
    let (unknown, shown) = typed(Some("unknown"), "4\nc\n1\n");
    assert!(shown.contains("3. traces\n"), "{shown}");
    assert_eq!(unknown, "automated-delivery");
}
