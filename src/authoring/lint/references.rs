//! What nothing refers to, and what refers to nothing.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::condition::Condition;
use crate::rulebook::{Kind, QuestionId, Rulebook, SourceId, Variable};

/// What a layer no longer uses of the built-in rulebook is no mistake of its author, who can mend only their
/// own.
pub(super) fn check(rulebook: &Rulebook, found: &mut Vec<Diagnostic>) {
    questions(rulebook, found);
    for (index, quality) in rulebook.qualities.iter_enumerated().filter(|(_, one)| rulebook.is_own(&one.at)) {
        let mut served = rulebook.clauses.iter().filter_map(|clause| Some(clause.effect.points()?.0));
        if !served.any(|quality| quality == index) {
            let message = format!("no rule gives points under `{}`", quality.id);
            found.push(Diagnostic::warning(Code::UnusedQuality, message).at(quality.at.place(None)));
        }
    }
    for rule in rulebook.rules.iter().filter(|rule| rule.sources.is_empty()) {
        if rulebook.clauses[rule.clauses.clone()].iter().any(|clause| clause.effect.warning().is_none()) {
            let message = format!("`{}` cites no source", rule.id);
            found.push(
                Diagnostic::warning(Code::NoSource, message)
                    .at(rule.at.place(None))
                    .help("add `sources: […]`"),
            );
        }
    }
    let rules = rulebook.rules.iter().flat_map(|rule| &rule.sources);
    let shares = rulebook.questions.iter().flat_map(|question| &question.usual_sources);
    let guidance = rulebook.architectures.iter().flat_map(|architecture| architecture.guidance.sources());
    let presets = rulebook.presets.iter().flat_map(|preset| &preset.sources);
    let cited: BTreeSet<SourceId> = rules.chain(shares).chain(presets).copied().chain(guidance).collect();
    let sources = rulebook.sources.iter_enumerated().filter(|(_, source)| rulebook.is_own(&source.at));
    for (_, source) in sources.filter(|(index, _)| !cited.contains(index)) {
        let message = format!("nothing cites the source `{}`", source.id);
        found.push(Diagnostic::warning(Code::UnusedSource, message).at(source.at.place(None)));
    }
}

/// Finds questions that nothing reads, and options that nothing reads besides a neutral one.
fn questions(rulebook: &Rulebook, found: &mut Vec<Diagnostic>) {
    let rules = rulebook.clauses.iter().map(|clause| &clause.when);
    let seams = rulebook.seams.iter().flat_map(|seam| seam.across.conditions());
    let asked = rulebook.questions.iter().filter_map(|question| question.ask_when.as_ref());
    let guidance = rulebook.architectures.iter().flat_map(|architecture| architecture.guidance.entries());
    let guidance = guidance.flat_map(|entry| entry.conditions).flatten().map(|when| &when.condition);
    let mut read: BTreeSet<(QuestionId, usize)> = BTreeSet::new();
    for test in rules.chain(seams).chain(asked).chain(guidance).flat_map(Condition::tests) {
        let Variable { question, choice } = rulebook.variables[test.variable];
        match choice {
            Some(choice) => _ = read.insert((question, choice)),
            None => read.extend(test.options.iter().map(|option| (question, option))),
        }
    }
    for (index, question) in rulebook.questions.iter_enumerated().filter(|(_, one)| rulebook.is_own(&one.at))
    {
        let unread: Vec<&str> = question
            .options
            .iter()
            .enumerate()
            .filter(|(option, _)| !read.contains(&(index, *option)))
            .map(|(_, choice)| choice.id.as_str())
            .collect();
        let neutral = usize::from(question.kind != Kind::Multi);
        let (code, message) = if unread.len() == question.options.len() {
            (Code::UnusedQuestion, format!("no rule reads `{}`", question.id))
        } else if unread.len() > neutral {
            (
                Code::UnusedOption,
                format!("no rule reads these options of `{}`: {}", question.id, unread.join(", ")),
            )
        } else {
            continue;
        };
        found.push(Diagnostic::warning(code, message).at(question.at.place(None)));
    }
}
