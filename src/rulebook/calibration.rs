//! How often the verdicts of a rulebook were accepted over its published cases.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// For each status of a verdict how often such verdicts were accepted. `rules test --calibration` measures
/// it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Calibration {
    /// Of verdicts that are decided.
    #[serde(default)]
    pub decided: Hits,
    /// Of verdicts that are close.
    #[serde(default)]
    pub close: Hits,
    /// Of verdicts that are likely.
    #[serde(default)]
    pub likely: Hits,
    /// Of verdicts that are open.
    #[serde(default)]
    pub open: Hits,
    /// Of axes whose lead is `close_call` or more, how often their side was the right one.
    #[serde(default)]
    pub clear_axes: Hits,
}

/// How many of some cases came out as they should.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Hits {
    /// Those whose outcome is accepted.
    pub accepted: u32,
    /// All of them.
    pub of: u32,
}

impl Calibration {
    /// Returns what was measured of each, with the key under which it stands in a rulebook.
    pub fn entries(&self) -> [(&'static str, Hits); 5] {
        let Self { decided, close, likely, open, clear_axes } = *self;
        [
            ("decided", decided),
            ("close", close),
            ("likely", likely),
            ("open", open),
            ("clear_axes", clear_axes),
        ]
    }
}
