//! A time line as text: of each system its versions, and below each what became otherwise.

use super::sentences;
use crate::render::escape::one_line;
use crate::render::page::{BAD, BOLD, GOOD, Page, QUIET, WARN, styled};
use crate::report::AnswerDifference;
use crate::rulebook::Rulebook;
use crate::survey::output::sentences as shared;
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
    let (last, shown) = (history.versions.len().saturating_sub(1), &history.versions);
    let is_shown = |at: usize, version: &Version| at == 0 || at == last || sentences::is_news(version);
    for (_, shown) in shown.iter().enumerate().filter(|(at, shown)| is_shown(*at, shown)) {
        version(page, shown, rulebook);
    }
    if let Some(review) = sentences::review(history) {
        let style = if history.review_is_past { BAD } else { QUIET };
        page.paragraph("  ", "  ", &styled(style, &review));
    }
}

fn version(page: &mut Page, version: &Version, rulebook: &Rulebook) {
    let style = match version.row.status {
        Status::Decided | Status::Likely => GOOD,
        Status::Close | Status::Open => WARN,
        Status::None | Status::Error => BAD,
    };
    let sign = styled(style, shared::sign(version.row.status));
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
