//! An interview without a user: it asks in its own order, and what is known of a system answers.

use std::collections::HashMap;

use crate::answers::{Answers, Origin, Reply};
use crate::assessment::{QuestionOrder, next_question, unanswered};
use crate::engine::{Effort, Evaluation, Inquiry, OpenQuestion, Problem};
use crate::rulebook::{ArchitectureId, OptionSets, QuestionId, Rulebook};

/// Asks about systems by one rulebook, and keeps what it finds out for the next system.
#[derive(Debug)]
pub struct Interviewer<'r> {
    rulebook: &'r Rulebook,
    /// What is asked first, in the place of the opening questions; `None` for these.
    first: Option<Vec<QuestionId>>,
    effort: Effort,
    /// What the open questions can change, by what is known.
    rankings: HashMap<OptionSets, Vec<OpenQuestion>>,
}

/// A question that had an answer, and where that left the architectures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exchange {
    /// What was asked.
    pub question: QuestionId,
    /// The architecture that leads by the rules that hold then; `None` if all are ruled out.
    pub leader: Option<ArchitectureId>,
}

impl<'r> Interviewer<'r> {
    /// Returns one who has asked nothing yet.
    pub fn new(rulebook: &'r Rulebook) -> Self {
        Self { rulebook, first: None, effort: Effort::default(), rankings: HashMap::new() }
    }

    /// Returns one who asks some questions first, in this order, and then what can change most: to try out
    /// other opening questions. All that are marked as such must be among them.
    pub fn beginning_with(rulebook: &'r Rulebook, first: Vec<QuestionId>) -> Self {
        Self { first: Some(first), ..Self::new(rulebook) }
    }

    /// Asks in the order of the interview until so many questions have an answer, or none is left. A question
    /// of which nothing is known is answered with "don't know", and not counted.
    pub fn ask(&mut self, known: &Answers, most: usize) -> Vec<Exchange> {
        let rulebook = self.rulebook;
        let mut answers = Answers::open(rulebook);
        let mut exchanges = Vec::new();
        while exchanges.len() < most
            && let Some(question) = self.next(&answers)
        {
            let reply = Reply { sets: known.of(rulebook, question).to_vec(), number: None };
            let tells = reply.sets != answers.of(rulebook, question);
            answers.set(rulebook, question, &reply, Origin::Prompt);
            if tells {
                let problem = self.problem(&answers);
                exchanges.push(Exchange { question, leader: Evaluation::of(&problem).leader() });
            }
        }
        exchanges
    }

    fn problem(&self, answers: &Answers) -> Problem<'r> {
        Problem { sets: answers.sets().clone(), ..Problem::open(self.rulebook) }
    }

    fn next(&mut self, answers: &Answers) -> Option<QuestionId> {
        let unanswered = unanswered(self.rulebook, answers);
        let opens = |question: &QuestionId| unanswered.contains(question);
        if let Some(first) = self.first.iter().flatten().copied().find(opens) {
            return Some(first);
        }
        // The opening questions need no ranking.
        let first = next_question(self.rulebook, answers, QuestionOrder::Rulebook, &[])?;
        if self.rulebook.questions[first].opening {
            return Some(first);
        }
        if !self.rankings.contains_key(answers.sets()) {
            let ranking = Inquiry::of(&self.problem(answers), &self.effort).open_questions;
            self.rankings.insert(answers.sets().clone(), ranking);
        }
        let ranking = &self.rankings[answers.sets()];
        next_question(self.rulebook, answers, QuestionOrder::Next, ranking)
    }
}
