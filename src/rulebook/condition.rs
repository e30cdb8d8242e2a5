//! What a rule asks of the answers, as its author wrote it, and its translation into regions.

use serde::{Deserialize, Serialize};
use typed_index_collections::TiSlice;

use super::region::{Region, TooComplex};
use crate::options::{OptionSet, Truth};
use crate::rulebook::ids::{OptionSets, QuestionId, VariableId};

/// Something that has exactly one value in every completion: the answer to a question, or yes or no for
/// one option of a `multi` question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variable {
    /// The question that it belongs to.
    pub question: QuestionId,
    /// The option of a multiple choice, whose values are [`Variable::NO`] and [`Variable::YES`]; `None` if
    /// the values are the options of the question.
    pub choice: Option<usize>,
}

impl Variable {
    /// The value for an option of a multiple choice that does not apply.
    pub const NO: usize = 0;
    /// The value for one that applies.
    pub const YES: usize = 1;
}

/// A condition over the answers. A test of a question that is not asked fails.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Condition {
    /// Every part holds. Without parts it always holds.
    All(Vec<Condition>),
    /// At least one part holds.
    Any(Vec<Condition>),
    /// The part does not hold.
    Not(Box<Condition>),
    /// A variable has one of some options.
    Test(Test),
}

/// One variable is one of some options.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Test {
    /// The variable that is tested.
    pub variable: VariableId,
    /// The options with which the test is passed.
    pub options: OptionSet,
}

/// A condition as the regions where it is true and where it is false. Together they cover everything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TruthRegions {
    /// The completions in which it is true.
    pub holds: Region,
    /// The completions in which it is false.
    pub fails: Region,
}

impl TruthRegions {
    /// Returns the regions of a condition that holds whatever the answers are.
    pub fn always() -> Self {
        Self { holds: Region::everything(), fails: Region::nothing() }
    }

    /// Returns the regions of a condition that no answers fulfil.
    pub fn never() -> Self {
        Self { holds: Region::nothing(), fails: Region::everything() }
    }

    /// Returns what can be said while only `sets` are known. This is exact: the answers are independent, so a
    /// region can be reached if one of its boxes can.
    pub fn truth(&self, sets: &OptionSets) -> Truth {
        if !self.holds.meets(sets) {
            Truth::Fails
        } else if self.fails.meets(sets) {
            Truth::Open
        } else {
            Truth::Holds
        }
    }
}

/// Tells the translation of a condition what there is to speak of, and when it is asked.
pub struct Scope<'a> {
    /// The variables that the regions speak of.
    pub variables: &'a TiSlice<VariableId, Variable>,
    /// The number of options of each variable.
    pub sizes: &'a TiSlice<VariableId, usize>,
    /// For each question: where it is asked.
    pub asked: &'a TiSlice<QuestionId, TruthRegions>,
}

impl Condition {
    /// Returns the condition that always holds.
    pub fn always() -> Self {
        Self::All(Vec::new())
    }

    /// Returns where the condition holds and where it fails.
    ///
    /// # Errors
    /// When a region has more boxes than [`super::region::MAX_BOXES`].
    pub fn decide(&self, scope: &Scope<'_>) -> Result<TruthRegions, TooComplex> {
        match self {
            Self::All(parts) => parts.iter().try_fold(TruthRegions::always(), |all, part| {
                let part = part.decide(scope)?;
                Ok(TruthRegions {
                    holds: all.holds.and(&part.holds, scope.sizes)?,
                    fails: all.fails.or(&part.fails, scope.sizes)?,
                })
            }),
            Self::Any(parts) => {
                let none = Self::All(parts.iter().map(|part| Self::Not(Box::new(part.clone()))).collect());
                Self::Not(Box::new(none)).decide(scope)
            }
            Self::Not(inner) => {
                let TruthRegions { holds, fails } = inner.decide(scope)?;
                Ok(TruthRegions { holds: fails, fails: holds })
            }
            Self::Test(test) => test.decide(scope),
        }
    }

    /// Returns every test in the condition, in the order of its author.
    pub fn tests(&self) -> Box<dyn Iterator<Item = &Test> + '_> {
        match self {
            Self::All(parts) | Self::Any(parts) => Box::new(parts.iter().flat_map(Self::tests)),
            Self::Not(inner) => inner.tests(),
            Self::Test(test) => Box::new(std::iter::once(test)),
        }
    }
}

impl Test {
    fn decide(&self, scope: &Scope<'_>) -> Result<TruthRegions, TooComplex> {
        let size = scope.sizes[self.variable];
        let pass = Region::test(self.variable, self.options, size);
        let miss = Region::test(self.variable, OptionSet::full(size).difference(self.options), size);
        let asked = &scope.asked[scope.variables[self.variable].question];
        Ok(TruthRegions {
            holds: asked.holds.and(&pass, scope.sizes)?,
            fails: asked.fails.or(&miss, scope.sizes)?,
        })
    }
}
