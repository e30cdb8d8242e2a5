//! The built-in rulebook after validation, as bytes: written by a test, read at every start.

use serde::{Deserialize, Serialize};
use typed_index_collections::TiVec;

use super::axis::Axis;
use super::calibration::Calibration;
use super::condition::Variable;
use super::index::Index;
use super::layer::RuleChange;
use super::model::{Architecture, Clause, Quality, Question, Rule, Rulebook, Source};
use super::preset::Preset;
use super::review_months::ReviewMonths;
use super::topology::Seam;
use crate::rulebook::ids::{
    ArchitectureId, AxisId, ClauseId, QualityId, QuestionId, RuleId, SeamId, SourceId, VariableId,
};

/// The fields of a [`Rulebook`] as they are written. It implements no serde trait itself, so that nobody gets
/// one past validation.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Rulebook")]
struct RulebookFields {
    id: String,
    version: String,
    title: String,
    hash: String,
    layers: Vec<String>,
    close_call: i32,
    likely: u8,
    calibration: Option<Calibration>,
    introduction: Option<String>,
    review_months: ReviewMonths,
    architectures: TiVec<ArchitectureId, Architecture>,
    axes: TiVec<AxisId, Axis>,
    qualities: TiVec<QualityId, Quality>,
    questions: TiVec<QuestionId, Question>,
    variables: TiVec<VariableId, Variable>,
    rules: TiVec<RuleId, Rule>,
    clauses: TiVec<ClauseId, Clause>,
    seams: TiVec<SeamId, Seam>,
    /// Made from the clauses.
    #[serde(skip)]
    index: Index,
    sources: TiVec<SourceId, Source>,
    presets: Vec<Preset>,
    /// There are none in a single layer.
    #[serde(skip)]
    changes: Vec<RuleChange>,
}

#[derive(Serialize, Deserialize)]
struct Precompiled(#[serde(with = "RulebookFields")] Rulebook);

/// Reads the rulebook that was written.
///
/// # Errors
/// When the bytes are not of this format.
pub(super) fn read(bytes: &[u8]) -> postcard::Result<Rulebook> {
    let Precompiled(rulebook) = postcard::from_bytes(bytes)?;
    Ok(rulebook.reindexed())
}

/// Writes the built-in rulebook.
///
/// # Errors
/// When an entry stands in no built-in file.
#[cfg(test)]
pub(super) fn write(rulebook: &Rulebook) -> postcard::Result<Vec<u8>> {
    postcard::to_allocvec(&Precompiled(rulebook.clone()))
}
