//! A decision's life in a git repository: advised, saved, recorded, held, lost to an answer, and decided
//! anew.
#![allow(clippy::panic, clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// A repository of its own for one test.
struct Repository(PathBuf);

impl Repository {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/check.in/rules.yaml");
        fs::copy(rules, folder.join("rules.yaml")).unwrap();
        let repository = Self(folder);
        repository.git(&["init", "--quiet"]);
        repository
    }

    fn git(&self, arguments: &[&str]) -> String {
        let identity =
            ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
        let output =
            Command::new("git").current_dir(&self.0).args(identity).args(arguments).output().unwrap();
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", message]);
    }

    fn archwise(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_archwise"));
        command.current_dir(&self.0).args(["--rules", "rules.yaml"]).args(arguments).output().unwrap()
    }

    /// The exit code of a check, and its one file.
    fn check(&self) -> (i32, Value) {
        let output =
            self.archwise(&["check", "shop.archwise.yaml", "--today", "2026-06-01", "--format", "json"]);
        let check: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(check["schema"], "archwise-check/1");
        let code = output.status.code().unwrap();
        assert_eq!(check["passed"] == true, code == 0);
        (code, check["files"][0].clone())
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.0.join(path), text).unwrap();
    }

    fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "`{from}` in {path}: {text}");
        self.write(path, &text.replace(from, to));
    }

    /// Adds a record of what the answers come to now; the name of its file.
    fn record(&self, date: &str) -> String {
        let output = self.archwise(&["adr", "docs/adr", "shop.archwise.yaml", "--date", date]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).unwrap()
    }
}

fn codes(file: &Value) -> Vec<(&str, &str)> {
    let findings = file["findings"].as_array().unwrap().iter();
    findings.map(|f| (f["severity"].as_str().unwrap(), f["code"].as_str().unwrap())).collect()
}

#[test]
fn a_decision_is_held_lost_and_decided_anew() {
    let repository = Repository::new("lifecycle");
    let answers = ["--teams", "24", "--places", "one", "--budget", "ample"];
    let save = ["--no-input", "--title", "Shop", "--save", "shop.archwise.yaml"];
    let advised = repository.archwise(&[&["advise"], &answers[..], &save[..]].concat());
    assert!(advised.status.success());
    let split = repository.record("2026-01-05");
    assert_eq!(split, "docs/adr/0001-split-for-shop.md");
    let file = repository.read("shop.archwise.yaml");
    assert!(file.contains(&split) && file.contains("architecture: split"), "{file}");
    repository.commit("Decide to split the shop");
    let (code, held) = repository.check();
    assert_eq!((code, codes(&held)), (0, vec![]), "{held:#}");

    repository.edit("shop.archwise.yaml", "teams: 24", "teams: 3");
    let (code, lost) = repository.check();
    assert_eq!(code, 1);
    assert_eq!(codes(&lost), [("error", "decision-changed"), ("warning", "answer-changed")], "{lost:#}");
    let said = lost["findings"][0]["help"].as_str().unwrap();
    assert!(said.contains("enough by itself: `teams` from 24 (many) to 3 (few)"), "{said}");
    let line = lost["findings"][1]["line"].as_u64().unwrap() as usize;
    let text = repository.read("shop.archwise.yaml");
    assert_eq!(text.lines().nth(line - 1), Some("  teams: 3"));

    let whole = repository.record("2026-05-30");
    assert_eq!(whole, "docs/adr/0002-whole-for-shop.md");
    assert!(repository.read(&split).contains("superseded by [ADR-0002](0002-whole-for-shop.md)"));
    let (code, held) = repository.check();
    assert_eq!((code, codes(&held)), (0, vec![]), "{held:#}");

    // Who names the old record again is told so.
    repository.edit("shop.archwise.yaml", &whole, &split);
    let (code, old) = repository.check();
    assert_eq!(code, 1);
    assert!(codes(&old).contains(&("error", "record-differs")), "{old:#}");
    assert!(codes(&old).contains(&("warning", "record-superseded")), "{old:#}");
    repository.edit("shop.archwise.yaml", &split, &whole);
    repository.commit("Keep the shop whole, since three teams are left");
    assert_eq!(repository.git(&["status", "--porcelain"]), "", "a check leaves nothing behind");
    assert_eq!(repository.git(&["log", "--oneline"]).lines().count(), 2);
}

#[test]
fn a_saved_report_tells_as_much_as_a_record() {
    let repository = Repository::new("baseline");
    repository.write("shop.archwise.yaml", "answers: {teams: 24, places: one, budget: ample}\n");
    let base = ["advise", "shop.archwise.yaml", "--no-input", "--format", "json", "--output", "base.json"];
    assert!(repository.archwise(&base).status.success());
    let check = ["check", "shop.archwise.yaml", "--baseline", "base.json", "--format", "json"];
    assert_eq!(repository.archwise(&check).status.code(), Some(0));
    repository.edit("shop.archwise.yaml", "24", "3");
    let output = repository.archwise(&check);
    assert_eq!(output.status.code(), Some(1));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found["files"][0]["held"][0]["by"], "baseline");
    assert_eq!(found["files"][0]["held"][0]["since"]["answers"][0]["enough"], true);
    // Another rulebook: the answers of then come to something else by it.
    repository.edit("shop.archwise.yaml", "3", "24");
    repository.edit("rules.yaml", "points: {whole: -2, split: 4, spread: 1}", "points: {spread: 4}");
    let output = repository.archwise(&check);
    assert_eq!(output.status.code(), Some(1));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let codes = codes(&found["files"][0]);
    assert_eq!(codes, [("error", "decision-changed"), ("error", "rulebook-changed")], "{found:#}");
}

#[test]
fn several_outputs_come_from_one_run() {
    let repository = Repository::new("outputs");
    repository.write("shop.archwise.yaml", "answers: {teams: 24}\ndecision: {architecture: split}\n");
    repository.write("summary.md", "before\n");
    let arguments = ["check", "shop.archwise.yaml", "--output", "sarif=a.sarif", "--output", "junit=a.xml"];
    let output = Command::new(env!("CARGO_BIN_EXE_archwise"))
        .current_dir(&repository.0)
        .env("GITHUB_STEP_SUMMARY", repository.0.join("summary.md"))
        // What holds must not depend on who looks.
        .env("ARCHWISE_TEAMS", "1")
        .args(["--rules", "rules.yaml"])
        .args(arguments)
        .arg("--summary")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.ends_with("1 file: 1 passed, 0 failed\n"), "{said}");
    let read = |path: &str| repository.read(path);
    let sarif: Value = serde_json::from_str(&read("a.sarif")).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    assert!(read("a.xml").starts_with("<?xml"));
    assert!(read("summary.md").starts_with("before\n## Architecture decisions: passed\n"));
}
