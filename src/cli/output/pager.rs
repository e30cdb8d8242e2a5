//! A long text at a terminal goes through the pager of the user, as in git and gh.

use std::ffi::OsString;
use std::io::{ErrorKind, IsTerminal, Write};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

use anstream::{AutoStream, ColorChoice};

use crate::cli::environment;
use crate::cli::legible::legible;

/// The variable of the environment that names the pager; an empty one, or `cat`, means none.
const PAGER: &str = "PAGER";
/// What is used where the variable is not set.
const USUAL: &str = "less";
/// How less behaves unless the user says otherwise: it ends at once where all fits, lets colours through, and
/// leaves the text on the screen. These are what git sets.
const LESS: (&str, &str) = ("LESS", "FRX");

static IS_ALLOWED: AtomicBool = AtomicBool::new(true);
static IS_OPEN: AtomicBool = AtomicBool::new(false);

/// Returns whether the pager is open, in which Ctrl-C is a key and ends nothing.
pub(in crate::cli) fn is_open() -> bool {
    IS_OPEN.load(Ordering::Relaxed)
}

/// Keeps everything that is printed later out of the pager.
pub(in crate::cli) fn forbid() {
    IS_ALLOWED.store(false, Ordering::Relaxed);
}

/// Returns whether the user and the terminal can do with a pager.
pub(in crate::cli) fn is_wanted() -> bool {
    let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    IS_ALLOWED.load(Ordering::Relaxed) && !is_dumb && !environment::is_set(environment::ACCESSIBLE)
}

/// Shows a text in the pager, if it is longer than the terminal and there is one. Returns whether it did.
pub(super) fn show(text: &str) -> bool {
    if !is_wanted() || !is_longer_than_terminal(text) {
        return false;
    }
    let Some(command) = command() else { return false };
    let text = &*legible(text, true);
    let text = match AutoStream::choice(&std::io::stdout()) {
        ColorChoice::Never => anstream::adapter::strip_str(text).to_string(),
        _ => text.to_owned(),
    };
    page(command, &text)
}

fn is_longer_than_terminal(text: &str) -> bool {
    if !std::io::stdout().is_terminal() {
        return false;
    }
    let height = terminal_size::terminal_size_of(std::io::stdout()).map(|(_, height)| usize::from(height.0));
    height.is_some_and(|height| text.lines().count() >= height)
}

/// Returns the command of the pager; `None` if the user wants none. What the variable says is a command for
/// the shell, as everywhere.
fn command() -> Option<OsString> {
    let set = std::env::var_os(PAGER);
    let command = set.unwrap_or_else(|| USUAL.into());
    (!command.is_empty() && command != "cat").then_some(command)
}

/// Runs the pager over a text. Returns false if it cannot be run.
fn page(command: OsString, text: &str) -> bool {
    let mut pager = if cfg!(windows) {
        Command::new(&command)
    } else {
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(&command);
        shell
    };
    if std::env::var_os(LESS.0).is_none() {
        pager.env(LESS.0, LESS.1);
    }
    // Where an interview has a handler already, that asks whether the pager is open.
    let _ = ctrlc::set_handler(|| {});
    IS_OPEN.store(true, Ordering::Relaxed);
    let is_shown = run(&mut pager, text);
    IS_OPEN.store(false, Ordering::Relaxed);
    is_shown
}

/// Writes a text into a program and waits for its end. Returns false if it cannot be run.
fn run(pager: &mut Command, text: &str) -> bool {
    let Ok(mut child) = pager.stdin(Stdio::piped()).spawn() else { return false };
    let written = child.stdin.take().map_or(Ok(()), |mut input| input.write_all(text.as_bytes()));
    let ended = child.wait();
    // Who has seen enough closes the pager before it has read everything.
    let is_read = written.as_ref().err().is_none_or(|error| error.kind() == ErrorKind::BrokenPipe);
    // 127 is what the shell says of a command that it does not find.
    is_read && ended.is_ok_and(|status| status.code() != Some(127))
}
