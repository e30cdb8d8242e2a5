//! "Why do you ask?": what each option would argue for, by the rules that are still pending.

use super::asker::{Said, Tone};
use super::conduct::Setup;
use super::standings::signed;
use super::words;
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
    let mut message = Vec::new();
    let mut silent = Vec::new();
    for (labels, pending) in groups(rulebook, asked, open.sets(), &cases) {
        if pending.is_empty() {
            silent = labels.into_iter().filter(|label| label != NONE).collect();
            continue;
        }
        message.push(Said::new(Tone::Normal, format!("{}:", or_list(&labels))));
        message.extend(pending.iter().map(|p| Said::indented(Tone::Normal, 1, in_words(setup, p))));
    }
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
                without[first] = open[first].minus(with[first]);
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

/// Options with the same pending rules, together.
fn groups<'r>(
    rulebook: &'r Rulebook,
    asked: &Question,
    open: &[OptionSet],
    cases: &[Case],
) -> Vec<(Vec<String>, Vec<Pending<'r>>)> {
    let mut groups: Vec<(Vec<String>, Vec<Pending<'r>>)> = Vec::new();
    for option in 0..cases.len() {
        let label = match option < asked.options.len() {
            true => format!("“{}”", words::label(asked, option)),
            false => NONE.to_owned(),
        };
        let pending = pending(rulebook, open, asked, &cases[option], cases);
        match groups.iter_mut().find(|(_, known)| same(known, &pending)) {
            Some((labels, _)) => labels.push(label),
            None => groups.push((vec![label], pending)),
        }
    }
    groups
}

fn same(left: &[Pending<'_>], right: &[Pending<'_>]) -> bool {
    let one =
        |(l, r): (&Pending<'_>, &Pending<'_>)| std::ptr::eq(l.clause, r.clause) && l.perhaps == r.perhaps;
    left.len() == right.len() && left.iter().zip(right).all(one)
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
    let mut pending: Vec<Pending<'r>> = clauses.filter_map(decided).collect();
    pending.sort_by_key(|pending| pending.perhaps);
    pending
}

fn in_words(setup: &Setup<'_>, pending: &Pending<'_>) -> String {
    let rulebook = setup.rulebook;
    let clause = pending.clause;
    let perhaps = if pending.perhaps { "perhaps, with other answers: " } else { "" };
    let because = match clause.because.as_str() {
        "" => String::new(),
        because => format!(". {because}"),
    };
    format!("{perhaps}{}{because}{}", effect(setup, clause), support(rulebook, clause))
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
            let names: Vec<String> = out.and(setup.among).iter().map(|a| name(a).to_owned()).collect();
            format!("rules out {}", and_list(&names))
        }
        Effect::Warn(message) => format!("a warning: {}", message.trim_end_matches('.')),
    }
}

/// `[Fowler 2015, measured]`.
fn support(rulebook: &Rulebook, clause: &Clause) -> String {
    let rule = &rulebook.rules[clause.rule];
    let source = |&source: &usize| {
        let source = &rulebook.sources[source];
        format!("{} {}", source.author, source.year)
    };
    let mut parts: Vec<String> = rule.sources.iter().map(source).collect();
    parts.extend(rule.evidence.map(|evidence| evidence.word().to_owned()));
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
