//! The arguments of `archwise group`.

use std::path::PathBuf;

use clap::Args;

use super::common::JsonArgs;
use crate::group::GroupFormat;

#[derive(Debug, Args)]
pub(in crate::cli) struct GroupArgs {
    /// The answers files, one of each person; a person is called by `by` in it, else by the name of the file
    #[arg(value_name = "FILE", required = true, num_args = 2..)]
    pub files: Vec<PathBuf>,
    /// How to print it
    #[arg(short, long, value_enum, default_value = "text")]
    pub format: GroupFormat,
    #[command(flatten)]
    pub json: JsonArgs,
    /// Print it to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write the common answers to a new file, with who said what in the notes; `archwise advise` goes on
    /// from there
    #[arg(long, value_name = "FILE")]
    pub save: Option<PathBuf>,
    /// Leave out the names of people and files
    #[arg(long)]
    pub anonymous: bool,
    /// Choose among these architectures only
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    pub among: Vec<String>,
}
