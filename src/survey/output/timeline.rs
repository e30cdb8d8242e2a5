//! A time line in every format.

mod html;
mod sentences;
mod text;

use crate::rulebook::Rulebook;
use crate::survey::Timeline;

/// The forms in which a time line is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimelineFormat {
    /// For a terminal of so many columns, or for a file.
    Text(usize),
    /// The `archwise-timeline/1` object.
    Json,
    /// One page that needs nothing else.
    Html,
}

/// Returns a time line in a format.
///
/// # Errors
/// None that a time line can cause; serde's own, and mistakes in a template.
pub fn write_timeline(
    timeline: &Timeline,
    rulebook: &Rulebook,
    format: TimelineFormat,
) -> Result<String, serde_json::Error> {
    Ok(match format {
        TimelineFormat::Text(width) => text::text(timeline, rulebook, width),
        TimelineFormat::Json => serde_json::to_string_pretty(timeline)? + "\n",
        TimelineFormat::Html => html::page(timeline, rulebook)?,
    })
}
