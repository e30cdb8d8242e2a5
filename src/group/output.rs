//! What a group is told, in every format.

mod html;
mod page_view;
mod sentences;
mod text;

use serde::ser::Error as _;

use super::GroupReport;
use crate::render::Pages;
use crate::render::page::Page;
use crate::rulebook::Rulebook;
use page_view::PageView;

pub use html::GroupOrigin;

/// The forms in which a group is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum GroupFormat {
    /// What to settle first, then who says what
    Text,
    /// An agenda to paste into an invitation
    Markdown,
    /// One page for a browser, with people and questions side by side, that needs no network
    Html,
    /// One object
    Json,
}

/// How a group is told.
#[derive(Debug)]
pub struct GroupStyle<'a> {
    /// The form.
    pub format: GroupFormat,
    /// How wide text is, in columns.
    pub width: usize,
    /// What a page says of where it is from.
    pub origin: &'a GroupOrigin,
}

/// Returns what a group is told in a format.
///
/// # Errors
/// None that answers can cause; serde's own, and mistakes in a template.
pub fn write_group(
    report: &GroupReport,
    rulebook: &Rulebook,
    style: &GroupStyle<'_>,
) -> Result<String, serde_json::Error> {
    let view = || PageView::of(report, rulebook);
    Ok(match style.format {
        GroupFormat::Json => serde_json::to_string_pretty(report)? + "\n",
        GroupFormat::Text => {
            let mut page = Page::new(style.width);
            text::show(&mut page, &view());
            page.finish()
        }
        GroupFormat::Markdown => {
            Pages::new().filled("group.md", view()).map_err(serde_json::Error::custom)?
        }
        GroupFormat::Html => html::page(view(), rulebook, style.origin).map_err(serde_json::Error::custom)?,
    })
}
