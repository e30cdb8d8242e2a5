//! A time line as text: of each system its versions, and below each what became otherwise.

use super::sentences;
use crate::render::escape::one_line;
use crate::render::page::{BAD, BOLD, GOOD, Page, QUIET, styled};
use crate::report::AnswerDifference;
use crate::rulebook::Rulebook;
use crate::survey::output::sentences as shared;
use crate::survey::output::text::style;
use crate::survey::{Event, Status, SystemHistory, Timeline, Version};

/// Returns the time line for so many columns.
pub(super) fn text(timeline: &Timeline, rulebook: &Rulebook, width: usize) -> String {
    let mut page = Page::new(width);
    for history in &timeline.systems {
        system(&mut page, history, rulebook);
    }
    page.line("");
    page.paragraph("", "", &sentences::summary(timeline).join(" "));
    let book = &timeline.rulebook;
    let assessed = format!("Every version is assessed by the rulebook `{}` {}.", book.id, book.version);
    page.paragraph("", "", &styled(QUIET, &assessed));
    page.finish()
}

fn system(page: &mut Page, history: &SystemHistory, rulebook: &Rulebook) {
    let title = history.title.as_deref().map(|title| format!(" ({})", one_line(title))).unwrap_or_default();
    page.heading(&format!("{}{title}", history.file));
    sentences::shown(history).for_each(|shown| version(page, shown, rulebook));
    if let Some(review) = sentences::review(history) {
        let style = if history.review_is_past { BAD } else { QUIET };
        page.paragraph("  ", "  ", &styled(style, &review));
    }
}

fn version(page: &mut Page, version: &Version, rulebook: &Rulebook) {
    let sign = styled(style(version.row.status), shared::sign(version.row.status));
    let came_to = styled(BOLD, &sentences::came_to(version, rulebook));
    let mut line = format!("{} {sign} {came_to}", sentences::when(version));
    for known in [sentences::hash(version), version.subject.as_deref().unwrap_or_default()] {
        if !known.is_empty() {
            line = format!("{line} {}", styled(QUIET, known));
        }
    }
    page.paragraph("  ", "    ", &line);
    for (event, said) in sentences::events(version, rulebook) {
        let style = if matches!(event, Event::NoLongerHolds | Event::Unreadable) { BAD } else { GOOD };
        page.paragraph("      ", "        ", &styled(style, &said));
    }
    if version.row.status == Status::Error {
        page.paragraph("      ", "        ", &shared::error(&version.row));
    }
    let answers = version.answers.iter().map(|difference: &AnswerDifference| sentences::answer(difference));
    for changed in answers.chain(version.weights.iter().map(sentences::weight)) {
        page.paragraph("      ", "        ", &changed);
    }
}
