//! The interview: asks what matters next, explains why, goes back, and stops when nothing can change.
//!
//! The loop speaks to an [`Asker`] and knows no terminal: [`Terminal`] draws menus with dialoguer, [`Plain`]
//! prints numbered lines, [`Script`] plays replies back. Whatever the order of the answers, the score is the
//! same, since only the answers reach the engine.

mod asker;
mod conduct;
mod exchange;
mod menu;
mod next;
mod parts;
mod plain;
mod question;
mod review;
mod script;
mod sentences;
mod standings;
mod terminal;
#[cfg(test)]
mod tests;
mod why;

pub use asker::{Action, Asker, Card, Field, Menu, Pick, Said, Tone};
pub use conduct::{Keeper, Setup, Sheet, conduct};
pub use next::{Order, waiting};
pub use plain::Plain;
pub use script::Script;
pub use terminal::{Look, Terminal};
