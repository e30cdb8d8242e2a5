//! The time line of decisions, over repositories made here: what became otherwise, when, and by which
//! answers; and that a repository of somebody else runs nothing.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A repository, and the day on which the next commit is made.
struct Repository(TempDir);

impl Repository {
    fn new() -> Self {
        let repository = Self(tempfile::tempdir().unwrap());
        repository.git("2026-01-01", &["init", "-q", "-b", "main"]);
        repository
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn git(&self, day: &str, arguments: &[&str]) -> String {
        let output = Command::new("git")
            .current_dir(self.path())
            .args(["-c", "user.name=N", "-c", "user.email=n@example.org", "-c", "commit.gpgSign=false"])
            .args(arguments)
            .env("GIT_COMMITTER_DATE", format!("{day}T12:00:00Z"))
            // Author dates lag: they must not count.
            .env("GIT_AUTHOR_DATE", "2001-01-01T00:00:00Z")
            .output()
            .unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    fn write(&self, file: &str, text: &str) {
        std::fs::write(self.path().join(file), text).unwrap();
    }

    fn commit(&self, day: &str, message: &str) -> String {
        self.git(day, &["add", "--all"]);
        self.git(day, &["commit", "-q", "-m", message]);
        self.git(day, &["rev-parse", "HEAD"])
    }

    fn survey(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_archwise"));
        command.current_dir(self.path()).env("NO_COLOR", "1").arg("survey").args(arguments).output().unwrap()
    }

    fn timeline(&self, since: &str) -> Value {
        let output = self.survey(&[".", "--since", since, "--format", "json"]);
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

const ANYWHERE: &str = "data-residency: unconstrained";
const IN_SEVERAL_PLACES: &str = "data-residency: several-jurisdictions";

/// Answers of a system whose data may be there, and what is decided.
fn shop(data: &str, decision: &str) -> String {
    let base = include_str!("../examples/rapid-product.yaml").replace(ANYWHERE, data);
    format!("{base}{decision}")
}

const DECIDED: &str = "decision: {architecture: microservices, review_by: 2026-05-01}\n";

/// A repository in which a decision is recorded, ceases to hold on a branch, and is merged later.
fn with_history() -> Repository {
    let repository = Repository::new();
    repository.write("shop.yaml", &shop(ANYWHERE, ""));
    repository.commit("2026-01-01", "Answer");
    repository.write("shop.yaml", &shop(ANYWHERE, DECIDED));
    repository.commit("2026-02-01", "Decide");
    repository.git("2026-02-02", &["switch", "-q", "-c", "abroad"]);
    repository.write("shop.yaml", &shop(IN_SEVERAL_PLACES, DECIDED));
    repository.commit("2026-03-01", "Sell abroad");
    repository.git("2026-03-02", &["switch", "-q", "main"]);
    repository.write("notes.txt", "nothing of it\n");
    repository.commit("2026-03-15", "Take notes");
    repository.git("2026-04-01", &["merge", "-q", "--no-ff", "abroad", "-m", "Merge abroad"]);
    repository.write("shop.yaml", &format!("# Again\n{}", shop(IN_SEVERAL_PLACES, DECIDED)));
    repository.commit("2026-06-01", "Say so");
    repository
}

fn versions(timeline: &Value) -> Vec<(String, Vec<String>)> {
    let version = |version: &Value| {
        let events = version["events"].as_array().unwrap().iter();
        let day = version["commit"]["date"].as_str().unwrap_or("not committed");
        (day.to_owned(), events.map(|event| event.as_str().unwrap().to_owned()).collect())
    };
    timeline["systems"][0]["versions"].as_array().unwrap().iter().map(version).collect()
}

#[test]
fn each_version_says_what_became_otherwise_and_by_which_answer() {
    let repository = with_history();
    let first = repository.git("2026-01-01", &["rev-list", "--max-parents=0", "HEAD"]);
    let timeline = repository.timeline(&first);
    let days = |list: &[(&str, &[&str])]| -> Vec<(String, Vec<String>)> {
        list.iter()
            .map(|(day, events)| ((*day).to_owned(), events.iter().map(|e| (*e).to_owned()).collect()))
            .collect()
    };
    let expected: &[(&str, &[&str])] = &[
        ("2026-01-01", &[]),
        ("2026-02-01", &["decided"]),
        // What was merged counts from when it was.
        ("2026-04-01", &["leader-changed", "no-longer-holds"]),
        ("2026-06-01", &[]),
    ];
    assert_eq!(versions(&timeline), days(expected), "{timeline:#}");
    let system = &timeline["systems"][0];
    let merged = &system["versions"][2];
    assert_eq!(merged["subject"], "Merge abroad");
    assert_eq!(merged["answers"][0]["question"], "data-residency");
    assert_eq!(merged["answers"][0]["enough"], true);
    assert_eq!((&system["review_by"], &system["review_is_past"]), (&"2026-05-01".into(), &true.into()));
    let summary = serde_json::json!({
        "systems": 1, "versions": 4, "leader_changes": 1, "breaks": 1, "overruled": 1, "reviews_past": 1,
    });
    assert_eq!(timeline["summary"], summary);

    // From a later commit on, its state comes first.
    let later = versions(&repository.timeline("HEAD~1"));
    assert_eq!(later.iter().map(|(day, _)| day.as_str()).collect::<Vec<_>>(), ["2026-04-01", "2026-06-01"]);
    assert_eq!(versions(&repository.timeline("HEAD")).len(), 1);
}

#[test]
fn what_is_not_committed_comes_last_and_what_cannot_be_read_says_so() {
    let repository = with_history();
    repository.write("shop.yaml", "answers: {teams: many-too-many}\n");
    repository.write("new.yaml", &shop(ANYWHERE, ""));
    let output = repository.survey(&[".", "--since", "HEAD", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1), "the last version cannot be read");
    let timeline: Value = serde_json::from_slice(&output.stdout).unwrap();
    let [new, shop] = [0, 1].map(|at| &timeline["systems"][at]["versions"]);
    assert_eq!(new.as_array().unwrap().len(), 1);
    assert_eq!(new[0]["commit"], Value::Null);
    assert_eq!((&shop[1]["commit"], &shop[1]["events"]), (&Value::Null, &serde_json::json!(["unreadable"])));
    assert_eq!(shop[1]["row"]["errors"][0]["code"], "unknown-option");
    let text = repository.survey(&[".", "--since", "HEAD"]);
    let text = String::from_utf8(text.stdout).unwrap();
    assert!(text.contains("not committed ! cannot be read"), "{text}");
}

#[test]
fn text_and_page_say_the_same() {
    let repository = with_history();
    let first = repository.git("2026-01-01", &["rev-list", "--max-parents=0", "HEAD"]);
    let text = String::from_utf8(repository.survey(&["shop.yaml", "--since", &first]).stdout).unwrap();
    let page = repository.survey(&["shop.yaml", "--since", &first, "--format", "html"]).stdout;
    let page = String::from_utf8(page).unwrap();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in [
        "What was decided no longer holds: Microservices.",
        "Microservices was recorded as decided.",
        "No, it may be anywhere → Yes, all of each customer's data in one of several jurisdictions",
        "Its review was due by 2026-05-01.",
        "1 system in 4 versions. The leader changed once.",
        "2026-04-01",
    ] {
        assert!(text.contains(said), "{said}: {text}");
        assert!(page.contains(&said.replace('\'', "&#x27;")), "{said}: {page}");
    }
    assert!(!text.contains("2026-03-01") && !page.contains("Sell abroad"), "{text}");
}

#[test]
fn a_repository_runs_nothing_of_its_own() {
    let repository = with_history();
    let ran = repository.path().join("ran");
    let program = repository.path().join("program.sh");
    std::fs::write(&program, format!("#!/bin/sh\necho ran >> {}\n", ran.display())).unwrap();
    let _ = Command::new("chmod").arg("+x").arg(&program).status();
    let program = program.to_string_lossy().into_owned();
    for key in ["core.fsmonitor", "diff.external", "gpg.program", "core.pager", "core.sshCommand"] {
        repository.git("2026-01-01", &["config", key, &program]);
    }
    repository.git("2026-01-01", &["config", "log.showSignature", "true"]);
    repository.git("2026-01-01", &["config", "diff.orderFile", "nowhere"]);
    let order = repository.timeline("HEAD~2");
    assert!(!ran.exists(), "a program of the repository ran");
    assert_eq!(versions(&order).len(), 3);
}

#[test]
fn what_has_no_history_is_said_so() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("shop.yaml"), shop(ANYWHERE, "")).unwrap();
    let survey = |folder: &Path, arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_archwise"));
        // No repository above the folder for tests is meant.
        command.env("GIT_CEILING_DIRECTORIES", folder.parent().unwrap());
        let output = command.current_dir(folder).arg("survey").args(arguments).output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (code, said) = survey(folder.path(), &["shop.yaml", "--since", "HEAD"]);
    assert!(code == Some(2) && said.contains("no git repository can be read at `shop.yaml`"), "{said}");
    let repository = with_history();
    for (arguments, expected) in [
        (&["shop.yaml", "--since", "v9"][..], "there is no commit `v9`"),
        (&["shop.yaml", "--since=--all"], "there is no commit `--all`"),
        (&["-", "--since", "HEAD"], "standard input has no history"),
        (&[".", "--since", "HEAD", "--format", "csv"], "a time line has no rows"),
        (&[".", "--since", "HEAD", "--next"], "cannot be used with"),
    ] {
        let (code, said) = survey(repository.path(), arguments);
        assert!(code == Some(2) && said.contains(expected), "{arguments:?}: {code:?} {said}");
    }
    // A shallow clone begins where it begins.
    let shallow = tempfile::tempdir().unwrap();
    let from = format!("file://{}", repository.path().display());
    let cloned =
        Command::new("git").args(["clone", "-q", "--depth", "1", &from]).arg(shallow.path()).status();
    assert!(cloned.unwrap().success());
    let (code, said) = survey(shallow.path(), &["shop.yaml", "--since", "HEAD~1"]);
    assert!(code == Some(2) && said.contains("a shallow clone has no history"), "{said}");
    assert_eq!(survey(shallow.path(), &["shop.yaml", "--since", "HEAD"]).0, Some(0));
}
