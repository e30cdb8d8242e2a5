//! The command that a decision record names, so that anyone can have its report again.

use std::path::PathBuf;

use crate::cli::args::{AnswerArgs, SamplingArgs};
use crate::cli::flags::{command_words, one_line, quoted, quoted_path};
use crate::report::{AnswerOrigin, Report};

/// Returns the command that gives the same report: what does not stand in the file is given by flags.
pub(in crate::cli) fn command(
    answers: &AnswerArgs,
    rules: &[PathBuf],
    sampling: &SamplingArgs,
    report: &Report,
) -> String {
    let mut words = command_words("advise", rules);
    let mut flag = |flag: &str, value: &str| words.extend([flag.to_owned(), quoted(value)]);
    use AnswerOrigin::{Environment, Flag, Observed, Prompt};
    let not_in_file = [Flag, Environment, Prompt, Observed];
    for answer in report.answers.iter().filter(|answer| not_in_file.contains(&answer.origin)) {
        flag("--set", &format!("{}={}", answer.question, answer.value));
    }
    answers.preset.iter().for_each(|preset| flag("--preset", preset));
    answers.weight.iter().for_each(|weight| flag("--weight", weight));
    if !answers.among.is_empty() {
        flag("--among", &answers.among.join(","));
    }
    let SamplingArgs { samples, seed } = sampling;
    if (*samples, *seed) != (SamplingArgs::SAMPLES, SamplingArgs::SEED) {
        flag("--samples", &samples.to_string());
        flag("--seed", &seed.to_string());
    }
    words.extend(answers.file.iter().map(|file| quoted_path(file)));
    one_line(&words.join(" "))
}
