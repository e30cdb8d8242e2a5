//! Drives the program through a pseudo-terminal, as a person at a terminal would.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic)]

mod answers;
mod asking;
mod drafts;
mod keys;
mod leaving;
mod parts;
mod safety;
mod screen;
mod terminals;
mod walk;
