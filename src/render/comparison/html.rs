//! A comparison as one page that needs nothing else: no network, no other file and no script.

use serde::Serialize;

use super::view::ComparisonView;
use crate::render::template::Pages;
use crate::render::web::{self, csp};
use crate::report::RulebookName;
use crate::rulebook::Rulebook;

/// What only pages with a comparison have.
pub(in crate::render) const STYLE: &str = include_str!("../templates/comparison/comparison.css");

/// Where a comparison is from, as its head says it.
#[derive(Debug, Clone, Serialize)]
pub struct ComparisonOrigin {
    /// The two answers files, as the user named them.
    pub files: [String; 2],
    /// The command line that prints the same comparison as text.
    pub command: String,
}

#[derive(Serialize)]
struct ComparisonPage<'a> {
    policy: String,
    style: String,
    origin: &'a ComparisonOrigin,
    rulebook: RulebookName,
    comparison: ComparisonView,
}

/// Returns the page.
///
/// # Errors
/// None that a comparison can cause, unless a template has a mistake.
pub(super) fn page(
    comparison: ComparisonView,
    rulebook: &Rulebook,
    origin: &ComparisonOrigin,
) -> Result<String, minijinja::Error> {
    let style = [web::STYLE, STYLE].concat();
    let policy = csp::policy(&style, "");
    let page = ComparisonPage { policy, style, origin, rulebook: RulebookName::of(rulebook), comparison };
    Pages::new().filled("comparison.html", page)
}
