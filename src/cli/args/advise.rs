//! The arguments of `archwise advise`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::common::{AnswerArgs, JsonArgs, KNOWN, SamplingArgs, TRIED, date};
use crate::adr::Style;
use crate::interview::QuestionOrder;
use crate::render::Section;
use crate::render::svg::Picture;

#[derive(Debug, Args)]
#[command(next_help_heading = KNOWN)]
pub(in crate::cli) struct AdviseArgs {
    #[command(flatten)]
    pub answers: AnswerArgs,
    /// Begin with what this repository shows, where file and flags say nothing, and show it beside the
    /// questions; repeat it for a system of several
    #[arg(long, value_name = "REPO")]
    pub observe: Vec<PathBuf>,
    /// The title of the report
    #[arg(long, value_parser = super::text_for_people)]
    pub title: Option<String>,
    /// Who answers, to be kept in the answers file; `archwise group` lays the files of several people side by
    /// side
    #[arg(long = "as", value_name = "NAME", value_parser = super::name_of_person)]
    pub by: Option<String>,
    #[command(flatten)]
    pub interview: InterviewArgs,
    #[command(flatten)]
    pub print: PrintArgs,
    #[command(flatten)]
    pub trials: TrialArgs,
}

/// Whether and how questions are asked.
#[derive(Debug, Args)]
#[command(next_help_heading = "How you are asked")]
pub(in crate::cli) struct InterviewArgs {
    /// Ask what is not answered yet; `archwise` does so by itself where nothing is answered
    #[arg(long, conflicts_with = "no_input")]
    pub ask: bool,
    /// Never ask, even at a terminal; so does ARCHWISE_NO_INPUT=1, and CI=true without --ask, --resume and
    /// --review
    #[arg(long)]
    pub no_input: bool,
    /// Go on with the interview that was broken off in this folder; choose one if there are several
    #[arg(long)]
    pub resume: bool,
    /// Look over all answers, parts included, even if nothing is left to ask, and save the changes in FILE
    #[arg(long)]
    pub review: bool,
    /// Write the answers to a file, as they are given; a file that exists keeps its comments and its order
    #[arg(long, value_name = "FILE")]
    pub save: Option<PathBuf>,
    /// What to ask first, after the opening questions
    #[arg(long, value_enum, default_value = "next")]
    pub order: QuestionOrder,
    /// Do not say who leads after each answer
    #[arg(long)]
    pub no_standings: bool,
}

/// What is printed, and where.
#[derive(Debug, Args)]
#[command(next_help_heading = "What is printed")]
pub(in crate::cli) struct PrintArgs {
    /// Give the whole report as text, with every reason and source, instead of the brief
    // `--explain` was its name beside `archwise explain`, which does something else.
    #[arg(long, alias = "explain")]
    pub full: bool,
    /// Give these sections of the whole report only
    #[arg(long, value_enum, value_name = "SECTION", value_delimiter = ',')]
    pub section: Vec<Section>,
    /// Say why the recommended architecture and not this one; without --full only that
    #[arg(long, value_name = "ARCHITECTURE")]
    pub why_not: Option<String>,
    /// How to print the report
    #[arg(short, long, value_enum, default_value = "text")]
    pub format: AdviseFormat,
    #[command(flatten)]
    pub json: JsonArgs,
    /// Print the report by a template instead: Jinja, with the fields of the JSON report as its data
    #[arg(long, value_name = "FILE", conflicts_with_all = ["format", "json"])]
    pub template: Option<PathBuf>,
    /// Print the report to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Which picture to draw, for `--format svg`
    #[arg(long, value_enum, default_value = "map", value_name = "PICTURE")]
    pub picture: Picture,
    /// The form of a decision record, for `--format adr`
    #[arg(long, value_enum, default_value = "madr4", value_name = "STYLE")]
    pub adr_style: Style,
    /// Who decides, in a decision record; may be repeated
    #[arg(long, value_name = "NAME", value_parser = super::text_for_people)]
    pub decider: Vec<String>,
    /// The date in a decision record [default: SOURCE_DATE_EPOCH, else today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub date: Option<Date>,
}

/// What is tried out on the answers.
#[derive(Debug, Args)]
#[command(next_help_heading = TRIED)]
pub(in crate::cli) struct TrialArgs {
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
    /// A picture for a README, a wiki or slides
    Svg,
    /// A decision record; `archwise adr` adds it to a folder of them
    Adr,
}

impl PrintArgs {
    pub(in crate::cli) fn format(&self) -> AdviseFormat {
        self.json.format_or(AdviseFormat::Json, self.format)
    }

    /// Returns which sections of the text are given in full; `None`: the brief.
    pub(in crate::cli) fn sections(&self) -> Option<&[Section]> {
        match self.section.as_slice() {
            [] if self.full => Some(&Section::ALL),
            [] if self.why_not.is_some() => Some(&[Section::Verdict, Section::Why]),
            [] => None,
            some => Some(some),
        }
    }
}
