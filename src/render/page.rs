//! A page of text of a given width: headings, paragraphs with hanging indents, tables.

use std::borrow::Borrow;
use std::collections::BTreeSet;
use std::fmt::Write;

use comfy_table::{ContentArrangement, Table, presets};

use super::style::unmarked;
pub(crate) use super::style::{BAD, BOLD, GOOD, QUIET, WARN, styled};
use crate::render::escape::{GLUE, glued, one_line};

/// The width for which texts are laid out, in columns.
const COLUMNS: usize = 80;

pub(crate) struct Page {
    width: usize,
    out: String,
    /// The ids of the sources cited so far.
    pub cited: BTreeSet<String>,
    /// The reasons given so far, which need not be said again.
    pub given: BTreeSet<String>,
}

impl Page {
    pub(crate) fn new(width: usize) -> Self {
        Self { width, out: String::new(), cited: BTreeSet::new(), given: BTreeSet::new() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.out.is_empty()
    }

    pub(crate) fn width(&self) -> usize {
        self.width
    }

    pub(crate) fn heading(&mut self, text: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.paragraph("", "", &styled(BOLD, text));
    }

    /// Adds a wrapped paragraph, or nothing for an empty text. `first` stands before its first line, `rest`
    /// before the others.
    pub(crate) fn paragraph(&mut self, first: &str, rest: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        let options = textwrap::Options::new(self.width)
            .initial_indent(first)
            .subsequent_indent(rest)
            // An address that is cut in two is no address any more.
            .break_words(false)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        for line in textwrap::wrap(&glued(&one_line(text)), options) {
            self.line(&line.replace(GLUE, " "));
        }
    }

    /// Adds a wrapped paragraph of so many lines of 80 columns at most, more on a narrower page; where it is
    /// longer, it ends with an ellipsis.
    pub(crate) fn clipped(&mut self, first: &str, rest: &str, text: &str, lines: usize) {
        let lines = self.lines_for(lines);
        let mut whole = Self::new(self.width);
        whole.paragraph(first, rest, text);
        let all: Vec<&str> = whole.out.lines().collect();
        for (number, line) in (1..).zip(all.iter().take(lines)) {
            match number == lines && all.len() > lines {
                true => self.line(&ellipsed(line, self.width)),
                false => self.line(line),
            }
        }
    }

    /// Returns how many lines take what so many lines of 80 columns do.
    pub(crate) fn lines_for(&self, lines: usize) -> usize {
        lines * COLUMNS.max(self.width) / self.width.max(1)
    }

    /// Returns how many lines it has so far.
    pub(crate) fn lines(&self) -> usize {
        self.out.lines().count()
    }

    pub(crate) fn line(&mut self, text: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.out, "{}", text.trim_end());
    }

    /// Returns a table without borders, as wide as it needs to be and no wider than the page. What is styled
    /// in it is [`marked`](super::style::marked).
    pub(crate) fn table(&self) -> Table {
        let mut table = Table::new();
        table
            .load_style(presets::NOTHING)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(u16::try_from(self.width).unwrap_or(u16::MAX));
        table
    }

    pub(crate) fn add_table(&mut self, table: &Table) {
        for line in table.lines() {
            self.line(&format!(" {}", unmarked(&line)));
        }
    }

    /// Returns the lines of the whole.
    pub(crate) fn into_lines(self) -> Vec<String> {
        self.out.lines().map(str::to_owned).collect()
    }

    pub(crate) fn finish(self) -> String {
        self.out
    }
}

/// Returns a line with an ellipsis after its last whole word that leaves room for it, and its style ended.
fn ellipsed(line: &str, width: usize) -> String {
    let reset = if line.contains('\x1b') { "\x1b[0m" } else { "" };
    let mut kept = line.trim_end();
    while textwrap::core::display_width(kept) + 2 > width {
        let Some(end) = kept.rfind(' ') else { break };
        kept = kept[..end].trim_end();
    }
    format!("{} …{reset}", kept.trim_end_matches(['.', ',', ';', ':']))
}

/// Returns what a text rests on, to follow it; nothing if that is nothing.
pub(crate) fn cite<S: Borrow<str>>(grounds: &[S]) -> String {
    if grounds.is_empty() { String::new() } else { styled(QUIET, &format!("[{}]", grounds.join(", "))) }
}
