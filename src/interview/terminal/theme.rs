//! How text appears: colours or none, all characters or ASCII only, and no line wider than the terminal.

use anstyle::{AnsiColor, Style};
use textwrap::core::display_width;
use unicode_normalization::char::decompose_canonical;

use crate::interview::prompter::{Paragraph, Tone};

/// What a terminal can show.
#[derive(Debug, Clone, Copy)]
pub struct TerminalTheme {
    /// Whether colours may be used.
    pub color: bool,
    /// Whether only ASCII may be shown.
    pub ascii: bool,
}

pub(super) const STRONG: Style = Style::new().bold();
pub(super) const QUIET: Style = Style::new().dimmed();
pub(super) const ACTIVE: Style = AnsiColor::Cyan.on_default();
pub(super) const GOOD: Style = AnsiColor::Green.on_default();
pub(super) const WARN: Style = AnsiColor::Yellow.on_default();

impl TerminalTheme {
    /// Returns the text as the terminal can show it, on one line.
    pub(super) fn text(self, text: &str) -> String {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if self.ascii { to_ascii(&text) } else { text }
    }

    pub(super) fn styled(self, style: Style, text: &str) -> String {
        if self.color && !text.is_empty() { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    /// Returns the lines of a text in a style, none wider than `width` columns.
    pub(super) fn wrapped(self, style: Style, text: &str, width: usize) -> Vec<String> {
        let text = self.text(text);
        let lines = textwrap::wrap(&text, width.max(1));
        lines.iter().map(|line| self.styled(style, line)).collect()
    }

    /// Returns the text cut to `width` columns, with an ellipsis where something is missing.
    pub(super) fn cut(self, text: &str, width: usize) -> String {
        let text = self.text(text);
        if display_width(&text) <= width {
            return text;
        }
        let ellipsis = self.ellipsis();
        let mut cut = String::new();
        for character in text.chars() {
            cut.push(character);
            if display_width(&cut) + display_width(ellipsis) > width {
                cut.pop();
                break;
            }
        }
        format!("{}{ellipsis}", cut.trim_end())
    }

    /// Returns a standing on one line. If it is too long, it loses whole moves rather than halves of names.
    fn standing(self, text: &str, width: usize) -> String {
        let text = self.text(text);
        if display_width(&text) <= width {
            return text;
        }
        let end = format!(", {})", self.ellipsis());
        let moves = text.find('(').unwrap_or(text.len());
        let mut shorter = text
            .rmatch_indices(", ")
            .filter(|(at, _)| *at > moves)
            .map(|(at, _)| format!("{}{end}", &text[..at]));
        let fits = shorter.find(|shorter| display_width(shorter) <= width);
        fits.unwrap_or_else(|| self.cut(text[..moves].trim_end(), width))
    }

    pub(super) fn ellipsis(self) -> &'static str {
        if self.ascii { "..." } else { "…" }
    }

    /// Returns the lines of one paragraph of a message.
    pub(super) fn paragraph(self, paragraph: &Paragraph, width: usize) -> Vec<String> {
        let (style, before) = match paragraph.tone {
            Tone::Heading => (STRONG, ""),
            Tone::Normal => (Style::new(), ""),
            Tone::Quiet | Tone::Standing => (QUIET, ""),
            Tone::Done => (GOOD, if self.ascii { "ok " } else { "✔ " }),
            Tone::Warning => (WARN, "! "),
        };
        let indent = " ".repeat(2 * paragraph.indent);
        if paragraph.tone == Tone::Standing {
            let line = self.standing(&paragraph.text, width.saturating_sub(2));
            return vec![format!("  {}", self.styled(style, &line))];
        }
        let rest = format!("{indent}{}", " ".repeat(display_width(before)));
        let first = format!("{indent}{before}");
        let text = self.text(&paragraph.text);
        let options = textwrap::Options::new(width.max(1)).initial_indent(&first).subsequent_indent(&rest);
        let style = if paragraph.tone == Tone::Done { Style::new() } else { style };
        textwrap::wrap(&text, options).iter().map(|line| self.styled(style, line)).collect()
    }

    pub(super) fn back(self) -> &'static str {
        if self.ascii { "<- back" } else { "← back" }
    }

    /// Returns what the keys of a menu do, the longest form first; `numbers` if its choices are numbered.
    pub(super) fn pick_hints(self, numbers: bool, back: bool) -> [String; 2] {
        let arrows = if self.ascii { "arrow keys" } else { "↑ ↓" };
        let (number, search) = if numbers { (" or a number", "; letters search") } else { ("", "") };
        let digits = if numbers { " 1-9" } else { "" };
        let (to_back, escape) = if back { ("; Esc: back", " Esc") } else { ("", "") };
        let short = if self.ascii { "arrows" } else { "↑ ↓" };
        [
            format!("({arrows}{number}, then Enter{search}{to_back})"),
            format!("({short}{digits} Enter{escape})"),
        ]
    }

    /// Returns what the keys of a menu do in which choices are marked.
    pub(super) fn mark_hints(self, back: bool, may_be_open: bool) -> [String; 2] {
        let (unknown, open) = if may_be_open { (" ? unknown,", " ?") } else { ("", "") };
        let (to_back, escape) = if back { ("; Esc: back", " Esc") } else { ("", "") };
        [
            format!("(Space marks,{unknown} Enter goes on; letters search{to_back})"),
            format!("(Space{open} Enter{escape})"),
        ]
    }

    /// Returns what is said where Enter would choose nothing.
    pub(super) fn nothing_chosen(self, numbers: bool) -> [String; 2] {
        let arrows = if self.ascii { "arrows" } else { "↑ ↓" };
        let (number, digits) = if numbers { (" or a number", " 1-9") } else { ("", "") };
        [format!("Choose with the arrow keys{number}."), format!("Choose: {arrows}{digits}")]
    }

    /// Returns what is said while `text` is searched for and `found` rows have it; `marks` if choices are
    /// marked.
    pub(super) fn search_hints(self, text: &str, found: usize, cursor: bool, marks: bool) -> [String; 2] {
        let arrows = if self.ascii { "arrows" } else { "↑ ↓" };
        let keys = match (found, marks) {
            (0, _) => "not found; Esc shows all".to_owned(),
            (found, _) if !cursor => format!("{found} found: {arrows} or more letters; Esc shows all"),
            (_, false) => "Enter chooses, Esc shows all".to_owned(),
            (_, true) => "Space marks, Esc shows all".to_owned(),
        };
        [format!("Search: {text} ({keys})"), format!("Search: {text}")]
    }
}

/// Returns the text in ASCII: characters that look alike where there are any, else question marks.
pub fn to_ascii(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        match character {
            c if c.is_ascii() => out.push(c),
            '–' | '—' | '−' | '‑' => out.push('-'),
            '‘' | '’' => out.push('\''),
            '“' | '”' => out.push('"'),
            '…' => out.push_str("..."),
            '≥' => out.push_str(">="),
            '≤' => out.push_str("<="),
            '×' => out.push('x'),
            '←' => out.push_str("<-"),
            '→' => out.push_str("->"),
            '■' | '█' | '▪' => out.push('#'),
            '□' => out.push('o'),
            '◆' => out.push('*'),
            '│' | '├' | '┤' => out.push('|'),
            '─' => out.push('-'),
            '❯' => out.push('>'),
            '·' | '•' => out.push('*'),
            '\u{a0}' | '\u{202f}' | '\u{2009}' => out.push(' '),
            '€' => out.push_str("EUR"),
            other => out.push(base_letter(other).unwrap_or('?')),
        }
    }
    out
}

/// Returns the letter that carries the accents of a character, if it is in ASCII.
fn base_letter(character: char) -> Option<char> {
    let mut base = None;
    decompose_canonical(character, |part| base = base.or(Some(part)));
    base.filter(char::is_ascii)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_to_the_width_and_says_so() {
        let theme = TerminalTheme { color: false, ascii: false };
        assert_eq!(theme.cut("short", 5), "short");
        assert_eq!(theme.cut("rather long", 8), "rather…");
        assert_eq!(TerminalTheme { ascii: true, ..theme }.cut("rather long", 8), "rathe...");
        assert_eq!(theme.cut("日本語日本語", 7), "日本語…");
    }

    #[test]
    fn a_standing_loses_whole_moves() {
        let theme = TerminalTheme { color: false, ascii: false };
        let text = "Hybrid leads Distributed by 2. (+2 Microservices, +2 Hybrid, −1 Modular monolith)";
        let on = |width| theme.paragraph(&Paragraph::new(Tone::Standing, text), width).join("|");
        assert_eq!(on(90), format!("  {text}"));
        assert_eq!(on(70), "  Hybrid leads Distributed by 2. (+2 Microservices, +2 Hybrid, …)");
        assert_eq!(on(60), "  Hybrid leads Distributed by 2. (+2 Microservices, …)");
        assert_eq!(on(40), "  Hybrid leads Distributed by 2.");
        assert_eq!(on(20), "  Hybrid leads Dist…");
    }

    #[test]
    fn ascii_keeps_what_can_be_told_apart() {
        assert_eq!(to_ascii("−3 “née” … ≥ 5"), "-3 \"nee\" ... >= 5");
    }
}
