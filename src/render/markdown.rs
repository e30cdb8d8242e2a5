//! The report in Markdown, for a pull request or a wiki.

use std::collections::BTreeMap;

use super::template;
use crate::diagnostic::Diagnostics;
use crate::report::Report;

/// Returns the report in CommonMark with tables, safe to embed: nothing in it acts as HTML or as a table
/// break.
///
/// # Errors
/// None that a report can cause.
pub fn markdown(report: &Report) -> Result<String, Diagnostics> {
    template::builtin("markdown.md", report, &BTreeMap::<&str, ()>::new())
}
