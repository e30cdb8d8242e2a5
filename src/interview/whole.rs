//! The questions about the whole system: asked one at a time, their replies recorded.

use std::io;

use super::contradictions::{self, WayBack};
use super::question::QuestionPrompt;
use super::sentences;
use super::session::Session;
use crate::answers::{Origin, Reply};
use crate::engine::Evaluation;
use crate::options::Truth;
use crate::rulebook::QuestionId;

/// Asks one question; `None` if the user went back.
pub(super) fn ask(
    session: &mut Session<'_, '_>,
    question: QuestionId,
    back: bool,
) -> io::Result<Option<Reply>> {
    let place = place(session, question);
    let Session { setup, file, prompter, unfinished, .. } = session;
    let answers = &file.answers;
    QuestionPrompt {
        setup,
        prompter: &mut **prompter,
        answers,
        unfinished,
        question,
        place,
        back,
        cursor: None,
    }
    .ask()
}

/// Returns `Question 4 of about 17`, and what was answered before.
fn place(session: &Session<'_, '_>, question: QuestionId) -> String {
    let answered: Vec<QuestionId> =
        session.history.iter().copied().filter(|&q| session.is_asked(q)).collect();
    let unanswered = session.unanswered();
    let number = answered.iter().position(|&q| q == question).unwrap_or(answered.len()) + 1;
    let may_apply = |&q: &QuestionId| session.file.answers.asked(session.rulebook(), q) == Truth::Open;
    let total = answered.len() + unanswered.len();
    let place = sentences::place(number, total, unanswered.iter().any(may_apply));
    match session.reply(question) {
        Some(_) => format!("{place}, so far: {}", session.reply_text(question)),
        None => place,
    }
}

/// Takes back what was said of the answer to a question to which the user goes back.
pub(super) fn take_back(session: &mut Session<'_, '_>, question: QuestionId) -> io::Result<()> {
    let id = &session.rulebook().questions[question].id;
    if session.prompter.take_back(id)? {
        session.taken_back.insert(question);
    }
    Ok(())
}

/// Records a reply, saves it, and says what does not go together with it and where it leaves the candidates.
pub(super) fn record(
    session: &mut Session<'_, '_>,
    question: QuestionId,
    reply: &Reply,
    way_back: WayBack,
) -> io::Result<()> {
    let rulebook = session.rulebook();
    let asked = &rulebook.questions[question];
    let mut text = format!("{} {}", asked.ask, sentences::answer(asked, reply));
    let earlier = session.reply(question).map(|_| session.reply_text(question));
    let mut is_gone = session.taken_back.remove(&question);
    if session.reply(question).as_ref() == Some(reply) {
        // It stands again where it was taken back.
        return if is_gone { session.say_answer(&asked.id, text) } else { Ok(()) };
    }
    let before = Evaluation::of(&session.problem());
    match *reply == Reply::unknown(asked) {
        true => session.file.decline(rulebook, question),
        false => session.file.answers.set(rulebook, question, reply, Origin::Prompt),
    }
    if !session.file.answers.is_confirmed(question) {
        text = format!("{text}, so this stands: {}", session.reply_text(question));
    }
    session.unfinished.remove(&question);
    if !session.history.contains(&question) {
        session.history.push(question);
    }
    session.save()?;
    is_gone = session.prompter.take_back(&asked.id)? || is_gone;
    let text = match earlier.filter(|_| !is_gone) {
        Some(earlier) => format!("{text} (before: {earlier})"),
        None => text,
    };
    let after = Evaluation::of(&session.problem());
    let warnings = contradictions::newly(session, (None, question), (&before, &after), way_back);
    let answers = session.file.answers.clone();
    session.say_recorded(&asked.id, text, warnings, &answers, (&before, &after))
}
