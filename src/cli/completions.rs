//! `archwise completions`: the scripts by which shells complete commands, flags and answers.

use anyhow::Result;
use clap::builder::PossibleValuesParser;
use clap::{Arg, Command};
use clap_complete::Shell;

use super::args::CompletionsArgs;
use super::exit::Exit;
use super::flags::{COMMANDS, argument_id};
use super::{output, rules};
use crate::diagnostic::Code;
use crate::rulebook::{Kind, MAX_WEIGHT, Rulebook};

const PROGRAM: &str = "archwise";

/// Prints the script that completes commands and flags in a shell.
pub(super) fn completions(args: &CompletionsArgs, command: Command, rulebook: &Rulebook) -> Result<Exit> {
    let mut command = with_values_of(command, rulebook);
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, PROGRAM, &mut script);
    let mut script = String::from_utf8_lossy(&script).into_owned();
    if args.shell == Shell::Fish {
        script.push_str(&words_for_fish(rulebook));
    }
    output::write(&script, None)?;
    Ok(Exit::Done)
}

/// Returns what the generator leaves out of a script for fish: the values of words that are no flags.
fn words_for_fish(rulebook: &Rulebook) -> String {
    let words = [("rules", "show", "id"), ("rules", "explain-code", "code")];
    let line = |(outer, command, argument)| {
        let values = values(command, argument, rulebook).unwrap_or_default().join(" ");
        format!(
            "complete -c {PROGRAM} -n \"__fish_{PROGRAM}_using_subcommand {outer}; and \\\n    \
             __fish_seen_subcommand_from {command}\" -f -a \"{values}\"\n"
        )
    };
    words.map(line).concat()
}

/// Returns the command as completions see it: with the values that flags and words may have, and with the
/// flags of the default command where no command is named. It is not for parsing, which takes several values
/// and numbers too, and says better what is wrong.
fn with_values_of(command: Command, rulebook: &Rulebook) -> Command {
    let advise = command.find_subcommand("advise").cloned().unwrap_or_default();
    let global = ["rules", "color", "help", "version"];
    let flags = advise.get_arguments().filter(|arg| !arg.is_positional());
    let flags: Vec<Arg> = flags.filter(|arg| !global.contains(&arg.get_id().as_str())).cloned().collect();
    with_values(command.args(flags), rulebook)
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
        let none = (question.kind == Kind::Multi).then_some("none");
        let others = none.into_iter().chain(["unknown"]).map(str::to_owned);
        return Some(question.options.iter().map(|option| option.id.clone()).chain(others).collect());
    }
    Some(match (command, argument) {
        (_, "among" | "expect" | "architecture") => {
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
        ("show", "id") => rules::shown_ids(rulebook).map(str::to_owned).collect(),
        ("explain-code", "code") => Code::ALL.iter().map(|code| code.id().to_owned()).collect(),
        ("man", "command") => COMMANDS.iter().map(|name| (*name).to_owned()).collect(),
        _ => return None,
    })
}
