//! Records written by several runs at once, by runs that are ended, and where nobody can be told.

use std::process::{Child, Stdio};

use super::*;

const ROUNDS: usize = 10;

fn start(folder: &Path, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_archwise"))
        .current_dir(folder)
        .env_remove("SOURCE_DATE_EPOCH")
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn records(folder: &Path) -> Vec<String> {
    all_files(folder)
        .iter()
        .map(|(path, _)| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn eight_records_at_once_have_eight_numbers() {
    for _ in 0..ROUNDS {
        let place = workplace();
        let titles: Vec<String> = (1..=8).map(|number| format!("System {number}")).collect();
        let adr = ["adr", "docs/adr", "orders.yaml", "--no-save", "--samples", "10", "--title"];
        let runs: Vec<Child> =
            titles.iter().map(|title| start(place.path(), &[&adr[..], &[title]].concat())).collect();
        for run in runs {
            assert!(run.wait_with_output().unwrap().status.success());
        }
        let found = records(&place.path().join("docs/adr"));
        let numbers: Vec<&str> = found.iter().map(|name| &name[..4]).collect();
        assert_eq!(numbers, ["0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008"], "{found:?}");
        for title in &titles {
            let end = format!("{}.md", title.to_lowercase().replace(' ', "-"));
            assert!(found.iter().any(|name| name.ends_with(&end)), "{title}: {found:?}");
        }
    }
}

#[test]
fn one_decision_is_recorded_once_however_many_record_it() {
    let place = workplace();
    let adr = ["adr", "adr", "orders.yaml", "--samples", "10"];
    let runs: Vec<Child> = (0..4).map(|_| start(place.path(), &adr)).collect();
    let codes: Vec<Option<i32>> =
        runs.into_iter().map(|run| run.wait_with_output().unwrap().status.code()).collect();
    assert_eq!(codes.iter().filter(|code| **code == Some(0)).count(), 1, "{codes:?}");
    assert_eq!(records(&place.path().join("adr")), ["0001-modular-monolith-for-orders.md"]);
}

#[test]
fn four_saves_at_once_all_count() {
    for round in 0..ROUNDS {
        let place = tempfile::tempdir().unwrap();
        // Every other file is made by the first of them.
        if round % 2 == 0 {
            std::fs::write(place.path().join("a.yaml"), "# Kept.\narchwise: 1\nanswers: {load: high}\n")
                .unwrap();
        }
        let answers =
            [("teams", "2"), ("budget", "ample"), ("consistency", "strong"), ("team-alignment", "low")];
        let answers = answers.map(|(question, _)| (question, option_of(question)));
        let runs: Vec<Child> = answers
            .iter()
            .map(|(question, option)| {
                let set = format!("{question}={option}");
                start(
                    place.path(),
                    &["advise", "--no-input", "--samples", "10", "--set", &set, "--save", "a.yaml"],
                )
            })
            .collect();
        for run in runs {
            assert!(run.wait_with_output().unwrap().status.success());
        }
        let text = read(place.path(), "a.yaml");
        for (question, option) in &answers {
            assert_eq!(text.matches(&format!("{question}: {option}")).count(), 1, "{question}: {text}");
        }
        assert_eq!(text.starts_with("# Kept.\n"), round % 2 == 0);
    }
}

/// The first option of a question of the built-in rulebook.
fn option_of(question: &str) -> String {
    let rulebook = archwise::rulebook::Rulebook::builtin();
    let id = rulebook.question(question).unwrap();
    match rulebook.questions[id].options.first() {
        Some(option) if question != "teams" => option.id.clone(),
        _ => "2".to_owned(),
    }
}

#[test]
#[cfg(target_os = "linux")]
fn what_cannot_be_said_stops_no_work() {
    for style in STYLES {
        let place = workplace();
        let place = place.path();
        let adr = ["adr", "adr", "orders.yaml", "--adr-style", style, "--date", "2026-01-01"];
        let first = printed(place, &adr).trim().to_owned();
        let output = Command::new(env!("CARGO_BIN_EXE_archwise"))
            .current_dir(place)
            .args(adr)
            .args(["--set", "teams=1"])
            .stderr(std::fs::File::options().write(true).open("/dev/full").unwrap())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0));
        let second = String::from_utf8(output.stdout).unwrap().trim().to_owned();
        assert!(read(place, &first).to_lowercase().contains("superseded by ["), "{style}");
        assert!(read(place, "orders.yaml").contains(&second), "{style}");
    }
    for (arguments, code) in [
        (&["advise", "nosuch.yaml"][..], 2),
        (&["adr", "adr"], 3),
        (&["check", "nosuch.yaml"], 2),
        (&["rules", "new", "new"], 0),
        (&["rules", "test", "--coverage", "text", "--format", "json"], 0),
    ] {
        let place = workplace();
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_archwise"))
            .current_dir(place.path())
            .args(arguments)
            .stdin(Stdio::null())
            .stderr(full)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
    }
}

#[test]
fn a_run_that_was_ended_half_way_is_finished_by_the_next() {
    for style in STYLES {
        let place = workplace();
        let place = place.path();
        let adr = |date, more: &[&str]| {
            let mut arguments = vec!["adr", "adr", "orders.yaml", "--adr-style", style, "--date", date];
            arguments.extend(more);
            printed(place, &arguments).trim().to_owned()
        };
        let first = adr("2026-01-01", &[]);
        let (marked, answers) = (read(place, &first), read(place, "orders.yaml"));
        let change = answers.replace("teams: 2", "teams: 1");
        std::fs::write(place.join("orders.yaml"), &change).unwrap();
        let second = adr("2026-01-02", &[]);
        let files = all_files(place);
        // After the record, before the old one; after that, before the answers; before the first file of all.
        for (old, date) in [(Some(&marked), "2026-01-02"), (None, "2026-01-02"), (None, "2026-01-03")] {
            std::fs::write(place.join("orders.yaml"), &change).unwrap();
            old.into_iter().for_each(|old| std::fs::write(place.join(&first), old).unwrap());
            assert_eq!(adr(date, &[]), second, "{style}");
            assert_eq!(all_files(place), files, "{style}");
        }
        std::fs::write(place.join("orders.yaml"), &change).unwrap();
        refused(place, &["adr", "adr", "orders.yaml", "--no-save"], 2, "is no longer in force");
    }
}

#[test]
#[cfg(unix)]
fn what_cannot_be_written_leaves_everything_as_it_was() {
    use std::os::unix::fs::PermissionsExt;
    let place = workplace();
    let place = place.path();
    std::fs::create_dir(place.join("old")).unwrap();
    let old = printed(place, &["adr", "old", "orders.yaml", "--date", "2026-01-01"]).trim().to_owned();
    let mode = |mode| std::fs::set_permissions(place.join("old"), PermissionsExt::from_mode(mode)).unwrap();
    mode(0o555);
    let files = all_files(place);
    let adr = ["adr", "adr", "orders.yaml", "--set", "teams=1", "--date", "2026-01-02"];
    let output = archwise(place, &adr);
    // The superuser may write anywhere.
    if output.status.code() == Some(2) {
        assert_eq!(all_files(place), files);
        assert!(!place.join("adr").exists());
        mode(0o755);
        printed(place, &adr);
    }
    mode(0o755);
    assert!(read(place, &old).contains("superseded by"));
}
