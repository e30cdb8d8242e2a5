//! Answers: for each variable the options still possible, and for each question who said so.

use typed_index_collections::{TiVec, ti_vec};

use super::reply::{self, Reply};
use super::statement::Origin;
use crate::options::{OptionSet, Truth};
use crate::rulebook::{Kind, OptionSets, QuestionId, Rulebook, VariableId};

/// The answers to the questions of one rulebook.
#[derive(Debug, Clone, PartialEq)]
pub struct Answers {
    /// For each variable the options still possible; no set is empty.
    sets: OptionSets,
    /// For each question who answered it; `None` if nobody has.
    given: TiVec<QuestionId, Option<Given>>,
}

/// Who answered a question, even if only by "don't know".
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// Where the answer was given.
    pub origin: Origin,
    /// The number itself, where the answer was one.
    pub number: Option<f64>,
    /// Whether a person was asked as well and did not know, so that what a repository shows, or what is
    /// assumed, still stands.
    pub declined: bool,
}

impl Given {
    /// Returns whether a person gave the answer, and not only a repository or an assumption.
    pub fn is_confirmed(&self) -> bool {
        self.origin.is_confirmed()
    }
}

impl Answers {
    /// Returns answers in which nothing is answered.
    pub fn open(rulebook: &Rulebook) -> Self {
        Self { sets: rulebook.all_open(), given: ti_vec![None; rulebook.questions.len()] }
    }

    /// Returns for each variable of the rulebook the options still possible.
    pub fn sets(&self) -> &OptionSets {
        &self.sets
    }

    /// Returns who answered a question; `None` if nobody has.
    pub fn given(&self, question: QuestionId) -> Option<&Given> {
        self.given[question].as_ref()
    }

    /// Returns whether a person answered a question.
    pub fn is_confirmed(&self, question: QuestionId) -> bool {
        self.given(question).is_some_and(Given::is_confirmed)
    }

    /// Returns whether a person was asked a question, and answered it or did not know.
    pub fn was_asked(&self, question: QuestionId) -> bool {
        self.given(question).is_some_and(|given| given.is_confirmed() || given.declined)
    }

    /// Returns what a person said to a question, which may be that they do not know; `None` if nobody said
    /// anything.
    pub fn said(&self, rulebook: &Rulebook, question: QuestionId) -> Option<Reply> {
        match self.given(question)? {
            given if given.is_confirmed() => self.reply(rulebook, question),
            given => given.declined.then(|| Reply::unknown(&rulebook.questions[question])),
        }
    }

    /// Returns whether no question was answered.
    pub fn is_blank(&self) -> bool {
        self.given.iter().all(Option::is_none)
    }

    /// Returns whether nothing is known: no question was answered, or each by "don't know".
    pub fn say_nothing(&self, rulebook: &Rulebook) -> bool {
        self.sets == rulebook.all_open()
    }

    /// Returns whether nobody has told anything, whatever repositories show.
    pub fn are_unconfirmed(&self, rulebook: &Rulebook) -> bool {
        let says_nothing = |q| *self.of(rulebook, q) == *Reply::unknown(&rulebook.questions[q]).sets;
        rulebook.questions.keys().all(|q| !self.is_confirmed(q) || says_nothing(q))
    }

    /// Returns whether a question may apply, and something is assumed in place of an answer to it.
    pub fn is_assumed(&self, rulebook: &Rulebook, question: QuestionId) -> bool {
        self.given(question).is_some_and(|given| matches!(given.origin, Origin::Assumed(_)))
            && self.asked(rulebook, question) != Truth::Fails
    }

    /// Returns whether anything is assumed.
    pub fn rest_on_assumptions(&self, rulebook: &Rulebook) -> bool {
        rulebook.questions.keys().any(|question| self.is_assumed(rulebook, question))
    }

    /// Returns the sets of the variables of one question.
    pub fn of(&self, rulebook: &Rulebook, question: QuestionId) -> &[OptionSet] {
        &self.sets[rulebook.questions[question].variables.clone()].raw
    }

    /// Returns the answer to a question; `None` if nobody has answered it.
    pub fn reply(&self, rulebook: &Rulebook, question: QuestionId) -> Option<Reply> {
        let number = self.given(question)?.number;
        Some(Reply { sets: self.of(rulebook, question).to_vec(), number })
    }

    /// Returns whether a question is asked, as far as the other answers tell.
    pub fn asked(&self, rulebook: &Rulebook, question: QuestionId) -> Truth {
        rulebook.questions[question].asked.truth(&self.sets)
    }

    /// Returns whether the answer to a question leaves a single option of each of its variables.
    pub fn is_complete(&self, rulebook: &Rulebook, question: QuestionId) -> bool {
        self.of(rulebook, question).iter().all(|set| set.single().is_some())
    }

    /// Replaces the answer to one question.
    pub fn set(&mut self, rulebook: &Rulebook, question: QuestionId, reply: &Reply, origin: Origin) {
        let variables = rulebook.questions[question].variables.clone();
        self.sets[variables].raw.copy_from_slice(&reply.sets);
        self.given[question] = Some(Given { origin, number: reply.number, declined: false });
    }

    /// Takes down that a person was asked and does not know. What a repository shows, or what is assumed,
    /// stays.
    pub fn decline(&mut self, rulebook: &Rulebook, question: QuestionId) {
        match &mut self.given[question] {
            Some(given) if !given.is_confirmed() => given.declined = true,
            _ => self.set(rulebook, question, &Reply::unknown(&rulebook.questions[question]), Origin::Prompt),
        }
    }

    /// Removes the answer to one question.
    pub fn clear(&mut self, rulebook: &Rulebook, question: QuestionId) {
        let open = Reply::unknown(&rulebook.questions[question]);
        self.set(rulebook, question, &open, Origin::Prompt);
        self.given[question] = None;
    }

    /// Says what is known of a variable as a clause: `the budget is tight`, `the code is changed by 3 teams`.
    pub fn clause(&self, rulebook: &Rulebook, variable: VariableId) -> String {
        let question = rulebook.variables[variable].question;
        match self.given(question).and_then(|given| given.number) {
            Some(number) => rulebook.number_clause(question, number),
            None => rulebook.clause(variable, self.sets[variable]),
        }
    }

    /// Returns the answer as a user would write it: `global`, `24`, `session,eventual`, `unknown`.
    pub fn text(&self, rulebook: &Rulebook, question: QuestionId) -> String {
        let number = self.given(question).and_then(|given| given.number);
        Reply { sets: self.of(rulebook, question).to_vec(), number }.text(&rulebook.questions[question])
    }

    /// Returns the answer as reports show it: `24 (many)`, `session or eventual`, `not asked`.
    pub fn shown(&self, rulebook: &Rulebook, question: QuestionId) -> String {
        if self.asked(rulebook, question) == Truth::Fails {
            return "not asked".to_owned();
        }
        let text = self.text(rulebook, question);
        let ids = self.option_ids(rulebook, question);
        let number = self.given(question).and_then(|given| given.number);
        match (rulebook.questions[question].kind, number) {
            (_, Some(number)) => format!("{number} ({})", ids.join(" or ")),
            (Kind::Multi, None) => text.replace(',', ", "),
            (_, None) => text.replace(',', " or "),
        }
    }

    /// Returns the ids of the options still possible; of a `multi` question those that apply or may apply.
    pub fn option_ids<'r>(&self, rulebook: &'r Rulebook, question: QuestionId) -> Vec<&'r str> {
        let asked = &rulebook.questions[question];
        let sets = self.of(rulebook, question);
        let ids = asked.options.iter().map(|choice| choice.id.as_str());
        match asked.kind {
            Kind::Multi => {
                ids.zip(sets).filter(|(_, set)| reply::may_apply(**set)).map(|(id, _)| id).collect()
            }
            _ => ids.enumerate().filter(|(o, _)| sets[0].contains(*o)).map(|(_, id)| id).collect(),
        }
    }
}
