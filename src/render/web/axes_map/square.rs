//! The measures of the map, in units of the picture.

/// The size of the whole, in units of the picture. A phone shows it about as large.
pub(crate) const WIDTH: f64 = 418.0;
pub(crate) const HEIGHT: f64 = 424.0;
/// The square in which leads have their place.
pub(super) const LEFT: f64 = 50.0;
pub(super) const TOP: f64 = 8.0;
pub(super) const SIDE: f64 = 362.0;
/// The band along an edge for those that have candidates on one side only.
pub(super) const EDGE: f64 = 20.0;
