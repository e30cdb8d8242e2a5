//! What all pages for a browser share: the style, the policy, and the shapes of charts.

pub(crate) mod axes_map;
pub(crate) mod csp;
pub(crate) mod number_line;
pub(crate) mod time_line;
pub(crate) mod writer;

/// The style of every page: colours by day and by night, text, tables and charts.
pub(crate) const STYLE: &str = include_str!("templates/page.css");
/// The style of a map of two axes.
pub(crate) const MAP_STYLE: &str = include_str!("templates/map.css");
