//! The review: all answers on one screen, each of which can be changed and given a note.

use std::io;

use super::asker::{Card, Field, Menu, Pick};
use super::conduct::Interview;
use super::menu::{CHANGE, GO_ON, NOTE, PARTS, REPLACE, SAVE, STOP, TITLE, action};
use super::question::Reaction;
use super::sentences::{self, count};
use super::{parts, standings};
use crate::engine::Analysis;
use crate::rulebook::and_list;

const FILE: &str = "answers.yaml";

/// What came of the review.
pub(super) enum Done {
    Finish,
    /// Ask what is still unanswered.
    Ask,
    Changed,
    /// Back to the last question.
    Back,
}

pub(super) fn review(interview: &mut Interview<'_, '_>, analysis: &Analysis) -> io::Result<Done> {
    let waiting = interview.waiting().len();
    let listed: Vec<usize> =
        (0..interview.rulebook().questions.len()).filter(|&q| interview.is_asked(q)).collect();
    let pick = interview.asker.pick(&menu(interview, analysis, &listed, waiting))?;
    match pick {
        Pick::Choice(row) => change(interview, listed[row]).map(|()| Done::Changed),
        Pick::Action(SAVE) => save(interview),
        Pick::Action(TITLE) => title(interview).map(|()| Done::Changed),
        Pick::Action(PARTS) => parts::parts(interview).map(|()| Done::Changed),
        Pick::Action(GO_ON) => Ok(Done::Ask),
        Pick::Action(_) => Ok(Done::Finish),
        Pick::Back => Ok(Done::Back),
    }
}

fn menu(interview: &Interview<'_, '_>, analysis: &Analysis, listed: &[usize], waiting: usize) -> Menu {
    let rulebook = interview.rulebook();
    let needs_file = interview.keeper.needs_file();
    let mut actions = match needs_file {
        true => vec![
            action(SAVE, "Finish: save the answers to a file and show the report"),
            action(STOP, "Finish without saving the answers"),
        ],
        false => vec![action(STOP, "Finish: show the report")],
    };
    if waiting > 0 {
        actions.push(action(GO_ON, format!("Answer the {} left", count(waiting, "question"))));
    }
    let title = interview.sheet.title.as_deref().unwrap_or("none yet");
    actions.push(action(TITLE, format!("Title: {title}")));
    let parts: Vec<String> = interview.sheet.parts.iter().map(parts::name).collect();
    let parts = if parts.is_empty() { "none yet".to_owned() } else { and_list(&parts) };
    actions.push(action(PARTS, format!("Parts that differ from the whole: {parts}")));
    let lead = match interview.setup.standings {
        true => standings::lead(&interview.problem(), &analysis.evaluation),
        false => String::new(),
    };
    let left = match (waiting, analysis.verdict.settled) {
        (0, _) => "Everything is answered.".to_owned(),
        (_, Some(true)) => "What is not answered cannot change the outcome.".to_owned(),
        (_, _) => format!("{} not answered, which may change the outcome.", count(waiting, "question")),
    };
    let row = |&q: &usize| {
        let note = interview.sheet.notes.get(&q).map(|note| format!(" ({note})")).unwrap_or_default();
        // The id is short, so that the answer has room beside it.
        format!("{}: {}{note}", sentences::headline(&rulebook.questions[q].id), interview.current(q))
    };
    Menu {
        card: Card {
            place: "Review".to_owned(),
            title: "Your answers: choose one to change it or to add a note.".to_owned(),
            help: Some(format!("{lead} {left}").trim().to_owned()),
            problem: None,
        },
        choices: listed.iter().map(row).collect(),
        actions,
        actions_first: true,
        start: Some(Pick::Action(if needs_file { SAVE } else { STOP })),
        back: true,
    }
}

fn change(interview: &mut Interview<'_, '_>, question: usize) -> io::Result<()> {
    let asked = &interview.rulebook().questions[question];
    let note = interview.sheet.notes.get(&question).map(|note| format!(" Note: {note}")).unwrap_or_default();
    let menu = Menu {
        card: Card {
            place: "Review".to_owned(),
            title: asked.ask.clone(),
            help: Some(format!("Your answer: {}.{note}", interview.current(question))),
            problem: None,
        },
        actions: vec![action(CHANGE, "Change the answer"), action(NOTE, "Write a note on it")],
        back: true,
        ..Menu::default()
    };
    match interview.asker.pick(&menu)? {
        Pick::Action(CHANGE) => match interview.ask(question, true)? {
            Reaction::Reply(reply) => interview.record(question, &reply),
            Reaction::Back => Ok(()),
        },
        Pick::Action(_) => write_note(interview, question),
        Pick::Choice(_) | Pick::Back => Ok(()),
    }
}

fn write_note(interview: &mut Interview<'_, '_>, question: usize) -> io::Result<()> {
    let start = interview.sheet.notes.get(&question).cloned();
    let hint = match start {
        Some(_) => "Enter keeps the note, - removes it, < goes back.",
        None => "What should readers know about this answer? < goes back.",
    };
    let title = &interview.rulebook().questions[question].ask;
    let typed = text(interview, card(title), "note", hint, start)?;
    match typed.as_deref() {
        None => return Ok(()),
        Some("-") => _ = interview.sheet.notes.remove(&question),
        Some(note) => _ = interview.sheet.notes.insert(question, note.to_owned()),
    }
    interview.keep()
}

fn title(interview: &mut Interview<'_, '_>) -> io::Result<()> {
    let start = interview.sheet.title.clone();
    let hint = "The name of the system, for the report. < goes back.";
    if let Some(title) = text(interview, card("What is the system called?"), "title", hint, start)? {
        interview.sheet.title = Some(title);
        interview.keep()?;
    }
    Ok(())
}

/// A line of text; `None` if the user typed nothing, or went back.
pub(super) fn text(
    interview: &mut Interview<'_, '_>,
    card: Card,
    prompt: &str,
    hint: &str,
    start: Option<String>,
) -> io::Result<Option<String>> {
    let field = Field { card, prompt: prompt.to_owned(), hint: hint.to_owned(), start };
    let typed = interview.asker.line(&field)?;
    let typed: String = typed.chars().filter(|c| !c.is_control()).collect();
    let typed = typed.trim();
    Ok((!typed.is_empty() && typed != "<").then(|| typed.to_owned()))
}

fn card(title: impl Into<String>) -> Card {
    Card { place: "Review".to_owned(), title: title.into(), ..Card::default() }
}

/// Asks for the file until the answers are in it.
fn save(interview: &mut Interview<'_, '_>) -> io::Result<Done> {
    let mut problem = None;
    loop {
        let card = Card { problem: problem.take(), ..card("In which file?") };
        let field = Field {
            card,
            prompt: "file".to_owned(),
            hint: "< goes back.".to_owned(),
            start: free_name(interview),
        };
        let typed = interview.asker.line(&field)?;
        let file = match (typed.trim(), field.start.as_deref()) {
            ("<", _) => return Ok(Done::Changed),
            ("", Some(file)) => file,
            (file, _) => file,
        };
        if interview.keeper.is_taken(file) && !may_replace(interview, file)? {
            continue;
        }
        match interview.keeper.save_as(interview.sheet, file) {
            Ok(()) => return Ok(Done::Finish),
            Err(error) => problem = Some(error),
        }
    }
}

/// A name that nothing has yet.
fn free_name(interview: &Interview<'_, '_>) -> Option<String> {
    let names = std::iter::once(FILE.to_owned()).chain((2..10).map(|n| format!("answers-{n}.yaml")));
    names.into_iter().find(|name| !interview.keeper.is_taken(name))
}

fn may_replace(interview: &mut Interview<'_, '_>, file: &str) -> io::Result<bool> {
    let menu = Menu {
        card: Card {
            help: Some("Its answers give way to yours; its comments stay.".to_owned()),
            ..card(format!("{file} exists already."))
        },
        actions: vec![action(REPLACE, "Replace its answers")],
        back: true,
        ..Menu::default()
    };
    Ok(interview.asker.pick(&menu)? == Pick::Action(REPLACE))
}
