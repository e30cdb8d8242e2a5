//! Presets: what is typical of systems of a kind stands in for answers, until somebody gives them.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::Path;
use std::process::Command;

use archwise::rulebook::Rulebook;
use serde_json::Value;

struct Said {
    stdout: String,
    stderr: String,
    code: Option<i32>,
}

fn archwise(folder: &Path, arguments: &[&str]) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_archwise"));
    command.args(arguments).current_dir(folder).env_remove("ARCHWISE_RULES");
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Said { stdout: text(output.stdout), stderr: text(output.stderr), code: output.status.code() }
}

fn report(folder: &Path, arguments: &[&str]) -> Value {
    let said = archwise(folder, &[&["advise", "--no-input", "-f", "json"], arguments].concat());
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    serde_json::from_str(&said.stdout).unwrap()
}

fn origin<'r>(report: &'r Value, question: &str) -> &'r str {
    let answers = report["answers"].as_array().unwrap();
    answers.iter().find(|answer| answer["question"] == question).unwrap()["origin"].as_str().unwrap()
}

#[test]
fn each_preset_comes_to_the_same_by_flag_and_by_file() {
    let folder = tempfile::tempdir().unwrap();
    for preset in &Rulebook::builtin().presets {
        let file = format!("{}.yaml", preset.id);
        let said = archwise(folder.path(), &["questions", "--preset", &preset.id, "-o", &file]);
        assert_eq!(said.code, Some(0), "{}", said.stderr);
        let by_flag = report(folder.path(), &["--preset", &preset.id]);
        let by_file = report(folder.path(), &[&file]);
        assert_eq!(by_flag["verdict"], by_file["verdict"], "{}", preset.id);
        assert_eq!(by_flag["title"], preset.title.as_str());
        for report in [by_flag, by_file] {
            let of = |origin: &str| {
                let answers = report["answers"].as_array().unwrap();
                answers
                    .iter()
                    .filter(|answer| answer["origin"] == origin && answer["value"] != "unknown")
                    .count()
            };
            assert!(of("assumed") >= 14, "{}", preset.id);
            assert_eq!(of("file"), 0, "{}: nothing is known", preset.id);
        }
        let text = archwise(folder.path(), &["advise", "--preset", &preset.id]).stdout;
        let said = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains("answers are assumed: what you know of the system"), "{text}");
    }
}

#[test]
fn an_answer_takes_the_place_of_an_assumption_without_a_word() {
    let folder = tempfile::tempdir().unwrap();
    let said = archwise(folder.path(), &["advise", "--preset", "saas", "--teams", "40", "--no-input"]);
    assert!(!said.stderr.contains("teams"), "{}", said.stderr);
    let known = report(folder.path(), &["--preset", "saas", "--teams", "40"]);
    assert_eq!((origin(&known, "teams"), origin(&known, "budget")), ("flag", "assumed"));
}

#[test]
fn what_is_answered_is_assumed_no_longer_in_the_file_either() {
    let folder = tempfile::tempdir().unwrap();
    archwise(
        folder.path(),
        &["advise", "--no-input", "--preset", "saas", "--teams", "40", "--save", "a.yaml"],
    );
    let begun = fs::read_to_string(folder.path().join("a.yaml")).unwrap();
    let (answers, assumed) = begun.split_once("\nassumed:\n").unwrap();
    assert!(answers.contains("  teams: 40") && !assumed.contains("teams:"), "{begun}");
    assert!(assumed.contains("  budget: sufficient") && !answers.contains("budget:"), "{begun}");

    archwise(folder.path(), &["advise", "--no-input", "a.yaml", "--budget", "tight", "--save", "a.yaml"]);
    let gone_on = fs::read_to_string(folder.path().join("a.yaml")).unwrap();
    let (answers, assumed) = gone_on.split_once("\nassumed:\n").unwrap();
    assert!(answers.contains("  budget: tight") && !assumed.contains("\n  budget:"), "{gone_on}");
    let known = report(folder.path(), &["a.yaml"]);
    assert_eq!((origin(&known, "budget"), origin(&known, "load")), ("file", "assumed"));
}

#[test]
fn a_layer_has_presets_of_its_own_and_in_the_place_of_others() {
    let folder = tempfile::tempdir().unwrap();
    let layer = "rulebook: {id: own, version: 1.0.0, title: Own, extends: builtin}\npresets:\n  \
        - {id: saas, title: Our software, about: What we sell., answers: {teams: 3}}\n  \
        - {id: depot, title: A depot, about: What runs in a depot., answers: {budget: tight}}\ncases:\n  \
        - {name: saas, preset: saas, answers: {budget: tight}, expect: {architecture: modular-monolith}}\n";
    fs::write(folder.path().join("own.yaml"), layer).unwrap();
    let saas = report(folder.path(), &["--rules", "own.yaml", "--preset", "saas"]);
    assert_eq!(saas["title"], "Our software");
    assert_eq!((origin(&saas, "teams"), origin(&saas, "budget")), ("assumed", "unanswered"));
    assert_eq!(report(folder.path(), &["--rules", "own.yaml", "--preset", "depot"])["title"], "A depot");
    let tested = archwise(folder.path(), &["rules", "test", "own.yaml"]);
    assert_eq!(tested.stdout, "1 passed, 0 failed\n", "{}", tested.stderr);
}

#[test]
fn mistakes_in_a_preset_are_errors_at_their_places() {
    let folder = tempfile::tempdir().unwrap();
    let layer = "rulebook: {id: own, version: 1.0.0, title: Own, extends: builtin}\npresets:\n  \
        - {id: odd, title: Odd, about: Odd., answers: {teems: 3, budget: tigt}, sources: [nobody]}\n";
    fs::write(folder.path().join("own.yaml"), layer).unwrap();
    let said = archwise(folder.path(), &["--rules", "own.yaml", "advise", "--preset", "odd"]);
    assert_eq!(said.code, Some(2));
    assert!(said.stderr.contains("there is no source `nobody`"), "{}", said.stderr);
    fs::write(folder.path().join("own.yaml"), layer.replace(", sources: [nobody]", "")).unwrap();
    for arguments in [&["--rules", "own.yaml", "advise"][..], &["rules", "lint", "own.yaml"]] {
        let said = archwise(folder.path(), arguments);
        let text = said.stdout + &said.stderr;
        assert!(text.contains("there is no question `teems`") && text.contains("no option `tigt`"), "{text}");
        assert!(text.contains("own.yaml:3:"), "{text}");
    }
    let unknown = archwise(folder.path(), &["advise", "--preset", "bnak"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.stderr.contains("did you mean `bank`?"), "{}", unknown.stderr);
}

#[test]
fn a_decision_says_what_it_assumes() {
    let folder = tempfile::tempdir().unwrap();
    archwise(folder.path(), &["questions", "--preset", "internal-tool", "-o", "a.yaml"]);
    let recorded = archwise(folder.path(), &["adr", "adr", "a.yaml"]);
    assert_eq!(recorded.code, Some(0), "{}", recorded.stderr);
    let record = fs::read_to_string(folder.path().join(recorded.stdout.trim())).unwrap();
    let words = record.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("answers are assumed: what you know of the system"), "{record}");
    assert!(words.contains("(assumed)."), "{record}");
    let checked = archwise(folder.path(), &["check", "a.yaml"]);
    assert_eq!(checked.code, Some(0));
    assert!(
        checked.stdout.contains("answers are assumed, not known: `geographic-spread`, "),
        "{}",
        checked.stdout
    );
}

#[test]
fn the_command_in_a_record_gives_the_same_report() {
    let folder = tempfile::tempdir().unwrap();
    let record =
        archwise(folder.path(), &["advise", "--preset", "saas", "--teams", "9", "-f", "adr", "--no-input"]);
    let command = record.stdout.lines().find(|line| line.starts_with("archwise advise")).unwrap();
    let words: Vec<&str> = command.split_whitespace().skip(2).collect();
    let same = report(folder.path(), &words);
    assert_eq!(same["verdict"], report(folder.path(), &["--preset", "saas", "--teams", "9"])["verdict"]);
}

#[test]
fn the_list_of_answers_says_which_are_assumed() {
    let folder = tempfile::tempdir().unwrap();
    for format in [&["--section", "answers"][..], &["-f", "markdown"]] {
        let said =
            archwise(folder.path(), &[&["advise", "--preset", "saas", "--teams", "3"], format].concat());
        let said = said.stdout;
        assert!(said.matches("assumed").count() > 17, "{said}");
        assert!(!said.lines().any(|line| line.contains("3 teams") && line.contains("assumed")), "{said}");
    }
}

#[test]
fn a_mistake_under_assumed_is_called_so() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.yaml"), "assumed: 3\n").unwrap();
    let said = archwise(folder.path(), &["advise", "a.yaml"]);
    assert!(said.stderr.contains("`assumed` must be"), "{}", said.stderr);
}

#[test]
fn what_a_file_does_not_know_it_might_as_well_leave_out() {
    let folder = tempfile::tempdir().unwrap();
    archwise(folder.path(), &["questions", "-o", "blank.yaml"]);
    let by_flag = report(folder.path(), &["--preset", "saas"]);
    let over_blank = report(folder.path(), &["blank.yaml", "--preset", "saas"]);
    assert_eq!(over_blank["verdict"], by_flag["verdict"]);
    assert_eq!(origin(&over_blank, "budget"), "assumed");
    let denied = report(folder.path(), &["--preset", "saas", "--budget", "unknown"]);
    assert_eq!(origin(&denied, "budget"), "assumed", "not knowing does not speak against an assumption");
}

#[test]
fn two_presets_do_not_mix_in_one_file() {
    let folder = tempfile::tempdir().unwrap();
    archwise(folder.path(), &["questions", "--preset", "saas", "-o", "a.yaml"]);
    let before = fs::read_to_string(folder.path().join("a.yaml")).unwrap();
    let other = archwise(folder.path(), &["advise", "a.yaml", "--preset", "bank", "--save", "a.yaml"]);
    assert_eq!(other.code, Some(2));
    assert!(other.stderr.contains("error[other-assumptions]") && other.stderr.contains("--> a.yaml:"));
    assert_eq!(fs::read_to_string(folder.path().join("a.yaml")).unwrap(), before);
    let same = report(folder.path(), &["a.yaml", "--preset", "saas"]);
    assert_eq!(same["verdict"], report(folder.path(), &["a.yaml"])["verdict"]);
}

#[test]
fn a_verdict_on_assumptions_says_so_in_its_headline() {
    let folder = tempfile::tempdir().unwrap();
    let headline = |arguments: &[&str]| report(folder.path(), arguments)["verdict"]["headline"].to_string();
    assert!(headline(&["--preset", "startup"]).ends_with(", if what is assumed holds\""));
    assert!(!headline(&["--preset", "saas"]).contains("assumed"), "what is open claims nothing");
}

#[test]
fn wherever_a_verdict_is_shown_it_says_that_it_rests_on_assumptions() {
    let folder = tempfile::tempdir().unwrap();
    let advise = |arguments: &[&str]| {
        let said = archwise(folder.path(), &[&["advise", "--preset", "startup"], arguments].concat());
        assert_eq!(said.code, Some(0), "{}", said.stderr);
        said.stdout
    };
    assert!(advise(&["--section", "why", "--budget", "tight"]).contains("(teams=1, assumed)"));
    assert!(!advise(&["--section", "why", "--budget", "tight"]).contains("(budget=tight, assumed)"));
    assert!(advise(&["-f", "svg", "--picture", "badge"]).contains("decided, on assumptions"));
    assert!(advise(&["-f", "html"]).contains("<span class=\"tag\">assumed</span>"));
    let what_if = advise(&["--what-if", "load-shape=none"]);
    assert_eq!(what_if.matches("assumed").count(), 4, "the verdict, the count, before and after: {what_if}");

    fs::write(folder.path().join("a.yaml"), "assumed: {teams: 1}\n").unwrap();
    let said = archwise(folder.path(), &["survey", "a.yaml"]).stdout;
    assert!(said.contains("assumed: 1 answer\n"), "{said}");
    let said = archwise(folder.path(), &["survey", "a.yaml", "-f", "json"]).stdout;
    let survey: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(survey["rows"][0]["assumed"], serde_json::json!(["teams"]), "{said}");
}

#[test]
fn whoever_accepts_a_decision_is_told_what_speaks_against_that() {
    let folder = tempfile::tempdir().unwrap();
    let accept = |to: &str, arguments: &[&str]| {
        archwise(folder.path(), &[&["adr", to, "--status", "accepted"], arguments].concat()).stderr
    };
    assert!(
        accept("a", &["--preset", "startup"]).contains("though it rests on answers that are only assumed")
    );
    assert!(accept("b", &["--teams", "3"]).contains("though an answer that is missing can still change it"));
    let known = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/internal-tool.yaml");
    assert!(!accept("c", &[known, "--no-save"]).contains("accepted"));
    fs::write(
        folder.path().join("own.yaml"),
        "answers: {teams: 3}\ndecision: {architecture: microservices}  # the board insists\n",
    )
    .unwrap();
    let other = archwise(folder.path(), &["adr", "own", "own.yaml"]).stderr;
    assert!(
        other.contains("recorded `microservices` until now; the answers lead to `modular-monolith`"),
        "{other}"
    );
    let proposed = archwise(folder.path(), &["adr", "d", "--preset", "startup"]).stderr;
    assert!(!proposed.contains("though"), "{proposed}");
}

#[test]
fn a_preset_is_shown_with_what_it_assumes() {
    let folder = tempfile::tempdir().unwrap();
    let said = archwise(folder.path(), &["rules", "show", "saas"]).stdout;
    assert!(
        said.contains("What it assumes:\n  - geographic-spread: single-region, multi-region\n"),
        "{said}"
    );
}
