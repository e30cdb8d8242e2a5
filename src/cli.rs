//! The command line: the only part that sees arguments, standard streams and exit codes.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod adr;
mod advise;
mod args;
mod check;
mod compare;
mod completions;
mod environment;
mod errors;
mod exit;
mod explain;
mod flags;
mod input;
mod interview;
mod output;
mod questions;
mod rules;
mod sources;
mod survey;
mod template;
mod today;

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;
use clap::FromArgMatches;

use crate::rulebook::Rulebook;
use args::{Cli, Command, RulesCommand};
use exit::Exit;
use interview::ResumeCommand;

/// Runs the program with the arguments of a process.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    flags::color_choice(&arguments).write_global();
    match run(arguments) {
        Ok(exit) => exit.code(),
        Err(error) => errors::report(&error).code(),
    }
}

/// Reads the rulebook first, since its questions are flags, then runs the command.
fn run(arguments: Vec<OsString>) -> Result<Exit> {
    flags::check_command(&arguments)?;
    let arguments = flags::with_default_command(arguments);
    let (rulebook, notes) = input::rulebook(&flags::values_of(&arguments, "--rules"))?;
    errors::print(&notes);
    let resume_command = ResumeCommand::of(&arguments);
    let command = flags::add_questions(args::command(), &rulebook);
    let matches = command.try_get_matches_from(arguments)?;
    let cli = Cli::from_arg_matches(&matches)?;
    environment::check(&rulebook, matches.subcommand_name().is_some_and(flags::takes_answers))?;
    dispatch(cli, &matches, &rulebook, &resume_command)
}

fn dispatch(
    cli: Cli,
    matches: &clap::ArgMatches,
    rulebook: &Rulebook,
    resume_command: &ResumeCommand,
) -> Result<Exit> {
    let given =
        matches.subcommand().map(|(_, matches)| flags::answers(matches, rulebook)).unwrap_or_default();
    match cli.command {
        Command::Adr(args) => adr::run(&args, given, rulebook, &cli.shared.rules),
        Command::Advise(args) => advise::run(&args, given, rulebook, &cli.shared.rules, resume_command),
        Command::Check(args) => check::run(&args, rulebook),
        Command::Compare(args) => compare::run(&args, rulebook),
        Command::Explain(args) => explain::run(&args, given, rulebook),
        Command::Questions(args) => questions::run(&args, rulebook),
        Command::Survey(args) => survey::run(&args, rulebook),
        Command::Completions(args) => {
            completions::completions(&args, flags::add_questions(args::command(), rulebook), rulebook)
        }
        Command::Man(args) => completions::man(&args, flags::add_questions(args::command(), rulebook)),
        Command::Rules(args) => match args.command {
            RulesCommand::Show(args) => rules::show(&args, rulebook),
            RulesCommand::Lint(args) => rules::lint::run(&args, rulebook),
            RulesCommand::Test(args) => rules::test::run(&args, &cli.shared.rules),
            RulesCommand::Diff(args) => rules::diff::run(&args),
            RulesCommand::New(args) => rules::new::run(&args),
            RulesCommand::Schema(args) => rules::schema::run(&args, rulebook),
            RulesCommand::ExplainCode(args) => rules::code::run(&args),
        },
    }
}
