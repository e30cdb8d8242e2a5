//! Styles of texts. A table is laid out before there is any escape sequence in it, which would be
//! cut where a column is too narrow; until then each letter bears a mark without a width.

use anstyle::{AnsiColor, Style};

pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const QUIET: Style = Style::new().dimmed();
pub(crate) const GOOD: Style = AnsiColor::Green.on_default();
pub(crate) const BAD: Style = AnsiColor::Red.on_default();
pub(crate) const WARN: Style = AnsiColor::Yellow.on_default();

/// The last variants of letters that Unicode has room for; nobody has asked for so many.
const MARKS: [(char, Style); 4] =
    [('\u{e01ec}', BAD), ('\u{e01ed}', BOLD), ('\u{e01ee}', GOOD), ('\u{e01ef}', QUIET)];

/// Makes one sign of those before and after it, which must stay together.
const JOINER: char = '\u{200d}';

pub(crate) fn styled(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// Returns a text that [`unmarked`] gives one of the styles that have a mark.
pub(crate) fn marked(style: Style, text: &str) -> String {
    let mark = MARKS.iter().find(|(_, known)| *known == style).map(|(mark, _)| *mark);
    let mut out = String::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        out.push(letter);
        let is_joined = letter == JOINER || letters.peek() == Some(&JOINER);
        out.extend(mark.filter(|_| !letter.is_whitespace() && !is_joined));
    }
    out
}

/// Returns a line with the styles that its marks stand for.
pub(crate) fn unmarked(line: &str) -> String {
    let mut letters: Vec<(char, Option<Style>)> = Vec::new();
    for letter in line.chars() {
        match (MARKS.iter().find(|(mark, _)| *mark == letter), letters.last_mut()) {
            (Some((_, style)), Some(marked)) => marked.1 = Some(*style),
            (Some(_), None) => {}
            (None, _) => letters.push((letter, None)),
        }
    }
    for at in (1..letters.len()).rev() {
        let (next, style) = letters[at];
        if next == JOINER || letters[at - 1].0 == JOINER {
            letters[at - 1].1 = style;
        }
    }
    // A blank belongs to the words around it.
    for at in 2..letters.len() {
        if letters[at - 1].0 == ' ' && letters[at - 2].1 == letters[at].1 {
            letters[at - 1].1 = letters[at].1;
        }
    }
    let run = |run: &[(char, Option<Style>)]| {
        let text: String = run.iter().map(|(letter, _)| letter).collect();
        run[0].1.map_or(text.clone(), |style| styled(style, &text))
    };
    letters.chunk_by(|one, next| one.1 == next.1).map(run).collect()
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    #[test]
    fn a_mark_becomes_a_style_and_takes_no_room() {
        let text = "Über 7 店铺 👩\u{200d}🔧";
        for style in [BAD, BOLD, GOOD, QUIET] {
            assert_eq!(marked(style, text).width(), text.width());
            let line = format!("a  {}  {}", marked(style, text), marked(QUIET, "b"));
            assert_eq!(unmarked(&line), format!("a  {}  {}", styled(style, text), styled(QUIET, "b")));
        }
        assert_eq!(unmarked("\u{e01ef}a b \u{e01ef}c\u{e01ef}"), format!("a b{}", styled(QUIET, " c")));
        assert_eq!(unmarked(""), "");
    }
}
