//! "Why do you ask?": what each option would argue for, by the rules that are still pending.

use super::asker::{Said, Tone};
use super::conduct::Setup;
use super::sentences;
use super::standings::signed;
use crate::answers::Answers;
use crate::options::{OptionSet, Truth};
use crate::rulebook::{Clause, Effect, Kind, Question, Rulebook, Variable, and_list, or_list};

const NONE: &str = "None of these";

/// One pending rule that an option would decide or bring nearer.
struct Pending<'r> {
    clause: &'r Clause,
    /// Other answers have a say as well.
    perhaps: bool,
}

/// The reasons in words, option by option.
pub(super) fn reasons(setup: &Setup<'_>, answers: &Answers, question: usize) -> Vec<Said> {
    let rulebook = setup.rulebook;
    let asked = &rulebook.questions[question];
    let mut open = answers.clone();
    open.clear(rulebook, question);
    let cases = cases(open.sets(), asked);
    let pending: Vec<Vec<Pending<'_>>> =
        cases.iter().map(|case| pending(rulebook, open.sets(), asked, case, &cases)).collect();
    let labels: Vec<String> = (0..cases.len()).map(|case| label(asked, case)).collect();
    let mut message = alone(setup, &labels, &pending);
    let with_others = with_others(setup, &labels, &pending);
    if !message.is_empty() && !with_others.is_empty() {
        message.push(Said::new(Tone::Heading, "Together with other answers perhaps:"));
    }
    message.extend(with_others);
    let is_silent = |case: &usize| pending[*case].is_empty() && labels[*case] != NONE;
    let silent: Vec<String> = (0..cases.len()).filter(is_silent).map(|case| labels[case].clone()).collect();
    if message.is_empty() {
        message.push(Said::new(Tone::Normal, "No rule that is still open reads this answer."));
    } else if !silent.is_empty() {
        let text = format!("Nothing pending hangs on {}.", or_list(&silent));
        message.push(Said::new(Tone::Quiet, text));
    }
    message.extend(followers(rulebook, open.sets(), &cases).map(|text| Said::new(Tone::Quiet, text)));
    message
}

/// What is known if the question is answered by one option, and what is known if it is not. Of a multiple
/// choice there is one case more: that none applies.
struct Case {
    with: Vec<OptionSet>,
    without: Vec<OptionSet>,
}

fn cases(open: &[OptionSet], question: &Question) -> Vec<Case> {
    let first = question.variables.start;
    let case = |option: usize| {
        let (mut with, mut without) = (open.to_vec(), open.to_vec());
        match question.kind {
            Kind::Multi => {
                with[first + option] = OptionSet::only(Variable::YES);
                without[first + option] = OptionSet::only(Variable::NO);
            }
            _ => {
                with[first] = OptionSet::only(option);
                without[first] = open[first].difference(with[first]);
            }
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
    match case < asked.options.len() {
        true => format!("“{}”", sentences::label(asked, case)),
        false => NONE.to_owned(),
    }
}

/// Rules that are said of the same options.
type Group<'r> = (Vec<String>, Vec<&'r Clause>);

/// What each option argues for by itself; options that argue for the same, together.
fn alone(setup: &Setup<'_>, labels: &[String], pending: &[Vec<Pending<'_>>]) -> Vec<Said> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for (label, pending) in labels.iter().zip(pending) {
        let clauses: Vec<&Clause> = pending.iter().filter(|p| !p.perhaps).map(|p| p.clause).collect();
        let same = |other: &[&Clause]| {
            other.len() == clauses.len() && other.iter().zip(&clauses).all(|(a, b)| std::ptr::eq(*a, *b))
        };
        match groups.iter_mut().find(|(_, known)| same(known)) {
            Some((labels, _)) => labels.push(label.clone()),
            None => groups.push((vec![label.clone()], clauses)),
        }
    }
    groups_in_words(setup, &groups)
}

/// What hangs on other answers as well: each rule once, with the options that bring it nearer.
fn with_others(setup: &Setup<'_>, labels: &[String], pending: &[Vec<Pending<'_>>]) -> Vec<Said> {
    let mut rules: Vec<(&Clause, Vec<String>)> = Vec::new();
    for (label, pending) in labels.iter().zip(pending) {
        for Pending { clause, .. } in pending.iter().filter(|pending| pending.perhaps) {
            match rules.iter_mut().find(|(known, _)| std::ptr::eq(*known, *clause)) {
                Some((_, labels)) => labels.push(label.clone()),
                None => rules.push((clause, vec![label.clone()])),
            }
        }
    }
    let mut groups: Vec<Group<'_>> = Vec::new();
    for (clause, labels) in rules {
        match groups.iter_mut().find(|(known, _)| *known == labels) {
            Some((_, clauses)) => clauses.push(clause),
            None => groups.push((labels, vec![clause])),
        }
    }
    groups_in_words(setup, &groups)
}

fn groups_in_words(setup: &Setup<'_>, groups: &[Group<'_>]) -> Vec<Said> {
    let mut message = Vec::new();
    for (labels, clauses) in groups.iter().filter(|(_, clauses)| !clauses.is_empty()) {
        message.push(Said::new(Tone::Normal, format!("{}:", or_list(labels))));
        message.extend(clauses.iter().map(|clause| Said::indented(Tone::Normal, 1, in_words(setup, clause))));
    }
    message
}

/// The open rules that hold with this option, or that may hold with it and fail otherwise.
fn pending<'r>(
    rulebook: &'r Rulebook,
    open: &[OptionSet],
    asked: &Question,
    case: &Case,
    cases: &[Case],
) -> Vec<Pending<'r>> {
    let fails = |clause: &Clause, sets: &[OptionSet]| clause.decided.truth(sets) == Truth::Fails;
    let otherwise = |clause: &Clause| match asked.kind {
        Kind::Multi => fails(clause, &case.without),
        _ => cases.iter().any(|other| fails(clause, &other.with)),
    };
    let decided = |clause: &'r Clause| match clause.decided.truth(&case.with) {
        Truth::Holds => Some(Pending { clause, perhaps: false }),
        Truth::Open if otherwise(clause) => Some(Pending { clause, perhaps: true }),
        Truth::Open | Truth::Fails => None,
    };
    let clauses = rulebook.clauses.iter().filter(|clause| clause.decided.truth(open) == Truth::Open);
    clauses.filter_map(decided).collect()
}

fn in_words(setup: &Setup<'_>, clause: &Clause) -> String {
    let because = match clause.because.as_str() {
        "" => String::new(),
        because => format!(". {because}"),
    };
    format!("{}{because}{}", effect(setup, clause), support(setup.rulebook, clause))
}

/// `+3 Distributed, −2 Modular monolith`.
fn effect(setup: &Setup<'_>, clause: &Clause) -> String {
    let rulebook = setup.rulebook;
    let name = |a: usize| rulebook.architectures[a].name.as_str();
    match &clause.effect {
        Effect::Points { quality, points } => {
            let weight = i32::from(setup.weights[*quality]);
            let given = setup.among.iter().map(|a| (weight * i32::from(points[a]), a));
            let mut given: Vec<(i32, usize)> = given.filter(|(points, _)| *points != 0).collect();
            given.sort_by_key(|&(points, a)| (-points, a));
            let parts: Vec<String> =
                given.iter().map(|&(points, a)| format!("{} {}", signed(points), name(a))).collect();
            if parts.is_empty() { "no points, by its weight".to_owned() } else { parts.join(", ") }
        }
        Effect::RulesOut(out) => {
            let names: Vec<String> =
                out.intersection(setup.among).iter().map(|a| name(a).to_owned()).collect();
            format!("rules out {}", and_list(&names))
        }
        Effect::Warn(message) => format!("a warning: {}", message.trim_end_matches('.')),
    }
}

/// `[Fowler 2015; measured]`; of many sources the first, and how many there are.
fn support(rulebook: &Rulebook, clause: &Clause) -> String {
    let rule = &rulebook.rules[clause.rule];
    let first = rule.sources.first().map(|&source| {
        let source = &rulebook.sources[source];
        let others = match rule.sources.len() - 1 {
            0 => String::new(),
            others => format!(" and {}", sentences::count(others, "other")),
        };
        format!("{} {}{others}", source.author, source.year)
    });
    let evidence = rule.evidence.map(|evidence| evidence.word().to_owned());
    let parts: Vec<String> = first.into_iter().chain(evidence).collect();
    if parts.is_empty() { String::new() } else { format!(" [{}]", parts.join("; ")) }
}

/// The questions that are asked after one option and not after another.
fn followers(rulebook: &Rulebook, open: &[OptionSet], cases: &[Case]) -> Option<String> {
    let hangs = |question: &&Question| {
        let truth = |sets: &[OptionSet]| question.asked.truth(sets);
        truth(open) == Truth::Open && cases.iter().any(|case| truth(&case.with) != Truth::Open)
    };
    let asks: Vec<String> =
        rulebook.questions.iter().filter(hangs).map(|question| format!("“{}”", question.ask)).collect();
    (!asks.is_empty()).then(|| format!("It also decides whether you are asked {}.", and_list(&asks)))
}
