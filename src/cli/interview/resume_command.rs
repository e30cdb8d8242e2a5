//! The command line once more, as the user can type it: to go on with an interview, or to see a report again.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use crate::cli::flags::{COMMANDS, quoted, values_of};

/// The flags whose value is a file as well.
const FILE_FLAGS: [&str; 3] = ["--save", "--output", "--rules"];

/// What the program was called with.
pub(in crate::cli) struct ResumeCommand {
    /// All words but the command and `--resume`, as a shell reads them.
    words: Vec<String>,
    /// The values of `--rules`, as a shell reads them.
    rules: Vec<String>,
}

impl ResumeCommand {
    pub(in crate::cli) fn of(arguments: &[OsString]) -> Self {
        let words: Vec<String> = arguments.iter().skip(1).map(|argument| word(argument)).collect();
        let command = words.iter().position(|word| COMMANDS.contains(&word.as_str())).unwrap_or(0);
        // What stands before the command may stand after it as well.
        let others = words.iter().skip(command + 1).chain(words.iter().take(command));
        let rules = values_of(arguments, "--rules").into_iter().map(word);
        Self { words: others.filter(|word| *word != "--resume").cloned().collect(), rules: rules.collect() }
    }

    /// Returns the command that goes on with the draft.
    pub(in crate::cli) fn resumed(&self) -> String {
        joined([vec!["--resume".to_owned()], self.words.clone()])
    }

    /// Returns the command that goes on with the answers in `file`, where they are saved. They stand for
    /// `input`, the answers file that the program was given.
    pub(in crate::cli) fn saving_to(&self, file: &Path, input: Option<&Path>) -> String {
        let input = input.map(|input| word(input.as_os_str()));
        let is_value = |at: usize| at > 0 && FILE_FLAGS.contains(&self.words[at - 1].as_str());
        let is_input = |at: usize| Some(&self.words[at]) == input.as_ref() && !is_value(at);
        let kept = (0..self.words.len()).filter(|&at| !is_input(at));
        let mut words: Vec<String> = kept.map(|at| self.words[at].clone()).collect();
        if !words.iter().any(|word| word == "--save" || word.starts_with("--save=")) {
            words.extend(["--save".to_owned(), word(file.as_os_str())]);
        }
        joined([words])
    }

    /// Returns the command that shows the report on the answers in `file`.
    pub(in crate::cli) fn report_on(&self, file: &Path) -> String {
        let rules = self.rules.iter().flat_map(|rules| ["--rules".to_owned(), rules.clone()]);
        joined([vec![word(file.as_os_str())], rules.collect()])
    }
}

fn word(argument: &OsStr) -> String {
    quoted(&argument.to_string_lossy())
}

fn joined<const N: usize>(words: [Vec<String>; N]) -> String {
    let words = words.concat();
    format!("archwise advise {}", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resume_command(line: &[&str]) -> ResumeCommand {
        ResumeCommand::of(&line.iter().map(OsString::from).collect::<Vec<_>>())
    }

    #[test]
    fn the_command_comes_back_with_what_it_was_given() {
        let begun =
            resume_command(&["archwise", "--rules", "my rules", "advise", "--order", "rulebook", "--resume"]);
        assert_eq!(begun.resumed(), "archwise advise --resume --order rulebook --rules 'my rules'");
        let file = Path::new("a.yaml");
        assert_eq!(begun.report_on(file), "archwise advise a.yaml --rules 'my rules'");
        assert_eq!(
            begun.saving_to(file, None),
            "archwise advise --order rulebook --rules 'my rules' --save a.yaml"
        );
    }

    #[test]
    fn a_file_in_which_answers_are_saved_stands_for_the_one_they_came_from() {
        let begun = resume_command(&["archwise", "advise", "a.yaml", "--save", "b.yaml", "--no-standings"]);
        let (input, saved) = (Path::new("a.yaml"), Path::new("b.yaml"));
        assert_eq!(begun.saving_to(saved, Some(input)), "archwise advise --save b.yaml --no-standings");
        let same = resume_command(&["archwise", "advise", "a.yaml", "--save=a.yaml"]);
        assert_eq!(same.saving_to(input, Some(input)), "archwise advise --save=a.yaml");
        let beside = resume_command(&["archwise", "advise", "a.yaml", "--save", "a.yaml"]);
        assert_eq!(beside.saving_to(input, Some(input)), "archwise advise --save a.yaml");
    }
}
