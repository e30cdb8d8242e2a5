//! Menus with a cursor and lines of text, on standard error.
//!
//! A prompt is drawn whole after every key, by the size that the terminal has then. [`Surface`] knows how
//! many rows the last drawing takes, so that it goes away whole; [`Layout`] sees to it that no line is wider
//! than the terminal, and no menu higher. [`Keys`] tells what is pressed from what is pasted: a pasted text
//! stays in its line, and does nothing in a menu.

mod decode;
mod field;
mod keys;
mod layout;
mod line;
mod menu;
mod surface;
mod theme;
mod transcript;
mod tty;

pub use theme::{TerminalTheme, to_ascii};

use std::io;

use console::Term;

use super::prompter::{Action, BACK, Mark, Menu, Paragraph, Prompter, Selection, TextField};
use decode::Key;
use field::FieldRows;
use keys::Keys;
use layout::Layout;
use line::Line;
use menu::{Left, OpenMenu};
use surface::Surface;
use transcript::Transcript;
use tty::{Raw, Stdin};

/// The lines that a page of a long message leaves free for the prompt below it.
const LINES_BELOW: usize = 4;

const MORE: char = 'm';
const ENOUGH: char = 'b';

/// Asks at the terminal of standard error.
pub struct TerminalPrompter {
    term: Term,
    theme: TerminalTheme,
    keys: Keys<Stdin>,
    transcript: Transcript,
}

/// Returns whether more lines come at once than were read already, as when they are pasted.
pub fn more_lines_come() -> bool {
    tty::more_comes()
}

impl TerminalPrompter {
    /// Prompts on standard error in this theme.
    pub fn new(theme: TerminalTheme) -> Self {
        let term = Term::stderr();
        // When asked for colours, the console of Windows is told to take sequences, whatever they do.
        let _ = term.features().colors_supported();
        Self { term, theme, keys: Keys::new(Stdin), transcript: Transcript::default() }
    }

    /// Shows a prompt until `show` has what it wants, then takes it away. What is on the screen when the
    /// prompt is broken off stays there.
    fn prompt<T>(
        &mut self,
        hides_cursor: bool,
        show: impl FnOnce(&mut Surface, &mut Keys<Stdin>) -> io::Result<T>,
    ) -> io::Result<T> {
        let _raw = Raw::begin();
        let mut surface = Surface::begin(&self.term, hides_cursor)?;
        let shown = show(&mut surface, &mut self.keys);
        match &shown {
            Ok(_) => surface.erase()?,
            // What broke it off matters more than whether the screen is tidy.
            Err(_) => drop(surface.leave()),
        }
        self.transcript.made_room(&self.term, surface.highest());
        self.keys.drop_text();
        shown
    }

    /// Shows a menu until it is left.
    fn open(&mut self, mut menu: OpenMenu<'_>) -> io::Result<(Left, Vec<Mark>, Option<Selection<usize>>)> {
        self.prompt(true, |surface, keys| {
            loop {
                let size = surface.size();
                surface.draw(&menu.lines(size), None)?;
                let left = match key_or_size(surface, size, || keys.next_for_menu())? {
                    Some(Key::Ctrl('c')) => return Err(io::ErrorKind::Interrupted.into()),
                    Some(key) => menu.press(&key, size),
                    None => None,
                };
                if let Some(left) = left {
                    return Ok((left, menu.marks(), menu.marked_action()));
                }
            }
        })
    }

    fn wrapped(&self, message: &[Paragraph]) -> Vec<String> {
        let columns = usize::from(self.term.size().1);
        message
            .iter()
            .flat_map(|paragraph| self.theme.paragraph(paragraph, columns.saturating_sub(1)))
            .collect()
    }

    /// Says a message page by page. `enough` is the label of what leaves out the rest; with `waits` the last
    /// page waits for it as well.
    fn say_pages(
        &mut self,
        topic: Option<&str>,
        message: &[Paragraph],
        (enough, waits): (&str, bool),
    ) -> io::Result<()> {
        let lines = self.wrapped(message);
        let page = usize::from(self.term.size().0).saturating_sub(LINES_BELOW).max(1);
        let pages = lines.len().div_ceil(page);
        for (number, lines) in lines.chunks(page).enumerate() {
            self.transcript.write(&self.term, topic, lines)?;
            let is_last = number + 1 == pages;
            if is_last && !waits {
                break;
            }
            let more = (!is_last).then(|| Action::new(MORE, "More"));
            let actions = more.into_iter().chain([Action::new(ENOUGH, enough)]).collect();
            let menu = Menu { actions, back: false, ..Menu::default() };
            if self.select(&menu)? != Selection::Action(MORE) {
                break;
            }
        }
        Ok(())
    }
}

/// Waits for a key; returns `None` as soon as the terminal has another size than it had.
fn key_or_size(
    surface: &Surface,
    size: (usize, usize),
    mut next: impl FnMut() -> io::Result<Option<Key>>,
) -> io::Result<Option<Key>> {
    loop {
        let key = next()?;
        if key.is_some() || surface.size() != size {
            return Ok(key);
        }
    }
}

impl Prompter for TerminalPrompter {
    fn select(&mut self, menu: &Menu) -> io::Result<Selection<usize>> {
        Ok(match self.open(OpenMenu::to_select(self.theme, menu))? {
            (Left::Chosen(row), _, _) => row,
            (Left::Back, _, _) => Selection::Back,
        })
    }

    fn mark(&mut self, menu: &Menu, marks: &mut Vec<Mark>) -> io::Result<Selection<()>> {
        let (left, now, marked_action) = self.open(OpenMenu::to_mark(self.theme, menu, marks))?;
        *marks = now;
        Ok(match (left, marked_action) {
            (Left::Back | Left::Chosen(Selection::Back), _) => Selection::Back,
            (Left::Chosen(Selection::Action(key)), _) => Selection::Action(key),
            (Left::Chosen(Selection::Choice(_)), Some(Selection::Action(key))) => Selection::Action(key),
            (Left::Chosen(Selection::Choice(_)), Some(Selection::Back)) => Selection::Back,
            (Left::Chosen(Selection::Choice(_)), _) => Selection::Choice(()),
        })
    }

    fn read_line(&mut self, field: &TextField) -> io::Result<String> {
        let theme = self.theme;
        let menu = Menu { header: field.header.clone(), ..Menu::default() };
        let start = field.start.as_ref().map(|start| format!(" [{}]", theme.text(start)));
        let prompt = format!("{}{}: ", theme.text(&field.prompt), start.unwrap_or_default());
        let hints = [field.hint.clone()];
        let mut line = Line::default();
        self.prompt(false, |surface, keys| {
            loop {
                let size = surface.size();
                let (theme, menu, hints) = (&theme, &menu, &hints);
                let (rows, columns) = size;
                let layout =
                    Layout { theme, rows, columns, menu, shown: &[], hints, warns: false, before: 0 };
                layout.draw_field(surface, |width| FieldRows::of(&prompt, &line, width, theme.ascii))?;
                match key_or_size(surface, size, || keys.next_for_line())? {
                    Some(Key::Ctrl('c')) => return Err(io::ErrorKind::Interrupted.into()),
                    Some(Key::Ctrl('d')) if line.text().is_empty() => {
                        return Err(io::ErrorKind::UnexpectedEof.into());
                    }
                    Some(Key::Escape) => return Ok(BACK.to_owned()),
                    Some(Key::Enter) if keys.text_follows()? => line.join(),
                    Some(Key::Enter) => return Ok(line.text().to_owned()),
                    Some(key) => _ = line.edit(&key),
                    None => {}
                }
            }
        })
    }

    fn say(&mut self, message: &[Paragraph]) -> io::Result<()> {
        self.say_pages(None, message, ("Enough", false))
    }

    fn explain(&mut self, message: &[Paragraph]) -> io::Result<()> {
        self.say_pages(None, message, ("Back to the question", true))
    }

    fn say_of(&mut self, topic: &str, message: &[Paragraph]) -> io::Result<()> {
        self.say_pages(Some(topic), message, ("Enough", false))
    }

    fn take_back(&mut self, topic: &str) -> io::Result<bool> {
        self.transcript.take_back(&self.term, topic)
    }

    fn back_key(&self) -> &'static str {
        "Esc"
    }
}
