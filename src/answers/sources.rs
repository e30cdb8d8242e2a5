//! Lays sources of answers over each other: a stronger one replaces, equal ones narrow.

use super::reply::Reply;
use super::sets::Answers;
use super::statement::{Origin, Statement};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::options::Truth;
use crate::rulebook::Rulebook;

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

    /// Lays one statement over what is known.
    fn lay(&mut self, rulebook: &Rulebook, statement: &Statement, found: &mut Diagnostics) {
        let Statement { question, reply, origin, .. } = statement;
        let id = &rulebook.questions[*question].id;
        let Some(given) = self.given(*question) else {
            return self.set(rulebook, *question, reply, origin.clone());
        };
        // Not knowing does not speak against what a repository shows, nor against an assumption.
        if !given.is_confirmed() && statement.says_nothing(rulebook) {
            return;
        }
        let before = Reply { sets: self.of(rulebook, *question).to_vec(), number: given.number };
        if given.origin.rank() == origin.rank() {
            match before.and(reply) {
                Some(both) => self.set(rulebook, *question, &both, origin.clone()),
                None => {
                    let message = format!("{} and {origin} contradict each other on `{id}`", given.origin);
                    let diagnostic =
                        Diagnostic::error(Code::Contradiction, message).help("give only one of them");
                    found.push(statement.locate(diagnostic));
                }
            }
            return;
        }
        // An assumption is there to be replaced.
        let is_news = !matches!(origin, Origin::Part(_)) && !matches!(given.origin, Origin::Assumed(_));
        if is_news && !reply.narrows(&before) {
            let asked = &rulebook.questions[*question];
            let (now, was) = (reply.text(asked), before.text(asked));
            let message = format!("`{id}` is `{now}` by {origin}, not `{was}` as {} says", given.origin);
            found.push(Diagnostic::note(Code::Overridden, message));
        }
        self.set(rulebook, *question, reply, origin.clone());
    }

    /// Reports an answer to a question that is not asked: an error, unless a stronger origin or a later
    /// version of the rulebook made it so.
    fn check_asked(&self, rulebook: &Rulebook, statement: &Statement, found: &mut Diagnostics) {
        let Statement { question, origin, former, .. } = statement;
        let asked = &rulebook.questions[*question];
        // What a repository shows or a preset assumes it does whether it is asked or not.
        let says_nothing = statement.says_nothing(rulebook) || !origin.is_confirmed();
        if says_nothing || self.asked(rulebook, *question) != Truth::Fails {
            return;
        }
        let Some(ask_when) = &asked.ask_when else { return };
        let mut given =
            ask_when.tests().filter_map(|test| self.given(rulebook.variables[test.variable].question));
        let stronger = given.any(|given| given.origin.rank() > origin.rank());
        let message = format!("`{}` is not asked here, so its answer counts for nothing", asked.id);
        let help = format!("it is asked only when {}", rulebook.condition_text(ask_when));
        // Under a former id it was asked.
        let diagnostic = if stronger || *former {
            Diagnostic::note(Code::NotAsked, message).help(help)
        } else {
            Diagnostic::error(Code::NotAsked, message).help(format!("{help}: remove the answer"))
        };
        found.push(statement.locate(diagnostic));
    }
}
