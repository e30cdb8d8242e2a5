//! A decision and its repository as both live on.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::repository::{Commit, PEOPLE, Repository, archwise};

/// The findings of `check --observe`, as codes with what is said.
fn checked(answers: &Path, repository: &Repository, more: &[&str]) -> (Option<i32>, Vec<(String, Value)>) {
    let fixed = ["check", answers.to_str().unwrap(), "--observe", repository.path().to_str().unwrap()];
    let today: &[&str] = if more.contains(&"--today") { &[] } else { &["--today", "2026-01-02"] };
    let output = archwise(&[&fixed[..], &["--format", "json"], today, more].concat());
    let report: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    let findings = report["files"][0]["findings"].as_array().unwrap();
    let observed = findings.iter().filter(|finding| finding["check"] == "observed");
    let code = |finding: &Value| (finding["code"].as_str().unwrap().to_owned(), finding.clone());
    (output.status.code(), observed.map(code).collect())
}

fn codes(found: &[(String, Value)]) -> Vec<&str> {
    found.iter().map(|(code, _)| code.as_str()).collect()
}

const LONG: &str = "FROM rust:1\nEXPOSE 80\n";
/// A small application: one person, five files, from two years ago on.
fn beginning() -> Repository {
    let mut made = Repository::new();
    let files: Vec<String> = (0..24).map(|n| format!("app/f{n}.rs")).collect();
    let all: Vec<(&str, &str)> = files.iter().map(|path| (path.as_str(), "fn f() {}\n")).collect();
    made.commit(&Commit { days: 700, files: &all, ..Commit::default() });
    for n in 0..110 {
        let days = 690 - n * 6;
        made.commit(&Commit { days, files: &[("app/f1.rs", &format!("{n}"))], ..Commit::default() });
    }
    made.finish();
    made
}

/// Answers that fit the beginning, decided and recorded.
fn decided(repository: &Repository) -> PathBuf {
    let path = repository.path().join("answers.yaml");
    std::fs::write(
        &path,
        "archwise: 1\ntitle: Shop\nanswers:\n  geographic-spread: single-region\n  teams: one\n  \
         existing-system: sound-monolith\n  release-cadence: monthly\n  transaction-scope: \
         atomic-across-domains\ndecision: {architecture: modular-monolith}\n",
    )
    .unwrap();
    path
}

#[test]
fn a_decision_holds_until_teams_come_and_modules_split_off() {
    let mut made = beginning();
    let answers = decided(&made);
    let (exit, found) = checked(&answers, &made, &["--fail-on", "warning"]);
    assert_eq!((exit, codes(&found)), (Some(0), vec![]), "{found:?}");

    // Half a year later: fourteen people, five services.
    for n in 0..50_usize {
        for (person, name) in PEOPLE[..14].iter().enumerate() {
            let author = &format!("{name} <{person}@example.org>");
            let days = 180 - (n as i64 * 36 / 10);
            let path = format!("services/s{}/f{person}.rs", n % 5);
            let docker = format!("services/s{}/Dockerfile", n % 5);
            let text = format!("fn f() {{}} // {n}\n");
            made.commit(&Commit {
                days,
                author,
                files: &[(&path, &text), (&docker, LONG)],
                ..Commit::default()
            });
        }
    }
    made.finish();
    let (exit, found) = checked(&answers, &made, &["--fail-on", "warning"]);
    assert_eq!(exit, Some(1));
    assert_eq!(codes(&found), ["observed-teams", "observed-services"], "{found:?}");
    let (_, teams) = &found[0];
    assert_eq!(
        teams["message"],
        "`teams` is recorded as one, at most 10 people, but 15 committed regularly in both quarters"
    );
    let help = teams["help"].as_str().unwrap();
    assert!(help.contains("15 people with 3 commits or more") && help.contains("; with few"), "{help}");
    assert!(help.contains("`modular-monolith`"), "says what it would come to: {help}");
    assert_eq!(teams["line"], 5);
    // Warnings alone do not fail a check.
    assert_eq!(checked(&answers, &made, &[]).0, Some(0));
    // What is at rest for half a year does not drift.
    let (_, found) = checked(&answers, &made, &["--today", "2026-12-01"]);
    assert_eq!(codes(&found), ["repository-quiet"]);
}

#[test]
fn a_border_is_no_contradiction_and_a_list_only_if_none_of_it_fits() {
    let mut made = Repository::new();
    for week in (0..52).rev() {
        made.commit(&Commit { days: week * 7, ..Commit::default() }).tag(&format!("v1.{}.0", 60 - week));
    }
    made.finish();
    let said = |cadence: &str| {
        let path = made.path().join("answers.yaml");
        std::fs::write(&path, format!("answers: {{release-cadence: {cadence}}}\n")).unwrap();
        codes(&checked(&path, &made, &[]).1).join(" ")
    };
    assert_eq!(said("weekly"), "");
    assert_eq!(said("monthly"), "", "one level apart is a border");
    assert_eq!(said("less-than-monthly"), "observed-cadence");
    assert_eq!(said("[less-than-monthly, monthly]"), "", "one of the two is near enough");
    assert_eq!(said("daily"), "");
    assert_eq!(said("on-demand"), "observed-cadence-unmet");
    assert_eq!(said("unknown"), "", "who knows nothing contradicts nothing");
}

#[test]
fn the_highest_level_has_none_above_it() {
    let mut made = Repository::new();
    for half_day in (0..728).rev() {
        made.commit(&Commit { days: half_day / 2, ..Commit::default() })
            .tag(&format!("v1.{}.0", 999 - half_day));
    }
    made.finish();
    let path = made.path().join("answers.yaml");
    for (cadence, expected) in [("on-demand", ""), ("daily", ""), ("weekly", "observed-cadence")] {
        std::fs::write(&path, format!("answers: {{release-cadence: {cadence}}}\n")).unwrap();
        assert_eq!(codes(&checked(&path, &made, &[]).1).join(" "), expected, "{cadence}");
    }
}

#[test]
fn kept_facts_that_move_are_noted() {
    let made = beginning();
    let path = decided(&made);
    let with = |facts: &str| {
        let mut text = std::fs::read_to_string(&path).unwrap();
        text = text.split("observed:").next().unwrap().to_owned();
        std::fs::write(
            &path,
            format!("{text}observed: {{commit: abc, as_of: 2025-01-01, facts: {facts}}}\n"),
        )
        .unwrap();
        let found = checked(&path, &made, &[]).1;
        found.iter().map(|(code, finding)| format!("{code}: {}", finding["message"])).collect::<Vec<_>>()
    };
    assert_eq!(with("{people: 1, services: 1, releases: monthly}"), [] as [&str; 0]);
    let huge = with("{people: 18446744073709551615, services: 18446744073709551615}");
    assert_eq!(huge.len(), 2, "{huge:?}");
    assert_eq!(
        with("{people: 8, services: 6, regions: [eu-west-1]}"),
        [
            "observed-moved: \"people who commit regularly: 8 became 1 since 2025-01-01\"",
            "observed-moved: \"services built here: 6 became 0 since 2025-01-01\"",
            "observed-moved: \"`regions`: gone eu-west-1 since 2025-01-01\"",
        ]
    );
}

#[test]
fn a_part_is_held_to_its_own_folders_and_a_survey_to_the_repository_of_each_file() {
    let mut made = beginning();
    for (person, name) in PEOPLE[..14].iter().enumerate() {
        for n in 0..8 {
            let author = format!("{name} <{person}@example.org>");
            let path = format!("billing/f{person}.rs");
            let text = format!("{n}\n");
            let commit =
                Commit { days: 170 - n * 22, author: &author, files: &[(&path, &text)], ..Commit::default() };
            made.commit(&commit);
        }
    }
    made.finish();
    let path = decided(&made);
    let text = std::fs::read_to_string(&path).unwrap().replace("teams: one", "teams: 4");
    let parts = "parts:\n  billing: {paths: billing/, answers: {teams: one}}\n  app: {paths: [app], answers: {teams: one}}\n";
    std::fs::write(&path, format!("{text}{parts}")).unwrap();
    let (_, found) = checked(&path, &made, &[]);
    assert_eq!(codes(&found), ["observed-teams"], "{found:?}");
    assert_eq!((&found[0].1["part"], &found[0].1["line"]), (&"billing".into(), &11.into()));

    let text = std::fs::read_to_string(&path).unwrap().replace("teams: 4", "teams: one");
    std::fs::write(&path, text).unwrap();
    let surveyed = std::process::Command::new(env!("CARGO_BIN_EXE_archwise"))
        .args(["survey", path.to_str().unwrap(), "--observe", "--format", "ndjson"])
        .env("SOURCE_DATE_EPOCH", "1767355200")
        .output()
        .unwrap();
    let row: Value = serde_json::from_slice(&surveyed.stdout).unwrap();
    assert_eq!(row["drift"][0]["code"], "observed-teams");
    assert_eq!(row["drift"][0]["question"], "teams");
}

#[test]
fn advise_begins_with_the_facts_and_says_where_the_file_parts_from_them() {
    let mut made = Repository::new();
    for week in (0..52).rev() {
        made.commit(&Commit { days: week * 7, ..Commit::default() }).tag(&format!("v1.{}.0", 60 - week));
    }
    made.finish();
    let path = made.path().join("answers.yaml");
    let repository = made.path().to_str().unwrap();
    let advised = |answers: &str| {
        std::fs::write(&path, answers).unwrap();
        let file = path.to_str().unwrap();
        let output = archwise(&["advise", file, "--observe", repository, "--format", "json"]);
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let all = report["answers"].as_array().unwrap().clone();
        let cadence = all.into_iter().find(|answer| answer["question"] == "release-cadence").unwrap();
        (cadence, String::from_utf8(output.stderr).unwrap())
    };
    let (cadence, said) = advised("answers: {teams: one, release-cadence: unknown}\n");
    assert_eq!(
        (&cadence["value"], &cadence["origin"]),
        (&"weekly,daily,on-demand".into(), &"observed".into())
    );
    assert!(said.is_empty(), "{said}");
    let (cadence, said) = advised("answers: {teams: one, release-cadence: monthly}\n");
    assert_eq!((&cadence["value"], &cadence["origin"]), (&"monthly".into(), &"file".into()));
    assert!(said.contains("note[overridden]: `release-cadence` is `monthly` by"), "{said}");
    assert!(said.contains("as the repository `"), "{said}");

    // What nobody has confirmed is not written down; the facts are.
    let saved = made.path().join("saved.yaml");
    let arguments = ["advise", "--teams", "one", "--observe", repository, "--save", saved.to_str().unwrap()];
    assert!(archwise(&[&arguments[..], &["--no-input"]].concat()).status.success());
    let text = std::fs::read_to_string(&saved).unwrap();
    assert!(!text.contains("release-cadence:"), "{text}");
    assert!(text.contains("\nobserved:\n  commit: ") && text.contains("facts: {releases: weekly,"), "{text}");
}
