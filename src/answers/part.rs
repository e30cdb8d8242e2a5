//! Parts of a system: where each differs from the whole, and with which others it exchanges data.

use super::decision::{DecisionRecord, decision};
use super::renames::Renames;
use super::reply::Reply;
use super::sets::Answers;
use super::statement::{Origin, Statement, reply_to, statements_of};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, IdKind};
use crate::document::Node;
use crate::options::Truth;
use crate::rulebook::{QuestionId, Rulebook};

const KEYS: [&str; 5] = ["title", "answers", "with", "paths", "decision"];

/// A part of a system, and the answers in which it differs from the whole.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// The key under `parts`.
    pub id: String,
    /// What the part is called; `None` if by its id.
    pub title: Option<String>,
    /// The answers that differ from those of the whole.
    pub statements: Vec<Statement>,
    /// The ids of the parts with which it says that it exchanges data; others may name it in theirs.
    pub with: Vec<String>,
    /// The folders of a repository in which its code lies, with `/` between them; empty if nobody says.
    pub paths: Vec<String>,
    /// The decision recorded for the part; `None` if there is none.
    pub decision: Option<DecisionRecord>,
}

impl Part {
    /// Returns the answers of the whole with the part's own in their place.
    pub fn over(&self, rulebook: &Rulebook, whole: &Answers) -> Answers {
        let mut answers = whole.clone();
        for Statement { question, reply, origin, .. } in &self.statements {
            answers.set(rulebook, *question, reply, origin.clone());
        }
        answers
    }

    /// Returns the part's own answers in the order of the rulebook, without those to questions that it is not
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

    /// Returns whether two parts exchange data, whichever of them says so.
    pub fn exchanges_with(&self, other: &Self) -> bool {
        self.with.contains(&other.id) || other.with.contains(&self.id)
    }

    /// Returns the part's own answer to a question.
    pub fn reply(&self, question: QuestionId) -> Option<&Reply> {
        reply_to(&self.statements, question)
    }

    /// Replaces the part's own answer to a question; with `None` it answers as the whole does.
    pub fn set_reply(&mut self, question: QuestionId, reply: Option<Reply>) {
        self.statements.retain(|statement| statement.question != question);
        let origin = Origin::Part(self.id.as_str().into());
        self.statements.extend(reply.map(|reply| Statement {
            question,
            reply,
            origin,
            place: None,
            former: false,
        }));
    }
}

/// Removes from every `with` the parts that do not exist, and the part itself.
pub fn forget_missing(parts: &mut [Part]) {
    let ids: Vec<String> = parts.iter().map(|part| part.id.clone()).collect();
    parts.iter_mut().for_each(|part| part.with.retain(|id| ids.contains(id) && *id != part.id));
}

/// Reads the parts of a mapping, which may stand elsewhere than in an answers file.
pub fn parts(node: &Node<'_>, rulebook: &Rulebook, found: &mut Diagnostics) -> Vec<Part> {
    parts_of(node, rulebook, &mut Renames::default(), found)
}

/// Reads the parts of a mapping, and takes down the former names in them.
pub(super) fn parts_of(
    node: &Node<'_>,
    rulebook: &Rulebook,
    renames: &mut Renames,
    found: &mut Diagnostics,
) -> Vec<Part> {
    let entries = node.entries("`parts`", found);
    let ids: Vec<&str> = entries.iter().map(|(id, _)| id.as_str()).collect();
    entries.iter().map(|(id, node)| part(id, node, &ids, rulebook, renames, found)).collect()
}

fn part(
    id: &str,
    node: &Node<'_>,
    ids: &[&str],
    rulebook: &Rulebook,
    renames: &mut Renames,
    found: &mut Diagnostics,
) -> Part {
    let mut part = Part { id: id.to_owned(), ..Part::default() };
    let origin = Origin::Part(id.into());
    for (key, node) in node.entries(&format!("the part `{id}`"), found) {
        match key.as_str() {
            "title" => part.title = node.expect_text("the title", found),
            "answers" => part.statements = statements_of(&node, rulebook, &origin, renames, found),
            "with" => part.with = with(id, &node, ids, found),
            "paths" => {
                let paths = node.one_or_more();
                part.paths = paths.iter().filter_map(|path| path.expect_text("a path", found)).collect();
            }
            "decision" => part.decision = decision(&node, rulebook, found),
            unknown => found.push(node.unknown_key(unknown, &KEYS)),
        }
    }
    part
}

/// Reads the parts with which a part exchanges data.
fn with(part: &str, node: &Node<'_>, parts: &[&str], found: &mut Diagnostics) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for node in node.one_or_more() {
        let Some(id) = node.expect_text("a part in `with`", found) else { continue };
        if id == part {
            let message = format!("the part `{id}` exchanges data with itself");
            let help = "name other parts; what it does inside is its own affair";
            found.push(Diagnostic::error(Code::PartWithItself, message).at(node.place()).help(help));
            continue;
        }
        let others = parts.iter().copied().filter(|other| *other != part);
        let other: Result<usize, _> = IdKind::Part.find(&id, others);
        let other = other.map_err(|error| error.at(node.place()));
        if found.ok_or_push(other).is_some() && !all.contains(&id) {
            all.push(id);
        }
    }
    all
}
