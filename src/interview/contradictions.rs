//! Answers that do not go together, said at the second of them.

use super::prompter::{Paragraph, Tone};
use super::session::Session;
use crate::engine::Evaluation;
use crate::options::Truth;
use crate::rulebook::{ClauseId, QuestionId, VariableId};

/// Where the user is when two answers do not go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WayBack {
    /// One step back is the answer just given.
    OneStep,
    /// The answer is chosen from a list.
    List,
}

/// Returns the warnings that hold since `question` was answered and that are about it and another answer,
/// each only once in an interview; `part` is the id of the part that was asked.
pub(super) fn newly(
    session: &mut Session<'_, '_>,
    (part, question): (Option<&str>, QuestionId),
    (before, after): (&Evaluation, &Evaluation),
    way_back: WayBack,
) -> Vec<Paragraph> {
    let rulebook = session.rulebook();
    let reads = |clause: ClauseId| {
        let mut variables: Vec<_> = rulebook.clauses[clause].when.tests().map(|test| test.variable).collect();
        variables.sort_unstable();
        variables.dedup();
        let is_asked = |variable: VariableId| rulebook.variables[variable].question == question;
        variables.len() > 1 && variables.into_iter().any(is_asked)
    };
    let holds_now =
        |&clause: &ClauseId| after.truths[clause] == Truth::Holds && before.truths[clause] != Truth::Holds;
    let mut texts: Vec<&str> = Vec::new();
    for clause in rulebook.clauses.keys().filter(holds_now).filter(|clause| reads(*clause)) {
        let Some(warning) = rulebook.clauses[clause].effect.warning() else { continue };
        if session.warned.insert((part.map(str::to_owned), clause)) {
            texts.push(warning);
        }
    }
    let change = match way_back {
        WayBack::OneStep => format!("{} goes back to change it.", session.prompter.back_key()),
        WayBack::List => "Choose it again to change it.".to_owned(),
    };
    let last = texts.len().saturating_sub(1);
    let paragraph = |(at, text): (usize, &str)| {
        let change = if at == last { format!(" {change}") } else { String::new() };
        let stop = if text.ends_with(['.', '!', '?']) { "" } else { "." };
        Paragraph::new(Tone::Warning, format!("{text}{stop}{change}"))
    };
    texts.into_iter().enumerate().map(paragraph).collect()
}
