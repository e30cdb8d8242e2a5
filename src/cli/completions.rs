//! `archwise completions` and `archwise man`: what a package installs beside the program.

use anyhow::{Context, Result, bail};
use clap::Command;
use clap_mangen::Man;

use super::args::{CompletionsArgs, ManArgs};
use super::exit::Exit;
use super::output;
use crate::diagnostic::did_you_mean;

const PROGRAM: &str = "archwise";

/// Prints the script that completes commands and flags in a shell.
pub(super) fn completions(args: &CompletionsArgs, command: Command) -> Result<Exit> {
    let mut command = command;
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, PROGRAM, &mut script);
    output::write(&String::from_utf8_lossy(&script), None)?;
    Ok(Exit::Done)
}

/// Prints one page of the manual, or writes all of them into a folder.
pub(super) fn man(args: &ManArgs, command: Command) -> Result<Exit> {
    if let Some(folder) = &args.dir {
        std::fs::create_dir_all(folder)
            .and_then(|()| clap_mangen::generate_to(command, folder))
            .with_context(|| format!("cannot write the pages into `{}`", folder.display()))?;
        return Ok(Exit::Done);
    }
    let mut command = command;
    command.build();
    let page = Man::new(find(command, &args.command)?);
    let mut text = Vec::new();
    page.render(&mut text)?;
    output::write(&String::from_utf8_lossy(&text), None)?;
    Ok(Exit::Done)
}

/// Returns the command that `names` lead to, such as `rules lint`.
fn find(command: Command, names: &[String]) -> Result<Command> {
    let mut command = command;
    for name in names {
        let Some(inner) = command.find_subcommand(name) else {
            let known = command.get_subcommands().map(Command::get_name);
            bail!("`{}` has no command `{name}`\n  {}", command.get_name(), did_you_mean(name, known));
        };
        let title = format!("{}-{name}", command.get_display_name().unwrap_or(PROGRAM));
        command = inner.clone().display_name(title);
    }
    Ok(command)
}
