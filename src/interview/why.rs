//! "Why do you ask?": what each option would argue for, by the rules that are still pending.

use super::prompter::{Paragraph, Tone};
use super::sentences;
use super::session::Setup;
use super::standings::signed;
use crate::answers::Answers;
use crate::engine::Problem;
use crate::options::{OptionSet, Truth};
use crate::rulebook::{
    ArchitectureId, Clause, Effect, Kind, OptionSets, Question, QuestionId, Rulebook, Variable, and_list,
    counted, or_list,
};

const NONE: &str = "None of these";

/// Returns the reasons in words, option by option.
pub(super) fn reasons(setup: &Setup<'_>, answers: &Answers, question: QuestionId) -> Vec<Paragraph> {
    let rulebook = setup.rulebook;
    let asked = &rulebook.questions[question];
    let mut open = answers.clone();
    open.clear(rulebook, question);
    let problem = setup.problem(&open);
    let cases = cases(&problem.sets, asked);
    let pending: Vec<Vec<Pending<'_>>> =
        cases.iter().map(|case| pending_with(rulebook, &problem.sets, asked, case, &cases)).collect();
    let labels: Vec<String> = (0..cases.len()).map(|case| label(asked, case)).collect();
    let mut message = decided_alone(&problem, &labels, &pending);
    let with_others = decided_with_others(&problem, &labels, &pending);
    if !message.is_empty() && !with_others.is_empty() {
        message.push(Paragraph::new(Tone::Heading, "Together with other answers perhaps:"));
    }
    message.extend(with_others);
    let is_silent = |case: &usize| pending[*case].is_empty() && labels[*case] != NONE;
    let silent: Vec<String> = (0..cases.len()).filter(is_silent).map(|case| labels[case].clone()).collect();
    if message.is_empty() {
        message.push(Paragraph::new(Tone::Normal, "No rule that is still open reads this answer."));
    } else if !silent.is_empty() {
        let text = format!("Nothing pending hangs on {}.", or_list(&silent));
        message.push(Paragraph::new(Tone::Quiet, text));
    }
    message.extend(dependent_questions(rulebook, &problem.sets, &cases));
    message
}

/// What is possible if the question is answered by one option, and if it is not answered by that option. A
/// multiple choice has one more case: that none applies.
struct Case {
    with: OptionSets,
    without: OptionSets,
}

fn cases(open: &OptionSets, question: &Question) -> Vec<Case> {
    let first = question.variables.start;
    let case = |option: usize| {
        let (mut with, mut without) = (open.to_vec(), open.to_vec());
        if question.kind == Kind::Multi {
            with[question.variable(option)] = OptionSet::only(Variable::YES);
            without[question.variable(option)] = OptionSet::only(Variable::NO);
        } else {
            with[first] = OptionSet::only(option);
            without[first] = open[first].difference(with[first]);
        }
        Case { with, without }
    };
    let mut cases: Vec<Case> = (0..question.options.len()).map(case).collect();
    if question.kind == Kind::Multi {
        let mut none = open.to_vec();
        none[question.variables.clone()].fill(OptionSet::only(Variable::NO));
        cases.push(Case { with: none, without: open.to_vec() });
    }
    cases
}

fn label(asked: &Question, case: usize) -> String {
    if case < asked.options.len() {
        format!("“{}”", sentences::label(asked, case))
    } else {
        NONE.to_owned()
    }
}

/// A clause of an open rule that an option would decide, or may decide together with other answers.
struct Pending<'r> {
    clause: &'r Clause,
    needs_others: bool,
}

/// Returns the open clauses that hold in this case, or that may hold in it and fail otherwise.
fn pending_with<'r>(
    rulebook: &'r Rulebook,
    open: &OptionSets,
    asked: &Question,
    case: &Case,
    cases: &[Case],
) -> Vec<Pending<'r>> {
    let fails = |clause: &Clause, sets: &OptionSets| clause.decided.truth(sets) == Truth::Fails;
    let fails_otherwise = |clause: &Clause| match asked.kind {
        Kind::Multi => fails(clause, &case.without),
        _ => cases.iter().any(|other| fails(clause, &other.with)),
    };
    let pending = |clause: &'r Clause| match clause.decided.truth(&case.with) {
        Truth::Holds => Some(Pending { clause, needs_others: false }),
        Truth::Open if fails_otherwise(clause) => Some(Pending { clause, needs_others: true }),
        Truth::Open | Truth::Fails => None,
    };
    let clauses = rulebook.clauses.iter().filter(|clause| clause.decided.truth(open) == Truth::Open);
    clauses.filter_map(pending).collect()
}

/// Clauses that are said of the same options.
struct Group<'r> {
    labels: Vec<String>,
    clauses: Vec<&'r Clause>,
}

/// Returns what each option argues for by itself; options that argue for the same, together.
fn decided_alone(problem: &Problem<'_>, labels: &[String], pending: &[Vec<Pending<'_>>]) -> Vec<Paragraph> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for (label, pending) in labels.iter().zip(pending) {
        let clauses: Vec<&Clause> = pending.iter().filter(|p| !p.needs_others).map(|p| p.clause).collect();
        match groups.iter_mut().find(|group| same_clauses(&group.clauses, &clauses)) {
            Some(group) => group.labels.push(label.clone()),
            None => groups.push(Group { labels: vec![label.clone()], clauses }),
        }
    }
    paragraphs(problem, &groups)
}

fn same_clauses(some: &[&Clause], others: &[&Clause]) -> bool {
    some.len() == others.len() && some.iter().zip(others).all(|(a, b)| std::ptr::eq(*a, *b))
}

/// Returns what depends on other answers as well: each clause once, with the options that bring it nearer.
fn decided_with_others(
    problem: &Problem<'_>,
    labels: &[String],
    pending: &[Vec<Pending<'_>>],
) -> Vec<Paragraph> {
    let mut clauses: Vec<(&Clause, Vec<String>)> = Vec::new();
    for (label, pending) in labels.iter().zip(pending) {
        for Pending { clause, .. } in pending.iter().filter(|pending| pending.needs_others) {
            match clauses.iter_mut().find(|(known, _)| std::ptr::eq(*known, *clause)) {
                Some((_, labels)) => labels.push(label.clone()),
                None => clauses.push((clause, vec![label.clone()])),
            }
        }
    }
    let mut groups: Vec<Group<'_>> = Vec::new();
    for (clause, labels) in clauses {
        match groups.iter_mut().find(|group| group.labels == labels) {
            Some(group) => group.clauses.push(clause),
            None => groups.push(Group { labels, clauses: vec![clause] }),
        }
    }
    paragraphs(problem, &groups)
}

fn paragraphs(problem: &Problem<'_>, groups: &[Group<'_>]) -> Vec<Paragraph> {
    let mut message = Vec::new();
    for Group { labels, clauses } in groups.iter().filter(|group| !group.clauses.is_empty()) {
        message.push(Paragraph::new(Tone::Normal, format!("{}:", or_list(labels))));
        let clause = |clause: &&Clause| Paragraph::indented(Tone::Normal, 1, clause_text(problem, clause));
        message.extend(clauses.iter().map(clause));
    }
    message
}

/// Returns what a clause does, why, and who says so.
fn clause_text(problem: &Problem<'_>, clause: &Clause) -> String {
    let because = match clause.because.as_str() {
        "" => String::new(),
        because => format!(". {because}"),
    };
    format!("{}{because}{}", effect_text(problem, clause), support(problem.rulebook, clause))
}

/// Returns an effect in words: `+3 Distributed, −2 Modular monolith`.
fn effect_text(problem: &Problem<'_>, clause: &Clause) -> String {
    let name = |a: ArchitectureId| problem.rulebook.architectures[a].name.as_str();
    match &clause.effect {
        Effect::Points { .. } => {
            let weighted = problem.among.iter().map(|a| (problem.weighted(clause, a), a));
            let mut weighted: Vec<(i32, ArchitectureId)> =
                weighted.filter(|(points, _)| *points != 0).collect();
            weighted.sort_by_key(|&(points, a)| (-points, a));
            let texts: Vec<String> =
                weighted.iter().map(|&(points, a)| format!("{} {}", signed(points), name(a))).collect();
            if texts.is_empty() { "no points, by its weight".to_owned() } else { texts.join(", ") }
        }
        Effect::RulesOut(out) => {
            let names: Vec<String> =
                out.intersection(problem.among).iter().map(|a| name(a).to_owned()).collect();
            format!("rules out {}", and_list(&names))
        }
        Effect::Warn(message) => format!("a warning: {}", message.trim_end_matches('.')),
    }
}

/// Returns the first source of a rule, how many others it has, and its evidence: `[Fowler 2015; measured]`.
fn support(rulebook: &Rulebook, clause: &Clause) -> String {
    let rule = &rulebook.rules[clause.rule];
    let first = rule.sources.first().map(|&source| {
        let source = &rulebook.sources[source];
        let others = match rule.sources.len() - 1 {
            0 => String::new(),
            others => format!(" and {}", counted(others, "other")),
        };
        format!("{} {}{others}", source.author, source.year)
    });
    let evidence = rule.evidence.map(|evidence| evidence.word().to_owned());
    let parts: Vec<String> = first.into_iter().chain(evidence).collect();
    if parts.is_empty() { String::new() } else { format!(" [{}]", parts.join("; ")) }
}

/// Returns a paragraph about the questions that are asked in one case and not in another, if there are any.
fn dependent_questions(rulebook: &Rulebook, open: &OptionSets, cases: &[Case]) -> Option<Paragraph> {
    let depends = |question: &&Question| {
        let truth = |sets: &OptionSets| question.asked.truth(sets);
        truth(open) == Truth::Open && cases.iter().any(|case| truth(&case.with) != Truth::Open)
    };
    let asks: Vec<String> =
        rulebook.questions.iter().filter(depends).map(|question| format!("“{}”", question.ask)).collect();
    let text = format!("It also decides whether you are asked {}.", and_list(&asks));
    (!asks.is_empty()).then(|| Paragraph::new(Tone::Quiet, text))
}
