//! The report for a terminal: the story in the order in which a reader asks.

mod flips;
pub(super) mod guidance;
mod outlook;
mod parts;
mod reasons;
mod summary;

use super::TextStyle;
use super::comparison;
use super::page::Page;
use crate::report::Report;

/// Returns the report as text with ANSI colours, which the caller strips where they are not wanted.
pub fn text(report: &Report, style: TextStyle) -> String {
    let mut page = Page::new(style.width);
    summary::verdict(&mut page, report, style.explain);
    if let Some(what_if) = &report.what_if {
        page.heading("What if");
        comparison::show(&mut page, what_if, &|id| report.name(id).to_owned());
    }
    parts::parts(&mut page, report, style.explain);
    summary::ranking(&mut page, report);
    reasons::difference(&mut page, report, style.explain);
    reasons::given_up(&mut page, report, style.explain);
    reasons::why_not(&mut page, report, style.explain);
    outlook::warnings(&mut page, report);
    guidance::after_the_verdict(&mut page, report, style.explain);
    flips::flips(&mut page, report, style.explain);
    outlook::robustness(&mut page, report);
    outlook::open_questions(&mut page, report, style.explain);
    if style.explain {
        reasons::every_rule(&mut page, report);
        summary::sources(&mut page, report);
    }
    summary::footer(&mut page, report, style.explain);
    page.finish()
}

#[cfg(test)]
mod tests;
