//! A prompter that plays replies back: for tests, and for programs that hold an interview of their own.

use std::collections::VecDeque;
use std::io;

use super::prompter::{Mark, Menu, Paragraph, Prompter, Selection, TextField};

/// Plays replies. A reply is the label of a choice (its start is enough), the key of an action, `<` for back,
/// labels with `;` between them for marks, each after a `?` if it is not known, or the text of a line. When
/// they run out, the interview is interrupted.
#[derive(Debug, Default)]
pub struct Script {
    replies: VecDeque<String>,
    /// Parts of titles, and the reply to every prompt whose title contains one.
    by_title: Vec<(String, String)>,
    /// Everything that was shown and said, a line each.
    pub transcript: Vec<String>,
}

impl Script {
    /// Plays these replies, one after the other.
    pub fn new<'r>(replies: impl IntoIterator<Item = &'r str>) -> Self {
        Self { replies: replies.into_iter().map(str::to_owned).collect(), ..Self::default() }
    }

    /// Plays replies by a part of the title, whatever the order in which the titles are shown.
    pub fn by_title<'r>(replies: impl IntoIterator<Item = (&'r str, &'r str)>) -> Self {
        let replies = replies.into_iter().map(|(title, reply)| (title.to_owned(), reply.to_owned()));
        Self { by_title: replies.collect(), ..Self::default() }
    }

    fn reply(&mut self, title: &str) -> io::Result<String> {
        let fixed = self.by_title.iter().find(|(part, _)| title.contains(part.as_str()));
        let reply = fixed.map(|(_, reply)| reply.clone()).or_else(|| self.replies.pop_front());
        reply.ok_or_else(|| io::Error::new(io::ErrorKind::Interrupted, format!("no reply to: {title}")))
    }

    fn show(&mut self, menu: &Menu) -> io::Result<String> {
        let header = &menu.header;
        self.transcript.push(format!("{}| {}", header.place, header.title));
        self.transcript.extend(header.help.iter().map(|help| format!("  {help}")));
        self.transcript.extend(header.problem.iter().map(|problem| format!("! {problem}")));
        let rows: Vec<String> = menu
            .rows()
            .into_iter()
            .map(|row| {
                let start = if Some(row) == menu.start { "*" } else { "-" };
                format!("{start} {}", menu.label(row, "back"))
            })
            .collect();
        self.transcript.extend(rows);
        self.reply(&header.title)
    }
}

fn choice(menu: &Menu, label: &str) -> io::Result<usize> {
    let found = menu.choices.iter().position(|choice| choice.starts_with(label.trim()));
    found.ok_or_else(|| io::Error::other(format!("`{label}` is not among {:?}", menu.choices)))
}

/// Returns what a reply means if it names no choice.
fn other(menu: &Menu, reply: &str) -> Option<Selection<usize>> {
    let action = menu.actions.iter().find(|action| action.key.to_string() == reply);
    match action {
        Some(action) => Some(Selection::Action(action.key)),
        None => (reply == "<").then_some(Selection::Back),
    }
}

impl Prompter for Script {
    fn select(&mut self, menu: &Menu) -> io::Result<Selection<usize>> {
        let reply = self.show(menu)?;
        match (other(menu, &reply), menu.start) {
            (Some(selection), _) => Ok(selection),
            (None, Some(start)) if reply.is_empty() => Ok(start),
            (None, _) => choice(menu, &reply).map(Selection::Choice),
        }
    }

    fn mark(&mut self, menu: &Menu, marks: &mut Vec<Mark>) -> io::Result<Selection<()>> {
        let reply = self.show(menu)?;
        match other(menu, &reply) {
            Some(Selection::Action(key)) => return Ok(Selection::Action(key)),
            Some(_) => return Ok(Selection::Back),
            None if reply.is_empty() => return Ok(Selection::Choice(())),
            None => marks.fill(Mark::No),
        }
        for label in reply.split(';') {
            match label.trim().strip_prefix('?') {
                Some(label) => marks[choice(menu, label)?] = Mark::Open,
                None => marks[choice(menu, label)?] = Mark::Yes,
            }
        }
        Ok(Selection::Choice(()))
    }

    fn read_line(&mut self, field: &TextField) -> io::Result<String> {
        let menu = Menu { header: field.header.clone(), ..Menu::default() };
        self.show(&menu)
    }

    fn say(&mut self, message: &[Paragraph]) -> io::Result<()> {
        self.transcript.extend(message.iter().map(|paragraph| format!("> {}", paragraph.text)));
        Ok(())
    }
}
