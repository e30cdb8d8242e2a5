//! The arguments of `archwise adr`.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::common::{AnswerArgs, SamplingArgs, date};
use crate::adr::{RecordStatus, Style};

#[derive(Debug, Default, Args)]
pub(in crate::cli) struct AdrArgs {
    /// The folder of the decision records; it is made if it does not exist
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    #[command(flatten)]
    pub answers: AnswerArgs,
    /// The form of the record, and with it the name of its file [default: that of the records in DIR, else
    /// madr4]
    #[arg(long, value_enum, value_name = "STYLE")]
    pub adr_style: Option<Style>,
    /// Whether the decision has been taken; a proposal of the same decision is accepted or rejected [default:
    /// proposed]
    #[arg(long, value_enum, value_name = "STATUS")]
    pub status: Option<RecordStatus>,
    /// Who decides; may be repeated
    #[arg(long, value_name = "NAME", value_parser = super::text_for_people)]
    pub decider: Vec<String>,
    /// The record that this one replaces: its number (7, #7, ADR-0007), its path, or a part of its name
    /// [default: the one that FILE names]
    #[arg(long, value_name = "RECORD")]
    pub supersedes: Option<String>,
    /// The date in the record [default: SOURCE_DATE_EPOCH, else today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub date: Option<Date>,
    /// The name of the system
    #[arg(long, value_parser = super::text_for_people)]
    pub title: Option<String>,
    /// Leave FILE as it is, instead of recording the decision and the answers in it
    #[arg(long)]
    pub no_save: bool,
    /// An answer that cannot change, so that no flip proposes it; may be repeated
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub fixed: Vec<String>,
    #[command(flatten)]
    pub sampling: SamplingArgs,
}
