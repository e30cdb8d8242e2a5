//! The edges of the command line: what is mistyped, what is empty, which files are meant, and how they are
//! named for other programs.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const OPEN: &str =
    "archwise: 1\ntitle: Orders\nanswers: {teams: 1}\ndecision: {architecture: modular-monolith}\n";

/// Runs the program in a folder, without what a CI service or a user sets.
fn archwise(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_archwise"));
    let set = std::env::vars_os().filter(|(name, _)| {
        let name = name.to_string_lossy();
        ["ARCHWISE_", "GITHUB_", "CI_"].iter().any(|prefix| name.starts_with(prefix))
    });
    set.for_each(|(name, _)| _ = command.env_remove(name));
    command.current_dir(folder).env("NO_COLOR", "1");
    command
}

fn run(folder: &Path, words: &[&str]) -> Output {
    archwise(folder).args(words).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Asserts that a command is refused, and returns what it says.
fn refused(output: &Output) -> String {
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    said
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap()
}

/// The names of the files in which the results of a SARIF file are.
fn places(sarif: &Value) -> Vec<String> {
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let location = |result: &Value| {
        let location = &result["locations"][0]["physicalLocation"];
        assert!(location["region"]["startLine"].as_u64().unwrap() > 0, "{result}");
        location["artifactLocation"]["uri"].as_str().unwrap().to_owned()
    };
    let mut places: Vec<String> = results.iter().map(location).collect();
    places.dedup();
    places
}

#[test]
fn an_empty_variable_is_one_that_is_not_set() {
    let folder = folder(&[("a.yaml", OPEN)]);
    for name in
        ["ARCHWISE_RULES", "ARCHWISE_TEAMS", "SOURCE_DATE_EPOCH", "GITHUB_WORKSPACE", "ARCHWISE_TEEMS"]
    {
        for words in [&["check", "a.yaml"][..], &["advise", "a.yaml", "--no-input"]] {
            let output = archwise(folder.path()).env(name, "").args(words).output().unwrap();
            assert!(output.status.success(), "{name}: {}", text(&output.stderr));
        }
    }
    refused(&run(folder.path(), &["--rules", "", "check", "a.yaml"]));
}

#[test]
fn a_mistyped_variable_is_an_error_that_names_the_one_that_was_meant() {
    let folder = folder(&[("a.yaml", OPEN)]);
    let with =
        |name: &str, words: &[&str]| archwise(folder.path()).env(name, "x").args(words).output().unwrap();
    let said = refused(&with("ARCHWISE_GEOGRAFIC_SPREAD", &["advise", "a.yaml", "--no-input"]));
    let meant =
        "there is no variable `ARCHWISE_GEOGRAFIC_SPREAD`; did you mean `ARCHWISE_GEOGRAPHIC_SPREAD`?";
    assert!(said.contains(meant), "{said}");
    assert!(refused(&with("ARCHWISE_RULE", &["check", "a.yaml"])).contains("did you mean `ARCHWISE_RULES`?"));
    // `check` reads no answers from the environment, and what is near to nothing is somebody else's.
    assert!(with("ARCHWISE_GEOGRAFIC_SPREAD", &["check", "a.yaml"]).status.success());
    assert!(with("ARCHWISE_IMAGE_TAG", &["advise", "a.yaml", "--no-input"]).status.success());
}

#[test]
fn a_mistyped_command_is_named_as_one() {
    let folder = folder(&[("a.yaml", OPEN), ("checks", OPEN)]);
    for (word, meant) in
        [("chekc", "check"), ("survay", "survey"), ("lint", "rules lint"), ("Advise", "advise")]
    {
        for words in [&[word][..], &[word, "a.yaml"], &["--color", "never", word, "a.yaml"]] {
            let said = refused(&run(folder.path(), words));
            let expected = format!("there is no command `{word}`; did you mean `{meant}`?");
            assert!(said.contains(&expected), "{words:?}: {said}");
        }
    }
    assert!(refused(&run(folder.path(), &["verify", "a.yaml"])).contains("there is no command `verify`"));
    assert!(run(folder.path(), &["checks", "--no-input"]).status.success());
}

#[test]
fn a_mistyped_format_of_an_output_is_no_file() {
    let folder = folder(&[("a.yaml", OPEN)]);
    let check = |outputs: &[&str]| {
        let flags = outputs.iter().flat_map(|output| ["--output", output]);
        run(folder.path(), &["check", "a.yaml"].into_iter().chain(flags).collect::<Vec<_>>())
    };
    for (word, meant) in [("sarf", "sarif"), ("SARIF", "sarif"), ("jnuit", "junit")] {
        let said = refused(&check(&[&format!("{word}=x.out")]));
        assert!(said.contains(&format!("there is no format `{word}`; did you mean `{meant}`?")), "{said}");
        assert!(said.contains("text, json, sarif, junit, github, markdown"), "{said}");
    }
    assert!(refused(&check(&["yaml=x"])).contains("there is no format `yaml`\n"));
    assert!(refused(&check(&["json="])).contains("write the name of a file"));
    assert!(refused(&check(&["json=x", "./x"])).contains("two outputs would go to `./x`"));
    assert!(refused(&check(&["x", "y"])).contains("--output FORMAT=y"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    assert!(check(&["./sarf=x", "sarif=y"]).status.success());
    assert!(folder.path().join("sarf=x").is_file() && folder.path().join("y").is_file());
}

#[test]
fn every_result_in_sarif_has_a_place() {
    let record = OPEN.replace("monolith}", "monolith, record: r.md}");
    let folder = folder(&[("a.yaml", OPEN), ("empty.yaml", ""), ("record.yaml", &record)]);
    fs::write(folder.path().join("r.md"), b"# D\xe9cision\n").unwrap();
    fs::write(folder.path().join("latin.yaml"), b"title: D\xe9cision\n").unwrap();
    let files =
        ["check", "--format", "sarif", "a.yaml", "empty.yaml", "latin.yaml", "none.yaml", "record.yaml"];
    let output = run(folder.path(), &files);
    let all = places(&json(&output.stdout));
    assert_eq!(all, ["a.yaml", "empty.yaml", "latin.yaml", "none.yaml", "record.yaml", "r.md"]);
}

#[test]
fn a_broken_rulebook_is_reported_in_the_format_that_was_asked_for() {
    let rules = "rulebook: {id: r, version: '1', title: R}\nquestions: [{id: a, ask: A, colour: red}]\n";
    let folder = folder(&[("a.yaml", OPEN), ("rules.yaml", rules), ("cases/empty.yaml", "")]);
    let commands: [&[&str]; 5] = [
        &["rules", "lint", "rules.yaml"],
        &["--rules", "rules.yaml", "rules", "lint"],
        &["rules", "test", "rules.yaml"],
        &["--rules", "rules.yaml", "check", "a.yaml"],
        &["rules", "lint", "cases"],
    ];
    for command in commands {
        for format in ["sarif", "github", "json", "junit"] {
            if format == "junit" && command.contains(&"lint") {
                continue;
            }
            let words = [command, &["--format", format]].concat();
            let output = run(folder.path(), &words);
            let said = refused(&output);
            assert!(said.contains("error["), "{words:?}: {said}");
            let printed = text(&output.stdout);
            let file = if command.contains(&"cases") { "cases/empty.yaml" } else { "rules.yaml" };
            match format {
                "sarif" => assert_eq!(places(&json(&output.stdout)), [file], "{words:?}"),
                "json" => assert!(json(&output.stdout)["schema"].as_str().unwrap().starts_with("archwise-")),
                "junit" => assert!(printed.contains("<error type="), "{words:?}: {printed}"),
                _ => assert!(printed.starts_with(&format!("::error file={file},")), "{words:?}: {printed}"),
            }
            let words = [words, vec!["--output", "out"]].concat();
            refused(&run(folder.path(), &words));
            assert_eq!(fs::read_to_string(folder.path().join("out")).unwrap(), printed, "{words:?}");
        }
    }
    let output = run(folder.path(), &["check", "a.yaml", "--baseline", "rules.yaml", "--format", "sarif"]);
    refused(&output);
    assert_eq!(places(&json(&output.stdout)), ["rules.yaml"]);
}

#[test]
fn files_are_named_from_the_root_of_the_repository() {
    let folder = folder(&[("services/api/a.yaml", OPEN), ("other/b.yaml", "")]);
    let api = folder.path().join("services/api");
    let named = |command: &mut Command| {
        let output = command.args(["check", "--format", "sarif", "./a.yaml", "../../other/b.yaml"]).output();
        places(&json(&output.unwrap().stdout))
    };
    assert_eq!(named(&mut archwise(&api)), ["a.yaml", "../../other/b.yaml"]);
    let from_root = ["services/api/a.yaml", "other/b.yaml"];
    assert_eq!(named(archwise(&api).env("GITHUB_WORKSPACE", folder.path())), from_root);
    assert_eq!(named(archwise(&api).env("CI_PROJECT_DIR", folder.path())), from_root);
    assert_eq!(
        named(archwise(&api).env("GITHUB_WORKSPACE", api.join("elsewhere"))),
        ["a.yaml", "../../other/b.yaml"]
    );
    fs::create_dir(folder.path().join(".git")).unwrap();
    assert_eq!(named(&mut archwise(&api)), from_root);
    let base = ["--base", ".", "check", "a.yaml", "--format", "github"];
    let output = run(&api, &[&base[2..], &base[..2]].concat());
    assert!(text(&output.stdout).starts_with("::notice file=a.yaml,line=4,"), "{}", text(&output.stdout));
    assert!(refused(&run(&api, &["check", "a.yaml", "--base", "a.yaml"])).contains("names no folder"));
}

#[test]
fn check_takes_folders_and_patterns_and_a_file_once() {
    let folder =
        folder(&[("a.yaml", OPEN), ("b/c.yml", OPEN), ("b/.hidden/d.yaml", OPEN), ("b/readme.md", "x")]);
    let checked = |words: &[&str]| {
        let output = run(folder.path(), &[&["check"], words].concat());
        let lines = text(&output.stdout);
        let names = lines.lines().filter_map(|line| line.strip_prefix("passed "));
        let names: Vec<String> = names.map(|line| line.split(':').next().unwrap().to_owned()).collect();
        (names.join(" "), output.status.code())
    };
    for words in [&["."][..], &["**/*.y*ml"], &["**"], &["a.yaml", "b"], &["a.yaml", "b/../a.yaml", "b/*"]] {
        let (names, code) = checked(words);
        assert_eq!(names.replace("./", ""), "a.yaml b/c.yml", "{words:?}");
        assert_eq!(code, Some(0), "{words:?}");
    }
    assert_eq!(checked(&["*.json"]), (String::new(), Some(2)));
    assert_eq!(checked(&["a.yaml", "b/["]).1, Some(2));
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_end_and_no_file_counts_twice() {
    let folder = folder(&[("one/a.yaml", OPEN), ("rules/r.yaml", "")]);
    for link in ["one/l", "one/m", "rules/l", "rules/m"] {
        std::os::unix::fs::symlink(".", folder.path().join(link)).unwrap();
    }
    for path in ["one", "one/**/*.yaml", "one/*", "one/**", "**/one"] {
        let output = run(folder.path(), &["survey", path, "--format", "ndjson"]);
        assert_eq!(text(&output.stdout).lines().count(), 1, "{path}: {}", text(&output.stdout));
    }
    let said = refused(&run(folder.path(), &["rules", "lint", "rules"]));
    assert_eq!(said.matches("error[").count(), 1, "{said}");
}

#[cfg(unix)]
#[test]
fn nothing_in_a_file_name_acts() {
    let name = "x\u{1b}[31m\nfailed y.yaml";
    let folder = folder(&[(name, OPEN), ("empty\u{1b}\n.yaml", "")]);
    let commands: [&[&str]; 5] = [
        &["check", name],
        &["check", "."],
        &["survey", "."],
        &["compare", name, name],
        &["rules", "lint", name],
    ];
    for words in commands {
        let output = run(folder.path(), words);
        let said = text(&output.stdout) + &text(&output.stderr);
        assert!(!said.contains('\u{1b}'), "{words:?}: {said}");
        assert!(said.lines().all(|line| !line.starts_with("failed y")), "{words:?}: {said}");
        // A comparison names its files by their titles.
        assert!(words[0] == "compare" || said.contains("x\\u{1b}[31m"), "{words:?}: {said}");
    }
}

// No command line of Windows is as long as this one.
#[cfg(unix)]
#[test]
fn a_summary_stays_as_large_as_github_shows_it() {
    let folder = folder(&[("a.yaml", OPEN)]);
    let names: Vec<String> = (0..6000).map(|number| format!("none-{number}.yaml")).collect();
    let mut words = vec!["check", "--summary", "--output", "out", "a.yaml"];
    words.extend(names.iter().map(String::as_str));
    let summary = folder.path().join("summary.md");
    fs::write(&summary, "An earlier step wrote this.\n").unwrap();
    let run = archwise(folder.path()).env("GITHUB_STEP_SUMMARY", &summary).args(words).output().unwrap();
    refused(&run);
    let written = fs::read_to_string(summary).unwrap();
    assert!(written.starts_with("An earlier step wrote this.\n## Architecture decisions: failed\n"));
    assert!(written.len() > 1_000_000 && written.len() <= 1 << 20, "{}", written.len());
    let tail: Vec<&str> = written.lines().rev().take(3).collect();
    assert!(tail[0].starts_with("Rulebook ") && tail[2].ends_with("more rows and files have no room here."));
}

#[cfg(unix)]
#[test]
fn a_pipe_among_the_files_is_not_waited_for() {
    let folder = folder(&[("a.yaml", OPEN)]);
    let made = Command::new("mkfifo").arg(folder.path().join("p.yaml")).status().unwrap();
    assert!(made.success());
    for path in [".", "*.yaml", "**/*.yaml"] {
        let output = run(folder.path(), &["check", path]);
        assert!(text(&output.stdout).ends_with("1 file: 1 passed, 0 failed\n"), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_a_file_that_is_not_there_yet_stays_a_link() {
    let folder = folder(&[("a.yaml", OPEN)]);
    std::os::unix::fs::symlink("new.json", folder.path().join("link.json")).unwrap();
    let outputs = ["check", "a.yaml", "--output", "json=new.json", "--output", "sarif=link.json"];
    assert!(refused(&run(folder.path(), &outputs)).contains("two outputs would go to"));
    assert!(run(folder.path(), &["check", "a.yaml", "--output", "json=link.json"]).status.success());
    assert!(fs::symlink_metadata(folder.path().join("link.json")).unwrap().is_symlink());
    assert!(json(&fs::read(folder.path().join("new.json")).unwrap())["passed"].as_bool().unwrap());
}

#[test]
fn a_summary_or_a_questionnaire_is_not_written_over_answers() {
    let folder = folder(&[("a.yaml", OPEN)]);
    let mut check = archwise(folder.path());
    let output =
        check.args(["check", "a.yaml", "--summary"]).env("GITHUB_STEP_SUMMARY", "a.yaml").output().unwrap();
    assert!(refused(&output).contains("`a.yaml` is read"));
    assert!(refused(&run(folder.path(), &["questions", "--output", "a.yaml"])).contains("exists already"));
    assert_eq!(fs::read_to_string(folder.path().join("a.yaml")).unwrap(), OPEN);
}

#[test]
fn a_number_takes_the_place_of_a_word_in_quotes_without_them() {
    let folder = folder(&[("a.json", "{\"archwise\":1,\"answers\":{\"teams\":\"few\"}}\n")]);
    let words = ["advise", "a.json", "--save", "a.json", "--teams", "24", "--no-input"];
    assert!(run(folder.path(), &words).status.success());
    let saved = json(&fs::read(folder.path().join("a.json")).unwrap());
    assert_eq!(saved["answers"]["teams"], 24);
}
