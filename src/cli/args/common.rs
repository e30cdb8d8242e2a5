//! The arguments that several commands take.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use crate::answers::parse_date;
use crate::engine::Effort;
use crate::rulebook::QuestionId;

/// The heading of the flags that say what is known of a system.
pub(in crate::cli) const KNOWN: &str = "What is known";
/// The heading of the flags that say how an outcome is put to the test.
pub(in crate::cli) const TRIED: &str = "What is tried out";

/// What is said about a system, besides the flags for each question.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = KNOWN)]
pub(in crate::cli) struct AnswerArgs {
    /// An answers file
    #[arg(value_name = "FILE", help_heading = None)]
    pub file: Option<PathBuf>,
    /// Begin with what is typical of systems of a kind: it stands in for what nobody has answered
    #[arg(long, value_name = "ID")]
    pub preset: Option<String>,
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
pub(in crate::cli) struct BaseArgs {
    /// Name files from this folder in SARIF, JUnit and annotations [default: the root of the repository]
    #[arg(long, value_name = "DIR")]
    pub base: Option<PathBuf>,
}

#[derive(Debug, Default, Args)]
pub(in crate::cli) struct JsonArgs {
    /// Print these fields only, as JSON: `verdict.status,ranking.architecture`; may be repeated
    #[arg(long, value_name = "FIELDS", value_delimiter = ',', conflicts_with = "format")]
    pub json: Vec<String>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = TRIED)]
pub(in crate::cli) struct SamplingArgs {
    /// How many weightings to draw, up to 10 million
    #[arg(long, value_name = "N", default_value_t = Self::SAMPLES, value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    pub samples: u32,
    /// The seed of everything that is drawn
    #[arg(long, value_name = "N", default_value_t = Self::SEED)]
    pub seed: u64,
}

impl Default for SamplingArgs {
    fn default() -> Self {
        Self { samples: Self::SAMPLES, seed: Self::SEED }
    }
}

impl SamplingArgs {
    pub const SAMPLES: u32 = 10_000;
    pub const SEED: u64 = 1;

    /// Returns how hard the engine tries; the answers to `fixed` questions cannot change.
    pub(in crate::cli) fn effort(&self, fixed: Vec<QuestionId>) -> Effort {
        Effort { samples: self.samples, seed: self.seed, fixed, ..Effort::default() }
    }
}

/// Reads a date in the form in which files give it, or says which form that is.
pub(super) fn date(text: &str) -> Result<Date, String> {
    parse_date(text).ok_or_else(|| "write it as year-month-day: `2027-06-01`".to_owned())
}
