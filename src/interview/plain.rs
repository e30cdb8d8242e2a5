//! Numbered lines without cursor movement: for screen readers and terminals that can only print.

use std::io::{self, BufRead, ErrorKind, Write};

use super::asker::{Asker, Card, Field, Menu, Pick, Said, Tone};

/// Prints to `out` and reads whole lines from `input`.
pub struct Plain<R, W> {
    input: R,
    out: W,
    /// Write other characters than ASCII as ASCII.
    ascii: bool,
    /// The width of the terminal, if it has one: no word is cut at its edge.
    columns: Option<usize>,
}

impl<R: BufRead, W: Write> Plain<R, W> {
    /// Reads lines from `input` and prompts on `out`, in ASCII alone if that is all it shows.
    pub fn new(input: R, out: W, ascii: bool) -> Self {
        Self { input, out, ascii, columns: None }
    }

    /// Begins a new line between words rather than after `columns`.
    #[must_use]
    pub fn wrapped(self, columns: Option<usize>) -> Self {
        Self { columns, ..self }
    }

    /// A paragraph that begins with `first`, its further lines indented as far.
    fn paragraph(&mut self, first: &str, text: &str) -> io::Result<()> {
        let text = if self.ascii { super::terminal::to_ascii(text) } else { text.to_owned() };
        let Some(columns) = self.columns else { return self.print(&format!("{first}{text}\n")) };
        let rest = " ".repeat(textwrap::core::display_width(first));
        // The last column stays empty, since some terminals wrap as soon as it is written.
        let options = textwrap::Options::new(columns.saturating_sub(1).max(1));
        let options = options.initial_indent(first).subsequent_indent(&rest);
        textwrap::wrap(&text, options).iter().try_for_each(|line| self.print(&format!("{line}\n")))
    }

    fn print(&mut self, text: &str) -> io::Result<()> {
        let text = if self.ascii { super::terminal::to_ascii(text) } else { text.to_owned() };
        self.out.write_all(text.as_bytes())?;
        self.out.flush()
    }

    fn card(&mut self, card: &Card) -> io::Result<()> {
        let problem = card.problem.as_ref().map(|problem| format!("Problem: {problem}"));
        let place = (!card.place.is_empty()).then(|| format!("{}.", card.place));
        let lines = [place, Some(card.title.clone()), card.help.clone(), problem];
        self.print("\n")?;
        lines.into_iter().flatten().try_for_each(|line| self.paragraph("", &line))
    }

    fn menu(&mut self, menu: &Menu, marked: Option<&[bool]>) -> io::Result<()> {
        self.card(&menu.card)?;
        for row in menu.rows() {
            let mark = match (row, marked) {
                (Pick::Choice(choice), Some(marked)) if marked[choice] => " (marked)",
                _ => "",
            };
            let label = menu.label(row, "Back");
            self.paragraph(&format!("  {}. ", key(row)), &format!("{label}{mark}"))?;
        }
        Ok(())
    }

    /// One line, without its end.
    fn read(&mut self, prompt: &str) -> io::Result<String> {
        self.print(prompt)?;
        let mut line = Vec::new();
        if self.input.read_until(b'\n', &mut line)? == 0 {
            self.print("\n")?;
            return Err(io::Error::new(ErrorKind::UnexpectedEof, "the input ended"));
        }
        Ok(String::from_utf8_lossy(&line).trim().to_owned())
    }
}

/// What one types to choose a row.
fn key(row: Pick<usize>) -> String {
    match row {
        Pick::Choice(choice) => (choice + 1).to_string(),
        Pick::Action(key) => key.to_string(),
        Pick::Back => "<".to_owned(),
    }
}

fn row(menu: &Menu, typed: &str) -> Option<Pick<usize>> {
    menu.rows().into_iter().find(|row| key(*row).eq_ignore_ascii_case(typed))
}

/// What can be typed, in words.
fn expected(menu: &Menu) -> String {
    let mut keys: Vec<String> = menu.rows().into_iter().map(key).collect();
    if menu.choices.len() > 2 {
        let others = keys.iter().filter(|key| key.parse::<usize>().is_err()).cloned();
        keys = std::iter::once(format!("1 to {}", menu.choices.len())).chain(others).collect();
    }
    crate::rulebook::or_list(&keys)
}

impl<R: BufRead, W: Write> Asker for Plain<R, W> {
    fn pick(&mut self, menu: &Menu) -> io::Result<Pick<usize>> {
        self.menu(menu, None)?;
        let start = menu.start.map(|start| format!(" [{}]", key(start))).unwrap_or_default();
        loop {
            let typed = self.read(&format!("Your choice{start}: "))?;
            match (row(menu, &typed), menu.start) {
                (Some(row), _) => return Ok(row),
                (None, Some(start)) if typed.is_empty() => return Ok(start),
                (None, _) => self.print(&format!("Please type {}.\n", expected(menu)))?,
            }
        }
    }

    fn mark(&mut self, menu: &Menu, marked: &mut Vec<bool>) -> io::Result<Pick<()>> {
        self.menu(menu, Some(marked))?;
        let keep = if marked.contains(&true) { "; Enter keeps the marks" } else { "" };
        loop {
            let typed = self.read(&format!("Numbers with spaces between them{keep}: "))?;
            match row(menu, &typed) {
                Some(Pick::Action(key)) => return Ok(Pick::Action(key)),
                Some(Pick::Back) => return Ok(Pick::Back),
                _ if typed.is_empty() => return Ok(Pick::Choice(())),
                _ => {}
            }
            match numbers(&typed, menu.choices.len()) {
                Some(numbers) => {
                    *marked = (0..menu.choices.len()).map(|choice| numbers.contains(&choice)).collect();
                    return Ok(Pick::Choice(()));
                }
                None => self.print(&format!("Please type {}, or several numbers.\n", expected(menu)))?,
            }
        }
    }

    fn line(&mut self, field: &Field) -> io::Result<String> {
        self.card(&field.card)?;
        let start = field.start.as_ref().map(|start| format!(" [{start}]")).unwrap_or_default();
        self.paragraph("", &field.hint)?;
        self.read(&format!("{}{start}: ", field.prompt))
    }

    fn say(&mut self, message: &[Said]) -> io::Result<()> {
        for said in message {
            let before = match said.tone {
                Tone::Heading => {
                    self.print("\n")?;
                    ""
                }
                Tone::Done => "Answer: ",
                Tone::Warning => "Warning: ",
                Tone::Normal | Tone::Quiet | Tone::Standing => "",
            };
            self.paragraph(&" ".repeat(2 * said.indent), &format!("{before}{}", said.text))?;
        }
        Ok(())
    }
}

/// The choices that are numbered in a text; `None` if it is anything else.
fn numbers(typed: &str, choices: usize) -> Option<Vec<usize>> {
    let words = typed.split([' ', ',', ';']).filter(|word| !word.is_empty());
    words.map(|word| word.parse::<usize>().ok()?.checked_sub(1).filter(|n| *n < choices)).collect()
}
