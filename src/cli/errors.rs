//! Errors and notes on standard error: all of them, each with its place.

use anyhow::Error;

use super::exit::Exit;
use crate::diagnostic::{Diagnostics, visible};
use crate::render::findings;

/// Prints what stopped the program.
pub(super) fn report(error: &Error) -> Exit {
    if let Some(error) = error.downcast_ref::<clap::Error>() {
        // clap knows whether it is help for standard output or an error for standard error.
        let _ = error.print();
        return if error.use_stderr() { Exit::BadInput } else { Exit::Done };
    }
    match error.downcast_ref::<Diagnostics>() {
        Some(found) => print(found),
        None => anstream::eprintln!("error: {}", visible(&format!("{error:#}"))),
    }
    Exit::BadInput
}

/// Prints findings, worst last so that it is not scrolled away.
pub(super) fn print(found: &Diagnostics) {
    anstream::eprint!("{}", findings::text(found));
}
