//! The command line once more, as the user can type it: to go on with an interview, or with what came of it.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use crate::cli::flags::{COMMANDS, quoted, values_of};

/// The flags whose value is a file as well.
const FILE_FLAGS: [&str; 4] = ["--save", "--output", "-o", "--rules"];

/// What the program was called with.
pub(in crate::cli) struct ResumeCommand {
    /// All words but the command and `--resume`, as a shell reads them.
    words: Vec<String>,
    /// The values of `--rules`, as a shell reads them.
    rules: Vec<String>,
    /// The values of `--among`, which no answers file keeps.
    among: Vec<String>,
}

impl ResumeCommand {
    pub(in crate::cli) fn of(arguments: &[OsString]) -> Self {
        let words: Vec<String> = arguments.iter().skip(1).map(|argument| word(argument)).collect();
        let command = words.iter().position(|word| COMMANDS.contains(&word.as_str())).unwrap_or(0);
        // What stands before the command may stand after it as well.
        let others = words.iter().skip(command + 1).chain(words.iter().take(command));
        let values = |flag| values_of(arguments, flag).into_iter().map(word).collect();
        Self {
            words: others.filter(|word| *word != "--resume").cloned().collect(),
            rules: values("--rules"),
            among: values("--among"),
        }
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
        if !words.iter().any(|word| is_save(word)) {
            words.extend(["--save".to_owned(), word(file.as_os_str())]);
        }
        joined([words])
    }

    /// Returns the command that asks what is still open; the answers go to `input`, the answers file that the
    /// program was given, unless they have a file already.
    pub(in crate::cli) fn asking(&self, input: Option<&Path>) -> String {
        let mut words = self.words.clone();
        words.push("--ask".to_owned());
        if let Some(input) = input.filter(|_| !words.iter().any(|word| is_save(word))) {
            words.extend(["--save".to_owned(), word(input.as_os_str())]);
        }
        joined([words])
    }

    /// Returns the command that shows the report on the answers in `file`.
    pub(in crate::cli) fn report_on(&self, file: &Path) -> String {
        self.with_file("advise", &[file], &[])
    }

    /// Returns the command that writes it as a page.
    pub(in crate::cli) fn page_on(&self, file: &Path, page: &Path) -> String {
        self.with_file("advise", &[file], &["--format", "html", "--output", &word(page.as_os_str())])
    }

    /// Returns the command that adds a record of the decision to a folder.
    pub(in crate::cli) fn record_in(&self, folder: &Path, file: &Path) -> String {
        self.with_file("adr", &[folder, file], &[])
    }

    /// Returns the command that checks whether the decision still holds.
    pub(in crate::cli) fn check_of(&self, file: &Path) -> String {
        self.with_file("check", &[file], &[])
    }

    fn with_file(&self, command: &str, files: &[&Path], flags: &[&str]) -> String {
        let files = files.iter().map(|file| word(file.as_os_str()));
        let flags = flags.iter().map(|flag| (*flag).to_owned());
        let again = |flag: &'static str, values: &[String]| {
            values.iter().flat_map(|value| [flag.to_owned(), value.clone()]).collect::<Vec<_>>()
        };
        let rules = again("--rules", &self.rules);
        let among = again("--among", &self.among);
        let words = ["archwise".to_owned(), command.to_owned()].into_iter();
        words.chain(files).chain(flags).chain(rules).chain(among).collect::<Vec<_>>().join(" ")
    }
}

fn is_save(word: &str) -> bool {
    word == "--save" || word.starts_with("--save=")
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
        let rules = quoted("my rules");
        assert_eq!(begun.resumed(), format!("archwise advise --resume --order rulebook --rules {rules}"));
        let file = Path::new("a.yaml");
        assert_eq!(begun.report_on(file), format!("archwise advise a.yaml --rules {rules}"));
        assert_eq!(
            begun.saving_to(file, None),
            format!("archwise advise --order rulebook --rules {rules} --save a.yaml")
        );
    }

    #[test]
    fn what_no_file_keeps_is_in_every_command_that_comes_next() {
        let begun =
            resume_command(&["archwise", "advise", "--among", "hybrid,distributed", "--rules", "r.yaml"]);
        let (file, common) = (Path::new("my answers.yaml"), "--rules r.yaml --among hybrid,distributed");
        let answers = quoted("my answers.yaml");
        assert_eq!(begun.report_on(file), format!("archwise advise {answers} {common}"));
        assert_eq!(
            begun.page_on(file, Path::new("a.html")),
            format!("archwise advise {answers} --format html --output a.html {common}")
        );
        assert_eq!(
            begun.record_in(Path::new("docs/adr"), file),
            format!("archwise adr docs/adr {answers} {common}")
        );
        assert_eq!(begun.check_of(file), format!("archwise check {answers} {common}"));
    }

    #[test]
    fn to_be_asked_takes_a_flag_and_a_file_for_the_answers() {
        let flags = resume_command(&["archwise", "advise", "--teams", "3"]);
        assert_eq!(flags.asking(None), "archwise advise --teams 3 --ask");
        let file = resume_command(&["archwise", "advise", "a.yaml"]);
        assert_eq!(file.asking(Some(Path::new("a.yaml"))), "archwise advise a.yaml --ask --save a.yaml");
        let saved = resume_command(&["archwise", "advise", "a.yaml", "--save=b.yaml"]);
        assert_eq!(saved.asking(Some(Path::new("a.yaml"))), "archwise advise a.yaml --save=b.yaml --ask");
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
