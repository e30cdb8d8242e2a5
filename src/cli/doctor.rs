//! `archwise doctor`: what somebody who reads a bug report wants to know, and nothing that is private.

use std::fmt::Write;
use std::io::IsTerminal;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::Result;

use super::environment::{self, Variable};
use super::exit::Exit;
use super::legible::locale_is_utf8;
use super::{interview, output};
use crate::diagnostic::{Diagnostics, visible, visible_path};
use crate::rulebook::{Rulebook, and_list, counted, is_builtin};

/// The programs that are started, and why.
const PROGRAMS: [(&str, &str); 3] =
    [("git", "looks at repositories"), ("less", "shows long texts"), ("man", "shows the manual")];

/// Prints it; a rulebook that cannot be read is one of the things that it says.
pub(super) fn run(rulebook: Result<&Rulebook, &Diagnostics>) -> Result<Exit> {
    let mut out = String::new();
    let mut line = |what: &str, said: &str| {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{what:<12} {said}");
    };
    line(
        "archwise",
        &format!("{} for {}-{}", env!("CARGO_PKG_VERSION"), std::env::consts::ARCH, std::env::consts::OS),
    );
    match rulebook {
        Ok(book) => {
            line("rulebook", &format!("{} {}", book.id, book.version));
            line("", &book.hash);
            line(
                "",
                &format!(
                    "from {}",
                    and_list(&book.layers.iter().map(|layer| from(layer)).collect::<Vec<_>>())
                ),
            );
        }
        Err(found) => line("rulebook", &format!("cannot be read: {}", counted(found.len(), "finding"))),
    }
    line("terminal", &terminal());
    let locale = if locale_is_utf8() { "UTF-8" } else { "no UTF-8: texts are in ASCII at a terminal" };
    line("locale", locale);
    for (program, purpose) in PROGRAMS {
        line(program, &format!("{}, {purpose}", version(program)));
    }
    match interview::drafts() {
        Some((folder, count)) => {
            line("drafts", &format!("{count} in {}", at_home(&visible_path(&folder))));
        }
        None => line("drafts", "there is no folder to keep them in"),
    }
    line("environment", &in_force(&environment::in_force()));
    output::write(&out, None)?;
    Ok(Exit::Done)
}

fn terminal() -> String {
    let streams = [
        ("input", std::io::stdin().is_terminal()),
        ("output", std::io::stdout().is_terminal()),
        ("errors", std::io::stderr().is_terminal()),
    ];
    let at: Vec<&str> = streams.iter().filter(|(_, at)| *at).map(|(name, _)| *name).collect();
    let at = if at.is_empty() { "none".to_owned() } else { at.join(", ") };
    let size = terminal_size::terminal_size_of(std::io::stderr());
    let size = size.map(|(columns, rows)| format!(", {} by {}", columns.0, rows.0)).unwrap_or_default();
    format!("{at}{size}, TERM is {}", shown("TERM"))
}

/// Returns the first line of what a program says of its version.
fn version(program: &str) -> String {
    let run = Command::new(program).arg("--version").stdin(Stdio::null()).stderr(Stdio::null()).output();
    match run {
        Ok(run) if run.status.success() => {
            let said = String::from_utf8_lossy(&run.stdout).into_owned();
            visible(said.lines().next().unwrap_or("there"))
        }
        Ok(_) => "there, and says no version".to_owned(),
        Err(_) => "not there".to_owned(),
    }
}

/// Returns which variables are set. Their values are said only where they tell nothing of a system or person.
fn in_force(set: &[(String, Variable)]) -> String {
    let said: Vec<String> = set
        .iter()
        .map(|(name, variable)| match variable.is_private() {
            true => format!("{} is set", visible(name)),
            false => format!("{}={}", visible(name), shown(name)),
        })
        .collect();
    if said.is_empty() { "nothing that archwise reads is set".to_owned() } else { said.join(", ") }
}

fn shown(name: &str) -> String {
    match std::env::var_os(name) {
        Some(value) => visible(&value.to_string_lossy()).replace('\n', " "),
        None => "not set".to_owned(),
    }
}

/// Returns where a layer of a rulebook is.
fn from(layer: &str) -> String {
    if is_builtin(Path::new(layer)) { "the program itself".to_owned() } else { at_home(layer) }
}

/// Returns a path without the name of whoever is at home there.
fn at_home(path: &str) -> String {
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE")).unwrap_or_default();
    let home = visible_path(Path::new(&home));
    match path.strip_prefix(&home) {
        Some(rest) if !home.is_empty() => format!("~{rest}"),
        _ => path.to_owned(),
    }
}
