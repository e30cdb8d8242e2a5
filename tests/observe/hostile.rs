//! A repository of somebody else is read, and runs nothing.

use std::path::Path;

use crate::repository::{Commit, Repository, archwise, facts, git};

const SCRIPT: &str = "#!/bin/sh\ntouch RAN\nexit 1\n";

/// A repository whose configuration names a program wherever git can run one.
fn hostile() -> (Repository, std::path::PathBuf) {
    let mut made = Repository::new();
    let attributes = "* filter=evil diff=evil\n";
    made.commit(&Commit {
        files: &[("a.rs", "fn a() {}\n"), (".gitattributes", attributes)],
        ..Commit::default()
    });
    made.commit(&Commit { files: &[("a.rs", "fn b() {}\n")], ..Commit::default() }).tag("v1.0.0");
    made.finish();
    let ran = made.path().join("ran");
    let program = made.path().join("program");
    std::fs::write(&program, SCRIPT.replace("RAN", ran.to_str().unwrap())).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    let program = program.to_str().unwrap();
    for key in [
        "core.fsmonitor",
        "core.pager",
        "core.editor",
        "core.sshCommand",
        "gpg.program",
        "diff.external",
        "diff.evil.command",
        "diff.evil.textconv",
        "filter.evil.clean",
        "filter.evil.smudge",
        "pager.log",
        "pager.rev-list",
        "credential.helper",
        "uploadpack.packObjectsHook",
    ] {
        made.git(&["config", key, program]);
    }
    made.git(&["config", "log.showSignature", "true"]);
    made.git(&["config", "log.showRoot", "false"]);
    made.git(&["config", "log.diffMerges", "off"]);
    made.git(&["config", "diff.orderFile", "/nowhere"]);
    made.git(&["config", "mailmap.file", "/etc/passwd"]);
    std::fs::create_dir_all(made.path().join(".git/hooks")).unwrap();
    std::fs::copy(program, made.path().join(".git/hooks/post-index-change")).unwrap();
    let _ = std::fs::remove_file(&ran);
    (made, ran)
}

#[test]
fn nothing_that_a_configuration_names_is_run() {
    let (made, ran) = hostile();
    let found = made.facts(&[]);
    assert_eq!((found.count("changes"), found.count("releases")), (2, 1));
    assert!(!ran.exists(), "a program of the repository ran");
    let path = made.path().to_str().unwrap();
    let answers = made.path().join("answers.yaml");
    std::fs::write(&answers, "answers: {teams: one}\ndecision: {architecture: modular-monolith}\n").unwrap();
    let answers = answers.to_str().unwrap();
    assert!(archwise(&["check", answers, "--observe", path]).status.success());
    assert!(archwise(&["advise", answers, "--observe", path]).status.success());
    assert!(archwise(&["survey", answers, "--observe"]).status.success());
    assert!(!ran.exists(), "a program of the repository ran");
}

#[cfg(unix)]
#[test]
fn what_points_to_another_repository_is_refused_unless_that_points_back() {
    let secret = hostile().0;
    let folder = tempfile::tempdir().unwrap();
    let pointer = folder.path().join(".git");
    let refused = |path: &Path| {
        let output = archwise(&["observe", path.to_str().unwrap()]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("which does not know of it"), "{said}");
        assert!(output.stdout.is_empty());
    };
    std::fs::write(&pointer, format!("gitdir: {}\n", secret.path().join(".git").display())).unwrap();
    refused(folder.path());
    std::fs::remove_file(&pointer).unwrap();
    std::os::unix::fs::symlink(secret.path().join(".git"), &pointer).unwrap();
    refused(folder.path());

    // A work tree and a submodule of one's own are known to their repository.
    let mut own = Repository::new();
    own.commit(&Commit { files: &[("a.rs", "fn a() {}\n")], ..Commit::default() }).finish();
    let tree = folder.path().join("tree");
    own.git(&["worktree", "add", "-q", tree.to_str().unwrap(), "-b", "other"]);
    assert_eq!(facts(&tree, &[]).count("changes"), 1);
    let mut outer = Repository::new();
    outer.commit(&Commit { files: &[("b.rs", "fn b() {}\n")], ..Commit::default() }).finish();
    outer.git(&["checkout", "-q", "main"]);
    let url = own.path().to_str().unwrap();
    outer.git(&["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", url, "inner"]);
    outer.git(&["commit", "-qm", "submodule"]);
    assert_eq!(facts(&outer.path().join("inner"), &[]).count("languages"), 1);
    let found = outer.facts(&[]);
    assert_eq!(found.0["repositories"][0]["submodules"], serde_json::json!(["inner"]));
    assert_eq!(found.count("languages"), 1);
}

#[test]
fn names_of_files_do_not_act_on_a_terminal_or_a_draft() {
    let mut made = Repository::new();
    // A folder of the name ESC [ 2 J, line end, `teams: many`.
    let folder = "services/\\033[2J\\nteams: many";
    let files: Vec<(String, &str)> = (0..3)
        .map(|n| (format!("\"{folder}/f{n}.rs\""), "fn f() {}\n"))
        .chain([(format!("\"{folder}/Dockerfile\""), "FROM rust:1\nEXPOSE 80\n")])
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    made.commit(&Commit { files: &files, ..Commit::default() }).finish();
    let path = made.path().to_str().unwrap();
    assert_eq!(made.facts(&[]).count("services"), 1);
    for arguments in [&["observe", path][..], &["observe", path, "--format", "text"]] {
        let shown = String::from_utf8(archwise(arguments).stdout).unwrap();
        assert!(!shown.contains('\u{1b}'), "{shown}");
        assert!(!shown.lines().any(|line| line.starts_with("teams: many")), "{shown}");
    }
}

#[cfg(unix)]
#[test]
fn links_huge_files_and_the_variables_of_a_hook_lead_nowhere() {
    let mut made = Repository::new();
    let huge = format!("services: {{db: {{image: redis}}}}\n# {}\n", "x".repeat(1 << 20));
    made.commit(&Commit {
        files: &[("compose.yaml", &huge), ("deep/a.rs", "fn a() {}\n")],
        ..Commit::default()
    });
    made.link("loop", "loop", 0).link("CODEOWNERS", "/etc/passwd", 0).finish();
    let found = made.facts(&[]);
    // Larger than what is read: named nowhere, and nothing breaks.
    assert_eq!(found.of("stores")["values"], serde_json::json!([]));
    assert_eq!(found.of("owning-teams")["evidence"], "There is no CODEOWNERS.");

    let other = hostile().0;
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_archwise"))
        .args(["observe", made.path().to_str().unwrap(), "--format", "json"])
        .env("GIT_DIR", other.path().join(".git"))
        .env("GIT_INDEX_FILE", "/nowhere")
        .output()
        .unwrap();
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found["repositories"][0]["commit"], git(made.path(), &["rev-parse", "main"]));
}
