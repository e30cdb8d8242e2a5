//! Pictures that stand alone, as SVG files for a README, a wiki or slides.

mod badge;
mod document;
mod map;
mod parts;
mod style;
#[cfg(test)]
mod tests;

pub use badge::badge;
pub use map::map;
pub use parts::parts;
pub(in crate::render) use parts::{caption, drawing, matrix_caption};

/// The pictures that stand alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Picture {
    /// Where the system stands on the two axes of the rulebook
    Map,
    /// Where the parts stand, and which exchange data
    Parts,
    /// The verdict in a word, for a README
    Badge,
}
