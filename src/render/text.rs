//! The report for a terminal: a brief that fits one screen, or the sections of the whole story in the order
//! in which a reader asks.

mod bars;
mod brief;
mod fit;
pub(super) mod guidance;
mod outlook;
mod parts;
mod reasons;
mod summary;

use super::comparison;
use super::page::Page;
use super::section::Section;
use crate::report::Report;

pub use brief::HOW_TO_SEE_MORE;

/// What a text shows, and how wide it is.
#[derive(Debug, Clone, Copy)]
pub struct TextStyle<'a> {
    /// In columns.
    pub width: usize,
    /// Which sections are given in full; `None`: the brief.
    pub sections: Option<&'a [Section]>,
    /// With which architecture the first is compared; `None`: the runner-up, or the one that a veto keeps
    /// out.
    pub against: Option<&'a str>,
}

/// Returns the report as text with ANSI colours, which the caller strips where they are not wanted.
pub fn text(report: &Report, style: TextStyle<'_>) -> String {
    let mut page = Page::new(style.width);
    match style.sections {
        None => brief::brief(&mut page, report, style.against),
        Some(sections) => {
            if !sections.contains(&Section::Verdict) {
                summary::title(&mut page, report);
            }
            let all = Section::ALL.iter().filter(|section| sections.contains(section));
            all.for_each(|section| write(&mut page, report, *section, style.against));
            summary::footer(&mut page, report);
        }
    }
    page.finish()
}

/// Writes one section, or nothing if there is nothing to say.
fn write(page: &mut Page, report: &Report, section: Section, against: Option<&str>) {
    match section {
        Section::Verdict => summary::verdict(page, report),
        Section::WhatIf => comparison::what_if(page, report),
        Section::Parts => parts::parts(page, report),
        Section::Ranking => summary::ranking(page, report),
        Section::Why => reasons::why(page, report, against),
        Section::Costs => reasons::costs(page, report),
        Section::Others => reasons::others(page, report, against),
        Section::Warnings => outlook::warnings(page, report),
        Section::Needs => guidance::of_leader(page, report, guidance::needs),
        Section::Steps => guidance::of_leader(page, report, guidance::first_steps),
        Section::Risks => guidance::of_leader(page, report, guidance::risks),
        Section::Measures => guidance::of_leader(page, report, guidance::measures),
        Section::Review => guidance::review(page, report),
        Section::Flips => outlook::flips(page, report),
        Section::Firmness => outlook::firmness(page, report),
        Section::Open => outlook::open_questions(page, report),
        Section::Answers => summary::answers(page, report),
        Section::Rules => reasons::every_rule(page, report),
        Section::Sources => summary::sources(page, report),
    }
}

#[cfg(test)]
mod tests;
