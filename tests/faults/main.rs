//! What can go wrong while answers are saved: kills, full and read-only disks, others who write as well.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

mod disk;
mod others;
mod reading;
mod saving;
// The same terminal as for the interview; not all of it is needed here.
#[allow(dead_code)]
#[path = "../interview/screen.rs"]
mod screen;
