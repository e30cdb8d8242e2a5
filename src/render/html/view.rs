//! What the page says in words where the report has ids: the headline, changes, answers, links.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::Serialize;

use crate::options::Truth;
use crate::render::web::csp::web_address;
use crate::report::{
    AnswerOrigin, Argument, Headline, Knowledge, QuestionAlternatives, Report, VerdictView, Veto, Warning,
    sum,
};

/// How many reasons stand above the whole list.
const STRONGEST: usize = 4;

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

/// Returns the warnings that hold.
pub(super) fn warnings(report: &Report) -> Vec<&Warning> {
    report.holding_warnings().collect()
}

/// Returns the vetoes that hold on one of the candidates.
pub(super) fn vetoes(report: &Report) -> Vec<&Veto> {
    let ranked = |id: &String| report.ranking.iter().any(|ranked| ranked.architecture == *id);
    let bars = |veto: &&Veto| veto.state == Truth::Holds && veto.architectures.iter().any(ranked);
    report.vetoes.iter().filter(bars).collect()
}

/// Returns the candidates that more than one veto rules out.
pub(super) fn barred_twice(report: &Report) -> Vec<&str> {
    let vetoes = vetoes(report);
    let count = |id: &String| vetoes.iter().filter(|veto| veto.architectures.contains(id)).count();
    let ranked = report.ranking.iter().map(|ranked| &ranked.architecture);
    ranked.filter(|id| count(id) > 1).map(String::as_str).collect()
}

/// Returns how each source is cited: `A. Author, 2015`, or `2015a` and `2015b` of two works of one year.
pub(super) fn citations(report: &Report) -> BTreeMap<&str, String> {
    let mut works: IndexMap<(&str, u16), Vec<&str>> = IndexMap::new();
    for source in &report.sources {
        works.entry((&source.author, source.year)).or_default().push(&source.id);
    }
    let cited = works.into_iter().flat_map(|((author, year), ids)| {
        let is_only = ids.len() == 1;
        let numbered = |at: usize| letter(at).map_or_else(|| (at + 1).to_string(), String::from);
        let letter = move |at: usize| if is_only { String::new() } else { numbered(at) };
        ids.into_iter().enumerate().map(move |(at, id)| (id, format!("{author}, {year}{}", letter(at))))
    });
    cited.collect()
}

/// Returns `a`, `b`, … `z`; `None` once the letters are used up.
pub(super) fn letter(at: usize) -> Option<char> {
    ('a'..='z').nth(at)
}

/// The questions by id, for words.
pub(super) struct QuestionLabels<'a>(IndexMap<&'a str, &'a QuestionAlternatives>);

impl<'a> QuestionLabels<'a> {
    pub(super) fn of(questions: &'a [QuestionAlternatives]) -> Self {
        Self(questions.iter().map(|question| (question.question.as_str(), question)).collect())
    }

    fn known(&self, id: &str) -> Option<&str> {
        self.0.get(id).map(|question| question.known.as_str())
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
    let leader = report.verdict.architecture.as_ref();
    leader.map(|leader| numbered(report, &report.costs(leader))).unwrap_or_default()
}

/// Returns reasons by the positions of their arguments.
fn numbered(report: &Report, reasons: &[(i32, &Argument)]) -> Vec<Reason> {
    let place = |wanted: &Argument| report.arguments.iter().position(|known| std::ptr::eq(known, wanted));
    let reasons = reasons.iter();
    reasons
        .filter_map(|(points, argument)| Some(Reason { points: *points, argument: place(argument)? }))
        .collect()
}

/// What counts for one of the two that are compared.
#[derive(Serialize)]
pub(super) struct SideOfReasons<'a> {
    id: &'a str,
    points: i32,
    /// The strongest reasons.
    strongest: Vec<Reason>,
    /// What the others come to; `None` without others.
    rest: Option<Rest>,
}

/// Reasons that are only added up.
#[derive(Serialize)]
struct Rest {
    count: usize,
    points: i32,
}

/// Returns what counts for the first of the two that are compared, and what for the other.
pub(super) fn sides(report: &Report) -> Vec<SideOfReasons<'_>> {
    let Some((first, difference)) = report.compared() else { return Vec::new() };
    let weighing = report.weighing(first, &difference.runner_up);
    let sides = [weighing.in_favour, weighing.against].map(|reasons| (first, reasons));
    let sides = sides.into_iter().filter(|(_, reasons)| !reasons.is_empty());
    sides
        .map(|(id, reasons)| {
            let (shown, rest) = reasons.split_at(reasons.len().min(STRONGEST));
            SideOfReasons {
                id,
                points: sum(&reasons),
                strongest: numbered(report, shown),
                rest: (!rest.is_empty()).then(|| Rest { count: rest.len(), points: sum(rest) }),
            }
        })
        .collect()
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
    is_assumed: bool,
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
            is_assumed: answer.origin == AnswerOrigin::Assumed,
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
