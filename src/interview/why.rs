//! "Why do you ask?": what each option would argue for, by the rules that are still pending.

use super::asker::{Said, Tone};
use super::conduct::Setup;
use super::standings::signed;
use super::words;
use crate::answers::Answers;
use crate::options::{OptionSet, Truth};
use crate::rulebook::{Clause, Effect, Kind, Question, Rulebook, Variable, and_list, or_list};

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
    let sets: Vec<Vec<OptionSet>> =
        (0..asked.options.len()).map(|option| with(open.sets(), asked, option)).collect();
    let mut message = Vec::new();
    let mut silent = Vec::new();
    for (labels, pending) in groups(rulebook, asked, open.sets(), &sets) {
        if pending.is_empty() {
            silent = labels;
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
    message.extend(followers(rulebook, open.sets(), &sets).map(|text| Said::new(Tone::Quiet, text)));
    message
}

/// Options with the same pending rules, together.
fn groups<'r>(
    rulebook: &'r Rulebook,
    asked: &Question,
    open: &[OptionSet],
    sets: &[Vec<OptionSet>],
) -> Vec<(Vec<String>, Vec<Pending<'r>>)> {
    let mut groups: Vec<(Vec<String>, Vec<Pending<'r>>)> = Vec::new();
    for (option, with_option) in sets.iter().enumerate() {
        let label = format!("“{}”", words::label(asked, option));
        let pending = pending(rulebook, open, with_option, sets);
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

/// What is known, once the question is answered by one option (of a multiple choice: this option applies).
fn with(sets: &[OptionSet], question: &Question, option: usize) -> Vec<OptionSet> {
    let mut sets = sets.to_vec();
    match question.kind {
        Kind::Multi => sets[question.variables.start + option] = OptionSet::only(Variable::YES),
        _ => sets[question.variables.start] = OptionSet::only(option),
    }
    sets
}

/// The open rules that hold with this option, or that may hold with it and fail with another.
fn pending<'r>(
    rulebook: &'r Rulebook,
    open: &[OptionSet],
    with_option: &[OptionSet],
    others: &[Vec<OptionSet>],
) -> Vec<Pending<'r>> {
    let clauses = rulebook.clauses.iter().filter(|clause| clause.decided.truth(open) == Truth::Open);
    let decided = |clause: &'r Clause| match clause.decided.truth(with_option) {
        Truth::Holds => Some(Pending { clause, perhaps: false }),
        Truth::Open if others.iter().any(|sets| clause.decided.truth(sets) != Truth::Open) => {
            Some(Pending { clause, perhaps: true })
        }
        Truth::Open | Truth::Fails => None,
    };
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
        Effect::Warn(message) => format!("a warning: {message}"),
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
fn followers(rulebook: &Rulebook, open: &[OptionSet], sets: &[Vec<OptionSet>]) -> Option<String> {
    let hangs = |question: &&Question| {
        let truth = |sets: &[OptionSet]| question.asked.truth(sets);
        truth(open) == Truth::Open && sets.iter().any(|sets| truth(sets) != Truth::Open)
    };
    let asks: Vec<String> =
        rulebook.questions.iter().filter(hangs).map(|question| format!("“{}”", question.ask)).collect();
    (!asks.is_empty()).then(|| format!("It also decides whether you are asked {}.", and_list(&asks)))
}
