//! The command line: the only part that sees arguments, standard streams and exit codes.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod adr;
mod advise;
mod args;
mod base_folder;
mod check;
mod compare;
mod completions;
mod doctor;
mod editor;
mod environment;
mod errors;
mod exit;
mod explain;
mod fields;
mod files;
mod flags;
mod group;
mod help;
mod input;
mod interview;
mod legible;
mod mcp;
mod observe;
mod observing;
mod output;
mod page;
mod questions;
mod rules;
mod sources;
mod survey;
mod template;
mod timings;
mod today;

use std::borrow::Cow;
use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;
use clap::FromArgMatches;

use crate::diagnostic::Diagnostics;
use crate::rulebook::Rulebook;
use args::{Cli, Command, RulesArgs, RulesCommand, Shared};
use exit::{Exit, leave_to_the_end};
use interview::ResumeCommand;

/// Runs the program with the arguments of a process.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    flags::color_choice(&arguments).write_global();
    timings::begin();
    match run(arguments) {
        Ok(exit) => exit.code(),
        Err(error) => errors::report(&error).code(),
    }
}

/// Reads the rulebook first, since its questions are flags, then runs the command.
fn run(arguments: Vec<OsString>) -> Result<Exit> {
    flags::check_command(&arguments)?;
    let arguments = flags::with_default_command(arguments);
    let loaded = input::rulebook(&flags::values_of(&arguments, "--rules"));
    timings::end_of("the rulebook");
    // Some commands report what is wrong with a rulebook in their own formats, so their flags are still read.
    let (rulebook, broken) = match loaded {
        Ok((rulebook, notes)) => {
            errors::print(&notes);
            (rulebook, None)
        }
        Err(found) => (Cow::Borrowed(Rulebook::builtin()), Some(found)),
    };
    let resume_command = ResumeCommand::of(&arguments);
    // There is one rulebook, and it lasts as long as the process.
    let rulebook: &'static Rulebook = match rulebook {
        Cow::Borrowed(rulebook) => rulebook,
        Cow::Owned(rulebook) => Box::leak(Box::new(rulebook)),
    };
    let command = match help::is_wanted(&arguments) {
        true => help::with_pages(flags::documented(rulebook)),
        false => flags::add_questions(args::command(), rulebook),
    };
    let mut command = flags::add_former_questions(command, rulebook);
    let matched = command.try_get_matches_from_mut(arguments);
    leave_to_the_end(command);
    let matches = match (matched, &broken) {
        // The flags may be questions of the rulebook that is broken.
        (Err(error), Some(found)) if error.use_stderr() => return Err(found.clone().into()),
        (matches, _) => matches?,
    };
    let mut cli = Cli::from_arg_matches(&matches)?;
    timings::end_of("the arguments");
    // Who asks what is wrong is not stopped by it.
    if !matches!(cli.command, Command::Doctor) {
        environment::check(rulebook, matches.subcommand_name().is_some_and(flags::takes_answers))?;
    }
    files::settle(&mut cli)?;
    if cli.shared.no_pager {
        output::forbid_pager();
    }
    if cli.shared.quiet {
        errors::be_quiet();
    }
    let Cli { command, shared } = cli;
    let exit = match broken {
        Some(found) => without_rulebook(command, &shared, found),
        None => dispatch(command, &shared, &matches, rulebook, &resume_command),
    };
    if shared.timings {
        timings::end_of("what is left");
        errors::complain(timings::table().trim_end());
    }
    exit
}

/// Runs the commands that say themselves what is wrong with a rulebook, in their own formats.
fn without_rulebook(command: Command, shared: &Shared, found: Diagnostics) -> Result<Exit> {
    match command {
        Command::Doctor => doctor::run(Err(&found)),
        Command::Check(args) => check::run(&args, Err(found)),
        Command::Rules(RulesArgs { command: RulesCommand::Lint(args) }) => {
            rules::lint::run(&args, Err(found))
        }
        Command::Rules(RulesArgs { command: RulesCommand::Test(args) }) => {
            rules::test::run(&args, &shared.rules)
        }
        _ => Err(found.into()),
    }
}

fn dispatch(
    command: Command,
    shared: &Shared,
    matches: &clap::ArgMatches,
    rulebook: &'static Rulebook,
    resume_command: &ResumeCommand,
) -> Result<Exit> {
    let given =
        matches.subcommand().map(|(_, matches)| flags::answers(matches, rulebook)).unwrap_or_default();
    match command {
        Command::Adr(args) => adr::run(&args, given, rulebook, &shared.rules),
        Command::Advise(args) => advise::run(&args, given, rulebook, &shared.rules, resume_command),
        Command::Check(args) => check::run(&args, Ok(rulebook)),
        Command::Compare(args) => compare::run(&args, rulebook, &shared.rules),
        Command::Explain(args) => explain::run(&args, given, rulebook),
        Command::Observe(args) => observe::run(&args, rulebook),
        Command::Group(args) => group::run(&args, rulebook, &shared.rules),
        Command::Questions(args) => questions::run(&args, rulebook),
        Command::Doctor => doctor::run(Ok(rulebook)),
        Command::Mcp(args) => mcp::run(&args, rulebook, &shared.rules),
        Command::Survey(args) => survey::run(&args, rulebook, &shared.rules),
        Command::Completions(args) => completions::completions(&args, flags::documented(rulebook), rulebook),
        Command::Man(args) => help::manual::run(&args, flags::documented(rulebook)),
        Command::Rules(args) => match args.command {
            RulesCommand::Show(args) => rules::show(&args, rulebook),
            RulesCommand::Lint(args) => rules::lint::run(&args, Ok(rulebook)),
            RulesCommand::Test(args) => rules::test::run(&args, &shared.rules),
            RulesCommand::Diff(args) => rules::diff::run(&args),
            RulesCommand::New(args) => rules::new::run(&args),
            RulesCommand::Schema(args) => rules::schema::run(&args, rulebook),
            RulesCommand::ExplainCode(args) => rules::code::run(&args),
        },
    }
}
