//! An asker that plays replies back: for tests, and for programs that hold an interview of their own.

use std::collections::VecDeque;
use std::io;

use super::asker::{Asker, Field, Menu, Pick, Said};

/// Replies in the order in which they are played: the label of a choice (its start is enough), the key of
/// an action, `<` for back, labels with `;` between them for marks, or the text of a line. When they run
/// out, the interview is interrupted.
#[derive(Debug, Default)]
pub struct Script {
    replies: VecDeque<String>,
    /// By a part of the title: replies that are played whenever that title is shown.
    standing: Vec<(String, String)>,
    /// Everything that was shown and said, a line each.
    pub transcript: Vec<String>,
}

impl Script {
    /// Gives these replies, one after the other.
    pub fn new<'r>(replies: impl IntoIterator<Item = &'r str>) -> Self {
        Self { replies: replies.into_iter().map(str::to_owned).collect(), ..Self::default() }
    }

    /// Replies by a part of the title, whatever the order in which the titles are shown.
    pub fn by_title<'r>(replies: impl IntoIterator<Item = (&'r str, &'r str)>) -> Self {
        let standing = replies.into_iter().map(|(title, reply)| (title.to_owned(), reply.to_owned()));
        Self { standing: standing.collect(), ..Self::default() }
    }

    fn reply(&mut self, title: &str) -> io::Result<String> {
        let standing = self.standing.iter().find(|(part, _)| title.contains(part.as_str()));
        let reply = standing.map(|(_, reply)| reply.clone()).or_else(|| self.replies.pop_front());
        reply.ok_or_else(|| io::Error::new(io::ErrorKind::Interrupted, format!("no reply to: {title}")))
    }

    fn show(&mut self, menu: &Menu) -> io::Result<String> {
        let card = &menu.card;
        self.transcript.push(format!("{}| {}", card.place, card.title));
        self.transcript.extend(card.help.iter().map(|help| format!("  {help}")));
        self.transcript.extend(card.problem.iter().map(|problem| format!("! {problem}")));
        let rows: Vec<String> = menu
            .rows()
            .into_iter()
            .map(|row| {
                let start = if Some(row) == menu.start { "*" } else { "-" };
                format!("{start} {}", menu.label(row, "back"))
            })
            .collect();
        self.transcript.extend(rows);
        self.reply(&card.title)
    }
}

fn choice(menu: &Menu, label: &str) -> io::Result<usize> {
    let found = menu.choices.iter().position(|choice| choice.starts_with(label.trim()));
    found.ok_or_else(|| io::Error::other(format!("`{label}` is not among {:?}", menu.choices)))
}

/// What a reply means if it names no choice.
fn other(menu: &Menu, reply: &str) -> Option<Pick<usize>> {
    let action = menu.actions.iter().find(|action| action.key.to_string() == reply);
    match action {
        Some(action) => Some(Pick::Action(action.key)),
        None => (reply == "<").then_some(Pick::Back),
    }
}

impl Asker for Script {
    fn pick(&mut self, menu: &Menu) -> io::Result<Pick<usize>> {
        let reply = self.show(menu)?;
        match (other(menu, &reply), menu.start) {
            (Some(pick), _) => Ok(pick),
            (None, Some(start)) if reply.is_empty() => Ok(start),
            (None, _) => choice(menu, &reply).map(Pick::Choice),
        }
    }

    fn mark(&mut self, menu: &Menu, marked: &mut Vec<bool>) -> io::Result<Pick<()>> {
        let reply = self.show(menu)?;
        match other(menu, &reply) {
            Some(Pick::Action(key)) => return Ok(Pick::Action(key)),
            Some(_) => return Ok(Pick::Back),
            None if reply.is_empty() => return Ok(Pick::Choice(())),
            None => marked.fill(false),
        }
        for label in reply.split(';') {
            marked[choice(menu, label)?] = true;
        }
        Ok(Pick::Choice(()))
    }

    fn line(&mut self, field: &Field) -> io::Result<String> {
        let menu = Menu { card: field.card.clone(), ..Menu::default() };
        self.show(&menu)
    }

    fn say(&mut self, message: &[Said]) -> io::Result<()> {
        self.transcript.extend(message.iter().map(|said| format!("> {}", said.text)));
        Ok(())
    }
}
