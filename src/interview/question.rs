//! The prompt of one question, shown until it is answered or the user goes back.

use std::collections::BTreeMap;
use std::io;

use super::prompter::{
    Action, Attempt, Menu, Paragraph, PromptHeader, Prompter, Selection, TextField, Tone, retry,
};
use super::session::Setup;
use super::{sentences, why};
use crate::answers::{Answers, Reply};
use crate::options::OptionSet;
use crate::rulebook::{Kind, Question, QuestionId, Variable};

const UNKNOWN: char = '?';
const ONE_OF: char = 'm';
const NONE: char = 'n';
const WHY: char = 'w';

pub(super) struct QuestionPrompt<'q, 'a> {
    pub setup: &'q Setup<'a>,
    pub prompter: &'q mut dyn Prompter,
    /// The answers so far; this question's own answer is preselected.
    pub answers: &'q Answers,
    /// The marks of multiple choices that the user left before answering them.
    pub unfinished: &'q mut BTreeMap<QuestionId, Vec<bool>>,
    pub question: QuestionId,
    /// Where it stands among the others: `Question 4 of about 17`.
    pub place: String,
    /// Whether there is something to go back to.
    pub back: bool,
}

impl<'a> QuestionPrompt<'_, 'a> {
    /// Asks the question; `None` if the user went back.
    pub(super) fn ask(&mut self) -> io::Result<Option<Reply>> {
        match self.asked().kind {
            Kind::Number => retry(|problem| self.number(problem)),
            Kind::Multi => self.multiple_choice(),
            Kind::Ordinal | Kind::Nominal => retry(|problem| self.choice(problem)),
        }
    }

    fn asked(&self) -> &'a Question {
        &self.setup.rulebook.questions[self.question]
    }

    fn earlier(&self) -> Option<Reply> {
        self.answers.reply(self.setup.rulebook, self.question)
    }

    fn header(&self, problem: Option<String>) -> PromptHeader {
        let asked = self.asked();
        PromptHeader { help: asked.help.clone(), problem, ..PromptHeader::new(&self.place, &asked.ask) }
    }

    /// Returns the options as a menu, with one action besides those that every question has.
    fn menu(&self, problem: Option<String>, action: Action) -> Menu {
        Menu {
            header: self.header(problem),
            choices: self.labels(),
            actions: vec![action, Action::new(UNKNOWN, "I don't know"), Action::new(WHY, "Why do you ask?")],
            back: self.back,
            ..Menu::default()
        }
    }

    fn labels(&self) -> Vec<String> {
        let asked = self.asked();
        (0..asked.options.len()).map(|option| sentences::label(asked, option)).collect()
    }

    fn choice(&mut self, problem: Option<String>) -> io::Result<Attempt<Option<Reply>>> {
        let asked = self.asked();
        let start = self.earlier().map(|reply| match reply.sets[0] {
            set if reply == Reply::unknown(asked) || set.is_empty() => Selection::Action(UNKNOWN),
            set => set.single().map_or(Selection::Action(ONE_OF), Selection::Choice),
        });
        let several = Action::new(ONE_OF, "One of these: keep several open");
        let menu = Menu { start, ..self.menu(problem, several) };
        Ok(match self.prompter.select(&menu)? {
            Selection::Choice(option) => Attempt::Done(Some(Reply::options(asked, OptionSet::only(option)))),
            Selection::Action(ONE_OF) => match self.one_of()? {
                Some(reply) => Attempt::Done(Some(reply)),
                None => Attempt::Again,
            },
            other => self.common_action(other)?,
        })
    }

    /// Asks for several options that are all possible; `None` if the user went back to the question.
    fn one_of(&mut self) -> io::Result<Option<Reply>> {
        let asked = self.asked();
        let earlier = self.earlier().filter(|reply| *reply != Reply::unknown(asked));
        let is_possible = |option| earlier.as_ref().is_some_and(|reply| reply.sets[0].contains(option));
        let mut marked: Vec<bool> = (0..asked.options.len()).map(is_possible).collect();
        retry(|problem| {
            let help = Some("Mark every option that is possible.".to_owned());
            let header = PromptHeader { help, ..self.header(problem) };
            let menu = Menu { header, choices: self.labels(), back: true, ..Menu::default() };
            Ok(match self.prompter.mark(&menu, &mut marked)? {
                Selection::Choice(()) if marked.contains(&true) => {
                    Attempt::Done(Some(Reply::options(asked, marked_options(&marked))))
                }
                Selection::Choice(()) => Attempt::Refused("Nothing is marked yet.".to_owned()),
                Selection::Action(_) | Selection::Back => Attempt::Done(None),
            })
        })
    }

    fn multiple_choice(&mut self) -> io::Result<Option<Reply>> {
        let asked = self.asked();
        let earlier = self.earlier();
        let yes = OptionSet::only(Variable::YES);
        let before: Vec<bool> = match &earlier {
            Some(reply) => reply.sets.iter().map(|set| *set == yes).collect(),
            None => vec![false; asked.options.len()],
        };
        let mut marked = self.unfinished.remove(&self.question).unwrap_or_else(|| before.clone());
        let reply = retry(|problem| {
            let menu = self.menu(problem, Action::new(NONE, "None of these"));
            Ok(match self.prompter.mark(&menu, &mut marked)? {
                // An earlier answer may have left some options open, which marks cannot show.
                Selection::Choice(()) if marked == before && earlier.is_some() => {
                    Attempt::Done(earlier.clone())
                }
                Selection::Choice(()) if marked.contains(&true) => {
                    Attempt::Done(Some(Reply::options(asked, marked_options(&marked))))
                }
                Selection::Choice(()) => Attempt::Refused(
                    "Nothing is marked yet; if none applies, choose “None of these”.".to_owned(),
                ),
                Selection::Action(NONE) => Attempt::Done(Some(Reply::options(asked, OptionSet::EMPTY))),
                other => self.common_action(other)?,
            })
        })?;
        if reply.is_none() {
            self.unfinished.insert(self.question, marked);
        }
        Ok(reply)
    }

    fn number(&mut self, problem: Option<String>) -> io::Result<Attempt<Option<Reply>>> {
        let asked = self.asked();
        let earlier = self.earlier();
        let help: Vec<String> = asked.help.iter().cloned().chain([sentences::steps(asked)]).collect();
        let back = if self.back { ", < to go back" } else { "" };
        let field = TextField {
            header: PromptHeader { help: Some(help.join(" ")), ..self.header(problem) },
            prompt: asked.unit.clone().unwrap_or_else(|| "a number".to_owned()),
            hint: format!("Type a number; ? if you don't know, w for why{back}."),
            start: earlier.as_ref().map(|reply| reply.text(asked)),
        };
        let typed = self.prompter.read_line(&field)?;
        Ok(match without_arrows(&typed).trim() {
            "<" => self.common_action(Selection::<()>::Back)?,
            "w" | "why" => self.common_action(Selection::<()>::Action(WHY))?,
            "" if earlier.is_some() => Attempt::Done(earlier),
            "" => Attempt::Refused("Nothing is typed yet; ? means that you don't know.".to_owned()),
            text => match Reply::parse(asked, text) {
                Ok(reply) => Attempt::Done(Some(reply)),
                Err(error) => {
                    let help = error.help.map(|help| format!(": {help}")).unwrap_or_default();
                    Attempt::Refused(format!("{}{help}", error.message))
                }
            },
        })
    }

    /// Does what every kind of question offers: an explanation, not knowing, the way back.
    fn common_action<T>(&mut self, chosen: Selection<T>) -> io::Result<Attempt<Option<Reply>>> {
        Ok(match chosen {
            Selection::Action(WHY) => {
                self.explain()?;
                Attempt::Again
            }
            Selection::Back if self.back => Attempt::Done(None),
            Selection::Back => Attempt::Refused("This is the first question.".to_owned()),
            Selection::Action(_) | Selection::Choice(_) => Attempt::Done(Some(Reply::unknown(self.asked()))),
        })
    }

    /// Says what depends on the answer.
    fn explain(&mut self) -> io::Result<()> {
        let asked = self.asked();
        let mut message = vec![Paragraph::new(Tone::Heading, format!("Why: {}", asked.ask))];
        // On a small terminal the question has no room for its help.
        message.extend(asked.help.iter().map(|help| Paragraph::new(Tone::Quiet, help)));
        message.extend(why::reasons(self.setup, self.answers, self.question));
        self.prompter.say(&message)
    }
}

fn marked_options(marked: &[bool]) -> OptionSet {
    (0..marked.len()).filter(|&option| marked[option]).collect()
}

/// Returns the text without what an arrow key leaves behind when it arrives in pieces.
fn without_arrows(text: &str) -> String {
    ["[A", "[B", "[C", "[D"].iter().fold(text.to_owned(), |text, arrow| text.replace(arrow, ""))
}
