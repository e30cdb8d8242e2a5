//! Rulebooks: read from files, validated, and ready to be evaluated.

mod builtin;
mod change;
mod column;
mod composition;
pub mod condition;
mod index;
mod load;
mod model;
mod ready;
pub mod region;
mod source;
mod validate;
mod words;

pub use builtin::builtin_with_cases;
pub use column::{Column, WORD};
pub use composition::{Across, Seam, SeamSide, Shape, Stand, Topology};
pub use index::Index;
pub use load::{Layer, layers};
pub use model::{
    Architecture, Choice, Clause, Effect, Evidence, Kind, Quality, Question, Rule, Rulebook, Source, Variable,
};
pub use validate::{MAX_ARCHITECTURES, RESERVED_FLAGS};
pub use words::{and_list, or_list};
