//! What an interview knows: what it was set up with, the answers so far, and where they are saved.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use typed_index_collections::TiVec;

use super::prompter::{BACK, Mark, Paragraph, PromptHeader, Prompter, Selection, TextField, Tone};
use super::{sentences, standings};
use crate::answers::{Answers, AnswersFile, Origin, Reply};
use crate::assessment::{QuestionOrder, unanswered};
use crate::engine::{Evaluation, Problem};
use crate::options::Truth;
use crate::rulebook::{ArchitectureSet, ClauseId, Kind, QualityId, Question, QuestionId, Rulebook, Variable};

/// What stays the same from the first question to the last.
#[derive(Debug, Clone)]
pub struct Setup<'a> {
    /// The questions, and the rules that say which of them matter.
    pub rulebook: &'a Rulebook,
    /// The weight of each quality, from 0 to 5.
    pub weights: TiVec<QualityId, u8>,
    /// The architectures that are candidates.
    pub among: ArchitectureSet,
    /// Which question comes next.
    pub order: QuestionOrder,
    /// Whether to say who leads after each answer.
    pub standings: bool,
    /// What a repository shows of the answers; empty if none was observed.
    pub seen: BTreeMap<QuestionId, Seen>,
}

/// What a repository shows of the answer to a question, or what is assumed of it: it is said beside it, and a
/// person decides.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// The evidence, in sentences.
    pub evidence: String,
    /// What to say beside options, by their positions.
    pub beside: BTreeMap<usize, String>,
}

impl Seen {
    /// Returns what to show of an answer that is assumed: the options that it leaves possible, and of a
    /// multiple choice those that it excludes as well. Where a number is typed it is said in a sentence.
    pub fn assumed(question: &Question, reply: &Reply) -> Self {
        let mark = |option: usize| match question.kind {
            Kind::Multi => match reply.sets[option].single()? {
                Variable::YES => Some("assumed"),
                _ => Some("assumed not"),
            },
            _ => reply.sets[0].contains(option).then_some("assumed"),
        };
        let marked =
            (0..question.options.len()).filter_map(|option| Some((option, mark(option)?.to_owned())));
        match question.kind {
            Kind::Number => {
                let evidence = format!("Assumed: {}.", sentences::answer(question, reply));
                Self { evidence, beside: BTreeMap::new() }
            }
            _ => Self { evidence: String::new(), beside: marked.collect() },
        }
    }
}

impl<'a> Setup<'a> {
    /// Returns what the engine is asked about a system with these answers.
    pub(super) fn problem(&self, answers: &Answers) -> Problem<'a> {
        Problem {
            rulebook: self.rulebook,
            sets: answers.sets().to_vec(),
            weights: self.weights.clone(),
            among: self.among,
        }
    }
}

/// Saves the answers while they are given. Its errors are sentences for the user; the interview goes on.
pub trait AnswerStore {
    /// Saves the answers as they are now; called after every change. What others changed meanwhile in the
    /// same place is merged into them, and what came of that is returned as a text for the user.
    ///
    /// # Errors
    /// When they cannot be saved, with the reason.
    fn save(&mut self, file: &mut AnswersFile) -> Result<Option<String>, String>;

    /// Returns whether the answers still need a file to outlive the interview.
    fn needs_file(&self) -> bool;

    /// Returns the file that the answers came from, in which they may be saved without a question; `None` if
    /// they came from none.
    fn proposed(&self) -> Option<String> {
        None
    }

    /// Returns whether there is something already where the user wants the answers.
    fn exists(&self, path: &str) -> bool;

    /// Writes the answers to a file that the user named, and saves there from now on.
    ///
    /// # Errors
    /// When the file cannot be written, with the reason.
    fn save_as(&mut self, file: &mut AnswersFile, path: &str) -> Result<(), String>;
}

/// A running interview.
pub(super) struct Session<'s, 'a> {
    pub setup: &'s Setup<'a>,
    /// What the interview fills in.
    pub file: &'s mut AnswersFile,
    pub prompter: &'s mut dyn Prompter,
    pub store: &'s mut dyn AnswerStore,
    /// The questions that were answered at the prompt, in the order in which they were first asked; those of
    /// an earlier, broken-off interview come first.
    pub history: Vec<QuestionId>,
    /// The marks of multiple choices that the user left before answering them.
    pub unfinished: BTreeMap<QuestionId, Vec<Mark>>,
    /// The questions of which it is not said any more how they were answered, since the user went back.
    pub taken_back: BTreeSet<QuestionId>,
    /// The warnings that were said, each with the id of the part that it is about, so that they are said only
    /// once.
    pub warned: BTreeSet<(Option<String>, ClauseId)>,
    /// The row of the review that was chosen last.
    pub reviewed: Option<Selection<QuestionId>>,
    /// Why the answers could not be saved last time, so that it is said only once.
    save_problem: Option<String>,
}

impl<'s, 'a> Session<'s, 'a> {
    pub(super) fn new(
        setup: &'s Setup<'a>,
        file: &'s mut AnswersFile,
        prompter: &'s mut dyn Prompter,
        store: &'s mut dyn AnswerStore,
    ) -> Self {
        let prompted = |&q: &QuestionId| {
            file.answers.given(q).is_some_and(|given| given.declined || given.origin == Origin::Prompt)
        };
        let history = setup.rulebook.questions.keys().filter(prompted).collect();
        Self {
            setup,
            file,
            prompter,
            store,
            history,
            unfinished: BTreeMap::new(),
            taken_back: BTreeSet::new(),
            warned: BTreeSet::new(),
            reviewed: None,
            save_problem: None,
        }
    }

    pub(super) fn rulebook(&self) -> &'a Rulebook {
        self.setup.rulebook
    }

    pub(super) fn unanswered(&self) -> Vec<QuestionId> {
        unanswered(self.rulebook(), &self.file.answers)
    }

    /// Returns what the engine is asked about the whole system.
    pub(super) fn problem(&self) -> Problem<'a> {
        self.setup.problem(&self.file.answers)
    }

    /// Returns whether a question applies to the whole system, or may apply.
    pub(super) fn is_asked(&self, question: QuestionId) -> bool {
        self.file.answers.asked(self.rulebook(), question) != Truth::Fails
    }

    /// Returns what was said about the whole system to a question.
    pub(super) fn reply(&self, question: QuestionId) -> Option<Reply> {
        self.file.answers.said(self.rulebook(), question)
    }

    /// Returns the answer of the whole system in words, or what stands in for it.
    pub(super) fn reply_text(&self, question: QuestionId) -> String {
        let AnswersFile { answers, .. } = &*self.file;
        let (Some(given), Some(reply)) = (answers.given(question), answers.reply(self.rulebook(), question))
        else {
            return "not answered".to_owned();
        };
        let text = sentences::answer(&self.rulebook().questions[question], &reply);
        match given.origin {
            Origin::Assumed(_) => format!("{text} (assumed)"),
            Origin::Observed(_) => format!("{text} (from the repository)"),
            _ => text,
        }
    }

    /// Returns the row of a menu of questions: `Geographic spread: Several continents`.
    pub(super) fn row(&self, question: QuestionId) -> String {
        // The id is shorter than the question, so that the answer has room beside it.
        let id = &self.rulebook().questions[question].id;
        format!("{}: {}", sentences::headline(id), self.reply_text(question))
    }

    /// Saves the answers. A failure is said once and does not end the interview.
    pub(super) fn save(&mut self) -> io::Result<()> {
        match self.store.save(self.file) {
            Ok(news) => {
                self.save_problem = None;
                news.map_or(Ok(()), |news| self.say(Tone::Warning, news))
            }
            Err(problem) if self.save_problem.as_ref() == Some(&problem) => Ok(()),
            Err(problem) => {
                let text = format!("Your answers are not saved: {problem}");
                self.save_problem = Some(problem);
                self.say(Tone::Warning, text)
            }
        }
    }

    pub(super) fn say(&mut self, tone: Tone, text: impl Into<String>) -> io::Result<()> {
        self.prompter.say(&[Paragraph::new(tone, text)])
    }

    /// Says what was answered; `topic` says about what, until that is taken back.
    pub(super) fn say_answer(&mut self, topic: &str, text: String) -> io::Result<()> {
        self.prompter.say_of(topic, &[Paragraph::new(Tone::Done, text)])
    }

    /// Says what was answered, the warnings that come of it and, if that is wanted, where it leaves the
    /// candidates.
    pub(super) fn say_recorded(
        &mut self,
        topic: &str,
        text: String,
        warnings: Vec<Paragraph>,
        answers: &Answers,
        (before, after): (&Evaluation, &Evaluation),
    ) -> io::Result<()> {
        let mut message = vec![Paragraph::new(Tone::Done, text)];
        message.extend(warnings);
        if self.setup.standings {
            let problem = self.setup.problem(answers);
            message.extend(standings::after_answer(&problem, answers, before, after));
        }
        self.prompter.say_of(topic, &message)
    }

    /// Reads a line of text; the hint says also how to go back. `None` if the user typed nothing or went
    /// back.
    pub(super) fn read_text(
        &mut self,
        header: PromptHeader,
        prompt: &str,
        hint: &str,
        start: Option<String>,
    ) -> io::Result<Option<String>> {
        let hint = format!("{hint} {} goes back.", self.prompter.back_key()).trim_start().to_owned();
        let field = TextField { header, prompt: prompt.to_owned(), hint, start };
        let typed = self.prompter.read_line(&field)?;
        let typed: String = typed.chars().filter(|c| !c.is_control()).collect();
        let typed = typed.trim();
        Ok((!typed.is_empty() && typed != BACK).then(|| typed.to_owned()))
    }
}
