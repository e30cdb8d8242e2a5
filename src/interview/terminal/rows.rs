//! Draws the rows of a menu for dialoguer, and notes what it drew.

use std::cell::RefCell;
use std::fmt;

use dialoguer::theme::Theme;

use super::layout::Drawing;
use super::theme::{ACTIVE, Look, QUIET};
use crate::interview::asker::{Menu, Pick};

/// The state of the rows when they were last drawn.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    pub checked: Vec<bool>,
    /// The row with the cursor.
    pub active: usize,
}

/// A theme whose items are the numbers of the rows of one menu.
pub(super) struct Rows<'r> {
    look: &'r Look,
    menu: &'r Menu,
    drawing: &'r Drawing,
    seen: RefCell<Seen>,
}

impl<'r> Rows<'r> {
    pub(super) fn new(look: &'r Look, menu: &'r Menu, drawing: &'r Drawing, checked: Vec<bool>) -> Self {
        Self { look, menu, drawing, seen: RefCell::new(Seen { checked, active: 0 }) }
    }

    /// The items for dialoguer.
    pub(super) fn numbers(&self) -> Vec<String> {
        (0..self.menu.rows().len()).map(|row| row.to_string()).collect()
    }

    pub(super) fn seen(&self) -> Seen {
        self.seen.borrow().clone()
    }

    fn write(&self, f: &mut dyn fmt::Write, row: usize, mark: &str, active: bool) -> fmt::Result {
        let Some(pick) = self.menu.rows().get(row).copied() else { return Ok(()) };
        let label = self.menu.label(pick, self.look.back());
        let lines = match self.drawing.cut && !active {
            true => vec![self.look.cut(label, self.drawing.width)],
            false => self.look.wrapped(anstyle::Style::new(), label, self.drawing.width),
        };
        let cursor = match (active, self.look.ascii) {
            (false, _) => " ",
            (true, true) => ">",
            (true, false) => "❯",
        };
        let style = match pick {
            _ if active => ACTIVE,
            Pick::Choice(_) => anstyle::Style::new(),
            Pick::Action(_) | Pick::Back => QUIET,
        };
        for (number, line) in lines.iter().enumerate() {
            match number {
                0 => write!(f, "{}", self.look.styled(style, &format!("{cursor} {mark}{line}")))?,
                _ => {
                    let indent = " ".repeat(2 + mark.len());
                    write!(f, "\n{indent}{}", self.look.styled(style, line))?;
                }
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
        let mut seen = self.seen.borrow_mut();
        if let Some(known) = seen.checked.get_mut(row) {
            *known = checked;
        }
        if active {
            seen.active = row;
        }
        let choice = matches!(self.menu.rows().get(row), Some(Pick::Choice(_)));
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
