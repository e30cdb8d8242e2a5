//! The command line once more, as the user can type it: to go on with an interview, or to see a report again.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use crate::cli::flags::{COMMANDS, quoted, values_of};

/// Flags whose value is a file as well.
const OF_FILES: [&str; 3] = ["--save", "--output", "--rules"];

/// What the program was called with.
pub(in crate::cli) struct ResumeCommand {
    /// What stood after the command, save `--resume`, as a shell reads it.
    words: Vec<String>,
    rules: Vec<String>,
}

impl ResumeCommand {
    pub(in crate::cli) fn of(arguments: &[OsString]) -> Self {
        let given: Vec<String> = arguments.iter().skip(1).map(|argument| word(argument)).collect();
        let command = given.iter().position(|word| COMMANDS.contains(&word.as_str())).unwrap_or(0);
        // What stands before the command may stand after it as well.
        let others =
            given.iter().skip(command + 1).chain(&given[..command]).filter(|word| *word != "--resume");
        let rules = values_of(arguments, "--rules").into_iter().map(word);
        Self { words: others.cloned().collect(), rules: rules.collect() }
    }

    /// Goes on with the draft.
    pub(in crate::cli) fn resumed(&self) -> String {
        joined(["--resume"].into_iter().chain(self.words.iter().map(String::as_str)))
    }

    /// Goes on with the answers in `file`, where they are saved.
    pub(in crate::cli) fn saving_to(&self, file: &Path, input: Option<&Path>) -> String {
        let input = input.map(|input| word(input.as_os_str()));
        let is_input = |at: usize| {
            let value = at > 0 && OF_FILES.contains(&self.words[at - 1].as_str());
            !value && Some(&self.words[at]) == input.as_ref()
        };
        let kept = (0..self.words.len()).filter(|&at| !is_input(at));
        let mut words: Vec<&str> = kept.map(|at| self.words[at].as_str()).collect();
        let save = ["--save".to_owned(), word(file.as_os_str())];
        if !words.iter().any(|word| *word == "--save" || word.starts_with("--save=")) {
            words.extend(save.iter().map(String::as_str));
        }
        joined(words.into_iter())
    }

    /// Shows the report on the answers in `file`.
    pub(in crate::cli) fn report_on(&self, file: &Path) -> String {
        let mut words = vec![word(file.as_os_str())];
        words.extend(self.rules.iter().flat_map(|rules| ["--rules".to_owned(), rules.clone()]));
        joined(words.iter().map(String::as_str))
    }
}

fn word(argument: &OsStr) -> String {
    quoted(&argument.to_string_lossy())
}

fn joined<'w>(words: impl Iterator<Item = &'w str>) -> String {
    ["archwise", "advise"].into_iter().chain(words).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn again(line: &[&str]) -> ResumeCommand {
        ResumeCommand::of(&line.iter().map(OsString::from).collect::<Vec<_>>())
    }

    #[test]
    fn the_command_comes_back_with_what_it_was_given() {
        let begun = again(&["archwise", "--rules", "my rules", "advise", "--order", "rulebook", "--resume"]);
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
        let begun = again(&["archwise", "advise", "a.yaml", "--save", "b.yaml", "--no-standings"]);
        let (input, saved) = (Path::new("a.yaml"), Path::new("b.yaml"));
        assert_eq!(begun.saving_to(saved, Some(input)), "archwise advise --save b.yaml --no-standings");
        let same = again(&["archwise", "advise", "a.yaml", "--save=a.yaml"]);
        assert_eq!(same.saving_to(input, Some(input)), "archwise advise --save=a.yaml");
        let beside = again(&["archwise", "advise", "a.yaml", "--save", "a.yaml"]);
        assert_eq!(beside.saving_to(input, Some(input)), "archwise advise --save a.yaml");
    }
}
