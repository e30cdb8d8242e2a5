//! The arguments that do not depend on the rulebook.

mod adr;
mod advise;
mod check;
mod common;
mod completions;
mod group;
mod inspect;
mod mcp;
mod observe;
mod rules;
mod survey;

use std::convert::Infallible;
use std::path::PathBuf;

use clap::builder::Resettable;
use clap::{ArgAction, Args, ColorChoice, CommandFactory, Parser, Subcommand};

pub(super) use adr::*;
pub(super) use advise::*;
pub(super) use check::*;
pub(super) use common::*;
pub(super) use completions::*;
pub(super) use group::*;
pub(super) use inspect::*;
pub(super) use mcp::*;
pub(super) use observe::*;
pub(super) use rules::*;
pub(super) use survey::*;

use crate::answers::person;
use crate::diagnostic::visible;

/// The variable of the environment that names a rulebook.
pub(super) const RULES_VARIABLE: &str = "ARCHWISE_RULES";

/// How the program is called, from the shortest to the longest.
const USAGE: &str = "archwise                             asks the questions, then advises
       archwise [OPTIONS] FILE              advises on an answers file
       archwise [OPTIONS] COMMAND [ARGS]    does one of the following";

/// Advises on the architecture of a system: distributed, microservices, hybrid or modular monolith.
///
/// Every point of every score is traced to an answer, a reason and a published source. What is not known
/// stays open, and the report says whether it matters.
#[derive(Debug, Parser)]
#[command(name = "archwise", version, max_term_width = 100, subcommand_required = true)]
#[command(disable_help_flag = true, disable_version_flag = true, override_usage = USAGE)]
pub(super) struct Cli {
    #[command(flatten)]
    pub shared: Shared,
    #[command(subcommand)]
    pub command: Command,
}

/// Arguments that every command takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Everywhere")]
pub(super) struct Shared {
    /// A rulebook: a file, or a folder of files; repeated, a later one builds on the earlier [default: the
    /// built-in one]
    #[arg(long, value_name = "PATH", global = true, env = RULES_VARIABLE, hide_env_values = true)]
    pub rules: Vec<PathBuf>,
    /// When to use colour
    #[arg(long, value_enum, value_name = "WHEN", global = true, default_value = "auto")]
    pub color: ColorChoice,
    /// Print a long text at once, instead of through the pager that PAGER names [default: less]
    #[arg(long, global = true)]
    pub no_pager: bool,
    /// Print the result and errors only: no notes, hints and progress; of `check` only what did not pass
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say on standard error where the time went
    #[arg(long, global = true)]
    pub timings: bool,
    /// Print help (a summary with -h)
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    /// Print the version
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Ask, score and explain: the main job, and the default command
    Advise(AdviseArgs),
    /// Hold decisions: check that those recorded in answers files still follow from the answers
    Check(CheckArgs),
    /// Write the decision down: add a decision record to a folder of them
    Adr(AdrArgs),
    /// Compare two answers files: what differs, and which difference moved the verdict
    Compare(CompareArgs),
    /// Lay several people's answers side by side: where they differ, and which of it matters
    Group(GroupArgs),
    /// Say of every rule whether it holds, and why or why not
    Explain(ExplainArgs),
    /// Print the questionnaire as an answers file to fill in
    Questions(QuestionsArgs),
    /// Say what git repositories show of the answers, each with its evidence
    Observe(ObserveArgs),
    /// Assess many systems: a row for each, and what they have in common
    Survey(SurveyArgs),
    /// Write, look at and test rulebooks
    Rules(RulesArgs),
    /// Serve the same engine to assistants, by the Model Context Protocol on standard input and output
    ///
    /// The assistant starts it by itself, in the folder of the project. Most take an entry like this into
    /// their settings:
    ///
    /// {"mcpServers": {"archwise": {"command": "archwise", "args": ["mcp"]}}}
    ///
    /// It opens no network connection, reads repositories only below the folder in which it is started, and
    /// writes nothing without --write. A message over 4 MiB, or one that is not JSON, is dropped.
    Mcp(McpArgs),
    /// Print what a bug report should say, and nothing private
    Doctor,
    /// Print a script that completes commands and flags in a shell
    Completions(CompletionsArgs),
    /// Print the manual
    Man(ManArgs),
}

/// Reads a text for people as those in files are read: what could act on a terminal is written out.
fn text_for_people(text: &str) -> Result<String, Infallible> {
    Ok(visible(text))
}

/// Reads the name of a person, in one line.
fn name_of_person(text: &str) -> Result<String, String> {
    person(text).ok_or_else(|| "write a name".to_owned())
}

/// Returns the command without the flags that come from a rulebook.
pub(super) fn command() -> clap::Command {
    let command = Cli::command();
    if std::env::var_os(RULES_VARIABLE).is_some_and(|value| value.is_empty()) {
        // clap takes it for an empty path; here an empty variable is one that is not set.
        return command.mut_arg("rules", |rules| rules.env(Resettable::Reset));
    }
    command
}
