//! When a decision is looked at again.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::limits::MAX_REVIEW_MONTHS;

/// After how many months to look at a decision again, by whether its verdict is firm or open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewMonths {
    /// After a verdict that is decided, close or likely.
    #[schemars(range(min = 1, max = MAX_REVIEW_MONTHS))]
    pub firm: u8,
    /// After one that is open.
    #[schemars(range(min = 1, max = MAX_REVIEW_MONTHS))]
    pub open: u8,
}

impl Default for ReviewMonths {
    /// Returns what counts where the rulebook does not say. A year is how long plans hold, and what is open
    /// should be found out sooner; both are judgement.
    fn default() -> Self {
        Self { firm: 12, open: 3 }
    }
}
