//! The arguments of `archwise completions` and `archwise man`.

use std::path::PathBuf;

use clap::Args;
use clap_complete::Shell;

#[derive(Debug, Args)]
pub(in crate::cli) struct CompletionsArgs {
    /// The shell that is to complete commands and flags, those of the rulebook in use as well
    #[arg(value_enum)]
    pub shell: Shell,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ManArgs {
    /// The command whose page is wanted, such as `rules lint`; the whole program's if none is given
    #[arg(value_name = "COMMAND", conflicts_with = "dir")]
    pub command: Vec<String>,
    /// Write the pages of all commands into this folder
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
}
