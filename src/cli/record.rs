//! What the records of `advise` and `adr` have in common: the command that gives the same again, the status.

use std::path::PathBuf;

use super::args::{AnswerArgs, SamplingArgs};
use super::flags::quoted;
use crate::diagnostic::visible;
use crate::render::Status;
use crate::report::{Report, StatusView};

/// The command that gives the same report: what does not stand in the file is given by flags.
pub(super) fn command(
    said: &AnswerArgs,
    rules: &[PathBuf],
    sampling: &SamplingArgs,
    report: &Report,
) -> String {
    let mut words = vec!["archwise".to_owned(), "advise".to_owned()];
    let mut flag = |flag: &str, value: &str| words.extend([flag.to_owned(), quoted(value)]);
    for path in rules {
        flag("--rules", &path.to_string_lossy());
    }
    let elsewhere = |origin| matches!(origin, "flag" | "environment" | "prompt");
    for answer in report.answers.iter().filter(|answer| elsewhere(answer.origin)) {
        flag("--set", &format!("{}={}", answer.question, answer.value));
    }
    said.weight.iter().for_each(|weight| flag("--weight", weight));
    if !said.among.is_empty() {
        flag("--among", &said.among.join(","));
    }
    let SamplingArgs { samples, seed } = sampling;
    if (*samples, *seed) != (SamplingArgs::SAMPLES, SamplingArgs::SEED) {
        flag("--samples", &samples.to_string());
        flag("--seed", &seed.to_string());
    }
    words.extend(said.file.iter().map(|file| quoted(&file.to_string_lossy())));
    visible(&words.join(" ")).replace('\n', "\\u{a}")
}

/// A decision that an open answer can still change is a proposal.
pub(super) fn status(report: &Report) -> Status {
    match report.verdict.status {
        StatusView::Decided | StatusView::Close => Status::Accepted,
        StatusView::Open | StatusView::None => Status::Proposed,
    }
}
