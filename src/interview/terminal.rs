//! Menus with a cursor, by dialoguer, on standard error.
//!
//! dialoguer redraws by counting lines, so no line it is given may be wider than the terminal, and no menu
//! higher. [`Layout`] sees to that; dialoguer gets only row numbers, and [`Rows`] draws what they stand for.

mod layout;
mod rows;
mod theme;

pub use theme::TerminalTheme;
pub(super) use theme::to_ascii;

use std::io;

use dialoguer::console::Term;
use dialoguer::{Input, MultiSelect, Select};

use super::prompter::{Menu, Paragraph, Prompter, Selection, TextField};
use layout::Layout;
use rows::{Bare, Rows};

/// The lines that a page of a long message leaves free for the prompt below it.
const LINES_BELOW: usize = 4;

/// Asks at the terminal of standard error.
pub struct TerminalPrompter {
    term: Term,
    theme: TerminalTheme,
}

impl TerminalPrompter {
    /// Prompts on standard error in this theme.
    pub fn new(theme: TerminalTheme) -> Self {
        Self { term: Term::stderr(), theme }
    }

    fn layout<'l>(&'l self, menu: &'l Menu, hints: &'l [&'l str], marks: bool) -> Layout<'l> {
        let (rows, columns) = self.term.size();
        Layout {
            theme: &self.theme,
            rows: usize::from(rows),
            columns: usize::from(columns),
            menu,
            hints,
            marks,
        }
    }

    /// Shows the cursor again, however a prompt ended.
    fn finish<T>(&self, result: dialoguer::Result<T>) -> io::Result<T> {
        self.term.show_cursor()?;
        result.map_err(|dialoguer::Error::IO(error)| error)
    }

    fn wrapped(&self, message: &[Paragraph]) -> Vec<String> {
        let columns = usize::from(self.term.size().1);
        message
            .iter()
            .flat_map(|paragraph| self.theme.paragraph(paragraph, columns.saturating_sub(1)))
            .collect()
    }

    /// Asks whether to show the next page of a long message.
    fn more(&mut self) -> io::Result<bool> {
        let menu =
            Menu { choices: vec!["More".to_owned(), "Enough".to_owned()], back: false, ..Menu::default() };
        Ok(self.select(&menu)? == Selection::Choice(0))
    }
}

impl Prompter for TerminalPrompter {
    fn select(&mut self, menu: &Menu) -> io::Result<Selection<usize>> {
        let drawing = self.layout(menu, &self.theme.pick_hints(menu.back), false).draw();
        let rows = Rows::new(&self.theme, menu, &drawing, Vec::new());
        let mut select = Select::with_theme(&rows)
            .with_prompt(drawing.head.as_str())
            .items(rows.numbers())
            .default(menu.start_row())
            .report(false);
        if let Some(page) = drawing.page {
            select = select.max_length(page);
        }
        let chosen = self.finish(select.interact_on_opt(&self.term))?;
        Ok(chosen.and_then(|row| menu.rows().get(row).copied()).unwrap_or(Selection::Back))
    }

    fn mark(&mut self, menu: &Menu, marked: &mut Vec<bool>) -> io::Result<Selection<()>> {
        let drawing = self.layout(menu, &self.theme.mark_hints(menu.back), true).draw();
        let all = menu.rows();
        let is_marked = |row: &Selection<usize>| matches!(row, Selection::Choice(choice) if marked[*choice]);
        let checked: Vec<bool> = all.iter().map(is_marked).collect();
        let rows = Rows::new(&self.theme, menu, &drawing, checked.clone());
        let mut select = MultiSelect::with_theme(&rows)
            .with_prompt(drawing.head.as_str())
            .items_checked(rows.numbers().into_iter().zip(checked))
            .report(false);
        if let Some(page) = drawing.page {
            select = select.max_length(page);
        }
        let done = self.finish(select.interact_on_opt(&self.term))?;
        // dialoguer forgets the marks when the prompt is left with Esc, and never tells the row.
        let drawn = rows.drawn();
        for (row, checked) in all.iter().zip(&drawn.checked) {
            if let Selection::Choice(choice) = row {
                marked[*choice] = *checked;
            }
        }
        // Key `a` marks every row: the user did not mean the actions among them.
        let everything = drawn.checked.iter().all(|checked| *checked);
        let other = |row: usize| match all.get(row) {
            Some(Selection::Action(key)) => Some(Selection::Action(*key)),
            Some(Selection::Back) => Some(Selection::Back),
            Some(Selection::Choice(_)) | None => None,
        };
        let with_mark = (0..all.len()).filter(|&row| drawn.checked[row] && !everything).find_map(other);
        Ok(match done {
            None => Selection::Back,
            Some(_) => other(drawn.active).or(with_mark).unwrap_or(Selection::Choice(())),
        })
    }

    fn read_line(&mut self, field: &TextField) -> io::Result<String> {
        let menu = Menu { header: field.header.clone(), ..Menu::default() };
        let head = self.layout(&menu, &[&field.hint], false).head_lines();
        head.iter().try_for_each(|line| self.term.write_line(line))?;
        let prompt = self.theme.text(&field.prompt);
        let bare = Bare;
        let mut input =
            Input::<String>::with_theme(&bare).with_prompt(prompt).allow_empty(true).report(false);
        if let Some(start) = &field.start {
            input = input.default(self.theme.text(start));
        }
        let typed = self.finish(input.interact_text_on(&self.term));
        if typed.is_ok() {
            self.term.clear_last_lines(head.len())?;
        }
        typed
    }

    fn say(&mut self, message: &[Paragraph]) -> io::Result<()> {
        let lines = self.wrapped(message);
        let page = usize::from(self.term.size().0).saturating_sub(LINES_BELOW).max(1);
        let pages: Vec<&[String]> = lines.chunks(page).collect();
        for (number, page) in pages.iter().enumerate() {
            if number > 0 && !self.more()? {
                break;
            }
            page.iter().try_for_each(|line| self.term.write_line(line))?;
        }
        Ok(())
    }
}
