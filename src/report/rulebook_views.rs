//! The rulebook that a report goes by, and its candidates.

use schemars::JsonSchema;
use serde::Serialize;

use super::guidance::GuidanceView;
use crate::rulebook::{Architecture, ArchitectureId, Rulebook, Stand, Topology};

/// By which rulebook something was assessed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RulebookName {
    /// Its id.
    pub id: String,
    /// Its version, as it states it.
    pub version: String,
    /// What it decides, in a line.
    pub title: String,
    /// Under how many points a lead is too close to call.
    pub close_call: i32,
    /// SHA-256 over its texts: `sha256:` and 64 hexadecimal digits.
    pub hash: String,
}

impl RulebookName {
    /// Returns the name of a rulebook.
    pub fn of(rulebook: &Rulebook) -> Self {
        Self {
            id: rulebook.id.clone(),
            version: rulebook.version.clone(),
            title: rulebook.title.clone(),
            close_call: rulebook.close_call,
            hash: rulebook.hash.clone(),
        }
    }
}

/// A candidate, as the rulebook describes it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ArchitectureView {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What it is, in a sentence or two.
    pub summary: String,
    /// What one pays for it, whatever it is compared with.
    pub price: Option<String>,
    /// What stands where, if one chooses it.
    pub consists_of: Option<String>,
    /// What must be in place before it pays: the needs of `guidance`, without their states.
    pub prerequisites: Vec<String>,
    /// Whether it is what one would have without doing anything.
    pub baseline: bool,
    /// The architectures on which its parts stand, where it is made of others.
    pub combines: Vec<String>,
    /// Which of those the others stand on.
    pub backbone: Option<String>,
    /// How parts stand on it.
    pub parts_stand: Option<Stand>,
    /// How it is drawn.
    pub topology: Option<Topology>,
    /// What goes on after it has been chosen, as far as the answers tell.
    pub guidance: GuidanceView,
}

pub(super) fn architecture(
    rulebook: &Rulebook,
    architecture: &Architecture,
    guidance: GuidanceView,
) -> ArchitectureView {
    let id = |a: &ArchitectureId| rulebook.architectures[*a].id.clone();
    ArchitectureView {
        id: architecture.id.clone(),
        name: architecture.name.clone(),
        summary: architecture.summary.clone(),
        price: architecture.price.clone(),
        consists_of: architecture.consists_of.clone(),
        prerequisites: guidance.needs.iter().map(|need| need.what.clone()).collect(),
        baseline: architecture.baseline,
        combines: architecture.combines.iter().map(id).collect(),
        backbone: architecture.backbone.as_ref().map(id),
        parts_stand: architecture.parts_stand.clone(),
        topology: architecture.topology.clone(),
        guidance,
    }
}
