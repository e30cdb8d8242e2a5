//! Texts as the terminal of the user can show them, and as its reader can hear them.

use std::borrow::Cow;

use anstream::adapter::strip_str;

use super::environment::{ACCESSIBLE, is_set};
use crate::interview::to_ascii;

/// Returns a text for a stream: as it is unless the stream is a terminal. A terminal whose locale is not
/// UTF-8 gets ASCII; one that is read aloud gets neither colours nor bars, whose figures stand beside them.
pub(super) fn legible(text: &str, is_terminal: bool) -> Cow<'_, str> {
    if !is_terminal {
        return Cow::Borrowed(text);
    }
    let plain = if is_set(ACCESSIBLE) { Cow::Owned(without_bars(text)) } else { Cow::Borrowed(text) };
    if locale_is_utf8() { plain } else { Cow::Owned(to_ascii(&plain)) }
}

fn without_bars(text: &str) -> String {
    let plain = strip_str(text).to_string().replace(is_bar, "");
    plain.split_inclusive('\n').map(|line| line.trim_end().to_owned() + ending(line)).collect()
}

/// Returns whether a letter belongs to a bar or a strip, which the figures beside it repeat.
fn is_bar(letter: char) -> bool {
    matches!(letter, '■' | '□' | '│' | '├' | '┤' | '─' | '◆')
}

fn ending(line: &str) -> &str {
    if line.ends_with('\n') { "\n" } else { "" }
}

/// Returns whether the locale says that the terminal shows more than ASCII.
pub(super) fn locale_is_utf8() -> bool {
    let set = |name: &&str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(set);
    let utf8 = |locale: String| locale.to_lowercase().replace('-', "").contains("utf8");
    locale.map_or(cfg!(not(unix)), utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pipe_gets_every_byte() {
        assert_eq!(legible("\u{1b}[1m−3 ■■\u{1b}[0m\n", false), "\u{1b}[1m−3 ■■\u{1b}[0m\n");
    }

    #[test]
    fn what_is_read_aloud_has_no_colours_and_no_bars() {
        assert_eq!(without_bars("\u{1b}[1mcost\u{1b}[0m  3 ■■■\nend"), "cost  3\nend");
    }
}
