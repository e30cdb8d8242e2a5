//! The prompt of one question, shown until it is answered or the user goes back.

use std::collections::BTreeMap;
use std::io;

use super::prompter::{
    Action, Attempt, BACK, Mark, Menu, Paragraph, PromptHeader, Prompter, Selection, TextField, Tone, retry,
};
use super::session::Setup;
use super::{number, sentences, why};
use crate::answers::{Answers, Reply};
use crate::options::OptionSet;
use crate::rulebook::{Kind, Question, QuestionId, Variable};

const UNKNOWN: char = '?';
const ONE_OF: char = 'm';
const NONE: char = 'n';
const WHY: char = 'w';
const EXAMPLES: char = 'e';

pub(super) struct QuestionPrompt<'q, 'a> {
    pub setup: &'q Setup<'a>,
    pub prompter: &'q mut dyn Prompter,
    /// The answers so far; this question's own answer is preselected.
    pub answers: &'q Answers,
    /// The marks of multiple choices that the user left before answering them.
    pub unfinished: &'q mut BTreeMap<QuestionId, Vec<Mark>>,
    pub question: QuestionId,
    /// Where it stands among the others: `Question 4 of about 17`.
    pub place: String,
    /// Whether there is something to go back to.
    pub back: bool,
    /// The row that led to something else and back to the question, on which the cursor is then.
    pub cursor: Option<Selection<usize>>,
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
        self.answers.said(self.setup.rulebook, self.question)
    }

    /// Returns how to find the answer, what a repository shows of it first.
    fn help(&self) -> Option<String> {
        let seen = self.setup.seen.get(&self.question).filter(|seen| !seen.evidence.is_empty());
        let seen = seen.map(|seen| seen.evidence.clone());
        let parts: Vec<String> = seen.into_iter().chain(self.asked().help.clone()).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    fn header(&self, problem: Option<String>) -> PromptHeader {
        let asked = self.asked();
        PromptHeader { help: self.help(), problem, ..PromptHeader::new(&self.place, &asked.ask) }
    }

    /// Returns the options as a menu, with one action besides those that every question has.
    fn menu(&mut self, problem: Option<String>, action: Action) -> Menu {
        let mut actions = vec![action, Action::new(UNKNOWN, "I don't know")];
        if self.has_examples() {
            actions.push(Action::new(EXAMPLES, "Show examples"));
        }
        actions.push(Action::new(WHY, "Why do you ask?"));
        Menu {
            header: self.header(problem),
            choices: self.labels(),
            actions,
            back: self.back,
            cursor: self.cursor.take(),
            ..Menu::default()
        }
    }

    fn has_examples(&self) -> bool {
        self.asked().options.iter().any(|choice| choice.example.is_some())
    }

    fn labels(&self) -> Vec<String> {
        let asked = self.asked();
        let beside = |option| self.setup.seen.get(&self.question)?.beside.get(&option);
        let label = |option| match beside(option) {
            Some(seen) => format!("{} [{seen}]", sentences::label(asked, option)),
            None => sentences::label(asked, option),
        };
        (0..asked.options.len()).map(label).collect()
    }

    fn choice(&mut self, problem: Option<String>) -> io::Result<Attempt<Option<Reply>>> {
        let asked = self.asked();
        let start = self.earlier().map(|reply| match reply.sets[0] {
            set if reply == Reply::unknown(asked) || set.is_empty() => Selection::Action(UNKNOWN),
            set => set.single().map_or(Selection::Action(ONE_OF), Selection::Choice),
        });
        let several = Action::new(ONE_OF, "Several are possible: keep them open");
        // Nothing is under the cursor that nobody chose.
        let menu = Menu { start, must_choose: start.is_none(), ..self.menu(problem, several) };
        Ok(match self.prompter.select(&menu)? {
            Selection::Choice(option) => Attempt::Done(Some(Reply::options(asked, OptionSet::only(option)))),
            Selection::Action(ONE_OF) => match self.one_of()? {
                Some(reply) => Attempt::Done(Some(reply)),
                None => self.again(ONE_OF),
            },
            other => self.common_action(other)?,
        })
    }

    /// Asks for several options that are all possible; `None` if the user went back to the question.
    fn one_of(&mut self) -> io::Result<Option<Reply>> {
        let asked = self.asked();
        let earlier = self.earlier().filter(|reply| *reply != Reply::unknown(asked));
        let is_possible = |option| earlier.as_ref().is_some_and(|reply| reply.sets[0].contains(option));
        let mut marks: Vec<Mark> =
            (0..asked.options.len()).map(|option| Mark::of(is_possible(option))).collect();
        retry(|problem| {
            let help = Some("Mark every option that is possible.".to_owned());
            let header = PromptHeader { help, ..self.header(problem) };
            let menu = Menu { header, choices: self.labels(), back: true, ..Menu::default() };
            Ok(match self.prompter.mark(&menu, &mut marks)? {
                Selection::Choice(()) if marks.contains(&Mark::Yes) => {
                    let marked = (0..marks.len()).filter(|&option| marks[option] == Mark::Yes);
                    Attempt::Done(Some(Reply::options(asked, marked.collect())))
                }
                Selection::Choice(()) => Attempt::Refused("Nothing is marked yet.".to_owned()),
                Selection::Action(_) | Selection::Back => Attempt::Done(None),
            })
        })
    }

    fn multiple_choice(&mut self) -> io::Result<Option<Reply>> {
        let asked = self.asked();
        let earlier = self.earlier();
        let before: Vec<Mark> = match &earlier {
            // Whoever knew nothing begins as if nobody had asked.
            Some(reply) if *reply != Reply::unknown(asked) => {
                reply.sets.iter().map(|set| mark(*set)).collect()
            }
            _ => vec![Mark::No; asked.options.len()],
        };
        let mut marks = self.unfinished.remove(&self.question).unwrap_or_else(|| before.clone());
        let reply = retry(|problem| {
            let none = Action::new(NONE, "None of these");
            let menu = Menu { may_be_open: true, ..self.menu(problem, none) };
            Ok(match self.prompter.mark(&menu, &mut marks)? {
                // That nothing applies and that nothing is known look the same.
                Selection::Choice(()) if marks == before && earlier.is_some() => {
                    Attempt::Done(earlier.clone())
                }
                Selection::Choice(()) if marks.iter().any(|mark| *mark != Mark::No) => {
                    let sets = marks.iter().map(|mark| set(*mark)).collect();
                    Attempt::Done(Some(Reply { sets, number: None }))
                }
                Selection::Choice(()) => Attempt::Refused(
                    "Nothing is marked yet; if none applies, choose “None of these”.".to_owned(),
                ),
                Selection::Action(NONE) => Attempt::Done(Some(Reply::options(asked, OptionSet::EMPTY))),
                other => self.common_action(other)?,
            })
        })?;
        if reply.is_none() {
            self.unfinished.insert(self.question, marks);
        }
        Ok(reply)
    }

    fn number(&mut self, problem: Option<String>) -> io::Result<Attempt<Option<Reply>>> {
        let asked = self.asked();
        let earlier = self.earlier();
        let help: Vec<String> = self.help().into_iter().chain([sentences::steps(asked)]).collect();
        let examples = if self.has_examples() { ", e for examples" } else { "" };
        let back =
            if self.back { format!(", {} to go back", self.prompter.back_key()) } else { String::new() };
        let field = TextField {
            header: PromptHeader { help: Some(help.join(" ")), ..self.header(problem) },
            prompt: asked.unit.clone().unwrap_or_else(|| "a number".to_owned()),
            hint: format!("Type a number; ? if you don't know, w for why{examples}{back}."),
            start: earlier.as_ref().map(|reply| match reply.number {
                Some(number) => number.to_string(),
                None => sentences::answer(asked, reply),
            }),
        };
        let typed = self.prompter.read_line(&field)?;
        Ok(match without_arrows(&typed).trim() {
            BACK => self.common_action(Selection::<()>::Back)?,
            "e" if !examples.is_empty() => self.common_action(Selection::<()>::Action(EXAMPLES))?,
            "w" | "why" => self.common_action(Selection::<()>::Action(WHY))?,
            "" if earlier.is_some() => Attempt::Done(earlier),
            "" => Attempt::Refused(format!("Nothing is typed yet. {}", number::expected(asked))),
            text => match number::read(asked, text) {
                Ok(reply) => Attempt::Done(Some(reply)),
                Err(problem) => Attempt::Refused(problem),
            },
        })
    }

    /// Does what every kind of question offers: an explanation, not knowing, the way back.
    fn common_action<T>(&mut self, chosen: Selection<T>) -> io::Result<Attempt<Option<Reply>>> {
        Ok(match chosen {
            Selection::Action(WHY) => {
                self.explain()?;
                self.again(WHY)
            }
            Selection::Action(EXAMPLES) => {
                self.show_examples()?;
                self.again(EXAMPLES)
            }
            Selection::Back if self.back => Attempt::Done(None),
            Selection::Back => Attempt::Refused("This is the first question.".to_owned()),
            Selection::Action(_) | Selection::Choice(_) => Attempt::Done(Some(Reply::unknown(self.asked()))),
        })
    }

    /// Shows the question again, with the cursor on the action that led away from it.
    fn again<T>(&mut self, action: char) -> Attempt<T> {
        self.cursor = Some(Selection::Action(action));
        Attempt::Again
    }

    /// Gives an example of each option that has one.
    fn show_examples(&mut self) -> io::Result<()> {
        let asked = self.asked();
        let mut message = vec![Paragraph::new(Tone::Heading, format!("Examples: {}", asked.ask))];
        for (option, choice) in asked.options.iter().enumerate() {
            let Some(example) = &choice.example else { continue };
            let text = format!("{}: {example}", sentences::label(asked, option));
            message.push(Paragraph::indented(Tone::Normal, 1, text));
        }
        self.prompter.explain(&message)
    }

    /// Says what depends on the answer.
    fn explain(&mut self) -> io::Result<()> {
        let asked = self.asked();
        let mut message = vec![Paragraph::new(Tone::Heading, format!("Why: {}", asked.ask))];
        // On a small terminal the question has no room for its help.
        message.extend(asked.help.iter().map(|help| Paragraph::new(Tone::Quiet, help)));
        message.extend(why::reasons(self.setup, self.answers, self.question));
        self.prompter.explain(&message)
    }
}

/// Returns the mark that shows what is known of an option of a multiple choice.
fn mark(set: OptionSet) -> Mark {
    match set.single() {
        Some(Variable::YES) => Mark::Yes,
        Some(_) => Mark::No,
        None => Mark::Open,
    }
}

/// Returns what a mark says of an option of a multiple choice.
fn set(mark: Mark) -> OptionSet {
    match mark {
        Mark::Yes => OptionSet::only(Variable::YES),
        Mark::No => OptionSet::only(Variable::NO),
        Mark::Open => OptionSet::full(2),
    }
}

/// Returns the text without what an arrow key leaves behind when it arrives in pieces.
fn without_arrows(text: &str) -> String {
    ["[A", "[B", "[C", "[D"].iter().fold(text.to_owned(), |text, arrow| text.replace(arrow, ""))
}
