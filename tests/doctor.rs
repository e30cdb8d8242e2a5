//! `archwise doctor` and `--timings`: what a bug report needs, and nothing that is private.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::process::{Command, Output};

fn archwise(arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_archwise"));
    command.args(arguments).env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
    environment.iter().for_each(|(name, value)| _ = command.env(name, value));
    command.output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn it_says_what_is_there_and_keeps_private_what_is() {
    let home = tempfile::tempdir().unwrap();
    let set = [
        ("HOME", home.path().to_str().unwrap()),
        ("ARCHWISE_TEAMS", "37"),
        ("ARCHWISE_NO_INPUT", "1"),
        ("PAGER", "secret-pager --token 12345"),
        ("SECRET_TOKEN", "hidden"),
        ("LC_ALL", "C"),
        ("TERM", "dumb\u{1b}[31m"),
    ];
    let output = archwise(&["doctor"], &set);
    assert_eq!(output.status.code(), Some(0));
    let said = text(&output.stdout);
    for what in
        [env!("CARGO_PKG_VERSION"), "sha256:", "ARCHWISE_TEAMS is set", "ARCHWISE_NO_INPUT=1", "LC_ALL=C"]
    {
        assert!(said.contains(what), "{what}: {said}");
    }
    assert!(said.contains("0 in ~/.local/state/archwise") && said.contains("no UTF-8"), "{said}");
    for secret in ["37", "12345", "hidden", "SECRET_TOKEN", home.path().to_str().unwrap(), "\u{1b}"] {
        assert!(!said.contains(secret), "{secret}: {said}");
    }
}

#[test]
fn it_helps_where_nothing_else_works() {
    let output =
        archwise(&["doctor"], &[("ARCHWISE_RULES", "/no/such/rulebook"), ("ARCHWISE_NO_INPTU", "1")]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let said = text(&output.stdout);
    assert!(said.contains("cannot be read: 1 finding") && said.contains("ARCHWISE_RULES is set"), "{said}");
}

#[test]
fn timings_are_on_standard_error_and_change_nothing_else() {
    let plain = archwise(&["advise", "--teams", "3"], &[]);
    let timed = archwise(&["advise", "--teams", "3", "--timings", "-q"], &[]);
    assert_eq!(plain.stdout, timed.stdout);
    let said = text(&timed.stderr);
    for phase in ["the rulebook", "the arguments", "the answers", "the analysis", "the output", "in all"] {
        assert!(said.contains(phase), "{phase}: {said}");
    }
    assert!(text(&archwise(&["--timings", "rules", "lint"], &[]).stderr).contains("in all"));
}
