//! What facts of a repository say of an answer.

use serde::{Deserialize, Serialize};

use crate::fact::FactKind;
use crate::options::OptionSet;

/// What a fact says of the answer to a question.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Observed {
    /// The fact.
    pub fact: FactKind,
    /// For each level of the fact what it leaves possible: a set for each variable of the question. `None`:
    /// it says nothing. A fact that counts teams has none: what is fewer is excluded.
    pub by_level: Vec<Option<Vec<OptionSet>>>,
    /// Whether it is only shown to who answers, and narrows nothing.
    pub hint: bool,
}
