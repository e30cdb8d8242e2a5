//! A comparison of two situations, in every format.

mod architecture_names;
mod charts;
mod html;
mod sentences;
mod text;
mod view;

pub(super) use architecture_names::ArchitectureNames;
pub use html::ComparisonOrigin;
pub(super) use html::STYLE as COMPARISON_STYLE;
pub(super) use text::what_if;
pub(super) use view::ComparisonView;

use serde::Serialize;

use super::page::Page;
use super::template::Pages;
use crate::report::Comparison;
use crate::rulebook::Rulebook;

/// The forms in which a comparison is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[allow(missing_docs)] // `--help` would print them, and the names say it all.
pub enum ComparisonFormat {
    Text,
    Json,
    Yaml,
    Markdown,
    /// One page for a browser, with charts, that needs no network
    Html,
}

/// How a comparison is written.
#[derive(Debug)]
pub struct ComparisonStyle<'a> {
    /// The form.
    pub format: ComparisonFormat,
    /// How wide text is, in columns.
    pub width: usize,
    /// What a page says of where it is from.
    pub origin: &'a ComparisonOrigin,
}

/// What the template of Markdown is given.
#[derive(Serialize)]
struct Subject {
    comparison: ComparisonView,
}

/// Returns a comparison in a format.
///
/// # Errors
/// None that a comparison can cause; serde's own, and mistakes in a template.
pub fn comparison(
    comparison: &Comparison,
    rulebook: &Rulebook,
    style: &ComparisonStyle<'_>,
) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
    let view = || ComparisonView::of(comparison, &ArchitectureNames::of_rulebook(rulebook));
    Ok(match style.format {
        ComparisonFormat::Json => serde_json::to_string_pretty(comparison)? + "\n",
        ComparisonFormat::Yaml => serde_yaml::to_string(comparison)?,
        ComparisonFormat::Text => {
            let mut page = Page::new(style.width);
            text::show(&mut page, &view());
            page.finish()
        }
        ComparisonFormat::Markdown => Pages::new().filled("comparison.md", Subject { comparison: view() })?,
        ComparisonFormat::Html => html::page(view(), rulebook, style.origin)?,
    })
}
