//! Numbered lines without cursor movement: for screen readers and terminals that can only print.

use std::io::{self, BufRead, ErrorKind, Write};

use super::prompter::{Mark, Menu, Paragraph, PromptHeader, Prompter, Selection, TextField, Tone};

/// How to leave choices open.
const OPEN_MARKS: &str = "A ? before a number means that you don't know: 1 ?3. With + and -, as in +1 -2, the others \
    are unknown.";

/// Prompts on `out` and reads whole lines from `input`.
pub struct PlainPrompter<R, W> {
    input: R,
    out: W,
    /// Whether only ASCII may be shown.
    ascii: bool,
    /// Where lines are wrapped between words; `None` if they are not.
    columns: Option<usize>,
    /// Returns whether more lines come at once than were read already.
    more_come: fn() -> bool,
}

impl<R: BufRead, W: Write> PlainPrompter<R, W> {
    /// Reads from `input` and prompts on `out`, which may show no more than ASCII.
    pub fn new(input: R, out: W, ascii: bool) -> Self {
        Self { input, out, ascii, columns: None, more_come: || false }
    }

    /// Wraps lines between words where the terminal would break them, after `columns`.
    #[must_use]
    pub fn wrapped(self, columns: Option<usize>) -> Self {
        Self { columns, ..self }
    }

    /// Takes lines for pasted that come at once, which `more_come` tells: a line of text takes them all, and
    /// a menu none.
    #[must_use]
    pub fn told_of_pastes(self, more_come: fn() -> bool) -> Self {
        Self { more_come, ..self }
    }

    /// Prints a paragraph that begins with `first`; its other lines are indented as far.
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

    fn header(&mut self, header: &PromptHeader) -> io::Result<()> {
        let problem = header.problem.as_ref().map(|problem| format!("Problem: {problem}"));
        let place = (!header.place.is_empty()).then(|| format!("{}.", header.place));
        let lines = [place, Some(header.title.clone()), header.help.clone(), problem];
        self.print("\n")?;
        lines.into_iter().flatten().try_for_each(|line| self.paragraph("", &line))
    }

    fn menu(&mut self, menu: &Menu, marks: Option<&[Mark]>) -> io::Result<()> {
        self.header(&menu.header)?;
        for row in menu.rows() {
            let mark = match (row, marks) {
                (Selection::Choice(choice), Some(marks)) => match marks[choice] {
                    Mark::Yes => " (marked)",
                    Mark::Open => " (unknown)",
                    Mark::No => "",
                },
                _ => "",
            };
            let label = menu.label(row, "Back");
            self.paragraph(&format!("  {}. ", key(row)), &format!("{label}{mark}"))?;
        }
        Ok(())
    }

    /// Reads one line, without its end.
    fn read(&mut self, prompt: &str) -> io::Result<String> {
        self.print(prompt)?;
        let mut line = Vec::new();
        if self.input.read_until(b'\n', &mut line)? == 0 {
            self.print("\n")?;
            return Err(io::Error::new(ErrorKind::UnexpectedEof, "the input ended"));
        }
        let line = String::from_utf8_lossy(&line);
        // A terminal that is set to mark pastes does so here as well.
        Ok(line.replace("\u{1b}[200~", "").replace("\u{1b}[201~", "").trim().to_owned())
    }

    /// Reads a line and all that come at once with it.
    fn read_all(&mut self, prompt: &str) -> io::Result<Vec<String>> {
        let mut lines = vec![self.read(prompt)?];
        while (self.more_come)() {
            match self.read("") {
                Ok(line) => lines.push(line),
                // What was typed before the end still counts; the next prompt meets the end again.
                Err(error) if error.kind() == ErrorKind::UnexpectedEof => break,
                Err(error) => return Err(error),
            }
        }
        Ok(lines)
    }

    /// Reads what is typed at a menu, until it is not pasted.
    fn read_choice(&mut self, prompt: &str) -> io::Result<String> {
        loop {
            match self.read_all(prompt)?.as_slice() {
                [line] => return Ok(line.clone()),
                _ => self.print("Several lines came at once, and none of them counts. Please type one.\n")?,
            }
        }
    }
}

/// Returns what to type to choose a row.
fn key(row: Selection<usize>) -> String {
    match row {
        Selection::Choice(choice) => (choice + 1).to_string(),
        Selection::Action(key) => key.to_string(),
        Selection::Back => "<".to_owned(),
    }
}

fn row(menu: &Menu, typed: &str) -> Option<Selection<usize>> {
    menu.rows().into_iter().find(|row| key(*row).eq_ignore_ascii_case(typed))
}

/// Returns in words what can be typed.
fn expected(menu: &Menu) -> String {
    let mut keys: Vec<String> = menu.rows().into_iter().map(key).collect();
    if menu.choices.len() > 2 {
        let others = keys.iter().filter(|key| key.parse::<usize>().is_err()).cloned();
        keys = std::iter::once(format!("1 to {}", menu.choices.len())).chain(others).collect();
    }
    crate::rulebook::or_list(&keys)
}

impl<R: BufRead, W: Write> Prompter for PlainPrompter<R, W> {
    fn select(&mut self, menu: &Menu) -> io::Result<Selection<usize>> {
        self.menu(menu, None)?;
        let start = menu.start.map(|start| format!(" [{}]", key(start))).unwrap_or_default();
        loop {
            let typed = self.read_choice(&format!("Your choice{start}: "))?;
            match (row(menu, &typed), menu.start) {
                (Some(row), _) => return Ok(row),
                (None, Some(start)) if typed.is_empty() => return Ok(start),
                (None, _) => self.print(&format!("Please type {}.\n", expected(menu)))?,
            }
        }
    }

    fn mark(&mut self, menu: &Menu, marks: &mut Vec<Mark>) -> io::Result<Selection<()>> {
        self.menu(menu, Some(marks))?;
        if menu.may_be_open {
            self.paragraph("", OPEN_MARKS)?;
        }
        let keep = if marks.iter().any(|mark| *mark != Mark::No) { "; Enter keeps the marks" } else { "" };
        loop {
            let typed = self.read_choice(&format!("Numbers with spaces between them{keep}: "))?;
            match row(menu, &typed) {
                Some(Selection::Action(key)) => return Ok(Selection::Action(key)),
                Some(Selection::Back) => return Ok(Selection::Back),
                _ if typed.is_empty() => return Ok(Selection::Choice(())),
                _ => {}
            }
            match marks_of(&typed, menu) {
                Some(typed) => {
                    *marks = typed;
                    return Ok(Selection::Choice(()));
                }
                None => self.print(&format!("Please type {}, or several numbers.\n", expected(menu)))?,
            }
        }
    }

    fn read_line(&mut self, field: &TextField) -> io::Result<String> {
        self.header(&field.header)?;
        let start = field.start.as_ref().map(|start| format!(" [{start}]")).unwrap_or_default();
        self.paragraph("", &field.hint)?;
        let lines = self.read_all(&format!("{}{start}: ", field.prompt))?;
        let lines = lines.into_iter().filter(|line| !line.is_empty());
        Ok(lines.collect::<Vec<_>>().join(" "))
    }

    fn say(&mut self, message: &[Paragraph]) -> io::Result<()> {
        for paragraph in message {
            let before = match paragraph.tone {
                Tone::Heading => {
                    self.print("\n")?;
                    ""
                }
                Tone::Done => "Answer: ",
                Tone::Warning => "Warning: ",
                Tone::Normal | Tone::Quiet | Tone::Standing => "",
            };
            self.paragraph(&" ".repeat(2 * paragraph.indent), &format!("{before}{}", paragraph.text))?;
        }
        Ok(())
    }
}

/// Returns the marks that a text lists by their numbers; `None` if it is anything else.
fn marks_of(typed: &str, menu: &Menu) -> Option<Vec<Mark>> {
    let words: Vec<&str> = typed.split([' ', ',', ';']).filter(|word| !word.is_empty()).collect();
    let partial = menu.may_be_open && words.iter().any(|word| word.starts_with(['+', '-']));
    let mut marks = vec![if partial { Mark::Open } else { Mark::No }; menu.choices.len()];
    for word in words {
        let (mark, number) = match word.split_at_checked(1)? {
            ("?", number) if menu.may_be_open => (Mark::Open, number),
            ("+", number) if partial => (Mark::Yes, number),
            ("-", number) if partial => (Mark::No, number),
            _ => (Mark::Yes, word),
        };
        *marks.get_mut(number.parse::<usize>().ok()?.checked_sub(1)?)? = mark;
    }
    Some(marks)
}
