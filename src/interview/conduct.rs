//! The loop: question after question, back over any of them, a stop when nothing more can change.

use std::io;

use super::contradictions::WayBack;
use super::prompter::{Action, Menu, Paragraph, PromptHeader, Prompter, Selection, Tone};
use super::review::{Outcome, review};
use super::session::{AnswerStore, Session, Setup};
use super::{sentences, whole};
use crate::answers::AnswersFile;
use crate::assessment::next_question;
use crate::engine::{Effort, Inquiry, Status, Verdict};
use crate::options::Truth;
use crate::rulebook::{QuestionId, Rulebook, counted};

const STOP: char = 's';
const GO_ON: char = 'g';

/// Asks everything that is not answered in the file yet, then lets the user review it.
///
/// # Errors
/// Those of the prompter. Whatever was answered before that is in the file, and was saved.
pub fn conduct<'s, 'a>(
    setup: &'s Setup<'a>,
    file: &'s mut AnswersFile,
    prompter: &'s mut dyn Prompter,
    store: &'s mut dyn AnswerStore,
) -> io::Result<()> {
    let session = Session::new(setup, file, prompter, store);
    let mut conductor = Conductor { session, stopped: false, announced: Firmness::Open };
    conductor.greet()?;
    conductor.run()?;
    conductor.forget_what_is_not_asked();
    Ok(())
}

/// What the interview does next.
enum Step {
    /// Ask what can change most, or review the answers if there is nothing to ask.
    Continue,
    /// Ask a question again that was answered before.
    Revisit(QuestionId),
    Finish,
}

struct Conductor<'s, 'a> {
    session: Session<'s, 'a>,
    /// Whether the user wants no more questions.
    stopped: bool,
    /// How firm the user was told that the winner is, which it still is.
    announced: Firmness,
}

/// How firm the winner is, as far as that is a reason to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Firmness {
    Open,
    Likely,
    Proven,
}

impl Firmness {
    fn of(verdict: &Verdict) -> Self {
        match (verdict.settled, verdict.status) {
            (Some(true), _) => Self::Proven,
            (_, Status::Likely) => Self::Likely,
            _ => Self::Open,
        }
    }
}

impl Conductor<'_, '_> {
    fn greet(&mut self) -> io::Result<()> {
        let unanswered = self.session.unanswered().len();
        let questions = self.session.rulebook().questions.keys();
        let given = questions.filter(|&q| self.session.file.answers.is_confirmed(q)).count();
        let introduction = self.session.rulebook().introduction.as_ref().filter(|_| unanswered > 0);
        let introduction = introduction.map(|text| Paragraph::new(Tone::Normal, text));
        let mut message = vec![Paragraph::new(Tone::Normal, sentences::greeting(given, unanswered))];
        message.extend(introduction);
        message.push(Paragraph::new(Tone::Quiet, sentences::GREETING_KEYS));
        self.session.prompter.say(&message)
    }

    fn run(&mut self) -> io::Result<()> {
        let mut step = Step::Continue;
        loop {
            step = match step {
                Step::Continue => self.go_on()?,
                Step::Revisit(question) => self.ask_again(question)?,
                Step::Finish => return Ok(()),
            };
        }
    }

    fn go_on(&mut self) -> io::Result<Step> {
        let inquiry = Inquiry::of(&self.session.problem(), &Effort::default());
        let next = self.next(&inquiry);
        let Some(question) = next.filter(|_| !self.stopped) else { return self.review(&inquiry) };
        // A question whose answer others removed from the file is asked again without an offer to stop.
        if !self.session.history.contains(&question) {
            let firmness = Firmness::of(&inquiry.verdict);
            if firmness > self.announced {
                return self.offer_stop(&inquiry.verdict, firmness);
            }
            self.announced = firmness;
        }
        self.ask(question)
    }

    /// Returns the next question. What the file calls unknown comes last: whoever goes on is asked first what
    /// nobody has been asked yet.
    fn next(&self, inquiry: &Inquiry) -> Option<QuestionId> {
        let Session { setup, file, .. } = &self.session;
        let next = |answers| next_question(setup.rulebook, answers, setup.order, &inquiry.open_questions);
        let mut answers = file.answers.clone();
        for question in file.unknown(setup.rulebook).filter(|&question| !file.answers.was_asked(question)) {
            answers.decline(setup.rulebook, question);
        }
        next(&answers).or_else(|| next(&file.answers))
    }

    fn ask(&mut self, question: QuestionId) -> io::Result<Step> {
        let back = self.before(Some(question)).is_some();
        match whole::ask(&mut self.session, question, back)? {
            Some(reply) => {
                whole::record(&mut self.session, question, &reply, WayBack::OneStep)?;
                Ok(Step::Continue)
            }
            None => self.step_back(Some(question)),
        }
    }

    /// Asks a question to which the user went back. Forward it goes by the same way, over what is answered.
    fn ask_again(&mut self, question: QuestionId) -> io::Result<Step> {
        Ok(match self.ask(question)? {
            Step::Continue => self.after(question).map_or(Step::Continue, Step::Revisit),
            step => step,
        })
    }

    /// Says that nothing more can change the outcome, or that little can, and offers to stop.
    fn offer_stop(&mut self, verdict: &Verdict, firmness: Firmness) -> io::Result<Step> {
        let session = &mut self.session;
        let left = session.unanswered().len();
        let assumed = session.file.standing_assumptions(session.rulebook()).count();
        let (title, go_on) = match firmness {
            Firmness::Proven if assumed > 0 => {
                (sentences::settled_if_assumptions_hold(assumed), "Go on: say what you know of it")
            }
            Firmness::Proven => (sentences::settled(left), "Go on: the report will give more reasons"),
            _ => (sentences::likely(left, assumed > 0, verdict), "Go on until it is proven, or changes"),
        };
        let help = session.setup.standings.then(|| match firmness {
            Firmness::Proven => outcome(session.rulebook(), verdict),
            _ => sentences::lead(session.rulebook(), verdict),
        });
        let menu = Menu {
            header: PromptHeader { help, ..PromptHeader::new("", title) },
            actions: vec![
                Action::new(STOP, "Stop asking: review the answers, then the report"),
                Action::new(GO_ON, go_on),
            ],
            back: self.before(None).is_some(),
            must_choose: true,
            ..Menu::default()
        };
        let chosen = self.session.prompter.select(&menu)?;
        self.announced = if chosen == Selection::Back { Firmness::Open } else { firmness };
        self.stopped = chosen == Selection::Action(STOP);
        if chosen == Selection::Back { self.step_back(None) } else { Ok(Step::Continue) }
    }

    fn review(&mut self, inquiry: &Inquiry) -> io::Result<Step> {
        Ok(match review(&mut self.session, inquiry)? {
            Outcome::Finish => Step::Finish,
            Outcome::AskTheRest => {
                self.stopped = false;
                Step::Continue
            }
            Outcome::Changed => Step::Continue,
            Outcome::Back => self.step_back(None)?,
        })
    }

    fn step_back(&mut self, from: Option<QuestionId>) -> io::Result<Step> {
        let Some(question) = self.before(from) else { return Ok(Step::Continue) };
        whole::take_back(&mut self.session, question)?;
        Ok(Step::Revisit(question))
    }

    /// Returns the question that was answered after `question`, if it was not the last one.
    fn after(&self, question: QuestionId) -> Option<QuestionId> {
        let mut later = self.session.history.iter().copied().skip_while(|&q| q != question).skip(1);
        later.find(|&q| self.session.is_asked(q))
    }

    /// Returns the question that was answered before `question`, or the last one of all if that is `None`.
    fn before(&self, question: Option<QuestionId>) -> Option<QuestionId> {
        let history = &self.session.history;
        let at = question.and_then(|question| history.iter().position(|&q| q == question));
        let earlier = &history[..at.unwrap_or(history.len())];
        earlier.iter().rev().copied().find(|&q| self.session.is_asked(q))
    }

    /// Drops answers that no longer apply because of later ones, so that the report does not mention them.
    fn forget_what_is_not_asked(&mut self) {
        let rulebook = self.session.rulebook();
        for question in rulebook.questions.keys() {
            if !self.session.is_asked(question) && self.session.file.answers.given(question).is_some() {
                self.session.file.answers.clear(rulebook, question);
                self.session.file.notes.remove(&question);
            }
        }
        let AnswersFile { answers, parts, .. } = &mut *self.session.file;
        for part in parts {
            let known = part.over(rulebook, answers);
            part.statements.retain(|statement| known.asked(rulebook, statement.question) != Truth::Fails);
        }
    }
}

/// Returns who wins, and by how much at least.
fn outcome(rulebook: &Rulebook, verdict: &Verdict) -> String {
    let Some(leader) = verdict.leader else { return "Every candidate is ruled out.".to_owned() };
    let name = &rulebook.architectures[leader].name;
    let points = |lead: i32| counted(lead.unsigned_abs(), "point");
    match verdict.least_margin {
        None => format!("{name} is the only candidate left."),
        Some(0) => format!("{name} stays first, though perhaps only in a tie."),
        Some(least) if least < rulebook.close_call => {
            format!("{name} stays first, though perhaps by only {}.", points(least))
        }
        Some(least) => format!("{name} stays first, by {} at least.", points(least)),
    }
}
