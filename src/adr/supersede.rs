//! Marks the text of a decision record as superseded: its status changes and nothing else.

use serde::Serialize;

use super::layout::status_lines;

/// The record that supersedes another.
#[derive(Debug, Clone, Serialize)]
pub struct RecordLink {
    /// Its name in running text: `ADR-0002`, `2. Hybrid`, `20261125-hybrid`.
    pub name: String,
    /// Its path, relative to the record that links to it.
    pub file: String,
}

/// Why a record cannot be marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SupersedeError {
    /// The record states no status.
    NoStatus,
    /// It is marked already, by these words.
    Already(String),
}

/// Returns the text of a record with its status changed to say by what it is superseded, and nothing else.
///
/// # Errors
/// When the record has no status, or is superseded already.
pub fn supersede(text: &str, by: &RecordLink) -> Result<String, SupersedeError> {
    let status = status_lines(text).into_iter().next().ok_or(SupersedeError::NoStatus)?;
    let words = text[status.words.clone()].trim();
    let lower = words.to_lowercase();
    if ["superseded by", "superceded by"].iter().any(|begin| lower.trim_matches('"').starts_with(begin)) {
        return Err(SupersedeError::Already(words.to_owned()));
    }
    // A sentence in a section, a value after a key.
    let verb = if status.in_section { "Superseded" } else { "superseded" };
    let mut marked = text.to_owned();
    marked.replace_range(status.words, &format!("{verb} by [{}]({})", by.name, by.file));
    Ok(marked)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn marked(text: &str) -> Result<String, SupersedeError> {
        supersede(text, &RecordLink { name: "ADR-0002".to_owned(), file: "0002-b.md".to_owned() })
    }

    #[test]
    fn only_the_status_changes() {
        let link = "by [ADR-0002](0002-b.md)";
        for (before, after) in [
            (
                "---\nstatus: accepted\ndate: 2026-01-01\n---\n\n# Status: x\n",
                format!("---\nstatus: superseded {link}\ndate: 2026-01-01\n---\n\n# Status: x\n"),
            ),
            (
                "# T\r\n\r\n- Status: accepted\r\n- Date: d\r\n",
                format!("# T\r\n\r\n- Status: superseded {link}\r\n- Date: d\r\n"),
            ),
            ("# T\n\n* **Status:** accepted\n", format!("# T\n\n* **Status:** superseded {link}\n")),
            (
                "# 1. T\n\n## Status\n\nAccepted\n\nSupersedes [x](y.md)\n\n## Context\n\nstatus: a\n",
                format!(
                    "# 1. T\n\n## Status\n\nSuperseded {link}\n\nSupersedes [x](y.md)\n\n## Context\n\nstatus: a\n"
                ),
            ),
            ("---\nstatus: \"accepted\"\n---\n", format!("---\nstatus: superseded {link}\n---\n")),
        ] {
            assert_eq!(marked(before).unwrap(), after);
        }
    }

    #[test]
    fn what_cannot_be_marked_is_left_alone() {
        assert_eq!(marked("# T\n\n## Context\n\nstatus: accepted\n"), Err(SupersedeError::NoStatus));
        assert_eq!(marked(""), Err(SupersedeError::NoStatus));
        let once = marked("---\nstatus: accepted\n---\n").unwrap();
        assert!(matches!(marked(&once), Err(SupersedeError::Already(_))));
    }
}
