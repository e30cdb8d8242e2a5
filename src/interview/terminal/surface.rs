//! The lines of the open prompt at the end of the screen: drawn, drawn again, and taken away.

use std::io;

use console::{Term, strip_ansi_codes};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

const HIDE_CURSOR: &str = "\x1b[?25l";
const SHOW_CURSOR: &str = "\x1b[?25h";
/// From here on the terminal says what is pasted.
const MARK_PASTES: &str = "\x1b[?2004h";
const PASTES_AS_TYPED: &str = "\x1b[?2004l";
const CLEAR_REST_OF_LINE: &str = "\x1b[K";
const CLEAR_BELOW: &str = "\x1b[J";

/// Where the cursor of a line of text is.
#[derive(Debug, Clone, Default)]
pub(super) struct Cursor {
    /// The line, counted from 0.
    pub line: usize,
    /// What stands before the cursor on this line.
    pub before: String,
}

/// What is on the screen of the open prompt.
pub(super) struct Surface {
    term: Term,
    /// The columns of each line above that of the cursor, then those before the cursor.
    above: Vec<usize>,
    /// How many lines follow on that of the cursor.
    below: usize,
    /// The width of the terminal when the lines were drawn.
    width: usize,
    /// The most rows that it had.
    highest: usize,
    hides_cursor: bool,
}

impl Surface {
    /// Begins a prompt. A menu has no use for the cursor.
    pub(super) fn begin(term: &Term, hides_cursor: bool) -> io::Result<Self> {
        term.write_str(MARK_PASTES)?;
        if hides_cursor {
            term.write_str(HIDE_CURSOR)?;
        }
        Ok(Self { term: term.clone(), above: vec![0], below: 0, width: 0, highest: 0, hides_cursor })
    }

    /// Returns the rows and columns of the terminal.
    pub(super) fn size(&self) -> (usize, usize) {
        let (rows, columns) = self.term.size();
        (usize::from(rows), usize::from(columns).max(1))
    }

    /// Draws lines in the place of those before. Without a cursor it waits below them.
    pub(super) fn draw(&mut self, lines: &[String], cursor: Option<&Cursor>) -> io::Result<()> {
        let mut text = self.to_start();
        let (_, width) = self.size();
        if width != self.width {
            // A row that the terminal broke anew is one with the next for it until it is cleared.
            text += CLEAR_BELOW;
            self.width = width;
        }
        for (number, line) in lines.iter().enumerate() {
            let end = if cursor.is_some() && number + 1 == lines.len() { "" } else { "\r\n" };
            text += &format!("{line}{CLEAR_REST_OF_LINE}{end}");
        }
        text += CLEAR_BELOW;
        self.highest = self.highest.max(lines.len());
        let width = |line: &String| columns(&strip_ansi_codes(line));
        match cursor {
            None => {
                self.above = lines.iter().map(width).chain([0]).collect();
                self.below = 0;
            }
            Some(cursor) => {
                self.below = lines.len() - 1 - cursor.line;
                // What stands before the cursor is written once more, so that the terminal itself finds the
                // place: only it knows how wide its characters are.
                text += &format!("{}\r{}", up(self.below), cursor.before);
                let above = lines[..cursor.line].iter().map(width);
                self.above = above.chain([columns(&cursor.before)]).collect();
            }
        }
        self.term.write_str(&text)
    }

    /// Returns the most rows that it had so far.
    pub(super) fn highest(&self) -> usize {
        self.highest
    }

    /// Takes all lines away.
    pub(super) fn erase(&mut self) -> io::Result<()> {
        let text = format!("{}{CLEAR_BELOW}", self.to_start());
        self.above = vec![0];
        self.below = 0;
        self.term.write_str(&text)
    }

    /// Leaves the lines where they are, and the cursor below them.
    pub(super) fn leave(&mut self) -> io::Result<()> {
        // Where it cannot go further down the line of the cursor is the last one.
        let down = if self.below > 0 { format!("\x1b[{}B", self.below) } else { String::new() };
        let end = if self.above.last() == Some(&0) && self.below == 0 { "" } else { "\r\n" };
        self.term.write_str(&format!("{down}{end}"))
    }

    /// Returns what moves the cursor to the first line. Terminals break lines anew that are wider than they
    /// have become, so a line may have more rows than it had when it was drawn.
    fn to_start(&self) -> String {
        let (_, width) = self.size();
        let rows = |columns: usize| columns.max(1).div_ceil(width);
        let Some((cursor, lines)) = self.above.split_last() else { return String::new() };
        let rows = lines.iter().map(|line| rows(*line)).sum::<usize>() + cursor / width;
        format!("{}\r", up(rows))
    }
}

impl Drop for Surface {
    fn drop(&mut self) {
        // If this fails the terminal is gone, which the next prompt says.
        let cursor = if self.hides_cursor { SHOW_CURSOR } else { "" };
        let _ = self.term.write_str(&format!("{PASTES_AS_TYPED}{cursor}"));
    }
}

fn up(rows: usize) -> String {
    if rows > 0 { format!("\x1b[{rows}A") } else { String::new() }
}

/// Returns how many columns a text takes at most: terminals disagree about characters made of others.
pub(super) fn columns(text: &str) -> usize {
    let one_by_one: usize = text.chars().map(|c| c.width().unwrap_or(0)).sum();
    one_by_one.max(text.width())
}
