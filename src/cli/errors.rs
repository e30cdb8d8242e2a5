//! Prints errors and notes on standard error, each with its place.

use std::fmt::Display;
use std::io::{IsTerminal, Write};

use anyhow::Error;

use super::exit::Exit;
use super::legible::legible;
use crate::diagnostic::{Diagnostics, visible};
use crate::render::findings;
use crate::rulebook::Rulebook;

/// Prints a line for people on standard error. Where that is closed or full, nobody reads it, which is no
/// reason to stop.
pub(super) fn say(line: impl Display) {
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
        let mut stdout = anstream::stdout().lock();
        let _ = write!(stdout, "{}", legible(&text, std::io::stdout().is_terminal()));
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
        None => say(format_args!("error: {}", visible(&format!("{error:#}")))),
    }
    Exit::BadInput
}

/// Prints findings, the worst last so that they are not scrolled away.
pub(super) fn print(found: &Diagnostics) {
    to_stderr(&findings::text(found));
}

/// Prints which flags would give the answers that nobody can be asked for.
pub(super) fn nobody_to_ask(rulebook: &Rulebook) -> Exit {
    say("error: no question is answered, and nobody can be asked");
    let opening: Vec<_> = rulebook.questions.iter().filter(|question| question.opening).collect();
    if !opening.is_empty() {
        say("  give at least the opening answers:");
    }
    for question in opening {
        let ids: Vec<&str> = question.options.iter().map(|choice| choice.id.as_str()).collect();
        say(format_args!("    --{} {}", question.id, ids.join("|")));
    }
    let others: Vec<String> =
        rulebook.questions.iter().filter(|q| !q.opening).map(|q| format!("--{}", q.id)).collect();
    say(format_args!("  others: {}", others.join(", ")));
    say(
        "  or fill in a file: `archwise questions --output answers.yaml`, then `archwise advise answers.yaml`",
    );
    Exit::AnswerNeeded
}
