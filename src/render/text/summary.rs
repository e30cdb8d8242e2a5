//! The verdict, the ranking, and the sources at the end.

use comfy_table::{Attribute, Cell, CellAlignment};
use indexmap::IndexMap;

use super::guidance;
use crate::engine::Status;
use crate::render::page::{BAD, GOOD, Page, QUIET, WARN, styled};
use crate::render::signed;
use crate::report::Report;

pub(super) fn verdict(page: &mut Page, report: &Report, explain: bool) {
    if let Some(title) = &report.title {
        page.paragraph("", "", title);
        page.line("");
    }
    let style = match report.verdict.status {
        Status::Decided | Status::Likely => GOOD.bold(),
        Status::Close | Status::Open => WARN.bold(),
        Status::None => BAD.bold(),
    };
    page.paragraph("", "", &styled(style, &report.verdict.headline.to_string()));
    for axis in &report.axes {
        page.paragraph("  ", "    ", &axis.headline);
    }
    if report.verdict.status == Status::Open {
        find_out(page, report);
    }
    for sentence in &report.verdict.explanation {
        page.paragraph("", "", sentence);
    }
    if let Some(legend) = report.axis_legend() {
        page.paragraph("  ", "  ", &styled(QUIET, legend));
    }
    let leader = report.verdict.architecture.as_deref().and_then(|id| report.architecture(id));
    if let Some(leader) = leader {
        page.line("");
        page.paragraph("  ", "  ", &leader.summary);
        // Where the kind is known, or the parts of the system are named, they say it better.
        let is_known = leader.guidance.variant.is_some() || !report.parts.is_empty();
        let in_general = leader.consists_of.as_ref().filter(|_| explain || !is_known);
        page.paragraph("  ", "  ", in_general.map(String::as_str).unwrap_or_default());
        guidance::kind(page, &leader.guidance);
    }
}

/// How many questions are named at the top.
const NAMED: usize = 2;

/// Writes what would settle most, as it is asked: one question of each axis that is open, then those that can
/// change most altogether.
fn find_out(page: &mut Page, report: &Report) {
    let open_axes = report.axes.iter().filter(|axis| axis.status == Status::Open);
    let open_axes: Vec<_> = open_axes.collect();
    let each_first =
        (0..NAMED).flat_map(|at| open_axes.iter().filter_map(move |axis| axis.open_questions.get(at)));
    let of_axes = each_first.map(|open| (open.question.as_str(), open.ask.as_str()));
    let live = report.open_questions.iter().filter(|open| open.matters != Some(false));
    let live = live.map(|open| (open.question.as_str(), open.ask.as_str()));
    let named: IndexMap<&str, &str> = of_axes.chain(live).collect();
    let named: Vec<String> = named.iter().take(NAMED).map(|(id, ask)| format!("{ask} ({id})")).collect();
    if !named.is_empty() {
        page.paragraph("", "  ", &format!("Find out first: {}", named.join(" ")));
    }
}

pub(super) fn ranking(page: &mut Page, report: &Report) {
    page.heading("Ranking");
    let open = report.ranking.iter().any(|ranked| ranked.range.min != ranked.range.max);
    let mut table = page.table();
    let mut head = vec!["", "", "net", "for", "against"];
    if open {
        head.push("can still be");
    }
    head.push("");
    table.set_header(head.into_iter().map(|text| right(text).add_attribute(Attribute::Dim)));
    for ranked in &report.ranking {
        let out = !ranked.ruled_out_by.is_empty();
        let place = if out { "–".to_owned() } else { ranked.rank.to_string() };
        let name = Cell::new(report.name(&ranked.architecture));
        let name = if ranked.rank == 1 && !out { name.add_attribute(Attribute::Bold) } else { name };
        let mut row = vec![right(place), name];
        row.extend([ranked.net, ranked.in_favour, ranked.against].map(|points| right(signed(points))));
        if open {
            let bound = if ranked.range.exact { "" } else { " at most" };
            row.push(right(format!("{} to {}{bound}", signed(ranked.range.min), signed(ranked.range.max))));
        }
        row.push(Cell::new(if out { "ruled out" } else { "" }));
        table.add_row(row);
    }
    page.add_table(&table);
}

fn right(text: impl ToString) -> Cell {
    Cell::new(text).set_alignment(CellAlignment::Right)
}

pub(super) fn sources(page: &mut Page, report: &Report) {
    let cited: Vec<_> = report.sources.iter().filter(|source| page.cited.contains(&source.id)).collect();
    if cited.is_empty() {
        return;
    }
    page.heading("Sources");
    for source in cited {
        let text =
            format!("[{}] {}: {}, {}. {}", source.id, source.author, source.title, source.year, source.url);
        page.paragraph("  ", "    ", &text);
    }
}

pub(super) fn footer(page: &mut Page, report: &Report, explained: bool) {
    let rulebook = &report.rulebook;
    let hash: String = rulebook.hash.chars().take("sha256:".len() + 12).collect();
    page.line("");
    let more = match (explained, page.cited.is_empty()) {
        (true, _) => "",
        (false, true) => " Every rule and its state: --explain.",
        (false, false) => " Every rule and every source: --explain; one of them: archwise rules show ID.",
    };
    let text = format!("Rulebook {} {} ({hash}).{more}", rulebook.id, rulebook.version);
    page.paragraph("", "", &styled(QUIET, &text));
}
