//! The parts: where each stands and why, what they add up to, and what to watch between them.

use super::fit::{Block, Entry, Form};
use crate::engine::Status;
use crate::render::page::{BOLD, Page, QUIET, WARN, styled};
use crate::report::{Blueprint, NumberedSeam, PartView, Report, VerdictView};
use crate::rulebook::and_list;

/// Returns the parts for the brief: where each stands.
pub(super) fn block(report: &Report) -> Option<Block> {
    report.blueprint.as_ref()?;
    let entry = |alike: &Vec<&PartView>| {
        let first = alike[0];
        let firm = match first.verdict.status {
            Status::Decided | Status::Likely | Status::None => "",
            Status::Close => ", but close",
            Status::Open => " so far",
        };
        Entry::plain(format!("{}: {}{firm}", names(alike), report.stand(first, alike.len())))
    };
    let entries: Vec<Entry> = alike(&report.parts).iter().map(entry).collect();
    Some(Block {
        name: "Part by part".to_owned(),
        entries,
        least: 1,
        most: 4,
        form: Form::Beside,
        foot: None,
    })
}

fn names(parts: &[&PartView]) -> String {
    and_list(&parts.iter().map(|part| part.name().to_owned()).collect::<Vec<_>>())
}

pub(super) fn parts(page: &mut Page, report: &Report) {
    let Some(blueprint) = &report.blueprint else { return };
    page.heading("Part by part");
    for alike in alike(&report.parts) {
        let names = names(&alike);
        let stand = stand(report, &alike);
        let because = alike[0].because.first().map(String::as_str).unwrap_or_default();
        page.paragraph("  ", "    ", &format!("{names}: {stand}. {because}"));
        differences(page, &alike);
    }
    page.paragraph("  ", "  ", &blueprint.explanation.join(" "));
    seams(page, report, blueprint);
}

/// Groups the parts of which the same is said.
fn alike(parts: &[PartView]) -> Vec<Vec<&PartView>> {
    let mut groups: Vec<Vec<&PartView>> = Vec::new();
    for part in parts {
        let same = |known: &&PartView| {
            let (a, b) = (&known.verdict, &part.verdict);
            a.architecture == b.architecture
                && a.status == b.status
                && (a.status != Status::Close || a.runner_up == b.runner_up)
                && known.because.first() == part.because.first()
        };
        match groups.iter_mut().find(|group| group.first().is_some_and(same)) {
            Some(group) => group.push(part),
            None => groups.push(vec![part]),
        }
    }
    groups
}

/// Returns how parts stand, and by how much: `as services (Microservices by 5 to 7)`.
fn stand(report: &Report, parts: &[&PartView]) -> String {
    let verdict = &parts[0].verdict;
    let stand = report.stand(parts[0], parts.len());
    if verdict.architecture.is_none() {
        return styled(BOLD, &stand);
    }
    let margins = parts.iter().filter_map(|part| part.verdict.margin);
    let verdict = short(report, verdict, margins.clone().min().zip(margins.max()));
    format!("{} ({verdict})", styled(BOLD, &stand))
}

/// Returns a verdict in a few words. `by` is the smallest and the largest lead.
fn short(report: &Report, verdict: &VerdictView, by: Option<(i32, i32)>) -> String {
    let name = verdict.architecture.as_deref().map_or("none", |id| report.name(id));
    match (verdict.status, verdict.runner_up.as_deref(), by) {
        (Status::Close, Some(second), _) => format!("{name} or {}, close", report.name(second)),
        (Status::Open, ..) => format!("{name} so far, open"),
        (_, _, Some((least, most))) if least < most => format!("{name} by {least} to {most}"),
        (_, _, Some((by, _))) => format!("{name} by {by}"),
        _ => name.to_owned(),
    }
}

fn differences(page: &mut Page, parts: &[&PartView]) {
    for part in parts.iter().filter(|part| !part.differs.is_empty()) {
        let ids: Vec<String> = part.answers.iter().map(|(id, text)| format!("{id}={text}")).collect();
        let text = format!("{} differs: {} ({}).", part.name(), part.differs.join("; "), ids.join(" "));
        page.paragraph("    ", "    ", &styled(QUIET, &text));
    }
}

/// Says what to watch where parts on different architectures exchange data, each rule once, then where.
fn seams(page: &mut Page, report: &Report, blueprint: &Blueprint) {
    for note in blueprint.seam_notes() {
        page.cited.extend(note.warning.sources.iter().cloned());
        let text = format!("{} {}", note.warning.message, note.warning.because);
        page.paragraph(&format!("  {} ", styled(WARN, "!")), "    ", &text);
        let place = |at: &NumberedSeam<'_>| {
            let [a, b] = at.between.each_ref().map(|id| report.part_name(id));
            let may = if at.open { " (may come to hold)" } else { "" };
            format!("{}: {a} with {b}{may}", at.number)
        };
        let places: Vec<String> = note.at.iter().map(place).collect();
        page.paragraph("    ", "      ", &places.join("; "));
    }
}
