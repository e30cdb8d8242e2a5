//! The words that the text and the page of a survey share.

use std::collections::BTreeMap;

use crate::render::escape::one_line;
use crate::render::signed;
use crate::rulebook::{Rulebook, counted};
use crate::survey::{
    DecisionCounts, IdCount, LeadCounts, OverruledDecision, Row, Status, Summary, by_frequency,
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
        Status::Close | Status::Likely | Status::Open => format!("{leader} ({})", row.status.word()),
        Status::None => "all ruled out".to_owned(),
        Status::Error => "cannot be read".to_owned(),
    }
}

/// Returns what the reader knows the system by: `a.yaml`, `line 3: Shop`.
pub(super) fn system(file: Option<&str>, line: Option<u64>, title: Option<&str>) -> String {
    let title = title.map(|title| format!(": {}", one_line(title))).unwrap_or_default();
    match (file, line) {
        (Some(file), None) => one_line(file),
        (Some(file), Some(line)) => format!("{}:{line}{title}", one_line(file)),
        (None, Some(line)) => format!("line {line}{title}"),
        (None, None) => title.trim_start_matches(": ").to_owned(),
    }
}

pub(super) fn system_of(row: &Row) -> String {
    system(row.file.as_deref(), row.line, row.title.as_deref())
}

pub(super) fn margin(row: &Row) -> String {
    row.margin.map(signed).unwrap_or_default()
}

pub(super) fn settled(row: &Row) -> &'static str {
    match (row.status, row.settled) {
        (Status::Error, _) => "",
        (_, Some(true)) => "yes",
        (_, Some(false)) => "no",
        (_, None) => "not proven",
    }
}

/// Returns the next question where it was asked for, else those that the verdict turns on.
pub(super) fn find_out(row: &Row, next: bool) -> String {
    if next {
        return row.next.clone().unwrap_or_default();
    }
    match row.deciding_questions.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first, others @ ..] => format!("{first} +{}", others.len()),
    }
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
    let statuses = &summary.statuses;
    let counts: Vec<String> = [
        (statuses.decided, "decided"),
        (statuses.close, "close"),
        (statuses.likely, "likely"),
        (statuses.open, "open"),
        (statuses.none, "with every architecture ruled out"),
        (statuses.error, "cannot be read"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, word)| format!("{count} {word}"))
    .collect();
    match counts.as_slice() {
        [] => "no systems".to_owned(),
        counts => format!("{}: {}", counted(summary.systems, "system"), counts.join(", ")),
    }
}

/// Returns everything below the headline; what is empty is left out.
pub(super) fn sections(summary: &Summary, rulebook: &Rulebook) -> Vec<Section> {
    let sections = [
        leads(&summary.architectures, rulebook),
        named("What open verdicts turn on", &summary.deciding_questions),
        named("What to answer next", &summary.next),
        vetoes(summary),
        named("Warnings", &summary.warnings),
        decisions(&summary.decisions, rulebook),
    ];
    sections.into_iter().filter(|section| !section.entries.is_empty()).collect()
}

fn named(title: &str, counts: &BTreeMap<String, u64>) -> Section {
    let entry = |named: IdCount| (named.id, counted(named.systems, "system"));
    Section { title: title.to_owned(), entries: by_frequency(counts).into_iter().map(entry).collect() }
}

fn leads(architectures: &BTreeMap<String, LeadCounts>, rulebook: &Rulebook) -> Section {
    let mut leads: Vec<(&String, &LeadCounts)> = architectures.iter().collect();
    leads.sort_by_key(|(_, leads)| std::cmp::Reverse(leads.all()));
    let entry = |(id, leads): (&String, &LeadCounts)| {
        let parts = [
            (leads.decided, "decided"),
            (leads.close, "close"),
            (leads.likely, "likely"),
            (leads.open, "open"),
        ];
        let parts = parts.into_iter().filter(|(count, _)| *count > 0);
        let parts: Vec<String> = parts.map(|(count, word)| format!("{count} {word}")).collect();
        (name(rulebook, id).to_owned(), format!("{} ({})", counted(leads.all(), "system"), parts.join(", ")))
    };
    Section { title: "Who leads".to_owned(), entries: leads.into_iter().map(entry).collect() }
}

fn vetoes(summary: &Summary) -> Section {
    let mut vetoes: Vec<_> = summary.vetoes.iter().collect();
    vetoes.sort_by_key(|(_, count)| std::cmp::Reverse((count.decides, count.holds)));
    let entry = |(id, count): (&String, &crate::survey::VetoCount)| {
        let decides = match count.decides {
            0 => "never against who would lead".to_owned(),
            decides => format!("against who would lead in {decides}"),
        };
        (id.clone(), format!("{}, {decides}", counted(count.holds, "system")))
    };
    Section { title: "Vetoes".to_owned(), entries: vetoes.into_iter().map(entry).collect() }
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
    let unnamed = decisions.overruled() - decisions.overruled.len() as u64;
    if unnamed > 0 {
        entries.push(("others".to_owned(), counted(unnamed, "system")));
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
