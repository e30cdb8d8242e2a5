//! What a command is told: the rulebook, and the answers about a system.
//!
//! Answers are read in two stages. [`RawAnswers`] is what stands on the command line, as it was typed:
//! nothing is looked up, so it cannot be wrong yet. [`Inputs`] is what commands work with: the answers file
//! is read, the environment is asked, every id and value is found in the rulebook, and the stronger sources
//! are laid over the weaker ones, flags over environment over file. All errors of the second stage are
//! reported together.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::Path;

use anyhow::Result;

use super::args::{AnswerArgs, RULES_VARIABLE};
use super::environment;
use super::flags::COMMANDS;
use crate::answers::{
    self, Answers, AnswersFile, Origin, Statement, TypedRenames, UNTITLED, forget_missing, preset_mistakes,
    read_answers, typed,
};
use crate::assessment::Assessor;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::engine::Effort;
use crate::observe::{self, Facts};
use crate::rulebook::{ArchitectureSet, MAX_WEIGHT, QualityId, QuestionId, Rulebook, is_builtin, layers};

/// Returns the rulebook in these layers, or that which the environment names, or the built-in one.
pub(super) fn rulebook(paths: &[&OsStr]) -> Result<(Cow<'static, Rulebook>, Diagnostics), Diagnostics> {
    let environment = environment::value(RULES_VARIABLE);
    let paths = match paths {
        [] => environment.as_deref().into_iter().map(Path::new).collect(),
        paths => paths.iter().map(Path::new).collect::<Vec<_>>(),
    };
    if paths.iter().all(|path| is_builtin(path)) {
        return Ok((Cow::Borrowed(Rulebook::builtin()), Diagnostics::default()));
    }
    let (rulebook, notes) = Rulebook::from_layers(&layers(&paths)?)?;
    let mistakes = preset_mistakes(&rulebook);
    if mistakes.has_errors() { Err(mistakes) } else { Ok((Cow::Owned(rulebook), notes)) }
}

/// The answers as the user gave them, before they are checked.
#[derive(Default)]
pub(super) struct RawAnswers<'a> {
    pub file: Option<&'a Path>,
    /// The value of `--title`.
    pub title: Option<&'a str>,
    /// The value of `--as`.
    pub by: Option<&'a str>,
    /// Name and text of each flag that is named like a question.
    pub flags: Vec<(String, String)>,
    /// Whether nothing but the file counts, so that the environment is not asked.
    pub only_file: bool,
    /// The value of `--preset`.
    pub preset: Option<&'a str>,
    /// The values of `--set`: `ID=OPTION`.
    pub set: &'a [String],
    /// The values of `--weight`: `QUALITY=N`.
    pub weights: &'a [String],
    /// The architectures that `--among` names.
    pub among: &'a [String],
    /// What repositories show, which everything else replaces.
    pub observed: Option<&'a Facts>,
}

impl<'a> RawAnswers<'a> {
    pub(super) fn new(args: &'a AnswerArgs, title: Option<&'a str>, flags: Vec<(String, String)>) -> Self {
        Self {
            file: args.file.as_deref(),
            title,
            by: None,
            flags,
            only_file: false,
            preset: args.preset.as_deref(),
            set: &args.set,
            weights: &args.weight,
            among: &args.among,
            observed: None,
        }
    }
}

/// Everything that is known about one system.
pub(super) struct Inputs {
    /// The answers file, its title, answers and weights overlaid by those of the environment and the flags.
    pub file: AnswersFile,
    /// Whether the title is that of the command line.
    title_given: bool,
    pub among: ArchitectureSet,
}

impl Inputs {
    /// Reads and merges everything. With success come notes, if there are any.
    ///
    /// # Errors
    /// Everything that is wrong with what was given.
    pub(super) fn read(raw: RawAnswers<'_>, rulebook: &Rulebook) -> Result<(Self, Diagnostics), Diagnostics> {
        let mut found = Diagnostics::default();
        let file = raw.file.and_then(|path| file(path, rulebook, &mut found));
        let mut file = file.unwrap_or_else(|| AnswersFile::blank(rulebook));
        let mut renames = TypedRenames::default();
        let mut statements = Vec::new();
        if !raw.only_file {
            statements.extend(from_environment(rulebook, &mut renames, &mut found));
        }
        statements.extend(flag_statements(&raw, rulebook, &mut renames, &mut found));
        renames.note().into_iter().for_each(|note| found.push(note));
        note_ignored(&statements, rulebook, &mut found);
        let preset = raw.preset.and_then(|id| found.ok_or_push(rulebook.find_preset(id)));
        if let Some(preset) = preset {
            match answers::preset(preset, rulebook) {
                Ok(assumed) => _ = found.ok_or_push(file.assume(rulebook, &preset.id, assumed)),
                Err(mistakes) => found.extend(mistakes),
            }
            file.title.get_or_insert_with(|| preset.title.clone());
        }
        if let Some(facts) = raw.observed.filter(|_| !found.has_errors()) {
            file.underlay(rulebook, observe::statements(facts, rulebook), &mut found);
            file.observed = facts.kept();
        }
        file.overlay(rulebook, &statements, &mut found);
        file.weights.extend(weights(raw.weights, rulebook, &mut found));
        file.title = raw.title.map(str::to_owned).or(file.title).filter(|title| !title.trim().is_empty());
        file.by = raw.by.map(str::to_owned).or(file.by);
        let among = among(raw.among, rulebook, &mut found);
        let inputs = Self { file, title_given: raw.title.is_some(), among };
        found.unless_errors(Some(inputs))
    }

    /// Returns what assesses the system, by this rulebook and among the architectures that were named.
    pub(super) fn assessor<'r>(&self, rulebook: &'r Rulebook, effort: Effort) -> Assessor<'r> {
        Assessor { rulebook, among: self.among, effort }
    }

    /// Merges in a draft, which is newer than the file. What the command line or the environment says stays.
    pub(super) fn resume(&mut self, draft: AnswersFile, rulebook: &Rulebook) {
        let is_stronger = |origin: &Origin| matches!(origin, Origin::Flag(_) | Origin::Environment(_));
        for statement in draft.statements {
            let Statement { question, reply, .. } = &statement;
            let answers = &mut self.file.answers;
            let given = answers.given(*question);
            if given.is_some_and(|given| is_stronger(&given.origin))
                || answers.said(rulebook, *question).as_ref() == Some(reply)
            {
                continue;
            }
            match statement.says_nothing(rulebook) {
                true => self.file.decline(rulebook, *question),
                false => answers.set(rulebook, *question, reply, Origin::Prompt),
            }
        }
        self.file.notes.extend(draft.notes);
        let title = draft.title.filter(|title| title != UNTITLED && !self.title_given);
        self.file.title = title.or(self.file.title.take());
        self.file.by = self.file.by.take().or(draft.by);
        for part in draft.parts {
            match self.file.parts.iter_mut().find(|known| known.id == part.id) {
                // A draft does not repeat what is recorded of a part.
                Some(known) => {
                    (known.title, known.statements, known.with) = (part.title, part.statements, part.with);
                }
                None => self.file.parts.push(part),
            }
        }
        forget_missing(&mut self.file.parts);
        for (quality, weight) in draft.weights {
            self.file.weights.entry(quality).or_insert(weight);
        }
    }
}

fn file(path: &Path, rulebook: &Rulebook, found: &mut Diagnostics) -> Option<AnswersFile> {
    let read = read_answers(path).and_then(|document| AnswersFile::read(&document, rulebook));
    match read {
        Ok((file, notes)) => {
            found.extend(notes);
            Some(file)
        }
        Err(errors) => {
            found.extend(errors.into_iter().map(|error| meant_command(path, error)).collect());
            None
        }
    }
}

/// A file that does not exist may be a command with a typing error in it.
fn meant_command(path: &Path, error: Diagnostic) -> Diagnostic {
    let name = path.to_string_lossy();
    let help = did_you_mean(&name, COMMANDS);
    if path.exists() || name.contains(['.', '/']) || !help.starts_with("did you mean") {
        return error;
    }
    error.help(format!("a file is expected here; for a command, {help}"))
}

fn from_environment(
    rulebook: &Rulebook,
    renames: &mut TypedRenames,
    found: &mut Diagnostics,
) -> Vec<Statement> {
    let mut statements = Vec::new();
    let today = rulebook.questions.iter().map(|question| question.id.as_str());
    for id in today.chain(rulebook.former_questions()) {
        let name = environment::variable(id);
        let Some(text) = environment::value(&name) else { continue };
        let origin = Origin::Environment(name.into());
        statements.extend(answered(id, &text.to_string_lossy(), &origin, rulebook, renames, found));
    }
    statements
}

fn flag_statements(
    raw: &RawAnswers<'_>,
    rulebook: &Rulebook,
    renames: &mut TypedRenames,
    found: &mut Diagnostics,
) -> Vec<Statement> {
    let mut statements = Vec::new();
    for (id, text) in &raw.flags {
        let flag = Origin::Flag(format!("--{id} {text}").into());
        statements.extend(answered(id, text, &flag, rulebook, renames, found));
    }
    for text in raw.set {
        statements.extend(set_statements("--set", text, rulebook, renames, found));
    }
    statements
}

/// Notes which flags say "don't know" of what another flag answers: they take nothing back.
fn note_ignored(statements: &[Statement], rulebook: &Rulebook, found: &mut Diagnostics) {
    let is_unknown = |said: &Statement| said.says_nothing(rulebook);
    let is_flag = |said: &&Statement| matches!(said.origin, Origin::Flag(_));
    for said in statements.iter().filter(is_flag).filter(|said| is_unknown(said)) {
        let same = |other: &&Statement| other.question == said.question && !is_unknown(other);
        if let Some(other) = statements.iter().filter(is_flag).find(same) {
            let id = &rulebook.questions[said.question].id;
            let message = format!("{} changes nothing beside {}", said.origin, other.origin);
            let help = format!("to see what not knowing it would change, use `--what-if {id}=unknown`");
            found.push(Diagnostic::note(Code::IgnoredAnswer, message).help(help));
        }
    }
}

/// Reads `--set ID=OPTION`, or another flag of that form. A former id may stand for several questions.
fn set_statements(
    flag: &str,
    text: &str,
    rulebook: &Rulebook,
    renames: &mut TypedRenames,
    found: &mut Diagnostics,
) -> Vec<Statement> {
    let Some((id, option)) = pair(flag, "ID=OPTION", text, found) else { return Vec::new() };
    let origin = Origin::Flag(format!("{flag} {text}").into());
    answered(id, option, &origin, rulebook, renames, found)
}

fn answered(
    id: &str,
    text: &str,
    origin: &Origin,
    rulebook: &Rulebook,
    renames: &mut TypedRenames,
    found: &mut Diagnostics,
) -> Vec<Statement> {
    let statements = typed(id, text, rulebook, origin, renames);
    found.ok_or_push(statements.map_err(|error| in_origin(error, origin))).unwrap_or_default()
}

/// Says in the message of an error which flag or variable it is in.
fn in_origin(mut error: Diagnostic, origin: &Origin) -> Diagnostic {
    error.message = format!("{} (in {origin})", error.message);
    error
}

/// Returns the questions that `--fixed` names.
///
/// # Errors
/// Every id that is not a question.
pub(super) fn fixed(ids: &[String], rulebook: &Rulebook) -> Result<Vec<QuestionId>, Diagnostics> {
    let mut found = Diagnostics::default();
    let mut questions = Vec::new();
    for id in ids {
        let former: Vec<QuestionId> = rulebook.formerly(id).collect();
        let origin = || Origin::Flag(format!("--fixed {id}").into());
        match rulebook.find_question(id) {
            Ok(question) => questions.push(question),
            Err(error) if former.is_empty() => found.push(in_origin(error, &origin())),
            Err(_) => questions.extend(former),
        }
    }
    if found.has_errors() { Err(found) } else { Ok(questions) }
}

/// Returns the answers with what `--what-if` says in place of what they say.
///
/// # Errors
/// Every text that is not an answer.
pub(super) fn what_if(
    texts: &[String],
    answers: &Answers,
    rulebook: &Rulebook,
) -> Result<Answers, Diagnostics> {
    let mut found = Diagnostics::default();
    let mut renames = TypedRenames::default();
    let mut changed = answers.clone();
    for text in texts {
        let statements = set_statements("--what-if", text, rulebook, &mut renames, &mut found);
        for Statement { question, reply, origin, .. } in statements {
            changed.set(rulebook, question, &reply, origin);
        }
    }
    if found.has_errors() { Err(found) } else { Ok(changed) }
}

fn pair<'a>(flag: &str, form: &str, text: &'a str, found: &mut Diagnostics) -> Option<(&'a str, &'a str)> {
    let pair = text.split_once('=').map(|(id, value)| (id.trim(), value.trim()));
    if pair.is_none() {
        let message = format!("`{flag} {text}` is not of the form `{flag} {form}`");
        found.push(Diagnostic::error(Code::BadAnswer, message).help("write an equals sign between the two"));
    }
    pair
}

fn weights(given: &[String], rulebook: &Rulebook, found: &mut Diagnostics) -> BTreeMap<QualityId, u8> {
    let mut all = BTreeMap::new();
    for text in given {
        let Some((id, number)) = pair("--weight", "QUALITY=N", text, found) else { continue };
        let Some(quality) = found.ok_or_push(rulebook.find_quality(id)) else { continue };
        match number.parse::<u8>() {
            Ok(weight) if weight <= MAX_WEIGHT => _ = all.insert(quality, weight),
            _ => {
                let message =
                    format!("the weight `{number}` of `{id}` is not a whole number from 0 to {MAX_WEIGHT}");
                found.push(Diagnostic::error(Code::OutOfRange, message));
            }
        }
    }
    all
}

/// Returns the architectures that are named; all if none is.
pub(super) fn among(given: &[String], rulebook: &Rulebook, found: &mut Diagnostics) -> ArchitectureSet {
    if given.is_empty() {
        return ArchitectureSet::full(rulebook.architectures.len());
    }
    given.iter().filter_map(|id| found.ok_or_push(rulebook.find_architecture(id))).collect()
}
