//! A group as text: first what is decided and what to settle, last who says what.

use super::page_view::{Block, Item, PageView, PersonRow};
use crate::render::page::{BAD, BOLD, GOOD, Page, QUIET, WARN, styled};
use crate::report::AxisSummary;
use crate::rulebook::capitalised;

pub(super) fn show(page: &mut Page, view: &PageView) {
    page.heading(&match &view.title {
        Some(title) => format!("{title}: what {} say", view.who),
        None => format!("What {} say", view.who),
    });
    page.paragraph("", "", &view.summary.join(" "));
    let agenda: Vec<&Item> = view.agenda.iter().chain(&view.unproven).collect();
    if !agenda.is_empty() {
        page.heading("What to settle, in this order");
        for (number, item) in (1..).zip(&agenda) {
            page.paragraph(&format!("{number:>3}. "), "     ", &styled(BOLD, &item.asked));
            page.paragraph("     ", "     ", &item.overview);
        }
        page.paragraph("", "", view.lead.as_deref().unwrap_or_default());
    }
    page.heading("What each one’s answers say alone");
    view.people.iter().for_each(|one| person(page, one));
    page.heading("What the common answers say");
    common(page, view);
    if view.winners.len() > 1 {
        page.heading("What it takes");
        for winner in &view.winners {
            page.paragraph("  ", "    ", &winner.takes);
        }
    }
    if !agenda.is_empty() {
        page.heading("Who says what of what is to be settled");
        for (number, item) in (1..).zip(&agenda) {
            agenda_item(page, number, item);
        }
    }
    idle(page, &view.idle);
    weights(page, view);
    parts(page, view);
    page.heading("Who says what of the rest");
    view.blocks.iter().filter(|block| !block.disagree).for_each(|one| block(page, one));
}

fn parts(page: &mut Page, view: &PageView) {
    if view.parts.is_empty() {
        return;
    }
    page.heading("Parts");
    for part in &view.parts {
        let name = styled(BOLD, &part.name);
        page.paragraph("  ", "    ", &format!("{name} (named by {}): {}", part.people, part.said));
    }
}

fn agenda_item(page: &mut Page, number: usize, item: &Item) {
    page.paragraph(&format!("{number:>3}. "), "     ", &styled(BOLD, &item.asked));
    for choice in &item.choices {
        let then = if choice.then.is_empty() { String::new() } else { format!("; then {}", choice.then) };
        page.paragraph("     - ", "       ", &format!("{}: {}{then}", choice.label, choice.people));
    }
    if let Some(names) = &item.unknown_to {
        page.paragraph("     - ", "       ", &styled(QUIET, &format!("Not known: {names}")));
    }
    if let Some((_, because)) = item.rules.first() {
        page.paragraph("     ", "     ", &styled(QUIET, because));
    }
}

fn idle(page: &mut Page, items: &[Item]) {
    if items.is_empty() {
        return;
    }
    page.heading("What needs no meeting");
    page.paragraph("", "", NO_MEETING);
    for item in items {
        let said: Vec<String> =
            item.choices.iter().map(|choice| format!("{} ({})", choice.label, choice.people)).collect();
        page.paragraph("  - ", "    ", &format!("{} {}", item.asked, said.join("; ")));
    }
}

/// Why the rest is not on the agenda.
const NO_MEETING: &str = "Who leads, on the whole and on each axis, depends on none of these, however the \
    rest is settled.";

fn person(page: &mut Page, person: &PersonRow) {
    let style = match person.verdict.status {
        "decided" | "likely" => GOOD,
        "none" => BAD,
        _ => WARN,
    };
    let sign = styled(style, person.verdict.sign);
    let name = styled(BOLD, &person.name);
    page.paragraph("  ", "    ", &format!("{sign} {name}: {}", person.verdict.headline));
    axes(page, &person.verdict.axes, &format!("{}.", person.known));
}

fn axes(page: &mut Page, axes: &[AxisSummary], more: &str) {
    let said = axes.iter().map(|axis| format!("{} {}.", axis.ask, capitalised(&axis.outcome)));
    let said: Vec<String> = said.chain([more.to_owned()]).collect();
    let said = said.join(" ");
    if !said.trim().is_empty() {
        page.paragraph("    ", "    ", &styled(QUIET, said.trim()));
    }
}

fn common(page: &mut Page, view: &PageView) {
    page.paragraph("  ", "    ", &format!("{} {}", view.common.sign, styled(BOLD, &view.common.headline)));
    axes(page, &view.common.axes, "");
    page.paragraph("  ", "  ", view.open.unwrap_or_default());
}

fn weights(page: &mut Page, view: &PageView) {
    if view.weights.is_empty() {
        return;
    }
    page.heading("Weights on which they disagree");
    for row in &view.weights {
        let each = view.people.iter().zip(&row.weights);
        let each: Vec<String> = each.map(|(person, weight)| format!("{weight} ({})", person.name)).collect();
        let text = format!(
            "{}: {}; in the common answers {}, as in the rulebook",
            styled(BOLD, &row.name),
            each.join(", "),
            row.used
        );
        page.paragraph("  ", "    ", &text);
    }
    page.paragraph("  ", "  ", &view.weight_sentences.join(" "));
}

fn block(page: &mut Page, block: &Block) {
    page.paragraph("  ", "  ", &styled(BOLD, block.title));
    if block.class == "nobody" {
        for row in &block.rows {
            page.paragraph("    ", "      ", &row.ask);
        }
        return;
    }
    for row in &block.rows {
        let tag = row.tag.map(|tag| styled(QUIET, &format!(" [{tag}]"))).unwrap_or_default();
        let said = row.answers.iter().map(|(label, who)| format!("{label} ({who})"));
        let said = said.collect::<Vec<_>>().join("; ");
        page.paragraph("    ", "      ", &format!("{} {said}{tag}", styled(QUIET, &row.ask)));
    }
}
