//! The words that the text and the page of a survey share.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::visible;
use crate::render::escape::one_line;
use crate::render::{signed, verdict_signs};
use crate::rulebook::{Clause, Rulebook, counted, thousands};
use crate::survey::{
    DecisionCounts, LeadCounts, OverruledDecision, Row, Status, Summary, VetoCount, by_frequency,
};

/// A heading, and lines of a name and what is said of it.
pub(super) struct Section {
    pub title: String,
    pub entries: Vec<(String, String)>,
}

pub(super) fn name<'a>(rulebook: &'a Rulebook, id: &'a str) -> &'a str {
    rulebook.architecture(id).map_or(id, |a| rulebook.architectures[a].name.as_str())
}

/// Returns the verdict in a word or two: `Hybrid`, `Hybrid (close)`, `all ruled out`, `cannot be read`.
pub(super) fn verdict(row: &Row, rulebook: &Rulebook) -> String {
    let leader = row.architecture.as_deref().map_or("", |id| name(rulebook, id));
    match row.status {
        Status::Decided => leader.to_owned(),
        Status::Close | Status::Likely | Status::Open if row.margin == Some(0) => {
            format!("{leader} ({}, level)", row.status.word())
        }
        Status::Close | Status::Likely | Status::Open => format!("{leader} ({})", row.status.word()),
        Status::None => "all ruled out".to_owned(),
        Status::Error => "cannot be read".to_owned(),
    }
}

/// Returns what the reader knows the system by: `a.yaml`, `line 3: Shop`.
pub(super) fn system(file: Option<&str>, line: Option<u64>, title: Option<&str>) -> String {
    let title = title.map(one_line);
    match (place(file, line), title) {
        (Some(place), Some(title)) if line.is_some() => format!("{place}: {title}"),
        (Some(place), _) => place,
        (None, title) => title.unwrap_or_default(),
    }
}

pub(super) fn system_of(row: &Row) -> String {
    system(row.file.as_deref(), row.line, row.title.as_deref())
}

/// Returns where a system was read from: `a.yaml`, `all.ndjson:3`, `line 3`.
pub(super) fn place(file: Option<&str>, line: Option<u64>) -> Option<String> {
    match (file, line) {
        (Some(file), None) => Some(one_line(file)),
        (Some(file), Some(line)) => Some(format!("{}:{line}", one_line(file))),
        (None, Some(line)) => Some(format!("line {line}")),
        (None, None) => None,
    }
}

/// Returns the title of a system, in one line, if it says anything; what could act in a text is written out.
pub(super) fn title(title: Option<&str>) -> Option<String> {
    title.map(|title| visible(&one_line(title))).filter(|title| !title.is_empty())
}

/// Returns the sign that stands for a status wherever there is room for one character only.
pub(super) fn sign(status: Status) -> &'static str {
    status.of_verdict().map_or("!", verdict_signs::sign)
}

/// Returns the words for a status that stand by themselves.
pub(super) fn state(status: Status) -> &'static str {
    status.of_verdict().map_or("Cannot be read", verdict_signs::words)
}

/// Returns the lead in points, and a word where there is no other candidate to lead over.
pub(super) fn lead(row: &Row) -> String {
    match (&row.architecture, row.margin) {
        (_, Some(margin)) => signed(margin),
        (Some(_), None) => "alone".to_owned(),
        (None, None) => String::new(),
    }
}

/// Returns the least lead that a verdict can come to which is not clear, where that is not the lead itself.
pub(super) fn least(row: &Row) -> Option<i32> {
    let unclear = matches!(row.status, Status::Close | Status::Likely | Status::Open);
    row.least_margin.filter(|least| unclear && row.margin != Some(*least))
}

/// Says how many answers are only assumed: `3 answers`; `None` if none is.
pub(super) fn assumed(row: &Row) -> Option<String> {
    match row.assumed.len() {
        0 => None,
        1 => Some("1 answer".to_owned()),
        several => Some(format!("{several} answers")),
    }
}

/// Returns whether nobody could find out if an open answer can change who leads.
pub(super) fn is_unproven(row: &Row) -> bool {
    row.settled.is_none() && row.architecture.is_some()
}

/// Returns the next question where it was asked for, else those that the verdict turns on.
pub(super) fn questions(row: &Row, next: bool) -> Vec<&str> {
    match next {
        true => row.next.as_deref().into_iter().collect(),
        false => row.deciding_questions.iter().map(String::as_str).collect(),
    }
}

/// Returns a question as the rulebook asks it.
pub(super) fn ask<'a>(rulebook: &'a Rulebook, id: &'a str) -> &'a str {
    rulebook.question(id).map_or(id, |question| rulebook.questions[question].ask.as_str())
}

/// Returns the effects of a rule, each with the reason that its author gives.
fn clauses<'a>(rulebook: &'a Rulebook, rule: &str) -> impl Iterator<Item = &'a Clause> {
    let clauses = rulebook.rule(rule).map(|rule| &rulebook.clauses[rulebook.rules[rule].clauses.clone()]);
    clauses.into_iter().flat_map(|clauses| clauses.iter())
}

/// Returns the reasons for which a rule rules out, and the architectures that it does.
pub(super) fn veto<'a>(rulebook: &'a Rulebook, rule: &str) -> (Vec<&'a str>, Vec<String>) {
    let (mut reasons, mut out) = (Vec::new(), Vec::new());
    for clause in clauses(rulebook, rule) {
        let Some(architectures) = clause.effect.rules_out() else { continue };
        reasons.push(clause.because.as_str());
        out.extend(architectures.iter().map(|id| rulebook.architectures[id].name.clone()));
    }
    let mut known = BTreeSet::new();
    out.retain(|name| known.insert(name.clone()));
    (without_repeats(reasons), out)
}

/// Returns what a rule warns of.
pub(super) fn warning<'a>(rulebook: &'a Rulebook, rule: &str) -> Vec<&'a str> {
    without_repeats(clauses(rulebook, rule).filter_map(|clause| clause.effect.warning()).collect())
}

fn without_repeats(texts: Vec<&str>) -> Vec<&str> {
    let mut known = BTreeSet::new();
    texts.into_iter().filter(|text| known.insert(*text)).collect()
}

/// Returns `3 decided, 1 open`.
pub(super) fn firmness(leads: &LeadCounts) -> String {
    let some = leads.by_status().into_iter().filter(|(_, count)| *count > 0);
    some.map(|(status, count)| format!("{} {}", thousands(count), status.word()))
        .collect::<Vec<_>>()
        .join(", ")
}

/// Returns the first error of a row, and how many there are besides.
pub(super) fn error(row: &Row) -> String {
    let Some((first, others)) = row.errors.split_first() else { return String::new() };
    let line = first.line.map(|line| format!("line {line}: ")).unwrap_or_default();
    let more = if others.is_empty() { String::new() } else { format!(" (and {} more)", others.len()) };
    format!("{line}{}{more}", one_line(&first.message))
}

/// Returns `5 systems: 3 decided, 1 open, 1 cannot be read`.
pub(super) fn headline(summary: &Summary) -> String {
    let word = |status: Status| match status {
        Status::None => "with every architecture ruled out",
        Status::Error => "cannot be read",
        status => status.word(),
    };
    let some = summary.statuses.by_status().into_iter().filter(|(_, count)| *count > 0);
    let counts: Vec<String> = some.map(|(status, count)| format!("{count} {}", word(status))).collect();
    match counts.as_slice() {
        [] => "no systems".to_owned(),
        counts => format!("{}: {}", counted(summary.systems, "system"), counts.join(", ")),
    }
}

/// Returns everything below the headline; what is empty is left out.
pub(super) fn sections(summary: &Summary, rulebook: &Rulebook) -> Vec<Section> {
    let sections = [
        leads(&summary.architectures, rulebook),
        asked("What open verdicts turn on", &summary.deciding_questions, rulebook),
        asked("What to answer next", &summary.next, rulebook),
        vetoes(summary),
        named("Warnings", &summary.warnings),
        decisions(&summary.decisions, rulebook),
    ];
    sections.into_iter().filter(|section| !section.entries.is_empty()).collect()
}

/// Returns how many systems each question is asked of; the words come last, as they may take several lines.
fn asked(title: &str, counts: &BTreeMap<String, u64>, rulebook: &Rulebook) -> Section {
    let entry = |(id, systems): (&str, u64)| (counted(systems, "system"), ask(rulebook, id).to_owned());
    Section { title: title.to_owned(), entries: by_frequency(counts).into_iter().map(entry).collect() }
}

fn named(title: &str, counts: &BTreeMap<String, u64>) -> Section {
    let entry = |(id, systems): (&str, u64)| (id.to_owned(), counted(systems, "system"));
    Section { title: title.to_owned(), entries: by_frequency(counts).into_iter().map(entry).collect() }
}

fn leads(architectures: &BTreeMap<String, LeadCounts>, rulebook: &Rulebook) -> Section {
    let mut leads: Vec<(&String, &LeadCounts)> = architectures.iter().collect();
    leads.sort_by_key(|(_, leads)| std::cmp::Reverse(leads.all()));
    let entry = |(id, leads): (&String, &LeadCounts)| {
        let systems = counted(leads.all(), "system");
        (name(rulebook, id).to_owned(), format!("{systems} ({})", firmness(leads)))
    };
    Section { title: "Who comes first".to_owned(), entries: leads.into_iter().map(entry).collect() }
}

fn vetoes(summary: &Summary) -> Section {
    let entry = |(id, count): (&str, VetoCount)| {
        let decides = match count.decides {
            0 => "without effect on who leads".to_owned(),
            decides => format!("and in {decides} of them against who would lead"),
        };
        (id.to_owned(), format!("{}, {decides}", counted(count.holds, "system")))
    };
    let entries = summary.vetoes_by_frequency().into_iter().map(entry).collect();
    Section { title: "Vetoes".to_owned(), entries }
}

fn decisions(decisions: &DecisionCounts, rulebook: &Rulebook) -> Section {
    let entry = |overruled: &OverruledDecision| {
        let OverruledDecision { file, line, title, part, decided, leads } = overruled;
        let now = leads.as_deref().map_or("nothing", |id| name(rulebook, id));
        let of = part.as_ref().map(|part| format!("{part}: ")).unwrap_or_default();
        let moved = format!("{of}decided {}, now {now}", name(rulebook, decided));
        (system(file.as_deref(), *line, title.as_deref()), moved)
    };
    let mut entries: Vec<(String, String)> = decisions.overruled.iter().map(entry).collect();
    if decisions.unnamed() > 0 {
        entries.push(("others".to_owned(), counted(decisions.unnamed(), "system")));
    }
    let title = format!(
        "Recorded decisions that no longer hold: {} of {}",
        decisions.overruled(),
        decisions.recorded
    );
    if entries.is_empty() && decisions.recorded > 0 {
        entries.push(("all hold".to_owned(), String::new()));
    }
    Section { title, entries }
}
