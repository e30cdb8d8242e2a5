//! What a package installs beside the program: scripts that shells accept, and manual pages, with every
//! question.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;
#[cfg(unix)]
use std::io::Read;
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

/// What stands on the line before the cursor, and what is offered there: of each word the part behind the
/// last equals sign or dot.
const OFFERED: [(&str, &[&str]); 17] = [
    ("man rules ", &["diff", "explain-code", "lint", "new", "schema", "show", "test"]),
    ("man co", &["compare", "completions"]),
    ("completions ", &["bash", "elvish", "fish", "powershell", "zsh"]),
    ("advise --why-not m", &["microservices", "modular-monolith"]),
    ("advise --set consistency=s", &["session", "strong", "strong-inside"]),
    ("advise --what-if consistency=s", &["session", "strong", "strong-inside"]),
    ("advise --section why,ve", &["why,verdict"]),
    ("advise --section=why,open,ve", &["why,open,verdict"]),
    ("advise --consistency session,ev", &["session,eventual"]),
    ("advise --among hybrid,m", &["hybrid,microservices", "hybrid,modular-monolith"]),
    ("advise --preset saas,s", &[]),
    ("--section why,ve", &["why,verdict"]),
    ("check --format j", &["json", "junit"]),
    ("check --json ", &["counts", "fail_on", "files", "passed", "rulebook", "schema"]),
    ("check --json passed,f", &["passed,fail_on", "passed,files"]),
    ("check --json files.f", &["file", "findings"]),
    ("compare --json s", &["schema", "started", "stopped"]),
];

#[cfg(unix)]
#[test]
fn bash_offers_what_may_stand_there() {
    // The one of macOS is older than the first in which a function is told the word.
    if !runs("bash", "(( BASH_VERSINFO[0] >= 4 ))") {
        return;
    }
    let settings = r#"
        PS1='READY> ' TMOUT=60
        source ./script
        [[ $(complete -p archwise) =~ -F\ ([^ ]+) ]]
        registered=${BASH_REMATCH[1]}
        answer() { "$registered" "$@"; printf '%s\n' "${COMPREPLY[@]}" >offered; exit; }
        complete -F answer archwise
    "#;
    offers(&["bash", "--rcfile", "settings", "-i"], "settings", settings);
}

#[cfg(unix)]
#[test]
fn zsh_offers_what_may_stand_there() {
    if !runs("zsh", "") {
        return;
    }
    let settings = r#"
        PS1='READY> ' TMOUT=60
        autoload -U compinit && compinit -u -D
        source ./script
        compadd() {
            local -a found
            # What is put into an array is not offered.
            if [[ ${@[1,(i)(-|--)]} != *-(O|A|D)\ * ]]; then
                builtin compadd -A found "$@"
                (( $#found )) && print -rl -- $IPREFIX$^found >>offered
            fi
            builtin compadd "$@"
        }
        answer() { zle complete-word; exit }
        zle -N answer; bindkey '^I' answer
    "#;
    offers(&["zsh", "-i"], ".zshrc", settings);
}

#[test]
fn fish_offers_what_may_stand_there() {
    if !runs("fish", "") {
        return;
    }
    let folder = setting("fish");
    for (line, expected) in OFFERED {
        let mut fish = Command::new("fish");
        fish.args(["--no-config", "-c", "source ./script; complete -C \"archwise $LINE\""]);
        let output = fish.env("LINE", line).current_dir(&folder).output().unwrap();
        compare("fish", line, &String::from_utf8(output.stdout).unwrap(), expected);
    }
}

/// Says whether a shell is installed, and of the kind that a condition asks for.
fn runs(shell: &str, condition: &str) -> bool {
    Command::new(shell).args(["-c", condition]).status().is_ok_and(|status| status.success())
}

/// Makes a folder with the script for a shell and nothing else, so that no file is offered.
fn setting(shell: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("script"), archwise(&["completions", shell])).unwrap();
    folder
}

/// Types each line at a terminal, at which the shell writes what it offers into the file `offered` and ends.
#[cfg(unix)]
fn offers(shell: &[&str], settings: &str, text: &str) {
    for (line, expected) in OFFERED {
        let folder = setting(shell[0]);
        std::fs::write(folder.path().join(settings), text).unwrap();
        let pty = portable_pty::native_pty_system().openpty(portable_pty::PtySize::default()).unwrap();
        let mut command = portable_pty::CommandBuilder::new(shell[0]);
        command.args(&shell[1..]);
        command.cwd(folder.path());
        command.env("ZDOTDIR", folder.path());
        command.env("TERM", "dumb");
        let mut child = pty.slave.spawn_command(command).unwrap();
        drop(pty.slave);
        let (mut screen, mut keys) =
            (pty.master.try_clone_reader().unwrap(), pty.master.take_writer().unwrap());
        let (mut shown, mut byte) = (Vec::new(), [0]);
        while !shown.ends_with(b"READY> ") {
            screen.read_exact(&mut byte).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&shown)));
            shown.push(byte[0]);
        }
        write!(keys, "archwise {line}\t").unwrap();
        // The end of a terminal is an error on some systems.
        let _ = std::io::copy(&mut screen, &mut std::io::sink());
        child.wait().unwrap();
        let offered = std::fs::read_to_string(folder.path().join("offered")).unwrap_or_default();
        compare(shell[0], line, &offered, expected);
    }
}

fn compare(shell: &str, line: &str, offered: &str, expected: &[&str]) {
    let words = offered.lines().filter_map(|line| line.split('\t').next()?.rsplit(['=', '.']).next());
    // Flags may be offered wherever a word is.
    let words: BTreeSet<&str> = words.filter(|word| !word.is_empty() && !word.starts_with('-')).collect();
    assert_eq!(words, expected.iter().copied().collect(), "{shell}: {line}");
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
