//! The parts of the system that differ from the whole: listed, added, changed and removed.

use std::io;

use super::differences::{ask_again, ask_differences};
use super::exchange::{ask_exchange, partners};
use super::prompter::{Action, Attempt, Menu, PromptHeader, Selection, Tone, retry};
use super::sentences::{self, part_name};
use super::session::Session;
use crate::answers::{Part, forget_missing};
use crate::rulebook::{QuestionId, and_list, counted};

const ADD: char = 'a';
const DONE: char = 'd';
const MARK: char = 'm';
const REMOVE: char = 'x';
const EXCHANGE: char = 'e';

const ABOUT: &str = "A part is a subsystem that needs something else than the whole, such as billing. It is asked \
    only where it differs, and gets a verdict of its own.";

/// Lets the user add parts and change them.
pub(super) fn edit_parts(session: &mut Session<'_, '_>) -> io::Result<()> {
    if session.file.parts.is_empty() && !add(session)? {
        return Ok(());
    }
    loop {
        let menu = list(session);
        match session.prompter.select(&menu)? {
            Selection::Choice(part) => edit_part(session, part)?,
            Selection::Action(ADD) => _ = add(session)?,
            Selection::Action(_) | Selection::Back => return Ok(()),
        }
    }
}

fn list(session: &Session<'_, '_>) -> Menu {
    let parts = &session.file.parts;
    let help = format!("So far {}. Choose one to change it.", counted(parts.len(), "part"));
    let header = PromptHeader::new("Parts", "Does any other part differ from the whole?");
    Menu {
        header: PromptHeader { help: Some(help), ..header },
        choices: parts.iter().map(|part| row(session, part)).collect(),
        actions: vec![Action::new(DONE, "No: back to the review"), Action::new(ADD, "Yes: add a part")],
        actions_first: true,
        ..Menu::default()
    }
}

/// Returns the row of a part: `Billing: Consistency and Geographic spread; with Search`.
fn row(session: &Session<'_, '_>, part: &Part) -> String {
    let rulebook = session.rulebook();
    let differences = part.differences(rulebook, &session.file.answers);
    let topics: Vec<String> = differences
        .iter()
        .map(|(question, _)| sentences::headline(&rulebook.questions[*question].id))
        .collect();
    let topics = if topics.is_empty() { "nothing differs".to_owned() } else { and_list(&topics) };
    let with = partners(&session.file.parts, part).map(|names| format!("; with {names}"));
    format!("{}: {topics}{}", part_name(part), with.unwrap_or_default())
}

/// Asks for a new part and where it differs. Returns whether it was added.
fn add(session: &mut Session<'_, '_>) -> io::Result<bool> {
    let part = retry(|problem| {
        let header = PromptHeader::new("Parts", "What is the part called?");
        let header = PromptHeader { help: Some(ABOUT.to_owned()), problem, ..header };
        let typed = session.read_text(header, "name", "", None)?;
        Ok(match typed.map(|name| new_part(&name, &session.file.parts)) {
            None => Attempt::Done(None),
            Some(Ok(part)) => Attempt::Done(Some(part)),
            Some(Err(problem)) => Attempt::Refused(problem),
        })
    })?;
    let Some(part) = part else { return Ok(false) };
    session.file.parts.push(part);
    let at = session.file.parts.len() - 1;
    if ask_differences(session, at)? {
        ask_exchange(session, at)?;
        return Ok(true);
    }
    session.file.parts.truncate(at);
    session.save()?;
    Ok(false)
}

/// Returns a part of this name that differs in nothing yet; its id is the name in lower case with hyphens.
fn new_part(name: &str, parts: &[Part]) -> Result<Part, String> {
    let lower: String = name
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .flat_map(char::to_lowercase)
        .collect();
    let words: Vec<&str> = lower.split('-').filter(|word| !word.is_empty()).collect();
    let id = words.join("-");
    if id.is_empty() {
        return Err("A name has letters or digits.".to_owned());
    }
    if parts.iter().any(|part| part.id == id) {
        return Err(format!("There is a part {id} already."));
    }
    // Reports name a part without a title by its id.
    let title = (id != name).then(|| name.to_owned());
    Ok(Part { id, title, ..Part::default() })
}

/// Lets the user change the part at index `at`, or remove it.
fn edit_part(session: &mut Session<'_, '_>, at: usize) -> io::Result<()> {
    loop {
        let (questions, menu) = part_menu(session, at);
        match session.prompter.select(&menu)? {
            Selection::Choice(row) => ask_again(session, at, questions[row])?,
            Selection::Action(MARK) => _ = ask_differences(session, at)?,
            Selection::Action(EXCHANGE) => ask_exchange(session, at)?,
            Selection::Action(_) => {
                let removed = session.file.parts.remove(at);
                forget_missing(&mut session.file.parts);
                session.save()?;
                return session.say(Tone::Done, format!("{} is removed.", part_name(&removed)));
            }
            Selection::Back => return Ok(()),
        }
    }
}

/// Returns the questions in which a part differs, and the menu that lists its answers to them.
fn part_menu(session: &Session<'_, '_>, at: usize) -> (Vec<QuestionId>, Menu) {
    let (rulebook, part) = (session.rulebook(), &session.file.parts[at]);
    let mut questions = Vec::new();
    let mut choices = Vec::new();
    for (index, reply) in part.differences(rulebook, &session.file.answers) {
        let question = &rulebook.questions[index];
        questions.push(index);
        choices.push(format!(
            "{}: {}",
            sentences::headline(&question.id),
            sentences::answer(question, reply)
        ));
    }
    let mut actions = vec![Action::new(MARK, "Mark where it differs from the whole")];
    if session.file.parts.len() > 1 {
        actions.push(Action::new(EXCHANGE, "Say with which parts it exchanges data"));
    }
    actions.push(Action::new(REMOVE, "Remove this part"));
    let help = choices.is_empty().then(|| "It does not differ from the whole yet.".to_owned());
    let title = format!("{}: choose an answer to change it.", part_name(part));
    let header = PromptHeader { help, ..PromptHeader::new("Parts", title) };
    (questions, Menu { header, choices, actions, back: true, ..Menu::default() })
}
