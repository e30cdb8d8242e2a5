//! A survey as one page that needs nothing else: what the systems have in common, then a row for each.
//!
//! The words come from templates, which escape them; the charts are strips of SVG that hold only numbers.

mod map;
mod overview;
mod row;

use serde::Serialize;
use serde::ser::Error as _;

use crate::render::Pages;
use crate::render::web::{self, csp};
use crate::report::RulebookName;
use crate::rulebook::Rulebook;
use crate::survey::{Row, Summary};

/// What only this page has.
const STYLE: &str = include_str!("../../render/templates/survey/survey.css");
const SCRIPT: &str = include_str!("../../render/templates/survey/survey.js");

/// Writes the parts of the page.
#[derive(Debug)]
pub(super) struct Html<'r> {
    pages: Pages,
    rulebook: &'r Rulebook,
    /// Whether the rows say which question to answer next.
    next: bool,
}

#[derive(Serialize)]
struct Head {
    policy: String,
    style: String,
    script: &'static str,
    rulebook: RulebookName,
}

#[derive(Serialize)]
struct Foot {
    systems: u64,
    rulebook: RulebookName,
}

impl<'r> Html<'r> {
    pub(super) fn new(rulebook: &'r Rulebook, next: bool) -> Self {
        Self { pages: Pages::new(), rulebook, next }
    }

    pub(super) fn head(&self) -> Result<String, serde_json::Error> {
        let style = [web::STYLE, web::MAP_STYLE, STYLE].concat();
        let policy = csp::policy(&style, SCRIPT);
        self.filled("head", Head { policy, style, script: SCRIPT, rulebook: RulebookName::of(self.rulebook) })
    }

    pub(super) fn overview(&self, summary: &Summary) -> Result<String, serde_json::Error> {
        self.filled("overview", overview::Overview::of(summary, self.rulebook))
    }

    pub(super) fn row(&self, row: &Row, out: &mut String) -> Result<(), serde_json::Error> {
        out.push_str(&self.filled("row", row::RowView::of(row, self.rulebook, self.next))?);
        Ok(())
    }

    pub(super) fn foot(&self, summary: &Summary) -> Result<String, serde_json::Error> {
        let rulebook = RulebookName::of(self.rulebook);
        self.filled("foot", Foot { systems: summary.systems, rulebook })
    }

    fn filled(&self, name: &str, data: impl Serialize) -> Result<String, serde_json::Error> {
        self.pages.filled(&format!("survey/{name}.html"), data).map_err(serde_json::Error::custom)
    }
}
