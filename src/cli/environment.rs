//! The variables of the environment that the program reads, and those that are probably meant to be.

use std::ffi::OsString;

use anyhow::{Result, bail};

use super::args::RULES_VARIABLE;
use crate::diagnostic::{nearest, visible};
use crate::rulebook::Rulebook;

/// A variable, or several of a kind, that the program reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Variable {
    Rules,
    Answers,
    NoInput,
    Ci,
    Accessible,
    NoColor,
    Pager,
    Term,
    Language,
    StateHome,
    Epoch,
    Summary,
    /// Those that every command reads, for which the page of the program stands.
    Everywhere,
}

impl Variable {
    /// Returns the name, as help shows it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Rules => RULES_VARIABLE,
            Self::Answers => "ARCHWISE_TEAMS, ...",
            Self::NoInput => NO_INPUT,
            Self::Ci => "CI",
            Self::Accessible => ACCESSIBLE,
            Self::NoColor => "NO_COLOR, CLICOLOR_FORCE",
            Self::Pager => "PAGER, LESS",
            Self::Term => "TERM",
            Self::Language => "LC_ALL, LC_CTYPE, LANG",
            Self::StateHome => "XDG_STATE_HOME",
            Self::Epoch => "SOURCE_DATE_EPOCH",
            Self::Summary => "GITHUB_STEP_SUMMARY",
            Self::Everywhere => "ARCHWISE_RULES, ...",
        }
    }

    /// Returns whether its value may tell something of a system or a person.
    pub(super) fn is_private(self) -> bool {
        matches!(self, Self::Answers | Self::Rules | Self::Pager | Self::StateHome | Self::Summary)
    }

    /// Says what it does.
    pub(super) fn meaning(self) -> &'static str {
        match self {
            Self::Rules => "The rulebook, where `--rules` names none.",
            Self::Answers => {
                "An answer, as by the flag of the question: ARCHWISE_TEAMS=3 is --teams 3. A flag beats it; it \
                 beats the file."
            }
            Self::NoInput => "If set, nothing is asked; 0 lets it ask even where CI is set.",
            Self::Ci => "If set, nothing is asked without --ask, --resume or --review.",
            Self::Accessible => {
                "If set, questions are plain numbered lines, and reports have neither bars nor colours, fit for \
                 a screen reader."
            }
            Self::NoColor => "Whether texts are coloured, where --color says nothing.",
            Self::Pager => {
                "What shows long texts at a terminal, and how less behaves; with an empty PAGER nothing does."
            }
            Self::Term => "With `dumb` there are no menus and no pager.",
            Self::Language => "Whether the terminal shows more than ASCII: a locale with UTF-8 does.",
            Self::StateHome => "Where drafts are kept, instead of in ~/.local/state.",
            Self::Epoch => "The time that counts as now, in seconds since 1970: the same output on any day.",
            Self::Summary => "The file to which `check --summary` adds.",
            Self::Everywhere => "What every command reads: see `archwise --help`.",
        }
    }
}

/// Returns the variables that are set and read, by name.
pub(super) fn in_force() -> Vec<(String, Variable)> {
    let mut set: Vec<(String, Variable)> = std::env::vars_os()
        .filter(|(_, value)| !value.is_empty())
        .filter_map(|(name, _)| name.into_string().ok())
        .filter_map(|name| variable_of(&name).map(|variable| (name, variable)))
        .collect();
    set.sort_by(|a, b| a.0.cmp(&b.0));
    set
}

/// Returns what a variable of the environment is to the program; `None` if it is not read.
fn variable_of(name: &str) -> Option<Variable> {
    let all = [
        Variable::Rules,
        Variable::NoInput,
        Variable::Ci,
        Variable::Accessible,
        Variable::NoColor,
        Variable::Pager,
        Variable::Language,
        Variable::StateHome,
        Variable::Epoch,
        Variable::Summary,
    ];
    let named = all.into_iter().find(|variable| variable.name().split(", ").any(|one| one == name));
    named.or_else(|| name.starts_with(PREFIX).then_some(Variable::Answers))
}

/// What the names of all variables of the program begin with.
const PREFIX: &str = "ARCHWISE_";
/// Asks nothing if it is set; with 0 asks even where `CI` is set.
pub(super) const NO_INPUT: &str = "ARCHWISE_NO_INPUT";
/// Asks for plain text, fit for a screen reader.
pub(super) const ACCESSIBLE: &str = "ARCHWISE_ACCESSIBLE";
/// The variables that are no answers.
const SETTINGS: [&str; 3] = [RULES_VARIABLE, ACCESSIBLE, NO_INPUT];

/// Returns the value of a variable. One that is empty is one that is not set.
pub(super) fn value(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// Returns whether a variable of the environment is set to more than nothing or no.
pub(super) fn is_set(name: &str) -> bool {
    let is_no = |value: &str| value.is_empty() || value == "0" || value.eq_ignore_ascii_case("false");
    std::env::var_os(name).is_some_and(|value| !is_no(&value.to_string_lossy()))
}

/// Returns the name of the variable that answers a question.
pub(super) fn variable(question: &str) -> String {
    format!("{PREFIX}{}", question.to_uppercase().replace('-', "_"))
}

/// Refuses a variable whose name is near to that of one which is read: it would be without effect, as a
/// mistyped flag would. Variables that are empty, or near to none, are left to whoever set them. Answers are
/// looked at only where they are read.
///
/// # Errors
/// Every such variable, with the name that was probably meant.
pub(super) fn check(rulebook: &Rulebook, takes_answers: bool) -> Result<()> {
    let today = rulebook.questions.iter().map(|question| question.id.as_str());
    let answers: Vec<String> = today.chain(rulebook.former_questions()).map(variable).collect();
    let mut known: Vec<&str> = SETTINGS.to_vec();
    known.extend(answers.iter().map(String::as_str));
    let mut wrong: Vec<String> = std::env::vars_os()
        .filter(|(_, value)| !value.is_empty())
        .filter_map(|(name, _)| Some(name.to_str()?.to_owned()))
        .filter(|name| name.starts_with(PREFIX) && !known.contains(&name.as_str()))
        .filter_map(|name| {
            let meant = suggestion(&name, &known)?;
            let is_read = takes_answers || SETTINGS.contains(&meant);
            is_read.then(|| format!("there is no variable `{}`; did you mean `{meant}`?", visible(&name)))
        })
        .collect();
    wrong.sort();
    if !wrong.is_empty() {
        bail!("{}", wrong.join("\nerror: "));
    }
    Ok(())
}

fn suggestion<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    let word = |name: &str| name.trim_start_matches(PREFIX).to_lowercase().replace('_', "-");
    let words: Vec<String> = known.iter().map(|name| word(name)).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let near = nearest(&word(name), &words)?;
    words.iter().position(|word| *word == near).map(|at| known[at])
}
