//! Rulebooks: read from files, validated, and ready to be evaluated.

mod axis;
mod box_bitmaps;
mod builtin;
mod builtin_files;
mod calibration;
pub mod condition;
mod describe;
pub mod guidance;
mod ids;
mod index;
mod layer;
mod left_possible;
mod limits;
mod load;
mod lookup;
mod model;
mod mutant;
mod observed;
mod overrides;
mod own;
mod precompiled;
mod preset;
pub mod region;
mod review_months;
mod schema_refs;
pub(crate) mod source;
mod topology;
mod usual;
mod validate;
mod words;

pub use axis::{Axis, Side};
pub use box_bitmaps::{Column, WORD};
pub use builtin_files::{builtin_with_cases, is_builtin};
pub use calibration::{Calibration, Hits};
pub use condition::Variable;
pub use describe::{and_list, clause_list, how_usual, listable, or_list};
pub(crate) use describe::{capitalised, counted, thousands};
pub use guidance::Guidance;
pub use ids::{
    ArchitectureId, ArchitectureSet, AxisId, ClauseId, OptionSets, QualityId, QuestionId, RuleId, SeamId,
    SourceId, VariableId,
};
pub use index::Index;
pub use layer::{Layer, RuleChange};
pub(crate) use limits::MAX_SHARE;
pub use limits::{MAX_ARCHITECTURES, MAX_POINTS, MAX_WEIGHT};
pub use load::{layers, layers_in};
pub use model::{
    Architecture, Choice, Clause, Effect, Evidence, Kind, Quality, Question, Rule, Rulebook, Source,
};
pub use observed::Observed;
pub use preset::Preset;
pub use review_months::ReviewMonths;
pub use topology::{Across, Seam, SeamSide, Shape, Stand, Topology};
pub use usual::{Rarity, Usual};
pub use validate::{RESERVED_FLAGS, id_from};
