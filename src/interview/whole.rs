//! The questions about the whole system: asked one at a time, their replies recorded.

use std::io;

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
    QuestionPrompt { setup, prompter: &mut **prompter, answers, unfinished, question, place, back }.ask()
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

/// Records a reply, saves it, and says where it leaves the candidates.
pub(super) fn record(session: &mut Session<'_, '_>, question: QuestionId, reply: &Reply) -> io::Result<()> {
    if session.reply(question).as_ref() == Some(reply) {
        return Ok(());
    }
    let before = Evaluation::of(&session.problem());
    let rulebook = session.rulebook();
    session.file.answers.set(rulebook, question, reply, Origin::Prompt);
    session.unfinished.remove(&question);
    if !session.history.contains(&question) {
        session.history.push(question);
    }
    session.save()?;
    let asked = &rulebook.questions[question];
    let text = format!("{} {}", asked.ask, sentences::answer(asked, reply));
    let after = Evaluation::of(&session.problem());
    session.say_recorded(text, &before, &after)
}
