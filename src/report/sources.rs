//! The sources that rules cite.

use schemars::JsonSchema;
use serde::Serialize;

use crate::rulebook::{Rulebook, Source, SourceId};

/// A source that rules cite.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SourceView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who wrote it.
    pub author: String,
    /// When.
    pub year: u16,
    /// Where it can be read.
    pub url: String,
}

impl SourceView {
    pub(super) fn of(source: &Source) -> Self {
        Self {
            id: source.id.clone(),
            title: source.title.clone(),
            author: source.author.clone(),
            year: source.year,
            url: source.url.clone(),
        }
    }
}

/// Returns the ids of some sources.
pub(super) fn source_ids(rulebook: &Rulebook, sources: &[SourceId]) -> Vec<String> {
    sources.iter().map(|&source| rulebook.sources[source].id.clone()).collect()
}
