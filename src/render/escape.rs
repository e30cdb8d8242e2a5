//! Text that a document shows and that acts nowhere in it.

use textwrap::WordSplitter;

use crate::diagnostic::visible;

/// Returns the text on one line, its white space as single spaces.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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

/// Returns the same over several lines of at most `width` columns, those after the first indented.
pub(crate) fn markdown_wrapped(text: &str, width: usize, indent: usize) -> String {
    let margin = " ".repeat(indent);
    let options = textwrap::Options::new(width.saturating_sub(indent).max(1))
        // An address that is cut in two is no address any more.
        .break_words(false)
        .word_splitter(WordSplitter::NoHyphenation);
    let lines: Vec<String> = textwrap::wrap(&glued(&inline(text)), options)
        .iter()
        .map(|line| line_start(&line.replace(GLUE, " ")))
        .collect();
    lines.join(&format!("\n{margin}"))
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
    fn a_wrapped_line_begins_nothing() {
        assert_eq!(markdown_wrapped("aaaa - bbbb 1. cc", 6, 2), "aaaa\n  \\-\n  bbbb\n  1\\.\n  cc");
    }
}
