//! The review: all answers on one screen, each of which can be changed and given a note.

use std::io;

use super::contradictions::WayBack;
use super::parts::edit_parts;
use super::prompter::{Action, Attempt, BACK, Menu, PromptHeader, Selection, TextField, retry};
use super::sentences::part_name;
use super::session::Session;
use super::{standings, whole};
use crate::answers::Reply;
use crate::engine::{Inquiry, Status};
use crate::rulebook::{QuestionId, and_list, counted};

const FINISH: char = 's';
const SAVE: char = 'f';
const TITLE: char = 't';
const PARTS: char = 'p';
const ASK_THE_REST: char = 'g';
const CHANGE: char = 'c';
const NOTE: char = 'e';
const REPLACE: char = 'r';

/// What came of the review.
pub(super) enum Outcome {
    Finish,
    /// Ask what is still unanswered.
    AskTheRest,
    /// Something was changed, or nothing after all: see what comes next.
    Changed,
    /// Go back to the last question.
    Back,
}

pub(super) fn review(session: &mut Session<'_, '_>, inquiry: &Inquiry) -> io::Result<Outcome> {
    let questions = session.rulebook().questions.keys();
    let listed: Vec<QuestionId> = questions.filter(|&q| session.is_asked(q)).collect();
    let menu = menu(session, inquiry, &listed);
    let selection = session.prompter.select(&menu)?;
    session.reviewed = Some(match selection {
        Selection::Choice(row) => Selection::Choice(listed[row]),
        Selection::Action(key) => Selection::Action(key),
        Selection::Back => Selection::Back,
    });
    match selection {
        Selection::Choice(row) => change(session, listed[row])?,
        Selection::Action(SAVE) => return save(session),
        Selection::Action(TITLE) => edit_title(session)?,
        Selection::Action(PARTS) => edit_parts(session)?,
        Selection::Action(ASK_THE_REST) => return Ok(Outcome::AskTheRest),
        Selection::Action(_) => return Ok(Outcome::Finish),
        Selection::Back => return Ok(Outcome::Back),
    }
    Ok(Outcome::Changed)
}

fn menu(session: &Session<'_, '_>, inquiry: &Inquiry, listed: &[QuestionId]) -> Menu {
    let unanswered = session.unanswered().len();
    let left = match (unanswered, inquiry.verdict.settled) {
        (0, _) => all_asked(session, listed),
        (_, Some(true)) if session.file.answers.rest_on_assumptions(session.rulebook()) => {
            "What is open cannot change the outcome, if what is assumed holds.".to_owned()
        }
        (_, Some(true)) => "What is not answered cannot change the outcome.".to_owned(),
        (_, _) if inquiry.verdict.status == Status::Likely => {
            format!("{} not answered: likely, not proven.", counted(unanswered, "question"))
        }
        (_, _) => format!("{} not answered, which may change the outcome.", counted(unanswered, "question")),
    };
    let help = if session.setup.standings {
        let problem = session.problem();
        let axes = standings::axes(&problem, &inquiry.evaluation);
        let lead = standings::lead(&problem, &inquiry.evaluation);
        let axes = Some(axes).filter(|axes| !axes.is_empty() && *axes != lead);
        [Some(lead), axes, Some(left)].into_iter().flatten().collect::<Vec<_>>().join(" ")
    } else {
        left
    };
    let row = |&q: &QuestionId| {
        let note = session.file.notes.get(&q).map(|note| format!(" ({note})"));
        session.row(q) + &note.unwrap_or_default()
    };
    let header = header("Your answers: choose one to change it or to add a note.");
    Menu {
        header: PromptHeader { help: Some(help), ..header },
        choices: listed.iter().map(row).collect(),
        actions: actions(session, unanswered),
        actions_first: true,
        // Only a cursor stands there: an empty line finishes nothing.
        cursor: Some(cursor(session, listed)),
        must_choose: true,
        back: true,
        ..Menu::default()
    }
}

/// Says that nothing is left to ask, and of how many questions there is no answer all the same.
fn all_asked(session: &Session<'_, '_>, listed: &[QuestionId]) -> String {
    let (rulebook, answers) = (session.rulebook(), &session.file.answers);
    let assumed = listed.iter().filter(|&&q| answers.is_assumed(rulebook, q)).count();
    let is_open = |q: QuestionId| answers.of(rulebook, q) == Reply::unknown(&rulebook.questions[q]).sets;
    let open = listed.iter().filter(|&&q| is_open(q)).count();
    let missing = [(open, "not known"), (assumed, "assumed")];
    let missing = missing.iter().filter(|(count, _)| *count > 0);
    let missing: Vec<String> = missing.map(|(count, what)| format!("{count} {what}")).collect();
    match missing.as_slice() {
        [] => "Everything is answered.".to_owned(),
        missing => format!("Everything has been asked: {} of {}.", and_list(missing), listed.len()),
    }
}

/// Returns the row that was chosen last, so that an edit leaves the cursor where it was; else how to finish.
fn cursor(session: &Session<'_, '_>, listed: &[QuestionId]) -> Selection<usize> {
    let finish = Selection::Action(if session.store.needs_file() { SAVE } else { FINISH });
    match session.reviewed {
        Some(Selection::Choice(question)) => {
            listed.iter().position(|listed| *listed == question).map_or(finish, Selection::Choice)
        }
        Some(Selection::Action(key @ (TITLE | PARTS))) => Selection::Action(key),
        _ => finish,
    }
}

fn actions(session: &Session<'_, '_>, unanswered: usize) -> Vec<Action> {
    let mut actions = if session.store.needs_file() {
        vec![
            Action::new(SAVE, "Finish: save the answers to a file and show the report"),
            Action::new(FINISH, "Finish without saving the answers"),
        ]
    } else {
        vec![Action::new(FINISH, "Finish: show the report")]
    };
    if unanswered > 0 {
        let label = format!("Answer the {} left", counted(unanswered, "question"));
        actions.push(Action::new(ASK_THE_REST, label));
    }
    let title = session.file.title.as_deref().unwrap_or("none yet");
    actions.push(Action::new(TITLE, format!("Title: {title}")));
    let parts: Vec<String> = session.file.parts.iter().map(part_name).collect();
    let parts = if parts.is_empty() { "none yet".to_owned() } else { and_list(&parts) };
    actions.push(Action::new(PARTS, format!("Parts that differ from the whole: {parts}")));
    actions
}

fn header(title: impl Into<String>) -> PromptHeader {
    PromptHeader::new("Review", title)
}

/// Lets the user change one answer, or its note.
fn change(session: &mut Session<'_, '_>, question: QuestionId) -> io::Result<()> {
    let note = session.file.notes.get(&question).map(|note| format!(" Note: {note}")).unwrap_or_default();
    let help = format!("Your answer: {}.{note}", session.reply_text(question));
    let menu = Menu {
        header: PromptHeader { help: Some(help), ..header(&session.rulebook().questions[question].ask) },
        actions: vec![Action::new(CHANGE, "Change the answer"), Action::new(NOTE, "Write a note on it")],
        back: true,
        ..Menu::default()
    };
    match session.prompter.select(&menu)? {
        Selection::Action(CHANGE) => match whole::ask(session, question, true)? {
            Some(reply) => whole::record(session, question, &reply, WayBack::List),
            None => Ok(()),
        },
        Selection::Action(_) => edit_note(session, question),
        Selection::Choice(_) | Selection::Back => Ok(()),
    }
}

fn edit_note(session: &mut Session<'_, '_>, question: QuestionId) -> io::Result<()> {
    let start = session.file.notes.get(&question).cloned();
    let hint = match start {
        Some(_) => "Enter keeps the note, - removes it.",
        None => "What should readers know about this answer?",
    };
    let header = header(&session.rulebook().questions[question].ask);
    match session.read_text(header, "note", hint, start)?.as_deref() {
        None => return Ok(()),
        Some("-") => _ = session.file.notes.remove(&question),
        Some(note) => _ = session.file.notes.insert(question, note.to_owned()),
    }
    session.save()
}

fn edit_title(session: &mut Session<'_, '_>) -> io::Result<()> {
    let start = session.file.title.clone();
    let hint = "The name of the system, for the report.";
    match session.read_text(header("What is the system called?"), "title", hint, start)? {
        None => Ok(()),
        title => {
            session.file.title = title;
            session.save()
        }
    }
}

/// Asks for a file until the answers are in it.
fn save(session: &mut Session<'_, '_>) -> io::Result<Outcome> {
    let proposed = session.store.proposed();
    retry(|problem| {
        let field = TextField {
            header: PromptHeader { problem, ..header("In which file?") },
            prompt: "file".to_owned(),
            hint: format!("{} goes back.", session.prompter.back_key()),
            start: proposed.clone().or_else(|| free_name(session)),
        };
        let typed = session.prompter.read_line(&field)?;
        let path = match (typed.trim(), field.start.as_deref()) {
            (BACK, _) => return Ok(Attempt::Done(Outcome::Changed)),
            ("", Some(start)) => start,
            (typed, _) => typed,
        };
        let is_own = proposed.as_deref() == Some(path);
        if !is_own && session.store.exists(path) && !may_replace(session, path)? {
            return Ok(Attempt::Again);
        }
        Ok(match session.store.save_as(session.file, path) {
            Ok(()) => Attempt::Done(Outcome::Finish),
            Err(problem) => Attempt::Refused(problem),
        })
    })
}

/// Returns a name like `answers.yaml` that is not taken yet; `None` if many are.
fn free_name(session: &Session<'_, '_>) -> Option<String> {
    let numbered = (2..10).map(|n| format!("answers-{n}.yaml"));
    std::iter::once("answers.yaml".to_owned()).chain(numbered).find(|name| !session.store.exists(name))
}

fn may_replace(session: &mut Session<'_, '_>, path: &str) -> io::Result<bool> {
    let help = "Its answers give way to yours; its comments stay.".to_owned();
    let menu = Menu {
        header: PromptHeader { help: Some(help), ..header(format!("{path} exists already.")) },
        actions: vec![Action::new(REPLACE, "Replace its answers")],
        back: true,
        ..Menu::default()
    };
    Ok(session.prompter.select(&menu)? == Selection::Action(REPLACE))
}
