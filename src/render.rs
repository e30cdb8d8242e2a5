//! A report in the forms that people and programs read: one file for each.

mod comparison;
mod escape;
pub mod findings;
mod json;
mod markdown;
pub mod outcomes;
mod page;
pub mod rulebook;
mod rules;
mod template;
mod text;

pub use comparison::comparison;
pub use json::{json, yaml};
pub use markdown::markdown;
pub use rules::{RuleFilter, rules};
pub use template::{Loader, Template, template};
pub use text::text;

/// The forms in which a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Text,
    Json,
    Yaml,
    Markdown,
}

/// How a text is laid out.
#[derive(Debug, Clone, Copy)]
pub struct TextStyle {
    /// In columns.
    pub width: usize,
    /// Every reason instead of the strongest ones.
    pub explain: bool,
}

/// Points with their sign, minus as a minus: `+3`, `−2`, `0`.
fn signed(points: i32) -> String {
    match points {
        0 => "0".to_owned(),
        p if p > 0 => format!("+{p}"),
        p => format!("−{}", p.unsigned_abs()),
    }
}
