//! What the page says in words where the report has ids: the headline, changes, answers, links.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::Serialize;

use super::csp::web_address;
use crate::options::Truth;
use crate::report::{
    AnswerOrigin, Argument, FlipView, Headline, Knowledge, QuestionAlternatives, Report, VerdictView, Veto,
    Warning,
};
use crate::rulebook::{Kind, or_list};

/// How many reasons stand above the whole list.
const STRONGEST: usize = 4;

/// How many changes are named for which to look at the decision again.
const REVISIT: usize = 5;

/// The headline of a verdict in parts, which together are the headline.
#[derive(Serialize)]
pub(super) struct HeadlineParts<'a> {
    who: &'a str,
    /// What stands between the two.
    between: &'static str,
    what: &'a str,
}

impl<'a> HeadlineParts<'a> {
    pub(super) fn of(verdict: &'a VerdictView) -> Self {
        let Headline { who, what } = &verdict.headline;
        Self { who, between: if what.is_empty() { "" } else { ": " }, what }
    }
}

/// A rule that holds, or may come to hold, with what it rests on in words.
#[derive(Serialize)]
pub(super) struct RuleRow<'a, T> {
    rule: &'a T,
    /// The answers that decide it.
    since: Vec<QuestionAndAnswer>,
    /// Of a veto the single answers that would each lift it.
    lifted: Vec<QuestionAndAnswer>,
}

/// A question and the answer to it.
#[derive(Serialize)]
struct QuestionAndAnswer {
    ask: String,
    answer: String,
}

pub(super) fn arguments<'a>(
    report: &'a Report,
    questions: &QuestionLabels<'_>,
) -> Vec<RuleRow<'a, Argument>> {
    let rule =
        |rule: &'a Argument| RuleRow { rule, since: since(questions, &rule.answers), lifted: Vec::new() };
    report.arguments.iter().map(rule).collect()
}

pub(super) fn warnings<'a>(report: &'a Report, questions: &QuestionLabels<'_>) -> Vec<RuleRow<'a, Warning>> {
    let rule =
        |rule: &'a Warning| RuleRow { rule, since: since(questions, &rule.answers), lifted: Vec::new() };
    report.warnings.iter().filter(|warning| warning.state == Truth::Holds).map(rule).collect()
}

pub(super) fn vetoes<'a>(report: &'a Report, questions: &QuestionLabels<'_>) -> Vec<RuleRow<'a, Veto>> {
    let lifted = |veto: &Veto| {
        let ways = veto.lifted_by.iter();
        ways.map(|(id, options)| {
            let labels: Vec<String> = options.iter().map(|option| questions.labels(id, option)).collect();
            QuestionAndAnswer { ask: questions.ask(id), answer: or_list(&labels) }
        })
        .collect()
    };
    let rule =
        |rule: &'a Veto| RuleRow { rule, since: since(questions, &rule.answers), lifted: lifted(rule) };
    let ranked = |id: &String| report.ranking.iter().any(|ranked| ranked.architecture == *id);
    let bars = |veto: &&Veto| veto.state == Truth::Holds && veto.architectures.iter().any(ranked);
    report.vetoes.iter().filter(bars).map(rule).collect()
}

fn since(questions: &QuestionLabels<'_>, answers: &IndexMap<String, Vec<String>>) -> Vec<QuestionAndAnswer> {
    let said = |(id, options): (&String, &Vec<String>)| QuestionAndAnswer {
        ask: questions.ask(id),
        answer: questions.decisive(id, options),
    };
    answers.iter().map(said).collect()
}

/// The questions by id, for words.
pub(super) struct QuestionLabels<'a>(IndexMap<&'a str, &'a QuestionAlternatives>);

impl<'a> QuestionLabels<'a> {
    pub(super) fn of(questions: &'a [QuestionAlternatives]) -> Self {
        Self(questions.iter().map(|question| (question.question.as_str(), question)).collect())
    }

    fn ask(&self, id: &str) -> String {
        self.0.get(id).map_or_else(|| id.to_owned(), |question| question.ask.clone())
    }

    fn known(&self, id: &str) -> Option<&str> {
        self.0.get(id).map(|question| question.known.as_str())
    }

    /// Returns those of the options known that decide a rule.
    fn decisive(&self, id: &str, options: &[String]) -> String {
        let Some(question) = self.0.get(id) else { return options.join(" or ") };
        match question.kind {
            Kind::Multi if !options.is_empty() => self.labels(id, &options.join(",")),
            _ => question.known.clone(),
        }
    }

    /// Returns an answer as `--set` takes it with the labels of its options in place of their ids.
    fn labels(&self, id: &str, text: &str) -> String {
        let Some(question) = self.0.get(id) else { return text.to_owned() };
        let label = |id: &str| question.labels.get(id).map_or_else(|| id.to_owned(), String::clone);
        let word = |word: &str| match (word.strip_prefix('+'), word.strip_prefix('-')) {
            (Some(id), _) => format!("With: {}", label(id)),
            (None, Some(id)) => format!("Without: {}", label(id)),
            (None, None) => label(word),
        };
        let between = if question.kind == Kind::Multi { "; " } else { " or " };
        text.split(',').map(word).collect::<Vec<_>>().join(between)
    }

    fn change(&self, id: &str, text: &str) -> QuestionAndAnswer {
        let ways = self.0.get(id).map(|question| question.alternatives.iter());
        let single = ways.into_iter().flatten().find(|way| way.answer == text);
        let answer = single.map_or_else(|| self.labels(id, text), |way| way.label.clone());
        QuestionAndAnswer { ask: self.ask(id), answer }
    }
}

/// A rule with its weighted points.
#[derive(Serialize)]
pub(super) struct Reason {
    points: i32,
    /// The position in the arguments of the report.
    argument: usize,
}

/// Returns what speaks against the leader by itself, the worst first.
pub(super) fn costs(report: &Report) -> Vec<Reason> {
    let Some(leader) = &report.verdict.architecture else { return Vec::new() };
    let place = |wanted: &Argument| report.arguments.iter().position(|known| std::ptr::eq(known, wanted));
    let costs = report.costs(leader).into_iter();
    costs.filter_map(|(points, cost)| Some(Reason { points, argument: place(cost)? })).collect()
}

/// Returns the reasons that count most for the first of the two that are compared.
pub(super) fn strongest(report: &Report) -> Vec<Reason> {
    let qualities = report.compared().into_iter().flat_map(|(_, difference)| &difference.qualities);
    let rules = qualities.flat_map(|quality| &quality.rules).filter(|rule| rule.points > 0);
    let mut reasons: Vec<Reason> =
        rules.map(|rule| Reason { points: rule.points, argument: rule.argument }).collect();
    reasons.sort_by_key(|reason| (std::cmp::Reverse(reason.points), reason.argument));
    reasons.truncate(STRONGEST);
    reasons
}

/// Answers with which another architecture is first.
#[derive(Serialize)]
pub(super) struct Change {
    answers: Vec<QuestionAndAnswer>,
    /// The id of who is then first; `None` if every candidate is then ruled out.
    architecture: Option<String>,
    margin: Option<i32>,
    /// Whether it only says what is now not known.
    open: bool,
}

/// Returns first what may turn out, then what would have to be otherwise.
pub(super) fn changes(report: &Report, questions: &QuestionLabels<'_>) -> Vec<Change> {
    let ways = report.verdict.refutations.iter().chain(&report.flips);
    let mut all: Vec<Change> = ways.map(|flip| change(report, questions, flip)).collect();
    all.sort_by_key(|change| !change.open);
    all
}

/// Returns the changes for which to look at the decision again.
pub(super) fn revisit(report: &Report, questions: &QuestionLabels<'_>) -> Vec<Change> {
    report.reasons_to_revisit().take(REVISIT).map(|flip| change(report, questions, flip)).collect()
}

fn change(report: &Report, questions: &QuestionLabels<'_>, flip: &FlipView) -> Change {
    let open = |id: &String| report.open_questions.iter().any(|open| open.question == *id);
    Change {
        answers: flip.answers.iter().map(|(id, text)| questions.change(id, text)).collect(),
        architecture: flip.architecture.clone(),
        margin: flip.margin,
        open: flip.answers.keys().all(open),
    }
}

/// An answer, what is known of it, and where that is from.
#[derive(Serialize)]
pub(super) struct AnswerRow<'a> {
    id: &'a str,
    ask: &'a str,
    answer: &'a str,
    /// As an answers file says it.
    text: &'a str,
    state: Knowledge,
    note: Option<&'a str>,
}

pub(super) fn answers<'a>(report: &'a Report, questions: &'a QuestionLabels<'_>) -> Vec<AnswerRow<'a>> {
    let asked = report.answers.iter().filter(|answer| answer.origin != AnswerOrigin::NotAsked);
    asked
        .map(|answer| AnswerRow {
            id: &answer.question,
            ask: &answer.ask,
            answer: questions.known(&answer.question).unwrap_or(&answer.text),
            text: &answer.text,
            state: answer.knowledge,
            note: answer.note.as_deref(),
        })
        .collect()
}

pub(super) fn not_asked(report: &Report) -> Vec<&str> {
    let not_asked = report.answers.iter().filter(|answer| answer.origin == AnswerOrigin::NotAsked);
    not_asked.map(|answer| answer.ask.as_str()).collect()
}

/// Returns the sources that have a web address.
pub(super) fn links(report: &Report) -> BTreeMap<&str, &str> {
    let link = |source: &'_ crate::report::SourceView| web_address(&source.url).is_some();
    let linked = report.sources.iter().filter(|source| link(source));
    linked.map(|source| (source.id.as_str(), source.url.as_str())).collect()
}
