//! The interview: asks what matters next, explains why, goes back, and stops when nothing can change.
//!
//! The loop speaks to a [`Prompter`] and knows no terminal: [`TerminalPrompter`] draws menus and edits lines,
//! [`PlainPrompter`] prints numbered lines, [`Script`] plays replies back. Whatever the order of the
//! answers, the score is the same, since only the answers reach the engine.

mod conduct;
mod contradictions;
mod differences;
mod exchange;
mod number;
mod parts;
mod plain;
mod prompter;
mod question;
mod review;
mod script;
mod sentences;
mod session;
mod standings;
mod terminal;
#[cfg(test)]
mod tests;
mod whole;
mod why;

pub use crate::assessment::{QuestionOrder, unanswered};
pub use conduct::conduct;
pub use plain::PlainPrompter;
pub use prompter::{Action, Mark, Menu, Paragraph, PromptHeader, Prompter, Selection, TextField, Tone};
pub use script::Script;
pub use session::{AnswerStore, Seen, Setup};
pub use terminal::{TerminalPrompter, TerminalTheme, more_lines_come, to_ascii};
