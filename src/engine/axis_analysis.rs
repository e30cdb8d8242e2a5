//! What is known of one axis besides its verdict: how much of what is open keeps it, and what would change
//! it.

use super::axis_verdict::AxisVerdict;
use super::breakdown::Breakdown;
use super::completions::Completions;
use super::flips::{Flip, Flips, flips, open_singles};
use super::question_ranking::{OpenQuestion, rank_for};
use crate::rulebook::{Axis, QuestionId, Side};

/// What is known of one axis besides its verdict.
#[derive(Debug, Clone, PartialEq)]
pub struct AxisAnalysis {
    /// The share of the plausible completions in which the leading side leads; 0 if no side does.
    pub share: f64,
    /// What would make the other side lead.
    pub flips: Vec<Flip>,
    /// How many open answers would; `None` if none do.
    pub breakdown: Option<Breakdown>,
    /// The open questions whose answers can change the side, what can change it most first, each with how
    /// much it is expected to change: 0 not at all, 1 for sure.
    pub open_questions: Vec<(QuestionId, f64)>,
}

impl AxisAnalysis {
    /// Finds what would change the side that leads. `known` is what would, among the candidates of the
    /// whole, and `open` are the open questions of the whole.
    pub(super) fn of(
        axis: &Axis,
        verdict: &AxisVerdict,
        whole: &Completions<'_>,
        known: &Flips,
        open: &[OpenQuestion],
    ) -> Self {
        whole.on_axis(axis, |completions| {
            let Some((leader, side)) = verdict.leader.zip(verdict.side) else { return Self::none() };
            let keep = axis.side(side);
            // Among the candidates of the whole the flips are known already.
            let flips = match completions.problem().among == whole.problem().among {
                true => known.clone(),
                false => flips(completions, leader, &[keep]).remove(0),
            };
            let settled = verdict.settled == Some(true);
            let sides = Side::ALL.map(|side| axis.side(side));
            Self {
                share: completions.tally().share(keep),
                breakdown: if settled {
                    None
                } else {
                    Breakdown::of(completions, keep, &open_singles(completions.problem(), &flips))
                },
                flips: flips.found,
                open_questions: if settled { Vec::new() } else { rank_for(completions, &sides, open) },
            }
        })
    }

    fn none() -> Self {
        Self { share: 0.0, flips: Vec::new(), breakdown: None, open_questions: Vec::new() }
    }
}
