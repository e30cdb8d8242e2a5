//! The verdict, the ranking, the answers, and the sources at the end.

use comfy_table::{Cell, CellAlignment};

use super::bars::range;
use super::guidance;
use crate::engine::Status;
use crate::render::page::{BAD, BOLD, GOOD, Page, QUIET, WARN, styled};
use crate::render::signed;
use crate::render::style::marked;
use crate::report::{AnswerOrigin, Knowledge, Report};

/// Writes what the system is called, if it is called anything.
pub(super) fn title(page: &mut Page, report: &Report) {
    page.clipped("", "", report.title.as_deref().unwrap_or_default(), 2);
}

/// Writes the same with an empty line below it.
pub(super) fn title_above(page: &mut Page, report: &Report) {
    title(page, report);
    if !page.is_empty() {
        page.line("");
    }
}

/// Returns the verdict in a line, coloured by how firm it is.
pub(super) fn headline(report: &Report) -> String {
    let style = match report.verdict.status {
        Status::Decided | Status::Likely => GOOD.bold(),
        Status::Close | Status::Open => WARN.bold(),
        Status::None => BAD.bold(),
    };
    styled(style, &report.verdict.headline.to_string())
}

pub(super) fn verdict(page: &mut Page, report: &Report) {
    title_above(page, report);
    page.paragraph("", "  ", &headline(report));
    for axis in &report.axes {
        page.paragraph("  ", "    ", &axis.headline);
    }
    for sentence in report.assumed().iter().chain(&report.verdict.explanation) {
        page.paragraph("", "  ", sentence);
    }
    if let Some(leader) = report.leader() {
        page.line("");
        page.paragraph("  ", "  ", &leader.summary);
        page.paragraph("  ", "  ", leader.consists_of.as_deref().unwrap_or_default());
        if let Some(price) = &leader.price {
            page.paragraph("  ", "    ", &format!("Its price: {price}"));
        }
        guidance::kind(page, &leader.guidance);
    }
}

pub(super) fn ranking(page: &mut Page, report: &Report) {
    page.heading("Ranking, in points");
    let open = report.ranking.iter().any(|ranked| ranked.range.min != ranked.range.max);
    let ends = || report.ranking.iter().flat_map(|ranked| [ranked.range.min, ranked.range.max, ranked.net]);
    let scale = (ends().min().unwrap_or(0), ends().max().unwrap_or(0));
    let mut table = page.table();
    let mut head = vec!["", "", "net", "for", "against"];
    // The strip repeats the figures beside it, so it goes first where there is little room.
    let strip = open && page.width() >= STRIP_FROM;
    if open {
        head.push("net once all is known");
    }
    if strip {
        head.push("");
    }
    head.push("");
    table.set_header(head.into_iter().map(|text| right(marked(QUIET, text))));
    for ranked in &report.ranking {
        let out = ranked.is_ruled_out();
        let place = if out { "–".to_owned() } else { ranked.rank.to_string() };
        let name = report.name(&ranked.architecture);
        let name = Cell::new(if ranked.rank == 1 && !out { marked(BOLD, name) } else { name.to_owned() });
        let mut row = vec![right(place), name];
        row.extend([ranked.net, ranked.in_favour, ranked.against].map(|points| right(signed(points))));
        if open {
            let bound = if ranked.range.exact { "" } else { " at most" };
            row.push(right(format!("{} to {}{bound}", signed(ranked.range.min), signed(ranked.range.max))));
        }
        if strip {
            row.push(Cell::new(range((ranked.range.min, ranked.range.max), ranked.net, scale, STRIP)));
        }
        row.push(Cell::new(if out { "ruled out" } else { "" }));
        table.add_row(row);
    }
    page.add_table(&table);
}

/// The columns of the strip that shows how far a net can still move, and from what width of the page it is
/// shown.
const STRIP: usize = 20;
const STRIP_FROM: usize = 90;

fn right(text: impl ToString) -> Cell {
    Cell::new(text).set_alignment(CellAlignment::Right)
}

/// Writes every question that is asked with its answer, and below it how `--set` takes that answer.
pub(super) fn answers(page: &mut Page, report: &Report) {
    page.heading("Answers");
    for answer in report.answers.iter().filter(|answer| answer.origin != AnswerOrigin::NotAsked) {
        let known = if answer.knowledge == Knowledge::Unknown { "not known" } else { &answer.label };
        let assumed = if answer.origin == AnswerOrigin::Assumed { ", assumed" } else { "" };
        let id = styled(QUIET, &format!("({}={}{assumed})", answer.question, answer.value));
        page.paragraph("  ", "    ", &format!("{} {} {id}", answer.ask, styled(BOLD, known)));
        if let Some(note) = &answer.note {
            page.paragraph("    ", "    ", note);
        }
    }
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

pub(super) fn footer(page: &mut Page, report: &Report) {
    let rulebook = &report.rulebook;
    let hash: String = rulebook.hash.chars().take("sha256:".len() + 12).collect();
    page.line("");
    let text = format!("Rulebook: {} {} ({hash}).", rulebook.id, rulebook.version);
    page.paragraph("", "", &styled(QUIET, &text));
}
