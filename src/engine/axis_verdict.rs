//! The verdict on one axis: the best of one side against the best of the other.

use super::completions::Completions;
use super::evaluate::Evaluation;
use super::search::budget::Budget;
use super::search::min_side_lead::min_side_lead;
use super::status::Status;
use crate::rulebook::{ArchitectureId, ArchitectureSet, Axis, Side};

/// Each search for a least lead may cost as much as the budget that is left, divided by this.
const PARTS: u64 = 8;

/// Which side of an axis leads, and how sure that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AxisVerdict {
    /// The verdict in a word.
    pub status: Status,
    /// The side that leads by the rules that hold now; `None` if every candidate of both is ruled out.
    pub side: Option<Side>,
    /// The first of that side.
    pub leader: Option<ArchitectureId>,
    /// The first of the other side; `None` if none of it stands.
    pub rival: Option<ArchitectureId>,
    /// The lead of the one over the other by the rules that hold now; `None` without a rival.
    pub margin: Option<i32>,
    /// Whether the lead is the rulebook's `close_call` or more, or there is no rival.
    pub clear: bool,
    /// The smallest lead of the best of the side over the best of the other, over all completions; only where
    /// the axis is settled and some completion has a rival.
    pub least_margin: Option<i32>,
    /// Whether that is the exact least; else the truth may be higher.
    pub least_is_exact: bool,
    /// Whether one and the same side, or nobody, wins every completion; `None` if that is not proven either
    /// way within the budget.
    pub settled: Option<bool>,
}

impl AxisVerdict {
    /// Finds which side leads, given the completions of the whole problem.
    pub(super) fn of(axis: &Axis, whole: &Completions<'_>, evaluation: &Evaluation) -> Self {
        whole.on_axis(axis, |completions| Self::over(axis, completions, evaluation))
    }

    fn over(axis: &Axis, completions: &Completions<'_>, evaluation: &Evaluation) -> Self {
        let possible = completions.possible();
        let leader = evaluation.standing().find(|&a| possible.contains(a));
        let Some((leader, side)) = leader.and_then(|leader| Some((leader, axis.side_of(leader)?))) else {
            return Self::none();
        };
        let rivals = axis.side(side.other());
        let rival = evaluation.standing().find(|&a| rivals.contains(a));
        let margin = rival.map(|rival| evaluation.scores[leader].net - evaluation.scores[rival].net);
        let settled = completions.settled(Side::ALL.into_iter().map(|side| axis.side(side)));
        let mut verdict = Self {
            status: Status::Open,
            side: Some(side),
            leader: Some(leader),
            rival,
            margin,
            clear: margin.is_none_or(|margin| margin >= completions.problem().rulebook.close_call),
            least_margin: None,
            least_is_exact: true,
            settled,
        };
        if settled == Some(true) {
            verdict.find_least_margin(axis.side(side), rivals, completions);
        }
        verdict.status = verdict.judged(completions, axis.side(side));
        verdict
    }

    fn judged(&self, completions: &Completions<'_>, side: ArchitectureSet) -> Status {
        let rulebook = completions.problem().rulebook;
        match self.settled {
            Some(true) if self.least_margin.is_some_and(|least| least < rulebook.close_call) => Status::Close,
            Some(true) => Status::Decided,
            Some(false) | None if self.clear && is_likely(completions, side) => Status::Likely,
            Some(false) | None => Status::Open,
        }
    }

    fn find_least_margin(
        &mut self,
        side: ArchitectureSet,
        rivals: ArchitectureSet,
        completions: &Completions<'_>,
    ) {
        let among = completions.problem().among;
        for rival in rivals.intersection(among).iter() {
            let side = side.intersection(among);
            let search = |part: &Budget| min_side_lead(completions.residual, side, rival, part);
            let minimum = completions.budget.part(PARTS, search);
            let Some(minimum) = minimum else { continue };
            // The side that always wins is never behind, whatever bounds say.
            let least = minimum.value.max(0);
            self.least_margin = Some(self.least_margin.map_or(least, |m| m.min(least)));
            self.least_is_exact &= minimum.exact;
        }
    }

    fn none() -> Self {
        Self {
            status: Status::None,
            side: None,
            leader: None,
            rival: None,
            margin: None,
            clear: false,
            least_margin: None,
            least_is_exact: true,
            settled: Some(true),
        }
    }
}

/// Returns whether some architectures keep as many of the plausible completions as the rulebook asks for.
pub(super) fn is_likely(completions: &Completions<'_>, side: ArchitectureSet) -> bool {
    let likely = f64::from(completions.problem().rulebook.likely) / 100.0;
    completions.reaches_for_sure(side, likely).unwrap_or_else(|| completions.tally().share(side) >= likely)
}
