//! Prints errors and notes on standard error, each with its place.

use std::fmt::Display;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Error;

use super::exit::Exit;
use super::legible::legible;
use super::output;
use crate::diagnostic::{Diagnostics, visible, visible_path};
use crate::render::findings;
use crate::rulebook::{Kind, Rulebook};

static IS_QUIET: AtomicBool = AtomicBool::new(false);

/// Leaves out everything on standard error that is no error from now on.
pub(super) fn be_quiet() {
    IS_QUIET.store(true, Ordering::Relaxed);
}

/// Returns whether the user wants to see the result and errors only.
pub(super) fn is_quiet() -> bool {
    IS_QUIET.load(Ordering::Relaxed)
}

/// Prints a note or a hint on standard error. Where that is closed or full, nobody reads it, which is no
/// reason to stop.
pub(super) fn say(line: impl Display) {
    if !is_quiet() {
        complain(line);
    }
}

/// Prints a line on standard error that is asked for or is an error.
pub(super) fn complain(line: impl Display) {
    to_stderr(&format!("{line}\n"));
}

fn to_stderr(text: &str) {
    let mut stderr = anstream::stderr().lock();
    let _ = write!(stderr, "{}", legible(text, std::io::stderr().is_terminal()));
}

/// Prints help to standard output, and errors of the arguments, which may hold anything, to standard error.
fn print_clap(error: &clap::Error) {
    let text = error.render().ansi().to_string();
    if error.use_stderr() {
        // Colours are clap's own only if no argument brings escape sequences.
        let acts = std::env::args_os().any(|word| word.to_string_lossy().contains(char::is_control));
        to_stderr(&if acts { visible(&error.render().to_string()) } else { text });
    } else {
        // Nobody is left to tell that standard output is closed or full.
        let _ = output::show(&text, None);
    }
}

/// Prints what stopped the program, and returns the exit code for it.
pub(super) fn report(error: &Error) -> Exit {
    if let Some(error) = error.downcast_ref::<clap::Error>() {
        // Help and the version come as errors as well; clap knows which stream each is for.
        print_clap(error);
        return if error.use_stderr() { Exit::BadInput } else { Exit::Done };
    }
    match error.downcast_ref::<Diagnostics>() {
        Some(found) => print(found),
        None => complain(format_args!("error: {}", visible(&format!("{error:#}")))),
    }
    Exit::BadInput
}

/// Prints findings, the worst last so that they are not scrolled away.
pub(super) fn print(found: &Diagnostics) {
    if found.has_errors() || !is_quiet() {
        to_stderr(&findings::text(found));
    }
}

/// Prints which flags would give the answers that nobody can be asked for.
pub(super) fn nobody_to_ask(rulebook: &Rulebook, file: Option<&Path>) -> Exit {
    match file {
        Some(file) => {
            let file = visible_path(file);
            complain(format_args!("error: `{file}` answers no question, and nobody can be asked"));
        }
        None => complain("error: no question is answered, and nobody can be asked"),
    }
    let opening: Vec<_> = rulebook.questions.iter().filter(|question| question.opening).collect();
    if !opening.is_empty() {
        complain("  give at least the opening answers:");
    }
    for question in opening {
        let ids: Vec<&str> = question.options.iter().map(|choice| choice.id.as_str()).collect();
        let none = if question.kind == Kind::Multi { "|none" } else { "" };
        complain(format_args!("    --{} {}{none}", question.id, ids.join("|")));
    }
    let others: Vec<String> =
        rulebook.questions.iter().filter(|q| !q.opening).map(|q| format!("--{}", q.id)).collect();
    complain(format_args!("  others: {}", others.join(", ")));
    complain(
        "  or fill in a file: `archwise questions --output answers.yaml`, then `archwise advise answers.yaml`",
    );
    if let Some(preset) = rulebook.presets.first() {
        complain(format_args!(
            "  or begin with what is typical, such as: `archwise advise --preset {}`",
            preset.id
        ));
    }
    Exit::AnswerNeeded
}
