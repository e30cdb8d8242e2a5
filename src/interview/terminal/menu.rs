//! An open menu: which row the cursor is on, what is marked, and what that looks like.

use anstyle::Style;

use super::decode::Key;
use super::layout::{Drawing, Layout};
use super::theme::{ACTIVE, QUIET, TerminalTheme};
use crate::interview::prompter::{Mark, Menu, Selection};

/// A menu while it is on the screen.
pub(super) struct OpenMenu<'m> {
    theme: TerminalTheme,
    menu: &'m Menu,
    rows: Vec<Selection<usize>>,
    /// The row with the cursor.
    active: usize,
    /// The mark of each row; `None` if a row is chosen instead.
    marks: Option<Vec<Mark>>,
}

/// How a menu is left.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Left {
    /// By Enter on this row.
    Chosen(Selection<usize>),
    Back,
}

impl<'m> OpenMenu<'m> {
    /// Returns a menu in which one row is chosen.
    pub(super) fn to_select(theme: TerminalTheme, menu: &'m Menu) -> Self {
        Self { theme, menu, rows: menu.rows(), active: menu.start_row(), marks: None }
    }

    /// Returns a menu in which choices are marked, some of them already.
    pub(super) fn to_mark(theme: TerminalTheme, menu: &'m Menu, marks: &[Mark]) -> Self {
        let rows = menu.rows();
        let mark = |row: &Selection<usize>| match row {
            Selection::Choice(choice) => marks[*choice],
            Selection::Action(_) | Selection::Back => Mark::No,
        };
        let marks = rows.iter().map(mark).collect();
        Self { theme, menu, rows, active: 0, marks: Some(marks) }
    }

    /// Returns the marks of the choices.
    pub(super) fn marks(&self) -> Vec<Mark> {
        let marks = self.marks.as_deref().unwrap_or_default();
        let choices = self.rows.iter().zip(marks).filter(|(row, _)| matches!(row, Selection::Choice(_)));
        choices.map(|(_, mark)| *mark).collect()
    }

    /// Returns the first other row that is marked.
    pub(super) fn marked_action(&self) -> Option<Selection<usize>> {
        let marks = self.marks.as_deref().unwrap_or_default();
        let mut marked =
            self.rows.iter().zip(marks).filter(|(_, mark)| **mark == Mark::Yes).map(|(row, _)| *row);
        marked.find(|row| !matches!(row, Selection::Choice(_)))
    }

    /// Does what a key does on a terminal of this size. Returns how the menu is left, if it is.
    pub(super) fn press(&mut self, key: &Key, size: (usize, usize)) -> Option<Left> {
        let last = self.rows.len().saturating_sub(1);
        let page = self.drawing(size).page.unwrap_or(self.rows.len()).max(1);
        match key {
            Key::Up | Key::BackTab | Key::Char('k') | Key::Ctrl('p') => {
                self.active = self.active.checked_sub(1).unwrap_or(last);
            }
            Key::Down | Key::Tab | Key::Char('j') | Key::Ctrl('n') => {
                self.active = if self.active < last { self.active + 1 } else { 0 };
            }
            Key::Left | Key::PageUp | Key::Char('h') if page <= last => {
                self.active = (self.active / page).saturating_sub(1) * page;
            }
            Key::Right | Key::PageDown | Key::Char('l') if page <= last => {
                self.active = ((self.active / page + 1).min(last / page)) * page;
            }
            Key::Home | Key::PageUp => self.active = 0,
            Key::End | Key::PageDown => self.active = last,
            Key::Escape | Key::Char('q') => return Some(Left::Back),
            Key::Enter => return Some(Left::Chosen(*self.rows.get(self.active)?)),
            Key::Char(' ') => match &mut self.marks {
                Some(marks) => marks[self.active] = Mark::of(marks[self.active] != Mark::Yes),
                None => return Some(Left::Chosen(*self.rows.get(self.active)?)),
            },
            Key::Char('a') => self.mark_all(),
            Key::Char('u') if self.menu.may_be_open => self.mark_unknown(),
            _ => {}
        }
        None
    }

    /// Says of the choice with the cursor that it is not known whether it applies, or takes that back.
    fn mark_unknown(&mut self) {
        let is_choice = matches!(self.rows.get(self.active), Some(Selection::Choice(_)));
        if let Some(mark) =
            self.marks.as_mut().and_then(|marks| marks.get_mut(self.active)).filter(|_| is_choice)
        {
            *mark = if *mark == Mark::Open { Mark::No } else { Mark::Open };
        }
    }

    /// Marks all choices, or none if all are marked already.
    fn mark_all(&mut self) {
        let Some(marks) = &mut self.marks else { return };
        let is_choice = |row: &Selection<usize>| matches!(row, Selection::Choice(_));
        let all = self.rows.iter().zip(&*marks).all(|(row, mark)| *mark == Mark::Yes || !is_choice(row));
        for (row, mark) in self.rows.iter().zip(marks) {
            if is_choice(row) {
                *mark = Mark::of(!all);
            }
        }
    }

    /// Returns the lines on a terminal of this size.
    pub(super) fn lines(&self, size: (usize, usize)) -> Vec<String> {
        let drawing = self.drawing(size);
        let page = drawing.page.unwrap_or(self.rows.len()).max(1);
        let first = self.active / page * page;
        let mut lines: Vec<String> = drawing.head.clone();
        if let (Some(hints), true) = (lines.last_mut(), page < self.rows.len()) {
            *hints += &format!(" [Page {}/{}]", first / page + 1, self.rows.len().div_ceil(page));
        }
        for row in first..(first + page).min(self.rows.len()) {
            lines.extend(self.row(&drawing, row));
        }
        lines
    }

    fn drawing(&self, (rows, columns): (usize, usize)) -> Drawing {
        let Self { theme, menu, marks, .. } = self;
        let hints = match marks {
            Some(_) => theme.mark_hints(menu.back, menu.may_be_open),
            None => theme.pick_hints(menu.back),
        };
        Layout { theme, rows, columns, menu, hints: &hints, marks: marks.is_some() }.draw()
    }

    fn row(&self, drawing: &Drawing, row: usize) -> Vec<String> {
        let active = row == self.active;
        let label = self.menu.label(self.rows[row], self.theme.back());
        let lines = if drawing.cut && !active {
            vec![self.theme.cut(label, drawing.width)]
        } else {
            self.theme.wrapped(Style::new(), label, drawing.width)
        };
        let cursor = match (active, self.theme.ascii) {
            (false, _) => " ",
            (true, true) => ">",
            (true, false) => "❯",
        };
        let style = match self.rows[row] {
            _ if active => ACTIVE,
            Selection::Choice(_) => Style::new(),
            Selection::Action(_) | Selection::Back => QUIET,
        };
        let mark = self.mark(row);
        let indent = " ".repeat(2 + mark.len());
        let styled = |(number, line): (usize, &String)| match number {
            0 => self.theme.styled(style, &format!("{cursor} {mark}{line}")),
            _ => format!("{indent}{}", self.theme.styled(style, line)),
        };
        lines.iter().enumerate().map(styled).collect()
    }

    fn mark(&self, row: usize) -> &'static str {
        let Some(marks) = &self.marks else { return "" };
        match (self.rows[row], marks[row]) {
            (Selection::Choice(_), Mark::Yes) => "[x] ",
            (Selection::Choice(_), Mark::Open) => "[?] ",
            (Selection::Choice(_), Mark::No) => "[ ] ",
            (_, Mark::Yes) => "(x) ",
            (_, Mark::No | Mark::Open) => "    ",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interview::prompter::Action;

    const SIZE: (usize, usize) = (24, 80);
    const THEME: TerminalTheme = TerminalTheme { color: false, ascii: false };

    fn menu(choices: usize) -> Menu {
        Menu {
            choices: (1..=choices).map(|n| format!("choice {n}")).collect(),
            actions: vec![Action::new('?', "I don't know")],
            back: true,
            ..Menu::default()
        }
    }

    #[test]
    fn the_cursor_goes_round_and_over_pages() {
        let menu = menu(40);
        let mut open = OpenMenu::to_select(THEME, &menu);
        for (key, label) in [
            (Key::Up, "← back"),
            (Key::Down, "choice 1"),
            (Key::PageDown, "choice 23"),
            (Key::End, "← back"),
            (Key::PageUp, "choice 1"),
            (Key::Char('j'), "choice 2"),
            (Key::Home, "choice 1"),
        ] {
            assert_eq!(open.press(&key, SIZE), None);
            let lines = open.lines(SIZE);
            assert!(lines.len() < SIZE.0);
            assert!(lines.contains(&format!("❯ {label}")), "{key:?}: {lines:?}");
        }
        assert_eq!(open.press(&Key::Enter, SIZE), Some(Left::Chosen(Selection::Choice(0))));
        assert_eq!(open.press(&Key::Escape, SIZE), Some(Left::Back));
    }

    #[test]
    fn all_choices_are_marked_at_once_and_no_action() {
        let menu = menu(3);
        let mut open = OpenMenu::to_mark(THEME, &menu, &[false, true, false].map(Mark::of));
        open.press(&Key::Char('a'), SIZE);
        assert_eq!((open.marks(), open.marked_action()), (vec![Mark::Yes; 3], None));
        open.press(&Key::Char('a'), SIZE);
        assert_eq!(open.marks(), [Mark::No; 3]);
        open.press(&Key::Char(' '), SIZE);
        open.press(&Key::End, SIZE);
        open.press(&Key::Up, SIZE);
        open.press(&Key::Char(' '), SIZE);
        assert_eq!(open.marks(), [true, false, false].map(Mark::of));
        assert_eq!(open.marked_action(), Some(Selection::Action('?')));
    }

    #[test]
    fn a_choice_is_marked_as_unknown_only_where_that_is_an_answer() {
        let plain = menu(3);
        let mut open = OpenMenu::to_mark(THEME, &plain, &[Mark::No; 3]);
        open.press(&Key::Char('u'), SIZE);
        assert_eq!(open.marks(), [Mark::No; 3]);
        let menu = Menu { may_be_open: true, ..plain };
        let mut open = OpenMenu::to_mark(THEME, &menu, &[Mark::Open, Mark::Yes, Mark::No]);
        assert!(open.lines(SIZE).contains(&"❯ [?] choice 1".to_owned()));
        assert!(open.lines(SIZE).iter().any(|line| line.contains("u means unknown")));
        open.press(&Key::Char(' '), SIZE);
        open.press(&Key::Down, SIZE);
        open.press(&Key::Char('u'), SIZE);
        open.press(&Key::Down, SIZE);
        for _ in 0..2 {
            open.press(&Key::Char('u'), SIZE);
        }
        assert_eq!(open.marks(), [Mark::Yes, Mark::Open, Mark::No]);
        open.press(&Key::Down, SIZE);
        open.press(&Key::Char('u'), SIZE);
        assert_eq!(open.marked_action(), None, "an action is chosen or not");
    }
}
