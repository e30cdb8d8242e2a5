//! `archwise completions`: the scripts by which shells complete commands, flags and answers.

use std::collections::BTreeSet;

use anyhow::Result;
use clap::builder::PossibleValuesParser;
use clap::{Arg, Command};
use clap_complete::Shell;

use super::args::CompletionsArgs;
use super::exit::Exit;
use super::flags::argument_id;
use super::{fields, output, rules};
use crate::diagnostic::Code;
use crate::rulebook::{Kind, MAX_WEIGHT, Question, Rulebook};

const PROGRAM: &str = "archwise";

/// Prints the script that completes commands and flags in a shell.
pub(super) fn completions(args: &CompletionsArgs, command: Command, rulebook: &Rulebook) -> Result<Exit> {
    let mut command = with_values_of(command, rulebook);
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, PROGRAM, &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    let lists = lists(&command, rulebook);
    let script = match args.shell {
        Shell::Bash => for_bash(&script, &lists),
        Shell::Zsh => for_zsh(&script, &command, &lists),
        Shell::Fish => for_fish(&script, &command, &lists),
        _ => script,
    };
    output::write(&script, None)?;
    Ok(Exit::Done)
}

/// Adds what the generator leaves out of a script for bash.
fn for_bash(script: &str, lists: &[String]) -> String {
    let parts = include_str!("completions/parts.bash").replace("LISTS", &lists.join("|"));
    script.replace("complete -F _archwise ", "complete -F _archwise_parts ") + &parts
}

/// Adds what the generator leaves out of a script for zsh.
fn for_zsh(script: &str, command: &Command, lists: &[String]) -> String {
    let commands: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
    let parts = include_str!("completions/parts.zsh")
        .replace("COMMANDS", &commands.join("|"))
        .replace("LISTS", &lists.join("|"));
    let begin = "\n_archwise() {\n";
    let options = "_arguments \"${_arguments_options[@]}\"";
    let ending = options.replace("_arguments ", "_arguments \"${ending[@]}\" ");
    let script = script.replacen(begin, &format!("{begin}{parts}"), 1).replacen(options, &ending, 1);
    // The fields in a field are listed once that is typed, as files in folders are.
    all_fields(command).fold(script, |script, fields| {
        let fields = fields.join(" ");
        script.replace(&format!(":({fields})"), &format!(":_multi_parts . \"({fields})\""))
    })
}

/// Adds what the generator leaves out of a script for fish.
fn for_fish(script: &str, command: &Command, lists: &[String]) -> String {
    // A flag of which the value is still missing is no reason not to complete that.
    let parsed = "    argparse -s (__fish_archwise_global_optspecs) -- $cmd 2>/dev/null\n";
    let again = parsed.replace("    argparse", "    or argparse").replace("$cmd", "$cmd[1..-2]");
    let script = script.replacen(parsed, &format!("{parsed}{again}"), 1);
    let script = all_fields(command).fold(script, |script, fields| {
        let described: Vec<String> = fields.iter().map(|field| format!("{field}\\t''")).collect();
        let offered = format!("(__fish_archwise_fields {})", fields.join(" "));
        script.replace(&described.join("\n"), &offered)
    });
    let parts = include_str!("completions/parts.fish");
    script + parts + &words_for_fish(command) + &lists_for_fish(lists)
}

/// Returns the fields of each command that takes `--json`.
fn all_fields(command: &Command) -> impl Iterator<Item = Vec<String>> {
    command.get_subcommands().filter_map(|inner| fields::names(inner.get_name()))
}

/// Returns the flags whose value may be a list with commas.
fn lists(command: &Command, rulebook: &Rulebook) -> Vec<String> {
    let all = command.get_subcommands().flat_map(Command::get_arguments);
    let lists = all.filter(|arg| arg.get_value_delimiter().is_some()).filter_map(Arg::get_long);
    // To answer several options is to leave open which of them it is.
    let questions = rulebook.questions.iter().map(|question| question.id.as_str());
    let names: BTreeSet<&str> = lists.chain(questions).collect();
    names.into_iter().map(|name| format!("--{name}")).collect()
}

/// Returns what the generator leaves out of a script for fish: the values of words that are no flags.
fn words_for_fish(command: &Command) -> String {
    let line = |condition: &str, command: &Command| {
        let values = command.get_positionals().flat_map(Arg::get_possible_values);
        let values: Vec<String> = values.map(|value| value.get_name().to_owned()).collect();
        let line = format!("complete -c {PROGRAM} -n \"{condition}\" -f -a \"{}\"\n", values.join(" "));
        if values.is_empty() { String::new() } else { line }
    };
    let mut script = String::new();
    for outer in command.get_subcommands() {
        let using = format!("__fish_{PROGRAM}_using_subcommand {}", outer.get_name());
        script += &line(&using, outer);
        for inner in outer.get_subcommands() {
            let seen = format!("{using}; and \\\n    __fish_seen_subcommand_from {}", inner.get_name());
            script += &line(&seen, inner);
        }
    }
    script
}

/// Returns what completes the rest of a list in fish, for the flags that take one.
fn lists_for_fish(lists: &[String]) -> String {
    let line = |flag: &String| {
        let flag = flag.trim_start_matches('-');
        format!(
            "complete -c {PROGRAM} -n \"string match -q '*,*' -- (commandline -ct)\" -l {flag} -x \\\n    \
             -a \"(__fish_{PROGRAM}_after_comma)\"\n"
        )
    };
    lists.iter().map(line).collect()
}

/// Returns the command as completions see it: with the values that flags and words may have, and with the
/// flags of the default command where no command is named. It is not for parsing, which takes several values
/// and numbers too, and says better what is wrong.
fn with_values_of(command: Command, rulebook: &Rulebook) -> Command {
    // The words after `man` are commands as well: each shell knows which of those may follow which.
    let pages = command.get_subcommands().filter(|inner| inner.get_name() != "man");
    let pages: Vec<Command> = pages.map(as_word).collect();
    let command = command.mut_subcommands(|inner| match inner.get_name() {
        "man" => as_word(&inner).args(flags_of(&inner)).subcommands(&pages),
        _ => inner,
    });
    let advise = command.find_subcommand("advise").cloned().unwrap_or_default();
    let global = ["rules", "color", "help", "version"];
    let flags = flags_of(&advise).filter(|arg| !global.contains(&arg.get_id().as_str()));
    with_values(command.args(flags), rulebook)
}

/// Returns the flags of a command.
fn flags_of(command: &Command) -> impl Iterator<Item = Arg> {
    command.get_arguments().filter(|arg| !arg.is_positional()).cloned()
}

/// Returns a command as a word that others may take: without flags.
fn as_word(command: &Command) -> Command {
    Command::new(command.get_name().to_owned())
        .about(command.get_about().cloned().unwrap_or_default())
        .disable_help_subcommand(true)
        .subcommands(command.get_subcommands().map(as_word))
}

fn with_values(command: Command, rulebook: &Rulebook) -> Command {
    let page = command.get_name().to_owned();
    let command = command.mut_args(|arg| match values(&page, arg.get_id().as_str(), rulebook) {
        Some(values) => arg.value_parser(PossibleValuesParser::new(values)),
        None => arg,
    });
    command.mut_subcommands(|inner| with_values(inner, rulebook))
}

/// Returns the values that an argument of a command may have; `None` where they cannot be listed.
fn values(command: &str, argument: &str, rulebook: &Rulebook) -> Option<Vec<String>> {
    let owned = |ids: &mut dyn Iterator<Item = &String>| ids.cloned().collect();
    if let Some(question) = rulebook.questions.iter().find(|question| argument_id(question) == argument) {
        return Some(options(question));
    }
    Some(match (command, argument) {
        (_, "among" | "expect" | "architecture" | "why_not") => {
            owned(&mut rulebook.architectures.iter().map(|architecture| &architecture.id))
        }
        (_, "preset") => owned(&mut rulebook.presets.iter().map(|preset| &preset.id)),
        (_, "fixed") => owned(&mut rulebook.questions.iter().map(|question| &question.id)),
        (_, "quality") => owned(&mut rulebook.qualities.iter().map(|quality| &quality.id)),
        (_, "rule") => owned(&mut rulebook.rules.iter().map(|rule| &rule.id)),
        (_, "weight") => {
            let weights = |id: &String| (0..=MAX_WEIGHT).map(|n| format!("{id}={n}")).collect::<Vec<_>>();
            rulebook.qualities.iter().flat_map(|quality| weights(&quality.id)).collect()
        }
        (_, "set" | "what_if") => {
            let answers = |question: &Question| {
                options(question)
                    .into_iter()
                    .map(|option| format!("{}={option}", question.id))
                    .collect::<Vec<_>>()
            };
            rulebook.questions.iter().flat_map(answers).collect()
        }
        // Without a command it is `advise`.
        (PROGRAM, "json") => return values("advise", argument, rulebook),
        (_, "json") => return fields::names(command),
        ("show", "id") => rules::shown_ids(rulebook).map(str::to_owned).collect(),
        ("explain-code", "code") => Code::ALL.iter().map(|code| code.id().to_owned()).collect(),
        _ => return None,
    })
}

/// Returns what a question may be answered with in a word.
fn options(question: &Question) -> Vec<String> {
    let none = (question.kind == Kind::Multi).then_some("none");
    let others = none.into_iter().chain(["unknown"]).map(str::to_owned);
    question.options.iter().map(|option| option.id.clone()).chain(others).collect()
}
