//! The program on files: what it saves, what it leaves out, and its page.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const ADA: &str = "by: Ada\ntitle: Shop\nanswers: {geographic-spread: global, teams: 24, budget: tight}\n\
    notes: {budget: Little is left.}\nweights: {cost: 3}\n";
const BEN: &str = "title: Shop\nanswers: {geographic-spread: single-region, teams: 3, budget: sufficient}\n";

/// A folder with the files of two people.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("ada-lovelace.yaml"), ADA).unwrap();
    fs::write(folder.path().join("ben.yaml"), BEN).unwrap();
    folder
}

fn archwise(folder: &Path, arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_archwise"));
    program.current_dir(folder).args(arguments).output().unwrap()
}

fn printed(folder: &Path, arguments: &[&str]) -> String {
    let output = archwise(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

const FILES: [&str; 3] = ["group", "ada-lovelace.yaml", "ben.yaml"];

fn with<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&FILES[..], more].concat()
}

#[test]
fn what_is_saved_can_be_gone_on_with_and_is_not_written_over() {
    let folder = folder();
    let folder = folder.path();
    let output = archwise(folder, &with(&["--save", "common.yaml"]));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.ends_with("To go on:\n  archwise advise common.yaml\n"), "{said}");
    let common = fs::read_to_string(folder.join("common.yaml")).unwrap();
    for line in [
        "deciders: [Ada, ben]",
        "  geographic-spread: [single-region, global]",
        "  teams: [few, many]",
        "#   cost: 3 (Ada), 1 (ben)",
    ] {
        assert!(common.contains(line), "{line} is not in\n{common}");
    }
    assert!(
        common.contains("Ada: Tight; the cost of each user or unit decides (Little is left)."),
        "{common}"
    );
    let report = printed(folder, &["advise", "common.yaml", "--no-input", "--format", "json"]);
    let group = printed(folder, &with(&["--format", "json"]));
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    assert_eq!(json(&report)["verdict"], json(&group)["verdict"]);
    let again = archwise(folder, &with(&["--save", "common.yaml"]));
    assert_eq!(again.status.code(), Some(2));
    assert_eq!(fs::read_to_string(folder.join("common.yaml")).unwrap(), common);
}

#[test]
fn nobody_is_named_who_does_not_want_to_be() {
    let folder = folder();
    let folder = folder.path();
    for format in ["text", "markdown", "html", "json"] {
        let text = printed(folder, &with(&["--anonymous", "--format", format]));
        assert!(text.contains("Person 1") && text.contains("Person 2"), "{format}: {text}");
        for name in ["Ada", "ada-lovelace", "ben"] {
            let words = text.split(|c: char| !c.is_alphanumeric() && c != '-');
            assert!(words.clone().all(|word| word != name), "{format} names {name}: {text}");
        }
    }
    printed(folder, &with(&["--anonymous", "--save", "common.yaml", "--output", "text"]));
    let common = fs::read_to_string(folder.join("common.yaml")).unwrap();
    assert!(
        !common.contains("deciders") && !common.contains("Ada") && common.contains("Person 1:"),
        "{common}"
    );
}

#[test]
fn what_a_file_assumes_nobody_has_said() {
    let folder = folder();
    let folder = folder.path();
    let before = printed(folder, &with(&["--format", "json"]));
    for name in ["ada-lovelace.yaml", "ben.yaml"] {
        let text = fs::read_to_string(folder.join(name)).unwrap();
        let guess = if name == "ben.yaml" { "daily" } else { "less-than-monthly" };
        assert!(!text.contains("release-cadence"), "{text}");
        fs::write(folder.join(name), format!("{text}\nassumed: {{release-cadence: {guess}}}\n")).unwrap();
    }
    assert_eq!(printed(folder, &with(&["--format", "json"])), before);
}

#[test]
fn who_answers_is_kept_and_changed_in_place() {
    let folder = folder();
    let folder = folder.path();
    let quiet = ["--no-input", "--output", "report.txt"];
    let advise = |more: &[&str]| _ = printed(folder, &[&["advise"], more, &quiet[..]].concat());
    advise(&["--teams", "3", "--as", " Grace \t Hopper ", "--save", "new.yaml"]);
    let new = fs::read_to_string(folder.join("new.yaml")).unwrap();
    assert!(new.contains("\nby: Grace Hopper\n"), "{new}");
    advise(&["ada-lovelace.yaml", "--as", "Augusta", "--save", "ada-lovelace.yaml"]);
    let changed = fs::read_to_string(folder.join("ada-lovelace.yaml")).unwrap();
    assert_eq!(changed, ADA.replace("by: Ada", "by: Augusta"));
    let refused = archwise(folder, &["advise", "--teams", "3", "--as", " "]);
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn the_page_needs_nothing_else_and_shows_first_what_matters() {
    let folder = folder();
    let page = printed(folder.path(), &with(&["--format", "html"]));
    for outside in ["http://", "https://", "<script", "src=", "url("] {
        assert!(!page.contains(outside), "{outside} is in the page");
    }
    let place = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text} is not in {page}"));
    let order = ["They disagree, and it matters", "Nobody knows"].map(place);
    assert!(order[0] < order[1], "what matters comes first");
    assert!(page.contains("<bdi>Ada</bdi>") && page.contains("Little is left."));
    assert_eq!(page.matches("<table").count(), page.matches("<caption").count());
    let head = page.split("<thead>").find(|head| head.contains("Question")).unwrap();
    let columns = head[..head.find("</thead>").unwrap()].matches("<th ").count();
    assert_eq!(columns, 3, "the question, and two people");
}

#[test]
fn thirty_people_can_be_laid_side_by_side_and_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let names: Vec<String> = (0..31).map(|number| format!("p{number}.yaml")).collect();
    for (number, name) in names.iter().enumerate() {
        let option = ["single-region", "multi-region", "global"][number % 3];
        fs::write(folder.join(name), format!("answers: {{geographic-spread: {option}, teams: {number}1}}\n"))
            .unwrap();
    }
    let files: Vec<&str> = names.iter().map(String::as_str).collect();
    let text = printed(folder, &[&["group"], &files[..30]].concat());
    assert!(text.starts_with("What 30 people say\n30 people disagree on two things."), "{text}");
    let refused = archwise(folder, &[&["group"], &files[..]].concat());
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("31 files are too many to lay side by side: name 30 at most"), "{said}");
}
