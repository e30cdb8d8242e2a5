//! Draws the rows of a menu for dialoguer, and remembers what it drew.

use std::cell::RefCell;
use std::fmt;

use anstyle::Style;
use dialoguer::theme::Theme;

use super::layout::Drawing;
use super::theme::{ACTIVE, QUIET, TerminalTheme};
use crate::interview::prompter::{Menu, Selection};

/// The state of the rows when they were last drawn, which dialoguer does not tell.
#[derive(Debug, Clone, Default)]
pub(super) struct Drawn {
    pub checked: Vec<bool>,
    /// The row with the cursor.
    pub active: usize,
}

/// A theme whose items are the numbers of the rows of one menu.
pub(super) struct Rows<'r> {
    theme: &'r TerminalTheme,
    menu: &'r Menu,
    drawing: &'r Drawing,
    drawn: RefCell<Drawn>,
}

impl<'r> Rows<'r> {
    pub(super) fn new(
        theme: &'r TerminalTheme,
        menu: &'r Menu,
        drawing: &'r Drawing,
        checked: Vec<bool>,
    ) -> Self {
        Self { theme, menu, drawing, drawn: RefCell::new(Drawn { checked, active: 0 }) }
    }

    /// Returns the items for dialoguer.
    pub(super) fn numbers(&self) -> Vec<String> {
        (0..self.menu.rows().len()).map(|row| row.to_string()).collect()
    }

    pub(super) fn drawn(&self) -> Drawn {
        self.drawn.borrow().clone()
    }

    fn write(&self, f: &mut dyn fmt::Write, row: usize, mark: &str, active: bool) -> fmt::Result {
        let Some(selection) = self.menu.rows().get(row).copied() else { return Ok(()) };
        let label = self.menu.label(selection, self.theme.back());
        let lines = if self.drawing.cut && !active {
            vec![self.theme.cut(label, self.drawing.width)]
        } else {
            self.theme.wrapped(Style::new(), label, self.drawing.width)
        };
        let cursor = match (active, self.theme.ascii) {
            (false, _) => " ",
            (true, true) => ">",
            (true, false) => "❯",
        };
        let style = match selection {
            _ if active => ACTIVE,
            Selection::Choice(_) => Style::new(),
            Selection::Action(_) | Selection::Back => QUIET,
        };
        let indent = format!("\n{}", " ".repeat(2 + mark.len()));
        for (number, line) in lines.iter().enumerate() {
            if number == 0 {
                write!(f, "{}", self.theme.styled(style, &format!("{cursor} {mark}{line}")))?;
            } else {
                write!(f, "{indent}{}", self.theme.styled(style, line))?;
            }
        }
        Ok(())
    }
}

impl Theme for Rows<'_> {
    fn format_select_prompt(&self, f: &mut dyn fmt::Write, prompt: &str) -> fmt::Result {
        f.write_str(prompt)
    }

    fn format_multi_select_prompt(&self, f: &mut dyn fmt::Write, prompt: &str) -> fmt::Result {
        f.write_str(prompt)
    }

    fn format_select_prompt_item(&self, f: &mut dyn fmt::Write, item: &str, active: bool) -> fmt::Result {
        self.write(f, item.parse().unwrap_or_default(), "", active)
    }

    fn format_multi_select_prompt_item(
        &self,
        f: &mut dyn fmt::Write,
        item: &str,
        checked: bool,
        active: bool,
    ) -> fmt::Result {
        let row: usize = item.parse().unwrap_or_default();
        let mut drawn = self.drawn.borrow_mut();
        if let Some(known) = drawn.checked.get_mut(row) {
            *known = checked;
        }
        if active {
            drawn.active = row;
        }
        let choice = matches!(self.menu.rows().get(row), Some(Selection::Choice(_)));
        let mark = match (choice, checked) {
            (true, true) => "[x] ",
            (true, false) => "[ ] ",
            (false, true) => "(x) ",
            (false, false) => "    ",
        };
        self.write(f, row, mark, active)
    }
}

/// A theme for inputs that adds nothing to what it is given.
pub(super) struct Bare;

impl Theme for Bare {}
