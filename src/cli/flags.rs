//! The flags that come from the rulebook, and what must be known before clap can parse the arguments.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use anstream::ColorChoice;
use anyhow::{Result, bail};
use clap::{Arg, ArgMatches, Command, CommandFactory};

use super::args::{self, Cli};
use crate::diagnostic::{nearest, slashed, visible};
use crate::rulebook::{Kind, Question, RESERVED_FLAGS, Rulebook};

/// All commands, known before clap is set up, since its flags depend on the rulebook.
pub(super) const COMMANDS: [&str; 15] = [
    "adr",
    "advise",
    "check",
    "compare",
    "explain",
    "group",
    "observe",
    "questions",
    "survey",
    "rules",
    "mcp",
    "doctor",
    "completions",
    "man",
    "help",
];
/// The commands that take a flag for each question.
const ANSWERING_COMMANDS: [&str; 3] = ["adr", "advise", "explain"];
/// The flags with a value that may stand before the command.
const GLOBAL_FLAGS: [&str; 2] = ["--rules", "--color"];
/// The flags without a value that may stand before the command.
const GLOBAL_SWITCHES: [&str; 4] = ["--no-pager", "--quiet", "-q", "--timings"];

/// Inserts `advise` where no command is named, so that `archwise FILE` and `archwise --format json` work.
pub(super) fn with_default_command(arguments: Vec<OsString>) -> Vec<OsString> {
    let mut arguments = arguments;
    let at = position_of_command(&arguments);
    let whole_program = ["-h", "--help", "-V", "--version"];
    let named = arguments.get(at).and_then(|argument| argument.to_str());
    if !named.is_some_and(|name| COMMANDS.contains(&name) || whole_program.contains(&name)) {
        arguments.insert(at, "advise".into());
    }
    arguments
}

/// Returns where the command stands, or would stand: after the program and the flags that may come before it.
fn position_of_command(arguments: &[OsString]) -> usize {
    let mut at = 1;
    while let Some(argument) = arguments.get(at).and_then(|argument| argument.to_str()) {
        if GLOBAL_FLAGS.contains(&argument) {
            at += 2;
        } else if GLOBAL_SWITCHES.contains(&argument)
            || GLOBAL_FLAGS.iter().any(|flag| argument.starts_with(&format!("{flag}=")))
        {
            at += 1;
        } else {
            break;
        }
    }
    at.min(arguments.len())
}

/// Refuses a first word that is a mistyped command: no file of that name exists, and either it is near to a
/// command, or a file follows, which `advise` would not take.
///
/// # Errors
/// There is no such command.
pub(super) fn check_command(arguments: &[OsString]) -> Result<()> {
    let at = position_of_command(arguments);
    let Some(word) = arguments.get(at).and_then(|argument| argument.to_str()) else { return Ok(()) };
    let is_word = word.starts_with(|c: char| c.is_alphanumeric()) && !word.contains(['.', '/', '\\']);
    if !is_word || COMMANDS.contains(&word) || Path::new(word).exists() {
        return Ok(());
    }
    let shown = visible(word);
    match nearest_command(word) {
        Some(meant) => bail!("there is no command `{shown}`; did you mean `{meant}`?"),
        None if arguments.get(at + 1).is_some_and(|next| Path::new(next).exists()) => {
            bail!("there is no command `{shown}`; `archwise --help` lists them")
        }
        None => Ok(()),
    }
}

/// Returns the command that was probably meant by a word, such as `rules lint` by `lnt`.
pub(super) fn nearest_command(word: &str) -> Option<String> {
    let inner: Vec<String> = Cli::command()
        .find_subcommand("rules")
        .map(|rules| rules.get_subcommands().map(|command| format!("rules {}", command.get_name())).collect())
        .unwrap_or_default();
    let inner_names: Vec<&str> = inner.iter().filter_map(|name| name.strip_prefix("rules ")).collect();
    match (nearest(word, &COMMANDS), nearest(word, &inner_names)) {
        (_, Some(name)) if name == word => Some(format!("rules {name}")),
        (Some(name), _) => Some(name.to_owned()),
        (None, Some(name)) => Some(format!("rules {name}")),
        (None, None) => None,
    }
}

/// Returns whether a command takes a flag for each question.
pub(super) fn takes_answers(command: &str) -> bool {
    ANSWERING_COMMANDS.contains(&command)
}

/// Returns the values of a flag, read without knowing the other flags.
pub(super) fn values_of<'a>(arguments: &'a [OsString], flag: &str) -> Vec<&'a OsStr> {
    let mut arguments = arguments.iter().take_while(|argument| *argument != "--");
    let mut values = Vec::new();
    while let Some(argument) = arguments.next() {
        let text = argument.to_str().unwrap_or_default();
        if argument == flag {
            values.extend(arguments.next().map(OsString::as_os_str));
        } else if let Some(value) = text.strip_prefix(flag).and_then(|rest| rest.strip_prefix('=')) {
            values.push(OsStr::new(value));
        }
    }
    values
}

/// Returns a word as a shell reads it back.
pub(super) fn quoted(word: &str) -> String {
    let is_plain =
        |c: char| c.is_ascii_alphanumeric() || "-_./=,:@%+".contains(c) || cfg!(windows) && c == '\\';
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else if cfg!(windows) {
        in_double_quotes(word)
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// Returns a word as programs on Windows read it, whichever shell hands it on: to `cmd` a `'` is no quotation
/// mark.
fn in_double_quotes(word: &str) -> String {
    // Before a quotation mark a backslash takes away its meaning.
    let backslashes = word.len() - word.trim_end_matches('\\').len();
    format!("\"{}{}\"", word.replace('"', "\\\""), "\\".repeat(backslashes))
}

/// Returns a path as a shell reads it back: the same on every platform, unless it has to be quoted.
pub(super) fn quoted_path(path: &Path) -> String {
    quoted(&slashed(path))
}

/// Returns the first words of a command line that prints the same again: the program, the command, the
/// rulebooks.
pub(super) fn command_words(command: &str, rules: &[PathBuf]) -> Vec<String> {
    let rules = rules.iter().flat_map(|path| ["--rules".to_owned(), quoted_path(path)]);
    ["archwise".to_owned(), command.to_owned()].into_iter().chain(rules).collect()
}

/// Returns a command line on one line, with what a terminal would act upon made visible.
pub(super) fn one_line(command: &str) -> String {
    visible(command).replace('\n', "\\u{a}")
}

/// Returns what `--color` says, read before clap so that its own messages obey as well. `Auto` leaves it to
/// the streams and the environment.
pub(super) fn color_choice(arguments: &[OsString]) -> ColorChoice {
    match values_of(arguments, "--color").last().and_then(|value| value.to_str()) {
        Some("always") => ColorChoice::Always,
        Some("never") => ColorChoice::Never,
        _ => ColorChoice::Auto,
    }
}

/// Adds one flag for each question to the commands that take answers.
pub(super) fn add_questions(command: Command, rulebook: &Rulebook) -> Command {
    with_flags(command, &rulebook.questions.iter().map(flag).collect::<Vec<_>>())
}

/// Adds one flag for each id under which a question was asked in earlier versions of the rulebook, unless the
/// flag means something else now. They are for parsing only: no help, manual or completion shows them.
pub(super) fn add_former_questions(command: Command, rulebook: &Rulebook) -> Command {
    let ids = rulebook.former_questions().into_iter().filter(|id| !RESERVED_FLAGS.contains(id));
    let flag = |id: &str| {
        Arg::new(argument_of(id))
            .long(id.to_owned())
            .value_name("OPTION")
            .allow_hyphen_values(true)
            .hide(true)
    };
    with_flags(command, &ids.map(flag).collect::<Vec<_>>())
}

fn with_flags(command: Command, flags: &[Arg]) -> Command {
    // To change one by its name would move it behind the others.
    command.mut_subcommands(|inner| match takes_answers(inner.get_name()) {
        true => inner.args(flags.iter().cloned()),
        false => inner,
    })
}

/// Returns the command with all that is said of it, for help, manual and completions.
pub(super) fn documented(rulebook: &Rulebook) -> Command {
    with_presets(add_questions(args::command(), rulebook), rulebook)
}

/// Says in the help of `--preset` which there are.
fn with_presets(command: Command, rulebook: &Rulebook) -> Command {
    let ids: Vec<&str> = rulebook.presets.iter().map(|preset| preset.id.as_str()).collect();
    let listed =
        if ids.is_empty() { " [there are none]".to_owned() } else { format!(" [{}]", ids.join(", ")) };
    command.mut_subcommands(|inner| {
        inner.mut_args(|arg| match arg.get_help().filter(|_| arg.get_id() == "preset") {
            Some(help) => {
                let help = format!("{help}{listed}");
                arg.help(help)
            }
            None => arg,
        })
    })
}

fn flag(question: &Question) -> Arg {
    let ids: Vec<&str> = question.options.iter().map(|choice| choice.id.as_str()).collect();
    let options = match question.kind {
        Kind::Multi => format!("{} (several with commas), none", ids.join(", ")),
        Kind::Number => format!("a number, or {}", ids.join(", ")),
        Kind::Ordinal | Kind::Nominal => ids.join(", "),
    };
    Arg::new(argument_id(question))
        .long(question.id.clone())
        .value_name("OPTION")
        .allow_hyphen_values(question.kind == Kind::Multi)
        .allow_negative_numbers(question.kind == Kind::Number)
        .help(format!("{} [{options}]", question.ask))
        .help_heading("Answers")
}

/// Returns a name that no other argument can have.
pub(super) fn argument_id(question: &Question) -> String {
    argument_of(&question.id)
}

fn argument_of(id: &str) -> String {
    format!("question:{id}")
}

/// Returns the answers that were given as flags of their own, as name and text.
pub(super) fn answers(matches: &ArgMatches, rulebook: &Rulebook) -> Vec<(String, String)> {
    let today = rulebook.questions.iter().map(|question| question.id.as_str());
    let given = |id: &str| {
        let text = matches.try_get_one::<String>(&argument_of(id)).ok()??;
        Some((id.to_owned(), text.clone()))
    };
    today.chain(rulebook.former_questions()).filter_map(given).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn os(words: &[&str]) -> Vec<OsString> {
        words.iter().map(OsString::from).collect()
    }

    #[test]
    fn a_word_comes_back_as_it_was() {
        assert_eq!(quoted("docs/adr"), "docs/adr");
        assert_eq!(in_double_quotes("my answers.yaml"), r#""my answers.yaml""#);
        assert_eq!(in_double_quotes(r"my folder\"), r#""my folder\\""#);
        assert_eq!(in_double_quotes(r#"a "b" c"#), r#""a \"b\" c""#);
    }

    #[test]
    fn advise_is_the_default_command() {
        assert_eq!(with_default_command(os(&["archwise"])), os(&["archwise", "advise"]));
        assert_eq!(with_default_command(os(&["archwise", "a.yaml"])), os(&["archwise", "advise", "a.yaml"]));
        assert_eq!(with_default_command(os(&["archwise", "--help"])), os(&["archwise", "--help"]));
        let rules = ["archwise", "--rules", "r", "--color=never"];
        assert_eq!(with_default_command(os(&rules)).last(), Some(&OsString::from("advise")));
        let named = os(&["archwise", "--rules", "r", "questions"]);
        assert_eq!(with_default_command(named.clone()), named);
    }

    #[test]
    fn every_command_and_every_flag_is_known_where_it_must_be() {
        let command = Cli::command();
        for sub in command.get_subcommands() {
            assert!(COMMANDS.contains(&sub.get_name()), "{}", sub.get_name());
        }
        let answering =
            ANSWERING_COMMANDS.iter().flat_map(|name| command.find_subcommand(name).unwrap().get_arguments());
        for name in answering.chain(command.get_arguments()).filter_map(|arg| arg.get_long()) {
            assert!(RESERVED_FLAGS.contains(&name), "--{name} is not reserved");
        }
    }
}
