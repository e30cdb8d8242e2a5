//! The `git` program: run with what could start other programs turned off.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::diagnostic::{Diagnostic, Diagnostics, visible};

/// The settings of a repository that run programs, or change what is printed.
const SETTINGS: [&str; 5] = [
    "core.fsmonitor=false",
    "log.showSignature=false",
    "diff.external=",
    "core.hooksPath=/dev/null",
    "core.quotePath=false",
];
/// Nothing is fetched, locked, asked or replaced, and messages are in English.
const ENVIRONMENT: [(&str, &str); 5] = [
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_NO_REPLACE_OBJECTS", "1"),
    ("LC_ALL", "C"),
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

/// Runs git in a folder, with some input, and returns what it prints.
///
/// # Errors
/// If it cannot be run or fails.
pub(super) fn run(folder: &Path, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut command = Command::new("git");
    command.envs(ENVIRONMENT).arg("--no-pager").arg("-C").arg(folder);
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
