//! What the interview needs of whoever shows its questions: menus, marks, lines of text and messages.

use std::io;

/// The text of a line that is one step back.
pub(super) const BACK: &str = "<";

/// What stands above the choices of a menu or above a line to be typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PromptHeader {
    /// Where the user is: `Question 4 of about 17`. May be empty.
    pub place: String,
    /// The question itself, or what the menu is for.
    pub title: String,
    /// An explanation, which may be cut where there is no room.
    pub help: Option<String>,
    /// What was wrong with the last reply.
    pub problem: Option<String>,
}

impl PromptHeader {
    /// Returns a header without help.
    pub fn new(place: impl Into<String>, title: impl Into<String>) -> Self {
        Self { place: place.into(), title: title.into(), ..Self::default() }
    }
}

/// Something other than an answer that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// The character to type where there is no cursor to move; unique within a menu.
    pub key: char,
    /// The text of its row.
    pub label: String,
}

impl Action {
    /// Returns the action with this key and label.
    pub fn new(key: char, label: impl Into<String>) -> Self {
        Self { key, label: label.into() }
    }
}

/// Things to choose from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Menu {
    /// What stands above the rows.
    pub header: PromptHeader,
    /// The labels of the choices.
    pub choices: Vec<String>,
    /// What else can be done.
    pub actions: Vec<Action>,
    /// Whether the actions stand above the choices instead of below them.
    pub actions_first: bool,
    /// The row that Enter chooses at once, such as the earlier answer.
    pub start: Option<Selection<usize>>,
    /// The row on which a cursor stands first, if that is another than `start`.
    pub cursor: Option<Selection<usize>>,
    /// Whether a row must be chosen first where there is no earlier answer: Enter alone chooses none.
    pub must_choose: bool,
    /// Whether there is something to go back to.
    pub back: bool,
    /// Whether choices can be marked as [`Mark::Open`].
    pub may_be_open: bool,
}

/// What is said of a choice that can be marked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mark {
    /// It does not apply.
    #[default]
    No,
    /// It applies.
    Yes,
    /// The user does not know.
    Open,
}

impl Mark {
    /// Returns the mark of what applies or does not.
    pub fn of(applies: bool) -> Self {
        if applies { Self::Yes } else { Self::No }
    }
}

/// A line of text to be typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextField {
    /// What stands above the input.
    pub header: PromptHeader,
    /// What stands before the cursor, such as the unit of a number.
    pub prompt: String,
    /// What can be typed besides text.
    pub hint: String,
    /// The text that Enter chooses at once, such as the earlier answer.
    pub start: Option<String>,
}

/// What the user chose in a menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Selection<T> {
    /// A choice: its index, or the marks as they are.
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
    /// Text that matters less than the rest.
    Quiet,
    /// Who leads: a single line, cut where it is too long.
    Standing,
    /// An answer that was recorded.
    Done,
    /// Something the user should not miss.
    Warning,
}

/// A paragraph of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// How it is meant.
    pub tone: Tone,
    /// How far it is indented, in steps of two columns.
    pub indent: usize,
    /// Its words, on one line.
    pub text: String,
}

impl Paragraph {
    /// Returns a paragraph that starts at the margin.
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self { tone, indent: 0, text: text.into() }
    }

    /// Returns a paragraph that starts `indent` steps to the right.
    pub fn indented(tone: Tone, indent: usize, text: impl Into<String>) -> Self {
        Self { tone, indent, text: text.into() }
    }
}

/// Shows what the interview wants to know and returns what the user chose.
///
/// Every method fails with [`io::ErrorKind::Interrupted`] when the user breaks off, and with
/// [`io::ErrorKind::UnexpectedEof`] when there is nobody left to ask.
pub trait Prompter {
    /// Lets the user choose exactly one row.
    fn select(&mut self, menu: &Menu) -> io::Result<Selection<usize>>;

    /// Lets the user mark any number of choices. `marks` holds the mark of each choice, before and after,
    /// even when the user turned to an action or went back.
    fn mark(&mut self, menu: &Menu, marks: &mut Vec<Mark>) -> io::Result<Selection<()>>;

    /// Reads a line of text, as it was typed; `<` is one step back, whatever key stands for that.
    fn read_line(&mut self, field: &TextField) -> io::Result<String>;

    /// Says something that needs no reply.
    fn say(&mut self, message: &[Paragraph]) -> io::Result<()>;

    /// Explains something on request; what is typed to read it is no reply to what comes after.
    fn explain(&mut self, message: &[Paragraph]) -> io::Result<()> {
        self.say(message)
    }

    /// Says what became of `topic`, such as the id of a question, until that is taken back.
    fn say_of(&mut self, _topic: &str, message: &[Paragraph]) -> io::Result<()> {
        self.say(message)
    }

    /// Takes back what was said last of a topic, where that can still be done. Returns whether it is gone.
    fn take_back(&mut self, _topic: &str) -> io::Result<bool> {
        Ok(false)
    }

    /// Returns the name of the key that goes one step back.
    fn back_key(&self) -> &'static str {
        BACK
    }
}

/// What came of showing a prompt once.
pub(super) enum Attempt<T> {
    /// The prompt has served its purpose.
    Done(T),
    /// Show it again, because something else was wanted first.
    Again,
    /// Show it again, saying what is wrong with the reply.
    Refused(String),
}

/// Shows a prompt until it is done. `show` gets what was wrong with the last reply, for the header.
pub(super) fn retry<T>(mut show: impl FnMut(Option<String>) -> io::Result<Attempt<T>>) -> io::Result<T> {
    let mut problem = None;
    loop {
        problem = match show(problem)? {
            Attempt::Done(value) => return Ok(value),
            Attempt::Again => None,
            Attempt::Refused(problem) => Some(problem),
        };
    }
}

impl Menu {
    /// Returns what each row stands for, from top to bottom.
    pub(super) fn rows(&self) -> Vec<Selection<usize>> {
        let choices = (0..self.choices.len()).map(Selection::Choice);
        let actions = self.actions.iter().map(|action| Selection::Action(action.key));
        let mut rows: Vec<Selection<usize>> = if self.actions_first {
            actions.chain(choices).collect()
        } else {
            choices.chain(actions).collect()
        };
        if self.back {
            rows.push(Selection::Back);
        }
        rows
    }

    /// Returns the row on which a cursor stands first; `None` if it must be moved to one.
    pub(super) fn first_row(&self) -> Option<Selection<usize>> {
        let first = || self.rows().first().copied().filter(|_| !self.must_choose);
        self.cursor.or(self.start).or_else(first)
    }

    /// Returns the text of a row; `back` is that of the way back.
    pub(super) fn label<'m>(&'m self, row: Selection<usize>, back: &'m str) -> &'m str {
        match row {
            Selection::Choice(choice) => &self.choices[choice],
            Selection::Action(key) => {
                self.actions.iter().find(|action| action.key == key).map_or("", |action| &action.label)
            }
            Selection::Back => back,
        }
    }
}
