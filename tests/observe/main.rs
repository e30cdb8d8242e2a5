//! What repositories say, over repositories made here, and what becomes of a decision as its repository
//! lives.
#![allow(clippy::unwrap_used, clippy::panic)]

mod drift;
mod hostile;
mod kinds;
mod repository;
mod samples;
