//! What the question loop needs of whoever shows the questions: menus, marks, a line of text, and messages.

use std::io;

/// What stands above the choices.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Card {
    /// Where one is: `Question 4 of about 17`.
    pub place: String,
    /// What is asked.
    pub title: String,
    /// May be cut where there is no room.
    pub help: Option<String>,
    /// What was wrong with the last reply.
    pub problem: Option<String>,
}

/// Something other than an answer that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// What one types where there is no cursor to move.
    pub key: char,
    /// As it is shown.
    pub label: String,
}

/// Things to choose from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Menu {
    /// What stands above the choices.
    pub card: Card,
    /// The choices, in order.
    pub choices: Vec<String>,
    /// What else can be done, after the choices.
    pub actions: Vec<Action>,
    /// The actions stand above the choices.
    pub actions_first: bool,
    /// Chosen before, so chosen again with Enter.
    pub start: Option<Pick<usize>>,
    /// Whether there is something to go back to.
    pub back: bool,
}

/// A line of text to be typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Field {
    /// What stands above the input.
    pub card: Card,
    /// Stands before the cursor: the unit of a number.
    pub prompt: String,
    /// What else can be typed.
    pub hint: String,
    /// Typed before, so taken again with Enter.
    pub start: Option<String>,
}

/// What was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick<T> {
    /// This was chosen or typed.
    Choice(T),
    /// The action with this key.
    Action(char),
    /// One step back.
    Back,
}

/// How a message is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// A heading.
    Heading,
    /// Plain text.
    Normal,
    /// Of less weight than the rest.
    Quiet,
    /// Who leads: a single line, cut where it is too long.
    Standing,
    /// An answer that was taken.
    Done,
    /// Something the user should not miss.
    Warning,
}

/// A paragraph of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// How it is printed.
    pub tone: Tone,
    /// In steps.
    pub indent: usize,
    /// What it says.
    pub text: String,
}

impl Said {
    /// A line that starts at the margin.
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self { tone, indent: 0, text: text.into() }
    }

    /// A line that starts `indent` steps to the right.
    pub fn indented(tone: Tone, indent: usize, text: impl Into<String>) -> Self {
        Self { tone, indent, text: text.into() }
    }
}

/// Shows what the loop wants to know and returns what the user chose.
///
/// Every method fails with [`io::ErrorKind::Interrupted`] when the user breaks off, and with
/// [`io::ErrorKind::UnexpectedEof`] when there is nobody left to ask.
pub trait Asker {
    /// Exactly one choice.
    fn pick(&mut self, menu: &Menu) -> io::Result<Pick<usize>>;

    /// Any number of choices. `marked` holds for each choice whether it is marked, before and after, even
    /// when the user turned to an action or back.
    fn mark(&mut self, menu: &Menu, marked: &mut Vec<bool>) -> io::Result<Pick<()>>;

    /// A line of text, as it was typed.
    fn line(&mut self, field: &Field) -> io::Result<String>;

    /// Says something that needs no reply.
    fn say(&mut self, message: &[Said]) -> io::Result<()>;
}

impl Menu {
    /// What the rows are, from top to bottom.
    pub(super) fn rows(&self) -> Vec<Pick<usize>> {
        let choices = (0..self.choices.len()).map(Pick::Choice);
        let actions = self.actions.iter().map(|action| Pick::Action(action.key));
        let mut rows: Vec<Pick<usize>> = match self.actions_first {
            true => actions.chain(choices).collect(),
            false => choices.chain(actions).collect(),
        };
        if self.back {
            rows.push(Pick::Back);
        }
        rows
    }

    /// The row on which the cursor starts: the earlier choice, else the first.
    pub(super) fn start_row(&self) -> usize {
        let row = |start| self.rows().iter().position(|row| *row == start);
        self.start.and_then(row).unwrap_or(0)
    }

    /// The text of a row; `back` is the text of the way back.
    pub(super) fn label<'m>(&'m self, row: Pick<usize>, back: &'m str) -> &'m str {
        match row {
            Pick::Choice(choice) => &self.choices[choice],
            Pick::Action(key) => {
                self.actions.iter().find(|action| action.key == key).map_or("", |action| &action.label)
            }
            Pick::Back => back,
        }
    }
}
