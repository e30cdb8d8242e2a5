//! The arguments of `archwise advise`, and those it shares with other commands that take answers.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::adr::date;
use crate::adr::Style;
use crate::engine::Effort;
use crate::interview::QuestionOrder;
use crate::rulebook::QuestionId;

/// What is said about a system, besides the flags for each question.
#[derive(Debug, Args)]
pub(in crate::cli) struct AnswerArgs {
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
pub(in crate::cli) struct AdviseArgs {
    #[command(flatten)]
    pub said: AnswerArgs,
    /// How to print the report
    #[arg(long, value_enum, default_value = "text")]
    pub format: AdviseFormat,
    /// The form of a decision record, for `--format adr`
    #[arg(long, value_enum, default_value = "madr4", value_name = "STYLE")]
    pub adr_style: Style,
    /// The date in a decision record [default: SOURCE_DATE_EPOCH, else today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub date: Option<Date>,
    /// Print the report by a template instead: Jinja, with the fields of the JSON report as its data
    #[arg(long, value_name = "FILE", conflicts_with = "format")]
    pub template: Option<PathBuf>,
    /// Print the report to a file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Give every reason, for and against, in the text report
    #[arg(long)]
    pub explain: bool,
    /// The title of the report
    #[arg(long, value_parser = super::words)]
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
    /// Look over all answers, parts included, even if nothing is left to ask
    #[arg(long)]
    pub review: bool,
    /// What to ask first, after the opening questions
    #[arg(long, value_enum, default_value = "next")]
    pub order: QuestionOrder,
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
pub(in crate::cli) enum AdviseFormat {
    Text,
    Json,
    Yaml,
    Markdown,
    /// One page for a browser, with charts, that needs no network
    Html,
    /// A decision record; `archwise adr` adds it to a folder of them
    Adr,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct SamplingArgs {
    /// How many weightings to draw, up to 10 million
    #[arg(long, value_name = "N", default_value_t = Self::SAMPLES, value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    pub samples: u32,
    /// The seed of everything that is drawn
    #[arg(long, value_name = "N", default_value_t = Self::SEED)]
    pub seed: u64,
}

impl SamplingArgs {
    pub const SAMPLES: u32 = 10_000;
    pub const SEED: u64 = 1;

    /// Returns how hard the engine tries; the answers to `fixed` questions cannot change.
    pub(in crate::cli) fn effort(&self, fixed: Vec<QuestionId>) -> Effort {
        Effort { samples: self.samples, seed: self.seed, fixed, ..Effort::default() }
    }
}
