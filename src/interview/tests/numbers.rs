//! What is typed where a number is asked for.

use super::*;
use crate::interview::number;

#[test]
fn numbers_are_refused_in_terms_of_a_number() {
    let rulebook = small();
    let whole = "Type a whole number, such as 2; ? means that you don't know.";
    for (typed, problem) in [
        ("900", "900 is too high: at most 500 teams.".to_owned()),
        ("0", "0 is too low: at least 1 team.".to_owned()),
        ("-3", "-3 is too low: at least 1 team.".to_owned()),
        ("2.5", "Type a whole number, such as 2 or 3.".to_owned()),
        ("some", format!("“some” is not a number. {whole}")),
        ("3 people", format!("“3 people” is not a number of teams. {whole}")),
        ("", format!("Nothing is typed yet. {whole}")),
    ] {
        let played = play(&rulebook, &[GLOBAL, REGION, "Every week", typed, "[A24"]);
        assert!(played.says(&format!("! {problem}")), "{typed}: {:?}", played.transcript);
        assert_eq!(played.answers(&rulebook)[3], "teams=24", "what is left of a split arrow key is dropped");
    }
    for (typed, answer) in
        [("3 teams", "3"), ("1 Team", "1"), ("3teams", "3"), ("few", "few"), ("unknown", "unknown")]
    {
        let played = play(&rulebook, &[GLOBAL, REGION, "Every week", typed]);
        assert_eq!(played.answers(&rulebook)[3], format!("teams={answer}"), "{typed}");
    }
    let played = play(&rulebook, &[GLOBAL, REGION, "Every week", "1"]);
    assert!(played.says("> How many teams will change it? 1 team"));
    let played = play(&rulebook, &[GLOBAL, REGION, "Every week", "<", "A few", "w", "?"]);
    assert_eq!(played.answers(&rulebook)[2..], ["release-cadence=quarterly", "teams=unknown"]);
    assert!(played.says("> Why: How many teams"));
}

#[test]
fn numbers_are_read_as_people_write_them() {
    let rulebook = Rulebook::builtin();
    let load = &rulebook.questions[rulebook.question("load").unwrap()];
    for (typed, read) in [
        ("3000", 3000.0),
        ("3,000", 3000.0),
        ("1,000,000", 1e6),
        (" 12 requests ", 12.0),
        ("12 requests a second", 12.0),
    ] {
        assert_eq!(number::read(load, typed).unwrap().number, Some(read), "{typed}");
    }
    for typed in ["3-5", "1,5", "3 rps", "about 3", "1e400", "--3", "", "."] {
        let problem = number::read(load, typed).unwrap_err();
        assert!(problem.contains("Type a whole number, such as 2000"), "{typed}: {problem}");
    }
}
