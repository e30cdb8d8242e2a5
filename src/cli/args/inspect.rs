//! The arguments of `archwise compare`, `explain` and `questions`.

use std::path::PathBuf;

use clap::Args;

use super::common::{AnswerArgs, JsonArgs};
use crate::render::ComparisonFormat;

#[derive(Debug, Args)]
pub(in crate::cli) struct CompareArgs {
    /// The answers file before
    #[arg(value_name = "A")]
    pub before: PathBuf,
    /// The answers file after
    #[arg(value_name = "B")]
    pub after: PathBuf,
    /// How to print the comparison
    #[arg(short, long, value_enum, default_value = "text")]
    pub format: ComparisonFormat,
    #[command(flatten)]
    pub json: JsonArgs,
    /// Print it to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ExplainArgs {
    #[command(flatten)]
    pub answers: AnswerArgs,
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
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct QuestionsArgs {
    /// Assume what is typical of systems of a kind
    #[arg(long, value_name = "ID", conflicts_with = "update")]
    pub preset: Option<String>,
    /// Bring answers files up to the questions and names of the rulebook, in place; `-` prints the result
    #[arg(long, value_name = "FILE", num_args = 1.., conflicts_with = "output")]
    pub update: Vec<PathBuf>,
    /// Print to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}
