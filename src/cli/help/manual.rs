//! `archwise man`: the pages of the manual, as roff or as a terminal shows them.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::{Command as Process, Stdio};

use anyhow::{Context, Error, Result, anyhow};
use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::page::{Page, Section};
use super::pages::page_of;
use crate::cli::args::ManArgs;
use crate::cli::exit::Exit;
use crate::cli::flags::nearest_command;
use crate::cli::output;
use crate::diagnostic::{did_you_mean, visible, visible_path};

const PROGRAM: &str = "archwise";

/// Prints one page of the manual, or writes all of them into a folder. At a terminal it is shown as `man`
/// shows it.
pub(in crate::cli) fn run(args: &ManArgs, command: Command) -> Result<Exit> {
    let mut command = command.disable_help_subcommand(true);
    command.build();
    if let Some(folder) = &args.dir {
        write_all(&command, folder)
            .with_context(|| format!("cannot write the pages into `{}`", visible_path(folder)))?;
        return Ok(Exit::Done);
    }
    let (command, path) = find(&command, &args.command.join(" "))?;
    let text = page(command, &path)?;
    if std::io::stdout().is_terminal() && output::is_pager_wanted() {
        return show(&text, &path, command);
    }
    output::write(&text, None)?;
    Ok(Exit::Done)
}

/// Returns the command that a text names, such as `rules lint`, or `archwise-rules-lint` as its page is
/// called, and its path.
fn find<'c>(program: &'c Command, text: &str) -> Result<(&'c Command, String)> {
    let mut at = program;
    let mut path = Vec::new();
    let text = after(text, PROGRAM).unwrap_or(text).trim();
    let mut left = text;
    while !left.is_empty() {
        let inner = at.get_subcommands().find_map(|inner| Some((inner, after(left, inner.get_name())?)));
        let Some((command, rest)) = inner else { return Err(unknown(at, left, text)) };
        path.push(command.get_name());
        (at, left) = (command, rest);
    }
    Ok((at, path.join(" ")))
}

/// Returns what follows a name in a text; `None` if the text does not begin with it.
fn after<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let rest = text.trim().strip_prefix(name)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix(['-', ' ']) }
}

/// Says that a command has no command of such a name, with one that may have been meant by the whole text.
fn unknown(command: &Command, name: &str, text: &str) -> Error {
    let known: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
    let is_inner = command.get_name() != PROGRAM && !known.is_empty();
    let help = match nearest_command(text).filter(|meant| !is_inner && meant != "help") {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => did_you_mean(name, known),
    };
    anyhow!("`{}` has no command `{}`\n  {help}", command.get_name(), visible(name))
}

/// Writes the page of every command below `command`, itself included.
fn write_all(command: &Command, folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut left = vec![(command, String::new())];
    while let Some((command, path)) = left.pop() {
        let inner = |inner| (inner, format!("{path} {}", Command::get_name(inner)).trim_start().to_owned());
        left.extend(command.get_subcommands().map(inner));
        std::fs::write(folder.join(format!("{}.1", title(&path))), page(command, &path)?)?;
    }
    Ok(())
}

/// Returns what a page is called, such as `archwise-rules-lint`.
fn title(path: &str) -> String {
    format!("{PROGRAM} {path}").trim_end().replace(' ', "-")
}

/// Returns the page of the command at a path as roff.
fn page(command: &Command, path: &str) -> Result<String> {
    let usage = command.clone().render_usage().to_string();
    let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage).to_owned();
    let titled = command.clone().display_name(title(path)).override_usage(usage);
    let man = Man::new(titled)
        .title(title(path).to_uppercase())
        .source(format!("{PROGRAM} {}", env!("CARGO_PKG_VERSION")))
        .manual("archwise manual");
    let mut text = Vec::new();
    man.render_title(&mut text)?;
    man.render_name_section(&mut text)?;
    man.render_synopsis_section(&mut text)?;
    man.render_description_section(&mut text)?;
    man.render_options_section(&mut text)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut text)?;
    }
    let mut roff = Roff::new();
    let sections = page_of(path).map(Page::sections).unwrap_or_default();
    sections.iter().for_each(|section| add(&mut roff, section));
    let parent = path.rsplit_once(' ').map_or("", |(parent, _)| parent);
    if !path.is_empty() {
        roff.control("SH", ["SEE ALSO"]).text([bold(title(parent)), roman("(1)")]);
    }
    roff.to_writer(&mut text)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

fn add(roff: &mut Roff, section: &Section) {
    roff.control("SH", [section.title.to_uppercase().as_str()]);
    for entry in &section.entries {
        if section.is_code {
            roff.control("PP", []).text([roman(format!("{}:", entry.about))]);
            roff.control("RS", ["4"]).control("nf", []);
            roff.text([bold(format!("$ {}", entry.term))]);
            roff.control("fi", []).control("RE", []);
        } else {
            roff.control("TP", []).text([bold(&entry.term)]).text([roman(&entry.about)]);
        }
    }
}

/// Shows a page through `man`, which formats it and opens the pager of the user; where there is no `man`,
/// the help of the command is shown instead.
fn show(text: &str, path: &str, command: &Command) -> Result<Exit> {
    let folder = tempfile::tempdir().context("cannot make a folder for the page")?;
    let file = folder.path().join(format!("{}.1", title(path)));
    std::fs::File::create(&file)
        .and_then(|mut page| page.write_all(text.as_bytes()))
        .context("cannot write the page")?;
    let shown = Process::new("man").arg(&file).stderr(Stdio::null()).status();
    match shown {
        Ok(status) if status.success() => Ok(Exit::Done),
        Ok(_) | Err(_) => {
            let mut command = command.clone();
            output::show(&command.render_long_help().ansi().to_string(), None)?;
            Ok(Exit::Done)
        }
    }
}
