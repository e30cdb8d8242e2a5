//! What all pages for a browser share: the style, the policy, and the shapes of charts.

pub(crate) mod csp;
pub(crate) mod number_line;

/// The style of every page: colours by day and by night, text, tables and charts.
pub(crate) const STYLE: &str = include_str!("templates/page.css");
