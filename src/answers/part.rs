//! A part laid over the whole: what is known of it, and what of it counts.

use super::{Answers, Origin, Part, Reply, Statement};
use crate::options::Truth;
use crate::rulebook::{QuestionId, Rulebook};

impl Part {
    /// The answers of the whole, save where the part differs.
    pub fn over(&self, rulebook: &Rulebook, whole: &Answers) -> Answers {
        let mut answers = whole.clone();
        for Statement { question, reply, origin, .. } in &self.statements {
            answers.set(rulebook, *question, reply, origin.clone());
        }
        answers
    }

    /// What the part answers otherwise than the whole, in the order of the rulebook, without what it is not
    /// asked.
    pub fn differences(&self, rulebook: &Rulebook, whole: &Answers) -> Vec<(QuestionId, &Reply)> {
        let answers = self.over(rulebook, whole);
        let asked = |statement: &&Statement| answers.asked(rulebook, statement.question) != Truth::Fails;
        let counting = self.statements.iter().filter(asked);
        let mut found: Vec<(QuestionId, &Reply)> = counting.map(|s| (s.question, &s.reply)).collect();
        found.sort_by_key(|(question, _)| *question);
        found
    }

    /// Returns what the part is called: its title, else its key.
    pub fn name(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.id)
    }

    /// Whether two parts exchange data; one of them says so.
    pub fn exchanges_with(&self, other: &Self) -> bool {
        self.with.contains(&other.id) || other.with.contains(&self.id)
    }

    /// What the part says of a question itself.
    pub fn reply(&self, question: QuestionId) -> Option<&Reply> {
        self.statements.iter().find(|statement| statement.question == question).map(|s| &s.reply)
    }

    /// Sets what the part says of a question; `None`: it is as the whole there.
    pub fn say(&mut self, question: QuestionId, reply: Option<Reply>) {
        self.statements.retain(|statement| statement.question != question);
        let origin = Origin::Part(self.id.as_str().into());
        self.statements.extend(reply.map(|reply| Statement { question, reply, origin, place: None }));
    }
}

/// Takes out of every `with` the parts that there are not.
pub fn forget_missing(parts: &mut [Part]) {
    let ids: Vec<String> = parts.iter().map(|part| part.id.clone()).collect();
    parts.iter_mut().for_each(|part| part.with.retain(|id| ids.contains(id) && *id != part.id));
}
