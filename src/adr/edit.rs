//! Changes the status in the text of a decision record, and nothing else.

use serde::Serialize;

use super::front_matter;
use super::state::RecordState;
use super::status::{Form, Statement, one_line, statements};

/// The record that supersedes another.
#[derive(Debug, Clone, Serialize)]
pub struct RecordLink {
    /// Its name in running text, as Markdown: `ADR-0002`, `2. Hybrid`, `20261125-hybrid`.
    pub name: String,
    /// Its path, relative to the record that links to it.
    pub file: String,
}

/// Why the status of a record cannot be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatusError {
    /// The record states no status.
    NoStatus,
    /// It is superseded already, by these words.
    Superseded(String),
    /// It states a status in each of these lines, and which of them counts cannot be told.
    Several(Vec<usize>),
    /// In this line the status stands among other things, which would change with it.
    Mixed(usize),
}

/// Returns the text of a record with its status changed to say by what it is superseded, and nothing else.
///
/// # Errors
/// When the record has no status that can be changed, or is superseded already.
pub fn supersede(text: &str, by: &RecordLink) -> Result<String, StatusError> {
    let all = statements(text);
    let superseded = all.iter().find(|statement| statement.state() == RecordState::Superseded);
    if let Some(statement) = superseded {
        return Err(StatusError::Superseded(shown(text, statement)));
    }
    let status = only(text, &all)?;
    // A sentence in a section, a value after a key.
    let verb = if status.form == Form::Section { "Superseded" } else { "superseded" };
    changed(text, &all, status, &format!("{verb} by [{}]({})", by.name, by.file))
}

/// Returns the text of a record with its status changed to this word, and nothing else. The word begins with
/// a capital if the old one does.
///
/// # Errors
/// As [`supersede`].
pub fn set_status(text: &str, word: &str) -> Result<String, StatusError> {
    let all = statements(text);
    // What says below the status that the decision is out of force would stay, and count.
    let is_past = |statement: &&Statement| statement.form == Form::Remark && statement.state().is_withdrawn();
    if let Some(statement) = all.iter().find(is_past) {
        return Err(StatusError::Superseded(shown(text, statement)));
    }
    let status = only(text, &all)?;
    let old = status.plain.trim_start_matches(|c: char| !c.is_alphabetic());
    let mut letters = word.chars();
    let first = letters.next().into_iter();
    let word: String = match old.starts_with(char::is_uppercase) {
        true => first.flat_map(char::to_uppercase).chain(letters).collect(),
        false => word.to_owned(),
    };
    if status.plain == word { Ok(text.to_owned()) } else { changed(text, &all, status, &word) }
}

/// Returns the words of a statement as they stand in the text, on one line.
pub(super) fn shown(text: &str, statement: &Statement) -> String {
    match statement.form {
        Form::FrontMatter => statement.plain.clone(),
        _ => one_line(&text[statement.words.clone()]),
    }
}

/// Returns the one statement of the status that can be changed.
fn only<'s>(text: &str, all: &'s [Statement]) -> Result<&'s Statement, StatusError> {
    let line = |statement: &Statement| text[..statement.words.start].matches('\n').count() + 1;
    let mut counted = all.iter().filter(|statement| statement.form != Form::Remark);
    let status = counted.next().ok_or(StatusError::NoStatus)?;
    if counted.next().is_some() {
        let counted = all.iter().filter(|statement| statement.form != Form::Remark);
        return Err(StatusError::Several(counted.map(line).collect()));
    }
    if status.is_simple { Ok(status) } else { Err(StatusError::Mixed(line(status))) }
}

/// Puts words in place of a statement, and reads the result again: everything else must be what it was.
fn changed(text: &str, all: &[Statement], status: &Statement, words: &str) -> Result<String, StatusError> {
    let words = match status.form {
        Form::FrontMatter => front_matter::scalar(words),
        _ => words.to_owned(),
    };
    let mut marked = text.to_owned();
    marked.replace_range(status.words.clone(), &words);
    let now = statements(&marked);
    let moved = |at: usize| if at >= status.words.end { at - status.words.len() + words.len() } else { at };
    let holds = now.len() == all.len()
        && all.iter().zip(&now).all(|(before, now)| {
            if before == status {
                let end = status.words.start + words.len();
                let is_same = now.words == (status.words.start..end) && now.form == status.form;
                return is_same && now.state() == RecordState::of(&words);
            }
            let place = moved(before.words.start)..moved(before.words.end);
            now.words == place && (&now.plain, now.form) == (&before.plain, before.form)
        });
    let line = text[..status.words.start].matches('\n').count() + 1;
    if holds { Ok(marked) } else { Err(StatusError::Mixed(line)) }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn marked(text: &str) -> Result<String, StatusError> {
        supersede(text, &RecordLink { name: "ADR-0002".to_owned(), file: "0002-b.md".to_owned() })
    }

    #[test]
    fn only_the_status_changes() {
        for (before, status, new) in [
            ("---\nstatus: accepted\ndate: 2026-01-01\n---\n\n# Status: x\n", "accepted", "superseded"),
            ("---\nstatus: accepted # by the board\n---\n", "accepted", "superseded"),
            ("\u{feff}---\r\nstatus: \"accepted\"\r\n---\r\n# T", "\"accepted\"", "superseded"),
            ("# T\r\n\r\n- Status: accepted\r\n- Date: d\r\n", "accepted", "superseded"),
            ("# T\n\n* **Status:** accepted\n", "accepted", "superseded"),
            (
                "# 1. T\n\n## Status\n\nAccepted\n\nSupersedes [x](y.md)\n\n## Context\n\nstatus: a\n",
                "Accepted",
                "Superseded",
            ),
            ("# T\n\n## Status\n\nAccepted on\nMonday\n\n## Context\n", "Accepted on\nMonday", "Superseded"),
            ("# T\n\n## Status\n\n<!-- Accepted? -->\n\nAccepted", "\nAccepted", "\nSuperseded"),
            ("```\nstatus: x\n```\n\n# T\n\n## Status\n\n**Accepted**\n", "**Accepted**", "Superseded"),
            ("# T\n\n| Status | accepted |\n|---|---|\n", "accepted", "superseded"),
            ("# T\n\n## Status: Accepted\n", "Accepted", "superseded"),
        ] {
            let expected = before.replacen(status, &format!("{new} by [ADR-0002](0002-b.md)"), 1);
            assert_eq!(marked(before).unwrap(), expected, "{before}");
        }
    }

    #[test]
    fn what_cannot_be_marked_is_left_alone() {
        assert_eq!(marked("# T\n\n## Context\n\nstatus: accepted\n"), Err(StatusError::NoStatus));
        assert_eq!(marked(""), Err(StatusError::NoStatus));
        let once = marked("---\nstatus: accepted\n---\n").unwrap();
        for superseded in [
            once.as_str(),
            "---\nstatus: 'superseded by ADR-9'\n---\n",
            "# T\n\n## Status\n\nSuperseded\n\nSuperseded by [9](9.md)\n",
            "# T\n\n## Status\n\nAccepted\n\nSuperseded by [9](9.md)\n",
        ] {
            assert!(matches!(marked(superseded), Err(StatusError::Superseded(_))), "{superseded}");
        }
        for (text, lines) in [
            ("---\nstatus: accepted\n---\n# T\n\n## Status\n\nAccepted\n", vec![2, 8]),
            ("# T\n\n## Status\n\n- Proposed\n- Accepted\n", vec![5, 6]),
        ] {
            assert_eq!(marked(text), Err(StatusError::Several(lines)), "{text}");
        }
        for (text, line) in [
            ("# T\n\n- Status: accepted <!-- by us --> today\n", 3),
            ("---\nstatus: >\n  accepted\n---\n", 3),
            ("---\nstatus: &s accepted\nb: *s\n---\n", 2),
            ("# T\n\n## Status\n\n- [x] Accepted\n", 5),
        ] {
            assert_eq!(marked(text), Err(StatusError::Mixed(line)), "{text}");
        }
    }

    #[test]
    fn a_name_that_yaml_would_read_otherwise_is_quoted() {
        let by = RecordLink { name: "2. A: b".to_owned(), file: "b.md".to_owned() };
        let text = supersede("---\nstatus: accepted\n---\n", &by).unwrap();
        assert_eq!(text, "---\nstatus: \"superseded by [2. A: b](b.md)\"\n---\n");
    }

    #[test]
    fn a_proposal_is_accepted_in_its_own_style() {
        for (before, after) in [
            ("---\nstatus: proposed\n---\n", "---\nstatus: accepted\n---\n"),
            ("# T\n\n- Status: Proposed\n", "# T\n\n- Status: Accepted\n"),
            ("# T\n\n## Status\n\nProposed\n\n", "# T\n\n## Status\n\nAccepted\n\n"),
        ] {
            assert_eq!(set_status(before, "accepted").unwrap(), after);
        }
    }
}
