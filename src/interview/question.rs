//! One question, asked until it is answered or left.

use std::collections::BTreeMap;
use std::io;

use super::asker::{Asker, Card, Field, Menu, Pick, Said, Tone};
use super::conduct::Setup;
use super::menu::{NONE, ONE_OF, UNKNOWN, WHY, action};
use super::{sentences, why};
use crate::answers::{Answers, Reply};
use crate::options::OptionSet;
use crate::rulebook::{self, Kind, Variable};

/// What came of asking.
pub(super) enum Reaction {
    Reply(Reply),
    Back,
}

pub(super) struct Question<'q, 'a> {
    pub setup: &'q Setup<'a>,
    pub asker: &'q mut dyn Asker,
    /// What is known when it is asked; what is known of it itself is the default.
    pub answers: &'q Answers,
    /// Marks of a multiple choice from which the user turned away before it was answered.
    pub unfinished: &'q mut BTreeMap<usize, Vec<bool>>,
    pub index: usize,
    /// Where it stands among the others.
    pub place: String,
    /// Whether there is something to go back to.
    pub back: bool,
}

impl<'a> Question<'_, 'a> {
    pub(super) fn ask(&mut self) -> io::Result<Reaction> {
        match self.asked().kind {
            Kind::Number => self.number(),
            Kind::Multi => self.several(),
            Kind::Ordinal | Kind::Nominal => self.choice(),
        }
    }

    fn asked(&self) -> &'a rulebook::Question {
        &self.setup.rulebook.questions[self.index]
    }

    fn earlier(&self) -> Option<Reply> {
        self.answers.reply(self.setup.rulebook, self.index)
    }

    fn card(&self, problem: Option<String>) -> Card {
        let asked = self.asked();
        Card { place: self.place.clone(), title: asked.ask.clone(), help: asked.help.clone(), problem }
    }

    fn labels(&self) -> Vec<String> {
        let asked = self.asked();
        (0..asked.options.len()).map(|option| sentences::label(asked, option)).collect()
    }

    fn choice(&mut self) -> io::Result<Reaction> {
        let asked = self.asked();
        let start = self.earlier().map(|reply| match reply.sets[0] {
            set if reply == Reply::unknown(asked) || set.is_empty() => Pick::Action(UNKNOWN),
            set => set.single().map_or(Pick::Action(ONE_OF), Pick::Choice),
        });
        let mut problem = None;
        loop {
            let menu = Menu {
                card: self.card(problem.take()),
                choices: self.labels(),
                actions: vec![
                    action(ONE_OF, "One of these: keep several open"),
                    action(UNKNOWN, "I don't know"),
                    action(WHY, "Why do you ask?"),
                ],
                start,
                back: self.back,
                ..Menu::default()
            };
            match self.asker.pick(&menu)? {
                Pick::Choice(option) => {
                    return Ok(Reaction::Reply(Reply::options(asked, OptionSet::only(option))));
                }
                Pick::Action(ONE_OF) => match self.one_of()? {
                    Some(reply) => return Ok(Reaction::Reply(reply)),
                    None => continue,
                },
                Pick::Action(WHY) => self.explain()?,
                Pick::Action(_) => return Ok(Reaction::Reply(Reply::unknown(asked))),
                Pick::Back if self.back => return Ok(Reaction::Back),
                Pick::Back => problem = Some("This is the first question.".to_owned()),
            }
        }
    }

    /// Several options that are all possible; `None` if the user went back to the question.
    fn one_of(&mut self) -> io::Result<Option<Reply>> {
        let asked = self.asked();
        let earlier = self.earlier().filter(|reply| *reply != Reply::unknown(asked));
        let was = |option| earlier.as_ref().is_some_and(|reply| reply.sets[0].contains(option));
        let mut marked: Vec<bool> = (0..asked.options.len()).map(was).collect();
        let mut problem = None;
        loop {
            let help = "Mark every option that is possible.".to_owned();
            let card = Card { help: Some(help), ..self.card(problem.take()) };
            let menu = Menu { card, choices: self.labels(), back: true, ..Menu::default() };
            match self.asker.mark(&menu, &mut marked)? {
                Pick::Choice(()) => {}
                Pick::Action(_) | Pick::Back => return Ok(None),
            }
            let set: OptionSet = (0..marked.len()).filter(|&option| marked[option]).collect();
            if !set.is_empty() {
                return Ok(Some(Reply::options(asked, set)));
            }
            problem = Some("Nothing is marked yet.".to_owned());
        }
    }

    fn several(&mut self) -> io::Result<Reaction> {
        let asked = self.asked();
        let earlier = self.earlier();
        let yes = OptionSet::only(Variable::YES);
        let said = |reply: &Reply| reply.sets.iter().map(|set| *set == yes).collect::<Vec<_>>();
        let before = earlier.as_ref().map_or_else(|| vec![false; asked.options.len()], said);
        let mut marked = self.unfinished.remove(&self.index).unwrap_or_else(|| before.clone());
        let mut problem = None;
        loop {
            let menu = Menu {
                card: self.card(problem.take()),
                choices: self.labels(),
                actions: vec![
                    action(NONE, "None of these"),
                    action(UNKNOWN, "I don't know"),
                    action(WHY, "Why do you ask?"),
                ],
                back: self.back,
                ..Menu::default()
            };
            let set = |marked: &[bool]| (0..marked.len()).filter(|&option| marked[option]).collect();
            match self.asker.mark(&menu, &mut marked)? {
                // An earlier answer may have left some options open, which marks cannot show.
                Pick::Choice(()) if marked == before && earlier.is_some() => {
                    return Ok(earlier.map_or(Reaction::Back, Reaction::Reply));
                }
                Pick::Choice(()) if marked.contains(&true) => {
                    return Ok(Reaction::Reply(Reply::options(asked, set(&marked))));
                }
                Pick::Choice(()) => {
                    problem =
                        Some("Nothing is marked yet; if none applies, choose “None of these”.".to_owned());
                }
                Pick::Action(NONE) => {
                    return Ok(Reaction::Reply(Reply::options(asked, OptionSet::EMPTY)));
                }
                Pick::Action(WHY) => self.explain()?,
                Pick::Action(_) => return Ok(Reaction::Reply(Reply::unknown(asked))),
                Pick::Back if self.back => {
                    self.unfinished.insert(self.index, marked);
                    return Ok(Reaction::Back);
                }
                Pick::Back => problem = Some("This is the first question.".to_owned()),
            }
        }
    }

    fn number(&mut self) -> io::Result<Reaction> {
        let asked = self.asked();
        let earlier = self.earlier();
        let help =
            [asked.help.clone(), Some(sentences::steps(asked))].into_iter().flatten().collect::<Vec<_>>();
        let back = if self.back { ", < to go back" } else { "" };
        let mut problem = None;
        loop {
            let field = Field {
                card: Card { help: Some(help.join(" ")), ..self.card(problem.take()) },
                prompt: asked.unit.clone().unwrap_or_else(|| "a number".to_owned()),
                hint: format!("Type a number; ? if you don't know, w for why{back}."),
                start: earlier.as_ref().map(|reply| reply.text(asked)),
            };
            let typed = self.asker.line(&field)?;
            match without_arrows(&typed).trim() {
                "<" if self.back => return Ok(Reaction::Back),
                "<" => problem = Some("This is the first question.".to_owned()),
                "w" | "why" => self.explain()?,
                "" if earlier.is_none() => {
                    problem = Some("Nothing is typed yet; ? means that you don't know.".to_owned());
                }
                "" => return Ok(earlier.map_or(Reaction::Back, Reaction::Reply)),
                text => match Reply::parse(asked, text) {
                    Ok(reply) => return Ok(Reaction::Reply(reply)),
                    Err(error) => {
                        let help = error.help.map(|help| format!(": {help}")).unwrap_or_default();
                        problem = Some(format!("{}{help}", error.message));
                    }
                },
            }
        }
    }

    /// Says what hangs on the answer.
    fn explain(&mut self) -> io::Result<()> {
        let reasons = why::reasons(self.setup, self.answers, self.index);
        let heading = Said::new(Tone::Heading, format!("Why: {}", self.asked().ask));
        // The question has no room for its help on a small terminal.
        let help = self.asked().help.iter().map(|help| Said::new(Tone::Quiet, help));
        let message: Vec<Said> = std::iter::once(heading).chain(help).chain(reasons).collect();
        self.asker.say(&message)
    }
}

/// The text without what a terminal leaves behind when an arrow key reaches it in pieces.
fn without_arrows(text: &str) -> String {
    let mut text = text.to_owned();
    for arrow in ["[A", "[B", "[C", "[D"] {
        text = text.replace(arrow, "");
    }
    text
}
