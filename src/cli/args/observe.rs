//! The arguments of `archwise observe`, and how other commands observe a repository.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use glob::Pattern;
use jiff::civil::Date;
use regex_lite::Regex;

use super::common::{JsonArgs, date};
use crate::observe::{ReleaseTags, Settings};

#[derive(Debug, Args)]
pub(in crate::cli) struct ObserveArgs {
    /// The repositories of the system: folders in them, or bare repositories
    #[arg(value_name = "REPO", default_value = ".")]
    pub repositories: Vec<PathBuf>,
    /// How to print what was observed
    #[arg(short, long, value_enum, default_value = "answers")]
    pub format: ObserveFormat,
    #[command(flatten)]
    pub json: JsonArgs,
    /// Print to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Answer by what is done today, where the facts say it, instead of by what they exclude
    #[arg(long)]
    pub today: bool,
    /// Say which facts can be observed, by which levels, and which questions they narrow
    #[arg(long, conflicts_with_all = ["repositories", "today"])]
    pub facts: bool,
    /// What the system is called [default: the name of the first repository]
    #[arg(long, value_parser = super::text_for_people)]
    pub title: Option<String>,
    /// Observe the last commit up to this day, in UTC [default: what is checked out]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
    #[command(flatten)]
    pub lens: LensArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ObserveFormat {
    /// The questionnaire as an answers file, with what the facts leave possible
    Answers,
    /// All facts with their evidence
    Text,
    /// All facts as data
    Json,
}

/// How a repository is looked at.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "How a repository is looked at")]
pub(in crate::cli) struct LensArgs {
    /// Only what lies in this folder; may be repeated
    #[arg(long = "path", value_name = "DIR")]
    pub paths: Vec<String>,
    /// A part whose changes are compared with those of the others; may be repeated
    #[arg(long = "part", value_name = "NAME=GLOB", value_parser = part)]
    pub parts: Vec<(String, Pattern)>,
    /// Which tags are releases; `none` if the project tags none
    #[arg(long, value_name = "REGEX|none", value_parser = tags)]
    pub tags: Option<ReleaseTags>,
    /// Names or addresses of bots besides those that are known
    #[arg(long, value_name = "REGEX", value_parser = regex)]
    pub bot: Option<Regex>,
    /// Names or addresses of people who are taken for bots
    #[arg(long, value_name = "REGEX", value_parser = regex)]
    pub not_bot: Option<Regex>,
    /// The repositories are the whole system: what is not in them does not exist
    #[arg(long)]
    pub whole: bool,
    /// Fail if the clone is too shallow for facts of time
    #[arg(long)]
    pub require_history: bool,
}

impl LensArgs {
    pub(in crate::cli) fn settings(&self, as_of: Option<Date>) -> Settings {
        Settings {
            as_of,
            paths: self.paths.iter().map(|path| folder(path)).collect(),
            parts: self.parts.clone(),
            tags: self.tags.clone().unwrap_or_default(),
            bots: self.bot.clone(),
            people: self.not_bot.clone(),
            whole: self.whole,
        }
    }
}

/// Returns a folder as git writes it.
pub(in crate::cli) fn folder(path: &str) -> String {
    path.replace('\\', "/").trim_start_matches("./").trim_end_matches('/').to_owned()
}

fn regex(text: &str) -> Result<Regex, String> {
    Regex::new(text).map_err(|error| format!("it is no regular expression: {error}"))
}

fn tags(text: &str) -> Result<ReleaseTags, String> {
    match text {
        "none" => Ok(ReleaseTags::None),
        text => regex(text).map(ReleaseTags::Matching),
    }
}

fn part(text: &str) -> Result<(String, Pattern), String> {
    let Some((name, glob)) = text.split_once('=').filter(|(name, glob)| !name.is_empty() && !glob.is_empty())
    else {
        return Err("write a name, an equals sign and a pattern: `billing=services/billing/**`".to_owned());
    };
    let pattern = Pattern::new(&folder(glob)).map_err(|error| format!("it is no pattern: {error}"))?;
    Ok((name.to_owned(), pattern))
}
