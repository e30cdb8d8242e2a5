//! What an author chooses `likely` and `close_call` by: what would qualify, and how much of it is right.

use schemars::JsonSchema;
use serde::Serialize;

use super::decision::{AxisDecision, Decision};
use super::rates::Rates;

const SHARES: [u8; 6] = [50, 60, 70, 80, 90, 95];
const LEADS: [i32; 3] = [3, 6, 10];

/// What would be called likely with one `likely` and one `close_call`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Threshold {
    /// The share of plausible completions that the side must keep, in percent.
    pub share: u8,
    /// The lead that the side must have.
    pub lead: i32,
    /// The axes that qualify.
    pub axes: Rates,
    /// The verdicts of which every axis qualifies or is proven.
    pub verdicts: Rates,
}

/// Returns the table of thresholds; empty for a rulebook without axes.
pub(super) fn thresholds(decisions: &[&Decision]) -> Vec<Threshold> {
    if decisions.iter().all(|decision| decision.axes.is_empty()) {
        return Vec::new();
    }
    let pairs = SHARES.into_iter().flat_map(|share| LEADS.map(|lead| (share, lead)));
    pairs.map(|(share, lead)| threshold(decisions, share, lead)).collect()
}

fn threshold(decisions: &[&Decision], share: u8, lead: i32) -> Threshold {
    let qualifies = |axis: &&AxisDecision| {
        // With nobody on the other side there is no lead that could be too small.
        axis.side.is_some()
            && axis.lead.is_none_or(|points| points >= lead)
            && 100.0 * axis.share >= f64::from(share)
    };
    let axes = decisions.iter().flat_map(|decision| &decision.axes);
    let verdicts = decisions
        .iter()
        .filter(|decision| decision.axes.iter().all(|axis| axis.status.is_proven() || qualifies(&axis)));
    Threshold {
        share,
        lead,
        axes: axes.filter(qualifies).map(|axis| axis.outcome).collect(),
        verdicts: verdicts.map(|decision| decision.outcome).collect(),
    }
}
