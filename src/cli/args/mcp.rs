//! The arguments of `archwise mcp`.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub(in crate::cli) struct McpArgs {
    /// Let the client save answers and decision records in this folder, and nowhere else [default: it may
    /// write nothing]
    #[arg(long, value_name = "DIR")]
    pub write: Option<PathBuf>,
}
