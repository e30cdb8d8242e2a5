//! Text that a document shows and that acts nowhere in it.

use textwrap::WordSplitter;
use textwrap::core::display_width;

use crate::diagnostic::visible;

/// Returns the text on one line, its white space as single spaces.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns a text of so many columns at most; where it is longer, it ends with an ellipsis.
pub(crate) fn shortened(text: &str, columns: usize) -> String {
    let mut kept = text.to_owned();
    if display_width(text) > columns {
        while display_width(&kept) + 1 > columns && kept.pop().is_some() {}
        kept = format!("{}…", kept.trim_end());
    }
    kept
}

/// A space at which no line is broken.
pub(crate) const GLUE: &str = "\u{a0}";

/// Returns a text in which no line ends between a number and its per cent sign.
pub(crate) fn glued(text: &str) -> String {
    text.replace(" %", "\u{a0}%")
}

/// Returns the text on one line, with everything that Markdown or HTML would act upon made literal: in a
/// paragraph, a heading or a cell of a table, at the start of a line or within it.
pub(crate) fn markdown(text: &str) -> String {
    line_start(&inline(text))
}

/// Returns [`markdown`] of a message, in which what stands between backticks stays code.
pub(crate) fn markdown_message(text: &str) -> String {
    let pieces: Vec<&str> = text.split('`').collect();
    let is_code = |at: usize| at % 2 == 1;
    // One backtick too many or nothing between two: then it is not clear what is code.
    let is_clear = pieces.len() % 2 == 1
        && pieces.iter().enumerate().all(|(at, piece)| !is_code(at) || !piece.trim().is_empty());
    if !is_clear {
        return markdown(text);
    }
    let piece = |(at, piece): (usize, &&str)| match is_code(at) {
        true => format!("`{}`", visible(&one_line(piece))),
        false => inline_with_ends(piece),
    };
    line_start(&pieces.iter().enumerate().map(piece).collect::<String>())
}

/// Returns a piece of a line made literal, with the blanks at its ends.
fn inline_with_ends(piece: &str) -> String {
    let blank = |is: bool| if is { " " } else { "" };
    let text = inline(piece);
    match text.is_empty() {
        true => blank(!piece.is_empty()).to_owned(),
        false => format!(
            "{}{text}{}",
            blank(piece.starts_with(char::is_whitespace)),
            blank(piece.ends_with(char::is_whitespace))
        ),
    }
}

/// Returns [`markdown`] over several lines of at most `width` columns, those after the first indented.
pub(crate) fn markdown_wrapped(text: &str, width: usize, indent: usize) -> String {
    let margin = " ".repeat(indent);
    let options = textwrap::Options::new(width.saturating_sub(indent).max(1))
        // An address that is cut in two is no address any more.
        .break_words(false)
        .word_splitter(WordSplitter::NoHyphenation);
    let lines: Vec<String> =
        textwrap::wrap(&glued(&isolated(&inline(text), "\u{2068}", "\u{2069}")), options)
            .iter()
            .map(|line| line_start(&line.replace(GLUE, " ")))
            .collect();
    lines.join(&format!("\n{margin}"))
}

/// Returns [`markdown`] of a sentence that reads from left to right, whatever script its names use.
pub(crate) fn markdown_isolated(text: &str) -> String {
    line_start(&isolated(&inline(text), "\u{2068}", "\u{2069}"))
}

/// Returns [`markup`] of a sentence that reads from left to right, whatever script its names use.
pub(crate) fn markup_isolated(text: &str) -> String {
    isolated(&markup(text), "<bdi>", "</bdi>")
}

/// Puts each run of words that read from right to left between two marks, or tags.
fn isolated(text: &str, open: &str, close: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(reads_from_the_right) {
        let run = &rest[start..];
        // A comma is the sentence's, a blank between two such words is theirs.
        let ends = |c: char| c.is_alphabetic() && !reads_from_the_right(c) || ",;:.&<".contains(c);
        let run = &run[..run.find(ends).unwrap_or(run.len())];
        let end = run.rfind(|c: char| c.is_alphanumeric()).unwrap_or_default();
        let end = run[end..].chars().next().map_or(run.len(), |last| end + last.len_utf8());
        out.extend([&rest[..start], open, &run[..end], close]);
        rest = &rest[start + end..];
    }
    out + rest
}

/// Returns whether a character is a letter of a script that is written from the right, such as Arabic.
fn reads_from_the_right(c: char) -> bool {
    let right = matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
        || matches!(c, '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
    right && c.is_alphabetic()
}

fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(&one_line(text)).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' | '$' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// Escapes what would begin a list, a rule or the underline of a heading.
fn line_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    let ends_word = |marker: usize| matches!(rest.as_bytes().get(marker), None | Some(b' '));
    let only = |mark: char| line.starts_with(mark) && line.chars().all(|c| c == mark || c == ' ');
    match rest.chars().next() {
        Some('-' | '+') if digits == 0 && ends_word(1) => format!("\\{line}"),
        Some('-' | '=') if only('-') || only('=') => format!("\\{line}"),
        Some('.' | ')') if digits > 0 && ends_word(1) => format!("{}\\{rest}", &line[..digits]),
        _ => line.to_owned(),
    }
}

/// Escapes text for HTML and XML, between tags and in quoted attributes.
pub(crate) fn markup(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_acts_inline_or_at_the_start_of_a_line() {
        assert_eq!(markdown("a|b\n---\n<b>`x`</b>"), "a\\|b --- &lt;b&gt;\\`x\\`&lt;/b&gt;");
        assert_eq!(markdown("---"), "\\---");
        assert_eq!(markdown("- - -"), "\\- - -");
        assert_eq!(markdown("=="), "\\==");
        assert_eq!(markdown("+3"), "+3");
        assert_eq!(markdown("0.5"), "0.5");
        assert_eq!(markdown("1. one"), "1\\. one");
        assert_eq!(markdown("24 teams"), "24 teams");
        assert_eq!(markdown("\u{1b}[31mred"), "\\\\u{1b}\\[31mred");
    }

    #[test]
    fn code_in_a_message_stays_code_and_nothing_else_acts() {
        assert_eq!(markdown_message("`a_b` leads, by *2*"), "`a_b` leads, by \\*2\\*");
        assert_eq!(markdown_message("`<b>` and <b>"), "`<b>` and &lt;b&gt;");
        assert_eq!(markdown_message("`a` `b`"), "`a` `b`");
        assert_eq!(markdown_message("one ` alone, `` none"), "one \\` alone, \\`\\` none");
        assert_eq!(markdown_message("- `a`"), "\\- `a`");
    }

    #[test]
    fn words_from_the_right_stand_by_themselves_and_all_else_is_as_it_was() {
        let html =
            "<bdi>\u{646}\u{638} \u{643}\u{62a}</bdi>, <bdi>\u{5d0}\u{5d1}</bdi> as a service; A &amp; B";
        assert_eq!(
            markup_isolated("\u{646}\u{638} \u{643}\u{62a}, \u{5d0}\u{5d1} as a service; A & B"),
            html
        );
        assert_eq!(markdown_isolated("\u{5d0} is *new*"), "\u{2068}\u{5d0}\u{2069} is \\*new\\*");
        for text in ["Plain, and <b>", "漢字 and 🛒", ""] {
            assert_eq!(markdown_isolated(text), markdown(text));
            assert_eq!(markup_isolated(text), markup(text));
        }
    }

    #[test]
    fn a_wrapped_line_begins_nothing() {
        assert_eq!(markdown_wrapped("aaaa - bbbb 1. cc", 6, 2), "aaaa\n  \\-\n  bbbb\n  1\\.\n  cc");
    }
}
