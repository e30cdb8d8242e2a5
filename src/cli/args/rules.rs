//! The arguments of `archwise rules`.

use std::path::PathBuf;

use super::common::BaseArgs;
use clap::{Args, Subcommand, ValueEnum};

#[derive(Debug, Args)]
pub(in crate::cli) struct RulesArgs {
    #[command(subcommand)]
    pub command: RulesCommand,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum RulesCommand {
    /// List a rulebook, or show one entry of it whole
    Show(ShowArgs),
    /// Find what is well-formed but cannot be what was meant
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
pub(in crate::cli) struct SchemaArgs {
    /// Of what
    #[arg(long = "for", value_enum, value_name = "WHAT")]
    pub what: SchemaFor,
    /// Print to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SchemaFor {
    /// A rulebook file, with the ids of the rulebook in use
    Rulebook,
    /// An answers file, with the ids of the rulebook in use
    Answers,
    /// The JSON report
    Report,
    /// What `check` prints as JSON
    Check,
    /// What `compare` prints as JSON
    Comparison,
    /// What `observe` prints as JSON
    Facts,
    /// What `rules test --calibration` prints as JSON
    Calibration,
    /// What `group` prints as JSON
    Group,
    /// A survey in JSON; a line of NDJSON is one of its rows
    Survey,
    /// What `survey --since` prints as JSON
    Timeline,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct DiffArgs {
    /// The rulebook before; `builtin` is the built-in one
    pub old: PathBuf,
    /// The rulebook after
    pub new: PathBuf,
    /// Answers files that are assessed by both
    pub answers: Vec<PathBuf>,
    /// How to print the differences
    #[arg(short, long, value_enum, default_value = "text")]
    pub format: DiffFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum DiffFormat {
    Text,
    Json,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct NewArgs {
    /// The folder to write it to
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Build on this rulebook, instead of beginning with nothing
    #[arg(long, value_enum, value_name = "RULEBOOK")]
    pub extends: Option<Base>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Base {
    /// The rulebook that comes with archwise
    Builtin,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct LintArgs {
    /// A rulebook [default: the one that --rules names]
    pub path: Option<PathBuf>,
    /// Fail also on these
    #[arg(long, value_enum, value_name = "WHAT")]
    pub deny: Vec<Deny>,
    /// How to print the findings
    #[arg(short, long, value_enum, default_value = "text")]
    pub format: FindingsFormat,
    /// Print to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub base: BaseArgs,
}

impl LintArgs {
    pub(in crate::cli) fn deny_warnings(&self) -> bool {
        self.deny.contains(&Deny::Warnings)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Deny {
    Warnings,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum FindingsFormat {
    Text,
    Json,
    Sarif,
    Github,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct TestArgs {
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
    /// Measure how reliable the verdicts are, over the decisions that the cases tell of
    #[arg(long, conflicts_with = "coverage")]
    pub calibration: bool,
    /// Calibrate as if nobody had answered this question; may be repeated
    #[arg(long, value_name = "QUESTION", requires = "calibration")]
    pub without: Vec<String>,
    /// How to print the results
    #[arg(short, long, value_enum, default_value = "text")]
    pub format: CasesFormat,
    /// Print to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub base: BaseArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum CasesFormat {
    Text,
    Json,
    Junit,
    /// The failures as workflow commands
    Github,
    /// The failures as SARIF 2.1.0
    Sarif,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum CoverageFormat {
    Text,
    Json,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CodeArgs {
    /// The code; all of them if none is given
    pub code: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ShowArgs {
    /// A rule, question, architecture, quality or source
    pub id: Option<String>,
}
