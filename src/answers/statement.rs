//! Statements: each says of one question what is answered, who says so, and where.

use std::fmt;
use std::sync::Arc;

use super::renames::Renames;
use super::reply::Reply;
use super::wording::Named;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Whereabouts};
use crate::rulebook::{QuestionId, Rulebook};

/// Where an answer came from, from the weakest to the strongest.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// What is assumed where nothing is known, by the name of the file or preset that says so.
    Assumed(Arc<str>),
    /// A repository, by name.
    Observed(Arc<str>),
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
    /// Whether it stands under a former id of the question.
    pub former: bool,
}

impl Origin {
    /// Returns whether a person gave the answer, and not only a repository or an assumption.
    pub fn is_confirmed(&self) -> bool {
        !matches!(self, Self::Assumed(_) | Self::Observed(_))
    }

    /// Returns the strength: a higher one replaces a lower.
    pub(super) fn rank(&self) -> u8 {
        match self {
            Self::Assumed(_) => 0,
            Self::Observed(_) => 1,
            Self::Prompt => 2,
            Self::File(_) => 3,
            Self::Part(_) => 4,
            Self::Environment(_) => 5,
            Self::Flag(_) => 6,
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Assumed(name) => write!(f, "what `{name}` assumes"),
            Self::Observed(name) => write!(f, "the repository `{name}`"),
            Self::Prompt => f.write_str("the prompt"),
            Self::File(name) | Self::Environment(name) | Self::Flag(name) => write!(f, "`{name}`"),
            Self::Part(name) => write!(f, "the part `{name}`"),
        }
    }
}

impl Statement {
    /// Returns whether the answer is "unknown".
    pub fn says_nothing(&self, rulebook: &Rulebook) -> bool {
        self.reply == Reply::unknown(&rulebook.questions[self.question])
    }

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

/// Returns the questions that the key of an entry names.
pub(super) fn named<'n>(
    id: &'n str,
    node: &Node<'_>,
    rulebook: &'n Rulebook,
    found: &mut Diagnostics,
) -> Option<Named<'n>> {
    found.ok_or_push(Named::find(rulebook, id).map_err(|error| error.at(node.key_place())))
}

/// Reads the answers of a mapping as those of `origin`. Several to one question, which former ids allow,
/// become one.
pub(super) fn statements_of(
    node: &Node<'_>,
    rulebook: &Rulebook,
    origin: &Origin,
    renames: &mut Renames,
    found: &mut Diagnostics,
) -> Vec<Statement> {
    let what = if matches!(origin, Origin::Assumed(_)) { "`assumed`" } else { "`answers`" };
    let entries = node.entries(what, found);
    let mut all: Vec<(&str, Statement)> = Vec::new();
    for (id, node) in &entries {
        let Some(named) = named(id, node, rulebook, found) else { continue };
        renames.key(&named, rulebook, Some(node));
        for &question in &named.questions {
            // What is wrong with the answer is wrong for the others that had the id as well.
            let Some(reply) = Reply::read(named.wording(question), node, found) else { break };
            let former = named.former().is_some();
            let place = Some(node.whereabouts());
            let statement = Statement { question, reply, origin: origin.clone(), place, former };
            match all.iter_mut().find(|(_, known)| known.question == question) {
                Some((other, known)) => join(known, statement, [other, id], rulebook, found),
                None => all.push((id, statement)),
            }
        }
        if named.former().is_some() || named.may_be_old() {
            renames.answer(&named, node);
        }
    }
    all.into_iter().map(|(_, statement)| statement).collect()
}

/// Narrows an answer by another to the same question, given under another of these ids.
fn join(
    known: &mut Statement,
    other: Statement,
    ids: [&str; 2],
    rulebook: &Rulebook,
    found: &mut Diagnostics,
) {
    match known.reply.and(&other.reply) {
        Some(both) => {
            let former = known.former && other.former;
            // The place is that of the id of today, if there is one.
            let place = if known.former { other.place } else { known.place.take() };
            *known = Statement { reply: both, former, place, ..known.clone() };
        }
        None => {
            let [one, two] = ids;
            let id = &rulebook.questions[known.question].id;
            let message = format!("`{one}` and `{two}` contradict each other on `{id}`");
            let diagnostic = Diagnostic::error(Code::Contradiction, message);
            found.push(other.locate(diagnostic).help("keep only one of them"));
        }
    }
}

/// Reads an answer as people type it, under an id of today or a former one, as those of `origin`.
///
/// # Errors
/// There is no such question, or it is no answer.
pub fn typed(
    id: &str,
    text: &str,
    rulebook: &Rulebook,
    origin: &Origin,
    renamed: &mut TypedRenames,
) -> Result<Vec<Statement>, Diagnostic> {
    let named = Named::find(rulebook, id)?;
    let statement = |&question: &QuestionId| {
        let reply = Reply::parse_as(named.wording(question), text)?;
        let former = named.former().is_some();
        Ok(Statement { question, reply, origin: origin.clone(), place: None, former })
    };
    let statements = named.questions.iter().map(statement).collect::<Result<Vec<_>, Diagnostic>>()?;
    renamed.0.key(&named, rulebook, None);
    renamed.0.text(&named, text, || None);
    Ok(statements)
}

/// The former names in what was typed.
#[derive(Debug, Default)]
pub struct TypedRenames(Renames);

impl TypedRenames {
    /// Returns a note that names them all; `None` if there are none.
    pub fn note(self) -> Option<Diagnostic> {
        self.0.note("write the names of today")
    }
}

/// Reads the answers of a mapping, which may stand elsewhere than in an answers file.
pub fn statements(node: &Node<'_>, rulebook: &Rulebook, found: &mut Diagnostics) -> Vec<Statement> {
    let origin = Origin::File(node.source_name().into());
    statements_of(node, rulebook, &origin, &mut Renames::default(), found)
}
