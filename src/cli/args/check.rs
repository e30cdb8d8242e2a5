//! The arguments of `archwise check`.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::common::{BaseArgs, JsonArgs, SamplingArgs, date};
use super::observe::LensArgs;
use crate::diagnostic::{Severity, nearest};
use crate::engine::Status;

#[derive(Debug, Args)]
pub(in crate::cli) struct CheckArgs {
    /// Answers files, folders of them, patterns such as `teams/*/answers.yaml`; a file counts once
    #[arg(value_name = "PATH", required = true)]
    pub files: Vec<PathBuf>,
    /// The architecture that must lead, in place of the decision in the file
    #[arg(long, value_name = "ID")]
    pub expect: Option<String>,
    /// A report that was saved as JSON when it was decided: says which answers changed
    #[arg(long, value_name = "REPORT")]
    pub baseline: Option<PathBuf>,
    /// The decided architecture must lead by so many points
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i32).range(0..))]
    pub min_margin: Option<i32>,
    /// How firm the verdict must be
    #[arg(long, value_enum, value_name = "VERDICT")]
    pub require: Option<Require>,
    /// The decided architecture must be first in this share of all weightings: `0.8` or `80%`
    #[arg(long, value_name = "P", value_parser = share)]
    pub min_robustness: Option<f64>,
    /// Choose among these architectures only [default: those of the record or the baseline, else all]
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    pub among: Vec<String>,
    /// The day on which `review_by` is read [default: SOURCE_DATE_EPOCH, else the clock]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub today: Option<Date>,
    /// Hold the answers to the facts of this repository; of several for a system of several
    #[arg(long, value_name = "REPO")]
    pub observe: Vec<PathBuf>,
    /// The mildest findings that fail
    #[arg(long, value_enum, value_name = "SEVERITY", default_value = "error")]
    pub fail_on: Severity,
    /// Exit with 0 whatever is found; with 2 still if a file cannot be read
    #[arg(long)]
    pub exit_zero: bool,
    /// How to print what was found
    #[arg(short, long, value_enum, default_value = "text")]
    pub format: CheckFormat,
    #[command(flatten)]
    pub json: JsonArgs,
    /// Print to a file instead of standard output; with `FORMAT=FILE`, print in that format as well; may be
    /// repeated
    #[arg(short, long, value_name = "[FORMAT=]FILE", value_parser = target)]
    pub output: Vec<OutputTarget>,
    /// Add a summary in Markdown to the file that `GITHUB_STEP_SUMMARY` names
    #[arg(long)]
    pub summary: bool,
    #[command(flatten)]
    pub base: BaseArgs,
    #[command(flatten)]
    pub lens: LensArgs,
    #[command(flatten)]
    pub sampling: SamplingArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum CheckFormat {
    Text,
    Json,
    /// Static analysis results, for code scanning
    Sarif,
    /// For CI servers
    Junit,
    /// Annotations of GitHub Actions
    Github,
    /// For the summary of a job, or a comment
    Markdown,
}

/// A value of `--output`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) struct OutputTarget {
    /// What it is printed as; `None` for what `--format` says.
    pub format: Option<CheckFormat>,
    /// Where it is printed.
    pub file: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Require {
    /// No open answer can change the winner, nor bring its lead under the close call
    Decided,
    /// No open answer can change the winner
    Close,
    /// Each axis is settled, or clear and kept by most of the plausible answers to what is open
    Likely,
}

impl From<Require> for Status {
    fn from(require: Require) -> Self {
        match require {
            Require::Decided => Self::Decided,
            Require::Close => Self::Close,
            Require::Likely => Self::Likely,
        }
    }
}

/// Reads `FORMAT=FILE` or `FILE`. What stands before an equals sign is a format, unless it is part of a path.
fn target(text: &str) -> Result<OutputTarget, String> {
    let is_path = |word: &str| word.contains(['/', '\\']) || word.starts_with('.');
    let (format, file) = match text.split_once('=').filter(|(word, _)| !is_path(word)) {
        Some((word, file)) => (Some(format_of(word, text)?), file),
        None => (None, text),
    };
    if file.is_empty() {
        return Err("write the name of a file after the equals sign".to_owned());
    }
    Ok(OutputTarget { format, file: PathBuf::from(file) })
}

fn format_of(word: &str, text: &str) -> Result<CheckFormat, String> {
    CheckFormat::from_str(word, false).map_err(|_| {
        let values: Vec<_> =
            CheckFormat::value_variants().iter().filter_map(ValueEnum::to_possible_value).collect();
        let names: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
        let meant = nearest(word, &names).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        format!(
            "there is no format `{word}`{meant}\n  formats are {}; for a file of this name write `./{text}`",
            names.join(", ")
        )
    })
}

fn share(text: &str) -> Result<f64, String> {
    let share = match text.strip_suffix('%') {
        Some(percent) => percent.trim().parse::<f64>().map(|percent| percent / 100.0),
        None => text.parse::<f64>(),
    };
    share
        .ok()
        .filter(|share| (0.0..=1.0).contains(share))
        .ok_or_else(|| "write a share from 0 to 1, or a percentage with %".to_owned())
}
