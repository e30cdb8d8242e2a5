//! The lead on one axis by the rules that hold: what places a system on a map of two axes.

use super::evaluate::Evaluation;
use crate::rulebook::{Axis, Side};

/// How the best of one side of an axis stands to the best of the other. The first of all stands on the side
/// that leads on every axis, and with one candidate for each pair of sides its lead over the second is the
/// smaller of the two leads: so a place on two axes says who leads, and how clearly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AxisLead {
    /// The lead of the best that stands for yes over the best that stands for no, in points.
    Points(i32),
    /// Only this side has a candidate left.
    Only(Side),
    /// No candidate of either side is left.
    Nobody,
}

impl AxisLead {
    /// Returns the lead by an evaluation.
    pub fn of(axis: &Axis, evaluation: &Evaluation) -> Self {
        let best = |side| {
            let of_side = evaluation.standing().find(|&a| axis.side(side).contains(a));
            of_side.map(|a| evaluation.scores[a].net)
        };
        match (best(Side::High), best(Side::Low)) {
            (Some(high), Some(low)) => Self::Points(high - low),
            (Some(_), None) => Self::Only(Side::High),
            (None, Some(_)) => Self::Only(Side::Low),
            (None, None) => Self::Nobody,
        }
    }
}
