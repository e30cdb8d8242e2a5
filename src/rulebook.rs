//! Rulebooks: read from files, validated, and ready to be evaluated.

mod box_bitmaps;
mod builtin;
pub mod condition;
mod describe;
mod ids;
mod index;
mod limits;
mod load;
mod model;
mod overrides;
mod precompiled;
pub mod region;
mod schema_refs;
pub(crate) mod source;
mod topology;
mod validate;

pub use box_bitmaps::{Column, WORD};
pub use builtin::builtin_with_cases;
pub use describe::{and_list, or_list};
pub use ids::{ArchitectureId, ArchitectureSet, QualityId, QuestionId, RuleId, SourceId};
pub use index::Index;
pub use limits::{MAX_ARCHITECTURES, MAX_POINTS, MAX_WEIGHT};
pub use load::{Layer, layers};
pub use model::{
    Architecture, Choice, Clause, Effect, Evidence, Kind, Quality, Question, Rule, Rulebook, Source, Variable,
};
pub use topology::{Across, Seam, SeamSide, Shape, Stand, Topology};
pub use validate::RESERVED_FLAGS;
