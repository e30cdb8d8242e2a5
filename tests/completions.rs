//! What a package installs beside the program: scripts that shells accept, and manual pages, with every
//! question.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::io::Write;
use std::process::{Command, Stdio};

use archwise::rulebook::Rulebook;

fn archwise(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_archwise")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_shell_completes_the_flags_of_the_rulebook() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = archwise(&["completions", shell]);
        for question in &Rulebook::builtin().questions {
            assert!(script.contains(&question.id), "{shell}: {}", question.id);
        }
    }
    let other = archwise(&["--rules", "examples/rulebooks/where-to-run-it.yaml", "completions", "bash"]);
    assert!(!other.contains("--geographic-spread"));
}

#[test]
fn bash_accepts_its_script() {
    let mut bash = Command::new("bash").arg("-n").stdin(Stdio::piped()).spawn().unwrap();
    bash.stdin.take().unwrap().write_all(archwise(&["completions", "bash"]).as_bytes()).unwrap();
    assert!(bash.wait().unwrap().success());
}

#[test]
fn the_manual_has_a_page_for_each_command_and_names_each_question() {
    let page = archwise(&["man", "advise"]).replace("\\-", "-");
    for question in &Rulebook::builtin().questions {
        assert!(page.contains(&format!("--{}", question.id)), "{}", question.id);
    }
    assert!(archwise(&["man"]).contains("archwise\\-survey(1)"));

    let folder = tempfile::tempdir().unwrap();
    archwise(&["man", "--dir", folder.path().to_str().unwrap()]);
    for name in ["archwise.1", "archwise-advise.1", "archwise-rules-lint.1"] {
        assert!(folder.path().join(name).is_file(), "{name}");
    }
}
