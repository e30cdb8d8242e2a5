//! A report in the forms that people and programs read: one file for each.

mod comparison;
mod diagram;
pub(crate) mod escape;
mod explain;
pub mod findings;
mod html;
mod json;
pub(crate) mod junit;
mod markdown;
pub(crate) mod page;
mod path_base;
pub mod rulebook;
mod section;
mod style;
pub mod svg;
mod template;
mod text;
pub(crate) mod verdict_signs;
pub(crate) mod web;

pub use comparison::{ComparisonFormat, ComparisonOrigin, ComparisonStyle, comparison};
pub use explain::{RuleFilter, explain};
pub use html::{PageInputs, PageOrigin, html};
pub use json::{json, yaml};
pub use markdown::markdown;
pub use path_base::PathBase;
pub use section::Section;
pub use template::{Loader, Template, template};
pub(crate) use template::{Pages, builtin as builtin_template};
pub use text::{HOW_TO_SEE_MORE, TextStyle, text};

pub(crate) use crate::report::percent;

/// Returns points with their sign, minus as a minus: `+3`, `−2`, `0`.
pub(crate) fn signed(points: i32) -> String {
    match points {
        0 => "0".to_owned(),
        p if p > 0 => format!("+{p}"),
        p => format!("−{}", p.unsigned_abs()),
    }
}
