//! Where bytes come from and go to: standard input and output as `-`, encodings, and files that are read and
//! would be written.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

const ORDERS: &str = "archwise: 1\ntitle: Orders\nanswers: {teams: 2, budget: tight}\n\
                      decision: {architecture: modular-monolith}\n";

/// What a run came to: exit code, standard output and standard error.
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

/// A folder with `a.yaml` in it.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("a.yaml"), ORDERS).unwrap();
    folder
}

fn run(folder: &TempDir, arguments: &[&str], input: &[u8]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_archwise"));
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1").env_remove("ARCHWISE_RULES");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || _ = stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_dash_is_standard_input_wherever_a_file_is_read() {
    let folder = folder();
    let report = run(&folder, &["advise", "a.yaml", "--format", "json"], b"").out;
    run(&folder, &["rules", "new", "rules"], b"");
    let rules = std::fs::read(folder.path().join("rules/rulebook.yaml")).unwrap();
    let orders = ORDERS.as_bytes();
    for (arguments, input) in [
        (&["-"][..], orders),
        (&["advise", "-"], orders),
        (&["check", "-"], orders),
        (&["check", "a.yaml", "-"], orders),
        (&["compare", "a.yaml", "-"], orders),
        (&["compare", "-", "a.yaml"], orders),
        (&["explain", "-"], orders),
        (&["adr", "records", "-"], orders),
        (&["rules", "diff", "builtin", "builtin", "-"], orders),
        (&["check", "a.yaml", "--baseline", "-"], report.as_bytes()),
        (&["advise", "a.yaml", "--template", "-"], b"{{ title }}\n"),
        (&["rules", "lint", "-"], &rules),
        (&["rules", "test", "-"], &rules),
        (&["rules", "diff", "-", "rules"], &rules),
        (&["--rules", "-", "questions"], &rules),
        (&["rules", "test", "--rules", "-"], &rules),
    ] {
        let Ran { code, out, err } = run(&folder, arguments, input);
        assert_eq!(code, Some(0), "{arguments:?}: {err}");
        assert!(!out.is_empty(), "{arguments:?}");
    }
    let piped = run(&folder, &["advise", "-", "--format", "json"], orders).out;
    assert_eq!(piped.replace("file `-`", "file `a.yaml`"), report);
    let wrong = run(&folder, &["check", "-"], b"answers:\n  tems: 2\n");
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.out.contains("--> -:2:3"), "{}", wrong.out);
    std::fs::write(folder.path().join("-"), ORDERS.replace("Orders", "A file called so")).unwrap();
    assert!(run(&folder, &["advise", "./-"], b"").out.starts_with("A file called so\n"));
    assert!(run(&folder, &["advise", "-"], orders).out.starts_with("Orders\n"));
}

#[test]
fn answers_from_standard_input_are_saved_in_a_file_that_is_named() {
    let folder = folder();
    let saved = run(&folder, &["advise", "-", "--teams", "9", "--save", "b.yaml"], ORDERS.as_bytes());
    assert_eq!(saved.code, Some(0), "{}", saved.err);
    let text = std::fs::read_to_string(folder.path().join("b.yaml")).unwrap();
    assert_eq!(text, ORDERS.replace("teams: 2", "teams: 9"));
    let refused = run(&folder, &["advise", "a.yaml", "--save", "-"], b"");
    assert_eq!(refused.code, Some(2));
    assert!(refused.err.contains("`--save` needs the name of a file"), "{}", refused.err);
    assert_eq!(names(folder.path()), ["a.yaml", "b.yaml"]);
}

#[test]
fn a_dash_is_standard_output_wherever_a_file_is_written() {
    let folder = folder();
    run(&folder, &["rules", "new", "rules"], b"");
    let before = names(folder.path());
    for arguments in [
        &["advise", "a.yaml"][..],
        &["compare", "a.yaml", "a.yaml"],
        &["explain", "a.yaml"],
        &["questions"],
        &["survey", "a.yaml"],
        &["check", "a.yaml"],
        &["rules", "lint", "rules"],
        &["rules", "test", "rules"],
        &["rules", "schema", "--for", "answers"],
    ] {
        let printed = run(&folder, arguments, b"");
        let named = run(&folder, &[arguments, &["--output", "-"]].concat(), b"");
        assert_eq!((named.code, &named.out), (Some(0), &printed.out), "{arguments:?}: {}", named.err);
        assert!(!named.out.is_empty(), "{arguments:?}");
    }
    let json = run(&folder, &["check", "a.yaml", "--output", "json=-"], b"").out;
    assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{json}");
    let both = run(&folder, &["check", "a.yaml", "--output", "json=-", "--output", "junit.xml"], b"").out;
    assert_eq!(both, json);
    std::fs::remove_file(folder.path().join("junit.xml")).unwrap();
    assert_eq!(names(folder.path()), before);
}

#[test]
fn what_a_dash_cannot_mean_is_refused() {
    let folder = folder();
    for arguments in [
        &["compare", "-", "-"][..],
        &["check", "-", "-"],
        &["check", "-", "--baseline", "-"],
        &["advise", "-", "--template", "-"],
        &["survey", "-", "-"],
        &["rules", "diff", "-", "-"],
        &["check", "a.yaml", "--output", "-", "--output", "json=-"],
        &["adr", "-", "a.yaml"],
        &["rules", "new", "-"],
        &["man", "--dir", "-"],
    ] {
        let Ran { code, out, err } = run(&folder, arguments, ORDERS.as_bytes());
        assert_eq!((code, out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(err.starts_with("error: ") && err.lines().count() == 1, "{arguments:?}: {err}");
    }
    assert_eq!(names(folder.path()), ["a.yaml"]);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_over_what_is_read() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    run(&folder, &["rules", "new", "rules"], b"");
    run(&folder, &["advise", "a.yaml", "--format", "json", "--output", "report.json"], b"");
    std::fs::write(path("t.j2"), "{{ title }}").unwrap();
    std::os::unix::fs::symlink("a.yaml", path("link.yaml")).unwrap();
    std::os::unix::fs::symlink(".", path("here")).unwrap();
    let read = |name: &str| std::fs::read(path(name)).unwrap();
    let files = ["a.yaml", "report.json", "t.j2", "rules/rulebook.yaml"];
    let before: Vec<Vec<u8>> = files.iter().map(|name| read(name)).collect();
    for arguments in [
        &["advise", "a.yaml", "--output", "a.yaml"][..],
        &["advise", "a.yaml", "--output", "./here/link.yaml"],
        &["advise", "link.yaml", "--output", "a.yaml"],
        &["advise", "a.yaml", "--template", "t.j2", "--output", "t.j2"],
        &["advise", "a.yaml", "--save", "b.yaml", "--output", "here/b.yaml"],
        &["advise", "a.yaml", "--save", "t.j2", "--template", "t.j2"],
        &["explain", "a.yaml", "--output", "a.yaml"],
        &["compare", "a.yaml", "link.yaml", "--output", "link.yaml"],
        &["check", "a.yaml", "--output", "a.yaml"],
        &["check", "a.yaml", "--output", "junit=link.yaml"],
        &["check", "a.yaml", "--baseline", "report.json", "--output", "json=report.json"],
        &["check", "a.yaml", "--output", "json=x", "--output", "sarif=here/x"],
        &["survey", "a.yaml", "--output", "a.yaml"],
        &["survey", ".", "--output", "a.yaml"],
        &["survey", "*.yaml", "--output", "here/a.yaml"],
        &["rules", "lint", "rules", "--output", "rules/rulebook.yaml"],
        &["rules", "test", "rules/rulebook.yaml", "--output", "rules/rulebook.yaml"],
        &["--rules", "rules", "questions", "--output", "rules/rulebook.yaml"],
        &["rules", "schema", "--for", "answers", "--rules", "rules", "--output", "rules/rulebook.yaml"],
    ] {
        let Ran { code, out, err } = run(&folder, arguments, b"");
        assert_eq!((code, out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(
            ["write over it", "written twice", "two outputs would go"]
                .iter()
                .any(|words| err.contains(words)),
            "{arguments:?}: {err}"
        );
    }
    assert_eq!(files.iter().map(|name| read(name)).collect::<Vec<_>>(), before);
    assert_eq!(names(folder.path()), ["a.yaml", "here", "link.yaml", "report.json", "rules", "t.j2"]);
    for arguments in [
        &["advise", "a.yaml", "--output", "/dev/null"][..],
        &["advise", "a.yaml", "--save", "here/a.yaml"],
        &["survey", ".", "--format", "csv", "--output", "survey.csv"],
        &["survey", ".", "--format", "csv", "--output", "survey.csv"],
    ] {
        assert_ne!(run(&folder, arguments, b"").code, Some(2), "{arguments:?}");
    }
}

#[test]
fn other_encodings_are_refused_by_name_and_marks_are_read_over() {
    let folder = folder();
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let orders = "{\"title\": \"Orders\", \"answers\": {\"teams\": 2}}\n";
    for text in [format!("\u{feff}{orders}{orders}"), format!("{orders}{orders}")] {
        std::fs::write(folder.path().join("wide.yaml"), wide(&text)).unwrap();
        std::fs::write(folder.path().join("wide.ndjson"), wide(&text)).unwrap();
        for arguments in [
            &["advise", "wide.yaml"][..],
            &["check", "wide.yaml"],
            &["check", "-"],
            &["check", "a.yaml", "--baseline", "wide.yaml"],
            &["advise", "a.yaml", "--template", "wide.yaml"],
            &["rules", "lint", "wide.yaml"],
            &["survey", "wide.yaml", "wide.ndjson", "--format", "csv"],
            &["survey", "-", "--format", "csv"],
        ] {
            let Ran { code, out, err } = run(&folder, arguments, &wide(&text));
            assert!([Some(1), Some(2)].contains(&code), "{arguments:?}");
            assert!(out.contains("is UTF-16") || err.contains("is UTF-16"), "{arguments:?}: {out}{err}");
            assert!(out.lines().count() <= 7, "{arguments:?}: {out}");
        }
    }
    let marked = |text: &str| format!("\u{feff}{text}");
    let report = run(&folder, &["advise", "a.yaml", "--format", "json"], b"").out;
    std::fs::write(folder.path().join("report.json"), marked(&report)).unwrap();
    std::fs::write(folder.path().join("outer.j2"), marked("{% include 'inner.j2' %}")).unwrap();
    std::fs::write(folder.path().join("inner.j2"), marked("{{ title }}")).unwrap();
    assert_eq!(run(&folder, &["check", "a.yaml", "--baseline", "report.json"], b"").code, Some(0));
    assert_eq!(run(&folder, &["advise", "a.yaml", "--template", "outer.j2"], b"").out, "Orders");
    let lines = format!("{}{}\u{feff}\n", marked(orders), marked(orders));
    let rows = run(&folder, &["survey", "-", "--format", "ndjson"], lines.as_bytes());
    assert_eq!((rows.code, rows.out.matches("\"Orders\"").count()), (Some(0), 2), "{}", rows.out);
    assert_eq!(run(&folder, &["check", "-"], marked(ORDERS).as_bytes()).code, Some(0));
}

#[test]
fn a_questionnaire_names_a_schema_only_if_it_is_there() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    let text = |name: &str| std::fs::read_to_string(path(name)).unwrap();
    let line = "# yaml-language-server: $schema=archwise-answers.schema.json\n";
    assert!(!run(&folder, &["questions"], b"").out.contains("yaml-language-server"));
    let nowhere = if cfg!(windows) { "NUL" } else { "/dev/null" };
    assert_eq!(run(&folder, &["questions", "--output", nowhere], b"").code, Some(0));
    assert_eq!(run(&folder, &["advise", "--teams", "2", "--save", "early.yaml"], b"").code, Some(0));
    assert!(text("early.yaml").starts_with("archwise: 1\n"));
    assert_eq!(names(folder.path()), ["a.yaml", "early.yaml"]);

    assert_eq!(run(&folder, &["questions", "--output", "answers.yaml"], b"").code, Some(0));
    assert!(text("answers.yaml").starts_with(line));
    let schema = run(&folder, &["rules", "schema", "--for", "answers"], b"").out;
    assert_eq!(text("archwise-answers.schema.json"), schema);
    assert_eq!(run(&folder, &["advise", "--teams", "2", "--save", "late.yaml"], b"").code, Some(0));
    assert_eq!(text("late.yaml"), format!("{line}{}", text("early.yaml")));

    std::fs::write(path("archwise-answers.schema.json"), "{}").unwrap();
    let again = run(&folder, &["questions", "--output", "again.yaml"], b"");
    let next = "next: fill it in, then `archwise advise again.yaml`\n";
    assert_eq!((again.code, again.err.as_str()), (Some(0), next));
    // The first may be filled in by now.
    assert_eq!(run(&folder, &["questions", "--output", "answers.yaml"], b"").code, Some(2));
    assert_eq!(text("archwise-answers.schema.json"), "{}");
    assert_eq!(run(&folder, &["questions", "--output", "none/answers.yaml"], b"").code, Some(2));
    std::fs::create_dir(path("sub")).unwrap();
    std::fs::create_dir(path("sub/answers.yaml")).unwrap();
    assert_eq!(run(&folder, &["questions", "--output", "sub/answers.yaml"], b"").code, Some(2));
    assert_eq!(names(&path("sub")), ["answers.yaml"]);
}

#[test]
fn what_is_empty_says_how_to_begin() {
    let folder = folder();
    std::fs::create_dir(folder.path().join("rules")).unwrap();
    for (name, text) in [("empty", ""), ("rules/a.yaml", "# nothing\n"), ("rules/b.yaml", "\u{feff}\n")] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    for (arguments, help) in [
        (&["advise", "empty"][..], "`archwise questions --output FILE` writes"),
        (&["check", "empty"], "`archwise questions --output FILE` writes"),
        (&["check", "-"], "write the text of an answers file to standard input"),
        (&["rules", "lint", "empty"], "`archwise rules new DIR` writes"),
        (&["rules", "test", "empty"], "`archwise rules new DIR` writes"),
        (&["--rules", "empty", "questions"], "`archwise rules new DIR` writes"),
        (&["rules", "lint", "rules"], "write a part of the rulebook or its `cases` in it, or remove it"),
        (&["check", "a.yaml", "--baseline", "empty"], "by `archwise advise FILE --format json"),
    ] {
        let Ran { code, out, err } = run(&folder, arguments, b"");
        assert_eq!(code, Some(2), "{arguments:?}");
        assert!(out.contains(help) || err.contains(help), "{arguments:?}: {out}{err}");
    }
}
