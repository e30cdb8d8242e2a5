//! Statements: each says of one question what is answered, who says so, and where.

use std::fmt;
use std::sync::Arc;

use super::reply::Reply;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{Node, Whereabouts};
use crate::rulebook::{QuestionId, Rulebook};

/// Where an answer came from, from the weakest to the strongest.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A question at the terminal.
    Prompt,
    /// An answers file, by name.
    File(Arc<str>),
    /// A part of a system, by name, where it differs from the whole.
    Part(Arc<str>),
    /// An environment variable, by name.
    Environment(Arc<str>),
    /// A flag as it was given.
    Flag(Arc<str>),
}

/// One answer, and who gave it.
#[derive(Debug, Clone)]
pub struct Statement {
    /// The question that is answered.
    pub question: QuestionId,
    /// What the answer leaves possible.
    pub reply: Reply,
    /// Who gave the answer.
    pub origin: Origin,
    /// Where it stands, if it was read from a text.
    pub place: Option<Whereabouts>,
}

impl Origin {
    /// Returns the strength: a higher one replaces a lower.
    pub(super) fn rank(&self) -> u8 {
        match self {
            Self::Prompt => 0,
            Self::File(_) => 1,
            Self::Part(_) => 2,
            Self::Environment(_) => 3,
            Self::Flag(_) => 4,
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Prompt => f.write_str("the prompt"),
            Self::File(name) | Self::Environment(name) | Self::Flag(name) => write!(f, "`{name}`"),
            Self::Part(name) => write!(f, "the part `{name}`"),
        }
    }
}

impl Statement {
    /// Adds to a finding the place of the statement, if it has one.
    pub(super) fn locate(&self, diagnostic: Diagnostic) -> Diagnostic {
        match &self.place {
            Some(place) => diagnostic.at(place.key_place()),
            None => diagnostic,
        }
    }
}

/// Returns what is stated of a question.
pub(super) fn reply_to(statements: &[Statement], question: QuestionId) -> Option<&Reply> {
    statements.iter().find(|statement| statement.question == question).map(|statement| &statement.reply)
}

/// Returns the question that the key of an entry names.
pub(super) fn question(
    id: &str,
    node: &Node<'_>,
    rulebook: &Rulebook,
    found: &mut Diagnostics,
) -> Option<QuestionId> {
    found.ok_or_push(rulebook.find_question(id).map_err(|error| error.at(node.key_place())))
}

/// Reads the answers of a mapping as those of `origin`.
pub(super) fn statements_of(
    node: &Node<'_>,
    rulebook: &Rulebook,
    origin: &Origin,
    found: &mut Diagnostics,
) -> Vec<Statement> {
    let mut all = Vec::new();
    for (id, node) in node.entries("`answers`", found) {
        let Some(question) = question(&id, &node, rulebook, found) else { continue };
        let Some(reply) = Reply::read(&rulebook.questions[question], &node, found) else { continue };
        all.push(Statement { question, reply, origin: origin.clone(), place: Some(node.whereabouts()) });
    }
    all
}

/// Reads the answers of a mapping, which may stand elsewhere than in an answers file.
pub fn statements(node: &Node<'_>, rulebook: &Rulebook, found: &mut Diagnostics) -> Vec<Statement> {
    statements_of(node, rulebook, &Origin::File(node.source_name().into()), found)
}
