//! `archwise questions --update`, as a program.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// What a run says: exit code, standard output and standard error.
fn update(folder: &Path, files: &[&str], input: &str) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_archwise"));
    command.args(["questions", "--rules", "rulebook.yaml", "--update"]).args(files);
    command.current_dir(folder).env("NO_COLOR", "1").env_remove("ARCHWISE_RULES");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in ["rulebook.yaml", "old.yaml", "strange.yaml", "contradiction.yaml"] {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/former").join(file);
        std::fs::copy(from, folder.path().join(file)).unwrap();
    }
    folder
}

const UPDATED: &str = "\
# Answered by the first version.
archwise: 1
title: Shop
answers:
  # how much
  budget: \"sufficient\"   # agreed
  recovery-time: hours  # by contract
  # How much data may be lost?
  recovery-point: [hours, minutes]
  capabilities: {includes: [automated-delivery, tests], excludes: [logs, traces]}
    # since May
  existing-system: [working-services, too-many-services]
  load: 2500
  # How many regions are there?
  regions: unknown
notes:
  recovery-time: As the contract says.
  recovery-point: As the contract says.
";

#[test]
fn files_are_updated_in_place_and_what_is_lost_stays_as_a_comment() {
    let folder = folder();
    let read = |file: &str| std::fs::read_to_string(folder.path().join(file)).unwrap();
    let (code, out, err) = update(folder.path(), &["old.yaml", "strange.yaml"], "");
    assert_eq!((code, out.as_str()), (Some(0), ""), "{err}");
    assert!(read("old.yaml").starts_with(UPDATED), "{}", read("old.yaml"));
    assert!(
        err.contains("`old.yaml` is up to date now\n  `ample` of `budget` is now `sufficient`\n"),
        "{err}"
    );
    assert!(err.contains("\n  new, as unknown: `regions`\n"), "{err}");
    assert!(read("strange.yaml").contains("\n  # colour: red\n"), "{}", read("strange.yaml"));
    assert!(read("strange.yaml").contains("\n      # budget: endless\n"));
    assert!(err.contains("warning[unknown-question]: there is no question `colour`"), "{err}");
    assert!(err.contains("warning[unknown-option]: `budget` has no option `endless`"), "{err}");
    let before = read("old.yaml");
    let (code, _, err) = update(folder.path(), &["old.yaml"], "");
    assert_eq!((code, err.as_str()), (Some(0), "`old.yaml` needs no update\n"));
    assert_eq!(read("old.yaml"), before);
}

#[test]
fn if_one_file_is_wrong_none_is_updated() {
    let folder = folder();
    let old = std::fs::read(folder.path().join("old.yaml")).unwrap();
    let (code, _, err) = update(folder.path(), &["old.yaml", "contradiction.yaml", "missing.yaml"], "");
    assert_eq!(code, Some(2));
    assert!(err.contains("contradict each other") && err.contains("missing.yaml"), "{err}");
    assert_eq!(std::fs::read(folder.path().join("old.yaml")).unwrap(), old);
}

#[test]
fn standard_input_is_updated_to_standard_output() {
    let folder = folder();
    let (code, out, err) = update(folder.path(), &["-"], "archwise: 1\nanswers: {budget: ample}  # so\n");
    assert_eq!(code, Some(0), "{err}");
    assert!(out.starts_with("archwise: 1\nanswers: {budget: sufficient, recovery-time: unknown, "), "{out}");
    assert!(out.ends_with("}  # so\n"), "{out}");
}

#[test]
fn between_braces_a_comment_stands_above_and_json_is_left_alone() {
    let folder = folder();
    let text = "archwise: 1\nanswers: {budget: ample,\n  colour: [red,\n    blue], load: 3}\n";
    let (_, out, _) = update(folder.path(), &["-"], text);
    assert!(out.contains("\n  # colour: [red, blue]\n"), "{out}");
    let (code, out, err) =
        update(folder.path(), &["-"], "{\"archwise\": 1, \"answers\": {\"colour\": \"red\"}}");
    assert_eq!((code, out.as_str()), (Some(2), ""), "{err}");
    assert!(err.contains("JSON has no comments"), "{err}");
    let json = "{\"archwise\": 1, \"answers\": {\"recovery-objective\": \"hours\"}}";
    let (_, out, _) = update(folder.path(), &["-"], json);
    let start = "{\"archwise\": 1, \"answers\": {\"recovery-time\": \"hours\", \"recovery-point\": [\"hours\", \"minutes\"], ";
    assert!(out.starts_with(start), "{out}");
}

#[test]
fn an_answer_to_what_is_not_asked_any_more_becomes_a_comment() {
    let folder = folder();
    let text = "archwise: 1\nanswers:\n  budget: tight\n  regions: few\n";
    let (code, out, err) = update(folder.path(), &["-"], text);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("\n  # regions: few\n") && !out.contains("\n  regions:"), "{out}");
    assert!(err.contains("warning[not-asked]: `regions` is not asked here"), "{err}");
}
