//! Several sources of answers, laid over each other: the stronger wins, equals only narrow.

use std::fmt;
use std::sync::Arc;

use super::{Answers, Reply};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Whereabouts;
use crate::options::Truth;
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

/// One answer and who gave it.
#[derive(Debug, Clone)]
pub struct Statement {
    /// An index into the questions.
    pub question: QuestionId,
    /// What is said of it.
    pub reply: Reply,
    /// Who says so.
    pub origin: Origin,
    /// Where it stands, if it was read from a text.
    pub place: Option<Whereabouts>,
}

impl Origin {
    fn rank(&self) -> u8 {
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

impl Answers {
    /// Lays the statements over what is known. A stronger origin replaces a weaker one and is noted; two of
    /// the same strength only narrow each other, and leave an error if nothing is left.
    pub fn apply(&mut self, rulebook: &Rulebook, statements: &[Statement], found: &mut Diagnostics) {
        self.apply_after(&[], rulebook, statements, found);
    }

    /// Lays the statements over `earlier` ones, which these answers hold already, and checks that the
    /// questions of both are still asked.
    pub(super) fn apply_after(
        &mut self,
        earlier: &[Statement],
        rulebook: &Rulebook,
        statements: &[Statement],
        found: &mut Diagnostics,
    ) {
        let mut statements: Vec<&Statement> = statements.iter().collect();
        statements.sort_by_key(|statement| statement.origin.rank());
        for statement in &statements {
            self.lay(rulebook, statement, found);
        }
        for statement in earlier.iter().chain(statements) {
            self.check_asked(rulebook, statement, found);
        }
    }

    fn lay(&mut self, rulebook: &Rulebook, statement: &Statement, found: &mut Diagnostics) {
        let Statement { question, reply, origin, place } = statement;
        let id = &rulebook.questions[*question].id;
        let Some(given) = self.given(*question) else {
            return self.set(rulebook, *question, reply, origin.clone());
        };
        let before = Reply { sets: self.of(rulebook, *question).to_vec(), number: given.number };
        if given.origin.rank() == origin.rank() {
            match before.and(reply) {
                Some(both) => self.set(rulebook, *question, &both, origin.clone()),
                None => {
                    let message = format!("{} and {origin} contradict each other on `{id}`", given.origin);
                    let diagnostic =
                        Diagnostic::error(Code::Contradiction, message).help("give only one of them");
                    found.push(match place {
                        Some(place) => diagnostic.at(place.key_place()),
                        None => diagnostic,
                    });
                }
            }
            return;
        }
        if !reply.narrows(&before) && !matches!(origin, Origin::Part(_)) {
            let asked = &rulebook.questions[*question];
            let (now, was) = (reply.text(asked), before.text(asked));
            let message = format!("`{id}` is `{now}` by {origin}, not `{was}` as {} says", given.origin);
            found.push(Diagnostic::note(Code::Overridden, message));
        }
        self.set(rulebook, *question, reply, origin.clone());
    }

    /// An answer to a question that is not asked is an error, unless a stronger origin made it so.
    fn check_asked(&self, rulebook: &Rulebook, statement: &Statement, found: &mut Diagnostics) {
        let Statement { question, reply, origin, place } = statement;
        let asked = &rulebook.questions[*question];
        let says_nothing = *reply == Reply::unknown(asked);
        if says_nothing || self.asked(rulebook, *question) != Truth::Fails {
            return;
        }
        let Some(ask_when) = &asked.ask_when else { return };
        let mut stronger = false;
        ask_when.each_test(&mut |test| {
            let given = self.given(rulebook.variables[test.variable].question);
            stronger |= given.is_some_and(|given| given.origin.rank() > origin.rank());
        });
        let message = format!("`{}` is not asked here, so its answer counts for nothing", asked.id);
        let help = format!("it is asked only when {}", rulebook.condition_text(ask_when));
        let diagnostic = match stronger {
            true => Diagnostic::note(Code::NotAsked, message).help(help),
            false => Diagnostic::error(Code::NotAsked, message).help(format!("{help}: remove the answer")),
        };
        found.push(match place {
            Some(place) => diagnostic.at(place.key_place()),
            None => diagnostic,
        });
    }
}
