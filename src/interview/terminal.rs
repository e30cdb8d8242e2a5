//! Menus with a cursor, by dialoguer, on standard error.
//!
//! dialoguer redraws by counting lines, so no line it is given may be wider than the terminal, and no menu
//! higher. [`Layout`] sees to that; dialoguer gets only row numbers, and [`Rows`] draws what they stand for.

mod layout;
mod rows;
mod theme;

pub use theme::Look;
pub(super) use theme::to_ascii;

use std::io;

use dialoguer::console::Term;
use dialoguer::{Input, MultiSelect, Select};

use super::asker::{Asker, Field, Menu, Pick, Said};
use layout::Layout;
use rows::{Bare, Rows};

/// The lines of a long message that stay free for what comes after it.
const KEPT_FREE: usize = 4;

/// Asks at the terminal of standard error.
pub struct Terminal {
    term: Term,
    look: Look,
}

impl Terminal {
    /// Prompts that look so.
    pub fn new(look: Look) -> Self {
        Self { term: Term::stderr(), look }
    }

    fn layout<'l>(&'l self, menu: &'l Menu, hints: &'l [&'l str], marks: bool) -> Layout<'l> {
        let (rows, columns) = self.term.size();
        Layout {
            look: &self.look,
            rows: usize::from(rows),
            columns: usize::from(columns),
            menu,
            hints,
            marks,
        }
    }

    /// The cursor comes back however a prompt ended.
    fn shown<T>(&self, result: dialoguer::Result<T>) -> io::Result<T> {
        self.term.show_cursor()?;
        result.map_err(|dialoguer::Error::IO(error)| error)
    }

    fn wrapped(&self, message: &[Said]) -> Vec<String> {
        let columns = usize::from(self.term.size().1);
        message.iter().flat_map(|said| self.look.paragraph(said, columns.saturating_sub(1))).collect()
    }

    /// Whether to show the next page of a long message.
    fn more(&mut self) -> io::Result<bool> {
        let menu =
            Menu { choices: vec!["More".to_owned(), "Enough".to_owned()], back: false, ..Menu::default() };
        Ok(self.pick(&menu)? == Pick::Choice(0))
    }
}

impl Asker for Terminal {
    fn pick(&mut self, menu: &Menu) -> io::Result<Pick<usize>> {
        let drawing = self.layout(menu, &self.look.pick_hints(menu.back), false).draw();
        let rows = Rows::new(&self.look, menu, &drawing, Vec::new());
        let mut select = Select::with_theme(&rows)
            .with_prompt(drawing.head.as_str())
            .items(rows.numbers())
            .default(menu.start_row())
            .report(false);
        if let Some(page) = drawing.page {
            select = select.max_length(page);
        }
        let chosen = self.shown(select.interact_on_opt(&self.term))?;
        Ok(chosen.and_then(|row| menu.rows().get(row).copied()).unwrap_or(Pick::Back))
    }

    fn mark(&mut self, menu: &Menu, marked: &mut Vec<bool>) -> io::Result<Pick<()>> {
        let drawing = self.layout(menu, &self.look.mark_hints(menu.back), true).draw();
        let all = menu.rows();
        let at = |row: &Pick<usize>| matches!(row, Pick::Choice(choice) if marked[*choice]);
        let checked: Vec<bool> = all.iter().map(at).collect();
        let rows = Rows::new(&self.look, menu, &drawing, checked.clone());
        let mut select = MultiSelect::with_theme(&rows)
            .with_prompt(drawing.head.as_str())
            .items_checked(rows.numbers().into_iter().zip(checked))
            .report(false);
        if let Some(page) = drawing.page {
            select = select.max_length(page);
        }
        let done = self.shown(select.interact_on_opt(&self.term))?;
        // dialoguer forgets the marks when the prompt is left with Esc, and never tells the row.
        let seen = rows.seen();
        for (row, checked) in all.iter().zip(&seen.checked) {
            if let Pick::Choice(choice) = row {
                marked[*choice] = *checked;
            }
        }
        let everything = seen.checked.iter().all(|checked| *checked);
        let other = |row: usize| match all.get(row) {
            Some(Pick::Action(key)) => Some(Pick::Action(*key)),
            Some(Pick::Back) => Some(Pick::Back),
            Some(Pick::Choice(_)) | None => None,
        };
        let with_mark = (0..all.len()).filter(|&row| seen.checked[row] && !everything).find_map(other);
        Ok(match done {
            None => Pick::Back,
            Some(_) => other(seen.active).or(with_mark).unwrap_or(Pick::Choice(())),
        })
    }

    fn line(&mut self, field: &Field) -> io::Result<String> {
        let menu = Menu { card: field.card.clone(), ..Menu::default() };
        let head = self.layout(&menu, &[&field.hint], false).head_lines();
        head.iter().try_for_each(|line| self.term.write_line(line))?;
        let prompt = self.look.text(&field.prompt);
        let bare = Bare;
        let mut input =
            Input::<String>::with_theme(&bare).with_prompt(prompt).allow_empty(true).report(false);
        if let Some(start) = &field.start {
            input = input.default(self.look.text(start));
        }
        let typed = self.shown(input.interact_text_on(&self.term));
        if typed.is_ok() {
            self.term.clear_last_lines(head.len())?;
        }
        typed
    }

    fn say(&mut self, message: &[Said]) -> io::Result<()> {
        let lines = self.wrapped(message);
        let page = usize::from(self.term.size().0).saturating_sub(KEPT_FREE).max(1);
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
