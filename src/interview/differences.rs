//! Where a part differs from the whole: the user marks the questions, then answers them for the part.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::contradictions::{self, WayBack};
use super::prompter::{Attempt, Mark, Menu, PromptHeader, Selection, retry};
use super::question::QuestionPrompt;
use super::sentences::{self, part_name};
use super::session::Session;
use crate::answers::{Answers, Reply};
use crate::engine::Evaluation;
use crate::options::Truth;
use crate::rulebook::QuestionId;

const ABOUT: &str = "Mark the questions that it answers otherwise; each shows the answer of the whole.";

/// Lets the user mark where the part at index `at` differs, then asks what was newly marked. Returns `false`
/// if the user went back before the marked questions were answered.
pub(super) fn ask_differences(session: &mut Session<'_, '_>, at: usize) -> io::Result<bool> {
    let mut new = BTreeSet::new();
    loop {
        let part_is_new = session.file.parts[at].statements.is_empty();
        let Some(marks) = mark(session, at)? else { return Ok(!part_is_new && new.is_empty()) };
        take_marks(session, at, &marks, &mut new);
        session.save()?;
        if PartQuestions::new(session, at, &new).ask_all()? {
            return Ok(true);
        }
    }
}

/// Asks one question again in which the part at index `at` differs.
pub(super) fn ask_again(session: &mut Session<'_, '_>, at: usize, question: QuestionId) -> io::Result<()> {
    let mut questions = PartQuestions::new(session, at, &BTreeSet::new());
    match questions.ask(question, "")? {
        Some(reply) => questions.record(question, reply, WayBack::List),
        None => Ok(()),
    }
}

/// Returns for each question that the part is asked whether it is marked; `None` if the user went back.
fn mark(session: &mut Session<'_, '_>, at: usize) -> io::Result<Option<Vec<(QuestionId, bool)>>> {
    let rulebook = session.rulebook();
    let part = &session.file.parts[at];
    let known = part.over(rulebook, &session.file.answers);
    let is_asked = |&question: &QuestionId| known.asked(rulebook, question) != Truth::Fails;
    let listed: Vec<QuestionId> = rulebook.questions.keys().filter(is_asked).collect();
    let is_marked = |&question: &QuestionId| Mark::of(part.reply(question).is_some());
    let mut marks: Vec<Mark> = listed.iter().map(is_marked).collect();
    let must_mark = part.statements.is_empty();
    let title = format!("In what does {} differ from the whole?", part_name(part));
    let choices: Vec<String> = listed.iter().map(|&question| session.row(question)).collect();
    retry(|problem| {
        let header = PromptHeader::new("Parts", &title);
        let header = PromptHeader { help: Some(ABOUT.to_owned()), problem, ..header };
        let menu = Menu { header, choices: choices.clone(), back: true, ..Menu::default() };
        Ok(match session.prompter.mark(&menu, &mut marks)? {
            Selection::Choice(()) if must_mark && !marks.contains(&Mark::Yes) => {
                Attempt::Refused("Nothing is marked yet.".to_owned())
            }
            Selection::Choice(()) => {
                let marked = marks.iter().map(|mark| *mark == Mark::Yes);
                Attempt::Done(Some(listed.iter().copied().zip(marked).collect()))
            }
            Selection::Action(_) | Selection::Back => Attempt::Done(None),
        })
    })
}

/// Lets the part differ where it is marked and nowhere else; `new` are the marked questions that it has not
/// answered.
fn take_marks(
    session: &mut Session<'_, '_>,
    at: usize,
    marks: &[(QuestionId, bool)],
    new: &mut BTreeSet<QuestionId>,
) {
    let rulebook = session.rulebook();
    let part = &mut session.file.parts[at];
    for &(question, marked) in marks {
        let differs = part.reply(question).is_some();
        if marked && !differs {
            // Until it is answered, the part is known to differ, though not how.
            part.set_reply(question, Some(Reply::unknown(&rulebook.questions[question])));
            new.insert(question);
        } else if differs && !marked {
            part.set_reply(question, None);
            new.remove(&question);
        }
    }
}

/// Questions to one part.
struct PartQuestions<'p, 's, 'a> {
    session: &'p mut Session<'s, 'a>,
    /// The index of the part.
    at: usize,
    /// The questions still to be asked; until then the part counts as answering like the whole.
    pending: BTreeSet<QuestionId>,
    /// The marks of multiple choices that the user left before answering them.
    unfinished: BTreeMap<QuestionId, Vec<Mark>>,
}

impl<'p, 's, 'a> PartQuestions<'p, 's, 'a> {
    fn new(session: &'p mut Session<'s, 'a>, at: usize, pending: &BTreeSet<QuestionId>) -> Self {
        Self { session, at, pending: pending.clone(), unfinished: BTreeMap::new() }
    }

    /// Asks one pending question after the other, and those that follow from the answers; `false` if the user
    /// went back from the first.
    fn ask_all(&mut self) -> io::Result<bool> {
        let rulebook = self.session.rulebook();
        let mut queue: Vec<QuestionId> = self.pending.iter().copied().collect();
        let mut at = 0;
        while let Some(&question) = queue.get(at) {
            if self.known().asked(rulebook, question) == Truth::Fails {
                self.session.file.parts[self.at].set_reply(question, None);
                queue.remove(at);
                continue;
            }
            match self.ask(question, &format!(", question {} of {}", at + 1, queue.len()))? {
                Some(reply) => {
                    let way_back = if at + 1 < queue.len() { WayBack::OneStep } else { WayBack::List };
                    self.record(question, reply, way_back)?;
                    queue.extend(self.followers(&queue));
                    at += 1;
                }
                None if at == 0 => return Ok(false),
                None => at -= 1,
            }
        }
        Ok(true)
    }

    /// Asks one question; `number` says which of how many. `None` if the user went back.
    fn ask(&mut self, question: QuestionId, number: &str) -> io::Result<Option<Reply>> {
        let session = &mut *self.session;
        let whole =
            if session.is_asked(question) { session.reply_text(question) } else { "not asked".to_owned() };
        let name = part_name(&session.file.parts[self.at]);
        let place = format!("{name}{number}; the whole: {whole}");
        let answers = &self.known();
        let Self { session, unfinished, .. } = self;
        let prompter = &mut *session.prompter;
        QuestionPrompt {
            setup: session.setup,
            prompter,
            answers,
            unfinished,
            question,
            place,
            back: true,
            cursor: None,
        }
        .ask()
    }

    /// Records a reply, saves it, and says what does not go together with it and where it leaves the
    /// candidates for the part.
    fn record(&mut self, question: QuestionId, reply: Reply, way_back: WayBack) -> io::Result<()> {
        let before = self.evaluation();
        let asked = &self.session.rulebook().questions[question];
        let as_the_whole = self.session.reply(question).as_ref() == Some(&reply);
        let answer = sentences::answer(asked, &reply);
        let part = &mut self.session.file.parts[self.at];
        let (name, id) = (part_name(part), part.id.clone());
        part.set_reply(question, (!as_the_whole).then_some(reply));
        self.pending.remove(&question);
        self.session.save()?;
        let as_the_whole = if as_the_whole { ", as the whole" } else { "" };
        let text = format!("{name}: {} {answer}{as_the_whole}", asked.ask);
        let topic = format!("{id}/{}", asked.id);
        self.session.prompter.take_back(&topic)?;
        let (after, answers) = (self.evaluation(), self.known());
        let warnings =
            contradictions::newly(self.session, (Some(&id), question), (&before, &after), way_back);
        self.session.say_recorded(&topic, text, warnings, &answers, (&before, &after))
    }

    /// Returns the answers of the part, those of the whole where it is still to be asked.
    fn known(&self) -> Answers {
        let mut part = self.session.file.parts[self.at].clone();
        part.statements.retain(|statement| !self.pending.contains(&statement.question));
        part.over(self.session.rulebook(), &self.session.file.answers)
    }

    fn evaluation(&self) -> Evaluation {
        Evaluation::of(&self.session.problem().with_sets(self.known().sets().to_vec()))
    }

    /// Returns the questions that only the part is asked, and that nobody answered.
    fn followers(&self, queue: &[QuestionId]) -> Vec<QuestionId> {
        let rulebook = self.session.rulebook();
        let part = &self.session.file.parts[self.at];
        let answers = part.over(rulebook, &self.session.file.answers);
        let follows = |&question: &QuestionId| {
            !self.session.is_asked(question)
                && answers.asked(rulebook, question) == Truth::Holds
                && part.reply(question).is_none()
                && !queue.contains(&question)
        };
        rulebook.questions.keys().filter(follows).collect()
    }
}
