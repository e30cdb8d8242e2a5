//! An open menu: which row the cursor is on, what is marked or searched for, and what that looks like.

use anstyle::Style;

use super::decode::Key;
use super::layout::{Drawing, Layout};
use super::theme::{ACTIVE, QUIET, TerminalTheme};
use crate::interview::prompter::{Mark, Menu, Selection};

/// The columns of a box to mark, with the space after it.
const BOX: usize = 4;

/// A menu while it is on the screen.
pub(super) struct OpenMenu<'m> {
    theme: TerminalTheme,
    menu: &'m Menu,
    /// The rows that are shown: all, or those that hold what is searched for.
    rows: Vec<Selection<usize>>,
    /// The row with the cursor; `None` until it is moved to one.
    active: Option<usize>,
    /// The mark of each choice; `None` if a row is chosen instead.
    marks: Option<Vec<Mark>>,
    /// The row besides the choices that is marked.
    marked_action: Option<Selection<usize>>,
    /// What is searched for.
    search: String,
    /// The row with the cursor before the search.
    before_search: Option<Selection<usize>>,
    /// The digits that were typed one after the other.
    digits: String,
    /// Whether Enter was pressed while no row had the cursor.
    nothing_chosen: bool,
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
        let mut open = Self {
            theme,
            menu,
            rows: menu.rows(),
            active: None,
            marks: None,
            marked_action: None,
            search: String::new(),
            before_search: None,
            digits: String::new(),
            nothing_chosen: false,
        };
        open.go_to(menu.first_row());
        open
    }

    /// Returns a menu in which choices are marked, some of them already.
    pub(super) fn to_mark(theme: TerminalTheme, menu: &'m Menu, marks: &[Mark]) -> Self {
        Self { marks: Some(marks.to_vec()), ..Self::to_select(theme, menu) }
    }

    /// Returns the marks of the choices.
    pub(super) fn marks(&self) -> Vec<Mark> {
        self.marks.clone().unwrap_or_default()
    }

    /// Returns the other row that is marked.
    pub(super) fn marked_action(&self) -> Option<Selection<usize>> {
        self.marked_action
    }

    /// Does what a key does on a terminal of this size. Returns how the menu is left, if it is.
    pub(super) fn press(&mut self, key: &Key, size: (usize, usize)) -> Option<Left> {
        self.nothing_chosen = false;
        let digits = std::mem::take(&mut self.digits);
        let searches = !self.search.is_empty();
        match key {
            Key::Escape if searches => self.end_search(self.before_search),
            Key::Escape => return Some(Left::Back),
            // What was found is still to be marked.
            Key::Enter if searches && self.marks.is_some() && !self.is_on_action() => {
                self.end_search(self.on());
            }
            Key::Enter => return self.choose(),
            Key::Char(' ') if self.marks.is_some() && (!searches || self.active.is_some()) => self.mark(),
            Key::Char(' ') if !searches => return self.choose(),
            Key::Char('?') if self.menu.may_be_open => self.mark_unknown(),
            Key::Ctrl('a') => self.mark_all(),
            Key::Char(digit @ '0'..='9') if !searches => self.go_to_number(&digits, *digit),
            Key::Char(character) => {
                if !searches {
                    self.before_search = self.on();
                }
                self.search.push(*character);
                self.find();
            }
            Key::Backspace if self.search.pop().is_some() => match self.search.is_empty() {
                true => self.end_search(self.before_search),
                false => self.find(),
            },
            Key::Ctrl('u') if searches => self.end_search(self.before_search),
            _ => self.step(key, size),
        }
        None
    }

    /// Moves the cursor as a key says that is for that.
    fn step(&mut self, key: &Key, size: (usize, usize)) {
        let Some(last) = self.rows.len().checked_sub(1) else { return };
        let page = self.drawing(size).page.unwrap_or(self.rows.len()).max(1);
        let at = self.active.unwrap_or(0);
        self.active = Some(match key {
            Key::Up | Key::BackTab | Key::Ctrl('p') => {
                self.active.and_then(|at| at.checked_sub(1)).unwrap_or(last)
            }
            Key::Down | Key::Tab | Key::Ctrl('n') => {
                self.active.map(|at| at + 1).filter(|at| *at <= last).unwrap_or(0)
            }
            Key::Left | Key::PageUp if page <= last => (at / page).saturating_sub(1) * page,
            Key::Right | Key::PageDown if page <= last => ((at / page + 1).min(last / page)) * page,
            Key::Home | Key::PageUp => 0,
            Key::End | Key::PageDown => last,
            _ => return,
        });
    }

    /// Returns the row with the cursor.
    fn on(&self) -> Option<Selection<usize>> {
        self.active.and_then(|active| self.rows.get(active)).copied()
    }

    fn is_on_action(&self) -> bool {
        matches!(self.on(), Some(Selection::Action(_) | Selection::Back))
    }

    /// Puts the cursor on a row, if that is shown.
    fn go_to(&mut self, row: Option<Selection<usize>>) {
        self.active = self.rows.iter().position(|shown| Some(*shown) == row);
    }

    /// Puts the cursor on the choice with the number that was typed, digit by digit, as far as there is one.
    fn go_to_number(&mut self, before: &str, digit: char) {
        let whole = format!("{before}{digit}");
        for digits in [whole, digit.to_string()] {
            let choice = digits.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            if let Some(choice) = choice.filter(|choice| *choice < self.menu.choices.len()) {
                self.digits = digits;
                self.go_to(Some(Selection::Choice(choice)));
                return;
            }
        }
    }

    /// Shows the rows in which some word begins with each of those that are searched for. The cursor goes to
    /// the only one; of several the user chooses.
    fn find(&mut self) {
        let search = self.search.to_lowercase();
        let is_between = |c: char| !c.is_alphanumeric() && c != '.';
        let holds = |row: &Selection<usize>| {
            let label = self.menu.label(*row, self.theme.back()).to_lowercase();
            let begins = |wanted: &str| label.split(is_between).any(|word| word.starts_with(wanted));
            search.split(is_between).all(begins)
        };
        self.rows = self.menu.rows().into_iter().filter(holds).collect();
        self.active = (self.rows.len() == 1).then_some(0);
    }

    /// Shows all rows again, with the cursor on `row`.
    fn end_search(&mut self, row: Option<Selection<usize>>) {
        self.search.clear();
        self.rows = self.menu.rows();
        self.go_to(row);
        if self.active.is_none() && self.marks.is_some() {
            self.go_to(self.menu.first_row());
        }
    }

    /// Leaves the menu by the row with the cursor; says that there must be one if there is none.
    fn choose(&mut self) -> Option<Left> {
        self.nothing_chosen = self.active.is_none();
        self.on().map(Left::Chosen)
    }

    /// Marks the row with the cursor, or takes the mark away.
    fn mark(&mut self) {
        let (Some(row), Some(marks)) = (self.on(), &mut self.marks) else { return };
        match row {
            Selection::Choice(choice) => marks[choice] = Mark::of(marks[choice] != Mark::Yes),
            other => self.marked_action = Some(other).filter(|other| self.marked_action != Some(*other)),
        }
    }

    /// Says of the choice with the cursor that it is not known whether it applies, or takes that back.
    fn mark_unknown(&mut self) {
        if let (Some(Selection::Choice(choice)), Some(marks)) = (self.on(), &mut self.marks) {
            marks[choice] = if marks[choice] == Mark::Open { Mark::No } else { Mark::Open };
        }
    }

    /// Marks all choices, or none if all are marked already.
    fn mark_all(&mut self) {
        if let Some(marks) = &mut self.marks {
            let all = marks.iter().all(|mark| *mark == Mark::Yes);
            marks.fill(Mark::of(!all));
        }
    }

    /// Returns the lines on a terminal of this size.
    pub(super) fn lines(&self, size: (usize, usize)) -> Vec<String> {
        let drawing = self.drawing(size);
        let page = drawing.page.unwrap_or(self.rows.len()).max(1);
        let first = self.active.unwrap_or(0) / page * page;
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
        let Self { theme, menu, rows: shown, marks, .. } = self;
        let hints = match marks {
            _ if !self.search.is_empty() => {
                theme.search_hints(&self.search, shown.len(), self.active.is_some(), marks.is_some())
            }
            _ if self.nothing_chosen => theme.nothing_chosen(!menu.choices.is_empty()),
            Some(_) => theme.mark_hints(menu.back, menu.may_be_open),
            None => theme.pick_hints(!menu.choices.is_empty(), menu.back),
        };
        let warns = self.nothing_chosen || shown.is_empty();
        let before = self.number_width() + if marks.is_some() { BOX } else { 0 };
        Layout { theme, rows, columns, menu, shown, hints: &hints, warns, before }.draw()
    }

    /// Returns the columns of the numbers before the choices, with the point and the space after them.
    fn number_width(&self) -> usize {
        match self.menu.choices.len() {
            0 => 0,
            choices => choices.to_string().len() + 2,
        }
    }

    fn row(&self, drawing: &Drawing, row: usize) -> Vec<String> {
        let active = Some(row) == self.active;
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
        let before = self.before(self.rows[row]);
        let indent = " ".repeat(2 + before.len());
        let styled = |(number, line): (usize, &String)| match number {
            0 => self.theme.styled(style, &format!("{cursor} {before}{line}")),
            _ => format!("{indent}{}", self.theme.styled(style, line)),
        };
        lines.iter().enumerate().map(styled).collect()
    }

    /// Returns what stands before the label of a row: `[x] 3. `. Rows without a number are not indented,
    /// so that they stand apart.
    fn before(&self, row: Selection<usize>) -> String {
        let mark = self.marks.as_ref().map(|marks| match row {
            Selection::Choice(choice) => match marks[choice] {
                Mark::Yes => "[x] ",
                Mark::Open => "[?] ",
                Mark::No => "[ ] ",
            },
            other if self.marked_action == Some(other) => "(x) ",
            _ => "    ",
        });
        let width = self.number_width();
        let number = match row {
            Selection::Choice(choice) => format!("{:>width$}", format!("{}. ", choice + 1)),
            Selection::Action(_) | Selection::Back => String::new(),
        };
        format!("{}{number}", mark.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests;
