//! A report in the forms that people and programs read: one file for each.

mod json;
mod markdown;
mod page;
pub mod rulebook;
mod text;

pub use json::{json, yaml};
pub use markdown::markdown;
pub use text::{TextStyle, text};

/// Points with their sign, minus as a minus: `+3`, `−2`, `0`.
fn signed(points: i32) -> String {
    match points {
        0 => "0".to_owned(),
        p if p > 0 => format!("+{p}"),
        p => format!("−{}", p.unsigned_abs()),
    }
}
