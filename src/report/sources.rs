//! The sources that rules cite.

use schemars::JsonSchema;
use serde::Serialize;

use crate::rulebook::{RuleId, Rulebook, Source};

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

/// Returns the ids of the sources that a rule cites.
pub(super) fn source_ids(rulebook: &Rulebook, rule: RuleId) -> Vec<String> {
    rulebook.rules[rule].sources.iter().map(|&source| rulebook.sources[source].id.clone()).collect()
}
