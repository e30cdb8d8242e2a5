//! A validated rulebook: names resolved to indices, conditions to regions.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use typed_index_collections::{TiSlice, TiVec};

use super::builtin_files;
use super::condition::{Condition, Decided, Variable};
use super::index::Index;
use super::topology::{Seam, Stand, Topology};
use crate::document::Whereabouts;
use crate::rulebook::ids::{
    ArchitectureId, ArchitectureSet, ClauseId, QualityId, QuestionId, RuleId, SeamId, SourceId, VariableId,
};

/// A rulebook in which every name is known and every condition decided. Only validation makes one; the
/// built-in one was made before it was built in.
#[derive(Debug, Clone)]
pub struct Rulebook {
    /// Its id.
    pub id: String,
    /// As it states it.
    pub version: String,
    /// What it decides, in a line.
    pub title: String,
    /// SHA-256 over the files that were read, as `sha256:` and 64 hexadecimal digits.
    pub hash: String,
    /// The names of the layers, the first one lowest.
    pub layers: Vec<String>,
    /// A lead under this many points is called close.
    pub close_call: i32,
    /// In the order in which ties are broken: the first wins.
    pub architectures: TiVec<ArchitectureId, Architecture>,
    /// The qualities under which rules give points.
    pub qualities: TiVec<QualityId, Quality>,
    /// In the order in which they are asked, unless what matters most comes first.
    pub questions: TiVec<QuestionId, Question>,
    /// Each question has one variable, or one for each option if it is `multi`.
    pub variables: TiVec<VariableId, Variable>,
    /// In the order of the files.
    pub rules: TiVec<RuleId, Rule>,
    /// The branches of all rules. At most one branch of a rule holds in any completion.
    pub clauses: TiVec<ClauseId, Clause>,
    /// The rules about parts that stand apart. They never score.
    pub seams: TiVec<SeamId, Seam>,
    /// The regions of the clauses, for the engine.
    pub index: Index,
    /// What rules may cite.
    pub sources: TiVec<SourceId, Source>,
}

/// A candidate.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Architecture {
    /// Its id.
    pub id: String,
    /// Where it is defined.
    #[serde(with = "builtin_files::place")]
    pub at: Whereabouts,
    /// What it is called.
    pub name: String,
    /// What it is, in a sentence or two.
    pub summary: String,
    /// What stands where, if one chooses it.
    pub consists_of: Option<String>,
    /// What must be in place before it pays.
    pub prerequisites: Vec<String>,
    /// The status quo, against which the others must earn their place.
    pub baseline: bool,
    /// The architectures on which its parts stand; empty unless it is made of others.
    pub combines: Vec<ArchitectureId>,
    /// Which of those the others stand on.
    pub backbone: Option<ArchitectureId>,
    /// How parts stand on it.
    pub parts_stand: Option<Stand>,
    /// How it is drawn.
    pub topology: Option<Topology>,
}

/// A quality attribute or architecture characteristic, under which rules give points.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Quality {
    /// Its id.
    pub id: String,
    /// Where it is defined.
    #[serde(with = "builtin_files::place")]
    pub at: Whereabouts,
    /// What it is called.
    pub name: String,
    /// What it means here.
    pub about: String,
    /// The standard or book whose term it is.
    pub standard: Option<String>,
    /// 0 to 5.
    pub weight: u8,
}

/// How the options of a question relate to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The options rise from the least to the most demanding.
    Ordinal,
    /// The options have no order.
    Nominal,
    /// Any number of the options may apply.
    Multi,
    /// A number, which falls into one of the options.
    Number,
}

impl Kind {
    /// The kind in words, to stand after "is".
    pub fn describe(self) -> &'static str {
        match self {
            Self::Ordinal => "a scale",
            Self::Nominal => "a choice without order",
            Self::Multi => "a multiple choice",
            Self::Number => "a number",
        }
    }
}

/// What is asked about a system.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Question {
    /// Its id.
    pub id: String,
    /// Where it is defined.
    #[serde(with = "builtin_files::place")]
    pub at: Whereabouts,
    /// As it is asked.
    pub ask: String,
    /// What helps to answer it.
    pub help: Option<String>,
    /// How it is answered.
    pub kind: Kind,
    /// The answers there are, at most 63; of a scale in its order.
    pub options: Vec<Choice>,
    /// Of a number.
    pub unit: Option<String>,
    /// The largest number allowed.
    pub max: Option<f64>,
    /// Asked first.
    pub opening: bool,
    /// When it is asked at all; `None`: always.
    pub ask_when: Option<Condition>,
    /// Where the question is asked.
    pub asked: Decided,
    /// Its variables: one, or of a multiple choice one for each option.
    pub variables: Range<VariableId>,
}

/// One option of a question.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Choice {
    /// Its id.
    pub id: String,
    /// In words.
    pub label: String,
    /// The smallest number that falls into it.
    pub from: Option<f64>,
}

/// One reason, with its condition and effect; its clauses are the branches of `first_of`, else there is one.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Rule {
    /// Its id.
    pub id: String,
    /// Where it is defined.
    #[serde(with = "builtin_files::place")]
    pub at: Whereabouts,
    /// The position in [`Rulebook::layers`].
    pub layer: usize,
    /// Under which it gives points, if it does.
    pub quality: Option<QualityId>,
    /// What it cites.
    pub sources: Vec<SourceId>,
    /// What kind of evidence these are.
    pub evidence: Option<Evidence>,
    /// Its clauses: indices into [`Rulebook::clauses`].
    pub clauses: Range<ClauseId>,
}

/// How well the reason of a rule is founded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// Somebody measured it, or reports it of a system they ran.
    Measured,
    /// Recognised experts or vendors advise it.
    Expert,
    /// A plausible inference.
    Inferred,
}

impl Evidence {
    /// As it is written in a rulebook.
    pub fn word(self) -> &'static str {
        match self {
            Self::Measured => "measured",
            Self::Expert => "expert",
            Self::Inferred => "inferred",
        }
    }
}

/// One branch of a rule: a condition and what it does.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Clause {
    /// The rule that it belongs to.
    pub rule: RuleId,
    /// Where it is defined.
    #[serde(with = "builtin_files::place")]
    pub at: Whereabouts,
    /// The position in `first_of`, from 0.
    pub branch: Option<usize>,
    /// As the author wrote it, without the earlier branches.
    pub when: Condition,
    /// Where this branch counts: its own condition, and none of the earlier branches.
    pub decided: Decided,
    /// What it does when it holds.
    pub effect: Effect,
    /// Its reason.
    pub because: String,
}

/// What a clause does when it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Effect {
    /// Gives or takes points under a quality.
    Points {
        /// The quality under which they count.
        quality: QualityId,
        /// By architecture, from −5 to 5.
        points: TiVec<ArchitectureId, i8>,
    },
    /// Rules these architectures out.
    RulesOut(ArchitectureSet),
    /// Warns of something, and never scores.
    Warn(String),
}

impl Effect {
    /// Returns the quality under which it gives points, and the points; `None` if it gives none.
    pub fn points(&self) -> Option<(QualityId, &TiSlice<ArchitectureId, i8>)> {
        match self {
            Self::Points { quality, points } => Some((*quality, points)),
            Self::RulesOut(_) | Self::Warn(_) => None,
        }
    }

    /// Returns the architectures that it rules out; `None` if it is no veto.
    pub fn rules_out(&self) -> Option<ArchitectureSet> {
        match self {
            Self::RulesOut(architectures) => Some(*architectures),
            Self::Points { .. } | Self::Warn(_) => None,
        }
    }

    /// Returns what it warns of; `None` if it is no warning.
    pub fn warning(&self) -> Option<&str> {
        match self {
            Self::Warn(message) => Some(message),
            Self::Points { .. } | Self::RulesOut(_) => None,
        }
    }
}

/// What a rule can cite.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Source {
    /// Its id.
    pub id: String,
    /// Where it is defined.
    #[serde(with = "builtin_files::place")]
    pub at: Whereabouts,
    /// Its title.
    pub title: String,
    /// Who wrote it.
    pub author: String,
    /// When.
    pub year: u16,
    /// Where it can be read.
    pub url: String,
}

impl Question {
    /// Yields its variables.
    pub fn variable_ids(&self) -> impl Iterator<Item = VariableId> + use<> {
        (usize::from(self.variables.start)..self.variables.end.into()).map(VariableId::from)
    }

    /// Returns the variable of an option of a multiple choice.
    pub fn variable(&self, option: usize) -> VariableId {
        VariableId::from(usize::from(self.variables.start) + option)
    }

    /// The index of an option.
    pub fn choice(&self, id: &str) -> Option<usize> {
        self.options.iter().position(|choice| choice.id == id)
    }

    /// The option into which a number falls; `None` off the scale.
    pub fn bin(&self, number: f64) -> Option<usize> {
        if !number.is_finite() || self.max.is_some_and(|max| number > max) {
            return None;
        }
        self.options.iter().rposition(|choice| choice.from.is_some_and(|from| number >= from))
    }
}
