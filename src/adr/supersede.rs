//! Marks a decision record as superseded: its status changes and nothing else.

use std::ops::Range;

/// The record that supersedes another.
#[derive(Debug, Clone)]
pub struct RecordLink {
    /// As it is named in running text: `ADR-0002`, `2. Hybrid`, `20261125-hybrid`.
    pub name: String,
    /// The file, relative to the record that links to it.
    pub file: String,
}

/// Why a record cannot be marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SupersedeError {
    /// The record says nowhere what its status is.
    NoStatus,
    /// It has been marked already, by these words.
    Already(String),
}

/// The text of a record with its status changed to say by what it is superseded. The status stands in the
/// front matter, in a list before the first section, or in a section of its own.
///
/// # Errors
/// When the record has no status, or is superseded already.
pub fn supersede(text: &str, by: &RecordLink) -> Result<String, SupersedeError> {
    let status = status(text).ok_or(SupersedeError::NoStatus)?;
    let words = text[status.range.clone()].trim();
    let lower = words.to_lowercase();
    if ["superseded by", "superceded by"].iter().any(|begin| lower.trim_matches('"').starts_with(begin)) {
        return Err(SupersedeError::Already(words.to_owned()));
    }
    let verb = if status.capital { "Superseded" } else { "superseded" };
    let mut marked = text.to_owned();
    marked.replace_range(status.range, &format!("{verb} by [{}]({})", by.name, by.file));
    Ok(marked)
}

struct Status {
    range: Range<usize>,
    /// Whether it begins with a capital, as the sections of adr-tools do.
    capital: bool,
}

fn status(text: &str) -> Option<Status> {
    let mut at = 0;
    let mut section: Option<&str> = None;
    let mut front_matter = false;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let start = at;
        at += line.len();
        let content = line.trim_end();
        if content == "---" && (index == 0 || front_matter) {
            front_matter = index == 0;
            continue;
        }
        if content.starts_with("##") && !front_matter {
            section = Some(content.trim_matches(['#', ' ']));
            continue;
        }
        let value = match section {
            None => entry(content),
            Some(name) if name.eq_ignore_ascii_case("status") && !content.is_empty() => {
                Some(content.len() - content.trim_start().len()..content.len())
            }
            Some(_) => None,
        };
        if let Some(value) = value {
            return Some(Status {
                range: start + value.start..start + value.end,
                capital: section.is_some(),
            });
        }
    }
    None
}

/// Where the value stands in `status: …`, `- Status: …` or `* **Status:** …`.
fn entry(line: &str) -> Option<Range<usize>> {
    let (key, value) = line.split_once(':')?;
    let name = key.trim_start_matches(['-', '*', ' ']).trim_matches('*');
    if !name.eq_ignore_ascii_case("status") {
        return None;
    }
    let begin = key.len() + 1 + value.len() - value.trim_start_matches(['*', ' ']).len();
    Some(begin..line.len())
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
