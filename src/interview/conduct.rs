//! The loop: question after question, back over any of them, a stop when nothing more can change.

use std::collections::BTreeMap;
use std::io;

use super::asker::{Asker, Pick, Said, Tone};
use super::next::{Order, next, waiting};
use super::question::{Question, Reaction};
use super::{menu, review, sentences, standings};
use crate::answers::{Answers, Origin, Part, Reply};
use crate::engine::{Analysis, Effort, Evaluation, Problem};
use crate::options::{OptionSet, Truth};
use crate::rulebook::Rulebook;

/// What stays the same from the first question to the last.
#[derive(Debug, Clone)]
pub struct Setup<'a> {
    /// By which questions and rules.
    pub rulebook: &'a Rulebook,
    /// Of each quality, 0 to 5.
    pub weights: Vec<u8>,
    /// The architectures that are candidates.
    pub among: OptionSet,
    /// Which question comes next.
    pub order: Order,
    /// Whether to say who leads after each answer.
    pub standings: bool,
}

/// What the interview fills in.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// What the system is called.
    pub title: Option<String>,
    /// What is known.
    pub answers: Answers,
    /// By question.
    pub notes: BTreeMap<usize, String>,
    /// In the order in which they were added.
    pub parts: Vec<Part>,
}

/// Keeps the answers while they are given. Errors are in words, for the user; the interview goes on.
pub trait Keeper {
    /// Keeps the sheet as it is now; called after every change. What was changed in the same place by others
    /// is taken into the sheet, and told in words.
    fn keep(&mut self, sheet: &mut Sheet) -> Result<Option<String>, String>;

    /// Whether the answers still need a file to outlive the interview.
    fn needs_file(&self) -> bool;

    /// Whether there is something already where the user wants the answers.
    fn is_taken(&self, file: &str) -> bool;

    /// Writes the answers to a file that the user named, and keeps them there from now on.
    fn save_as(&mut self, sheet: &mut Sheet, file: &str) -> Result<(), String>;
}

/// Asks everything that is not answered yet, then lets the user review it.
///
/// # Errors
/// Those of the asker. Whatever was answered before that is in the sheet, and was kept.
pub fn conduct<'s, 'a>(
    setup: &'s Setup<'a>,
    sheet: &'s mut Sheet,
    asker: &'s mut dyn Asker,
    keeper: &'s mut dyn Keeper,
) -> io::Result<()> {
    let prompted = |&q: &usize| sheet.answers.given(q).is_some_and(|given| given.origin == Origin::Prompt);
    let history = (0..setup.rulebook.questions.len()).filter(prompted).collect();
    let mut interview = Interview {
        setup,
        sheet,
        asker,
        keeper,
        history,
        unfinished: BTreeMap::new(),
        told_settled: false,
        stopped: false,
        not_kept: None,
    };
    interview.greet()?;
    interview.run()?;
    interview.forget_what_is_not_asked();
    Ok(())
}

pub(super) struct Interview<'s, 'a> {
    pub setup: &'s Setup<'a>,
    pub sheet: &'s mut Sheet,
    pub asker: &'s mut dyn Asker,
    pub keeper: &'s mut dyn Keeper,
    /// The questions that were answered at the prompt, in the order in which they were first asked, after
    /// those of an interview that was broken off.
    history: Vec<usize>,
    /// Marks of a multiple choice from which the user turned away before it was answered.
    pub unfinished: BTreeMap<usize, Vec<bool>>,
    /// That the winner is settled was said, and is still so.
    told_settled: bool,
    /// The user wants no more questions.
    stopped: bool,
    /// The last failure to keep the answers.
    not_kept: Option<String>,
}

impl<'a> Interview<'_, 'a> {
    fn greet(&mut self) -> io::Result<()> {
        let waiting = self.waiting().len();
        let given = (0..self.rulebook().questions.len()).filter(|&q| self.sheet.answers.given(q).is_some());
        let text = sentences::greeting(given.count(), waiting);
        self.asker.say(&[Said::new(Tone::Normal, text), Said::new(Tone::Quiet, sentences::GREETING_KEYS)])
    }

    fn run(&mut self) -> io::Result<()> {
        // The question to which the user went back.
        let mut back_at = None;
        loop {
            let analysis = self.analyse();
            let step = match back_at.take() {
                Some(question) => Some(question),
                None if self.stopped => None,
                None => {
                    next(self.rulebook(), &self.sheet.answers, self.setup.order, &analysis.open_questions)
                }
            };
            let revisited = step.is_some_and(|question| self.history.contains(&question));
            match step {
                Some(_) if !revisited && self.is_news(&analysis) => match self.offer_stop(&analysis)? {
                    Pick::Action(menu::STOP) => self.stopped = true,
                    Pick::Back => back_at = self.before(None),
                    _ => {}
                },
                Some(question) => match self.ask(question, self.before(Some(question)).is_some())? {
                    Reaction::Reply(reply) => self.record(question, &reply)?,
                    Reaction::Back => back_at = self.before(Some(question)),
                },
                None => match review::review(self, &analysis)? {
                    review::Done::Finish => return Ok(()),
                    review::Done::Ask => self.stopped = false,
                    review::Done::Changed => {}
                    review::Done::Back => back_at = self.before(None),
                },
            }
        }
    }

    pub(super) fn rulebook(&self) -> &'a Rulebook {
        self.setup.rulebook
    }

    pub(super) fn waiting(&self) -> Vec<usize> {
        waiting(self.rulebook(), &self.sheet.answers)
    }

    pub(super) fn problem(&self) -> Problem<'a> {
        Problem {
            rulebook: self.setup.rulebook,
            sets: self.sheet.answers.sets().to_vec(),
            weights: self.setup.weights.clone(),
            among: self.setup.among,
        }
    }

    fn analyse(&self) -> Analysis {
        Analysis::of(&self.problem(), &Effort::default())
    }

    /// Whether the winner is settled and that was not said yet.
    fn is_news(&mut self, analysis: &Analysis) -> bool {
        let settled = analysis.verdict.settled == Some(true);
        self.told_settled &= settled;
        settled && !self.told_settled
    }

    fn offer_stop(&mut self, analysis: &Analysis) -> io::Result<Pick<usize>> {
        let left = self.waiting().len();
        let back = self.before(None).is_some();
        let menu = menu::settled(self.rulebook(), &analysis.verdict, left, self.setup.standings, back);
        let pick = self.asker.pick(&menu)?;
        self.told_settled = pick != Pick::Back;
        Ok(pick)
    }

    /// The question that was answered before `question`; before all that is still to come if `None`.
    fn before(&self, question: Option<usize>) -> Option<usize> {
        let known = question.and_then(|question| self.history.iter().position(|&q| q == question));
        let earlier = &self.history[..known.unwrap_or(self.history.len())];
        earlier.iter().rev().copied().find(|&q| self.is_asked(q))
    }

    pub(super) fn is_asked(&self, question: usize) -> bool {
        self.sheet.answers.asked(self.rulebook(), question) != Truth::Fails
    }

    /// Asks one question, until it is answered or left.
    pub(super) fn ask(&mut self, question: usize, back: bool) -> io::Result<Reaction> {
        let place = self.place(question);
        let Self { setup, asker, unfinished, .. } = self;
        let answers = &self.sheet.answers;
        Question { setup, asker: &mut **asker, answers, unfinished, index: question, place, back }.ask()
    }

    /// What was answered to a question so far, if anything was.
    pub(super) fn earlier(&self, question: usize) -> Option<Reply> {
        self.sheet.answers.reply(self.rulebook(), question)
    }

    /// What is answered so far, in words.
    pub(super) fn current(&self, question: usize) -> String {
        let asked = &self.rulebook().questions[question];
        self.earlier(question).map_or("not answered".to_owned(), |reply| sentences::answer(asked, &reply))
    }

    /// `Question 4 of about 17`, and what was answered before.
    fn place(&self, question: usize) -> String {
        let asked: Vec<usize> = self.history.iter().copied().filter(|&q| self.is_asked(q)).collect();
        let waiting = self.waiting();
        let number = asked.iter().position(|&q| q == question).unwrap_or(asked.len()) + 1;
        let unsure = |&q: &usize| self.sheet.answers.asked(self.rulebook(), q) == Truth::Open;
        let place = sentences::place(number, asked.len() + waiting.len(), waiting.iter().any(unsure));
        match self.earlier(question) {
            Some(reply) => {
                format!(
                    "{place}, so far: {}",
                    sentences::answer(&self.rulebook().questions[question], &reply)
                )
            }
            None => place,
        }
    }

    /// Takes a reply, keeps it, and says where that leaves the candidates.
    pub(super) fn record(&mut self, question: usize, reply: &Reply) -> io::Result<()> {
        let before = self.standing();
        let rulebook = self.rulebook();
        if self.earlier(question).as_ref() == Some(reply) {
            return Ok(());
        }
        self.sheet.answers.set(rulebook, question, reply, Origin::Prompt);
        self.unfinished.remove(&question);
        if !self.history.contains(&question) {
            self.history.push(question);
        }
        self.keep()?;
        let asked = &rulebook.questions[question];
        let answer = sentences::answer(asked, reply);
        let mut message = vec![Said::new(Tone::Done, format!("{} {answer}", asked.ask))];
        if self.setup.standings {
            let line = standings::line(&self.problem(), &before, &self.standing());
            message.push(Said::new(Tone::Standing, line));
        }
        self.asker.say(&message)
    }

    fn standing(&self) -> Evaluation {
        Evaluation::of(&self.problem())
    }

    /// Keeps the sheet. A failure is said once and does not end the interview.
    pub(super) fn keep(&mut self) -> io::Result<()> {
        let problem = match self.keeper.keep(self.sheet) {
            Ok(news) => {
                self.not_kept = None;
                return news.map_or(Ok(()), |news| self.asker.say(&[Said::new(Tone::Warning, news)]));
            }
            Err(problem) => problem,
        };
        if self.not_kept.as_ref() == Some(&problem) {
            return Ok(());
        }
        let text = format!("Your answers are not saved: {problem}");
        self.not_kept = Some(problem);
        self.asker.say(&[Said::new(Tone::Warning, text)])
    }

    /// Answers that came to be beside the point during the interview count for nothing and are not reported.
    fn forget_what_is_not_asked(&mut self) {
        let rulebook = self.rulebook();
        for question in 0..rulebook.questions.len() {
            if !self.is_asked(question) && self.sheet.answers.given(question).is_some() {
                self.sheet.answers.clear(rulebook, question);
                self.sheet.notes.remove(&question);
            }
        }
        let Sheet { answers, parts, .. } = &mut *self.sheet;
        for part in parts {
            let known = part.over(rulebook, answers);
            part.statements.retain(|statement| known.asked(rulebook, statement.question) != Truth::Fails);
        }
    }
}
