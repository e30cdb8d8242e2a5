//! Decision records from the first to the one that replaces it, and the samples of every document.
#![allow(clippy::panic, clippy::print_stdout, clippy::unwrap_used)]

mod at_once;
mod folders;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const STYLES: [&str; 3] = ["madr4", "log4brains", "nygard"];

fn archwise(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_archwise"))
        .current_dir(folder)
        .env_remove("SOURCE_DATE_EPOCH")
        .env_remove("CI")
        .args(arguments)
        .output()
        .unwrap()
}

/// What is printed; that it works is part of the claim.
fn printed(folder: &Path, arguments: &[&str]) -> String {
    let output = archwise(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn refused(folder: &Path, arguments: &[&str], code: i32, words: &str) {
    let output = archwise(folder, arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
    assert!(said.contains(words), "{arguments:?}: {said}");
}

const ANSWERS: &str = "\
# Kept by the platform team.
archwise: 1
title: Orders
answers:
  geographic-spread: single-region  # so far
  fault-tolerance: zone-loss
  release-cadence: weekly
  teams: 2
notes: {teams: both in one office}
decision: {architecture: microservices, review_by: 2027-06-01}  # the old one
";

fn workplace() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("orders.yaml"), ANSWERS).unwrap();
    folder
}

fn read(folder: &Path, file: &str) -> String {
    std::fs::read_to_string(folder.join(file)).unwrap()
}

/// Every file below a folder with its text.
fn all_files(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(all_files(&path)),
            false => found.push((path.clone(), std::fs::read_to_string(&path).unwrap())),
        }
    }
    found.sort();
    found
}

#[test]
fn a_record_replaces_the_one_that_the_answers_name() {
    for style in STYLES {
        let place = workplace();
        let place = place.path();
        let adr = |more: &[&str]| {
            let mut arguments =
                vec!["adr", "docs/adr", "orders.yaml", "--adr-style", style, "--status", "accepted"];
            arguments.extend(more);
            printed(place, &arguments).trim().to_owned()
        };
        let first = adr(&["--date", "2026-11-25"]);
        let before = read(place, &first);
        let second = adr(&["--date", "2026-11-26", "--set", "teams=1"]);
        let (after, new) = (read(place, &first), read(place, &second));
        let name = |path: &str| path.rsplit('/').next().unwrap().to_owned();
        assert!(after.contains(&format!("]({})", name(&second))), "{style}: {after}");
        assert!(new.contains(&format!("]({})", name(&first))), "{style}: {new}");
        let changed: Vec<(&str, &str)> =
            before.lines().zip(after.lines()).filter(|(before, after)| before != after).collect();
        assert_eq!(
            (changed.len(), before.lines().count()),
            (1, after.lines().count()),
            "{style}: {changed:?}"
        );
        assert!(changed[0].0.to_lowercase().ends_with("accepted"), "{style}: {changed:?}");
        let expected = ANSWERS.replace("teams: 2", "teams: 1").replace(
            "{architecture: microservices, review_by: 2027-06-01}",
            &format!("{{architecture: modular-monolith, review_by: 2027-06-01, record: {second}}}"),
        );
        assert_eq!(read(place, "orders.yaml"), expected, "{style}");
    }
}

#[test]
fn what_is_refused_leaves_every_file_as_it_was() {
    let place = workplace();
    let place = place.path();
    let record = printed(place, &["adr", "adr", "orders.yaml", "--date", "2026-11-25"]);
    std::fs::write(place.join("adr/0002-other.md"), "# Other\n\nNo status.\n").unwrap();
    std::fs::write(place.join("lost.yaml"), ANSWERS.replace("review_by: 2027-06-01", "record: no.md"))
        .unwrap();
    std::fs::write(place.join("unnamed.yaml"), ANSWERS).unwrap();
    let files = all_files(place);
    let refused = |arguments: &[&str], code, words| {
        refused(place, arguments, code, words);
        assert_eq!(all_files(place), files, "{arguments:?}");
    };
    refused(&["adr", "adr", "orders.yaml"], 2, "records this decision already");
    refused(&["adr", "adr", "orders.yaml", "--supersedes", "7"], 2, "there is no record `7`");
    refused(&["adr", "adr", "unnamed.yaml", "--supersedes", "2"], 2, "has no status to change");
    refused(&["adr", "adr", "lost.yaml"], 2, "there is no record `no.md`, which `lost.yaml` names");
    refused(&["adr", "orders.yaml", "unnamed.yaml"], 2, "is a file; name the folder");
    refused(&["adr", "new"], 3, "no question is answered");
    refused(&["adr", "new", "unnamed.yaml", "--date", "tomorrow"], 2, "write it as year-month-day");
    refused(&["adr", "new", "unnamed.yaml", "--set", "load=none"], 2, "has no option `none`");
    assert!(!place.join("new").exists());
    // Superseded once, it cannot be superseded again.
    let (record, teams) = (record.trim(), ["--set", "teams=1", "--no-save"]);
    printed(place, &[&["adr", "adr", "orders.yaml"], &teams[..]].concat());
    let files = all_files(place);
    let again = archwise(place, &[&["adr", "adr", "orders.yaml"], &teams[..]].concat());
    assert_eq!(again.status.code(), Some(2));
    assert!(String::from_utf8(again.stderr).unwrap().contains("is no longer in force"));
    assert_eq!(all_files(place), files);
    assert!(read(place, record).contains("superseded by"));
    assert!(read(place, "orders.yaml").contains(record), "`--no-save` leaves the answers");
}

#[test]
fn the_date_is_given_or_that_of_the_build() {
    let place = workplace();
    let date = |epoch: &str, more: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_archwise"))
            .current_dir(place.path())
            .env("SOURCE_DATE_EPOCH", epoch)
            .args(["advise", "orders.yaml", "--no-input", "--format", "adr"])
            .args(more)
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap().lines().nth(2).unwrap_or_default().to_owned()
    };
    assert_eq!(date("86400", &[]), "date: 1970-01-02");
    assert_eq!(date("86400", &["--date", "2026-11-25"]), "date: 2026-11-25");
    assert_eq!(date("never", &[]), "");
}

/// Text that would act in Markdown, HTML, YAML or a terminal.
const HOSTILE: &str =
    "--- <script>alert(1)</script> | `code` ![x](javascript:y) <!-- archwise\\n---\\n# x\\n- y \\e[31m";

#[test]
fn hostile_text_is_shown_and_acts_nowhere() {
    let place = tempfile::tempdir().unwrap();
    let place = place.path();
    let answers =
        ANSWERS.replace("Orders", &format!("\"{HOSTILE}\"")).replace("both in", &format!("{HOSTILE} in"));
    let answers = answers.replace("{teams: ", "{teams: \"").replace("office}", "office\"}");
    std::fs::write(place.join("orders.yaml"), answers).unwrap();
    for style in STYLES {
        let adr = ["adr", style, "orders.yaml", "--no-save", "--adr-style", style, "--date", "2026-11-25"];
        let path = printed(place, &adr).trim().to_owned();
        let name = path.rsplit('/').next().unwrap();
        assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.'), "{name}");
        let text = read(place, &path);
        assert!(text.matches("alert(1)").count() >= 3, "{style}: shown");
        for acting in ["<script", "\u{1b}", "![x]", "`code`", "\n# x", "\n- y"] {
            assert!(!text.contains(acting), "{style}: {acting:?} acts in {text}");
        }
        assert_eq!(text.matches("<!-- archwise").count(), 1, "{style}");
        let rules = text.lines().filter(|line| *line == "---").count();
        assert_eq!(rules, if style == "madr4" { 2 } else { 0 }, "{style}");
        assert_eq!(text.lines().filter(|line| line.starts_with("# ")).count(), 1, "{style}");
    }
    let table = printed(place, &["advise", "orders.yaml", "--no-input", "--format", "markdown"]);
    for line in table.lines().filter(|line| line.starts_with("| teams |")) {
        assert_eq!(line.replace("\\|", "").matches('|').count(), 5, "{line}");
    }
}

#[test]
fn the_samples_are_what_is_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let refresh = std::env::var_os("UPDATE_DOCS").is_some();
    let advise = |more: &[&str]| {
        let mut arguments = vec!["advise", "examples/internal-tool.yaml", "--no-input"];
        arguments.extend(more);
        printed(root, &arguments)
    };
    let adr = |style| advise(&["--format", "adr", "--adr-style", style, "--date", "2026-11-25"]);
    for (file, text) in [
        ("adr-madr4.md", adr("madr4")),
        ("adr-log4brains.md", adr("log4brains")),
        ("adr-nygard.md", adr("nygard")),
        ("report.md", advise(&["--format", "markdown"])),
        ("report.txt", advise(&["--format", "text"])),
        ("report-explained.txt", advise(&["--full"])),
        ("report.json", advise(&["--format", "json"])),
        ("report.yaml", advise(&["--format", "yaml"])),
    ] {
        let path = root.join("docs/samples").join(file);
        if refresh {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &text).unwrap();
        }
        let known = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(known == text, "docs/samples/{file} is out of date: run this test with UPDATE_DOCS=1");
    }
}
