//! A validated rulebook: names resolved to indices, conditions to regions.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::builtin;
use super::condition::{Condition, Decided, Scale};
use super::index::Index;
use super::region::TooComplex;
use crate::document::Whereabouts;
use crate::options::{OptionSet, Truth};

/// A rulebook in which every name is known and every condition decided. Only validation makes one; the
/// built-in one was made before it was built in.
#[derive(Debug, Clone)]
pub struct Rulebook {
    pub id: String,
    pub version: String,
    pub title: String,
    /// SHA-256 over the files that were read, as `sha256:` and 64 hexadecimal digits.
    pub hash: String,
    /// The names of the layers, the first one lowest.
    pub layers: Vec<String>,
    /// A lead under this many points is called close.
    pub close_call: i32,
    /// In the order in which ties are broken: the first wins.
    pub architectures: Vec<Architecture>,
    pub qualities: Vec<Quality>,
    pub questions: Vec<Question>,
    /// Each question has one variable, or one for each option if it is `multi`.
    pub variables: Vec<Variable>,
    pub rules: Vec<Rule>,
    /// The branches of all rules. At most one branch of a rule holds in any completion.
    pub clauses: Vec<Clause>,
    /// The regions of the clauses, for the engine.
    pub index: Index,
    pub sources: Vec<Source>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Architecture {
    pub id: String,
    #[serde(with = "builtin::place")]
    pub at: Whereabouts,
    pub name: String,
    pub summary: String,
    pub consists_of: Option<String>,
    pub prerequisites: Vec<String>,
    /// The status quo, against which the others must earn their place.
    pub baseline: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Quality {
    pub id: String,
    #[serde(with = "builtin::place")]
    pub at: Whereabouts,
    pub name: String,
    pub about: String,
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

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Question {
    pub id: String,
    #[serde(with = "builtin::place")]
    pub at: Whereabouts,
    pub ask: String,
    pub help: Option<String>,
    pub kind: Kind,
    pub options: Vec<Choice>,
    /// Of a number.
    pub unit: Option<String>,
    /// The largest number allowed.
    pub max: Option<f64>,
    /// Asked first.
    pub opening: bool,
    pub ask_when: Option<Condition>,
    /// Where the question is asked.
    pub asked: Decided,
    pub variables: Range<usize>,
}

/// One option of a question.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Choice {
    pub id: String,
    pub label: String,
    /// The smallest number that falls into it.
    pub from: Option<f64>,
}

/// Something that has exactly one value in every completion: the answer to a question, or yes or no for
/// one option of a `multi` question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variable {
    pub question: usize,
    /// The option of a `multi` question; its values are [`Variable::NO`] and [`Variable::YES`].
    pub choice: Option<usize>,
}

impl Variable {
    pub const NO: usize = 0;
    pub const YES: usize = 1;
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Rule {
    pub id: String,
    #[serde(with = "builtin::place")]
    pub at: Whereabouts,
    /// The position in [`Rulebook::layers`].
    pub layer: usize,
    pub quality: Option<usize>,
    pub sources: Vec<usize>,
    pub evidence: Option<Evidence>,
    pub clauses: Range<usize>,
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
    pub rule: usize,
    #[serde(with = "builtin::place")]
    pub at: Whereabouts,
    /// The position in `first_of`, from 0.
    pub branch: Option<usize>,
    /// As the author wrote it, without the earlier branches.
    pub when: Condition,
    /// Where this branch counts: its own condition, and none of the earlier branches.
    pub decided: Decided,
    pub effect: Effect,
    pub because: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Effect {
    /// For each architecture −5 to 5 points under one quality.
    Points { quality: usize, points: Vec<i8> },
    /// The architectures that are ruled out.
    RulesOut(OptionSet),
    /// A warning, which never scores.
    Warn(String),
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Source {
    pub id: String,
    #[serde(with = "builtin::place")]
    pub at: Whereabouts,
    pub title: String,
    pub author: String,
    pub year: u16,
    pub url: String,
}

impl Decided {
    /// What can be said while only `sets` are known. Exact.
    pub fn truth(&self, sets: &[OptionSet]) -> Truth {
        if !self.holds.meets(sets) {
            Truth::Fails
        } else if self.fails.meets(sets) {
            Truth::Open
        } else {
            Truth::Holds
        }
    }
}

impl Rulebook {
    pub fn question(&self, id: &str) -> Option<usize> {
        self.questions.iter().position(|question| question.id == id)
    }

    pub fn architecture(&self, id: &str) -> Option<usize> {
        self.architectures.iter().position(|architecture| architecture.id == id)
    }

    pub fn quality(&self, id: &str) -> Option<usize> {
        self.qualities.iter().position(|quality| quality.id == id)
    }

    pub fn rule(&self, id: &str) -> Option<usize> {
        self.rules.iter().position(|rule| rule.id == id)
    }

    /// Where a condition over this rulebook's questions holds and where it fails.
    ///
    /// # Errors
    /// When it falls into too many boxes.
    pub fn decide(&self, condition: &Condition) -> Result<Decided, TooComplex> {
        self.decide_where(condition, self.questions.iter().map(|question| question.asked.clone()).collect())
    }

    /// The same, as if every question were always asked.
    ///
    /// # Errors
    /// When it falls into too many boxes.
    pub fn decide_as_if_asked(&self, condition: &Condition) -> Result<Decided, TooComplex> {
        self.decide_where(condition, vec![Decided::always(); self.questions.len()])
    }

    fn decide_where(&self, condition: &Condition, asked: Vec<Decided>) -> Result<Decided, TooComplex> {
        condition.decide(&Scale { variables: &self.variables, sizes: &self.sizes(), asked: &asked })
    }

    /// The same rulebook, in which one clause never holds.
    pub fn without_clause(&self, clause: usize) -> Self {
        let mut changed = self.clone();
        changed.clauses[clause].decided = Decided::never();
        changed.reindexed()
    }

    /// The same rulebook, in which one clause gives the opposite points.
    pub fn with_points_reversed(&self, clause: usize) -> Self {
        let mut changed = self.clone();
        if let Effect::Points { points, .. } = &mut changed.clauses[clause].effect {
            points.iter_mut().for_each(|points| *points = -*points);
        }
        changed.reindexed()
    }

    pub(super) fn reindexed(mut self) -> Self {
        self.index = Index::new(&self.clauses, &self.sizes(), self.architectures.len());
        self
    }

    fn sizes(&self) -> Vec<usize> {
        (0..self.variables.len()).map(|variable| self.size(variable)).collect()
    }

    /// The number of options of a variable.
    pub fn size(&self, variable: usize) -> usize {
        let Variable { question, choice } = self.variables[variable];
        if choice.is_some() { 2 } else { self.questions[question].options.len() }
    }

    /// Nothing is known: every option of every variable.
    pub fn all_open(&self) -> Vec<OptionSet> {
        (0..self.variables.len()).map(|variable| OptionSet::full(self.size(variable))).collect()
    }

    /// The weight of each quality as the rulebook sets it.
    pub fn weights(&self) -> Vec<u8> {
        self.qualities.iter().map(|quality| quality.weight).collect()
    }
}

impl Question {
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
