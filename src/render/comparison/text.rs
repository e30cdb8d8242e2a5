//! A comparison as text, on a page of its own or as a section of a report.

use comfy_table::{Cell, CellAlignment};

use super::architecture_names::ArchitectureNames;
use super::view::{ComparisonView, Difference, Lead, NetRow, PartRow, RuleList};
use crate::render::page::{BAD, BOLD, GOOD, Page, QUIET, styled};
use crate::render::signed;
use crate::render::style::marked;
use crate::report::Report;

/// Writes what a report compares itself with, if with anything.
pub(in crate::render) fn what_if(page: &mut Page, report: &Report) {
    if let Some(what_if) = &report.what_if {
        page.heading("What if");
        show(page, &ComparisonView::of(what_if, &ArchitectureNames::of_report(report)));
    }
}

/// Writes the comparison into a text.
pub(super) fn show(page: &mut Page, view: &ComparisonView) {
    for side in &view.sides {
        let title = side.title.as_deref().map(|title| format!(" ({title})")).unwrap_or_default();
        page.paragraph("", "  ", &format!("{}{title}: {}", side.label, styled(BOLD, &side.headline)));
    }
    let [before, after] = &view.sides;
    for (was, is) in before.axes.iter().zip(&after.axes) {
        let ask = was.ask.trim_end_matches('?');
        page.paragraph("  ", "    ", &format!("{ask}: {} → {}", was.outcome, is.outcome));
    }
    page.paragraph("", "", &view.summary.join(" "));
    differences(page, view);
    parts(page, &view.parts);
    nets(page, &view.nets);
    view.rules.iter().for_each(|list| rules(page, list));
}

fn differences(page: &mut Page, view: &ComparisonView) {
    page.heading("What differs");
    if view.differences.is_empty() && view.weights.is_empty() {
        page.paragraph("  ", "  ", "Nothing.");
    }
    if let Some(lead) = &view.lead {
        let over = format!("the lead of {} over {}", lead.of, lead.over);
        let goes = format!("which goes from {} to {}", signed(lead.before), signed(lead.after));
        let said = format!("Each figure is what that difference does by itself to {over}, {goes}.");
        page.paragraph("  ", "  ", &said);
    }
    view.differences.iter().for_each(|answer| difference(page, answer, view.lead.as_ref()));
    for rest in view.lead.iter().flat_map(|lead| &lead.rest) {
        page.paragraph(&format!("{} ", figure(rest.points)), "        ", rest.what);
    }
    for weight in &view.weights {
        page.paragraph("  ", "    ", &format!("{}: {} → {}", weight.what, weight.before, weight.after));
    }
}

fn difference(page: &mut Page, answer: &Difference, lead: Option<&Lead>) {
    let id = styled(QUIET, &format!("({})", answer.question));
    let enough =
        answer.enough.as_deref().map(|enough| format!(" {}", styled(GOOD, enough))).unwrap_or_default();
    let asked = format!("{} {id}{enough}", answer.ask);
    let (first, margin) = match lead {
        Some(_) => (format!("{} ", figure(answer.points)), "      "),
        None => ("  ".to_owned(), "    "),
    };
    page.paragraph(&first, margin, &asked);
    page.paragraph(margin, &format!("{margin}  "), &format!("before: {}", answer.before));
    page.paragraph(margin, &format!("{margin}  "), &format!("after: {}", answer.after));
}

/// Returns points in the column of figures.
fn figure(points: i32) -> String {
    format!("{:>5}", signed(points))
}

fn parts(page: &mut Page, parts: &[PartRow]) {
    if !parts.is_empty() {
        page.heading("Parts that move");
    }
    for PartRow { part, before, after } in parts {
        page.paragraph("  ", "    ", &format!("{part}: {before} → {after}"));
    }
}

fn nets(page: &mut Page, rows: &[NetRow]) {
    page.heading("Net points before and after");
    let mut table = page.table();
    for row in rows {
        let style = if row.change < 0 { BAD } else { GOOD };
        let before = row.before.map(|before| net(before, row.out_before)).unwrap_or_default();
        let change = match row.change {
            0 => Cell::new(""),
            change => right(marked(style, &format!("({})", signed(change)))),
        };
        let after = right(net(row.after, row.out_after));
        table.add_row(vec![Cell::new(&row.name), right(before), Cell::new("→"), after, change]);
    }
    page.add_table(&table);
}

fn net(net: i32, is_out: bool) -> String {
    if is_out { format!("{}, ruled out", signed(net)) } else { signed(net) }
}

fn right(text: String) -> Cell {
    Cell::new(text).set_alignment(CellAlignment::Right)
}

fn rules(page: &mut Page, list: &RuleList) {
    page.heading(list.title);
    for row in &list.rules {
        let points: Vec<String> =
            row.points.iter().map(|(name, points)| format!("{name} {}", signed(*points))).collect();
        let points = if points.is_empty() { String::new() } else { format!(" ({})", points.join(", ")) };
        page.paragraph("  ", "    ", &format!("{}{points}: {}", styled(BOLD, &row.rule), row.because));
    }
}
