//! Fits a menu into the terminal: first labels give way, then the help, then rows go to further pages.

use std::io;

use textwrap::core::display_width;

use super::field::FieldRows;
use super::surface::Surface;
use super::theme::{QUIET, STRONG, TerminalTheme, WARN};
use crate::interview::prompter::{Menu, Selection};

/// The columns that the number of the page takes at the end of the head.
const PAGE_INFO: usize = 13;
/// The rows that an input may need before the help gives way to it.
const ROWS_OF_INPUT: usize = 3;
/// The help is left out where beside it fewer rows than this would fit on a page.
const ROWS_BESIDE_HELP: usize = 12;
/// The columns of the cursor, with the space after it.
const MARGIN: usize = 2;

pub(super) struct Layout<'l> {
    pub theme: &'l TerminalTheme,
    pub rows: usize,
    pub columns: usize,
    pub menu: &'l Menu,
    /// The rows of the menu that are shown.
    pub shown: &'l [Selection<usize>],
    /// What the keys do, the longest form first.
    pub hints: &'l [String],
    /// Whether the hints say what went wrong.
    pub warns: bool,
    /// The columns before a label, besides those of the cursor: a box to mark, and a number.
    pub before: usize,
}

/// A menu that fits.
pub(super) struct Drawing {
    /// What stands above the rows, its lines no wider than the terminal.
    pub head: Vec<String>,
    /// The width of a label in columns.
    pub width: usize,
    /// Whether labels are cut to one line, except in the row with the cursor.
    pub cut: bool,
    /// How many rows a page has; `None` if all fit on one.
    pub page: Option<usize>,
}

impl Layout<'_> {
    /// Returns the usable columns: the last stays empty, since some terminals wrap as soon as it is written.
    fn width(&self) -> usize {
        self.columns.saturating_sub(1).max(1)
    }

    pub(super) fn draw(&self) -> Drawing {
        let width = self.width().saturating_sub(MARGIN + self.before).max(1);
        let label = |row: &Selection<usize>| self.menu.label(*row, self.theme.back());
        let height = |row| self.theme.wrapped(QUIET, label(row), width).len().max(1);
        let heights: Vec<usize> = self.shown.iter().map(height).collect();
        let highest = heights.iter().copied().max().unwrap_or(1);
        let whole: usize = heights.iter().sum();
        let cut = heights.len() + highest.max(1) - 1;
        let room = self.room();
        let help = self.help().len();
        let (labels_cut, help, page) = if help + whole <= room {
            (false, help, None)
        } else if cut <= room {
            (true, help.min(room - cut), None)
        } else {
            // The row of the cursor is not cut, so it may be higher than the others.
            let rows = room.saturating_sub(highest - 1);
            let help = if rows >= help + ROWS_BESIDE_HELP { help } else { 0 };
            (true, help, Some((rows - help).max(1)))
        };
        Drawing { head: self.head(help), width, cut: labels_cut, page }
    }

    /// Draws the head and below it the rows of an input, which `rows` lays out for a width.
    pub(super) fn draw_field(
        &self,
        surface: &mut Surface,
        rows: impl Fn(usize) -> FieldRows,
    ) -> io::Result<()> {
        let field = rows(self.width());
        let room = self.room().saturating_sub(field.rows.len().min(ROWS_OF_INPUT));
        let mut lines = self.head(self.help().len().min(room));
        let FieldRows { rows, mut cursor } = field.within(self.rows.saturating_sub(lines.len()));
        cursor.line += lines.len();
        lines.extend(rows);
        surface.draw(&lines, Some(&cursor))
    }

    /// Returns how many lines help and rows may have, beside the rest of the head and the line of the cursor.
    fn room(&self) -> usize {
        self.rows.saturating_sub(self.head(0).len() + 1)
    }

    fn help(&self) -> Vec<String> {
        let help = self.menu.header.help.as_deref().unwrap_or_default();
        if help.is_empty() { Vec::new() } else { self.theme.wrapped(QUIET, help, self.width()) }
    }

    /// Returns the head with the first `help` lines of the help.
    fn head(&self, help: usize) -> Vec<String> {
        let header = &self.menu.header;
        let mut lines = Vec::new();
        if !header.title.is_empty() {
            lines.push(String::new());
        }
        if !header.place.is_empty() {
            lines.extend(self.theme.wrapped(QUIET, &header.place, self.width()));
        }
        if !header.title.is_empty() {
            lines.extend(self.theme.wrapped(STRONG, &header.title, self.width()));
        }
        let all = self.help();
        lines.extend(all.iter().take(help).cloned());
        if 0 < help && help < all.len() {
            let at = lines.len() - 1;
            let text = console::strip_ansi_codes(&lines[at]).into_owned();
            let shorter = self.theme.cut(&format!("{text} and so on, at length"), self.width());
            lines[at] = self.theme.styled(QUIET, &shorter);
        }
        let problem = header.problem.iter();
        lines.extend(problem.flat_map(|problem| self.theme.wrapped(WARN, problem, self.width())));
        let [longest, ..] = self.hints else { return lines };
        if self.menu.rows().is_empty() {
            lines.extend(self.theme.wrapped(QUIET, longest, self.width()));
            return lines;
        }
        let style = if self.warns { WARN } else { QUIET };
        // The number of the page stands on the same line.
        let width = self.width().saturating_sub(PAGE_INFO).max(1);
        let hint = self.hints.iter().find(|hint| display_width(hint) <= width).unwrap_or(longest);
        lines.push(self.theme.styled(style, &self.theme.cut(hint, width)));
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interview::prompter::{Action, PromptHeader};

    fn menu(choices: usize, help: &str) -> Menu {
        let label = |n| format!("option {n} with a label that is rather long for a narrow terminal");
        Menu {
            header: PromptHeader {
                place: "Question 1 of 9".to_owned(),
                title: "What is asked here, in a sentence of some length?".to_owned(),
                help: Some(help.to_owned()),
                problem: None,
            },
            choices: (0..choices).map(label).collect(),
            actions: vec![Action { key: '?', label: "I don't know".to_owned() }],
            back: true,
            ..Menu::default()
        }
    }

    fn drawn(theme: &TerminalTheme, (rows, columns): (usize, usize), menu: &Menu) -> Drawing {
        let (shown, hints) = (menu.rows(), ["(keys)".to_owned()]);
        Layout { theme, rows, columns, menu, shown: &shown, hints: &hints, warns: false, before: 0 }.draw()
    }

    /// Returns how many lines a drawing needs at most, including that of the cursor.
    fn lines(menu: &Menu, drawing: &Drawing, theme: &TerminalTheme) -> usize {
        let whole = |row| theme.wrapped(QUIET, menu.label(row, "back"), drawing.width).len();
        let height = |row| if drawing.cut { 1 } else { whole(row) };
        let highest = menu.rows().into_iter().map(whole).max();
        let all: usize = menu.rows().into_iter().map(height).sum();
        let shown = drawing.page.map_or(all, |page| page.min(all));
        let extra = if drawing.cut { highest.unwrap() - 1 } else { 0 };
        drawing.head.len() + shown + extra + 1
    }

    #[test]
    fn a_menu_never_outgrows_the_terminal() {
        let theme = TerminalTheme { color: false, ascii: false };
        let help = "A help text that goes on for a while, to fill some lines. ".repeat(6);
        for (rows, columns) in [(15, 40), (24, 80), (12, 40), (50, 200)] {
            for choices in [2, 5, 8, 30] {
                let menu = menu(choices, &help);
                let drawing = drawn(&theme, (rows, columns), &menu);
                assert!(lines(&menu, &drawing, &theme) <= rows, "{rows}x{columns}, {choices} choices");
                assert!(drawing.head.iter().all(|line| line.chars().count() < columns));
            }
        }
    }

    #[test]
    fn where_there_is_room_nothing_is_cut() {
        let theme = TerminalTheme { color: false, ascii: false };
        let menu = menu(4, "Help.");
        let drawing = drawn(&theme, (24, 80), &menu);
        assert!(!drawing.cut);
        assert!(drawing.page.is_none());
        assert!(drawing.head.contains(&"Help.".to_owned()));
    }
}
