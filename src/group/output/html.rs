//! A group as one page that needs nothing else: the agenda, then people and questions side by side.

use serde::Serialize;

use super::page_view::PageView;
use crate::render::Pages;
use crate::render::web::{self, csp};
use crate::report::RulebookName;
use crate::rulebook::Rulebook;

/// What only this page has.
const STYLE: &str = include_str!("../../render/templates/group/group.css");

/// Where a group is from, as the head of its page says it.
#[derive(Debug, Clone, Serialize)]
pub struct GroupOrigin {
    /// The command line that prints the same as text.
    pub command: String,
}

#[derive(Serialize)]
struct GroupPage<'a> {
    policy: String,
    style: String,
    origin: &'a GroupOrigin,
    rulebook: RulebookName,
    group: PageView,
}

/// Returns the page.
///
/// # Errors
/// None that answers can cause, unless a template has a mistake.
pub(super) fn page(
    group: PageView,
    rulebook: &Rulebook,
    origin: &GroupOrigin,
) -> Result<String, minijinja::Error> {
    let style = [web::STYLE, STYLE].concat();
    let policy = csp::policy(&style, "");
    let page = GroupPage { policy, style, origin, rulebook: RulebookName::of(rulebook), group };
    Pages::new().filled("group.html", page)
}
