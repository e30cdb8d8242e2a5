//! Finds in the text of a decision record what its styles put in different places: front matter and status.

use std::ops::Range;

/// A line that states a status.
pub(super) struct StatusLine {
    /// Where its words stand in the text, in bytes.
    pub words: Range<usize>,
    /// Whether they stand in a section of their own, as adr-tools writes them; else they follow `status:`.
    pub in_section: bool,
}

/// Returns every line that states the status: `status: …` in the front matter, `- Status: …` or
/// `* **Status:** …` before the first section, and all lines of a section `Status`.
pub(super) fn status_lines(text: &str) -> Vec<StatusLine> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    // A line with `##` in YAML is a comment and opens no section.
    let body = front_matter_end(&lines).map_or(0, |end| end + 1);
    let mut found = Vec::new();
    let mut section: Option<&str> = None;
    let mut start = 0;
    for (index, line) in lines.iter().enumerate() {
        let content = line.trim_end();
        let words = match section {
            _ if content.starts_with("##") && index >= body => {
                section = Some(content.trim_matches(['#', ' ']));
                None
            }
            None => status_entry(content),
            Some(name) if name.eq_ignore_ascii_case("status") && !content.is_empty() => {
                Some(content.len() - content.trim_start().len()..content.len())
            }
            Some(_) => None,
        };
        found.extend(words.map(|words| StatusLine {
            words: start + words.start..start + words.end,
            in_section: section.is_some(),
        }));
        start += line.len();
    }
    found
}

/// Returns the index of the line that closes the front matter; `None` if there is no front matter.
pub(super) fn front_matter_end(lines: &[&str]) -> Option<usize> {
    let opened = lines.first().is_some_and(|line| line.trim_end() == "---");
    let length = lines.iter().skip(1).position(|line| line.trim_end() == "---");
    length.filter(|_| opened).map(|length| length + 1)
}

/// Returns where the value stands in `status: …`, `- Status: …` or `* **Status:** …`.
fn status_entry(line: &str) -> Option<Range<usize>> {
    let (key, value) = line.split_once(':')?;
    let name = key.trim_start_matches(['-', '*', ' ']).trim_matches('*');
    if !name.eq_ignore_ascii_case("status") {
        return None;
    }
    let begin = key.len() + 1 + value.len() - value.trim_start_matches(['*', ' ']).len();
    Some(begin..line.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stated(text: &str) -> Vec<&str> {
        status_lines(text).into_iter().map(|line| &text[line.words]).collect()
    }

    #[test]
    fn a_status_is_found_where_any_style_puts_it() {
        assert_eq!(stated("---\nstatus: accepted\n---\n# T\n"), ["accepted"]);
        assert_eq!(stated("# T\r\n\r\n* **Status:** proposed\r\n"), ["proposed"]);
        assert_eq!(
            stated("# T\n\n## Status\n\nAccepted\n\n By [2](2.md)\n\n## Context\n"),
            ["Accepted", "By [2](2.md)"]
        );
    }

    #[test]
    fn what_other_sections_say_is_no_status() {
        assert_eq!(stated("# T\n\n## Context\n\n- Status: rejected\n"), [""; 0]);
        assert_eq!(stated("# Status\n\nText: more\n"), [""; 0]);
    }

    #[test]
    fn a_comment_in_the_front_matter_opens_no_section() {
        assert_eq!(stated("---\n## YAML\nstatus: accepted\n---\n"), ["accepted"]);
        // Without its end it is no front matter.
        assert_eq!(stated("---\n## Heading\nstatus: accepted\n"), [""; 0]);
    }
}
