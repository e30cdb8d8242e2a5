//! The arguments that do not depend on the rulebook.

use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

/// Advises on the architecture of a system: distributed, microservices, hybrid or modular monolith.
///
/// Every point of every score is traced to an answer, a reason and a published source. What is not known
/// stays open, and the report says whether it matters.
#[derive(Debug, Parser)]
#[command(name = "archwise", version, max_term_width = 100, subcommand_required = true)]
pub(super) struct Cli {
    #[command(flatten)]
    pub shared: Shared,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Args)]
pub(super) struct Shared {
    /// A rulebook: a file, or a folder of files [default: the built-in one]
    #[arg(long, value_name = "PATH", global = true, env = "ARCHWISE_RULES", hide_env_values = true)]
    pub rules: Option<PathBuf>,
    /// When to use colour
    #[arg(long, value_enum, value_name = "WHEN", global = true, default_value = "auto")]
    pub color: ColorWhen,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ColorWhen {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Ask, score and explain: the main job, and the default command
    Advise(AdviseArgs),
    /// Print the questionnaire as an answers file to fill in
    Questions(QuestionsArgs),
    /// Look at rulebooks
    Rules(RulesArgs),
}

#[derive(Debug, Args)]
pub(super) struct AdviseArgs {
    /// An answers file
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// How to print the report
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// Print the report to a file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Give every reason, for and against, in the text report
    #[arg(long)]
    pub explain: bool,
    /// Answer one question; OPTION may be a list with commas (one of these), a number, or `unknown`
    #[arg(long, value_name = "ID=OPTION")]
    pub set: Vec<String>,
    /// Weigh one quality, from 0 to 5
    #[arg(long, value_name = "QUALITY=N")]
    pub weight: Vec<String>,
    /// Choose among these architectures only
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    pub among: Vec<String>,
    /// The title of the report
    #[arg(long)]
    pub title: Option<String>,
    /// Never ask, even at a terminal
    #[arg(long)]
    pub no_input: bool,
    /// Write the answers to a file
    #[arg(long, value_name = "FILE")]
    pub save: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Text,
    Json,
    Yaml,
    Markdown,
}

#[derive(Debug, Args)]
pub(super) struct QuestionsArgs {
    /// Print to a file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct RulesArgs {
    #[command(subcommand)]
    pub command: RulesCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum RulesCommand {
    /// List a rulebook, or show one entry of it whole
    Show(ShowArgs),
}

#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    /// A rule, question, architecture, quality or source
    pub id: Option<String>,
}

/// The command without the flags that come from a rulebook.
pub(super) fn command() -> clap::Command {
    Cli::command()
}
