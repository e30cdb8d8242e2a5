//! The `git` program: run with what could start other programs turned off.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::diagnostic::{Diagnostic, Diagnostics, visible};

/// The settings of a repository that run programs, or change what is printed.
const SETTINGS: [&str; 7] = [
    "core.fsmonitor=false",
    "log.showSignature=false",
    "diff.external=",
    "core.hooksPath=/dev/null",
    "core.quotePath=false",
    // A mailmap is read from a commit or not at all: these may name any file of the machine.
    "mailmap.file=",
    "mailmap.blob=",
];
/// Nothing is fetched, locked, asked, replaced or matched, and messages are in English.
const ENVIRONMENT: [(&str, &str); 6] = [
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_NO_REPLACE_OBJECTS", "1"),
    // A folder may be called like a pattern.
    ("GIT_LITERAL_PATHSPECS", "1"),
    ("LC_ALL", "C"),
];

/// What names another repository than the one that is asked for; git sets it for the hooks that it runs.
const ELSEWHERE: [&str; 7] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
];

/// Why git printed nothing to go on.
#[derive(Debug)]
pub(super) enum Failure {
    /// It could not be run.
    NotRun(std::io::Error),
    /// It ended with a message.
    Said(String),
}

impl Failure {
    /// Returns a diagnostic with what went wrong and what to do about it.
    pub(super) fn explained(self, diagnostic: Diagnostic) -> Diagnostics {
        let help = match self {
            Self::NotRun(error) if error.kind() == std::io::ErrorKind::NotFound => {
                "git is not installed, or not on the `PATH`".to_owned()
            }
            Self::NotRun(error) => format!("git cannot be run: {error}"),
            Self::Said(message) if message.contains("dubious ownership") => format!(
                "git says: {message}; if you trust it, run `git config --global --add safe.directory PATH`"
            ),
            Self::Said(message) => format!("git says: {message}"),
        };
        diagnostic.help(help).into()
    }
}

/// Runs git in a folder, to find the repository in which it lies, and returns what it prints.
///
/// # Errors
/// If it cannot be run or fails.
pub(super) fn run(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, Failure> {
    let mut command = Command::new("git");
    command.arg("--no-pager").arg("-C").arg(folder);
    finished(command, arguments, b"")
}

/// Runs git on a repository, with some input, and returns what it prints. The files beside the repository are
/// not looked at, so that what is not committed changes nothing.
///
/// # Errors
/// If it cannot be run or fails.
pub(super) fn run_on(git_dir: &Path, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut command = Command::new("git");
    command.arg("--no-pager").arg("--bare").arg("--git-dir").arg(git_dir).current_dir(git_dir);
    finished(command, arguments, input)
}

fn finished(mut command: Command, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>, Failure> {
    command.envs(ENVIRONMENT);
    ELSEWHERE.iter().for_each(|name| _ = command.env_remove(name));
    SETTINGS.iter().for_each(|setting| _ = command.args(["-c", setting]));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(Failure::NotRun)?;
    let stdin = child.stdin.take();
    let output = std::thread::scope(|scope| {
        // Written beside the reading: else both would wait for each other once the pipes are full.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
        child.wait_with_output()
    });
    let output = output.map_err(Failure::NotRun)?;
    match output.status.success() {
        true => Ok(output.stdout),
        false => Err(Failure::Said(message(&output.stderr))),
    }
}

/// Returns what git said went wrong, on one line.
fn message(said: &[u8]) -> String {
    let said = text(said);
    let first = said.lines().next().unwrap_or("nothing");
    visible(first.trim_start_matches("fatal: "))
}

/// Returns output as text; bytes that are none become marks.
pub(super) fn text(output: &[u8]) -> String {
    String::from_utf8_lossy(output).into_owned()
}
