//! The report for a terminal: the story in the order in which a reader asks.

mod outlook;

mod reasons;
mod summary;

use super::page::Page;
use crate::report::Report;

/// How the text is laid out.
#[derive(Debug, Clone, Copy)]
pub struct TextStyle {
    /// In columns.
    pub width: usize,
    /// Every reason instead of the strongest ones.
    pub explain: bool,
}

/// The report as text with ANSI colours, which the caller strips where they are not wanted.
pub fn text(report: &Report, style: TextStyle) -> String {
    let mut page = Page::new(style.width);
    summary::verdict(&mut page, report);
    summary::parts(&mut page, report, style.explain);
    summary::ranking(&mut page, report);
    reasons::difference(&mut page, report, style.explain);
    reasons::given_up(&mut page, report, style.explain);
    reasons::why_not(&mut page, report, style.explain);
    outlook::warnings(&mut page, report);
    outlook::flips(&mut page, report, style.explain);
    outlook::robustness(&mut page, report, style.explain);
    outlook::open_questions(&mut page, report, style.explain);
    if style.explain {
        reasons::every_rule(&mut page, report);
    }
    summary::sources(&mut page, report, style.explain);
    summary::footer(&mut page, report, style.explain);
    page.finish()
}
