//! The command that gives the report of a record again.

use std::path::PathBuf;

use crate::cli::args::{AnswerArgs, SamplingArgs};
use crate::cli::flags::quoted;
use crate::diagnostic::visible;
use crate::report::Report;

/// The command that gives the same report: what does not stand in the file is given by flags.
pub(in crate::cli) fn command(
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
