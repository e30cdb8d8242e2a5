//! Presets: plausible systems of a kind, to begin with.

use serde::{Deserialize, Serialize};

use super::builtin_files;
use super::ids::SourceId;
use crate::document::Whereabouts;

/// A plausible system of a kind: what is typical of it stands in for what is not known. What it answers is
/// read by [`crate::answers::preset`].
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Preset {
    /// The id in kebab-case.
    pub id: String,
    /// The entry that defines it.
    #[serde(with = "builtin_files::place")]
    pub at: Whereabouts,
    /// What such a system is, in a few words.
    pub title: String,
    /// Of which systems it is a picture, and what to look at first.
    pub about: String,
    /// The works that say so.
    pub sources: Vec<SourceId>,
}
