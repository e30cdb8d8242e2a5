//! The advice that comes with an architecture, as it stands in the files.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_yaml::Value;

use crate::rulebook::schema_refs::{CitationRef, ConditionRef, StepsRef};

/// A prerequisite.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NeedSource {
    /// The condition under which it is needed; it always is if this is left out.
    #[schemars(with = "Option<ConditionRef>")]
    pub when: Option<Value>,
    /// What must be in place.
    #[schemars(length(min = 1))]
    pub what: String,
    /// The condition under which it is in place; without one nobody is asked.
    #[schemars(with = "Option<ConditionRef>")]
    pub met_when: Option<Value>,
    /// The sources that say so.
    #[serde(default)]
    #[schemars(with = "Vec<CitationRef>")]
    pub sources: Vec<String>,
}

/// A kind of an architecture, or a style within it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct VariantSource {
    /// The condition for which it is made; the last variant may leave it out.
    #[schemars(with = "Option<ConditionRef>")]
    pub when: Option<Value>,
    /// What it is called.
    #[schemars(length(min = 1))]
    pub name: String,
    /// What to do, in a sentence or two.
    #[schemars(length(min = 1))]
    pub about: String,
    /// The sources that describe it.
    #[serde(default)]
    #[schemars(with = "Vec<CitationRef>")]
    pub sources: Vec<String>,
}

/// The way from what exists to an architecture.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FirstStepsSource {
    /// The condition under which it is the way; the last entry may leave it out.
    #[schemars(with = "Option<ConditionRef>")]
    pub when: Option<Value>,
    /// What to do, one step or a list of them.
    // Read step by step in validation.
    #[serde(rename = "do")]
    #[schemars(with = "StepsRef")]
    pub _steps: Value,
    /// What others paid in time or money.
    pub takes: Option<String>,
    /// The sources that describe it.
    #[serde(default)]
    #[schemars(with = "Vec<CitationRef>")]
    pub sources: Vec<String>,
}

/// A figure to watch.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MeasureSource {
    /// The condition under which it is worth taking; it always is if this is left out.
    #[schemars(with = "Option<ConditionRef>")]
    pub when: Option<Value>,
    /// What is measured.
    #[schemars(length(min = 1))]
    pub what: String,
    /// What it tells.
    #[schemars(length(min = 1))]
    pub why: String,
    /// How to take it.
    pub how: Option<String>,
    /// The threshold, with its unit.
    #[schemars(length(min = 1))]
    pub good: String,
    /// The sources of the figure or the threshold.
    #[serde(default)]
    #[schemars(with = "Vec<CitationRef>")]
    pub sources: Vec<String>,
}

/// What can go wrong with an architecture.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RiskSource {
    /// What can go wrong.
    #[schemars(length(min = 1))]
    pub what: String,
    /// What helps against it.
    #[schemars(length(min = 1))]
    pub mitigation: String,
    /// The condition under which it bites; without one nobody is asked.
    #[schemars(with = "Option<ConditionRef>")]
    pub bites_when: Option<Value>,
    /// The sources that tell of it.
    #[serde(default)]
    #[schemars(with = "Vec<CitationRef>")]
    pub sources: Vec<String>,
}
