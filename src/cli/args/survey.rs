//! The arguments of `archwise survey`.

use std::path::PathBuf;

use clap::Args;

use crate::survey::SurveyFormat;

#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct SurveyArgs {
    /// Answers files, folders of them, patterns such as `teams/*/answers.yaml`, NDJSON files (`.ndjson`,
    /// `.jsonl`); `-` reads NDJSON from standard input, an answers object on each line
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// How to print the rows; `ndjson` gives a line for each line and nothing else
    #[arg(short, long, value_enum, default_value = "text")]
    pub format: SurveyFormat,
    /// Print to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write the report on each system into this folder, as a page to which its row links
    #[arg(long, value_name = "DIR")]
    pub reports: Option<PathBuf>,
    /// Print the time line of the systems since this git commit, tag or branch: every committed version of
    /// their files, assessed by today's rulebook, and what became otherwise
    #[arg(long, value_name = "GIT-REV", conflicts_with_all = ["reports", "next", "jobs"])]
    pub since: Option<String>,
    /// Hold each system to the facts of the git repository in which its file lies
    #[arg(long, conflicts_with = "since")]
    pub observe: bool,
    /// Say of each system which open question can change most; takes far longer
    #[arg(long)]
    pub next: bool,
    /// How many threads to use [default: as many as there are processors]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
}
