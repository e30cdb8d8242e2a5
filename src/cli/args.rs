//! The arguments that do not depend on the rulebook.

use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::render;

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
    /// A rulebook: a file, or a folder of files; repeated, a later one builds on the earlier [default: the
    /// built-in one]
    #[arg(long, value_name = "PATH", global = true, env = "ARCHWISE_RULES", hide_env_values = true)]
    pub rules: Vec<PathBuf>,
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
    /// Compare two answers files: what differs, and which difference moved the verdict
    Compare(CompareArgs),
    /// Say of every rule whether it holds, and why or why not
    Explain(ExplainArgs),
    /// Print the questionnaire as an answers file to fill in
    Questions(QuestionsArgs),
    /// Look at rulebooks
    Rules(RulesArgs),
}

/// What is said about a system, besides the flags for each question.
#[derive(Debug, Args)]
pub(super) struct AnswerArgs {
    /// An answers file
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Answer one question; OPTION may be a list with commas (one of these), a number, or `unknown`
    #[arg(long, value_name = "ID=OPTION")]
    pub set: Vec<String>,
    /// Weigh one quality, from 0 to 5
    #[arg(long, value_name = "QUALITY=N")]
    pub weight: Vec<String>,
    /// Choose among these architectures only
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    pub among: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct AdviseArgs {
    #[command(flatten)]
    pub said: AnswerArgs,
    /// How to print the report
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// Print the report to a file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Give every reason, for and against, in the text report
    #[arg(long)]
    pub explain: bool,
    /// The title of the report
    #[arg(long)]
    pub title: Option<String>,
    /// Never ask, even at a terminal
    #[arg(long)]
    pub no_input: bool,
    /// Write the answers to a file, as they are given; a file that exists keeps its comments and its order
    #[arg(long, value_name = "FILE")]
    pub save: Option<PathBuf>,
    /// Go on with the interview that was broken off
    #[arg(long)]
    pub resume: bool,
    /// What to ask first, after the opening questions
    #[arg(long, value_enum, default_value = "next")]
    pub order: AskOrder,
    /// Do not say who leads after each answer
    #[arg(long)]
    pub no_standings: bool,
    /// Show also what this answer would change; may be repeated
    #[arg(long, value_name = "ID=OPTION")]
    pub what_if: Vec<String>,
    /// An answer that cannot change, so that no flip proposes it; may be repeated
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub fixed: Vec<String>,
    #[command(flatten)]
    pub sampling: SamplingArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum AskOrder {
    /// The question whose answer can change most
    Next,
    /// The next one in the rulebook
    Rulebook,
}

#[derive(Debug, Args)]
pub(super) struct SamplingArgs {
    /// How many weightings to draw, up to 10 million
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    pub samples: u32,
    /// The seed of everything that is drawn
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
}

#[derive(Debug, Args)]
pub(super) struct CompareArgs {
    /// The answers file before
    #[arg(value_name = "A")]
    pub before: PathBuf,
    /// The answers file after
    #[arg(value_name = "B")]
    pub after: PathBuf,
    /// How to print the comparison
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// Print it to a file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    #[command(flatten)]
    pub said: AnswerArgs,
    /// Only this rule
    #[arg(long, value_name = "ID")]
    pub rule: Option<String>,
    /// Only the rules that speak for, against or rule out this architecture
    #[arg(long, value_name = "ID")]
    pub architecture: Option<String>,
    /// Only the rules under this quality
    #[arg(long, value_name = "ID")]
    pub quality: Option<String>,
    /// Print to a file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Text,
    Json,
    Yaml,
    Markdown,
}

impl From<Format> for render::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Text => Self::Text,
            Format::Json => Self::Json,
            Format::Yaml => Self::Yaml,
            Format::Markdown => Self::Markdown,
        }
    }
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
    /// Find what is well-formed and yet cannot be meant
    Lint(LintArgs),
    /// Run the cases of a rulebook
    Test(TestArgs),
    /// Compare two rulebooks, and what they make of answers files
    Diff(DiffArgs),
    /// Write a small commented rulebook to begin with
    New(NewArgs),
    /// Print a JSON Schema, for editors and validators
    Schema(SchemaArgs),
    /// Say what a diagnostic code means and what to do
    ExplainCode(CodeArgs),
}

#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    /// Of what
    #[arg(long = "for", value_enum, value_name = "WHAT")]
    pub what: SchemaFor,
    /// Print to a file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaFor {
    /// A rulebook file, with the ids of the rulebook in use
    Rulebook,
    /// An answers file, with the ids of the rulebook in use
    Answers,
    /// The JSON report
    Report,
}

#[derive(Debug, Args)]
pub(super) struct DiffArgs {
    /// The rulebook before; `builtin` is the built-in one
    pub old: PathBuf,
    /// The rulebook after
    pub new: PathBuf,
    /// Answers files that are assessed by both
    pub answers: Vec<PathBuf>,
    /// How to print the differences
    #[arg(long, value_enum, default_value = "text")]
    pub format: DiffFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffFormat {
    Text,
    Json,
}

#[derive(Debug, Args)]
pub(super) struct NewArgs {
    /// The folder to write it to
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct LintArgs {
    /// A rulebook [default: the one that --rules names]
    pub path: Option<PathBuf>,
    /// Fail also on these
    #[arg(long, value_enum, value_name = "WHAT")]
    pub deny: Vec<Deny>,
    /// How to print the findings
    #[arg(long, value_enum, default_value = "text")]
    pub format: FindingsFormat,
    /// Print to a file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

impl LintArgs {
    pub(super) fn deny_warnings(&self) -> bool {
        self.deny.contains(&Deny::Warnings)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    Warnings,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FindingsFormat {
    Text,
    Json,
    Sarif,
    Github,
}

#[derive(Debug, Args)]
pub(super) struct TestArgs {
    /// A rulebook with its cases [default: the one that --rules names]
    pub path: Option<PathBuf>,
    /// Fail if the cases see less of the rulebook, in percent
    #[arg(long, value_name = "PERCENT")]
    pub min_coverage: Option<f64>,
    /// Say what the cases see of the rulebook
    #[arg(long, value_enum, value_name = "FORMAT", num_args = 0..=1, default_missing_value = "text")]
    pub coverage: Option<CoverageFormat>,
    /// Drop each rule and flip its sign, and report what no case notices
    #[arg(long)]
    pub mutate: bool,
    /// How to print the results
    #[arg(long, value_enum, default_value = "text")]
    pub format: CasesFormat,
    /// Print to a file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CasesFormat {
    Text,
    Json,
    Junit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CoverageFormat {
    Text,
    Json,
}

#[derive(Debug, Args)]
pub(super) struct CodeArgs {
    /// The code; all of them if none is given
    pub code: Option<String>,
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
