//! From leads to places in the square.

use super::picture::AxesPicture;
use super::square::{EDGE, LEFT, SIDE, TOP};
use crate::engine::AxisLead;
use crate::rulebook::Side;

/// From leads to places.
pub(super) struct Scale {
    /// The largest lead that has its place.
    pub most: i32,
    pub has_edges: bool,
}

impl Scale {
    pub(super) fn of(picture: &AxesPicture) -> Self {
        let leads = || picture.marks.iter().flat_map(|mark| mark.leads);
        let points = leads().map(|lead| if let AxisLead::Points(points) = lead { points.abs() } else { 0 });
        Self {
            // The band of close calls is to be seen as such.
            most: points.max().unwrap_or(0).max(picture.close_call.saturating_mul(3)).max(1),
            has_edges: picture.has_edges(),
        }
    }

    /// Returns where a lead lies from the middle, from −1 to 1 within the square.
    fn share(&self, value: i32) -> f64 {
        // The names in the corners have the outermost lines to themselves.
        let free = SIDE / 2.0 - if self.has_edges { EDGE + 26.0 } else { 28.0 };
        f64::from(value) / f64::from(self.most) * free
    }

    /// Returns where a lead on the axis across lies.
    pub(super) fn x(&self, value: i32) -> f64 {
        LEFT + SIDE / 2.0 + self.share(value)
    }

    /// Returns where a lead on the other axis lies.
    pub(super) fn y(&self, value: i32) -> f64 {
        TOP + SIDE / 2.0 - self.share(value)
    }

    /// Returns where a mark has its place; `None` if no candidate is left.
    pub(super) fn place(&self, [across, up]: [AxisLead; 2]) -> Option<(f64, f64)> {
        let edge = (SIDE - EDGE) / 2.0;
        let from_middle = |lead| match lead {
            AxisLead::Points(points) => Some(self.share(points)),
            AxisLead::Only(Side::High) => Some(edge),
            AxisLead::Only(Side::Low) => Some(-edge),
            AxisLead::Nobody => None,
        };
        Some((LEFT + SIDE / 2.0 + from_middle(across)?, TOP + SIDE / 2.0 - from_middle(up)?))
    }

    /// Returns the leads at which the axes have a number.
    pub(super) fn ticks(&self) -> Vec<i32> {
        let steps = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000];
        let step = steps.into_iter().find(|step| self.most / step <= 3).unwrap_or(self.most);
        (-self.most / step..=self.most / step).map(|tick| tick * step).collect()
    }
}
